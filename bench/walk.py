"""What a practitioner does in a day, as clicks: lists, families, and visits typed in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from streamlit.proto.WidgetStates_pb2 import WidgetState

from bench.client import Client, PageError

CASE = re.compile(r"\bF-\d{4}(?:-\d+)?\b")
TOTAL = "eller total"


@dataclass(frozen=True)
class Click:
    """One thing a person did, and how long they waited for the whole answer."""

    what: str
    seconds: float


def day(client: Client, rng: Random) -> Iterator[Click]:
    """Clicks without end. Half of the families looked at get a visit."""
    while True:
        yield Click("caseload", client.open_page(""))
        client.check()
        yield Click("family", client.follow(rng.choice(client.goals("family"))))
        client.check()
        if rng.random() < 0.5:
            yield from visit(client, rng)


def visit(client: Client, rng: Random) -> Iterator[Click]:
    """A visit with all its ratings, as typed from paper."""
    yield Click("caseload", client.open_page(""))
    yield Click("visit: family chosen", client.follow(rng.choice(client.goals("new"))))
    client.check()
    yield Click("visit: recorded", client.press("Tast svar fra papir"))
    client.check()
    for field in _fields(client):
        value = f"{rng.randint(20, 99) / 10:.1f}".replace(".", ",")
        client.set_state(WidgetState(id=field, string_value=value))
    yield Click("visit: ratings saved", client.press("Gem"))
    client.check()
    client.forget_fields()
    if not client.has("alert", lambda one: one.format == 4):
        raise PageError("the page does not say that the ratings are saved")


def _fields(client: Client) -> list[str]:
    return [
        element.text_input.id
        for element in client.elements
        if element.WhichOneof("type") == "text_input" and element.text_input.label != TOTAL
    ]


def cases(client: Client) -> frozenset[str]:
    """The case numbers on the page: all of them must be this person's."""
    return frozenset(CASE.findall(client.text()))

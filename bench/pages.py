"""Server time of each page, on the demo and on the large database.

From the message that asks for a run to the message that says it is finished, over a real
websocket: what the network and the browser add is not in it. Every page is opened by
somebody whose role may; the first two openings are left out (imports and caches).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from random import Random

from bench import data, walk
from bench.client import Client
from bench.report import Figure, timed
from bench.server import Server, running
from fit_tracker.domain.people import Role
from fit_tracker.services.demo import DEMO_ACCOUNTS, DEMO_PASSWORD

RUNS = 30
PROCESSOR_RUNS = 10
WARM = 2
LIMIT_MS = 200
HOT_LIMIT_MS = 100
HOT = ("Mine familier", "Familien")
ACCOUNTS = {account.role: account.username for account in DEMO_ACCOUNTS}


@dataclass(frozen=True)
class Opening:
    """How one page is reached by one role; `prepare` goes to where it is reached from."""

    name: str
    role: Role
    address: str
    reach: Callable[[Client, str, Random], float]


def _by_menu(client: Client, address: str, _rng: Random) -> float:
    return client.open_page(address)


def _way_to_family(client: Client, _address: str, rng: Random) -> float:
    """The click in the list: that page runs once more, then the family's."""
    client.open_page("")
    return client.follow(rng.choice(client.goals("family")))


def _family(client: Client, address: str, rng: Random) -> float:
    """The page itself, as when something on it is pressed."""
    _way_to_family(client, address, rng)
    return client.run()


def _visit(client: Client, _address: str, rng: Random) -> float:
    client.open_page("")
    client.follow(rng.choice(client.goals("new")))
    return client.run()


OPENINGS = (
    Opening("Mine familier", Role.PRACTITIONER, "", _by_menu),
    Opening("Familien", Role.PRACTITIONER, "", _family),
    Opening("Mine familier → Familien", Role.PRACTITIONER, "", _way_to_family),
    Opening("Nyt besøg, family chosen", Role.PRACTITIONER, "", _visit),
    Opening("Nyt besøg", Role.PRACTITIONER, "nyt-besoeg", _by_menu),
    Opening("Team", Role.LEADER, "", _by_menu),
    Opening("Beredskab", Role.EMERGENCY, "", _by_menu),
    Opening("Kvartalsgennemgang", Role.STEERING, "", _by_menu),
    Opening("Brugere og teams", Role.ADMINISTRATOR, "", _by_menu),
    Opening("Indlæs data", Role.ADMINISTRATOR, "indlaes", _by_menu),
    Opening("Skemaer", Role.ADMINISTRATOR, "skemaer", _by_menu),
    Opening("Hvem har set hvad", Role.ADMINISTRATOR, "log", _by_menu),
    Opening("Min konto", Role.PRACTITIONER, "konto", _by_menu),
)


def pages() -> list[Figure]:
    return [figure for size in data.SIZES for figure in _of_size(size)]


def _of_size(size: str) -> Iterator[Figure]:
    with data.scratch(size) as path, running(path) as server:
        for opening in OPENINGS:
            yield _page(server, size, opening)
        yield from _saving(server, size)


def _page(server: Server, size: str, opening: Opening) -> Figure:
    limit = HOT_LIMIT_MS if opening.name in HOT else LIMIT_MS
    name = f"page «{opening.name}», {size}"
    with Client(server.port) as client:
        try:
            client.sign_in(ACCOUNTS[opening.role], DEMO_PASSWORD)
            seconds = [_open(client, opening, Random(run)) for run in range(RUNS + WARM)]
            used = _processor(server, client, opening)
        except RuntimeError as error:
            return Figure(name, f"not measured: {error}", f"p95 < {limit} ms", met=False)
    figure = timed(name, seconds[WARM:], limit)
    return replace(figure, value=f"{figure.value}, {used * 1000:.0f} ms processor")


def _processor(server: Server, client: Client, opening: Opening) -> float:
    """Processor time of one opening with all runs on the way to it: what a crowd shares."""
    before = server.cpu_seconds()
    for run in range(PROCESSOR_RUNS):
        _open(client, opening, Random(run))
    return (server.cpu_seconds() - before) / PROCESSOR_RUNS


def _open(client: Client, opening: Opening, rng: Random) -> float:
    seconds = opening.reach(client, opening.address, rng)
    client.check()
    return seconds


def _saving(server: Server, size: str) -> Iterator[Figure]:
    """The clicks of a visit: recording it, and saving what was typed."""
    with Client(server.port) as client:
        client.sign_in(ACCOUNTS[Role.PRACTITIONER], DEMO_PASSWORD)
        rng = Random(1)
        clicks = [click for _ in range(RUNS // 2) for click in walk.visit(client, rng)]
    for what in ("visit: recorded", "visit: ratings saved"):
        yield timed(f"{what}, {size}", [c.seconds for c in clicks if c.what == what], LIMIT_MS)

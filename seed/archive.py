"""The municipality's earlier system: its finished courses as the file it was emptied into."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from io import StringIO
from uuid import UUID

from fit_tracker.domain.people import Actor
from fit_tracker.domain.visits import VisitStatus
from fit_tracker.services import imports
from fit_tracker.services.context import Context
from fit_tracker.services.visits import NewRating
from seed.accounts import TEAMS
from seed.households import LABELS
from seed.plan import Story
from seed.ratings import ratings
from seed.steps import Step, What, present, steps

FIRST_CASE = 1200
ITEMS = ("svar1", "svar2", "svar3", "svar4")
COLUMNS = (
    "sagsnr", "team", "indsats", "slut", "årsag", "planlagt", "dato", "person", "rolle", "født",
    "svarperson", "skema", *ITEMS, "total",
)  # fmt: skip
MAPPING = f"""\
file: {{encoding: utf-8, delimiter: ";", decimal: ",", date_order: dmy}}
family: {{column: sagsnr}}
member: {{column: person}}
role: {{column: rolle}}
birth_year: {{column: født}}
rater:
  column: svarperson
  values: {{selv: self, {", ".join(f'{label}: "caretaker:{label}"' for label in LABELS)}}}
instrument: {{column: skema}}
visit: {{date: {{column: dato}}}}
score: {{total: {{column: total}}, items: [{", ".join(ITEMS)}]}}
new_families:
  service: {{column: indsats}}
  team: {{column: team}}
  practitioners: []
  ended:
    date: {{column: slut}}
    reason: {{column: årsag}}
    planned: {{column: planlagt, values: {{ja: true, nej: false}}}}
"""


def take_in(ctx: Context, administrator: Actor, told: Sequence[Story]) -> int:
    """Import the courses as an administrator would; the number of families that came."""
    name, data = "afsluttede-forløb.csv", as_csv(ctx, told)
    preview = imports.prepare(ctx, administrator, name, data, MAPPING)
    assert not preview.problems, preview.problems[0]
    return imports.write(ctx, administrator, preview).summary.families.new


def as_csv(ctx: Context, told: Sequence[Story]) -> bytes:
    """One line a rating, as Danish Excel writes it."""
    text = StringIO()
    lines = csv.writer(text, delimiter=";", lineterminator="\r\n")
    lines.writerow(COLUMNS)
    for turn, story in enumerate(told):
        lines.writerows(_of_story(ctx, f"F-{FIRST_CASE + turn + 1}", story))
    return text.getvalue().encode()


def _of_story(ctx: Context, case_number: str, story: Story) -> Iterator[list[object]]:
    assert story.ended_on is not None
    assert story.kind.end is not None
    reason, planned = story.kind.end
    course = [TEAMS[story.team], story.service, _day(story.ended_on), reason.value]
    for step in steps(story, story.ended_on):
        if step.what is What.VISIT and step.status is VisitStatus.ATTENDED:
            for rating in _given(ctx, step):
                yield [case_number, *course, "ja" if planned else "nej", *_line(step, rating)]


def _given(ctx: Context, step: Step) -> list[NewRating]:
    rng = step.story.rng(f"visit-{step.day}")
    places = [UUID(int=place) for place in range(len(step.story.people))]
    return ratings(ctx, step, present(step, rng), places, [])


def _line(step: Step, rating: NewRating) -> list[object]:
    """What the file says of one rating; persons are known by what they are called."""
    person = step.story.people[rating.member_id.int]
    rater = step.story.people[rating.rater_member_id.int]
    answers = [_number(value) for value in (rating.items or {}).values()]
    return [
        _day(step.day),
        person.label,
        person.role.value,
        person.birth_year,
        "selv" if rater is person else rater.label,
        rating.instrument_id,
        *answers,
        *[""] * (len(ITEMS) - len(answers)),
        _number(rating.total) if rating.total is not None else "",
    ]


def _day(day: date) -> str:
    return f"{day:%d-%m-%Y}"


def _number(value: Decimal) -> str:
    return str(value).replace(".", ",")

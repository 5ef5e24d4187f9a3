"""Which combination of members gives which status of the family: one table, one row a family.

A member is drawn by what one rater's series says: `better`, `unchanged` or `worse` (reliably,
latest against first), `few` (one rating), and what else stands: `+risk` (the model's alarm
score over the threshold twice running), `+stuck` (no change after N visits) and `+alliance`
(the alliance has dropped).
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from fit_tracker.domain.people import RaterKind
from fit_tracker.progression.status import (
    Assessment,
    FamilyAssessment,
    SeriesKey,
    assess_family,
    assess_series,
)
from tests.spec.drawing import model_says, readings_of, rows_of, visits_of
from tests.spec.scales import CATALOGUE

DRAWN = {
    "better": "visit 1 2\noutcome 10.0 16.1",
    "unchanged": "visit 1 2\noutcome 15.0 15.0",
    "worse": "visit 1 2\noutcome 20.0 13.9",
    "few": "visit 1 2\noutcome 15.0 -",
    "unchanged +stuck": "visit 1 2 3 4 5 6 7\noutcome 15.0 15.0 15.0 15.0 15.0 15.0 15.0",
}
BOND = "\nalliance 40.0 34.9"


@dataclass(frozen=True)
class Row:
    """The members, the family's status, whether it asks for attention, and what is said of
    the family as a whole."""

    members: tuple[str, ...]
    status: str
    attention: bool
    together: str = ""


ROWS = [
    Row(("better", "better"), "improving", False),
    Row(("better", "few"), "too_few", False),
    Row(("better", "unchanged"), "no_change_yet", False),
    Row(("unchanged", "few"), "no_change_yet", False),
    Row(("better", "worse"), "more_support", False, "members_diverge"),
    Row(("unchanged", "worse"), "more_support", False),
    Row(("few", "worse"), "more_support", False),
    Row(("worse", "worse"), "more_support", True, "most_falling"),
    Row(("better", "worse", "worse"), "more_support", True, "most_falling, members_diverge"),
    Row(("better", "better", "worse"), "more_support", False, "members_diverge"),
    Row(("better", "better", "worse", "worse"), "more_support", False, "members_diverge"),
    Row(("better", "unchanged +stuck"), "stalled", True),
    Row(("worse", "unchanged +stuck"), "more_support", True),
    Row(("better", "unchanged +alliance"), "stalled", True),
    Row(("better +alliance", "better"), "improving", True),
    Row(("worse +alliance", "better"), "more_support", True, "members_diverge"),
    Row(("better", "unchanged +risk"), "off_expected", True),
    Row(("better", "better +risk"), "off_expected", True),
    Row(("unchanged +stuck", "unchanged +risk"), "off_expected", True),
    Row(("few", "unchanged +risk"), "off_expected", True),
    Row(("worse +risk", "unchanged"), "more_support", True),
    Row(("worse +risk", "better"), "more_support", True, "members_diverge"),
    Row(("worse", "unchanged +risk"), "more_support", True, "most_falling"),
    Row(("unchanged +risk", "unchanged +risk"), "off_expected", True, "most_falling"),
    Row(
        ("unchanged +risk", "unchanged +risk", "better", "better"),
        "off_expected",
        True,
    ),
]


def family_of(row: Row) -> FamilyAssessment:
    return assess_family(dict(map(_member, enumerate(row.members))), CATALOGUE)


def row_of(members: tuple[str, ...], found: FamilyAssessment) -> Row:
    """What the rules say of a family, as a row of the table."""
    together = ", ".join(r.code.value for _, r in found.reasons if r.code.of_family)
    return Row(members, found.status.value, found.needs_attention, together)


def table() -> str:
    """The rows as a Markdown table."""
    head = "| the members | the family | asks for attention | said of them together |\n"
    lines = (
        f"| {'; '.join(row.members)} | {row.status} | {'yes' if row.attention else 'no'} "
        f"| {row.together or '–'} |"
        for row in ROWS
    )
    return head + "|---|---|---|---|\n" + "\n".join(lines) + "\n"


def _member(numbered: tuple[int, str]) -> tuple[SeriesKey, Assessment]:
    place, word = numbered
    person = UUID(int=1001 + place)
    return SeriesKey(person, RaterKind.SELF, person), _series(word)


def _series(word: str) -> Assessment:
    plain = word.removesuffix(" +risk").removesuffix(" +alliance")
    rows = rows_of(DRAWN[plain] + (BOND if word.endswith("+alliance") else ""))
    scales = ["adult"] * len(rows["visit"])
    return assess_series(
        readings_of(rows, "outcome", scales),
        readings_of(rows, "alliance", ["alliance"] * len(scales)),
        visits_of(rows),
        CATALOGUE,
        expected=model_says(2) if word.endswith("+risk") else None,
    )

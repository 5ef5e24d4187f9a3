"""Why: the codes of the rules, how much they ask for, and the numbers they used."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

YIELDS_TO = "yields_to"
"""In a reason's numbers: the version of the model that speaks in its place."""


class Level(StrEnum):
    """ATTENTION asks for a human decision; a HINT is worth knowing and starts nothing."""

    ATTENTION = "attention"
    HINT = "hint"


class ReasonCode(StrEnum):
    """Most serious first within a level: reasons are told in this order."""

    MOST_FALLING = "most_falling"
    WORSENING_PERSISTS = "worsening_persists"
    WORSENING_TWICE = "worsening_twice"
    EXPECTED_RISK = "expected_risk"
    NO_CHANGE_AFTER_N = "no_change_after_n"
    ALLIANCE_BELOW_CUT_OFF = "alliance_below_cut_off"
    ALLIANCE_DROP = "alliance_drop"
    RATINGS_MISSING = "ratings_missing"
    FIRST_ABOVE_CUT_OFF = "first_above_cut_off"
    RATERS_DISAGREE = "raters_disagree"
    MEMBERS_DIVERGE = "members_diverge"
    NEW_BASELINE = "new_baseline"

    @property
    def level(self) -> Level:
        """Its level where no model speaks; ask the reason itself for the level it has."""
        return Level.HINT if self in _HINTS else Level.ATTENTION

    @property
    def of_family(self) -> bool:
        """About several members together: the series it is filed under says nothing."""
        return self in (ReasonCode.MOST_FALLING, ReasonCode.MEMBERS_DIVERGE)


# Single scores and facts about the scale: alone they are right too seldom to call anyone.
_HINTS = frozenset(
    {
        ReasonCode.ALLIANCE_BELOW_CUT_OFF,
        ReasonCode.FIRST_ABOVE_CUT_OFF,
        ReasonCode.RATERS_DISAGREE,
        ReasonCode.MEMBERS_DIVERGE,
        ReasonCode.NEW_BASELINE,
    }
)


@dataclass(frozen=True)
class Reason:
    """Why, with the numbers used as exact text ("12.4"), so that it can be recomputed.

    Keys of `numbers`: first, last, change, limit for both worsenings, no change and the
    alliance drop; readings (persists), visits (no change, missing), last, cut_off and
    in_a_row (alliance below), first and cut_off (first above), gain, other_gain, limit,
    other_rater_kind and other_rater_member_id (disagree), and visit_no, baseline_no,
    from_instrument and to_instrument (new baseline).

    Expected risk: risk_not_success and risk_deteriorated (shares, "0.67"), threshold (of
    the alarm score), in_a_row, needed (how many in a row raise it), below, model_version,
    n_courses, ppv_hits, ppv_n and, where ppv_n is above 0, ppv_low and ppv_high.
    Most falling: falling and members (those whose change can be judged); members
    diverge: better and worse, also counts of members. `yields_to`: the version of the
    model that speaks in the rule's place.
    """

    code: ReasonCode
    numbers: dict[str, str] = field(default_factory=dict)

    @property
    def level(self) -> Level:
        """Follows from what is stored with the reason, so that a stored one keeps its level."""
        return Level.HINT if YIELDS_TO in self.numbers else self.code.level

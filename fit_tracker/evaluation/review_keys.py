"""The keys of a review's figures: what each block holds. Words belong to whoever shows it.

completeness  spreads baseline, two_ratings, late_rating (cells yes, no; courses)
              estimates visits_with_outcome, visits_with_alliance (mean of families' shares)
families      spreads started, active_first, active_last, ended, served (no cells: total only),
              and with a programme started_year, started_since (from its first day on),
              participants (persons); facts target.N.kind/low/high/chosen/source
reach         spreads age (age_0_2 ... age_18), service (service.CODE), team (team.ID); of served
bands         spreads first, latest (under_15, 15_25, 25_32, over_32), the same persons in both
change        spreads classes (own ratings; persons), classes_by_caretaker (children)
              estimates improved_share, worse_share, mean_first, mean_last, mean_change,
              effect_size, clinical_at_start (share)
alliance      estimates alliance_first, alliance_last, alliance_change, group_alliance_first,
              group_alliance_last, group_alliance_change
endings       spreads planned (planned_on_track, planned_off_track, planned_unknown and the same
              with unplanned_), reasons (domain.episodes.EndReason)
time          estimates days_to_first_visit, course_days, course_visits, days_on_list (medians)
flags         spreads raised (flag, acute), results (domain.responses.Result)
              estimates right_share, days_to_contact, days_to_decision
children      spreads lives_first, lives_latest (domain.offers.Lives), attends_first,
              attends_latest (domain.offers.Attends), placements (placed, not_placed; courses)
work          estimates visits_per_family, hours_per_family, attended_share, and of a programme
              with costs cost_per_participant, as its frozen table tells it
continuity    estimates adviser_changes, contacts_per_month, families_per_practitioner,
              cooperation: those that the programme asks for
effect        facts number, data_until; estimates MEASURE.GROUP.MOMENT as in the effect table
since_last    facts previous.first_day, previous.last_day; estimates KEY.previous, KEY.now and
              KEY.difference for improved_share, planned_share, right_share, mean_change

A block or a figure that does not concern the series is left out, and one that concerns it and
may not be told stands there with None. Of `service` only the cells that are told stand there, and
all others together as service.other. `planned_share` is in endings. Definitions are those of
services.review_basis.
"""

from __future__ import annotations

from fit_tracker.domain.episodes import EndReason
from fit_tracker.domain.offers import Attends, Lives
from fit_tracker.domain.responses import Origin, Result
from fit_tracker.progression.jacobson_truax import ChangeClass

DEFINITIONS_VERSION = "review-1"
BLOCKS = (
    "completeness",
    "families",
    "reach",
    "bands",
    "change",
    "alliance",
    "endings",
    "time",
    "flags",
    "children",
    "work",
    "continuity",
    "effect",
    "since_last",
)
YES, NO = "yes", "no"
AGES = (
    ("age_0_2", 0, 2),
    ("age_3_5", 3, 5),
    ("age_6_12", 6, 12),
    ("age_13_17", 13, 17),
    ("age_18", 18, 200),
)
BANDS = ("under_15", "15_25", "25_32", "over_32")
CLASSES = tuple(one.value for one in ChangeClass)
TRACKS = tuple(
    f"{planned}_{track}"
    for planned in ("planned", "unplanned")
    for track in ("on_track", "off_track", "unknown")
)
REASONS = tuple(one.value for one in EndReason)
ORIGINS = tuple(one.value for one in Origin)
RESULTS = tuple(one.value for one in Result)
LIVES = tuple(one.value for one in Lives)
ATTENDS = tuple(one.value for one in Attends)

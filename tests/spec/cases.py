"""The spec itself, in chapters: what a clinician should be able to check with a pencil.

Scale `adult`: 0-40, higher is better, change must exceed 6.0, below 25 is clinical.
Alliance: change must exceed 5.0, below 36 is low. Conventions: 2 visits running for a
worsening, 6 visits without change, 2 visits without a rating. `risk`: what a model's alarm
score is at that rating; no such row, no model.
"""

from __future__ import annotations

from fit_tracker.progression.status import Rules
from tests.spec.drawing import Case

SERIES: dict[str, list[Case]] = {
    "Status: the latest rating against the first": [
        Case(
            "Just under the limit is no change",
            """
visit     1     2
outcome   14.0  19.9
""",
            "no_change_yet",
        ),
        Case(
            "Exactly the limit is no change: it must be exceeded",
            """
visit     1     2
outcome   14.0  20.0
""",
            "no_change_yet",
        ),
        Case(
            "A tenth above the limit is progress",
            """
visit     1     2
outcome   14.0  20.1
""",
            "improving",
        ),
        Case(
            "Just under the limit downwards",
            """
visit     1     2
outcome   20.0  14.1
""",
            "no_change_yet",
        ),
        Case(
            "Exactly the limit downwards",
            """
visit     1     2
outcome   20.0  14.0
""",
            "no_change_yet",
        ),
        Case(
            "A tenth beyond is worse; one such rating alone calls nobody",
            """
visit     1     2
outcome   20.0  13.9
""",
            "worsening",
        ),
        Case(
            "Progress that is lost again is not progress",
            """
visit     1     2     3
outcome   10.0  20.0  14.0
""",
            "no_change_yet",
        ),
        Case(
            "One rating says nothing about change",
            """
visit     1
outcome   14.0
""",
            "too_few",
        ),
        Case(
            "No rating at all",
            """
visit     1
outcome   -
""",
            "too_few",
        ),
        Case(
            "A gap is left out, never filled in",
            """
visit     1     2     3
outcome   14.0  -     20.1
""",
            "improving",
        ),
        Case(
            "A scale where lower is better, from 20.0 down to 13.9",
            """
visit     1         2
scale     distress  distress
outcome   20.0      13.9
""",
            "improving",
        ),
        Case(
            "A scale without known reliability never shows reliable change",
            """
visit     1     2
scale     goal  goal
outcome   0.0   10.0
""",
            "no_change_yet",
        ),
    ],
    "Worsening that persists": [
        Case(
            "Two ratings running, both more than 6.0 below the first",
            """
visit     1     2     3
outcome   20.0  13.9  13.9
""",
            "worsening: worsening_persists",
        ),
        Case(
            "The one before was exactly at the limit",
            """
visit     1     2     3
outcome   20.0  14.0  13.9
""",
            "worsening",
        ),
        Case(
            "Worse, better, worse: not running",
            """
visit     1     2     3     4
outcome   20.0  13.0  19.0  13.0
""",
            "worsening",
        ),
        Case(
            "A visit without a rating does not break the run",
            """
visit     1     2     3     4
outcome   20.0  13.0  -     13.0
""",
            "worsening: worsening_persists",
        ),
        Case(
            "Worse twice, but no longer",
            """
visit     1     2     3     4
outcome   20.0  13.0  13.0  19.0
""",
            "no_change_yet",
        ),
        Case(
            "A service that waits for three",
            """
visit     1     2     3
outcome   20.0  13.0  13.0
""",
            "worsening",
            Rules(persist_visits=3),
        ),
    ],
    "Worsening twice the limit": [
        Case(
            "Exactly twice the limit",
            """
visit     1     2
outcome   24.0  12.0
""",
            "worsening",
        ),
        Case(
            "A tenth beyond twice the limit does not wait",
            """
visit     1     2
outcome   24.0  11.9
""",
            "worsening: worsening_twice",
        ),
        Case(
            "Far down and staying there",
            """
visit     1     2     3
outcome   24.0  11.9  11.9
""",
            "worsening: worsening_persists, worsening_twice",
        ),
    ],
    "No change after N visits": [
        Case(
            "Five visits after the first",
            """
visit     1     2     3     4     5     6
outcome   15.0  16.0  14.0  15.0  17.0  15.0
""",
            "no_change_yet",
        ),
        Case(
            "Six visits after the first",
            """
visit     1     2     3     4     5     6     7
outcome   15.0  16.0  14.0  15.0  17.0  15.0  16.0
""",
            "no_change_yet: no_change_after_n",
        ),
        Case(
            "A cancelled visit does not count",
            """
visit     1     2     3     4     5     6     7
held      yes   yes   no    yes   yes   yes   yes
outcome   15.0  16.0  -     15.0  17.0  15.0  16.0
""",
            "no_change_yet",
        ),
        Case(
            "A visit that was held without a rating counts",
            """
visit     1     2     3     4     5     6     7
outcome   15.0  16.0  -     15.0  17.0  15.0  16.0
""",
            "no_change_yet: no_change_after_n",
        ),
        Case(
            "Progress at the latest rating: nobody is stalled",
            """
visit     1     2     3     4     5     6     7
outcome   15.0  16.0  14.0  15.0  17.0  15.0  21.1
""",
            "improving",
        ),
        Case(
            "Began well and still is: little room, not stalled",
            """
visit     1     2     3     4     5     6     7
outcome   34.0  35.0  34.0  36.0  35.0  34.0  35.0
""",
            "no_change_yet: first_above_cut_off",
        ),
        Case(
            "Began low and ended just above the cut-off, within the limit: asked about",
            """
visit     1     2     3     4     5     6     7
outcome   20.0  21.0  22.0  22.0  24.0  24.0  25.0
""",
            "no_change_yet: no_change_after_n",
        ),
        Case(
            "Began well but is below the cut-off now: asked about",
            """
visit     1     2     3     4     5     6     7
outcome   26.0  25.0  25.0  26.0  25.0  25.0  24.9
""",
            "no_change_yet: no_change_after_n, first_above_cut_off",
        ),
        Case(
            "A service that asks after three visits",
            """
visit     1     2     3     4
outcome   15.0  16.0  14.0  15.0
""",
            "no_change_yet: no_change_after_n",
            Rules(no_change_visits=3),
        ),
    ],
    "Below what was expected: a model speaks": [
        Case(
            "One rating at or over the threshold is no reason",
            """
visit     1     2     3
outcome   20.0  19.0  18.0
risk      low   low   high
""",
            "no_change_yet",
        ),
        Case(
            "Two running are",
            """
visit     1     2     3
outcome   20.0  19.0  18.0
risk      low   high  high
""",
            "no_change_yet: expected_risk",
        ),
        Case(
            "Over, under, over: not running",
            """
visit     1     2     3     4
outcome   20.0  17.0  22.0  18.0
risk      low   high  low   high
""",
            "no_change_yet",
        ),
        Case(
            "Over twice, but no longer",
            """
visit     1     2     3     4
outcome   20.0  18.0  18.0  22.0
risk      low   high  high  low
""",
            "no_change_yet",
        ),
        Case(
            "A visit without a rating does not break the run",
            """
visit     1     2     3     4
outcome   20.0  18.0  -     18.0
risk      low   high  -     high
""",
            "no_change_yet: expected_risk",
        ),
        Case(
            "A service that waits for three: two are too few",
            """
visit     1     2     3     4
outcome   20.0  19.0  18.0  18.0
risk      low   low   high  high
""",
            "no_change_yet",
            Rules(persist_visits=3),
        ),
        Case(
            "The same service, three running",
            """
visit     1     2     3     4
outcome   20.0  18.0  18.0  18.0
risk      low   high  high  high
""",
            "no_change_yet: expected_risk",
            Rules(persist_visits=3),
        ),
        Case(
            "A service that waits for one: the alarm budget still needs two",
            """
visit     1     2     3
outcome   20.0  19.0  18.0
risk      low   low   high
""",
            "no_change_yet",
            Rules(persist_visits=1),
        ),
        Case(
            "Reliably better, but less than usual",
            """
visit     1     2     3     4
outcome   10.0  12.0  15.0  16.1
risk      low   low   high  high
""",
            "improving: expected_risk",
        ),
        Case(
            "Began well and still is: ends without reliable gain, and needs none",
            """
visit     1     2     3     4
outcome   34.0  33.0  32.0  31.0
risk      low   low   high  high
""",
            "no_change_yet: first_above_cut_off",
        ),
        Case(
            "Began well and is reliably worse, though still above the cut-off",
            """
visit     1     2     3     4
outcome   34.0  30.0  27.9  27.9
risk      low   low   high  high
""",
            "worsening: worsening_persists (hint), expected_risk, first_above_cut_off",
        ),
        Case(
            "Began well and is below the cut-off now",
            """
visit     1     2     3     4
outcome   26.0  25.0  24.9  24.9
risk      low   low   high  high
""",
            "no_change_yet: expected_risk, first_above_cut_off",
        ),
    ],
    "What yields to a model": [
        Case(
            "Worse twice running, no model: a reason for attention",
            """
visit     1     2     3
outcome   20.0  13.9  13.9
""",
            "worsening: worsening_persists",
        ),
        Case(
            "The same with a model that sees no high risk: a hint",
            """
visit     1     2     3
outcome   20.0  13.9  13.9
risk      low   high  low
""",
            "worsening: worsening_persists (hint)",
        ),
        Case(
            "The same with a model that does",
            """
visit     1     2     3
outcome   20.0  13.9  13.9
risk      low   high  high
""",
            "worsening: worsening_persists (hint), expected_risk",
        ),
        Case(
            "Six visits without change and a model: a hint",
            """
visit     1     2     3     4     5     6     7
outcome   15.0  16.0  14.0  15.0  17.0  15.0  16.0
risk      low   low   low   low   low   low   high
""",
            "no_change_yet: no_change_after_n (hint)",
        ),
        Case(
            "Twice the limit does not yield",
            """
visit     1     2
outcome   24.0  11.9
risk      low   high
""",
            "worsening: worsening_twice",
        ),
        Case(
            "Nor do alliance and missing ratings",
            """
visit     1     2     3     4
outcome   15.0  15.0  -     -
alliance  40.0  30.0  -     -
risk      low   low   -     -
""",
            "no_change_yet: alliance_drop, ratings_missing, alliance_below_cut_off",
        ),
    ],
    "Alliance": [
        Case(
            "At the cut-off",
            """
visit     1     2
outcome   15.0  15.0
alliance  36.0  36.0
""",
            "no_change_yet",
        ),
        Case(
            "A tenth below it: a hint",
            """
visit     1     2
outcome   15.0  15.0
alliance  36.0  35.9
""",
            "no_change_yet: alliance_below_cut_off",
        ),
        Case(
            "Low at first, good now",
            """
visit     1     2
outcome   15.0  15.0
alliance  30.0  36.1
""",
            "no_change_yet",
        ),
        Case(
            "Down by exactly its limit of 5.0",
            """
visit     1     2
outcome   15.0  15.0
alliance  40.0  35.0
""",
            "no_change_yet: alliance_below_cut_off",
        ),
        Case(
            "Down by a tenth more",
            """
visit     1     2
outcome   15.0  15.0
alliance  40.0  34.9
""",
            "no_change_yet: alliance_drop, alliance_below_cut_off",
        ),
        Case(
            "Down from a later peak, not from the first: only the hint",
            """
visit     1     2     3
outcome   15.0  15.0  15.0
alliance  34.0  40.0  33.0
""",
            "no_change_yet: alliance_below_cut_off",
        ),
    ],
    "Ratings missing": [
        Case(
            "Missing at the last visit only",
            """
visit     1     2     3
outcome   15.0  15.0  -
""",
            "no_change_yet",
        ),
        Case(
            "Missing at the last two",
            """
visit     1     2     3     4
outcome   15.0  15.0  -     -
""",
            "no_change_yet: ratings_missing",
        ),
        Case(
            "Missing earlier, rated now",
            """
visit     1     2     3     4
outcome   15.0  -     -     15.0
""",
            "no_change_yet",
        ),
        Case(
            "A cancelled visit is no missing rating",
            """
visit     1     2     3     4
held      yes   yes   no    yes
outcome   15.0  15.0  -     -
""",
            "no_change_yet",
        ),
        Case(
            "Never rated at two visits",
            """
visit     1     2
outcome   -     -
""",
            "too_few: ratings_missing",
        ),
    ],
    "First rating above the cut-off": [
        Case(
            "A tenth below",
            """
visit     1
outcome   24.9
""",
            "too_few",
        ),
        Case(
            "At the cut-off, which is on the ordinary side",
            """
visit     1
outcome   25.0
""",
            "too_few: first_above_cut_off",
        ),
        Case(
            "A tenth above",
            """
visit     1
outcome   25.1
""",
            "too_few: first_above_cut_off",
        ),
    ],
    "Another age band": [
        Case(
            "From the child's wording to the 13+ wording: counting begins anew",
            """
visit     1      2      3      4
scale     child  child  youth  youth
outcome   10.0   30.0   20.0   21.0
""",
            "no_change_yet: new_baseline",
        ),
        Case(
            "First rating with the new wording: too few again",
            """
visit     1      2      3
scale     child  child  youth
outcome   10.0   30.0   20.0
""",
            "too_few: new_baseline",
        ),
        Case(
            "Turning 18 keeps the wording: the series runs on, with the adult limit of 6.0",
            """
visit     1      2
scale     youth  adult
outcome   14.0   20.1
""",
            "improving",
        ),
        Case(
            "The same step before 18, with the youth limit of 8.0",
            """
visit     1      2
scale     youth  youth
outcome   14.0   20.1
""",
            "no_change_yet",
        ),
    ],
}

FAMILIES: dict[str, list[Case]] = {
    "Family: the most serious status, never a mean": [
        Case(
            "Mother far better, child worse: no mean hides the child",
            """
visit         1     2     3
mother/self   10.0  25.0  30.0
child/self    20.0  13.0  13.0
""",
            "more_support, attention: worsening_persists, members_diverge",
        ),
        Case(
            "One single drop sets the status, but calls nobody yet",
            """
visit         1     2
mother/self   10.0  20.0
child/self    20.0  13.0
""",
            "more_support, no attention: members_diverge",
        ),
        Case(
            "One stalled, one improving",
            """
visit         1     2     3     4     5     6     7
mother/self   15.0  15.0  15.0  15.0  15.0  15.0  15.0
child/self    10.0  12.0  14.0  16.0  18.0  20.0  22.0
""",
            "stalled, attention: no_change_after_n",
        ),
        Case(
            "Alliance falls while nothing changes",
            """
visit                1     2
mother/self          15.0  15.0
mother/self:alliance 40.0  30.0
""",
            "stalled, attention: alliance_drop, alliance_below_cut_off",
        ),
        Case(
            "Alliance falls while things improve: asks for attention, but is not called stalled",
            """
visit                1     2
mother/self          15.0  25.0
mother/self:alliance 40.0  30.0
""",
            "improving, attention: alliance_drop, alliance_below_cut_off",
        ),
        Case(
            "No change yet weighs more than improving",
            """
visit         1     2
mother/self   10.0  20.0
child/self    15.0  15.0
""",
            "no_change_yet, no attention",
        ),
        Case(
            "One has too few ratings: the family is not called improving on half its members",
            """
visit         1     2
mother/self   10.0  20.0
child/self    -     15.0
""",
            "too_few, no attention",
        ),
        Case(
            "Everybody improves",
            """
visit         1     2
mother/self   10.0  20.0
child/self    12.0  22.0
""",
            "improving, no attention",
        ),
    ],
    "Family: a model speaks": [
        Case(
            "Somebody below what was expected weighs more than somebody stalled",
            """
visit            1     2     3     4     5     6     7
mother/self      15.0  15.0  15.0  15.0  15.0  15.0  15.0
child/self       20.0  20.0  20.0  20.0  20.0  20.0  20.0
child/self:risk  low   low   low   low   low   high  high
""",
            "off_expected, attention: expected_risk, no_change_after_n, no_change_after_n (hint)",
        ),
        Case(
            "Somebody reliably worse weighs more still",
            """
visit             1     2     3
mother/self       20.0  19.0  19.0
mother/self:risk  low   high  high
child/self        20.0  20.0  13.9
child/self:risk   low   low   high
""",
            "more_support, attention: most_falling, expected_risk",
        ),
        Case(
            "Six visits without change, and the model sees no high risk: not stalled",
            """
visit             1     2     3     4     5     6     7
mother/self       15.0  15.0  15.0  15.0  15.0  15.0  15.0
mother/self:risk  low   low   low   low   low   low   low
""",
            "no_change_yet, no attention: no_change_after_n (hint)",
        ),
        Case(
            "Worse twice running, and the model sees no high risk: nobody is called",
            """
visit             1     2     3
mother/self       20.0  13.9  13.9
mother/self:risk  low   high  low
""",
            "more_support, no attention: worsening_persists (hint)",
        ),
    ],
    "Family: most are falling": [
        Case(
            "1 of 2",
            """
visit        1     2
mother/self  20.0  13.9
child/self   20.0  14.0
""",
            "more_support, no attention",
        ),
        Case(
            "2 of 2: nobody waits for a second low rating when all fall at once",
            """
visit        1     2
mother/self  20.0  13.9
child/self   20.0  13.9
""",
            "more_support, attention: most_falling",
        ),
        Case(
            "2 of 3",
            """
visit        1     2
mother/self  20.0  13.9
father/self  20.0  20.0
child/self   20.0  13.9
""",
            "more_support, attention: most_falling",
        ),
        Case(
            "2 of 4: half is not most",
            """
visit        1     2
mother/self  20.0  13.9
father/self  20.0  20.0
child/self   20.0  13.9
sister/self  20.0  20.0
""",
            "more_support, no attention",
        ),
        Case(
            "3 of 5",
            """
visit         1     2
mother/self   20.0  13.9
father/self   20.0  20.0
child/self    20.0  13.9
sister/self   20.0  20.0
brother/self  20.0  13.9
""",
            "more_support, attention: most_falling",
        ),
        Case(
            "One rating is too few to be counted: 2 of 3, not 2 of 4",
            """
visit        1     2
mother/self  20.0  13.9
father/self  20.0  20.0
child/self   20.0  13.9
sister/self  -     20.0
""",
            "more_support, attention: most_falling",
        ),
        Case(
            "A child whom two raters see falling is one who falls: 1 of 2",
            """
visit         1     2
mother/self   20.0  20.0
child/self    20.0  13.9
child/father  20.0  13.9
""",
            "more_support, no attention",
        ),
        Case(
            "A child whom one of two raters sees falling is one who falls: 2 of 2",
            """
visit         1     2
mother/self   20.0  13.9
child/self    20.0  13.9
child/father  20.0  20.0
""",
            "more_support, attention: most_falling",
        ),
        Case(
            "Two below what was expected, nobody reliably worse",
            """
visit             1     2     3
mother/self       20.0  19.0  19.0
mother/self:risk  low   high  high
child/self        20.0  19.0  19.0
child/self:risk   low   high  high
""",
            "off_expected, attention: most_falling, expected_risk, expected_risk",
        ),
    ],
    "Family: members going different ways": [
        Case(
            "Mother's change exactly at the limit: nobody is reliably worse",
            """
visit        1     2
mother/self  20.0  14.0
child/self   10.0  16.1
""",
            "no_change_yet, no attention",
        ),
        Case(
            "A tenth more",
            """
visit        1     2
mother/self  20.0  13.9
child/self   10.0  16.1
""",
            "more_support, no attention: members_diverge",
        ),
        Case(
            "Below what was expected is not yet worse",
            """
visit             1     2     3
mother/self       20.0  19.0  19.0
mother/self:risk  low   high  high
child/self        10.0  12.0  16.1
""",
            "off_expected, attention: expected_risk",
        ),
        Case(
            "Two raters who see the same child go different ways disagree; nobody diverges",
            """
visit         1     2
child/self    10.0  16.1
child/mother  20.0  13.9
""",
            "more_support, no attention: raters_disagree",
        ),
    ],
    "Raters who disagree": [
        Case(
            "Child better, mother sees the child worse: worse is the most serious",
            """
visit         1     2
child/self    10.0  17.0
child/mother  20.0  13.0
""",
            "more_support, no attention: raters_disagree",
        ),
        Case(
            "Both about the child: changes 9.0 and 0.5 apart by more than 8.485",
            """
visit         1     2
child/self    10.0  19.0
child/mother  15.0  15.5
""",
            "disagree, no attention: raters_disagree",
        ),
        Case(
            "Changes 9.0 and 0.6: 8.4 apart, within the error of both",
            """
visit         1     2
child/self    10.0  19.0
child/mother  15.0  15.6
""",
            "no_change_yet, no attention",
        ),
        Case(
            "Mother and father see the child differently",
            """
visit         1     2
child/mother  10.0  22.0
child/father  15.0  15.0
""",
            "disagree, no attention: raters_disagree",
        ),
        Case(
            "Mother's own wellbeing and the child's are two matters, not a disagreement",
            """
visit         1     2
mother/self   10.0  25.0
child/self    15.0  15.0
""",
            "no_change_yet, no attention",
        ),
        Case(
            "Different levels, same change: parents and children use a scale differently",
            """
visit         1     2
child/self    10.0  17.0
child/mother  25.0  32.0
""",
            "improving, no attention: first_above_cut_off",
        ),
    ],
}

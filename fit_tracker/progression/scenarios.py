"""The simulated worlds: what a course does, so that what is foreseen can be held against it.

All numbers are points of a 0-40 scale, and time is the logarithm of the visit number. They
are chosen so that a course has about 10 visits, the first rating has mean 20 and SD 7.5,
8-10 % end more than 5 points below their first rating and about half without having gained
more than 5. They are assumptions about no family: each world breaks one of the things that
a growth model presumes, and `hard` breaks them all.
"""

from __future__ import annotations

from dataclasses import dataclass

from fit_tracker.errors import InvalidInput

LATE_UNTIL = 6
"""A late responder gains nothing up to this visit (Saunders 2019: after session 6)."""


@dataclass(frozen=True)
class Scenario:
    """One world. What is 0 is left out of it.

    `intake_sd`, `slope_sd` and `correlation` are of the true values; `noise_sd` is what one
    rating adds. With 6.9 and 3.0 the reliability of a rating is .84, and the correlation
    is negative because those who start low have most to gain. The skews are skewnesses.
    """

    intake_mean: float = 20.0
    intake_sd: float = 6.9
    slope_mean: float = 2.35
    slope_sd: float = 2.9
    correlation: float = -0.35
    noise_sd: float = 3.0
    visits_mean: float = 10.0

    slope_skew: float = 0.0
    """Above 0: most gain little and a few a lot."""
    noise_skew: float = 0.0
    """Below 0: a bad day pulls a rating further down than a good day lifts it."""
    late_share: float = 0.0
    """How many gain nothing until visit 6 and then at `late_slope` per log(visit - 5)."""
    late_slope: float = 0.0
    walk_sd: float = 0.0
    """Step from visit to visit of what life does to a course beside its trend."""
    walk_keep: float = 1.0
    """The share of a step that is still there a visit later; 1 is a random walk."""
    leave_worse: float = 0.0
    """Added chance of leaving after a visit for those truly worse than at the start."""
    leave_better: float = 0.0
    """The same for those who have truly gained what they came for."""
    informants: tuple[float, ...] = (1.0,)
    """The shares of courses with one, two, three raters."""
    informant_sd: float = 0.0
    """How far apart raters of one course start."""
    informant_slope_sd: float = 0.0
    """How far apart their slopes are."""
    missing: float = 0.0
    """Share of ratings not filled in."""
    missing_worse: float = 0.0
    """Added share when things are truly worse than at the start."""


SCENARIOS = {
    # All that a growth model presumes holds, but for the scale's ends: what it costs to be
    # careful when there was no need.
    "plain": Scenario(),
    # A mean and a standard deviation say too little about who gains and about a bad day.
    "skewed": Scenario(
        slope_mean=2.85, slope_sd=3.7, slope_skew=1.2, noise_skew=-1.2, correlation=-0.35
    ),
    # They start higher than in the other worlds, so that many ratings lie at 38-40 and the
    # scale ends before the gain does. The intake is 27 on purpose.
    "ceiling": Scenario(intake_mean=27.5, intake_sd=7.5, slope_mean=3.3, slope_sd=3.9),
    # No sign of a gain that is coming: who is flagged at visit 5 may end best of all.
    "late": Scenario(late_share=0.45, late_slope=4.2, slope_mean=1.9, slope_sd=2.9),
    # What is left at visit 12 is not what began: the missing ratings are not like the others.
    "dropout": Scenario(visits_mean=13.0, leave_worse=0.12, leave_better=0.12, slope_sd=3.2),
    # The latest rating says more than the line through them all.
    "walk": Scenario(
        intake_sd=7.3, slope_mean=2.3, slope_sd=0.9, noise_sd=1.8, walk_sd=2.6, walk_keep=0.98
    ),
    # All of it at once, several raters in a course, and ratings not filled in.
    "hard": Scenario(
        intake_mean=20.5,
        intake_sd=6.2,
        slope_mean=2.1,
        slope_sd=2.1,
        slope_skew=1.2,
        noise_sd=2.8,
        noise_skew=-1.0,
        visits_mean=13.0,
        late_share=0.25,
        late_slope=3.6,
        walk_sd=1.5,
        walk_keep=0.97,
        leave_worse=0.10,
        leave_better=0.10,
        informants=(0.30, 0.45, 0.25),
        informant_sd=3.4,
        informant_slope_sd=0.8,
        missing=0.10,
        missing_worse=0.10,
    ),
}


def scenario_named(name: str) -> Scenario:
    """The world of that name; the sentence of an unknown one names those there are."""
    if name not in SCENARIOS:
        raise InvalidInput(
            "Scenariet «{scenario}» findes ikke. Vælg et af disse: {known}.",
            scenario=name,
            known=", ".join(SCENARIOS),
        )
    return SCENARIOS[name]

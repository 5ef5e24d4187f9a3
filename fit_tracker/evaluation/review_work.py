"""The blocks of a review about the work: waiting, flags, children, visits and hours, continuity."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from fit_tracker.domain.programmes import Indicator
from fit_tracker.domain.reviews import SMALLEST, Counted, Measured
from fit_tracker.evaluation.boxes import Span
from fit_tracker.evaluation.review_facts import Course, Response
from fit_tracker.evaluation.review_keys import ATTENDS, LIVES, NO, ORIGINS, RESULTS, YES
from fit_tracker.evaluation.review_plan import (
    METHOD_RATIO,
    BlockPlan,
    Cell,
    Maker,
    Planned,
    SharePlan,
    SpreadPlan,
    ValuePlan,
    mean_of,
    median_of,
    one,
)
from fit_tracker.evaluation.review_scope import Review, merged, of_courses
from fit_tracker.evaluation.review_units import (
    ALLIANCES,
    CHILDREN,
    DAY,
    FAMILIES,
    FLAGS,
    NOT_PLACED,
    PLACED,
)

YEAR, MONTH = 365.25, 365.25 / 12


def time(review: Review) -> BlockPlan:
    people = of_courses([*review.started, *review.ended], lambda c: (c.first_visit_on, c.visits))
    planned = [*_course_times(review), _days_on_list(review)]
    return BlockPlan(
        "time", _some(planned), people=merged(people, _of_responses(review, _closed(review)))
    )


def _course_times(review: Review) -> list[ValuePlan | None]:
    """Days to the first visit, and how long and how many visits a course was."""
    started = review.maker(FAMILIES, start=review.within)
    begun = [course for course in review.started if course.first_visit_on is not None]
    waited = [(c.first_visit_on - c.started_on).days for c in begun if c.first_visit_on]
    ended = review.ended_of(FAMILIES).box()
    lengths = [(c.ended_on - c.started_on).days for c in review.ended if c.ended_on]
    return [
        median_of(
            "days_to_first_visit",
            Measured.DAYS,
            started.box(first_visit=Span(last=review.last)),
            waited,
            started.box(first_visit=Span(first=review.last + DAY)),
        ),
        median_of("course_days", Measured.DAYS, ended, lengths),
        median_of("course_visits", Measured.VISITS, ended, [c.visits for c in review.ended]),
    ]


def _days_on_list(review: Review) -> ValuePlan | None:
    closed = _closed(review)
    days = [(one.closed_on - one.raised_on).days for one in closed if one.closed_on]
    return median_of("days_on_list", Measured.DAYS, review.ended_of(FLAGS).box(), days)


def _responses(review: Review) -> list[Response]:
    wanted = {course.episode_id for course in review.courses}
    return [one for one in review.facts.responses if one.episode_id in wanted]


def _closed(review: Review) -> list[Response]:
    return [
        one
        for one in _responses(review)
        if one.closed_on is not None and one.closed_on >= review.first
    ]


def _of_responses(review: Review, found: Iterable[Response]) -> dict[str, str]:
    return _by_family(review, ((one.episode_id, repr(one)) for one in found))


def _by_family(review: Review, found: Iterable[tuple[str, str]]) -> dict[str, str]:
    people: dict[str, str] = {}
    for episode_id, text in found:
        family = review.known.by_episode[episode_id].family_id
        people[family] = people.get(family, "") + text
    return people


def flags(review: Review) -> BlockPlan:
    raised = review.maker(FLAGS, start=review.within)
    closed = review.ended_of(FLAGS)
    whole, found = closed.box(), _closed(review)
    right, known = closed.box(right=one(YES)), closed.box(right=one(YES, NO))
    new = [one for one in _responses(review) if one.raised_on >= review.first]
    return BlockPlan(
        "flags",
        _some(
            [
                SpreadPlan("raised", Counted.FLAGS, raised.box(), raised.cells("origin", ORIGINS)),
                SpreadPlan("results", Counted.FLAGS, whole, closed.cells("result", RESULTS)),
                SharePlan("right_share", right, known),
                _days_to(closed, "days_to_contact", "contact", found, lambda r: r.contacted_on),
                _days_to(closed, "days_to_decision", "decision", found, lambda r: r.decided_on),
            ]
        ),
        people=_of_responses(review, [*new, *found]),
    )


def _days_to(
    closed: Maker,
    key: str,
    axis: str,
    found: Sequence[Response],
    when: Callable[[Response], date | None],
) -> ValuePlan | None:
    """Days from the flag, of the responses that were closed in the period."""
    days = [(day - one.raised_on).days for one in found if (day := when(one)) is not None]
    whole, without = closed.box(**{axis: one(YES)}), closed.box(**{axis: one(NO)})
    return median_of(key, Measured.DAYS, whole, days, without)


def children(review: Review) -> BlockPlan:
    """The children of emergency offers that ended in the period, and placements of all courses."""
    ended, courses = review.ended_of(CHILDREN), review.ended_of(FAMILIES)
    placed = (("placed", PLACED), ("not_placed", NOT_PLACED))
    cells = tuple(Cell(key, courses.box(reason=reasons)) for key, reasons in placed)
    spreads = [
        SpreadPlan(
            key, Counted.CHILDREN, ended.box(**{key: one(*keys)}), ended.cells(key, keys),
            ended.box(**{key: one("")}),
        )
        for key, keys in (
            ("lives_first", LIVES),
            ("lives_latest", LIVES),
            ("attends_first", ATTENDS),
            ("attends_latest", ATTENDS),
        )
    ]  # fmt: skip
    wanted = {course.episode_id for course in review.courses}
    found = [
        child
        for child in review.facts.children
        if child.episode_id in wanted and child.ended_on >= review.first
    ]
    people = _by_family(review, ((child.episode_id, repr(child)) for child in found))
    reasons = of_courses(review.ended, lambda c: c.end_reason)
    return BlockPlan(
        "children",
        (*spreads, SpreadPlan("placements", Counted.COURSES, courses.box(), cells)),
        people=merged(people, reasons),
    )


def work(review: Review) -> BlockPlan:
    """What a family in treatment got in the period: visits, hours, and how many were kept."""
    served, each = review.served, [1] * len(review.served)
    booked = [course.period_visits + course.period_missed for course in served]
    hours = [(course.period_minutes + course.offer_minutes) / 60 for course in served]
    planned = [
        review.ratio("visits_per_family", Measured.VISITS, _visits(served), each),
        review.ratio("hours_per_family", Measured.HOURS, hours, each),
        review.ratio("attended_share", Measured.SHARE, _visits(served), booked),
    ]
    people = of_courses(
        served, lambda c: (c.period_visits, c.period_missed, c.period_minutes, c.offer_minutes)
    )
    return BlockPlan("work", _some(planned), people=people)


def _visits(courses: Iterable[Course]) -> list[int]:
    return [course.period_visits for course in courses]


def continuity(review: Review, asked: Sequence[Indicator]) -> BlockPlan:
    """The figures about the work itself that a programme asks for, kept apart from wellbeing."""
    makers = {
        Indicator.ADVISER_CHANGES: _practitioner_changes,
        Indicator.CONTACT_FREQUENCY: _contacts,
        Indicator.CASES_PER_ADVISER: _cases,
        Indicator.COOPERATION: _cooperation,
    }
    planned = [makers[indicator](review) for indicator in asked]
    people = of_courses(review.served, lambda c: (c.practitioner_changes, c.period_visits))
    return BlockPlan("continuity", _some(planned), people=people)


def _practitioner_changes(review: Review) -> ValuePlan | None:
    changes = [course.practitioner_changes for course in review.served]
    return review.ratio("adviser_changes", Measured.PER_YEAR, changes, _spent(review, YEAR))


def _contacts(review: Review) -> ValuePlan | None:
    held, months = _visits(review.served), _spent(review, MONTH)
    return review.ratio("contacts_per_month", Measured.NUMBER, held, months)


def _spent(review: Review, days: float) -> list[float]:
    """How many years or months of the period each family was in treatment."""
    return [_days(review, course) / days for course in review.served]


def _days(review: Review, course: Course) -> int:
    """The days of the period that the course was under way."""
    end = min(course.ended_on or review.last, review.last)
    return (end - max(course.started_on, review.first)).days + 1


def _cases(review: Review) -> ValuePlan | None:
    """Families for each practitioner on the last day. Too few practitioners to hide among, and it
    is not told; nothing of the sort is told of one of them."""
    last, facts = review.last, review.facts
    if facts.practitioners < SMALLEST:
        return None
    whole = review.maker(FAMILIES, start=Span(last=last), end=Span(first=last + DAY)).box()
    value = facts.pairs / facts.practitioners
    n = sum(course.ended_on is None for course in review.courses)
    key, kind = "families_per_practitioner", Measured.NUMBER
    return ValuePlan(key, kind, whole, value, None, None, METHOD_RATIO, n, of_period=True)


def _cooperation(review: Review) -> ValuePlan | None:
    ended = review.ended_of(ALLIANCES)
    points = [point for point in review.points(ALLIANCES, review.ended) if point.n > 1]
    values = [float(point.last) for point in points]
    families = [point.course.family_id for point in points]
    whole, rated_once = ended.box(pair=one("two")), ended.box(pair=one("one"))
    return mean_of("cooperation", Measured.POINTS, whole, values, families, rated_once)


def _some(plans: Iterable[Planned | None]) -> tuple[Planned, ...]:
    return tuple(plan for plan in plans if plan is not None)

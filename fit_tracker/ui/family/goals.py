"""The card with goals from the family's plan, and the safety scale."""

from __future__ import annotations

import streamlit as st

from fit_tracker.charts.alt import alt_text
from fit_tracker.charts.goals import TEN, goal_figure
from fit_tracker.charts.lines import keys, line
from fit_tracker.charts.model import Line
from fit_tracker.domain.episodes import Goal
from fit_tracker.domain.people import RaterKind
from fit_tracker.domain.scores import danish
from fit_tracker.services.family_view import FamilyView
from fit_tracker.services.results import SeriesKey
from fit_tracker.ui.components.clickable import clickable
from fit_tracker.ui.context import context
from fit_tracker.ui.family import course
from fit_tracker.ui.family.choices import Choices
from fit_tracker.ui.family.groups import around
from fit_tracker.ui.family.people import Names
from fit_tracker.ui.html import Html, join, link, tag
from fit_tracker.ui.sentences import member_name
from fit_tracker.ui.texts import _, day, language


def show(view: FamilyView, names: Names, chosen: Choices) -> str | None:
    """Goals and safety together: both are single lines from 0 to 10."""
    lines = [*_goal_lines(view), *_safety_lines(view, names)]
    with st.container(key="card_goals"):
        head = tag("h2", _("Mål og sikkerhed"), cls="fit-card-title")
        pressed = clickable("family_goals", join([head, _list(view, lines)]), lang=language())
        if not lines:
            return pressed
        figure = goal_figure(
            [_short(one, number) for number, one in enumerate(lines)],
            axis=chosen.axis,
            around=around(view),
            palette=course.palette(),
            words=_,
        )
        alt = alt_text(lines, title=_("Mål og sikkerhed"), scale=TEN, words=_)
        return course.plot(figure, alt, "goals") or pressed


def _short(one: Line, number: int) -> Line:
    """In the chart a goal is its number in the list above; the words stand there."""
    return Line(circled(number), one.index, one.points)


def circled(number: int) -> str:
    """①, ②, ... for the list and the chart."""
    return chr(0x2460 + min(number, 19))


def _goal_lines(view: FamilyView) -> list[Line]:
    rated = [goal for goal in view.goals if view.goals_rated.get(goal.goal_id)]
    instruments = {one.instrument_id: one for one in context().instruments.all()}
    found = keys(view.ratings)
    return [
        line(
            SeriesKey(goal.member_id, RaterKind.SELF, goal.member_id),
            view.goals_rated[goal.goal_id],
            label=_goal_name(view, goal),
            index=number,
            instruments=instruments,
            found=found,
            goal_id=goal.goal_id,
        )
        for number, goal in enumerate(rated)
    ]


def _safety_lines(view: FamilyView, names: Names) -> list[Line]:
    instruments = {one.instrument_id: one for one in context().instruments.all()}
    found, after = keys(view.ratings), len(view.goals_rated)
    return [
        line(
            key,
            view.safety[key],
            label=_("Sikkerhed, {name}", name=names[key]),
            index=after + number,
            instruments=instruments,
            found=found,
        )
        for number, key in enumerate(key for key in names if key in view.safety)
    ]


def _goal_name(view: FamilyView, goal: Goal) -> str:
    return f"{member_name(view.member(goal.member_id), view.today)}: {goal.text}"


def _list(view: FamilyView, lines: list[Line]) -> Html:
    """Each goal in words with its latest rating; what is not rated yet is said."""
    unrated = [goal for goal in view.goals if goal.goal_id not in view.goals_rated]
    items = [_item(number, one) for number, one in enumerate(lines)]
    items += [
        tag(
            "p",
            _(
                "{goal} · aftalt {day}, ikke vurderet endnu",
                goal=_goal_name(view, goal),
                day=day(goal.agreed_on),
            ),
        )
        for goal in unrated
    ]
    if items:
        return join(items)
    quiet = tag("p", _("Der er ikke aftalt mål endnu."), cls="fit-quiet")
    return join([quiet, link("task:goals", _("Aftal mål"))]) if _open(view) else quiet


def _open(view: FamilyView) -> bool:
    return view.episode is not None and view.episode.is_active


def _item(number: int, one: Line) -> Html:
    first, last = danish(one.points[0].score), danish(one.points[-1].score)
    numbers = last if len(one.points) == 1 else f"{first} → {last}"
    return tag("p", f"{circled(number)} {one.label} ", tag("b", numbers))

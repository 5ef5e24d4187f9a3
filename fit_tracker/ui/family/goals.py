"""The card with goals from the family's plan, and the safety scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import streamlit as st

from fit_tracker.domain.episodes import Goal
from fit_tracker.domain.people import RaterKind
from fit_tracker.domain.scores import danish
from fit_tracker.domain.visits import NO_GOAL
from fit_tracker.services.family_view import FamilyView
from fit_tracker.services.results import Reading, SeriesKey
from fit_tracker.ui.components.clickable import clickable
from fit_tracker.ui.family.people import Names
from fit_tracker.ui.family.sheet import Panel, plot
from fit_tracker.ui.html import Html, join, link, tag
from fit_tracker.ui.sentences import member_name
from fit_tracker.ui.texts import _, day, language


@dataclass(frozen=True)
class Rated:
    """A goal or a person's safety, with its ratings; `number` stands in list and chart."""

    number: str
    words: str
    key: SeriesKey
    goal_id: UUID
    readings: Sequence[Reading]


def rated(view: FamilyView, names: Names) -> list[Rated]:
    """Goals in the order they were agreed, then safety."""
    found = [
        (_goal_name(view, goal), _own(goal), goal.goal_id, view.goals_rated[goal.goal_id])
        for goal in view.goals
        if view.goals_rated.get(goal.goal_id)
    ]
    found += [
        (_("Tryghed, {name}", name=names[key]), key, NO_GOAL, view.safety[key])
        for key in names
        if key in view.safety
    ]
    return [Rated(_circled(number), *rest) for number, rest in enumerate(found)]


def _circled(number: int) -> str:
    """①, ②, ... for the list and the chart."""
    return chr(0x2460 + min(number, 19))


def _own(goal: Goal) -> SeriesKey:
    return SeriesKey(goal.member_id, RaterKind.SELF, goal.member_id)


def _goal_name(view: FamilyView, goal: Goal) -> str:
    return f"{member_name(view.member(goal.member_id), view.today)}: {goal.text}"


def show(view: FamilyView, given: Sequence[Rated], panel: Panel | None) -> str | None:
    """Goals and safety together: both are single lines from 0 to 10."""
    with st.container(key="card_goals"):
        head = tag("h2", _("Mål og tryghed"), cls="fit-card-title")
        pressed = clickable("family_goals", join([head, _list(view, given)]), lang=language())
        return pressed if panel is None else plot(panel, "goals") or pressed


def _list(view: FamilyView, given: Sequence[Rated]) -> Html:
    """Each goal in words with its first and latest rating; unrated ones are said so."""
    items = [_item(one) for one in given]
    items += [tag("p", _unrated(view, g)) for g in view.goals if g.goal_id not in view.goals_rated]
    if items:
        return join(items)
    quiet = tag("p", _("Der er ikke aftalt mål endnu."), cls="fit-quiet")
    active = view.episode is not None and view.episode.is_active
    return join([quiet, link("task:goals", _("Aftal mål"))]) if active else quiet


def _unrated(view: FamilyView, goal: Goal) -> str:
    return _(
        "{goal} · aftalt {day}, ikke vurderet endnu",
        goal=_goal_name(view, goal),
        day=day(goal.agreed_on),
    )


def _item(one: Rated) -> Html:
    first, last = danish(one.readings[0].score), danish(one.readings[-1].score)
    numbers = last if len(one.readings) == 1 else f"{first} → {last}"
    return tag("p", f"{one.number} {one.words} ", tag("b", numbers))

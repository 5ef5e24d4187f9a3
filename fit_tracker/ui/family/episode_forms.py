"""What happens to a course: events, goals, another service, its end, and what comes after."""

from __future__ import annotations

from uuid import UUID

import streamlit as st

from fit_tracker.domain.episodes import EndReason, Episode, Service
from fit_tracker.errors import InvalidInput
from fit_tracker.services import administration, episodes
from fit_tracker.ui.context import context
from fit_tracker.ui.dates import day_input, parse_day
from fit_tracker.ui.family.forms import Desk, save, submit
from fit_tracker.ui.sentences import member_name
from fit_tracker.ui.texts import _, day
from fit_tracker.ui.words import end_reason_word

GOAL_FIELDS = 3


def _episode(desk: Desk) -> Episode:
    assert desk.view.episode is not None
    return desk.view.episode


def milestone(desk: Desk, _value: str) -> None:
    with st.form("family_milestone", border=False):
        on = day_input(_("Dato"), desk.view.today, "family_day")
        text = st.text_input(
            _("Hvad skete der?"),
            key="family_text",
            placeholder=_("fx flyttet eller startet i skole"),
        )
        if submit():
            save(
                lambda: episodes.add_milestone(
                    context(), desk.actor, _episode(desk).episode_id, parse_day(on), text
                ),
                _("Begivenheden er tilføjet."),
            )


def goals(desk: Desk, _value: str) -> None:
    """A few goals at once: each belongs to a member, who also rates it."""
    names = {m.member_id: member_name(m, desk.view.today) for m in desk.view.members}
    with st.form("family_goals_form", border=False):
        on = day_input(_("Aftalt den"), desk.view.today, "family_day")
        typed: list[tuple[UUID, str]] = []
        for number in range(GOAL_FIELDS):
            whose, what = st.columns([2, 3])
            with whose:
                owner = st.selectbox(
                    _("Hvis mål?"),
                    list(names),
                    index=min(number, len(names) - 1),
                    format_func=lambda member: names[member],
                    key=f"family_goal_owner_{number}",
                )
            with what:
                text = st.text_input(
                    _("Mål {n}", n=number + 1),
                    key=f"family_goal_{number}",
                    placeholder=_("fx Vi spiser sammen i ro") if number == 0 else None,
                )
            typed.append((owner, text))
        if submit():
            given = tuple(pair for pair in typed if pair[1].strip())
            save(
                lambda: episodes.agree_goals(
                    context(), desk.actor, _episode(desk).episode_id, parse_day(on), given
                ),
                _("Målene er aftalt og kan vurderes fra næste besøg."),
            )


def close_goal(desk: Desk, _value: str) -> None:
    open_goals = {g.goal_id: g for g in desk.view.goals if g.closed_on is None}
    with st.form("family_close_goal", border=False):
        goal_id = st.selectbox(
            _("Mål"), list(open_goals), format_func=lambda g: open_goals[g].text, key="family_goal"
        )
        on = day_input(_("Afsluttet den"), desk.view.today, "family_day")
        if submit():
            save(
                lambda: episodes.close_goal(
                    context(), desk.actor, _episode(desk).episode_id, goal_id, parse_day(on)
                ),
                _("Målet er afsluttet. Det, der er vurderet, bliver stående."),
            )


def _services(desk: Desk) -> dict[UUID, Service]:
    found = administration.services(context(), desk.actor)
    return {service.service_id: service for service in found if service.active}


def service(desk: Desk, _value: str) -> None:
    """Go on with another service; the curve runs on."""
    now = _episode(desk).service_id
    found = {key: one for key, one in _services(desk).items() if key != now}
    st.write(_("Forløbet og kurverne går videre; skiftet ses på kurven."))
    with st.form("family_service", border=False):
        chosen = st.selectbox(
            _("Ny indsats"),
            list(found),
            index=None,
            format_func=lambda s: found[s].name,
            placeholder=_("Vælg indsats"),
            key="family_service_choice",
        )
        on = day_input(_("Fra den"), desk.view.today, "family_day")
        if submit():
            save(lambda: _change(desk, chosen, on), _("Indsatsen er skiftet."))


def _change(desk: Desk, chosen: UUID | None, on: str) -> None:
    if chosen is None:
        raise InvalidInput("Vælg en indsats.")
    episodes.change_service(context(), desk.actor, _episode(desk).episode_id, chosen, parse_day(on))


def start(desk: Desk, _value: str) -> None:
    episode = _episode(desk)
    with st.form("family_start", border=False):
        on = day_input(_("Forløbet startede"), episode.started_on, "family_day")
        if submit():
            save(
                lambda: episodes.move_start(
                    context(), desk.actor, episode.episode_id, parse_day(on)
                ),
                _("Startdatoen er rettet."),
            )


def end(desk: Desk, _value: str) -> None:
    """A coded reason and whether it was planned: both must be chosen, neither is guessed."""
    st.write(_("Kurverne kan stadig ses bagefter, og forløbet kan genåbnes."))
    with st.form("family_end", border=False):
        on = day_input(_("Sluttede den"), desk.view.today, "family_day")
        reason = st.selectbox(
            _("Hvorfor sluttede det?"),
            list(EndReason),
            index=None,
            format_func=end_reason_word,
            placeholder=_("Vælg en grund"),
            key="family_end_reason",
        )
        planned = st.radio(
            _("Var det planlagt?"),
            [True, False],
            index=None,
            horizontal=True,
            format_func=lambda yes: _("Ja, planlagt") if yes else _("Nej, ikke planlagt"),
            key="family_end_planned",
        )
        if submit(_("Afslut forløbet")):
            save(lambda: _end(desk, on, reason, planned), _("Forløbet er afsluttet."))


def _end(desk: Desk, on: str, reason: EndReason | None, planned: bool | None) -> None:
    if reason is None or planned is None:
        raise InvalidInput("Vælg, hvorfor forløbet sluttede, og om det var planlagt.")
    episodes.end(context(), desk.actor, _episode(desk).episode_id, parse_day(on), reason, planned)


def reopen(desk: Desk, _value: str) -> None:
    episode = _episode(desk)
    st.write(
        _(
            "Forløbet blev afsluttet {day}. Genåbn det, hvis det var en fejl.",
            day=day(episode.ended_on),
        )
    )
    with st.form("family_reopen", border=False):
        if submit(_("Genåbn forløbet")):
            save(
                lambda: episodes.reopen(context(), desk.actor, episode.episode_id),
                _("Forløbet er genåbnet."),
            )


def again(desk: Desk, _value: str) -> None:
    """A further course for a family that comes back: its curves begin anew."""
    found = _services(desk)
    st.write(_("Kurverne begynder forfra; det tidligere forløb kan stadig ses."))
    with st.form("family_again", border=False):
        chosen = st.selectbox(
            _("Indsats"),
            list(found),
            index=None,
            format_func=lambda s: found[s].name,
            placeholder=_("Vælg indsats"),
            key="family_service_choice",
        )
        on = day_input(_("Starter den"), desk.view.today, "family_day")
        if submit(_("Start nyt forløb")):
            save(lambda: _again(desk, chosen, on), _("Det nye forløb er startet."))


def _again(desk: Desk, chosen: UUID | None, on: str) -> None:
    if chosen is None:
        raise InvalidInput("Vælg en indsats.")
    planned = _services(desk)[chosen].planned_visits
    episodes.start(
        context(), desk.actor, desk.view.family.family_id, chosen, parse_day(on), planned
    )

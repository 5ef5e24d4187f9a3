"""Changes of an offer: its plan, safety plan, team, the children's situation, hours, its end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import streamlit as st

from fit_tracker.domain.offers import (
    Attends,
    Due,
    Lives,
    Moment,
    Profession,
    SafetyPlan,
    Stage,
    Used,
)
from fit_tracker.domain.people import Member
from fit_tracker.errors import InvalidInput
from fit_tracker.services import offer_children, offer_hours, offer_plan, offer_team, offers
from fit_tracker.services.offer_children import ChildNow
from fit_tracker.services.offer_hours import Hours
from fit_tracker.services.offer_plan import PlanWarning
from fit_tracker.services.offer_team import NewPlace
from fit_tracker.ui.context import context
from fit_tracker.ui.dates import day_input, parse_day
from fit_tracker.ui.family.forms import submit
from fit_tracker.ui.naming import member_name
from fit_tracker.ui.offers.desk import Desk, save
from fit_tracker.ui.offers.log import minutes_field, part_field
from fit_tracker.ui.offers.words import (
    attends_word,
    due_word,
    hours,
    lives_word,
    parse_hours,
    profession_word,
    safety_word,
    stage_word,
)
from fit_tracker.ui.texts import _, day, plain


def plan(desk: Desk, _value: str) -> None:
    """Other hours from a day on. Tomorrow is offered: a day's notice is what is promised."""
    one = desk.view.summary
    stages = list(Stage)
    with st.form("offers_plan", border=False):
        on = day_input(_("Fra den"), context().today() + timedelta(days=1), "offers_plan_day")
        stage = st.selectbox(
            _("Trin"),
            stages,
            index=stages.index(one.stage) if one.stage else 0,
            format_func=stage_word,
            key="offers_plan_stage",
        )
        weekly = st.text_input(_("Timer om ugen"), key="offers_plan_hours", placeholder=_("fx 20"))
        why = st.text_input(
            _("Hvorfor?"), key="offers_plan_why", placeholder=_("fx ro om morgenen nu")
        )
        if submit():
            save(lambda: _plan(desk, on, stage, weekly, why))


def _plan(desk: Desk, on: str, stage: Stage, weekly: str, why: str) -> str:
    found = offer_plan.change(
        context(),
        desk.actor,
        desk.offer_id,
        desk.revision,
        parse_day(on),
        stage,
        parse_hours(weekly, _("Timer om ugen")),
        why,
    )
    said = {
        PlanWarning.SHORT_NOTICE: _("Ændringen sker med mindre end en dags varsel."),
        PlanWarning.ABOVE_LIMIT: _(
            "Planen er nu over {limit} timer om ugen i gennemsnit.",
            limit=hours(desk.view.summary.limit),
        ),
    }
    return " ".join([_("Planen er gemt."), *(said[warning] for warning in found)])


def withdraw(desk: Desk, value: str) -> None:
    row = next((row for row in desk.view.plan if str(row.offer_plan_id) == value), None)
    if row is None:
        st.write(_("Ændringen er der ikke længere."))
        return
    st.write(
        _(
            "{hours} timer om ugen fra {day} fjernes fra planen.",
            hours=hours(row.weekly_hours),
            day=day(row.since),
        )
    )
    with st.form("offers_withdraw", border=False):
        if submit(_("Fjern fra planen")):
            save(lambda: _withdraw(desk, row.offer_plan_id))


def _withdraw(desk: Desk, offer_plan_id: UUID) -> str:
    offer_plan.withdraw(context(), desk.actor, desk.offer_id, desk.revision, offer_plan_id)
    return _("Ændringen er fjernet fra planen.")


def safety(desk: Desk, _value: str) -> None:
    states = list(SafetyPlan)
    now = desk.view.summary.row.safety_plan
    with st.form("offers_safety", border=False):
        state = st.radio(
            _("Sikkerhedsplan"),
            states,
            index=states.index(now),
            format_func=lambda state: safety_word(state),
            key="offers_safety_state",
        )
        on = day_input(_("Senest gennemgået den"), context().today(), "offers_safety_day")
        if submit():
            save(lambda: _safety(desk, state, on))


def _safety(desk: Desk, state: SafetyPlan, on: str) -> str:
    offers.set_safety_plan(
        context(), desk.actor, desk.offer_id, desk.revision, state, parse_day(on)
    )
    return _("Sikkerhedsplanen er skrevet op.")


def join(desk: Desk, _value: str) -> None:
    """Somebody with an account, or the function of one without."""
    taken = {place.user_id for place in desk.view.summary.team}
    staff = offer_team.staff(context(), desk.actor)
    names = {one.user_id: one.display_name for one in staff if one.user_id not in taken}
    with st.form("offers_join", border=False):
        profession = st.selectbox(
            _("Faggruppe"),
            list(Profession),
            index=None,
            format_func=profession_word,
            placeholder=_("Vælg faggruppe"),
            key="offers_join_what",
        )
        who = st.selectbox(
            _("Medarbejder"),
            list(names),
            index=None,
            format_func=names.__getitem__,
            placeholder=_("Vælg"),
            key="offers_join_who",
        )
        name = st.text_input(
            _("Eller en funktion uden for systemet"),
            key="offers_join_name",
            placeholder=_("fx skolens pædagog"),
        )
        on = day_input(_("Fra den"), context().today(), "offers_join_day")
        if submit():
            save(lambda: _join(desk, profession, (who, name), on))


def _join(desk: Desk, profession: Profession | None, who: tuple[UUID | None, str], on: str) -> str:
    if profession is None:
        raise InvalidInput("Vælg faggruppe.")
    new = NewPlace(profession, *who)
    offer_team.join(context(), desk.actor, desk.offer_id, desk.revision, new, parse_day(on))
    return _("Teamet er ændret.")


def leave(desk: Desk, value: str) -> None:
    team = desk.view.summary.team
    place = next((one for one in team if str(one.offer_team_id) == value), None)
    if place is None:
        st.write(_("Medarbejderen er ikke i teamet længere."))
        return
    st.write(_("{name} er ikke i familiens team fra i dag.", name=plain(place.name)))
    with st.form("offers_leave", border=False):
        if submit(_("Tag ud af teamet")):
            save(lambda: _leave(desk, place.offer_team_id))


def _leave(desk: Desk, offer_team_id: UUID) -> str:
    offer_team.leave(context(), desk.actor, desk.offer_id, desk.revision, offer_team_id)
    return _("Teamet er ændret.")


def children(desk: Desk, value: str) -> None:
    """Every child at one moment ("quarter:2026-12-01")."""
    moment, _sep, on = value.partition(":")
    due = Due(Moment(moment), date.fromisoformat(on))
    st.write(_("Spørg familien, og skriv det, der gælder: {due}.", due=plain(due_word(due))))
    with st.form("offers_children", border=False):
        given = _children(desk, due)
        asked = day_input(_("Spurgt den"), context().today(), "offers_children_day")
        if submit():
            save(lambda: _record(desk, due, asked, given))


Given = list[tuple[UUID, Lives | None, Attends | None]]


def _children(desk: Desk, due: Due) -> Given:
    known = {(s.member_id, s.moment, s.due_on): s for s in desk.view.situations}
    given = []
    for child in desk.view.children:
        told = known.get((child.member_id, due.moment, due.due_on))
        given.append(_child(child, told.lives if told else None, told.attends if told else None))
    return given


def _child(
    child: Member, lives: Lives | None, attends: Attends | None
) -> tuple[UUID, Lives | None, Attends | None]:
    """Two questions for one child. Nothing is guessed: "we do not know" is an answer."""
    name = member_name(child, context().today())
    homes, going = list(Lives), list(Attends)
    lives_now = st.selectbox(
        _("{name}: hvor bor barnet?", name=plain(name)),
        homes,
        index=homes.index(lives) if lives else None,
        format_func=lives_word,
        placeholder=_("Vælg"),
        key=f"offers_lives_{child.member_id}",
    )
    attends_now = st.selectbox(
        _("{name}: går barnet i skole eller dagtilbud?", name=plain(name)),
        going,
        index=going.index(attends) if attends else None,
        format_func=attends_word,
        placeholder=_("Vælg"),
        key=f"offers_attends_{child.member_id}",
    )
    return child.member_id, lives_now, attends_now


def _answered(given: Given) -> tuple[ChildNow, ...]:
    found = [ChildNow(who, lives, attends) for who, lives, attends in given if lives and attends]
    if len(found) < len(given):
        raise InvalidInput("Svar på begge spørgsmål for hvert barn. «Ved vi ikke» er også et svar.")
    return tuple(found)


def _record(desk: Desk, due: Due, asked: str, given: Given) -> str:
    offer_children.record(
        context(),
        desk.actor,
        desk.offer_id,
        desk.revision,
        due,
        parse_day(asked),
        _answered(given),
    )
    return _("Børnenes situation er skrevet op.")


def end(desk: Desk, _value: str) -> None:
    """The end asks where each child lives and whether it attends: afterwards it is too late."""
    st.write(_("Beredskabet kan ikke se familien bagefter. Familiens eget forløb går videre."))
    with st.form("offers_end", border=False):
        on = day_input(_("Slutter den"), context().today(), "offers_end_day")
        given = _children(desk, Due(Moment.END, context().today()))
        if submit(_("Afslut tilbuddet")):
            save(lambda: _end(desk, on, given))


def _end(desk: Desk, on: str, given: Given) -> str:
    answered = _answered(given)
    offers.end(context(), desk.actor, desk.offer_id, desk.revision, parse_day(on), answered)
    return _("Tilbuddet er afsluttet.")


def correct(desk: Desk, value: str) -> None:
    """Correct an entry of hours, or take it back."""
    row = next((row for row in desk.view.used if str(row.submission_id) == value), None)
    if row is None:
        st.write(_("Timerne er der ikke længere."))
        return
    known = list(Profession)
    with st.form("offers_correct", border=False):
        minutes = minutes_field("offers_correct_minutes", row.minutes)
        part = part_field("offers_correct_part", row.part_of_day)
        on = day_input(_("Dato"), row.worked_on, "offers_correct_day")
        whose = st.selectbox(
            _("Hvis timer?"),
            known,
            index=known.index(row.profession),
            format_func=profession_word,
            key="offers_correct_whose",
        )
        back = st.checkbox(_("Træk timerne tilbage: de var ikke rigtige"), key="offers_take_back")
        if submit():
            time = 0 if back else minutes
            save(lambda: _correct(desk, row, time, lambda n: Hours(parse_day(on), n, part, whose)))


def _correct(desk: Desk, row: Used, minutes: int | None, made: Callable[[int], Hours]) -> str:
    if minutes is None:
        raise InvalidInput("Vælg, hvor lang tid I brugte.")
    new = made(minutes)
    offer_hours.correct(context(), desk.actor, desk.offer_id, row.submission_id, row.revision, new)
    return _("Timerne er rettet. De gamle kan stadig ses i databasen.")

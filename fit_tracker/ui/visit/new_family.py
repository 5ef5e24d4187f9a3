"""A new family, on the same screen: case number, members, service, team. Nothing else."""

from __future__ import annotations

from uuid import UUID

import streamlit as st

from fit_tracker.domain.people import MemberRole
from fit_tracker.errors import InvalidInput, UserFacing
from fit_tracker.services import families, visit_start
from fit_tracker.services.accounts import Session
from fit_tracker.services.visit_start import FamilyForm
from fit_tracker.ui import state_keys
from fit_tracker.ui.context import context
from fit_tracker.ui.dates import day_input, parse_day
from fit_tracker.ui.texts import _, plain, say
from fit_tracker.ui.words import member_role_word

FIRST_ROLES = (MemberRole.MOTHER, MemberRole.FATHER, MemberRole.CHILD)
ROWS = "new_family_rows"
Row = tuple[MemberRole | None, str, str]


def show(session: Session) -> None:
    form = visit_start.family_form(context(), session.actor)
    if not form.teams or not form.services:
        st.warning(
            _(
                "Du skal høre til et team, og der skal være mindst én indsats. Bed din "
                "administrator om det."
            )
        )
        return
    with st.container(key="card_new_family"):
        _fields(session, form)


def _fields(session: Session, form: FamilyForm) -> None:
    left, right = st.columns(2)
    case_number = left.text_input(
        _("Sagsnummer"), key="new_case", placeholder=_("det lokale nummer, aldrig CPR")
    )
    with right:
        started = day_input(_("Forløbets start"), context().today(), "new_started")
    # The first of many is hardly ever the right one, and a wrong one is hard to see later.
    service = left.selectbox(
        _("Indsats"),
        form.services,
        index=0 if len(form.services) == 1 else None,
        format_func=lambda service: service.name,
        placeholder=_("Vælg indsats"),
        key="new_service",
    )
    team = right.selectbox(
        _("Team"), form.teams, format_func=lambda team: team.name, key="new_team"
    )
    others = [c for c in form.colleagues if c.user_id != session.user_id]
    second = left.selectbox(
        _("Anden behandler"),
        others,
        index=None,
        format_func=lambda colleague: colleague.display_name,
        placeholder=_("Ingen endnu"),
        key="new_second",
    )
    rows = _member_rows()
    if st.button(_("Opret familien"), type="primary", key="create_family"):
        staff = (session.user_id, *([second.user_id] if second else []))
        service_id = service.service_id if service else None
        _create(session, case_number, team.team_id, service_id, started, rows, staff)


def _member_rows() -> list[Row]:
    st.markdown(f"**{_('Medlemmer')}**")
    rows: list[Row] = []
    for number in range(st.session_state.setdefault(ROWS, len(FIRST_ROLES))):
        role, year, label = st.columns([2, 1, 2])
        default = FIRST_ROLES[number] if number < len(FIRST_ROLES) else MemberRole.CHILD
        rows.append(
            (
                role.selectbox(
                    _("Rolle"),
                    list(MemberRole),
                    index=list(MemberRole).index(default),
                    format_func=member_role_word,
                    key=f"new_role_{number}",
                ),
                year.text_input(_("Fødselsår"), key=f"new_year_{number}", placeholder="2016"),
                label.text_input(
                    _("Kaldes (kan udelades)"), key=f"new_label_{number}", placeholder=_("fx Dreng")
                ),
            )
        )
    if st.button(_("Tilføj et medlem"), key="new_member_row", type="tertiary"):
        st.session_state[ROWS] += 1
        st.rerun()
    st.caption(_("En række uden fødselsår regnes ikke med."))
    return rows


def _create(
    session: Session,
    case_number: str,
    team_id: UUID,
    service_id: UUID | None,
    started: str,
    rows: list[Row],
    staff: tuple[UUID, ...],
) -> None:
    try:
        if service_id is None:
            raise InvalidInput("Vælg den indsats, familien får.")
        new = families.NewFamily(
            case_number=case_number,
            team_id=team_id,
            service_id=service_id,
            started_on=parse_day(started),
            members=_members(rows),
            practitioner_ids=staff,
        )
        created = families.create(context(), session.actor, new)
    except UserFacing as error:
        st.error(plain(say(error)))
        return
    st.session_state.pop(ROWS, None)
    st.session_state[state_keys.VISIT_CHOSEN] = created.episode_id
    st.session_state[state_keys.NOTICE] = _(
        "Familien er oprettet. Nu kan I begynde det første besøg."
    )
    st.rerun()


def _members(rows: list[Row]) -> tuple[families.NewMember, ...]:
    members: list[families.NewMember] = []
    for role, year, label in rows:
        if role is None or not (year.strip() or label.strip()):
            continue
        if not year.strip():
            raise InvalidInput("Skriv fødselsåret for «{name}», fx 2016.", name=label.strip())
        if not (year.strip().isascii() and year.strip().isdigit() and len(year.strip()) == 4):
            raise InvalidInput(
                "«{text}» er ikke et fødselsår. Skriv fire cifre, fx 2016.", text=year
            )
        word = label.strip() or _unused(member_role_word(role), [m.label for m in members])
        members.append(families.NewMember(role, int(year), word))
    return tuple(members)


def _unused(word: str, taken: list[str]) -> str:
    """ "Barn", then "Barn 2": two members are never called the same."""
    number = 2
    candidate = word
    while candidate in taken:
        candidate = f"{word} {number}"
        number += 1
    return candidate

"""A programme changed on the page: a tab for each part, saved whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import streamlit as st

from fit_tracker.domain.programmes import Cadence, Programme, ProgrammeService
from fit_tracker.errors import InvalidInput, UserFacing
from fit_tracker.services import programme_edit
from fit_tracker.services.accounts import Session
from fit_tracker.services.programmes import Stored
from fit_tracker.ui.context import context
from fit_tracker.ui.programmes import edit_costs, edit_measures, edit_targets, fields, taking
from fit_tracker.ui.texts import _, plain, say

SPARE = 2


@dataclass(frozen=True)
class Part:
    """A part of the programme: its form, and what the programme is with what was typed."""

    label: str
    draw: Callable[[Programme], None]
    wanted: Callable[[Programme], Programme]


def parts() -> tuple[Part, ...]:
    return (
        Part(_("Grundlag"), _basics, _wanted),
        Part(_("Mål"), edit_targets.draw, edit_targets.wanted),
        Part(_("Skalaer"), edit_measures.draw, edit_measures.wanted),
        Part(_("Omkostninger"), edit_costs.draw, edit_costs.wanted),
    )


def show(session: Session, before: Stored) -> None:
    """All parts are one form, so that what was typed in one is not lost by looking at another.
    What somebody else changed meanwhile is not overwritten."""
    known = parts()
    with st.form("programme_edit", enter_to_submit=False):
        for tab, part in zip(st.tabs([plain(one.label) for one in known]), known, strict=True):
            with tab:
                part.draw(before.programme)
        sent = st.form_submit_button(_("Gem programmet"), type="primary")
    if sent:
        _save(session, before, known)


def _save(session: Session, before: Stored, known: Sequence[Part]) -> None:
    try:
        wanted = before.programme
        for part in known:
            wanted = _typed(part, wanted)
        programme_edit.save(context(), session.actor, before, wanted)
    except UserFacing as error:
        st.error(plain(say(error)))
        return
    notice = _("{name} er gemt.", name=plain(wanted.name))
    taking.leave(notice, open_=before.programme_id)


def _typed(part: Part, now: Programme) -> Programme:
    """With what was typed in the part; what is wrong says where it stands."""
    try:
        return part.wanted(now)
    except UserFacing as error:
        raise InvalidInput("{part}: {error}", part=part.label, error=say(error)) from None


def _basics(now: Programme) -> None:
    left, right = st.columns([3, 2])
    with left:
        fields.text(_("Navn"), "name", now.name)
    with right:
        fields.text(_("Kommune"), "municipality", now.municipality)
    fields.text(_("Målgruppe"), "target_group", now.target_group)
    low, high = st.columns(2)
    with low:
        fields.number(_("Barnets alder, mindst"), "age_min", now.child_age_min)
    with high:
        fields.number(_("Barnets alder, højst"), "age_max", now.child_age_max)
    st.caption(_("Indsatser efter kode. En kode, kataloget ikke har, bliver til en ny indsats."))
    for number, one in fields.spaced(now.services, SPARE):
        _service(number, one)
    _cadence(now.cadence)
    fields.lines(_("Det skal programmet føre til (én linje hver)"), "expected", now.expected)
    fields.lines(_("Bemærkninger (én linje hver)"), "remarks", now.remarks)
    fields.text(_("Kilde"), "source", now.source)


def _service(number: int, one: ProgrammeService | None) -> None:
    code, name = st.columns([1, 3])
    with code:
        fields.text(_("Kode"), f"service_code_{number}", one.code if one else "")
    with name:
        fields.text(_("Indsats"), f"service_name_{number}", one.name if one else "")


def _cadence(now: Cadence) -> None:
    per_year, total, source = st.columns([1, 1, 2])
    with per_year:
        fields.number(_("Møder om året"), "per_year", now.per_year)
    with total:
        fields.number(_("eller møder i alt"), "total", now.total)
    with source:
        fields.text(_("Hvor det står"), "cadence_source", now.source)


def _wanted(now: Programme) -> Programme:
    return replace(
        now,
        name=fields.typed("name"),
        municipality=fields.typed("municipality"),
        target_group=fields.typed("target_group"),
        child_age_min=fields.whole("age_min"),
        child_age_max=fields.whole("age_max"),
        services=tuple(_services(len(now.services) + SPARE)),
        cadence=Cadence(
            fields.whole("per_year"), fields.whole("total"), fields.typed("cadence_source")
        ),
        expected=fields.typed_lines("expected"),
        remarks=fields.typed_lines("remarks"),
        source=fields.typed("source"),
    )


def _services(n: int) -> list[ProgrammeService]:
    """An emptied line takes a service out of the programme, never out of the catalogue."""
    rows = [
        (fields.typed(f"service_code_{number}"), fields.typed(f"service_name_{number}"))
        for number in range(n)
    ]
    return [ProgrammeService(code, name) for code, name in rows if code or name]

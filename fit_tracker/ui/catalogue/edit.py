"""The form of one service. An empty field is one the service does not state."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import streamlit as st

from fit_tracker.domain.catalogue import CatalogueService, Section
from fit_tracker.domain.frames import UNSTATED, WORDS, FollowUpRule, Form, Frame, Notes, Report
from fit_tracker.errors import InvalidInput, UserFacing
from fit_tracker.services import catalogue_edit
from fit_tracker.services.accounts import Session
from fit_tracker.ui.catalogue import taking, words
from fit_tracker.ui.context import context
from fit_tracker.ui.dates import parse_day
from fit_tracker.ui.texts import _, day, plain, say

EMPTY = CatalogueService("", "", (), UNSTATED)
SPARE_SECTIONS = 2
P = "catalogue_edit_"


def show(session: Session, service_id: UUID | None, before: CatalogueService | None) -> None:
    """Saved as a whole; what somebody else changed meanwhile is not overwritten."""
    entry = before or EMPTY
    with st.form("catalogue_edit", enter_to_submit=False):
        _names(entry)
        _amounts(entry.frame)
        _follow_up(entry.frame)
        _sections(entry.sections)
        with st.expander(_("Det, kataloget siger med ord")):
            for name in WORDS:
                _text(words.text_label(name), f"word_{name}", entry.frame.words.get(name, ""))
        sent = st.form_submit_button(_("Gem indsatsen"), type="primary")
    if sent:
        _save(session, service_id, before)


def _save(session: Session, service_id: UUID | None, before: CatalogueService | None) -> None:
    try:
        wanted = _wanted()
        catalogue_edit.save(context(), session.actor, service_id, wanted, before)
    except UserFacing as error:
        st.error(plain(say(error)))
        return
    taking.leave(_("{name} er gemt.", name=plain(wanted.name)))


def _names(entry: CatalogueService) -> None:
    left, middle, right = st.columns([3, 1, 2])
    with left:
        _text(_("Navn"), "name", entry.name)
    with middle:
        _text(_("Kode"), "code", entry.code)
    with right:
        forms = list(Form)
        st.selectbox(
            _("Form"),
            forms,
            index=forms.index(entry.frame.form),
            format_func=words.form_word,
            key=f"{P}form",
        )


def _amounts(frame: Frame) -> None:
    st.caption(_("Tomme felter betyder, at indsatsen ikke angiver noget."))
    rows = (
        ("sessions", _("Antal gange"), frame.sessions_min, frame.sessions_max),
        ("minutes", _("Minutter pr. gang"), frame.minutes_min, frame.minutes_max),
        ("hours", _("Timer i alt"), frame.hours_min, frame.hours_max),
        ("interval_days", _("Dage imellem"), frame.interval_days_min, frame.interval_days_max),
        ("age", _("Alder i år"), frame.age_min, frame.age_max),
    )
    for name, label, least, most in rows:
        left, right = st.columns(2)
        with left:
            _number(_("{what}, mindst", what=label), f"{name}_min", least)
        with right:
            _number(_("{what}, højst", what=label), f"{name}_max", most)
    left, right = st.columns(2, vertical_alignment="bottom")
    with left:
        _number(_("Pladser i gruppen"), "group_size", frame.group_size)
    right.checkbox(
        _("Antallet gælder pr. år"), value=frame.sessions_per_year, key=f"{P}sessions_per_year"
    )


def _follow_up(frame: Frame) -> None:
    rule = frame.follow_up
    first, then, after = st.columns(3)
    with first:
        _number(_("Første opfølgning efter måneder"), "first_months", rule.first_months)
        st.checkbox(_("senest da"), value=rule.first_is_latest, key=f"{P}first_is_latest")
    with then:
        _number(_("Derefter hver … måned"), "then_months", rule.then_months)
        st.checkbox(_("mindst så ofte"), value=rule.then_is_minimum, key=f"{P}then_is_minimum")
    with after:
        _number(_("Statusmøde efter antal gange"), "after_sessions", rule.after_sessions)
    reports, notes = list(Report), list(Notes)
    left, right = st.columns(2)
    left.selectbox(
        _("Statusrapport"),
        reports,
        index=reports.index(frame.report),
        format_func=words.report_word,
        key=f"{P}report",
    )
    right.selectbox(
        _("Noter"),
        notes,
        index=notes.index(frame.notes),
        format_func=words.notes_word,
        key=f"{P}notes",
    )
    st.checkbox(_("Opstartsmøde"), value=frame.start_up_meeting, key=f"{P}start_up_meeting")
    st.checkbox(
        _("Netværksmøde med skole eller dagtilbud ved start"),
        value=frame.network_meeting,
        key=f"{P}network_meeting",
    )


def _sections(sections: tuple[Section, ...]) -> None:
    """The known ones and a few empty lines; an emptied line takes a section away."""
    st.caption(_("Paragraffer med de dage, de gælder. Gamle forløb beholder deres."))
    for number in range(len(sections) + SPARE_SECTIONS):
        one = sections[number] if number < len(sections) else Section("")
        what, begins, ends = st.columns([2, 1, 1])
        with what:
            _text(_("Paragraf"), f"section_{number}", one.section)
        with begins:
            _text(_("Fra"), f"from_{number}", _shown(one.valid_from))
        with ends:
            _text(_("Til og med"), f"until_{number}", _shown(one.valid_until))


def _shown(value: date | None) -> str:
    return "" if value is None else day(value)


def _text(label: str, name: str, value: str) -> None:
    st.text_input(label, value=value, key=f"{P}{name}")


def _number(label: str, name: str, value: int | None) -> None:
    _text(label, name, "" if value is None else str(value))


def _typed(name: str) -> str:
    return str(st.session_state.get(f"{P}{name}", "")).strip()


def _whole(name: str) -> int | None:
    text = _typed(name)
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 6):
        raise InvalidInput("«{text}» er ikke et helt tal.", text=text)
    return int(text)


def _day(name: str) -> date | None:
    text = _typed(name)
    return parse_day(text) if text else None


def _wanted() -> CatalogueService:
    """What stands in the form now."""
    state = st.session_state
    rule = FollowUpRule(
        _whole("first_months"),
        _whole("then_months"),
        bool(state[f"{P}first_is_latest"]),
        bool(state[f"{P}then_is_minimum"]),
        _whole("after_sessions"),
    )
    spans = ("sessions", "minutes", "hours", "interval_days", "age")
    numbers = {f"{name}_{end}": _whole(f"{name}_{end}") for name in spans for end in ("min", "max")}
    said = {name: _typed(f"word_{name}") for name in WORDS}
    frame = Frame(
        form=state[f"{P}form"],
        **numbers,
        sessions_per_year=bool(state[f"{P}sessions_per_year"]),
        group_size=_whole("group_size"),
        follow_up=rule,
        start_up_meeting=bool(state[f"{P}start_up_meeting"]),
        network_meeting=bool(state[f"{P}network_meeting"]),
        report=state[f"{P}report"],
        notes=state[f"{P}notes"],
        words={name: text for name, text in said.items() if text},
    )
    return CatalogueService(_typed("code"), _typed("name"), tuple(_wanted_sections()), frame)


def _wanted_sections() -> list[Section]:
    found = []
    number = 0
    while f"{P}section_{number}" in st.session_state:
        if text := _typed(f"section_{number}"):
            found.append(Section(text, _day(f"from_{number}"), _day(f"until_{number}")))
        number += 1
    return found

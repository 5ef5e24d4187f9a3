"""Take a programme in from a file: looked at first, then taken in whole or not at all."""

from __future__ import annotations

from uuid import UUID

import streamlit as st

from fit_tracker.domain.programmes import Programme
from fit_tracker.errors import UserFacing
from fit_tracker.services import programme_edit, programme_files
from fit_tracker.services.accounts import Session
from fit_tracker.services.programme_edit import Look, ServiceLine
from fit_tracker.ui import state_keys
from fit_tracker.ui.components.clickable import clickable
from fit_tracker.ui.context import context
from fit_tracker.ui.html import Html, card, page_title, tag
from fit_tracker.ui.programmes.words import field_word
from fit_tracker.ui.texts import _, language, plain, say


def show(session: Session) -> None:
    sub = _("Du ser, hvad der bliver nyt eller anderledes, før noget skrives.")
    st.html(page_title(_("Tag et program ind"), sub, _("Programmer")))
    programme = _chosen()
    if programme is not None:
        _look(session, programme)
    if st.button(_("Tilbage til programmerne"), key="programme_back"):
        leave()


def leave(notice: str = "", open_: UUID | None = None) -> None:
    """To the list, or to the programme `open_`, with a word of what was done."""
    st.session_state.pop(state_keys.PROGRAMME_BEFORE, None)
    st.session_state[state_keys.PROGRAMME_OPEN] = open_
    if notice:
        st.session_state[state_keys.NOTICE] = notice
    st.rerun()


def _chosen() -> Programme | None:
    """A file of one's own, or one of those that come with the tool."""
    given = st.file_uploader(
        _("Program (YAML); docs/programmes.md viser hvert felt"),
        type=["yaml", "yml"],
        key="programme_file",
    )
    if given is None:
        return _example()
    try:
        return programme_files.read_file(given.name, given.getvalue())
    except UserFacing as error:
        st.error(plain(say(error)))
        return None


def _example() -> Programme | None:
    examples = programme_files.built_in()
    code = st.selectbox(
        _("Eller begynd med et af dem, der følger med"),
        list(examples),
        index=None,
        format_func=lambda one: plain(f"{examples[one].name} · {examples[one].municipality}"),
        placeholder=_("Vælg et program"),
        key="programme_example",
    )
    return examples[code] if code else None


def _look(session: Session, programme: Programme) -> None:
    try:
        look = programme_edit.compare(context(), session.actor, programme)
    except UserFacing as error:
        st.error(plain(say(error)))
        return
    clickable("programme_look", _card(look), lang=language())
    if look.known is not None and not look.changes:
        st.info(_("Programmet er allerede, som filen siger. Der er intet at skrive."))
        return
    label = _("Tag programmet ind") if look.known is None else _("Gem ændringerne")
    if st.button(label, type="primary", key="programme_take"):
        _take(session, programme)


def _take(session: Session, programme: Programme) -> None:
    try:
        programme_id = programme_edit.take_in(context(), session.actor, programme)
    except UserFacing as error:
        st.error(plain(say(error)))
        return
    leave(_("{name} er taget ind.", name=plain(programme.name)), open_=programme_id)


def _card(look: Look) -> Html:
    items = [tag("li", _what(look)), *(tag("li", _service(line)) for line in look.services)]
    return card(
        tag("ul", *items, style="margin:0;padding-left:1.125rem"), title=look.programme.name
    )


def _what(look: Look) -> str:
    if look.known is None:
        return _("Nyt program")
    if not look.changes:
        return _("Som nu")
    names = dict.fromkeys(field_word(name) for name in look.changes)
    return _("Ændres: {fields}", fields=", ".join(names))


def _service(line: ServiceLine) -> str:
    code, name = line.service.code, line.service.name
    if line.known_as is None:
        return _("{code} {name}: ny indsats i kataloget", code=code, name=name)
    return _("{code}: indsatsen «{name}», som kataloget har", code=code, name=line.known_as)

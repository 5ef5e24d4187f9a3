"""Take a catalogue in from a file: looked at first, then taken in whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from fit_tracker.domain.catalogue import Catalogue
from fit_tracker.errors import UserFacing
from fit_tracker.services import catalogue_edit, catalogue_files
from fit_tracker.services.accounts import Session
from fit_tracker.services.catalogue_edit import Line
from fit_tracker.ui import state_keys
from fit_tracker.ui.catalogue.words import field_label
from fit_tracker.ui.components.clickable import clickable
from fit_tracker.ui.context import context
from fit_tracker.ui.html import Html, card, page_title, tag
from fit_tracker.ui.texts import _, _n, language, plain, say


def show(session: Session) -> None:
    title = _("Tag et indsatskatalog ind")
    sub = _("Du ser, hvad der bliver nyt eller anderledes, før noget skrives.")
    st.html(page_title(title, sub, _("Indsatser")))
    catalogue = _chosen()
    if catalogue is not None:
        _look(session, catalogue)
    if st.button(_("Tilbage til indsatserne"), key="catalogue_back"):
        leave()


def leave(notice: str = "") -> None:
    for key in (state_keys.CATALOGUE_OPEN, state_keys.CATALOGUE_BEFORE):
        st.session_state.pop(key, None)
    if notice:
        st.session_state[state_keys.NOTICE] = notice
    st.rerun()


def _chosen() -> Catalogue | None:
    """A file of one's own, or one of the examples."""
    given = st.file_uploader(
        _("Katalog (YAML); docs/services.md viser hvert felt"),
        type=["yaml", "yml"],
        key="catalogue_file",
    )
    if given is None:
        return _example()
    try:
        return catalogue_files.read_file(given.name, given.getvalue())
    except UserFacing as error:
        st.error(plain(say(error)))
        return None


def _example() -> Catalogue | None:
    examples = catalogue_files.built_in()
    name = st.selectbox(
        _("Eller begynd med et eksempel fra en kommunes offentlige katalog"),
        list(examples),
        index=None,
        format_func=lambda key: plain(f"{examples[key].title}: {examples[key].source}"),
        placeholder=_("Vælg et eksempel"),
        key="catalogue_example",
    )
    return examples[name] if name else None


def _look(session: Session, catalogue: Catalogue) -> None:
    try:
        lines = catalogue_edit.compare(context(), session.actor, catalogue)
    except UserFacing as error:
        st.error(plain(say(error)))
        return
    clickable("catalogue_lines", _table(lines), lang=language())
    touched = [line for line in lines if line.known is None or line.changes]
    if not touched:
        st.info(_("Alle indsatser er, som kataloget siger. Der er intet at skrive."))
        return
    label = _n("Gem {n} indsats", "Gem {n} indsatser", len(touched))
    if st.button(label, type="primary", key="catalogue_take"):
        _take(session, catalogue, len(touched))


def _take(session: Session, catalogue: Catalogue, n: int) -> None:
    try:
        catalogue_edit.take_in(context(), session.actor, catalogue)
    except UserFacing as error:
        st.error(plain(say(error)))
        return
    leave(_n("{n} indsats er skrevet.", "{n} indsatser er skrevet.", n))


def _table(lines: Sequence[Line]) -> Html:
    titles = (_("Indsats"), _("Ændring"))
    head = tag("tr", *(tag("th", title, scope="col") for title in titles))
    body = [
        tag(
            "tr",
            tag("td", tag("span", line.entry.name, cls="fit-name"), f" {line.entry.code}"),
            tag("td", _what(line), data_label=_("Ændring")),
        )
        for line in lines
    ]
    return card(tag("table", tag("thead", head), tag("tbody", *body), cls="fit-table"))


def _what(line: Line) -> Html:
    if line.known is None:
        return tag("span", _("Ny"))
    if not line.changes:
        return tag("span", _("Som nu"), cls="fit-quiet")
    fields = ", ".join(dict.fromkeys(field_label(name) for name in line.changes))
    return tag("span", _("Ændres: {fields}", fields=fields))

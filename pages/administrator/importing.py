"""Indlæs data: a file is looked at first, then taken in whole or not at all."""

from __future__ import annotations

import streamlit as st

from fit_tracker.errors import UserFacing
from fit_tracker.services import imports
from fit_tracker.services.permissions import Action
from fit_tracker.ui import guard
from fit_tracker.ui.components.clickable import clickable
from fit_tracker.ui.context import context
from fit_tracker.ui.html import Html, card, page_title, tag
from fit_tracker.ui.texts import _, _n, language, plain, say

session = guard.require(Action.IMPORT)

SHOWN = 50


def _counts(summary: imports.Summary) -> Html:
    """What would be new and what is there already, in one small table."""
    rows = (
        (_("Familier"), summary.families),
        (_("Medlemmer"), summary.members),
        (_("Besøg"), summary.visits),
        (_("Målinger"), summary.ratings),
    )
    titles = (_("Hvad"), _("Nye"), _("Findes allerede"))
    head = tag("tr", *(tag("th", title, scope="col") for title in titles))
    body = [
        tag("tr", tag("th", name, scope="row"), tag("td", count.new), tag("td", count.known))
        for name, count in rows
    ]
    return card(tag("table", tag("thead", head), tag("tbody", *body), cls="fit-table"))


def _problems(preview: imports.Preview) -> Html:
    titles = (_("Linje"), _("Kolonne"), _("Værdi"), _("Årsag"))
    head = tag("tr", *(tag("th", title, scope="col") for title in titles))
    body = [
        tag(
            "tr",
            tag("td", one.line),
            tag("td", one.column),
            tag("td", one.value),
            tag("td", say(one.error)),
        )
        for one in preview.problems[:SHOWN]
    ]
    return card(tag("table", tag("thead", head), tag("tbody", *body), cls="fit-table"))


def _show_problems(preview: imports.Preview) -> None:
    n = len(preview.problems)
    st.warning(_n("{n} række er afvist.", "{n} rækker er afvist.", n))
    clickable("import_problems", _problems(preview), lang=language())
    if n > SHOWN:
        st.caption(_("Her vises de første {n}; filen har dem alle.", n=SHOWN))
    st.download_button(
        _("Hent de afviste rækker"),
        imports.rejected_file(preview.problems, language()),
        file_name=f"{preview.filename}.afvist.csv",
        mime="text/csv",
    )


def _write(preview: imports.Preview, valid_rows_only: bool) -> None:
    try:
        result = imports.write(context(), session.actor, preview, valid_rows_only)
    except UserFacing as error:
        st.error(plain(say(error)))
        return
    if not result.written:
        st.warning(_("Intet er skrevet: databasen har ændret sig, så der nu er afviste rækker."))
        return
    n = result.summary.ratings.new
    st.success(_n("{n} måling er skrevet.", "{n} målinger er skrevet.", n))


def _decide(preview: imports.Preview) -> None:
    """Nothing is written before somebody has seen what it would be."""
    if not preview.summary.ratings.new:
        st.info(_("Der er ingen nye målinger at skrive."))
        return
    valid_only = False
    if preview.problems:
        valid_only = st.checkbox(_("Skriv de rækker, der kan bruges"), key="import_valid_only")
        st.caption(_("Uden flueben skrives intet, før alle rækker kan bruges."))
    ready = valid_only or not preview.problems
    if st.button(_("Skriv i databasen"), type="primary", disabled=not ready, key="import_write"):
        _write(preview, valid_only)


def _look(ratings: str, data: bytes, mapping: bytes, name: str) -> imports.Preview | None:
    try:
        text = mapping.decode("utf-8-sig")
    except UnicodeDecodeError:
        st.error(
            _("{file} er ikke gemt som UTF-8. Gem den igen med den tegnkodning.", file=plain(name))
        )
        return None
    try:
        return imports.prepare(context(), session.actor, ratings, data, text, name)
    except UserFacing as error:
        st.error(plain(say(error)))
        return None


st.html(
    page_title(
        _("Indlæs data"),
        _("Vælg en fil med målinger og dens kolonnefil. Du ser, hvad der sker, før noget skrives."),
    )
)
ratings = st.file_uploader(_("Målinger (CSV eller Excel)"), type=["csv", "txt", "xlsx"])
mapping = st.file_uploader(_("Kolonnefil: hvad kolonnerne betyder (YAML)"), type=["yaml", "yml"])
if ratings is None or mapping is None:
    st.info(_("Vejledning og eksempler til begge filer ligger i docs/import.md."))
    st.stop()
preview = _look(ratings.name, ratings.getvalue(), mapping.getvalue(), mapping.name)
if preview is not None:
    summary = preview.summary
    st.write(
        _(
            "Rækker læst: {n}; uden score (sprunget over): {m}",
            n=summary.read,
            m=summary.empty,
        )
    )
    clickable("import_counts", _counts(summary), lang=language())
    if preview.problems:
        _show_problems(preview)
    _decide(preview)

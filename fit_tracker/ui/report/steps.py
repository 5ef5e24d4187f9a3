"""The steps of a report as forms: begin, the family reads, lock, and back again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import streamlit as st

from fit_tracker.domain.frames import Report
from fit_tracker.domain.people import Actor
from fit_tracker.errors import UserFacing
from fit_tracker.services import report_steps, reports
from fit_tracker.services.report_read import ReportDesk, Stored
from fit_tracker.ui import drafts, state_keys
from fit_tracker.ui.context import context
from fit_tracker.ui.dates import parse_day
from fit_tracker.ui.html import Html, card, tag
from fit_tracker.ui.report import draft, words
from fit_tracker.ui.texts import _, day, plain, say


def act(work: Callable[[], object], notice: str, done: Callable[[], object] = lambda: None) -> None:
    """Do it and show the page anew, or say what was wrong and change nothing."""
    try:
        work()
    except UserFacing as error:
        st.error(plain(say(error)))
        return
    draft.forget()
    done()
    st.session_state[state_keys.NOTICE] = notice
    st.rerun()


def begin(actor: Actor, desk: ReportDesk) -> None:
    """One click; a conditional report asks for its two conditions first."""
    if desk.rule is Report.NO:
        st.html(words.why_not(desk))
        return
    if not desk.locked:
        told = _(
            "Du skriver tre korte felter; alt andet hentes fra forløbet. Familien læser rapporten, "
            "før den låses."
        )
        st.html(tag("p", told))
    relevant = consent = False
    if desk.rule is Report.CONDITIONAL:
        st.html(tag("p", desk.rule_words or _("Rapporten skrives kun på to betingelser.")))
        relevant = st.checkbox(_("Rapporten er relevant nu"), key="report_relevant")
        consent = st.checkbox(_("Forælderen samtykker til den"), key="report_consent")
    label = _("Begynd en ny version") if desk.locked else _("Begynd rapporten")
    # What is locked is read; another version is seldom the next thing to do.
    kind: Literal["primary", "secondary"] = "secondary" if desk.locked else "primary"
    if st.button(label, type=kind, key="report_begin"):
        act(
            lambda: reports.begin(
                context(), actor, desk.episode.episode_id, relevant=relevant, consent=consent
            ),
            _("Rapporten er begyndt. Det, du skriver, gemmes, når du forlader feltet."),
        )


def family_reads(actor: Actor, desk: ReportDesk, stored: Stored, revision: int) -> None:
    """When the family read it, who, and what they said, word for word."""
    place = f"report:{stored.report_id}"
    # No form: it would lose the family's words when the page is left.
    with st.container(key="card_report_reading"):
        st.html(tag("h2", _("Familien læser rapporten"), cls="fit-card-title"))
        st.caption(_("Læs den sammen, eller giv familien PDF'en. Deres ord kommer med, som de er."))
        on = drafts.day_field(_("Læst den"), place, "report_day", desk.today)
        by = st.text_input(
            _("Hvem læste den?"),
            placeholder=_("fx Mor og far"),
            **drafts.field(place, "report_by", stored.read_by),
        )
        remarks = st.text_area(
            _("Familiens bemærkninger, ord for ord"),
            placeholder=_("Tomt, hvis familien ingen bemærkninger har"),
            **drafts.field(place, "report_remarks", stored.remarks),
        )
        sent = st.button(_("Familien har læst den"), type="primary", key="report_read")
    if sent:
        act(
            lambda: report_steps.mark_read(
                context(), actor, stored.report_id, revision, parse_day(on), by, remarks
            ),
            _("Familiens læsning er skrevet op. Tal og ord står nu fast."),
            done=lambda: drafts.forget(place),
        )


def lock(actor: Actor, stored: Stored) -> None:
    """The one thing left; or back to writing, after which the family reads it anew."""
    key = stored.report_id, stored.revision
    st.html(_said(stored))
    with st.container(horizontal=True):
        if st.button(_("Lås rapporten"), type="primary", key="report_lock"):
            act(
                lambda: report_steps.lock(context(), actor, *key),
                _("Rapporten er låst. Den kan altid hentes igen, og ændres ikke mere."),
            )
        if st.button(_("Ret i rapporten igen"), key="report_rewrite"):
            act(
                lambda: report_steps.rewrite(context(), actor, *key),
                _("Rapporten er et udkast igen. Familien skal læse den, når du er færdig."),
            )


def _said(stored: Stored) -> Html:
    """Who read it, and their own words, before one locks."""
    told = _("Læst af {who} den {day}.", who=stored.read_by, day=day(stored.read_on))
    quote = stored.remarks or _("Familien havde ingen bemærkninger.")
    said = tag("blockquote", quote, style="white-space:pre-wrap;margin:0")
    return card(tag("p", told, cls="fit-quiet"), said, title=_("Familiens bemærkninger"))


def withdraw(actor: Actor, stored: Stored, revision: int) -> None:
    """Seldom, and behind a fold: a version is given up before it is locked."""
    with st.expander(_("Kassér denne version")):
        st.write(_("Ordene kan ikke hentes frem igen. Låste versioner røres ikke."))
        if st.button(_("Kassér versionen"), key="report_withdraw"):
            act(
                lambda: report_steps.withdraw(context(), actor, stored.report_id, revision),
                _("Versionen er kasseret."),
            )

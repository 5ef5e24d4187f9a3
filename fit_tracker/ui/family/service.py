"""The card about the service: what is used of its frame, the law it rests on, its notes."""

from __future__ import annotations

import streamlit as st

from fit_tracker.domain.frames import Notes
from fit_tracker.domain.usage import Level
from fit_tracker.services import notes
from fit_tracker.services.catalogue import ServiceUse
from fit_tracker.ui.catalogue import usage, words
from fit_tracker.ui.context import context
from fit_tracker.ui.family.forms import Desk
from fit_tracker.ui.html import Html, card, join, label_chip, link, tag
from fit_tracker.ui.texts import _, day, plain

TASK = "task:notes"
TEXT = "font-size:.9375rem;line-height:1.5;margin:0 0 .375rem"


def part(data: ServiceUse) -> Html:
    """The card; its link opens the notes of the course."""
    frame, used = data.frame, data.usage
    lines = [usage.sessions(frame, used), usage.hours(frame, used), _law(data)]
    told = [tag("p", text, style=TEXT) for text in lines if text]
    quiet = [words.follow_up(frame.follow_up), _rule_of_notes(data)]
    told += [tag("p", text, cls="fit-quiet", style=TEXT) for text in quiet if text]
    asked = [usage.warning(used), usage.interval(used), usage.notes_missing(data)]
    told += [tag("p", text, style=f"{TEXT};font-weight:600") for text in asked if text]
    if frame.notes is not Notes.PROHIBITED:
        told.append(tag("p", link(TASK, _("Noter fra besøgene")), style=TEXT))
    return card(_head(data), *told, title=_("Indsatsen"))


def _head(data: ServiceUse) -> Html:
    name = tag("span", data.name, cls="fit-name")
    pieces = [name, tag("span", _("siden {day}", day=day(data.since)), cls="fit-quiet")]
    chip = _chip(data.usage.level)
    return tag("p", join([*pieces, *([chip] if chip else [])], " "), style=TEXT)


def _chip(level: Level) -> Html | None:
    """Only what asks for something; a frame with room in it says nothing."""
    if level is Level.NEAR:
        return label_chip("neutral", _("snart brugt"))
    if level is Level.AT:
        return label_chip("attention", _("brugt"))
    return label_chip("attention", _("over rammen")) if level is Level.OVER else None


def _law(data: ServiceUse) -> str:
    """The section of the day the service began and of today, where they differ."""
    then, now = data.section_on(data.since), data.section_on(context().today())
    if then and now and then != now:
        return _("Hjemmel: {now} (ved start {then})", now=now, then=then)
    return _("Hjemmel: {now}", now=now or then) if now or then else ""


def _rule_of_notes(data: ServiceUse) -> str:
    if data.notes is Notes.FREE:
        return ""
    return data.frame.words.get("notes", "") or words.notes_word(data.notes)


def form(desk: Desk, _value: str) -> None:
    """The notes of the course, newest first; they are corrected at their visit."""
    assert desk.view.episode is not None
    found = notes.of_course(context(), desk.actor, desk.view.episode.episode_id)
    if not found:
        st.write(_("Der er ingen noter endnu. En note skrives ved besøget."))
    for one in found:
        by = _("{day} · skrevet af {name}", day=day(one.visit_date), name=one.by_name)
        st.markdown(f"**{plain(by)}**")
        st.write(plain(one.body))
        if one.reason:
            st.caption(_("Begrundelse: {reason}", reason=plain(one.reason)))

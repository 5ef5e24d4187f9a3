"""The services in a list, and one of them with everything its catalogue says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from fit_tracker.domain.catalogue import CatalogueService, Section, section_on
from fit_tracker.domain.frames import WORDS, Frame, Notes, Report
from fit_tracker.services.catalogue_edit import Known
from fit_tracker.ui.catalogue import words
from fit_tracker.ui.html import Html, card, join, label_chip, link, tag
from fit_tracker.ui.texts import _, day

CSS = """
.fit-card+.fit-card{margin-top:1rem}
.fit-facts{width:100%;border-collapse:collapse;font-size:.9375rem}
.fit-facts th{font-weight:400;color:var(--fit-quiet);text-align:left;vertical-align:top;
  padding:.375rem 1rem .375rem 0;width:11rem}
.fit-facts td{padding:.375rem 0;line-height:1.45}
@media(max-width:640px){.fit-facts th,.fit-facts td{display:block;width:auto;padding:0}
  .fit-facts td{padding-bottom:.625rem}}
"""


def table(found: Sequence[Known], today: date) -> Html:
    titles = (_("Indsats"), _("Omfang"), _("Opfølgning"), _("Hjemmel i dag"))
    head = tag("tr", *(tag("th", title, scope="col") for title in titles))
    rows = [_row(one, today) for one in found]
    return card(tag("table", tag("thead", head), tag("tbody", *rows), cls="fit-table"))


def _row(one: Known, today: date) -> Html:
    entry, frame = one.entry, one.entry.frame
    name = [link(str(one.service_id), entry.name)]
    if entry.code:
        name.append(tag("span", f" {entry.code}", cls="fit-quiet"))
    return tag(
        "tr",
        tag("td", *name, *_chips(one), cls="fit-who"),
        tag("td", _amounts(frame) or _unsaid(), data_label=_("Omfang")),
        tag("td", words.follow_up(frame.follow_up) or _unsaid(), data_label=_("Opfølgning")),
        tag("td", section_on(entry.sections, today) or _unsaid(), data_label=_("Hjemmel i dag")),
    )


def _chips(one: Known) -> list[Html]:
    """Only what differs from the ordinary: what is as usual says little."""
    found = [] if one.active else [label_chip("neutral", _("ikke i brug"))]
    if one.entry.frame.notes is Notes.PROHIBITED:
        found.append(label_chip("attention", _("ingen noter")))
    if one.entry.frame.notes is Notes.REQUIRED:
        found.append(label_chip("blue", _("notat hver gang")))
    return [tag("div", join(found, " "))] if found else []


def _amounts(frame: Frame) -> Html:
    """Each amount stays on one line: a span of numbers is read as one."""
    pieces = [tag("span", text, style="white-space:nowrap") for text in words.amounts(frame)]
    return join(pieces, " · ")


def _unsaid() -> Html:
    return tag("span", _("ikke angivet"), cls="fit-quiet")


def details(entry: CatalogueService, today: date) -> Html:
    """Three cards: the frame, the law, and the catalogue's own words."""
    cards = [card(_frame(entry.frame), title=_("Rammen"))]
    cards.append(card(_sections(entry.sections, today), title=_("Hjemmel")))
    said = [
        (words.text_label(name), entry.frame.words[name])
        for name in WORDS
        if name in entry.frame.words
    ]
    if said:
        cards.append(card(_facts(said), title=_("Sådan står der i kataloget")))
    return join(cards)


def _frame(frame: Frame) -> Html:
    """What is stated, and then in one line what is not."""
    rows = _frame_rows(frame)
    silent = ", ".join(label.lower() for label, value in rows if not value)
    stated = _facts([(label, value) for label, value in rows if value])
    if not silent:
        return stated
    return join([stated, tag("p", _("Ikke angivet: {what}.", what=silent), cls="fit-quiet")])


def _frame_rows(frame: Frame) -> list[tuple[str, str]]:
    return [
        (_("Form"), words.form_word(frame.form)),
        (_("Omfang"), _amounts(frame)),
        (_("Hyppighed"), words.interval(frame)),
        (_("Gruppe"), _("{n} pladser", n=frame.group_size) if frame.group_size else ""),
        (_("Alder"), words.ages(frame)),
        (_("Opfølgning"), words.follow_up(frame.follow_up)),
        (_("Møder ved start"), words.meetings(frame)),
        (_("Statusrapport"), _report(frame)),
        (_("Noter"), words.notes_word(frame.notes)),
    ]


def _report(frame: Frame) -> str:
    stated = frame.report is not Report.NOT_STATED
    return words.report_word(frame.report) if stated else ""


def _facts(rows: Sequence[tuple[str, str]]) -> Html:
    body = [tag("tr", tag("th", label, scope="row"), tag("td", value)) for label, value in rows]
    return tag("table", tag("tbody", *body), cls="fit-facts")


def _sections(sections: Sequence[Section], today: date) -> Html:
    rows = [(one.section, _validity(one)) for one in sections]
    now = section_on(sections, today)
    if not now:
        words_ = _("Hjemlen i dag er ikke angivet. Skriv den under Ret, når I kender den.")
        return join([_facts(rows), tag("p", words_, cls="fit-quiet")])
    return _facts(rows)


def _validity(one: Section) -> str:
    if one.valid_from and one.valid_until:
        return _("{start} til {end}", start=day(one.valid_from), end=day(one.valid_until))
    if one.valid_from:
        return _("fra {start}", start=day(one.valid_from))
    return _("til {end}", end=day(one.valid_until)) if one.valid_until else _("gælder")

"""One programme as its source states it: scales, printed figures, costs, services, remarks."""

from __future__ import annotations

from collections.abc import Sequence

from fit_tracker.domain.programmes import (
    QUESTIONNAIRE_MOMENTS,
    CostKind,
    CostLine,
    Programme,
    ProgrammeMeasure,
)
from fit_tracker.ui.context import context
from fit_tracker.ui.html import Html, card, join, tag
from fit_tracker.ui.programmes import words
from fit_tracker.ui.programmes.figures import table
from fit_tracker.ui.texts import _

CSS = """
.fit-card+.fit-card{margin-top:1rem}
.fit-card p+p{margin-top:.5rem}
.fit-card ul{margin:0;padding-left:1.125rem}
.fit-card li+li{margin-top:.375rem}
.fit-card:has(> .fit-table){padding:1.125rem 1.25rem}
.fit-table :is(th,td):first-child{padding-left:0}
@container (min-width:47.01rem){.fit-table :is(th,td):first-child{width:30%}}
@container (max-width:47rem){.fit-table td:has(> span:only-child:empty){display:none}}
.fit-table + p{margin-top:.625rem}
"""


def cards(programme: Programme) -> Html:
    """Everything below the targets and periods, without what the source does not state."""
    return join([one for one in _cards(programme) if one])


def _cards(programme: Programme) -> list[Html]:
    return [
        _measures(programme.measures),
        _costs(programme.costs),
        _bullets(
            _("Tal om arbejdet selv"), [words.indicator_word(i) for i in programme.indicators]
        ),
        _bullets(_("Det skal programmet føre til"), programme.expected),
        _frame(programme),
        _bullets(_("Det siger kilden også"), programme.remarks),
    ]


def _measures(found: Sequence[ProgrammeMeasure]) -> Html:
    if not found:
        text = _("Kilden nævner ingen skalaer. Tilføj jeres egne under Ret.")
        return card(tag("p", text, cls="fit-quiet"), title=_("Skalaer"))
    titles = (_("Skala"), _("Retning"), _("Hvornår"), _("Hvem"))
    return card(table(titles, [_measure(one) for one in found]), title=_("Skalaer"))


def _measure(one: ProgrammeMeasure) -> list[Html]:
    scale = context().instruments.get(one.instrument_id)
    return [
        tag("span", words.scale_name(scale)),
        tag("span", words.scale_text(scale)),
        tag("span", words.listed([words.moment_word(m) for m in one.moments])),
        tag("span", words.listed([words.asked_word(a) for a in one.asked])),
    ]


def published(programme: Programme) -> Html:
    """What an evaluation printed, in its own order."""
    scales = {one.code: one.instrument_id for one in programme.measures}
    names = {
        code: words.scale_name(context().instruments.get(found)) for code, found in scales.items()
    }
    titles = (_("Skala"), _("Gruppe"), _("Før"), _("Efter"), _("Teksten siger"))
    rows = [
        [
            tag("span", names[one.measure]),
            tag("span", words.group_word(one.group)),
            tag("span", words.number(one.before)),
            tag("span", words.number(one.after)),
            tag("span", words.measurable_word(one.measurable)),
        ]
        for one in programme.published
    ]
    note = _("Gennemsnit, som evalueringen har trykt dem. Antallet bag hvert tal står ikke i den.")
    return card(table(titles, rows), tag("p", note, cls="fit-quiet"))


def _costs(lines: Sequence[CostLine]) -> Html:
    if not lines:
        text = _("Kilden nævner ingen omkostninger.")
        return card(tag("p", text, cls="fit-quiet"), title=_("Omkostninger"))
    titles = (_("Udgift"), _("Beløb"), _("For hvad"), _("Bemærkning"))
    rows = [_cost(line) for kind in CostKind for line in lines if line.kind is kind]
    levels = ", ".join(dict.fromkeys(line.price_level for line in lines if line.price_level))
    more = [tag("p", levels, cls="fit-quiet")] if levels else []
    return card(table(titles, rows), *more, title=_("Omkostninger"))


def _cost(line: CostLine) -> list[Html]:
    item = [tag("div", line.item), tag("div", words.cost_kind_word(line.kind), cls="fit-quiet")]
    remarks = [line.remark] if line.remark else []
    if line.is_sum:
        remarks.insert(0, _("summen af de andre linjer, tælles ikke med igen"))
    return [
        join(item),
        tag("span", words.cost_amount(line)),
        tag("span", words.cost_unit_word(line.unit)),
        tag("span", "; ".join(remarks)),
    ]


def _frame(programme: Programme) -> Html:
    """Services, answering times and meetings: what the tool itself goes by."""
    lines = []
    if programme.services:
        names = words.listed([f"{one.name} ({one.code})" for one in programme.services])
        lines.append(_("Indsatser: {names}.", names=names))
    if any(set(one.moments) & set(QUESTIONNAIRE_MOMENTS) for one in programme.measures):
        lines += words.windows(programme.windows)
    meetings = words.cadence(programme.cadence)
    if meetings:
        said = f" ({programme.cadence.source})" if programme.cadence.source else ""
        lines.append(_("Styregruppen: {meetings}{source}.", meetings=meetings, source=said))
    return _bullets(_("Sådan kører det"), lines)


def _bullets(title: str, lines: Sequence[str]) -> Html:
    if not lines:
        return Html("")
    return card(tag("ul", *(tag("li", line) for line in lines)), title=title)

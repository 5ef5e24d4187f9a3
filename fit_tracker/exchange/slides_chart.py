"""Native charts of slides, which can be edited in PowerPoint; a hidden number is in none of them.

What is not told has an empty cell in the chart's workbook, and its words beside the label.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from lxml import etree
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_TICK_LABEL_POSITION,
)
from pptx.enum.chart import XL_TICK_MARK as TICK
from pptx.util import Pt

from fit_tracker.domain.reviews import Bar, Part
from fit_tracker.exchange.review_parts import look, spoken, told
from fit_tracker.exchange.slides_book import keep
from fit_tracker.exchange.slides_native import TEXT, C, by_the_book, inner
from fit_tracker.exchange.slides_room import has_words, label_share, row_labels
from fit_tracker.exchange.slides_text import Box, dress

FULL = 100.0
ROOM_FOR_WORDS = 1.45
UNBROKEN = "\N{NO-BREAK SPACE}"


def bars(slide: Any, part: Part, box: Box, language: str) -> Any:
    """One bar a row, its length the share, its words at its end."""
    labels = row_labels(part)
    shares = [percent(bar.share) for bar in part.bars]
    data = CategoryChartData(number_format="0.0")
    data.categories = labels
    data.add_series(part.title, shares)
    chart = add(slide, XL_CHART_TYPE.BAR_CLUSTERED, box, data, part, language)
    chart.plots[0].gap_width = 70
    chart.category_axis.reverse_order = True
    only_words(chart, FULL * ROOM_FOR_WORDS)
    inner(chart, label_share(part, box.width))
    paint(chart.plots[0].series[0], part.bars, language, told)
    keep(chart, [["", part.title], *map(list, zip(labels, shares, strict=True))])
    return chart


def percent(share: float | None) -> float | None:
    return None if share is None else round(FULL * share, 1)


def add(slide: Any, kind: Any, box: Box, data: Any, part: Part, language: str) -> Any:
    """A chart without title and legend, which says its message to a screen reader."""
    frame = slide.shapes.add_chart(kind, *box.emu(), data)
    frame.name = part.title
    describe(frame, spoken(part))
    chart = frame.chart
    chart.has_title = chart.has_legend = False
    dress(chart.font, TEXT, language)
    by_the_book(chart)
    axis = chart.category_axis
    axis.format.line.fill.background()
    axis.major_tick_mark = TICK.NONE
    axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    return chart


def describe(frame: Any, words: str) -> None:
    frame._element.nvGraphicFramePr.cNvPr.set("descr", words)


def only_words(chart: Any, top: float) -> None:
    """No value axis: each number stands at its bar."""
    axis = chart.value_axis
    axis.minimum_scale, axis.maximum_scale = 0, top
    axis.has_major_gridlines = axis.visible = False


def paint(
    series: Any, shown: Sequence[Bar | None], language: str, words: Callable[[Bar], str]
) -> None:
    """Each point in the colour of its tone, with its words; `told` puts them behind the bar."""
    for number, bar in enumerate(shown):
        if bar is not None and bar.share is not None:
            tint(series, number, bar.tone)
            if words is told or has_words(bar):
                _label(series.points[number], words(bar), language, bar.tone, words is told)


def tint(series: Any, number: int, tone: str) -> None:
    """One point in the colour of its tone, also where its number is negative."""
    colour(series.points[number].format, tone)
    for point in series._element.findall(f"{C}dPt"):
        if point.find(f"{C}invertIfNegative") is None:
            point.find(f"{C}idx").addnext(etree.Element(f"{C}invertIfNegative", val="0"))


def _label(point: Any, words: str, language: str, tone: str, outside: bool) -> None:
    label = point.data_label
    # An office program gives a label little width, and would break "40 · 67 %" before its sign.
    label.text_frame.word_wrap = False
    run = label.text_frame.paragraphs[0].add_run()
    run.text = words.replace(" ", UNBROKEN)
    dress(run.font, TEXT, language)
    if not outside:
        run.font.color.rgb = rgb(look(tone).ink)
    label.position = XL_LABEL_POSITION.OUTSIDE_END if outside else XL_LABEL_POSITION.CENTER


def colour(form: Any, tone: str) -> None:
    seen = look(tone)
    form.fill.solid()
    form.fill.fore_color.rgb = rgb(seen.fill)
    form.line.color.rgb = rgb(seen.edge)
    form.line.width = Pt(1)


def rgb(colour: str) -> RGBColor:
    return RGBColor.from_string(colour.lstrip("#"))

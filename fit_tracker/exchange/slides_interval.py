"""Estimates with their intervals as a native chart: a bar to the estimate, whiskers to the ends.

The workbook holds value, low and high; the whiskers' lengths are worked out from them there, so
who corrects a number in PowerPoint sees the whisker follow.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lxml import etree
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Pt

from fit_tracker.domain.reviews import Bar, Part
from fit_tracker.exchange.review_parts import axis, look
from fit_tracker.exchange.slides_book import SHEET, Cell, Formula, keep
from fit_tracker.exchange.slides_chart import add, rgb, tint
from fit_tracker.exchange.slides_native import C, inner
from fit_tracker.exchange.slides_room import label_share, row_labels
from fit_tracker.exchange.slides_text import Box
from fit_tracker.palette import LIGHT
from fit_tracker.texts import tr, words

STEPS, TICK, AXIS_ROOM = 4, 12, 0.36
WHOLE, WITH_TENTHS = "0;\N{MINUS SIGN}0;0", "0.0;\N{MINUS SIGN}0.0;0"
HEADS = (words("Fra"), words("Til"), words("Ned"), words("Op"))
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def intervals(slide: Any, part: Part, box: Box, language: str) -> Any:
    data = CategoryChartData(number_format="General")
    data.categories = row_labels(part)
    data.add_series(part.title, [bar.value for bar in part.bars])
    chart = add(slide, XL_CHART_TYPE.BAR_CLUSTERED, box, data, part, language)
    chart.plots[0].gap_width = 110
    chart.category_axis.reverse_order = True
    _scale(chart.value_axis, part)
    _zero(chart.category_axis)
    inner(chart, label_share(part, box.width), bottom=AXIS_ROOM / box.height)
    series = chart.plots[0].series[0]
    for number, bar in enumerate(part.bars):
        if bar.value is not None:
            tint(series, number, bar.tone)
    _whiskers(series, part.bars)
    keep(chart, _rows(part, language))
    return chart


def _scale(shown: Any, part: Part) -> None:
    """The axis below the last row, its ends and what lies between in four steps."""
    low, high = axis(part)
    step = (high - low) / STEPS
    shown.minimum_scale, shown.maximum_scale, shown.major_unit = low, high, step
    shown.has_major_gridlines = False
    shown.tick_labels.font.size = Pt(TICK)
    whole = low == int(low) and step == int(step)
    shown.tick_labels.number_format = WHOLE if whole else WITH_TENTHS
    shown.tick_labels.number_format_is_linked = False
    shown.format.line.color.rgb = rgb(look("quiet").edge)
    # The rows run from the top down, so "the far end" is below them.
    shown._element.find(f"{C}crosses").set("val", "max")


def _zero(shown: Any) -> None:
    """The line at zero, from which the bars go."""
    shown.format.line.color.rgb = rgb(look("quiet").edge)
    shown.format.line.width = Pt(1)


def lengths(bar: Bar) -> tuple[float | None, float | None]:
    """How far the whisker goes down and up from the value."""
    if bar.value is None or bar.low is None or bar.high is None:
        return None, None
    return round(bar.value - bar.low, 6), round(bar.high - bar.value, 6)


def _whiskers(series: Any, bars: Sequence[Bar]) -> None:
    made = etree.Element(f"{C}errBars")
    for name, value in (("errBarType", "both"), ("errValType", "cust"), ("noEndCap", "0")):
        etree.SubElement(made, f"{C}{name}", val=value)
    down, up = zip(*map(lengths, bars), strict=True)
    for name, column, values in (("plus", "F", up), ("minus", "E", down)):
        _numbers(etree.SubElement(made, f"{C}{name}"), column, values)
    line = etree.SubElement(etree.SubElement(made, f"{C}spPr"), f"{A}ln", w="22225")
    filled = etree.SubElement(line, f"{A}solidFill")
    etree.SubElement(filled, f"{A}srgbClr", val=LIGHT["text"].lstrip("#"))
    series._element.find(f"{C}cat").addprevious(made)


def _numbers(parent: Any, column: str, values: Sequence[float | None]) -> None:
    ref = etree.SubElement(parent, f"{C}numRef")
    etree.SubElement(ref, f"{C}f").text = f"{SHEET}!${column}$2:${column}${len(values) + 1}"
    cache = etree.SubElement(ref, f"{C}numCache")
    etree.SubElement(cache, f"{C}formatCode").text = "General"
    etree.SubElement(cache, f"{C}ptCount", val=str(len(values)))
    for number, value in enumerate(values):
        if value is not None:
            point = etree.SubElement(cache, f"{C}pt", idx=str(number))
            etree.SubElement(point, f"{C}v").text = repr(value)


def _rows(part: Part, language: str) -> list[list[Cell]]:
    """Label, value, low, high, and the whiskers' lengths as formulas."""
    heads: list[Cell] = ["", part.title, *(tr(language, head) for head in HEADS)]
    return [
        heads,
        *(
            _row(label, bar, line)
            for line, (label, bar) in enumerate(
                zip(row_labels(part), part.bars, strict=True), start=2
            )
        ),
    ]


def _row(label: str, bar: Bar, line: int) -> list[Cell]:
    formulas = (f"=B{line}-C{line}", f"=D{line}-B{line}")
    whiskers = [
        None if length is None else Formula(text, length)
        for text, length in zip(formulas, lengths(bar), strict=True)
    ]
    return [label, bar.value, bar.low, bar.high, *whiskers]

"""What the library leaves out of a chart's XML: what PowerPoint asks for, and room for words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lxml import etree

from fit_tracker.exchange.slides_text import Style, lines, width_of

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
AXES = {"-2068027336": "111111111", "-2113994440": "222222222"}
TEXT = Style(14)
LEAST_LABEL, LABEL_AIR = 0.12, 0.15


def by_the_book(chart: Any) -> None:
    """The chart as the standard has it.

    The numbers of its axes are negative, which the schema does not allow. Without a word about
    it PowerPoint paints the bar of a negative number white, each bar of a series in a colour of
    its own, and rounds the frame's corners.
    """
    space = chart._chartSpace
    for element in space.iter(f"{C}axId", f"{C}crossAx"):
        element.set("val", AXES[element.get("val")])
    for axis in space.iter(f"{C}catAx"):
        # Where labels are long, every other one would be left out.
        axis.find(f"{C}noMultiLvlLbl").addprevious(etree.Element(f"{C}tickLblSkip", val="1"))
    space.find(f"{C}date1904").addnext(etree.Element(f"{C}roundedCorners", val="0"))
    for plot in chart.plots:
        plot.vary_by_categories = False
        for series in plot.series:
            series.invert_if_negative = False


def words_share(labels: Sequence[str], width: float, most: float) -> float:
    """The share of the chart's width that its row labels need; a long one is broken."""
    widest = [width_of(line, TEXT) for label in labels for line in label.splitlines()]
    needed = max(widest, default=0.0) + LABEL_AIR
    return min(max(needed / width, LEAST_LABEL), most)


def lines_needed(labels: Sequence[str], width: float, most: float) -> int:
    """How many lines the longest of the row labels takes in its share."""
    room = words_share(labels, width, most) * width - LABEL_AIR
    return max((sum(lines(x, TEXT, room) for x in one.splitlines()) for one in labels), default=1)


def inner(chart: Any, left: float, bottom: float = 0.02) -> None:
    """Keeps the left `left` of the chart for labels, which would else be cut by the machine."""
    area = chart._chartSpace.chart.plotArea
    for old in area.findall(f"{C}layout"):
        area.remove(old)
    layout = etree.Element(f"{C}layout")
    manual = etree.SubElement(layout, f"{C}manualLayout")
    etree.SubElement(manual, f"{C}layoutTarget", val="inner")
    for side in ("x", "y"):
        etree.SubElement(manual, f"{C}{side}Mode", val="edge")
    sizes = {"x": left, "y": 0.02, "w": 0.98 - left, "h": 0.98 - bottom}
    for side, share in sizes.items():
        etree.SubElement(manual, f"{C}{side}", val=f"{share:.3f}")
    area.insert(0, layout)

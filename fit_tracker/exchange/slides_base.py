"""An empty presentation in the app's colours: 16:9, one layout, a footer with page number.

The library begins from a presentation of its own, with eleven layouts, a picture, a printer's
settings and its author's name. What we do not use is taken out here.
"""

from __future__ import annotations

import re
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.enum.text import PP_ALIGN
from pptx.oxml.shapes.autoshape import CT_Shape
from pptx.shapes.autoshape import Shape
from pptx.util import Inches

from fit_tracker.domain.reviews import Document
from fit_tracker.exchange.slides_text import Box, Style, Words, fill
from fit_tracker.palette import LIGHT

WIDTH, HEIGHT, MARGIN = 13.333, 7.5, 0.6
INNER = WIDTH - 2 * MARGIN
TITLE = Box(MARGIN, 0.68, INNER, 1.05)
BODY = Box(MARGIN, 1.9, INNER, 4.95)
BETWEEN = 0.55
FOOTER = Box(MARGIN, 7.02, INNER - 1.2, 0.25)
PAGE = Box(WIDTH - MARGIN - 1.0, 7.02, 1.0, 0.25)
FOOT = Style(10, "quiet")
KEPT_LAYOUT = "Title Only"
FONT = "Arial"
NOT_OURS = ("thumbnail", "printerSettings")
SCHEME = {
    "dk1": "text", "lt1": "card", "dk2": "accent", "lt2": "ground", "accent1": "accent",
    "accent2": "blue", "accent3": "plum", "accent4": "ochre", "accent5": "attention",
    "accent6": "progress", "hlink": "accent", "folHlink": "plum",
}  # fmt: skip
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def started(document: Document) -> Any:
    """A presentation without slides."""
    shown = Presentation()
    shown.slide_width, shown.slide_height = Inches(WIDTH), Inches(HEIGHT)
    # The library's own slides are 4:3, and say so beside their size.
    shown._element.sldSz.attrib.pop("type", None)
    for owner in (shown.part.package, shown.part):
        _drop(owner)
    _keep_one_layout(shown)
    _colour(shown.slide_master.part)
    _arrange(shown.slide_master, document)
    return shown


def _drop(owner: Any) -> None:
    """Take out a picture of somebody else's slide, and somebody's printer."""
    rels = owner._rels
    for key in [key for key, rel in rels.items() if rel.reltype.endswith(NOT_OURS)]:
        rels.pop(key)


def _keep_one_layout(shown: Any) -> None:
    for layout in list(shown.slide_layouts):
        if layout.name != KEPT_LAYOUT:
            shown.slide_layouts.remove(layout)
    _without_fields(shown.slide_layouts[0])


def _without_fields(sheet: Any) -> None:
    """The date, footer and number of the library's layout: ours stand on the master."""
    for shape in list(sheet.placeholders):
        if "Title" not in shape.name:
            shape._element.getparent().remove(shape._element)


def _arrange(master: Any, document: Document) -> None:
    _without_fields(master)
    title = next(iter(master.placeholders))
    title.left, title.top, title.width, title.height = TITLE.emu()
    title.text_frame.paragraphs[0].alignment = PP_ALIGN.LEFT
    for level in master._element.iter("{*}titleStyle"):
        level[0].set("algn", "l")
    fill(_box(master, 101, "footer", FOOTER), document.language, (Words(document.stamp, FOOT),))
    page = _box(master, 102, "page", PAGE)
    fill(page, document.language, (Words("0", FOOT),))
    _page_number(page)


def _box(master: Any, shape_id: int, name: str, place: Box) -> Any:
    """The frame of a text box on the master, which the library adds to slides only."""
    made = CT_Shape.new_textbox_sp(shape_id, name, *place.emu())
    master.shapes._spTree.append(made)
    return Shape(made, master.shapes).text_frame


def _page_number(frame: Any) -> None:
    """The run becomes a field: the number of the slide that is looked at."""
    paragraph = frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT
    run = paragraph._p.find(f"{A}r")
    run.tag = f"{A}fld"
    run.set("id", "{C1FF6DA9-008F-8B48-92A6-B652298478BF}")
    run.set("type", "slidenum")


def _colour(part: Any) -> None:
    """Our colours and a font that every office machine has, as the presentation's theme."""
    theme = next(rel.target_part for rel in part.rels.values() if rel.reltype.endswith("/theme"))
    theme._blob = recoloured(theme.blob)


def recoloured(theme: bytes) -> bytes:
    """A theme's XML with our colours, our font and our name."""
    root = etree.fromstring(theme)
    root.set("name", "FIT Tracker")
    for name, token in SCHEME.items():
        slot = root.find(f".//{A}clrScheme/{A}{name}")
        slot[:] = [etree.Element(f"{A}srgbClr", val=LIGHT[token].lstrip("#"))]
    for latin in root.iterfind(f".//{A}fontScheme/*/{A}latin"):
        latin.set("typeface", FONT)
    for scheme in root.iterfind(f".//{A}themeElements/*"):
        scheme.set("name", re.sub("Office.*", "FIT Tracker", scheme.get("name", "")))
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))

"""Where the marks of a review's drawings lie on paper, in millimetres.

Only what the document tells is drawn, to the scale it tells it on. A hidden band has a place of
a fixed height: if it filled what is left of the column, a ruler would tell its size.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from textwrap import wrap
from typing import Any

from fit_tracker.domain.reviews import Bar, Column, Part
from fit_tracker.exchange.review_parts import axis, look, short, spoken

BAND_HEIGHT = 72.0
HIDDEN_HEIGHT = 5.0
GAP = 0.6
LABEL_LINE, LABEL_SIGNS = 3.9, 17
TEXT_FITS = 4.0
AXIS_WIDTH = {True: 110.0, False: 118.0}
LONG = 12
AXIS_INSET = 2.5


def bars(part: Part) -> dict[str, Any]:
    return {
        "alt": spoken(part),
        "long": len(part.bars) > LONG,
        "rows": [_bar(bar) for bar in part.bars],
    }


def _bar(bar: Bar) -> dict[str, Any]:
    return {
        "label": bar.label,
        "text": bar.text,
        "note": bar.note,
        "percent": None if bar.share is None else round(100 * _inside(bar.share), 2),
        "look": asdict(look(bar.tone)),
    }


def _inside(share: float) -> float:
    return min(max(share, 0.0), 1.0)


def bands(part: Part) -> dict[str, Any]:
    columns = [column(one) for one in part.columns]
    height = max((one["height"] for one in columns), default=0.0)
    return {"alt": spoken(part), "long": False, "columns": columns, "height": height}


def column(told: Column) -> dict[str, Any]:
    """The segments from the top down, so the highest band first; each at `y` from the top."""
    segments = [_segment(bar) for bar in reversed(told.bars)]
    top = 0.0
    for one in segments:
        one["y"], top = round(top, 2), top + one["height"] + GAP
    _place_labels(segments)
    lowest = max((one["label_y"] + one["label_height"] for one in segments), default=0.0)
    return {"label": told.label, "height": max(top, lowest), "segments": segments}


def _place_labels(segments: Sequence[dict[str, Any]]) -> None:
    """Beside the middle of each segment, moved down just so much that no two overlap."""
    free = 0.0
    for one in segments:
        wished = one["y"] + (one["height"] - one["label_height"]) / 2
        one["label_y"] = round(max(wished, free), 2)
        free = one["label_y"] + one["label_height"]


def _height(bar: Bar) -> float:
    return HIDDEN_HEIGHT if bar.share is None else round(_inside(bar.share) * BAND_HEIGHT, 2)


def _segment(bar: Bar) -> dict[str, Any]:
    """A number that does not fit into its segment stands beside the label instead."""
    height = _height(bar)
    label = bar.label if height >= TEXT_FITS else f"{bar.label} · {bar.text}"
    return {
        "label": label,
        "label_height": LABEL_LINE * max(len(wrap(label, LABEL_SIGNS)), 1),
        "text": bar.text if height >= TEXT_FITS else "",
        "height": height,
        "hidden": bar.share is None,
        "look": asdict(look(bar.tone)),
    }


def intervals(part: Part, *, wide: bool) -> dict[str, Any]:
    ends, width = axis(part), AXIS_WIDTH[wide]
    ticks = [ends[0], *([part.zero] if _between(part.zero, ends) else []), ends[1]]
    return {
        "alt": spoken(part),
        "long": len(part.bars) > LONG,
        "width": width,
        "zero": None if part.zero is None else across(part.zero, ends, width),
        "rows": [_interval(bar, ends, width) for bar in part.bars],
        "ticks": [{"x": across(v, ends, width), "words": short(v)} for v in ticks if v is not None],
    }


def _between(value: float | None, ends: tuple[float, float]) -> bool:
    return value is not None and ends[0] < value < ends[1]


def _interval(bar: Bar, ends: tuple[float, float], width: float) -> dict[str, Any]:
    places = {
        name: None if value is None else across(value, ends, width)
        for name, value in (("low", bar.low), ("at", bar.value), ("high", bar.high))
    }
    told = {"label": bar.label, "text": bar.text, "note": bar.note}
    return {**told, **places, "look": asdict(look(bar.tone))}


def across(value: float, ends: tuple[float, float], width: float) -> float:
    """Millimetres from the left; what lies beyond an end of the axis stands at that end."""
    share = _inside((value - ends[0]) / (ends[1] - ends[0]))
    return round(AXIS_INSET + share * (width - 2 * AXIS_INSET), 2)

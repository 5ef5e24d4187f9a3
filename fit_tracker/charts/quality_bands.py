"""Whether the bands hold, and how early the flags come: rows of shares, and bands by visit."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from fit_tracker.charts import marks
from fit_tracker.charts.model import SYMBOLS, Figure, Palette
from fit_tracker.charts.panels import Panel
from fit_tracker.charts.share_rows import Group, Row, share_rows
from fit_tracker.charts.shares import Look, axis_word, described, plane
from fit_tracker.charts.sides import error_bars
from fit_tracker.progression.quality import Coverage, Share, WarningPower

LEVELS = (50, 80, 90)
TARGETS = ("next", "plus5", "end")


def coverage_panel(bands: Sequence[Coverage], target: str, look: Look) -> Panel:
    """Each band over all visits: a dot for what was inside, an upright for what is promised."""
    mine = [band for band in bands if band.target == target and band.visit is None]
    name = _targets(look)[target]
    return _rows_panel([Group("", _coverage_rows(mine, look))], look, name, name, low=0.3)


def _targets(look: Look) -> dict[str, str]:
    words = look.words
    names = (words("Næste besøg"), words("Fem besøg frem"), words("Forløbets slutning"))
    return dict(zip(TARGETS, names, strict=True))


def _coverage_rows(bands: Sequence[Coverage], look: Look) -> list[Row]:
    return [
        Row(look.words("{n} %-båndet", n=band.level), band.share, band.level / 100)
        for band in sorted(bands, key=lambda band: band.level)
    ]


def _rows_panel(
    groups: Sequence[Group], look: Look, label: str, title: str, low: float = 0.0
) -> Panel:
    alt = [
        f"{f'{group.heading}, ' if group.heading else ''}{row.label}: {look.share(row.share)}"
        for group in groups
        for row in group.rows
    ]
    return Panel(label, share_rows(groups, look, low), described(title, alt))


def coverage_by_visit(bands: Sequence[Coverage], target: str, look: Look) -> Panel:
    """The three bands of one target along the visits, each beside its dotted promise."""
    mine = [b for b in bands if b.target == target and b.visit is not None and b.share.n]
    visits = sorted({b.visit for b in mine if b.visit is not None})
    span = (visits[0] - 0.5, visits[-1] + 0.5) if visits else (0.5, 6.5)
    layout = plane(look.palette, (0.0, 1.0), (0.3, 1.0))
    layout["height"] = 240
    layout["xaxis"] |= {
        "range": list(span),
        "tickvals": _few(visits),
        "ticktext": [str(v) for v in _few(visits)],
    }
    layout["shapes"] = [_promise(level, look.palette) for level in LEVELS]
    layout["annotations"] = [axis_word(look.words("besøg"), "x", look.palette)]
    layout["annotations"] += [_promise_word(level, look) for level in LEVELS]
    layout["margin"] |= {"t": 8, "r": 44}
    traces = [_level_trace(level, number, mine, look) for number, level in enumerate(LEVELS)]
    title = look.words("{target}, besøg for besøg", target=_targets(look)[target])
    alt = [
        look.words("besøg {no}, {n} %-båndet: {share}", no=b.visit, n=b.level,
                   share=look.share(b.share))
        for b in mine
    ]  # fmt: skip
    return Panel("", {"data": traces, "layout": layout}, described(title, alt))


def _few(visits: Sequence[int]) -> list[int]:
    return list(visits[:: -(-len(visits) // 8) or 1])


def _level_trace(level: int, number: int, bands: Sequence[Coverage], look: Look) -> Figure:
    mine = sorted((b for b in bands if b.level == level), key=lambda b: b.visit or 0)
    ink = look.palette["accent"]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": f"{level} %",
        "x": [b.visit for b in mine],
        "y": [b.share.value for b in mine],
        "error_y": error_bars([b.share for b in mine], ink, 1.25),
        "line": {"color": ink, "width": 1.5},
        "marker": {"symbol": SYMBOLS[number], "size": 8, "color": ink},
        "text": [escape(look.share(b.share)) for b in mine],
        "hovertemplate": "%{text}<extra></extra>",
        "cliponaxis": False,
    }


def _promise(level: int, palette: Palette) -> Figure:
    y = level / 100
    line = {"color": palette["attention"], "width": 1.5, "dash": "2px,5px"}
    ends = {"x0": 0, "x1": 1, "y0": y, "y1": y}
    return {"type": "line", "xref": "paper", **ends, "layer": "below", "line": line}


def _promise_word(level: int, look: Look) -> Figure:
    return {
        "text": f"{level} %",
        "xref": "paper",
        "x": 1,
        "y": level / 100,
        "xanchor": "left",
        "yanchor": "middle",
        "xshift": 5,
        "showarrow": False,
        "font": {"size": marks.SMALL, "color": look.palette["attention"]},
    }


def warnings_panel(powers: Sequence[WarningPower], outcome: str, look: Look) -> Panel:
    """Found, quiet and right at each visit, for one outcome."""
    mine = sorted((p for p in powers if p.outcome == outcome), key=lambda p: p.visit)
    words = look.words
    found = (
        words("Fundet, af dem uden sikker fremgang")
        if outcome == "not_success"
        else words("Fundet, af dem der ender sikkert dårligere")
    )
    headings: tuple[tuple[str, list[Share]], ...] = (
        (found, [p.sensitivity for p in mine]),
        (words("Rigtige, af flagene"), [p.ppv for p in mine]),
        (words("Uden flag, af de øvrige"), [p.specificity for p in mine]),
    )
    groups = [
        Group(
            heading,
            [Row(words("besøg {no}", no=p.visit), s) for p, s in zip(mine, shares, strict=True)],
        )
        for heading, shares in headings
        if mine
    ]
    return _rows_panel(groups, look, "", words("Flag ved besøg 3, 5 og 8"))

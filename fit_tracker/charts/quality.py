"""What the warnings cost and find, and whether the risks come true: two figures in words too."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from fit_tracker.charts import marks
from fit_tracker.charts.model import Figure
from fit_tracker.charts.panels import Panel
from fit_tracker.charts.shares import Look, axis_word, described, plane
from fit_tracker.charts.sides import error_bars
from fit_tracker.progression.quality import BudgetPoint, RiskBin


def budget_panel(points: Sequence[BudgetPoint], chosen: float, look: Look) -> Panel:
    """What each budget costs (to the right) and finds (upwards); the chosen one is filled."""
    words, colours = look.words, look.palette
    drawn = [p for p in points if p.found.value is not None and p.false_alarms.value is not None]
    far = max([p.false_alarms.value or 0 for p in drawn], default=0.2)
    layout = plane(colours, (0.0, max(0.2, far * 1.12)), (0.0, 1.0))
    layout["annotations"] = [
        axis_word(words("fundet, af dem uden fremgang"), "y", colours),
        axis_word(words("falske alarmer, af dem der ender godt"), "x", colours),
        *(_budget_word(p, chosen, look) for p in drawn),
    ]
    alt = [
        words(
            "{budget} % falske alarmer finder {share}",
            budget=round(100 * p.budget),
            share=look.share(p.found),
        )
        for p in drawn
    ]
    figure = {"data": [_budget_trace(drawn, chosen, look)], "layout": layout}
    return Panel("", figure, described(words("Hvad et alarmbudget koster og finder"), alt))


def _budget_trace(points: Sequence[BudgetPoint], chosen: float, look: Look) -> Figure:
    ink, card = look.palette["accent"], look.palette["card"]
    fill = [ink if p.budget == chosen else card for p in points]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [p.false_alarms.value for p in points],
        "y": [p.found.value for p in points],
        "error_y": error_bars([p.found for p in points], ink, 1.25),
        "line": {"color": ink, "width": 1.5},
        "marker": {"size": 11, "color": fill, "line": {"color": ink, "width": 2.25}},
        "text": [f"{escape(look.share(p.found))}" for p in points],
        "hovertemplate": "%{text}<extra></extra>",
        "cliponaxis": False,
    }


def _budget_word(point: BudgetPoint, chosen: float, look: Look) -> Figure:
    """The budget's name at its point; the chosen one says what it finds, in the accent."""
    text, mine = f"{round(100 * point.budget)} %", point.budget == chosen
    if mine:
        text = look.words(
            "{budget}: {n} af 100", budget=text, n=round(100 * (point.found.value or 0))
        )
    colour = look.palette["accent"] if mine else look.palette["quiet"]
    return {
        "text": f"<b>{text}</b>" if mine else text,
        "x": point.false_alarms.value,
        "y": point.found.value,
        **(_above(point) if mine else _below()),
        "showarrow": False,
        "font": {"size": marks.TEXT, "color": colour},
    }


def _below() -> Figure:
    return {"xanchor": "left", "yanchor": "top", "xshift": 7, "yshift": -5}


def _above(point: BudgetPoint) -> Figure:
    """On the other side of the line than the short names, which it would cover on a phone.
    The first points have no room to their left."""
    right = (point.false_alarms.value or 0) > 0.08
    side = {"xanchor": "right", "xshift": -6} if right else {"xanchor": "left", "xshift": -6}
    return side | {"yanchor": "bottom", "yshift": 12}


def risk_panel(bins: Sequence[RiskBin], outcome: str, label: str, look: Look) -> Panel:
    """What was foreseen (to the right) against what happened (upwards)."""
    mine = sorted((b for b in bins if b.outcome == outcome and b.share.n), key=lambda b: b.foreseen)
    ends = [b.foreseen for b in mine] + [b.share.high or 0 for b in mine]
    far = next((end for end in (0.25, 0.4, 0.6) if max(ends, default=1.0) <= end), 1.0)
    layout = plane(look.palette, (0.0, far), (0.0, far))
    line = {"color": look.palette["quiet"], "width": 1.5, "dash": "2px,5px"}
    diagonal = {"x0": 0, "y0": 0, "x1": far, "y1": far}
    layout["shapes"] = [{"type": "line", **diagonal, "layer": "below", "line": line}]
    layout["annotations"] = [
        axis_word(look.words("så ofte skete det"), "y", look.palette),
        axis_word(look.words("forudset risiko"), "x", look.palette),
    ]
    alt = [
        look.words("forudset {n} %, skete for {share}", n=round(100 * b.foreseen),
                   share=look.share(b.share))
        for b in mine
    ]  # fmt: skip
    figure = {"data": [_risk_trace(mine, look)], "layout": layout}
    return Panel(label, figure, described(label, alt))


def _risk_trace(bins: Sequence[RiskBin], look: Look) -> Figure:
    ink = look.palette["accent"]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [b.foreseen for b in bins],
        "y": [b.share.value for b in bins],
        "error_y": error_bars([b.share for b in bins], ink, 1.5),
        "marker": {"size": 9, "color": ink},
        "text": [escape(look.share(b.share)) for b in bins],
        "hovertemplate": "%{text}<extra></extra>",
        "cliponaxis": False,
    }

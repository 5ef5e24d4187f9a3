"""A family's course: each member and rater as an own line on one shared scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from fit_tracker.charts import marks
from fit_tracker.charts.axes import Along, along, x_axis, y_axis
from fit_tracker.charts.model import (
    Axis,
    CutLine,
    Days,
    Figure,
    Line,
    Missed,
    Moment,
    Palette,
    Scale,
    Words,
)

FONT = "Inter, Noto Sans, sans-serif"
BOTTOM = 46
LEFT = 30


@dataclass(frozen=True)
class Around:
    """What lies around the lines, the same for every panel of a course."""

    days: Days
    events: tuple[Moment, ...] = ()
    cancelled: tuple[Missed, ...] = ()


def outcome_figure(
    lines: Sequence[Line],
    *,
    scale: Scale,
    axis: Axis,
    around: Around,
    palette: Palette,
    words: Words,
    cut_offs: Sequence[CutLine] = (),
    reliable_band: Line | None = None,
    height: int = 400,
) -> Figure:
    """All lines together. `reliable_band` is the line whose measurement error is drawn:
    one at a time, since overlapping bands cannot be read."""
    at = along(axis, around.days, [e.on for e in around.events] + [m.on for m in around.cancelled])
    events = [*around.events, *_form_moments(lines, words)]
    uprights, event_words, rows = marks.moments(events, at, palette)
    top = 14 + rows * marks.ROW
    plot = max(height - top - BOTTOM, 60)
    ends = marks.end_labels(lines, at, scale, palette, plot)
    taken = marks.busy(lines, ends, at, marks.unit(scale, plot))
    drawn = marks.cut_offs(cut_offs, taken, scale, palette, plot)
    if reliable_band is not None:
        several = len(lines) > 1
        found = marks.band(reliable_band, several, taken, at, scale, palette, words, plot)
        drawn = [found, *drawn] if found else drawn
    shapes = [shape for shape, _ in drawn] + uprights
    notes = [*(label for _, label in drawn), *event_words, *ends, *_empty(lines, palette, words)]
    traces = [
        *(marks.line_trace(line, at, palette, words) for line in lines),
        marks.flag_trace(lines, at, scale, palette, words, plot),
        marks.missed_trace(around.cancelled, at, scale, palette),
    ]
    layout = _layout(at, scale, palette, words, height)
    layout["margin"] = {"l": LEFT, "r": marks.right_margin(lines, at), "t": top, "b": BOTTOM}
    return {
        "data": [trace for trace in traces if trace is not None],
        "layout": layout | {"shapes": shapes, "annotations": notes},
    }


def _form_moments(lines: Sequence[Line], words: Words) -> list[Moment]:
    """Where somebody's wording changed: what is before and after is not the same question."""
    days = dict.fromkeys(point.on for point in marks.new_forms(lines))
    return [Moment(day, words("nyt skema")) for day in days]


def _empty(lines: Sequence[Line], palette: Palette, words: Words) -> list[Figure]:
    if any(line.points for line in lines):
        return []
    return [
        {
            "text": words("Ingen målinger endnu"),
            "xref": "paper",
            "yref": "paper",
            "x": 0.5,
            "y": 0.5,
            "showarrow": False,
            "font": {"size": 15, "color": palette["quiet"]},
        }
    ]


def _layout(at: Along, scale: Scale, palette: Palette, words: Words, height: int) -> Figure:
    return {
        "height": height,
        "xaxis": x_axis(at, palette, words),
        "yaxis": y_axis(scale, palette),
        "showlegend": False,
        "hovermode": "closest",
        "hoverdistance": 30,
        "dragmode": False,
        "clickmode": "event+select",
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": FONT, "size": marks.TEXT, "color": palette["quiet"]},
        "hoverlabel": {
            "bgcolor": palette["card"],
            "bordercolor": palette["track"],
            "font": {"family": FONT, "size": marks.TEXT, "color": palette["text"]},
            "align": "left",
        },
        "separators": ",.",
    }


def small_multiples(
    lines: Sequence[Line],
    *,
    scale: Scale,
    axis: Axis,
    around: Around,
    palette: Palette,
    words: Words,
    cut_offs: Sequence[Sequence[CutLine]] = (),
    height: int = 250,
) -> list[Figure]:
    """Side by side: one small figure a line, all on the same scale and the same axis.

    Separate figures and not panels of one, so that they stack on a phone. `cut_offs` has
    one entry for each line.
    """
    quiet = replace(around, events=())
    return [
        outcome_figure(
            [line],
            scale=scale,
            axis=axis,
            around=quiet,
            palette=palette,
            words=words,
            cut_offs=cut_offs[place] if place < len(cut_offs) else (),
            reliable_band=line,
            height=height,
        )
        for place, line in enumerate(lines)
    ]


def person_figure(
    line: Line,
    *,
    scale: Scale,
    palette: Palette,
    words: Words,
    cut_offs: Sequence[CutLine] = (),
    height: int = 320,
) -> Figure:
    """Only this person's own curve, for the moment right after rating: nobody else's
    points, no flags and no events."""
    plain = replace(line, points=tuple(replace(point, flagged=False) for point in line.points))
    days = Days([(point.visit_no, point.on) for point in line.points])
    return outcome_figure(
        [plain],
        scale=scale,
        axis="visit",
        around=Around(days),
        palette=palette,
        words=words,
        cut_offs=cut_offs,
        reliable_band=plain if len(line.points) > 1 else None,
        height=height,
    )

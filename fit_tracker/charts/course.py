"""A family's course: each member and rater as an own line on one shared scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from fit_tracker.charts import expected, expected_labels, labels, marks
from fit_tracker.charts.axes import Along, along, x_axis, y_axis
from fit_tracker.charts.frame import Frame
from fit_tracker.charts.layout import base_layout
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

BOTTOM = 46
LEFT = 30


@dataclass(frozen=True)
class Around:
    """What lies around the lines, the same for every panel of a course.

    `planned` is the visit with which an open course is planned to end; `until` how far
    ahead the axis runs, where something is drawn there.
    """

    days: Days
    events: tuple[Moment, ...] = ()
    cancelled: tuple[Missed, ...] = ()
    planned: int | None = None
    until: int | None = None


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
    ahead: Line | None = None,
    height: int = 400,
) -> Figure:
    """All lines together. `reliable_band` is the line whose measurement error is drawn,
    `ahead` the one whose expected course is: one of each at a time, since overlapping
    bands cannot be read. The first ends where the other begins."""
    others = [e.on for e in around.events] + [m.on for m in around.cancelled]
    at = along(axis, around.days, others, around.until)
    uprights, event_words, rows = marks.moments(
        _named_moments(lines, around, ahead, at, words), at, palette
    )
    top = 14 + rows * marks.ROW
    plot = max(height - top - BOTTOM, 60)
    frame = Frame(at, scale, palette, words, plot, around.until)
    ends = marks.end_labels(lines, at, scale, palette, plot, ahead)
    taken = marks.busy(lines, ends, at, frame.px)
    future = _future(lines, ahead, taken, frame)
    several = len(lines) > 1
    drawn = _bounds(cut_offs, reliable_band, ahead, several, taken, frame)
    notes = [label for _, label in drawn]
    if ahead is not None and future:
        taken += [spot for note in notes for spot in expected_labels.covered(note, frame)]
        notes += expected_labels.labels(ahead, several, taken, frame)
    notes += [*event_words, *ends, *_empty(lines, palette, words)]
    traces = [
        *future,
        *(marks.line_trace(line, at, palette, words) for line in lines),
        marks.flag_trace(lines, at, scale, palette, words, plot),
        marks.missed_trace(around.cancelled, at, scale, palette),
    ]
    layout = _layout(at, scale, palette, words, height)
    layout["margin"] = {"l": LEFT, "r": marks.right_margin(lines, at), "t": top, "b": BOTTOM}
    layout["shapes"] = [shape for shape, _ in drawn] + uprights
    layout["annotations"] = notes
    return {"data": [trace for trace in traces if trace is not None], "layout": layout}


def _future(
    lines: Sequence[Line], ahead: Line | None, taken: marks.Spots, frame: Frame
) -> list[Figure]:
    """What is expected, to lie under the curves; where it lies is added to `taken`."""
    if ahead is None or frame.until is None:
        return []
    taken += marks.between(lines, frame.at) + expected_labels.spots(ahead, frame)
    return expected.traces(ahead, frame)


def _bounds(
    cut_offs: Sequence[CutLine],
    error: Line | None,
    ahead: Line | None,
    several: bool,
    taken: marks.Spots,
    frame: Frame,
) -> list[tuple[Figure, Figure]]:
    """Cut-offs and the measurement error, which ends early where a future is drawn."""
    at, scale, palette, plot = frame.at, frame.scale, frame.palette, frame.plot
    drawn = marks.cut_offs(cut_offs, taken, scale, palette, plot)
    if error is None:
        return drawn
    early = frame.until is not None and expected.is_drawn(ahead)
    found = marks.band(error, several, taken, at, scale, palette, frame.words, plot, early)
    return [found, *drawn] if found else drawn


def _named_moments(
    lines: Sequence[Line], around: Around, ahead: Line | None, at: Along, words: Words
) -> list[tuple[float, str]]:
    """Everything that gets an upright: events, new forms, the planned end, the data's end."""
    events = [*around.events, *_form_moments(lines, words)]
    found = [(at.of_day(event.on), labels.shorten(event.label, 24)) for event in events]
    if around.until is None:
        return found
    return found + expected.ends(ahead, around.planned, at, words)


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
    return base_layout(palette, height) | {
        "xaxis": x_axis(at, palette, words),
        "yaxis": y_axis(scale, palette),
        "hoverdistance": 30,
        "clickmode": "event+select",
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
            ahead=line,
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
    points, no flags, no events, and nothing of what is to come."""
    points = tuple(replace(point, flagged=False) for point in line.points)
    plain = replace(line, points=points, expected=None, assumed=None)
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

"""A group of lines as one figure or side by side, each with its description in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from fit_tracker.charts import expected
from fit_tracker.charts.alt import alt_text
from fit_tracker.charts.course import Around, outcome_figure, small_multiples
from fit_tracker.charts.groups import Group
from fit_tracker.charts.model import Axis, Figure, Line, Palette, Words, mark
from fit_tracker.charts.ready import Ready
from fit_tracker.domain.instruments import ALLIANCE, GROUP_ALLIANCE
from fit_tracker.progression.status import FamilyAssessment, Level, ReasonCode, SeriesKey


@dataclass(frozen=True)
class Panel:
    """One figure; `label` names the person when there is only one in it, `ahead` is the
    series whose expected course is drawn."""

    label: str
    figure: Figure
    alt: str
    ahead: SeriesKey | None = None

    @property
    def shown(self) -> Ready:
        """What to hand to Streamlit."""
        return Ready(self.figure)


def panels(
    group: Group,
    *,
    title: str,
    axis: Axis,
    apart: bool,
    around: Around,
    found: FamilyAssessment | None,
    palette: Palette,
    words: Words,
    height: int = 400,
    ahead: int | None = None,
) -> list[Panel]:
    """Together: one panel. Apart: one for each line, each with its own measurement error
    and its own expected course."""
    around = replace(around, until=expected.until(group.lines, around.planned))
    if apart and len(group.lines) > 1:
        figures = small_multiples(
            group.lines,
            scale=group.scale,
            axis=axis,
            around=around,
            palette=palette,
            words=words,
            cut_offs=group.cuts,
        )
        return [
            Panel(
                f"{mark(line.index)} {line.label}",
                figure,
                _alt(group, [line], title, words, line),
                _key(group, line),
            )
            for line, figure in zip(group.lines, figures, strict=True)
        ]
    error = focus(group, found)
    coming = future(group, error, ahead)
    figure = outcome_figure(
        group.lines,
        scale=group.scale,
        axis=axis,
        around=around,
        palette=palette,
        words=words,
        cut_offs=group.all_cuts(),
        reliable_band=error if ahead is None or coming is None else coming,
        ahead=coming,
        height=height,
    )
    return [Panel("", figure, _alt(group, group.lines, title, words, coming), _key(group, coming))]


def _key(group: Group, line: Line | None) -> SeriesKey | None:
    """Whose line it is, where its expected course is drawn."""
    if line is None or not expected.is_drawn(line):
        return None
    return group.keys[group.lines.index(line)]


def future(group: Group, error: Line | None, wanted: int | None) -> Line | None:
    """Whose expected course is drawn: the one chosen, else the one whose measurement
    error is, else the first. Several could not be read, and an assumption gives way."""
    every = [line for line in group.lines if expected.is_drawn(line)]
    every = every or [line for line in group.lines if expected.is_assumed(line)]
    for line in every:
        if line.index == wanted:
            return line
    return error if error in every else next(iter(every), None)


def _alt(group: Group, lines: Sequence[Line], title: str, words: Words, ahead: Line | None) -> str:
    text = alt_text(lines, title=title, scale=group.scale, words=words, cut_offs=group.all_cuts())
    told = expected.told(ahead, words)
    return f"{text} {told}" if told else text


def focus(group: Group, found: FamilyAssessment | None) -> Line | None:
    """Whose measurement error is drawn: the only one's, else that of the one whom the
    most serious reason about this scale speaks of. Several bands could not be read."""
    if len(group.lines) == 1:
        return group.lines[0]
    of_alliance = group.instrument.measure in (ALLIANCE, GROUP_ALLIANCE)
    for key, reason in found.reasons if found else ():
        about_alliance = reason.code is ReasonCode.ALLIANCE_DROP
        asks = reason.level is Level.ATTENTION and about_alliance == of_alliance
        if not asks or reason.code.of_family or key not in group.keys:
            continue
        line = group.lines[group.keys.index(key)]
        # A person may rate two alliances; only the one that fell has a marked point.
        if not about_alliance or any(point.flagged for point in line.points):
            return line
    return None

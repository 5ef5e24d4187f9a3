"""A group of lines as one figure or side by side, each with its description in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fit_tracker.charts.alt import alt_text
from fit_tracker.charts.course import Around, outcome_figure, small_multiples
from fit_tracker.charts.groups import Group
from fit_tracker.charts.model import Axis, Figure, Line, Palette, Words, mark
from fit_tracker.charts.ready import Ready
from fit_tracker.domain.instruments import ALLIANCE, GROUP_ALLIANCE
from fit_tracker.progression.status import FamilyAssessment, Level, ReasonCode


@dataclass(frozen=True)
class Panel:
    """One figure; `label` names the person when there is only one in it."""

    label: str
    figure: Figure
    alt: str

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
) -> list[Panel]:
    """Together: one panel. Apart: one for each line, each with its own measurement error."""
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
            Panel(f"{mark(line.index)} {line.label}", figure, _alt(group, [line], title, words))
            for line, figure in zip(group.lines, figures, strict=True)
        ]
    figure = outcome_figure(
        group.lines,
        scale=group.scale,
        axis=axis,
        around=around,
        palette=palette,
        words=words,
        cut_offs=group.all_cuts(),
        reliable_band=focus(group, found),
        height=height,
    )
    return [Panel("", figure, _alt(group, group.lines, title, words))]


def _alt(group: Group, lines: Sequence[Line], title: str, words: Words) -> str:
    cuts = group.all_cuts()
    return alt_text(lines, title=title, scale=group.scale, words=words, cut_offs=cuts)


def focus(group: Group, found: FamilyAssessment | None) -> Line | None:
    """Whose measurement error is drawn: the only one's, else that of the one whom the
    most serious reason about this scale speaks of. Several bands could not be read."""
    if len(group.lines) == 1:
        return group.lines[0]
    of_alliance = group.instrument.measure in (ALLIANCE, GROUP_ALLIANCE)
    for key, reason in found.reasons if found else ():
        about_alliance = reason.code is ReasonCode.ALLIANCE_DROP
        asks = reason.level is Level.ATTENTION and about_alliance == of_alliance
        if asks and key in group.keys:
            return group.lines[group.keys.index(key)]
    return None

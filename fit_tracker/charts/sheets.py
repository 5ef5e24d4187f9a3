"""All charts of one measure, with the words that stand under them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fit_tracker.charts.alt import direction
from fit_tracker.charts.course import Around
from fit_tracker.charts.expected import is_drawn
from fit_tracker.charts.groups import Ahead, Flags, Group, Series, groups
from fit_tracker.charts.model import Assumption, Axis, Palette, Words, mark
from fit_tracker.charts.panels import Panel, panels
from fit_tracker.domain.instruments import Instrument
from fit_tracker.domain.visits import Rating
from fit_tracker.progression.status import Assessment, FamilyAssessment, SeriesKey


@dataclass(frozen=True)
class Sheet:
    """The panels of one scale. `people` are pairs of marker and name, in order; `offered`
    whose expected course can be drawn, by the line's place among all names."""

    question: str
    direction: str
    people: Sequence[tuple[str, str]]
    flagged: bool
    panels: Sequence[Panel]
    offered: Sequence[tuple[int, SeriesKey]] = ()


@dataclass(frozen=True)
class Look:
    """How somebody wants to see it; `ahead` is the place of the one whose expected
    course is drawn when several are shown together."""

    axis: Axis
    apart: bool
    palette: Palette
    language: str
    words: Words
    ahead: int | None = None


@dataclass(frozen=True)
class Known:
    """What is known of the family besides the series that are drawn, and what is expected
    of them: by a model, or where there is none by an assumption."""

    names: Mapping[SeriesKey, str]
    assessments: Mapping[SeriesKey, Assessment]
    found: FamilyAssessment | None
    ratings: Sequence[Rating]
    instruments: Mapping[str, Instrument]
    around: Around
    expected: Ahead | None = None
    assumed: Assumption | None = None


def sheets(series: Series, flags: Flags, known: Known, look: Look, height: int) -> list[Sheet]:
    """A sheet for each range of scores; nearly always a single one."""
    found = groups(
        series,
        names=known.names,
        assessments=known.assessments,
        ratings=known.ratings,
        instruments=known.instruments,
        flags=flags,
        words=look.words,
        expected=known.expected,
        assumed=known.assumed,
    )
    return [_sheet(group, known, look, height) for group in found]


def _sheet(group: Group, known: Known, look: Look, height: int) -> Sheet:
    question = group.instrument.question.get(look.language, group.instrument.question["da"])
    shown = panels(
        group,
        title=question,
        axis=look.axis,
        apart=look.apart,
        around=known.around,
        found=known.found,
        palette=look.palette,
        words=look.words,
        height=height,
        ahead=look.ahead,
    )
    people = [(mark(line.index), line.label) for line in group.lines]
    pairs = zip(group.lines, group.keys, strict=True)
    offered = [(line.index, key) for line, key in pairs if is_drawn(line)]
    told = direction(group.scale, look.words)
    return Sheet(question, told, people, group.flagged, shown, offered)

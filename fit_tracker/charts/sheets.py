"""All charts of one measure, with the words that stand under them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fit_tracker.charts.alt import direction
from fit_tracker.charts.course import Around
from fit_tracker.charts.groups import Flags, Group, Series, groups
from fit_tracker.charts.model import Axis, Palette, Words, mark
from fit_tracker.charts.panels import Panel, panels
from fit_tracker.domain.instruments import Instrument
from fit_tracker.domain.visits import Rating
from fit_tracker.progression.status import Assessment, FamilyAssessment, SeriesKey


@dataclass(frozen=True)
class Sheet:
    """The panels of one scale. `people` are pairs of marker and name, in order."""

    question: str
    direction: str
    people: Sequence[tuple[str, str]]
    flagged: bool
    panels: Sequence[Panel]


@dataclass(frozen=True)
class Look:
    """How somebody wants to see it."""

    axis: Axis
    apart: bool
    palette: Palette
    language: str
    words: Words


@dataclass(frozen=True)
class Known:
    """What is known of the family besides the series that are drawn."""

    names: Mapping[SeriesKey, str]
    assessments: Mapping[SeriesKey, Assessment]
    found: FamilyAssessment | None
    ratings: Sequence[Rating]
    instruments: Mapping[str, Instrument]
    around: Around


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
    )
    people = [(mark(line.index), line.label) for line in group.lines]
    return Sheet(question, direction(group.scale, look.words), people, group.flagged, shown)

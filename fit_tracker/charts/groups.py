"""From a family's series to what is drawn: one group for each range of scores."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol
from uuid import UUID

from fit_tracker.charts import lines as drawn
from fit_tracker.charts.course import Around
from fit_tracker.charts.model import (
    Assumption,
    CutLine,
    Days,
    Line,
    Missed,
    Moment,
    Scale,
    Words,
)
from fit_tracker.domain.episodes import Episode, Event, EventKind
from fit_tracker.domain.instruments import Instrument
from fit_tracker.domain.visits import Rating, Visit
from fit_tracker.progression.expectation import Expected
from fit_tracker.progression.status import Assessment, Reading, SeriesKey

Series = Mapping[SeriesKey, Sequence[Reading]]
Ahead = Mapping[SeriesKey, Expected]
Flags = Callable[[Assessment, Sequence[Reading]], frozenset[UUID]]


class Numbered(Protocol):
    """A visit with its place in the course."""

    @property
    def visit(self) -> Visit: ...
    @property
    def no(self) -> int: ...
    @property
    def attended(self) -> bool: ...


@dataclass(frozen=True)
class Group:
    """Lines that share a scale; `cuts` has the cut-offs of each line."""

    instrument: Instrument
    keys: tuple[SeriesKey, ...]
    lines: tuple[Line, ...]
    cuts: tuple[tuple[CutLine, ...], ...]

    @property
    def scale(self) -> Scale:
        return scale_of(self.instrument)

    @property
    def flagged(self) -> bool:
        return any(point.flagged for line in self.lines for point in line.points)

    def all_cuts(self) -> list[CutLine]:
        """Each cut-off once; with names where the persons have different ones."""
        by_value: dict[CutLine, list[Line]] = {}
        for line, cuts in zip(self.lines, self.cuts, strict=True):
            for cut in cuts:
                by_value.setdefault(cut, []).append(line)
        if len(by_value) < 2:
            return list(by_value)
        return [CutLine(cut.value, _named(cut.label, of)) for cut, of in by_value.items()]


def _named(label: str, lines: Sequence[Line]) -> str:
    """Who it is for: those who answer for themselves, since others answer about them."""
    own = [line.label for line in lines if not line.dashed] or [line.label for line in lines]
    return f"{label} ({', '.join(own)})"


def groups(
    series: Series,
    *,
    names: Mapping[SeriesKey, str],
    assessments: Mapping[SeriesKey, Assessment],
    ratings: Sequence[Rating],
    instruments: Mapping[str, Instrument],
    flags: Flags,
    words: Words,
    expected: Ahead | None = None,
    assumed: Assumption | None = None,
) -> list[Group]:
    """One group for each range and direction; nearly always a single one.

    The order of `names` decides colour and marker, so that a person looks the same in
    every chart of the family.
    """
    found, order = drawn.keys(ratings), list(names)
    by_scale: dict[Scale, list[tuple[SeriesKey, Line]]] = {}
    for key in (key for key in order if series.get(key)):
        line = drawn.line(
            key,
            series[key],
            label=names[key],
            index=order.index(key),
            instruments=instruments,
            found=found,
            flagged=flags(assessments[key], series[key]),
            expected=expected.get(key) if expected else None,
            assumed=assumed,
        )
        scale = scale_of(instruments[series[key][-1].instrument_id])
        by_scale.setdefault(scale, []).append((key, line))
    return [_group(series, pairs, instruments, words) for pairs in by_scale.values()]


def _group(
    series: Series,
    pairs: list[tuple[SeriesKey, Line]],
    instruments: Mapping[str, Instrument],
    words: Words,
) -> Group:
    latest = [instruments[series[key][-1].instrument_id] for key, _line in pairs]
    return Group(
        latest[0],
        tuple(key for key, _line in pairs),
        tuple(line for _key, line in pairs),
        tuple(cut_lines(instrument, words) for instrument in latest),
    )


def cut_lines(instrument: Instrument, words: Words) -> tuple[CutLine, ...]:
    cut = instrument.cut_off
    if cut is None:
        return ()
    value = f"{cut.value.normalize():f}".replace(".", ",")
    return (CutLine(cut.value, words("grænse {value}", value=value)),)


def scale_of(instrument: Instrument) -> Scale:
    return Scale(instrument.total_min, instrument.total_max, instrument.higher_is_better)


def around(
    episode: Episode, events: Sequence[Event], visits: Sequence[Numbered], words: Words
) -> Around:
    """Visits, events and cancelled visits of the episode."""
    days = Days([(one.no, one.visit.visit_date) for one in visits if one.attended])
    missed = tuple(
        Missed(one.visit.visit_date, one.no, words("aflyst eller udeblevet"))
        for one in visits
        if not one.attended
    )
    planned = episode.planned_visits if episode.is_active else None
    return Around(days, tuple(_moments(episode, events, words)), missed, planned)


def _moments(episode: Episode, events: Sequence[Event], words: Words) -> list[Moment]:
    found = [Moment(episode.started_on, words("start {day}", day=_short(episode.started_on)))]
    found += [Moment(event.on, _event(event, words)) for event in events]
    if episode.ended_on is not None:
        found.append(Moment(episode.ended_on, words("slut {day}", day=_short(episode.ended_on))))
    return found


def _event(event: Event, words: Words) -> str:
    match event.kind:
        case EventKind.GOALS_AGREED:
            return words("mål aftalt {day}", day=_short(event.on))
        case EventKind.SERVICE_CHANGED:
            return words("ny indsats {day}", day=_short(event.on))
        case EventKind.MILESTONE:
            return event.text


def _short(day: date) -> str:
    return f"{day:%d-%m}"

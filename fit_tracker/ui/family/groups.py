"""From the family's series to what the charts draw: one group for each range of scores."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from fit_tracker.charts import lines as drawn
from fit_tracker.charts.course import Around
from fit_tracker.charts.model import CutLine, Days, Line, Missed, Moment, Scale
from fit_tracker.domain.episodes import EventKind
from fit_tracker.domain.instruments import Instrument
from fit_tracker.services.family_view import FamilyView
from fit_tracker.services.results import Assessment, Reading, SeriesKey
from fit_tracker.ui.context import context
from fit_tracker.ui.family.people import Names
from fit_tracker.ui.naming import inside
from fit_tracker.ui.texts import _
from fit_tracker.ui.words import visit_status_word

Series = Mapping[SeriesKey, Sequence[Reading]]
Flags = Callable[[Assessment, Sequence[Reading]], frozenset[UUID]]


@dataclass(frozen=True)
class Group:
    """Lines that share a scale; `cuts` has the cut-offs of each line."""

    instrument: Instrument
    keys: tuple[SeriesKey, ...]
    lines: tuple[Line, ...]
    cuts: tuple[tuple[CutLine, ...], ...]

    @property
    def scale(self) -> Scale:
        return _scale(self.instrument)

    def all_cuts(self) -> list[CutLine]:
        """Each cut-off once; with names where the persons have different ones."""
        by_value: dict[CutLine, list[str]] = {}
        for line, cuts in zip(self.lines, self.cuts, strict=True):
            for cut in cuts:
                by_value.setdefault(cut, []).append(line.label)
        if len(by_value) < 2:
            return list(by_value)
        return [
            CutLine(cut.value, f"{cut.label} ({', '.join(inside(name) for name in names)})")
            for cut, names in by_value.items()
        ]


def groups(view: FamilyView, series: Series, names: Names, flags: Flags) -> list[Group]:
    """One group for each range and direction; nearly always a single one."""
    instruments = {one.instrument_id: one for one in context().instruments.all()}
    found = drawn.keys(view.ratings)
    order = list(names)
    by_scale: dict[Scale, list[tuple[SeriesKey, Line]]] = {}
    for key in (key for key in order if series.get(key)):
        readings = series[key]
        line = drawn.line(
            key,
            readings,
            label=names[key],
            index=order.index(key),
            instruments=instruments,
            found=found,
            flagged=flags(view.assessments[key], readings),
        )
        scale = _scale(instruments[readings[-1].instrument_id])
        by_scale.setdefault(scale, []).append((key, line))
    return [_group(series, pairs, instruments) for pairs in by_scale.values()]


def _group(
    series: Series, pairs: list[tuple[SeriesKey, Line]], instruments: Mapping[str, Instrument]
) -> Group:
    latest = [instruments[series[key][-1].instrument_id] for key, _line in pairs]
    return Group(
        latest[0],
        tuple(key for key, _line in pairs),
        tuple(line for _key, line in pairs),
        tuple(cut_lines(instrument) for instrument in latest),
    )


def cut_lines(instrument: Instrument) -> tuple[CutLine, ...]:
    cut = instrument.cut_off
    if cut is None:
        return ()
    value = f"{cut.value.normalize():f}".replace(".", ",")
    return (CutLine(cut.value, _("grænse {value}", value=value)),)


def _scale(instrument: Instrument) -> Scale:
    return Scale(instrument.total_min, instrument.total_max, instrument.higher_is_better)


def around(view: FamilyView) -> Around:
    """Visits, events and cancelled visits of the episode."""
    days = Days([(visit.no, visit.visit.visit_date) for visit in view.visits if visit.attended])
    missed = tuple(
        Missed(one.visit.visit_date, one.no, visit_status_word(one.visit.status))
        for one in view.visits
        if not one.attended
    )
    return Around(days, tuple(_moments(view)), missed)


def _moments(view: FamilyView) -> list[Moment]:
    episode = view.episode
    assert episode is not None
    found = [Moment(episode.started_on, _("start {day}", day=f"{episode.started_on:%d-%m}"))]
    for event in view.events:
        found.append(Moment(event.on, _event(event.kind, event.text, f"{event.on:%d-%m}")))
    if episode.ended_on is not None:
        found.append(Moment(episode.ended_on, _("slut {day}", day=f"{episode.ended_on:%d-%m}")))
    return found


def _event(kind: EventKind, text: str, on: str) -> str:
    match kind:
        case EventKind.GOALS_AGREED:
            return _("mål aftalt {day}", day=on)
        case EventKind.SERVICE_CHANGED:
            return _("ny indsats {day}", day=on)
        case EventKind.MILESTONE:
            return text

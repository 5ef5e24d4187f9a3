"""Which ratings belong together: from the current baseline to the latest rating."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from fit_tracker.domain.instruments import Instrument
from fit_tracker.instruments import Catalogue
from fit_tracker.progression.assessment import Reading
from fit_tracker.progression.reliable_change import (
    Direction,
    direction_of,
    reliable_change_index,
)


@dataclass(frozen=True)
class Baseline:
    """The readings since the wording last changed, oldest first.

    A change of *form* (a child's scale to the 13+ scale) starts a new baseline, since
    answers to other questions cannot be subtracted. A change of pack within a form runs
    on, and the latest reading's pack gives limit and cut-off for the whole of it.
    """

    readings: tuple[Reading, ...]
    number: int
    instrument: Instrument
    left_instrument_id: str | None

    @property
    def first(self) -> Reading:
        return self.readings[0]

    @property
    def last(self) -> Reading:
        return self.readings[-1]

    @property
    def change(self) -> Decimal:
        return self.last.score - self.first.score

    @property
    def limit(self) -> Decimal | None:
        reliability = self.instrument.reliability
        return None if reliability is None else reliable_change_index(reliability)

    def direction(self, reading: Reading) -> Direction:
        """How `reading` lies to the first one; NONE too if the scale has no reliability."""
        if self.limit is None:
            return Direction.NONE
        change = reading.score - self.first.score
        return direction_of(change, self.limit, self.instrument.higher_is_better)

    def is_clinical(self, reading: Reading) -> bool | None:
        cut_off = self.instrument.cut_off
        return None if cut_off is None else cut_off.is_clinical(reading.score)


def current_baseline(readings: Sequence[Reading], catalogue: Catalogue) -> Baseline | None:
    """The latest run of one form, or None without a reading."""
    ordered = sorted(readings, key=lambda reading: reading.visit_no)
    if not ordered:
        return None
    forms = [catalogue.get(reading.instrument_id).form for reading in ordered]
    starts = [i for i in range(len(forms)) if i == 0 or forms[i] != forms[i - 1]]
    left = ordered[starts[-1] - 1].instrument_id if len(starts) > 1 else None
    run = tuple(ordered[starts[-1] :])
    return Baseline(run, len(starts), catalogue.get(run[-1].instrument_id), left)

"""Clinically significant change after Jacobson & Truax (1991)."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from fit_tracker.domain.instruments import Comparator, CutOff
from fit_tracker.progression.reliable_change import Direction, direction_of


class ChangeClass(StrEnum):
    """The five classes; without a cut-off only the three in the middle are used."""

    RECOVERED = "recovered"
    IMPROVED = "improved"
    UNCHANGED = "unchanged"
    DETERIORATED = "deteriorated"
    HARMED = "harmed"


def cut_off_c(
    mean_clinical: Decimal, sd_clinical: Decimal, mean_normal: Decimal, sd_normal: Decimal
) -> Decimal:
    """The score at which both populations are equally far away, in their own SDs.

    c = (SD_c * M_n + SD_n * M_c) / (SD_c + SD_n), in points of the scale.

    Use it only when both populations were rated with this very scale and overlap. It is
    not a diagnosis: about as many ordinary people as clients may lie on the wrong side.

    Example (Jacobson & Truax 1991): M_c 40, SD_c 7.5, M_n 60, SD_n 7.5 gives 50.
    """
    weighted = sd_clinical * mean_normal + sd_normal * mean_clinical
    return weighted / (sd_clinical + sd_normal)


def cut_off_at(value: Decimal, higher_is_better: bool, source: str = "") -> CutOff:
    """A cut-off given as a bare number: the cut-off itself is on the ordinary side."""
    comparator = Comparator.BELOW if higher_is_better else Comparator.ABOVE
    return CutOff(value, comparator, source)


def classify(
    first: Decimal,
    last: Decimal,
    limit: Decimal,
    cut_off: CutOff | None,
    higher_is_better: bool,
) -> ChangeClass:
    """The class of the change from `first` to `last`.

    - recovered: reliably better, from the clinical to the ordinary side of the cut-off
    - improved: reliably better, without that crossing
    - unchanged: the change does not exceed `limit`
    - deteriorated: reliably worse, without a crossing
    - harmed: reliably worse, from the ordinary to the clinical side

    Reliable means that the change *exceeds* the limit. "Recovered" requires a start on
    the clinical side; some programs look at the end only and count more recoveries.
    A class describes two ratings, not why they differ: it does not show an effect.

    Example: 12.4 -> 17.4 with limit 5 is unchanged; 12.4 -> 17.5 is improved.
    """
    direction = direction_of(last - first, limit, higher_is_better)
    if direction is Direction.NONE:
        return ChangeClass.UNCHANGED
    better = direction is Direction.BETTER
    if not _crossed(first, last, cut_off, better):
        return ChangeClass.IMPROVED if better else ChangeClass.DETERIORATED
    return ChangeClass.RECOVERED if better else ChangeClass.HARMED


def _crossed(first: Decimal, last: Decimal, cut_off: CutOff | None, better: bool) -> bool:
    if cut_off is None:
        return False
    start, end = cut_off.is_clinical(first), cut_off.is_clinical(last)
    return (start and not end) if better else (end and not start)

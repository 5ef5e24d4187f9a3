"""All instruments a site has: the built-in packs, and its own on top of them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from fit_tracker.domain.instruments import Instrument
from fit_tracker.domain.people import RaterKind
from fit_tracker.errors import InvalidInput, PackInvalid
from fit_tracker.instruments.packs_reader import read_pack

BUILT_IN = "built-in"
SITE = "site"
_PACKS = Path(__file__).parent / "packs"


class Catalogue:
    """Instruments by id. Cheap to ask, never changed after loading."""

    def __init__(self, instruments: Iterable[Instrument]) -> None:
        self._by_id = {one.instrument_id: one for one in instruments}

    def get(self, instrument_id: str) -> Instrument:
        """The instrument with this id, or an error that lists the known ids."""
        try:
            return self._by_id[instrument_id]
        except KeyError:
            raise InvalidInput(
                "Skalaen «{instrument}» findes ikke. Kendte skalaer: {known}.",
                instrument=instrument_id,
                known=", ".join(sorted(self._by_id)),
            ) from None

    def all(self) -> tuple[Instrument, ...]:
        return tuple(self._by_id[key] for key in sorted(self._by_id))

    def for_rating(self, measure: str, age: int, rater: RaterKind) -> Instrument | None:
        """The scale for a person of `age` rated by `rater`, or None if there is none.

        A site's own pack goes before a built-in one, then the narrowest age band, then the
        id: the same question always gets the same scale.
        """
        fitting = (i for i in self._by_id.values() if i.measure == measure and i.suits(age, rater))
        return min(fitting, key=_preference, default=None)


def load_catalogue(site_folder: Path | None = None) -> Catalogue:
    """Built-in packs, then those of `site_folder`, which may override by id.

    Raises PackInvalid, which names file, line and field, at the first mistake: a scale
    that is half understood would be scored wrong.
    """
    instruments = dict(_built_in())
    if site_folder is not None:
        instruments |= _read_folder(site_folder, SITE)
    return Catalogue(instruments.values())


def _preference(instrument: Instrument) -> tuple[bool, int, str]:
    band = instrument.age_max - instrument.age_min
    return instrument.origin == BUILT_IN, band, instrument.instrument_id


@cache
def _built_in() -> dict[str, Instrument]:
    return _read_folder(_PACKS, BUILT_IN)


def _read_folder(folder: Path, origin: str) -> dict[str, Instrument]:
    if not folder.is_dir():
        raise PackInvalid("Mappen med skalaer findes ikke: {folder}.", folder=folder)
    found: dict[str, tuple[str, Instrument]] = {}
    for path in _pack_files(folder):
        instrument = read_pack(path, origin)
        if instrument.instrument_id in found:
            raise PackInvalid(
                "{file}, felt «id»: «{id}» bruges også i {other}. Hver skala har sit eget id.",
                file=path.name,
                id=instrument.instrument_id,
                other=found[instrument.instrument_id][0],
            )
        found[instrument.instrument_id] = (path.name, instrument)
    return {key: instrument for key, (_, instrument) in found.items()}


def _pack_files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix.lower() in {".yaml", ".yml"})

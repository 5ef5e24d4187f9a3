"""A programme written as the file it could have come from: taken out, changed, read in again."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

import yaml

from fit_tracker.domain.programmes import Programme, ProgrammeMeasure, Windows

WIDTH = 100


class _Dumper(yaml.SafeDumper):
    """Numbers as they are written: a float would make 3.3 of 3.30 and 0.1 of anything near."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


_Dumper.add_representer(
    Decimal,
    lambda dumper, value: dumper.represent_scalar(
        "tag:yaml.org,2002:float", f"{value.normalize():f}"
    ),
)
_Dumper.add_multi_representer(StrEnum, lambda dumper, value: dumper.represent_str(str(value)))


def write_programme(programme: Programme) -> bytes:
    """The file; `read_programme` gives the same programme back."""
    text = yaml.dump(
        _tree(programme), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=WIDTH
    )
    return str(text).encode()


def _tree(programme: Programme) -> dict[str, Any]:
    """The fields of the file in its own order, without those that are not stated."""
    said = asdict(programme)
    ages = {"min": said.pop("child_age_min"), "max": said.pop("child_age_max")}
    said["child_ages"] = ages
    said["measures"] = [_measure(one) for one in programme.measures]
    if programme.windows == Windows():
        del said["windows"]
    order = ("code", "name", "municipality", "target_group", "child_ages", "source")
    found: dict[str, Any] = _stated({n: said[n] for n in (*order, *said) if n in said})
    return found


def _measure(one: ProgrammeMeasure) -> dict[str, Any]:
    return {
        "code": one.code,
        "instrument": one.instrument_id,
        "moments": one.moments,
        "asked": one.asked,
    }


def _stated(value: Any) -> Any:
    """Without what is empty, None or false, which is how a file leaves a field out."""
    if isinstance(value, dict):
        inner = {name: _stated(one) for name, one in value.items()}
        return {name: one for name, one in inner.items() if not _empty(one)}
    if isinstance(value, list | tuple):
        return [_stated(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def _empty(value: Any) -> bool:
    # Nought is a number that somebody stated.
    return value is None or value is False or value in ("", [], {})

"""One pack file to one Instrument, or a sentence that says what is wrong and where."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from fit_tracker.domain.instruments import (
    Comparator,
    CutOff,
    Instrument,
    Item,
    Reliability,
)
from fit_tracker.domain.people import RaterKind
from fit_tracker.instruments.checks import check
from fit_tracker.instruments.fields import Field, compose, decoded

REQUIRED = (
    "id",
    "version",
    "measure",
    "form",
    "name",
    "question",
    "instruction",
    "items",
    "item_range",
    "total_range",
    "higher_is_better",
    "ages",
    "raters",
    "licence",
)
OPTIONAL = ("factor", "cut_off", "reliability")


def read_pack(path: Path, origin: str) -> Instrument:
    """Read and check one file. `origin` says whose pack it is, "built-in" or "site"."""
    node = compose(path.name, decoded(path.name, path.read_bytes()))
    fields = Field(path.name, "", node).group(REQUIRED, OPTIONAL)
    instrument = _instrument(fields, origin)
    check(fields, instrument)
    return instrument


def _instrument(fields: dict[str, Field], origin: str) -> Instrument:
    steps = fields["item_range"].group(("min", "max", "step"))
    totals = fields["total_range"].group(("min", "max"))
    ages = fields["ages"].group(("min", "max"))
    return Instrument(
        instrument_id=fields["id"].text(),
        version=fields["version"].text(),
        measure=fields["measure"].text(),
        form=fields["form"].text(),
        name=_texts(fields["name"]),
        question=_texts(fields["question"]),
        instruction=_texts(fields["instruction"]),
        items=tuple(_item(element) for element in fields["items"].elements()),
        item_min=steps["min"].number(),
        item_max=steps["max"].number(),
        item_step=steps["step"].number(),
        factor=fields["factor"].number() if "factor" in fields else Decimal(1),
        total_min=totals["min"].number(),
        total_max=totals["max"].number(),
        higher_is_better=fields["higher_is_better"].yes_no(),
        age_min=ages["min"].whole(),
        age_max=ages["max"].whole(),
        raters=_raters(fields["raters"]),
        cut_off=_cut_off(fields.get("cut_off")),
        reliability=_reliability(fields.get("reliability")),
        licence=fields["licence"].text(),
        origin=origin,
    )


def _item(element: Field) -> Item:
    parts = element.group(("key", "label", "low", "high"), ("hint",))
    hint = parts.get("hint")
    return Item(
        key=parts["key"].text(),
        label=_texts(parts["label"]),
        hint={"da": "", "en": ""} if hint is None else _texts(hint),
        low=_texts(parts["low"]),
        high=_texts(parts["high"]),
    )


def _texts(field: Field) -> dict[str, str]:
    """Danish is required; where English is left out the Danish text stands in."""
    texts = {language: part.text() for language, part in field.group(("da",), ("en",)).items()}
    return {"en": texts["da"]} | texts


def _raters(field: Field) -> frozenset[RaterKind]:
    known = [kind.value for kind in RaterKind]
    return frozenset(RaterKind(element.one_of(known)) for element in field.elements())


def _cut_off(field: Field | None) -> CutOff | None:
    if field is None or field.is_null():
        return None
    parts = field.group(("value", "comparator", "source"))
    comparator = Comparator(parts["comparator"].one_of([one.value for one in Comparator]))
    return CutOff(parts["value"].number(), comparator, parts["source"].text())


def _reliability(field: Field | None) -> Reliability | None:
    if field is None or field.is_null():
        return None
    parts = field.group(("sd", "coefficient", "source", "verified"), ("confidence",))
    confidence = parts["confidence"].number() if "confidence" in parts else Decimal("0.95")
    return Reliability(
        sd=parts["sd"].number(),
        coefficient=parts["coefficient"].number(),
        confidence=confidence,
        source=parts["source"].text(),
        verified=parts["verified"].yes_no(),
    )

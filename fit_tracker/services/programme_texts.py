"""The texts of a programme as they are kept: trimmed, short enough, and without a CPR number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from fit_tracker.domain.programmes import CostLine, Programme
from fit_tracker.services import checks
from fit_tracker.texts import words

MAX_NAME, MAX_CODE = 120, 40


def trimmed(programme: Programme) -> Programme:
    """The programme with its texts as they will be read; a sentence where one cannot be kept."""
    name = words("programmets navn")
    return replace(
        programme,
        name=checks.free_text(programme.name, name, most=MAX_NAME),
        municipality=_text(programme.municipality, words("kommune")),
        target_group=_text(programme.target_group, words("målgruppe")),
        source=_text(programme.source, words("kilde")),
        services=tuple(
            replace(
                one,
                code=checks.free_text(one.code, words("indsatsens kode"), most=MAX_CODE),
                name=checks.free_text(one.name, words("indsatsens navn"), most=MAX_NAME),
            )
            for one in programme.services
        ),
        targets=tuple(
            replace(one, source=_text(one.source, words("kilde"))) for one in programme.targets
        ),
        costs=tuple(_cost_texts(one) for one in programme.costs),
        cadence=replace(programme.cadence, source=_text(programme.cadence.source, words("kilde"))),
        expected=_lines(programme.expected, words("det, programmet skal føre til")),
        remarks=_lines(programme.remarks, words("bemærkning")),
    )


def _cost_texts(line: CostLine) -> CostLine:
    return replace(
        line,
        item=checks.free_text(line.item, words("udgiftens navn"), most=MAX_NAME),
        variant=_text(line.variant, words("variant"), MAX_NAME),
        price_level=_text(line.price_level, words("prisniveau"), MAX_NAME),
        remark=_text(line.remark, words("bemærkning")),
    )


def _text(text: str, what: str, most: int = checks.MAX_TEXT) -> str:
    return checks.free_text(text, what, required=False, most=most)


def _lines(texts: Iterable[str], what: str) -> tuple[str, ...]:
    return tuple(found for one in texts if (found := _text(one, what)))

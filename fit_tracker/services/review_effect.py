"""In words: the latest frozen before-after-follow-up table of the programme, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from fit_tracker.domain.reviews import Block, Part, PartKind
from fit_tracker.services import review_labels as labels
from fit_tracker.services.review_estimates import estimate_rows
from fit_tracker.services.review_parts import Label
from fit_tracker.services.review_words import Say
from fit_tracker.texts import words

_GROUPS = {
    "all": words("alle"),
    "mothers": words("mødre"),
    "fathers": words("fædre"),
    "others": words("andre"),
}
_MOMENTS = {
    "before": words("før"),
    "after": words("lige efter"),
    "follow_up": words("opfølgning"),
}


def effect(say: Say, block: Block) -> Iterator[Part]:
    """A table, since every measure has a scale of its own."""
    if not block.estimates:
        return
    title = labels.block(say, block.key)
    lines = [(Label(line_name(say, one.key)), one) for one in block.estimates]
    yield Part(
        block.key,
        PartKind.TABLE,
        title,
        _measurable(say, block),
        rows=estimate_rows(say, title, lines),
        small_print=(*_from(say, block), *_print(say)),
    )


def line_name(say: Say, key: str) -> str:
    """ "Forældrestress, mødre, opfølgning"."""
    measure, group, moment = ([*key.rsplit(".", 2), "", ""])[:3]
    told = [say.name(measure)]
    told += [say.words(_GROUPS[group])] if group in _GROUPS else [group]
    told += [say.words(_MOMENTS[moment])] if moment in _MOMENTS else [moment]
    return ", ".join(filter(None, told))


def _measurable(say: Say, block: Block) -> str:
    """How many of the changes are more than chance; the others have their interval over zero."""
    told = [one for one in block.estimates if one.low is not None and one.high is not None]
    if not told:
        return say.words("Der er for få svar til at vise en ændring.")
    sure = sum((one.low or 0) > 0 or (one.high or 0) < 0 for one in told)
    if not sure:
        return say.words("Ingen målbar udvikling: alle intervaller rummer nul.")
    return say.words("{n} af {total} ændringer er målbare.", n=sure, total=len(told))


def _from(say: Say, block: Block) -> tuple[str, ...]:
    until = dict(block.facts).get("data_until")
    if until is None:
        return ()
    return (say.words("Svar til og med {day}.", day=say.day(date.fromisoformat(until))),)


def _print(say: Say) -> tuple[str, ...]:
    return (
        say.words("Hvert tal er ændringen for dem, der har svaret begge gange."),
        say.words("På nogle skalaer er lavere bedre: se programmets side."),
    )

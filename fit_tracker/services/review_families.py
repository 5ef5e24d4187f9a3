"""In words: how many families, and the targets of a programme."""

from __future__ import annotations

from collections.abc import Iterator

from fit_tracker.domain.programmes import TargetKind
from fit_tracker.domain.reviews import Bar, Block, Part, PartKind
from fit_tracker.services import review_labels as labels
from fit_tracker.services.review_words import Say
from fit_tracker.texts import words

# What a target of each kind is held up against, and how it is said.
_TARGETS = {
    TargetKind.FAMILIES_TOTAL: ("started_since", words("{n} familier i alt")),
    TargetKind.FAMILIES_PER_YEAR: ("started_year", words("{n} familier om året")),
    TargetKind.FAMILIES_PER_YEAR_AFTER: ("started_year", words("{n} familier om året derefter")),
    TargetKind.PARTICIPANTS_TOTAL: ("participants", words("{n} deltagere i alt")),
}


def families(say: Say, block: Block) -> Iterator[Part]:
    """Started, active, ended; with a programme also against the target that is steered by."""
    counts = {one.key: one.total for one in block.spreads}
    facts = targets(block)
    chosen = [one for one in facts if one["chosen"] == "yes"]
    others = [one for one in facts if one["chosen"] != "yes"]
    notes = {_TARGETS[TargetKind(one["kind"])][0]: _target(say, one) for one in chosen}
    told = [_started(say, counts), *(_against(say, one, counts) for one in chosen)]
    yield Part(
        block.key,
        PartKind.NUMBERS,
        labels.block(say, block.key),
        " ".join(filter(None, told)),
        bars=tuple(
            Bar(labels.spread(say, one.key), say.count(one.total), notes.get(one.key, ""))
            for one in block.spreads
        ),
        rows=tuple(_family_rows(say, block, notes)),
        small_print=tuple(_family_print(say, block, others)),
    )


def chosen_target(say: Say, block: Block | None) -> str:
    """The target steered by, for the large number: "mål: 25–30 familier om året"."""
    chosen = [one for one in targets(block) if one["chosen"] == "yes"] if block else []
    return "; ".join(_target(say, one) for one in chosen)


def targets(block: Block) -> list[dict[str, str]]:
    """The facts target.N.*, one dictionary a target, in their order."""
    found: dict[str, dict[str, str]] = {}
    for key, value in block.facts:
        what, number, field = (*key.split(".", 2), "", "")[:3]
        if what == "target":
            found.setdefault(number, {})[field] = value
    return list(found.values())


def _target(say: Say, one: dict[str, str]) -> str:
    return say.words("mål: {target}", target=_target_words(say, one))


def _target_words(say: Say, one: dict[str, str]) -> str:
    n = one["low"] if one["low"] == one["high"] else f"{one['low']}–{one['high']}"
    return say.words(_TARGETS[TargetKind(one["kind"])][1], n=n)


def _started(say: Say, counts: dict[str, int | None]) -> str:
    started, ended = counts.get("started"), counts.get("ended")
    values = {"started": say.count(started), "ended": say.count(ended)}
    if started is None and ended is None:
        return say.words("Hvor mange familier der startede og sluttede, vises ikke.")
    if ended is None:
        return say.words(
            "{started} familier startede; hvor mange der sluttede, vises ikke.", **values
        )
    if started is None:
        return say.words(
            "{ended} familier sluttede; hvor mange der startede, vises ikke.", **values
        )
    return say.words("{started} familier startede, og {ended} sluttede.", **values)


def _against(say: Say, one: dict[str, str], counts: dict[str, int | None]) -> str:
    """The target beside what there is; the reader compares, for a year is seldom over."""
    n = counts.get(_TARGETS[TargetKind(one["kind"])][0])
    target = _target_words(say, one)
    if n is None:
        return say.words("Målet er {target}; tallet til nu vises ikke.", target=target)
    return say.words("Målet er {target}; til nu er det {n}.", target=target, n=say.count(n))


def _family_rows(say: Say, block: Block, notes: dict[str, str]) -> Iterator[tuple[str, ...]]:
    yield (labels.block(say, block.key), say.words("Antal"), say.words("Mål"))
    for one in block.spreads:
        yield (labels.spread(say, one.key), say.count(one.total), notes.get(one.key, ""))


def _family_print(say: Say, block: Block, others: list[dict[str, str]]) -> Iterator[str]:
    """Where the source states more than one target, the others stand here with their place."""
    yield say.words(
        "Alle registrerede forløb er med. Begynder en familie igen, tæller den to gange."
    )
    if any(one.total is None for one in block.spreads):
        yield say.words("Tal, der kunne røbe færre end 5, vises ikke.")
    for one in others:
        target = _target_words(say, one)
        yield say.words(
            "Et andet sted står der {target}: {source}.", target=target, source=one["source"]
        )

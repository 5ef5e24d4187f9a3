"""The large numbers on top of a review: four, and rather one that is told than one that is not."""

from __future__ import annotations

from collections.abc import Callable

from fit_tracker.domain.reviews import Bar
from fit_tracker.services.review_families import chosen_target
from fit_tracker.services.review_numbers import percent
from fit_tracker.services.review_parts import cell, find_estimate, find_spread
from fit_tracker.services.review_title import Blocks, with_two
from fit_tracker.services.review_wellbeing import verdict
from fit_tracker.services.review_words import Say

MOST = 4


def numbers(say: Say, blocks: Blocks) -> tuple[Bar, ...]:
    """The first four that are told; those that may not be come last, and only where spare ones
    do not fill their places."""
    wanted = [one for make in _WANTED if (one := make(say, blocks)) is not None]
    spare = [one for make in _SPARE if (one := make(say, blocks)) is not None]
    told = [one for one in (*wanted, *spare) if one.text != say.hidden][:MOST]
    untold = [one for one in wanted if one.text == say.hidden]
    return (*told, *untold[: MOST - len(told)])


def _started(say: Say, blocks: Blocks) -> Bar | None:
    families = blocks.get("families")
    found = find_spread(families, "started")
    if found is None:
        return None
    return Bar(say.words("familier startet"), say.count(found.total), chosen_target(say, families))


def _two(say: Say, blocks: Blocks) -> Bar | None:
    found = with_two(blocks)
    if "change" not in blocks:
        return None
    label = say.words("har både før og efter")
    if found is None:
        return Bar(label, say.hidden)
    n, total = found
    told = say.words("{n} af {total} personer", n=say.count(n), total=say.count(total))
    return Bar(label, percent(n / total), told)


def _mean(say: Say, blocks: Blocks) -> Bar | None:
    found = find_estimate(blocks.get("change"), "mean_change")
    if found is None:
        return None
    told = (say.interval(found), say.n_of(found), verdict(say, found))
    return Bar(say.words("point i gennemsnit"), say.bare(found), " · ".join(filter(None, told)))


def _placed(say: Say, blocks: Blocks) -> Bar | None:
    found = find_spread(blocks.get("children"), "placements")
    if found is None:
        return None
    n = cell(found, "placed")
    return Bar(say.words("forløb sluttet med anbringelse"), say.count(n))


def _served(say: Say, blocks: Blocks) -> Bar | None:
    found = find_spread(blocks.get("families"), "served")
    return None if found is None else Bar(say.words("familier fik hjælp"), say.count(found.total))


def _ended(say: Say, blocks: Blocks) -> Bar | None:
    found = find_spread(blocks.get("families"), "ended")
    return None if found is None else Bar(say.words("familier sluttede"), say.count(found.total))


def _measured(say: Say, blocks: Blocks) -> Bar | None:
    found = find_estimate(blocks.get("completeness"), "visits_with_outcome")
    if found is None:
        return None
    return Bar(say.words("af besøgene er målt"), say.value(found), say.interval(found))


def _visits(say: Say, blocks: Blocks) -> Bar | None:
    found = find_estimate(blocks.get("work"), "visits_per_family")
    if found is None:
        return None
    return Bar(say.words("besøg for hver familie"), say.bare(found), say.interval(found))


_WANTED: tuple[Callable[[Say, Blocks], Bar | None], ...] = (_started, _two, _mean, _placed)
_SPARE: tuple[Callable[[Say, Blocks], Bar | None], ...] = (
    _served,
    _ended,
    _measured,
    _visits,
)

"""Each scale as a card: for whom, with which numbers, and where they come from."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from fit_tracker.domain.instruments import (
    ALLIANCE,
    GOAL,
    GROUP_ALLIANCE,
    OUTCOME,
    SAFETY,
    Comparator,
    CutOff,
    Instrument,
)
from fit_tracker.domain.scores import danish
from fit_tracker.services.scales import Scale
from fit_tracker.ui.html import Html, card, join, label_chip, tag
from fit_tracker.ui.texts import _, language
from fit_tracker.ui.words import rater_kind_word

ORDER = (OUTCOME, ALLIANCE, GROUP_ALLIANCE, GOAL, SAFETY)
CSS = """
.fit-scales {
  display: grid; gap: .875rem; align-items: start;
  grid-template-columns: repeat(auto-fill, minmax(min(23rem, 100%), 1fr));
}
.fit-scales h2 { display: flex; flex-wrap: wrap; gap: .25rem .625rem; align-items: center; }
.fit-facts {
  display: grid; grid-template-columns: 6.5rem 1fr; gap: .125rem .75rem; margin: .75rem 0 .5rem;
}
.fit-facts dt { color: var(--fit-quiet); }
.fit-facts dd { margin: 0; }
summary {
  cursor: pointer; color: var(--fit-accent); min-height: 2.75rem; display: flex;
  align-items: center;
}
summary::after { content: "+"; margin-left: .5rem; }
details[open] summary::after { content: "–"; }
.fit-scales details p { margin: 0 0 .625rem; }
"""


def cards(scales: Sequence[Scale]) -> Html:
    """What is rated first at a visit comes first; a site's other measures last."""
    places = {measure: place for place, measure in enumerate(ORDER)}
    ordered = sorted(
        scales,
        key=lambda scale: (
            places.get(scale.instrument.measure, len(ORDER)),
            -scale.instrument.age_min,
            scale.instrument.instrument_id,
        ),
    )
    return tag("div", *(_card(scale) for scale in ordered), cls="fit-scales")


def _card(scale: Scale) -> Html:
    pack = scale.instrument
    built_in = pack.origin == "built-in"
    origin = (
        label_chip("neutral", _("indbygget")) if built_in else label_chip("blue", _("jeres egen"))
    )
    raters = ", ".join(sorted(rater_kind_word(kind) for kind in pack.raters))
    facts = (
        (_("Alder"), _ages(pack)),
        (_("Udfyldes af"), raters),
        (_("Skala"), _range(pack)),
        (_("Grænse"), _cut_off(pack.cut_off)),
        (_("Målefejl"), _error(scale)),
    )
    pairs = [
        tag(name, text) for fact in facts for name, text in zip(("dt", "dd"), fact, strict=True)
    ]
    named = pack.name.get(language()) or pack.instrument_id
    return card(tag("h2", named, origin), tag("dl", *pairs, cls="fit-facts"), _sources(pack))


def _ages(pack: Instrument) -> str:
    if pack.age_max >= 120:
        return _("alle") if pack.age_min == 0 else _("{low} år og op", low=pack.age_min)
    return _("{low}–{high} år", low=pack.age_min, high=pack.age_max)


def _range(pack: Instrument) -> str:
    direction = _("højere er bedre") if pack.higher_is_better else _("lavere er bedre")
    return f"{_number(pack.total_min)}–{_number(pack.total_max)}, {direction}"


def _number(value: Decimal) -> str:
    return f"{value.normalize():f}".replace(".", ",")


def _cut_off(cut: CutOff | None) -> str:
    """Which side calls for attention, in words: the sign is easily read the wrong way."""
    if cut is None:
        return _("ingen")
    n = _number(cut.value)
    return {
        Comparator.BELOW: _("under {n}", n=n),
        Comparator.AT_OR_BELOW: _("{n} eller under", n=n),
        Comparator.ABOVE: _("over {n}", n=n),
        Comparator.AT_OR_ABOVE: _("{n} eller over", n=n),
    }[cut.comparator]


def _error(scale: Scale) -> Html:
    """The reliable change index, and whether anybody has read where it comes from."""
    known = scale.instrument.reliability
    if known is None or scale.rci is None:
        return tag("span", _("kendes ikke; en ændring kaldes aldrig sikker"))
    chip = (
        label_chip("progress", _("læst i kilden"))
        if known.verified
        else label_chip("neutral", _("aftale, ikke efterprøvet"))
    )
    return join([danish(scale.rci), " ", chip])


def _sources(pack: Instrument) -> Html:
    known = pack.reliability
    parts = [_("{id}, udgave {version}", id=pack.instrument_id, version=pack.version)]
    if pack.cut_off is not None:
        parts.append(_("Grænse: {source}", source=_(pack.cut_off.source)))
    if known is not None:
        numbers = _(
            "SD {sd}, reliabilitet {r}.", sd=_number(known.sd), r=_number(known.coefficient)
        )
        parts.append(_("Målefejl (RCI): {source}", source=f"{numbers} {_(known.source)}"))
    parts.append(_("Licens: {licence}", licence=_(pack.licence)))
    summary = tag("summary", _("Kilder og licens"))
    return tag("details", summary, *(tag("p", part, cls="fit-quiet") for part in parts))

"""The programmes in a list: what each is steered by, and what is asked."""

from __future__ import annotations

from collections.abc import Sequence

from fit_tracker.domain.programmes import QUESTIONNAIRE_MOMENTS, Programme, Target
from fit_tracker.services.programmes import Stored
from fit_tracker.ui.html import Html, card, join, label_chip, link, tag
from fit_tracker.ui.programmes import words
from fit_tracker.ui.texts import _, _n


def table(found: Sequence[Stored]) -> Html:
    titles = (_("Program"), _("Styres efter"), _("Skalaer"), _("Perioder"))
    head = tag("tr", *(tag("th", title, scope="col") for title in titles))
    rows = [_row(one) for one in found]
    return card(tag("table", tag("thead", head), tag("tbody", *rows), cls="fit-table"))


def _row(one: Stored) -> Html:
    programme = one.programme
    name: list[Html] = [link(str(one.programme_id), programme.name)]
    if programme.municipality:
        name.append(tag("div", programme.municipality, cls="fit-quiet"))
    return tag(
        "tr",
        tag("td", *name, *_chips(one), cls="fit-who"),
        tag("td", _targets(programme), data_label=_("Styres efter")),
        tag("td", _measures(programme), data_label=_("Skalaer")),
        tag("td", _periods(programme), data_label=_("Perioder")),
    )


def _chips(one: Stored) -> list[Html]:
    found = [] if one.active else [label_chip("neutral", _("ikke i brug"))]
    if disagreeing(one.programme):
        found.append(label_chip("attention", _("kilden er uenig med sig selv")))
    return [tag("div", join(found, " "))] if found else []


def disagreeing(programme: Programme) -> list[tuple[Target, ...]]:
    """Targets of one kind that stand there with different numbers."""
    kinds = dict.fromkeys(one.kind for one in programme.targets)
    groups = [tuple(one for one in programme.targets if one.kind is kind) for kind in kinds]
    return [group for group in groups if len(group) > 1]


def _targets(programme: Programme) -> Html:
    chosen = [words.target_text(one) for one in programme.targets if one.chosen]
    return join([tag("div", text) for text in chosen]) if chosen else _unsaid()


def _measures(programme: Programme) -> Html:
    """How many are asked as questionnaires, and how many are the visits' own ratings."""
    asked = [one for one in programme.measures if set(one.moments) & set(QUESTIONNAIRE_MOMENTS)]
    visits = len(programme.measures) - len(asked)
    lines = []
    if asked:
        moments = [
            words.moment_word(moment)
            for moment in QUESTIONNAIRE_MOMENTS
            if any(moment in one.moments for one in asked)
        ]
        said = words.listed(moments)
        lines.append(_n("{n} skala {when}", "{n} skalaer {when}", len(asked), when=said))
    if visits:
        lines.append(_n("{n} skala ved hvert besøg", "{n} skalaer ved hvert besøg", visits))
    return join([tag("div", line) for line in lines]) if lines else _unsaid()


def _periods(programme: Programme) -> Html:
    if not programme.periods:
        return _unsaid()
    first, last = programme.periods[0].first_day, programme.periods[-1].last_day
    text = f"{first.year}" if first.year == last.year else f"{first.year}–{last.year}"
    n = len(programme.periods)
    return tag("span", _n("{n} periode, {years}", "{n} perioder, {years}", n, years=text))


def _unsaid() -> Html:
    return tag("span", _("ikke angivet"), cls="fit-quiet")

"""The list of one's own families as one block of HTML."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from fit_tracker.services.families import Found
from fit_tracker.services.lists import CaseloadEntry
from fit_tracker.ui.context import context
from fit_tracker.ui.html import Html, button, card, join, link, tag
from fit_tracker.ui.naming import member_names
from fit_tracker.ui.numbers import in_words
from fit_tracker.ui.sentences import caseload_sentence, due, status_chip, status_word
from fit_tracker.ui.sparks import sparks
from fit_tracker.ui.texts import _, _n, day, long_day


def title(entries: Sequence[CaseloadEntry]) -> str:
    """The page's message, from the data."""
    if not entries:
        return _("Du har ingen familier endnu")
    n = sum(entry.row.needs_attention for entry in entries)
    if n == 0:
        return _("Ingen af dine familier kræver noget særligt i dag")
    return _n(
        "{words} familie har brug for dig først",
        "{words} familier har brug for dig først",
        n,
        words=in_words(n),
    )


def subtitle(entries: Sequence[CaseloadEntry], today: date) -> str:
    n = len(entries)
    return f"{long_day(today)} · {_n('{n} familie', '{n} familier', n)}"


def table(entries: Sequence[CaseloadEntry]) -> Html:
    """One row a family; a card a family on a phone."""
    if not entries:
        return card(
            tag("p", _("Her kommer de familier, hvor du er en af behandlerne.")),
            tag(
                "p",
                _(
                    "Vælg Nyt besøg for at oprette den første, eller bed din leder om at få en "
                    "tildelt."
                ),
            ),
        )
    header = tag(
        "tr",
        *(
            tag("th", text, scope="col")
            for text in (
                _("Familie"),
                _("Trivsel, seneste besøg"),
                _("Sådan går det"),
                _("Sidst set"),
                _("Næste skridt"),
            )
        ),
    )
    body = join([_row(entry) for entry in entries])
    return card(tag("table", tag("thead", header), tag("tbody", body), cls="fit-table fit-cases"))


def _row(entry: CaseloadEntry) -> Html:
    row = entry.row
    today = context().today()
    members = member_names(entry.members, today)
    go = f"family:{row.family_id}"
    return tag(
        "tr",
        tag("td", link(go, row.case_number), tag("div", members, cls="fit-quiet"), cls="fit-who"),
        tag("td", sparks(entry), data_label=_("Trivsel")),
        tag(
            "td",
            status_chip(row.status, row.needs_attention),
            *_sentence(entry),
        ),
        tag("td", day(row.last_visit_on), cls="fit-nowrap", data_label=_("Sidst set")),
        tag("td", _next(entry)),
    )


def _sentence(entry: CaseloadEntry) -> list[Html]:
    """Why, unless the chip has said all there is to say."""
    row = entry.row
    sentence = caseload_sentence(entry)
    said = status_word(row.status, row.needs_attention)[1]
    return [] if sentence.lower() == said.lower() else [tag("div", sentence, cls="fit-quiet")]


def _next(entry: CaseloadEntry) -> Html:
    """What is due, and the one step that leads there."""
    row = entry.row
    words = [tag("div", text, cls="fit-quiet") for text in due(entry)]
    if entry.open_visit_id:
        step = button(f"visit:{entry.open_visit_id}", _("Fortsæt besøg"), primary=True)
    else:
        label = _("Nyt besøg hos {case}", case=row.case_number)
        step = tag(
            "button",
            _("Nyt besøg"),
            cls="fit-link",
            type="button",
            data_go=f"new:{row.episode_id}",
            aria_label=label,
        )
    return join([*words, step])


def _team(row: Found) -> str:
    return row.team_name if row.active else _("{team} · afsluttet", team=row.team_name)


def results(found: Sequence[Found]) -> Html:
    """What a search found."""
    if not found:
        words = _("Ingen familie passer. Kontrollér sagsnummeret, eller spørg din leder.")
        return card(tag("p", words))
    rows = [
        tag(
            "li",
            link(f"family:{row.family_id}", row.case_number),
            " ",
            tag("span", _team(row), cls="fit-quiet"),
        )
        for row in found
    ]
    return card(tag("ul", *rows, cls="fit-list"))

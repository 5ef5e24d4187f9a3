"""The trail as tables and as a file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from fit_tracker.domain.times import local
from fit_tracker.services.trail import Line, Person
from fit_tracker.ui.html import Html, card, page_title, tag
from fit_tracker.ui.numbers import in_words
from fit_tracker.ui.texts import _, _n
from fit_tracker.ui.words import audit_word, role_word

# Acts without a user that no visitor did: a flag came, and the rules asked for action.
BY_RULES = frozenset({"response_raise", "response_flag_added"})


def moment(at: datetime) -> str:
    """Day and time, as a table of them is sorted by eye."""
    return f"{local(at):%d-%m-%Y %H:%M}"


def answer(case_number: str, people: Sequence[Person]) -> Html:
    """The citizen's answer as the page's message."""
    if not people:
        return page_title(_("Der findes ingen familie {case}", case=case_number))
    # The rules act as well, and are nobody.
    n = sum(person.user_id is not None for person in people)
    title = _n(
        "{words} har set eller ændret noget om {case}",
        "{words} personer har set eller ændret noget om {case}",
        n,
        words=_("Én person") if n == 1 else in_words(n),
        case=case_number,
    )
    first = min(person.first_at for person in people)
    return page_title(title, _("Fra {first} til nu.", first=moment(first)))


def people(found: Sequence[Person]) -> Html:
    """One row a person: how often, and when."""
    words = (_("Hvem"), _("Rolle"), _("Har set"), _("Har ændret"), _("Første gang"), _("Sidst"))
    return _table(
        words,
        [
            (
                tag("span", _name(person), cls="fit-name"),
                role_word(person.role) if person.role else "–",
                _n("{n} gang", "{n} gange", person.read) if person.read else "–",
                _n("{n} gang", "{n} gange", person.changed) if person.changed else "–",
                moment(person.first_at),
                moment(person.last_at),
            )
            for person in found
        ],
    )


def _name(person: Person) -> str:
    """Only the rules touch a family's data without a user."""
    return person.display_name if person.user_id else _("Reglerne")


def acts(lines: Sequence[Line]) -> Html:
    """One line an act, newest first."""
    items = [
        tag(
            "li",
            tag("span", moment(line.at), " ", cls="fit-quiet"),
            f"{_who(line)} {audit_word(line.what)}",
        )
        for line in lines
    ]
    return card(tag("ul", *items, cls="fit-list"))


def _who(line: Line) -> str:
    if line.user_id:
        return line.display_name
    return _("Reglerne:") if line.what in BY_RULES else _("Ikke logget ind:")


def _table(words: Sequence[str], rows: Sequence[Sequence[str]]) -> Html:
    head = tag("tr", *(tag("th", word, scope="col") for word in words))
    body = [_row(words, row) for row in rows]
    return card(tag("table", tag("thead", head), tag("tbody", *body), cls="fit-table"))


def _row(words: Sequence[str], cells: Sequence[str]) -> Html:
    pairs = zip(words, cells, strict=True)
    return tag("tr", *(tag("td", cell, data_label=word) for word, cell in pairs))


def csv(lines: Sequence[Line]) -> bytes:
    """For a Danish Excel: semicolons, UTF-8 with BOM, nothing that runs as a formula."""
    rows = [(_("Hvornår"), _("Hvem"), _("Hvad"))]
    rows += [(moment(line.at), _who(line).rstrip(":"), audit_word(line.what)) for line in lines]
    text = "\r\n".join(";".join(_cell(cell) for cell in row) for row in rows)
    return text.encode("utf-8-sig")


def _cell(text: str) -> str:
    # A spreadsheet runs a cell that begins like a formula.
    safe = f"'{text}" if text[:1] in "=+-@\t\r" else text
    return '"' + safe.replace('"', '""') + '"'


def file_name(case_number: str) -> str:
    """A case number may hold what a file's name may not."""
    return "log-" + re.sub(r"[^\w-]+", "_", case_number.strip()) + ".csv"

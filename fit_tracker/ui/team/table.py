"""The leader's list as one block of HTML: families, never a ranking of colleagues."""

from __future__ import annotations

from collections.abc import Sequence

from fit_tracker.services.lists import EndedRow, TeamEntry, TeamNumbers, TeamView
from fit_tracker.ui.context import context
from fit_tracker.ui.html import Html, card, join, link, page_title, stat, stats, tag
from fit_tracker.ui.naming import member_names
from fit_tracker.ui.numbers import in_words, percent
from fit_tracker.ui.sentences import caseload_sentence, due, status_chip, status_word
from fit_tracker.ui.sparks import sparks
from fit_tracker.ui.texts import _, _n, day, long_day
from fit_tracker.ui.words import end_reason_word


def title(view: TeamView) -> Html:
    """The page's message, from the data."""
    n = view.numbers.needing_attention
    if view.numbers.active == 0:
        text = _("{team} har ingen familier endnu", team=view.team.name)
    elif n == 0:
        text = _("Ingen familier i {team} kræver noget særligt", team=view.team.name)
    else:
        text = _n(
            "{words} familie i {team} har brug for jer først",
            "{words} familier i {team} har brug for jer først",
            n,
            words=in_words(n),
            team=view.team.name,
        )
    return page_title(text, long_day(context().today()))


def numbers(found: TeamNumbers) -> Html:
    """Each share with what it is a share of."""
    both = (
        f"{_share(found.with_outcome, found.visits)} · {_share(found.with_alliance, found.visits)}"
    )
    return stats(
        [
            stat(str(found.active), _("familier i forløb")),
            stat(str(found.needing_attention), _("bør drøftes nu")),
            stat(str(found.quiet), _quiet(found)),
            stat(both, _("af {n} besøg har svar om trivsel · om samarbejdet", n=found.visits)),
        ]
    )


def _quiet(found: TeamNumbers) -> str:
    if not found.unrated:
        return _("uden måling i 30 dage")
    return _("uden måling i 30 dage · {n} er aldrig målt", n=found.unrated)


def _share(part: int, whole: int) -> str:
    if whole == 0:
        return "–"
    return percent(part, whole)


def families(entries: Sequence[TeamEntry]) -> Html:
    """One row a family; a card a family on a phone."""
    words = (
        _("Familie"),
        _("Trivsel, seneste besøg"),
        _("Sådan går det"),
        _("Behandlere"),
        _("Sidst set"),
    )
    head = tag("tr", *(tag("th", word, scope="col") for word in words))
    body = [_row(entry) for entry in entries]
    return card(tag("table", tag("thead", head), tag("tbody", *body), cls="fit-table"))


def _row(entry: TeamEntry) -> Html:
    row = entry.row
    members = member_names(entry.members, context().today())
    names = [tag("span", name, cls="fit-nowrap") for name in entry.practitioners]
    return tag(
        "tr",
        tag(
            "td",
            link(f"family:{row.family_id}", row.case_number),
            tag("div", members, cls="fit-quiet"),
            cls="fit-who",
        ),
        tag("td", sparks(entry), data_label=_("Trivsel")),
        tag("td", status_chip(row.status, row.needs_attention), *_why(entry)),
        tag("td", join(names, ", ") or _("ingen"), data_label=_("Behandlere")),
        tag("td", day(row.last_visit_on), cls="fit-nowrap", data_label=_("Sidst set")),
    )


def _why(entry: TeamEntry) -> list[Html]:
    """Why, unless the chip has said all there is to say; then what is missing."""
    sentence = caseload_sentence(entry)
    said = status_word(entry.row.status, entry.row.needs_attention)[1]
    words = [] if sentence.lower() == said.lower() else [sentence]
    return [tag("div", text, cls="fit-quiet") for text in (*words, *due(entry))]


def shown(view: TeamView) -> str:
    """How much of the list one sees."""
    n, of = len(view.entries), view.numbers.active
    return "" if n == of else _("Viser {n} af {of} familier", n=n, of=of)


def ended_sentence(rows: Sequence[EndedRow]) -> str:
    """How the latest courses ended, in one line."""
    return _n(
        "{n} forløb er afsluttet de seneste 90 dage: {planned} planlagt, {other} ikke planlagt",
        "{n} forløb er afsluttet de seneste 90 dage: {planned} planlagt, {other} ikke planlagt",
        rows[0].ended_in_all,
        planned=rows[0].planned_in_all,
        other=rows[0].ended_in_all - rows[0].planned_in_all,
    )


def ended(rows: Sequence[EndedRow]) -> Html:
    """How the latest courses ended: reason and whether it was planned."""
    words = (_("Familie"), _("Afsluttet"), _("Hvorfor"), _("Planlagt"), _("Besøg"))
    head = tag("tr", *(tag("th", word, scope="col") for word in words))
    body = [
        tag(
            "tr",
            tag("td", link(f"family:{row.family_id}", row.case_number)),
            tag("td", day(row.ended_on), cls="fit-nowrap", data_label=_("Afsluttet")),
            tag("td", end_reason_word(row.end_reason)),
            tag("td", _("ja") if row.end_planned else _("nej"), data_label=_("Planlagt")),
            tag("td", str(row.visits_attended), data_label=_("Besøg")),
        )
        for row in rows
    ]
    return tag("table", tag("thead", head), tag("tbody", *body), cls="fit-table")

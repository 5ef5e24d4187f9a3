"""Families to assign, colleagues with what they have, and who could take one more."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

from fit_tracker.domain.scores import danish
from fit_tracker.services.assigning_read import AssigningBoard, FamilyToAssign, Match
from fit_tracker.services.staff_loads import StaffLoad
from fit_tracker.ui.context import context
from fit_tracker.ui.html import Html, card, join, label_chip, link, page_title, tag
from fit_tracker.ui.naming import member_names
from fit_tracker.ui.numbers import in_words
from fit_tracker.ui.team.week import hours, planned
from fit_tracker.ui.texts import _, _n, day


def title(found: AssigningBoard) -> Html:
    """The page's message: whether anybody is without a practitioner."""
    n, of = found.spread.unassigned, found.spread.families
    if of == 0:
        text = _("{team} har ingen familier endnu", team=found.team.name)
    elif n == 0:
        text = _("Alle familier i {team} har en behandler", team=found.team.name)
    else:
        text = _n(
            "{words} familie i {team} mangler en behandler",
            "{words} familier i {team} mangler en behandler",
            n,
            words=in_words(n),
            team=found.team.name,
        )
    return page_title(text, _n("{n} familie i forløb", "{n} familier i forløb", of))


def families(rows: Sequence[FamilyToAssign], chosen: UUID | None) -> Html:
    words = (_("Familie"), _("Indsats"), _("Planlagte timer om ugen"), _("Behandlere"), "")
    head = tag("tr", *(tag("th", word, scope="col") for word in words))
    body = [_family(row, chosen=row.family_id == chosen) for row in rows]
    return card(tag("table", tag("thead", head), tag("tbody", *body), cls="fit-table"))


def _family(row: FamilyToAssign, *, chosen: bool) -> Html:
    names = [tag("span", name, cls="fit-nowrap") for _id, name in row.practitioners]
    missing = label_chip("attention", _("mangler behandler"))
    staff = join([*([missing, " "] if row.unassigned else []), join(names, ", ")])
    step = tag(
        "button", _("Luk") if chosen else _("Fordel"), cls="fit-link", type="button",
        data_go=f"assign:{row.family_id}", aria_label=_("Fordel {case}", case=row.case_number),
    )  # fmt: skip
    return tag(
        "tr",
        tag(
            "td",
            link(f"family:{row.family_id}", row.case_number),
            tag("div", member_names(row.members, context().today()), cls="fit-quiet"),
            cls="fit-who",
        ),
        tag(
            "td",
            row.service_name,
            tag("div", _("siden {day}", day=day(row.started_on)), cls="fit-quiet"),
        ),
        tag("td", weekly(row.hours), data_label=_("Planlagte timer")),
        tag("td", staff, data_label=_("Behandlere")),
        tag("td", step),
    )


def weekly(value: Decimal | None) -> str:
    return _("ikke angivet") if value is None else danish(value)


def staff_card(rows: Sequence[StaffLoad]) -> Html:
    """Everybody in alphabetical order: what they have, what they are good at."""
    words = (
        _("Kollega"), _("Familier"), _("Planlagte timer om ugen"), _("Timer til familier"),
        _("Kompetencer"), "",
    )  # fmt: skip
    head = tag("tr", *(tag("th", word, scope="col") for word in words))
    body = [_colleague(one) for one in rows]
    return card(tag("table", tag("thead", head), tag("tbody", *body), cls="fit-table"))


def _colleague(one: StaffLoad) -> Html:
    shut = [" ", label_chip("attention", _("konto spærret"))] if not one.active else []
    step = tag(
        "button", _("Ret"), cls="fit-link", type="button", data_go=f"colleague:{one.user_id}",
        aria_label=_("Ret timer og kompetencer for {name}", name=one.display_name),
    )  # fmt: skip
    return tag(
        "tr",
        tag("td", tag("span", one.display_name, cls="fit-name"), *shut),
        tag("td", str(one.load.families), data_label=_("Familier")),
        tag("td", planned(one), data_label=_("Planlagte timer")),
        tag("td", hours(one), data_label=_("Timer til familier")),
        tag("td", ", ".join(one.tags) or "–", data_label=_("Kompetencer")),
        tag("td", *([step] if one.active else [])),
    )


def matches(found: Sequence[Match], wanted: Sequence[str]) -> Html:
    """Who has the competences and room, and why; nobody is chosen."""
    return tag("ul", *(tag("li", _match(one, wanted)) for one in found), cls="fit-list")


def _match(match: Match, wanted: Sequence[str]) -> Html:
    chips = []
    if wanted and not match.fit.lacks:
        chips = [" ", label_chip("progress", _("har det hele"))]
    lines = [*_competences(match), room(match)]
    return join(
        [
            tag("span", match.one.display_name, cls="fit-name"),
            *chips,
            *(tag("div", line, cls="fit-quiet") for line in lines),
        ]
    )


def _competences(match: Match) -> list[str]:
    """All that is written up of a colleague, with what is asked for said first."""
    others = ", ".join(one for one in match.one.tags if one.casefold() not in _asked(match))
    if not match.fit.has and not match.fit.lacks:
        return [_("Kompetencer: {tags}", tags=others or _("ikke skrevet op"))]
    found = []
    if match.fit.has:
        found.append(_("Har: {tags}", tags=", ".join(match.fit.has)))
    if match.fit.lacks:
        found.append(_("Har ikke: {tags}", tags=", ".join(match.fit.lacks)))
    if others:
        found.append(_("Desuden: {tags}", tags=others))
    return found


def _asked(match: Match) -> set[str]:
    return {one.casefold() for one in match.fit.has}


def room(match: Match) -> str:
    """How much time is left, and how sure that is."""
    load = match.one.load
    n = _n("{n} familie nu", "{n} familier nu", load.families)
    if load.room is None:
        return _("{n}; timer til familier er ikke angivet", n=n)
    left = max(load.room, Decimal(0))
    if load.unstated and not left:
        return _n(
            "{families}; ingen timer tilbage, og {n} familie er uden timer",
            "{families}; ingen timer tilbage, og {n} familier er uden timer",
            load.unstated,
            families=n,
        )
    if load.unstated:
        return _n(
            "{families}; højst {hours} timer tilbage, {n} familie er uden timer",
            "{families}; højst {hours} timer tilbage, {n} familier er uden timer",
            load.unstated,
            families=n,
            hours=danish(left),
        )
    if load.room < 0:
        return _("{n}; {hours} timer over", n=n, hours=danish(-load.room))
    return _("{n}; {hours} timer tilbage om ugen", n=n, hours=danish(left))

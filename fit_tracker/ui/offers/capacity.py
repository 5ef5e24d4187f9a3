"""The capacity card: families against the plan, hours against staff, and how soon somebody came."""

from __future__ import annotations

from fit_tracker.domain.capacity import Targets
from fit_tracker.domain.offers import Profession
from fit_tracker.services.capacity import Capacity
from fit_tracker.services.response_figures import Days
from fit_tracker.ui.emergency.figures import days as days_text
from fit_tracker.ui.html import Html, button, card, join, stat, stats, tag, unbroken
from fit_tracker.ui.offers.words import hours, profession_word
from fit_tracker.ui.texts import _, _n, day

CSS = """
.fit-numbers { margin-bottom: .875rem; }
.fit-tasks { display: flex; flex-wrap: wrap; gap: .625rem; margin-top: .75rem; }
.fit-whole { font-weight: 600; padding: .25rem 0 .625rem; }
.fit-note { padding: .5rem 0 0; max-width: 42rem; }
"""


def show(told: Capacity, may_set: bool) -> Html:
    """Message, four numbers, hours by profession, and where the targets stand."""
    head = tag("h2", message(told), style="font-size:1.1875rem;margin:1.5rem 0 .75rem")
    numbers = tag("div", stats(_numbers(told)), cls="fit-numbers")
    return join([head, numbers, _hours(told, may_set)])


def message(told: Capacity) -> str:
    """Families begun this year against the plan, or that no plan is set."""
    target = yearly(told.targets)
    if not target:
        return _n(
            "Kapacitet: {n} familie begyndt i {year}, intet mål sat",
            "Kapacitet: {n} familier begyndt i {year}, intet mål sat",
            told.begun,
            year=told.year,
        )
    low, high = told.targets.families_low, told.targets.families_high
    begun = _n(
        "{n} familie begyndt i {year}", "{n} familier begyndt i {year}", told.begun, year=told.year
    )
    if high is not None and told.begun > high:
        return _("Kapacitet: {begun}, flere end målet {target}", begun=begun, target=target)
    if low is not None and told.begun < low:
        return _("Kapacitet: {begun}, målet er {target}", begun=begun, target=target)
    return _("Kapacitet: {begun}, inden for målet {target}", begun=begun, target=target)


def yearly(targets: Targets) -> str:
    """ "6–8", "mindst 6", "højst 8", or nothing."""
    low, high = targets.families_low, targets.families_high
    if low is None and high is None:
        return ""
    if low is None:
        return _("højst {n}", n=high)
    if high is None:
        return _("mindst {n}", n=low)
    return str(low) if low == high else f"{low}–{high}"


def _numbers(told: Capacity) -> list[Html]:
    found = [
        # The whole site's, also for a leader whose own teams have none of them.
        stat(
            str(told.running),
            _n(
                "familie i tilbuddet nu, alle teams",
                "familier i tilbuddet nu, alle teams",
                told.running,
            ),
        ),
        stat(
            _("{part} af {whole}", part=hours(told.used), whole=hours(told.planned)),
            _("planlagte timer er brugt i denne uge"),
        ),
        _waiting(told.days_to_contact, _("fra flag til første kontakt, median")),
        _waiting(told.days_to_decision, _("fra flag til beslutning, median")),
    ]
    period = told.targets.period
    if period is not None and told.begun_in_period is not None:
        whole = told.targets.families_total
        begun = told.begun_in_period
        value = _("{part} af {whole}", part=begun, whole=whole) if whole else str(begun)
        span = _("familier begyndt {first} til {last}", first=day(period[0]), last=day(period[1]))
        found.insert(1, stat(value, unbroken(span)))
    return found


def _waiting(days: Days, label: str) -> Html:
    """A median never without how many it is of."""
    if days.median is None:
        return stat("–", _("{label} (ingen endnu)", label=label))
    return stat(days_text(days.median), _("{label} ({n} seneste)", label=label, n=days.n))


def _hours(told: Capacity, may_set: bool) -> Html:
    targets = told.targets
    rows = [_row(told, one) for one in _professions(told)]
    whole = _words_total(told)
    words = (_("Faggruppe"), _("Brugt i denne uge"), _("Timer til rådighed"))
    head = tag("tr", *(tag("th", word, scope="col") for word in words))
    table = tag("table", tag("thead", head), tag("tbody", *rows), cls="fit-table")
    told_where = _("Målene står i: {source}", source=targets.source) if targets.source else ""
    note = _(
        "Kilder kan være uenige om målene. Her står de tal, lederen styrer efter, og hvor de "
        "kommer fra."
    )
    return join(
        [
            tag("p", whole, cls="fit-whole"),
            card(table) if rows else Html(),
            *(tag("p", text, cls="fit-quiet fit-note") for text in (told_where, note) if text),
            tag("div", button("targets", _("Ret målene")), cls="fit-tasks") if may_set else Html(),
        ]
    )


def _words_total(told: Capacity) -> str:
    available = told.targets.staff_hours
    if available is None:
        return _("Timer til rådighed er ikke skrevet op endnu")
    given = {"planned": hours(told.planned), "available": hours(available)}
    if told.planned > available:
        return _(
            "{planned} timer er planlagt i denne uge, flere end de {available} til rådighed",
            **given,
        )
    return _("{planned} af {available} timer til rådighed er planlagt i denne uge", **given)


def _professions(told: Capacity) -> list[Profession]:
    return [one for one in Profession if one in told.targets.staff or one in told.used_by]


def _row(told: Capacity, one: Profession) -> Html:
    used, available = told.used_by.get(one), told.targets.staff.get(one)
    over = available is not None and used is not None and used > available
    text = hours(used) if used is not None else "0"
    return tag(
        "tr",
        tag("td", profession_word(one)),
        tag("td", _("▲ {n}, over", n=text) if over else text, data_label=_("Brugt")),
        tag("td", "–" if available is None else hours(available), data_label=_("Til rådighed")),
    )

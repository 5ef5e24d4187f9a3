"""Who is to be asked, what is over time first, each with what to do next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from fit_tracker.domain.answers import Standing
from fit_tracker.services.answer_moments import MomentRow
from fit_tracker.services.answers_due import Due, NotEnrolled
from fit_tracker.ui.html import Html, button, card, join, label_chip, link, tag, unbroken
from fit_tracker.ui.measures.words import again, moment_word, progress, when
from fit_tracker.ui.naming import member_name
from fit_tracker.ui.texts import _, _n, day

CSS = """
.fit-part { margin-bottom: 1.125rem; }
.fit-part > h2 { margin: 0 0 .375rem .25rem; }
.fit-asked td { vertical-align: top; overflow-wrap: break-word; }
@container (min-width: 47.01rem) {
  /* One grid for all parts, so that their columns stand under each other. */
  .fit-asked, .fit-asked tbody { display: block; }
  .fit-asked tbody tr { display: grid; grid-template-columns: 2.25fr 3fr 3.5fr 3.5fr; }
}
.fit-next { display: flex; flex-wrap: wrap; gap: .375rem 1rem; align-items: center; }
.fit-asked tbody tr:first-child td { border-top: 0; }
.fit-ask { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: center;
  gap: .5rem 1rem; }
@container (max-width: 47rem) {
  .fit-asked tr { grid-template-columns: 1fr 1fr; }
  .fit-asked td:nth-child(3), .fit-asked td:last-child { grid-column: 1 / -1; }
}
@container (max-width: 30rem) { .fit-asked .fit-button { flex: 1 1 auto; } }
"""


def parts(
    rows: Sequence[MomentRow], today: date, staff: Mapping[UUID, tuple[str, ...]] | None
) -> Html:
    """Overdue, open, soon, closed; `staff` says whose families they are, for a leader."""
    heads = {
        Standing.OVERDUE: _("Over tiden"),
        Standing.OPEN: _("Kan besvares nu"),
        Standing.WAITING: _("Åbner snart"),
        Standing.CLOSED: _("Lukkede uden svar"),
    }
    found = [
        _part(head, some, today, staff)
        for standing, head in heads.items()
        if (some := [row for row in rows if row.standing is standing])
    ]
    return tag("div", *found)


def _part(
    head: str,
    rows: Sequence[MomentRow],
    today: date,
    staff: Mapping[UUID, tuple[str, ...]] | None,
) -> Html:
    body = [_row(row, today, staff) for row in rows]
    # The columns explain themselves; a screen reader gets their names.
    words = (_("Familie"), _("Spørgeskema"), _("Hvornår"), _("Næste skridt"))
    hidden = "position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)"
    heads = tag("thead", tag("tr", *(tag("th", w, scope="col") for w in words)), style=hidden)
    table = tag("table", heads, tag("tbody", *body), cls="fit-table fit-asked")
    return tag("section", tag("h2", head), card(table), cls="fit-part")


def _row(row: MomentRow, today: date, staff: Mapping[UUID, tuple[str, ...]] | None) -> Html:
    enrolment = row.enrolment
    below = [tag("div", member_name(row.member, today), cls="fit-quiet")]
    if staff is not None:
        names = ", ".join(staff.get(enrolment.family_id, ())) or _("ingen behandler")
        below.append(tag("div", names, cls="fit-quiet"))
    family = link(f"family:{enrolment.family_id}:{enrolment.episode_id}", row.case_number)
    what = tag("div", row.programme_name, cls="fit-quiet")
    return tag(
        "tr",
        tag("td", family, *below, cls="fit-who"),
        tag("td", tag("div", moment_word(row.moment)), what),
        tag("td", *_when(row, today)),
        tag("td", _next(row)),
    )


def _when(row: MomentRow, today: date) -> list[Html]:
    found = [tag("div", unbroken(when(row, today)))]
    if row.standing is Standing.OVERDUE and row.window is not None:
        n = (today - row.window.due_on).days
        chip = label_chip("attention", _n("{n} dag over tiden", "{n} dage over tiden", n))
        found.insert(0, tag("div", chip))
    done = [unbroken(words) for words in (progress(row), again(row.again)) if words]
    return [*found, tag("div", join(done, " · "), cls="fit-quiet")] if done else found


def _next(row: MomentRow) -> Html:
    """Answer now, or note that one has asked again."""
    key = f"{row.enrolment.enrolment_id}:{row.moment.value}"
    about = f"{row.case_number}, {row.member.label}, {moment_word(row.moment)}"
    found: list[Html] = []
    if row.may_answer:
        word = _("Svar")
        found.append(button(f"answer:{key}", word, label=f"{word}: {about}"))
        found.append(link(f"task:remind:{key}", _("Notér påmindelse")))
    return tag("div", *found, cls="fit-next")


def not_enrolled(rows: Sequence[NotEnrolled]) -> Html:
    """The courses whose service belongs to a programme that nobody of the family is in."""
    if not rows:
        return Html()
    said = _("Indsatsen hører til et program. Tilmeld dem, der deltager, så bliver de spurgt.")
    return card(
        tag("p", said, cls="fit-quiet"),
        tag("ul", *map(_enrol, rows), cls="fit-list"),
        title=_n("{n} familie er ikke tilmeldt", "{n} familier er ikke tilmeldt", len(rows)),
    )


def _enrol(row: NotEnrolled) -> Html:
    about = join([row.programme_name, unbroken(_("siden {day}", day=day(row.since)))], " · ")
    who = tag(
        "span",
        link(f"family:{row.family_id}:{row.episode_id}", row.case_number),
        tag("div", about, cls="fit-quiet"),
        cls="fit-who",
    )
    word = _("Tilmeld")
    go = f"task:enrol:{row.episode_id}:{row.programme_id}"
    return tag("li", tag("div", who, button(go, word, label=f"{word}: {row.case_number}"),
                         cls="fit-ask"))  # fmt: skip


def empty(due: Due) -> Html:
    """How somebody comes here at all."""
    words = [
        _(
            "Når nogen er tilmeldt et program, står de her, når de skal spørges: før, lige efter "
            "og ved opfølgningen nogle måneder senere."
        )
    ]
    if not due.not_enrolled:
        words.append(_("Man tilmelder på familiens side, når indsatsen hører til et program."))
    return card(*(tag("p", text) for text in words))

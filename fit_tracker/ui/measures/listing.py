"""Who is to be asked, what is over time first, each with what to do next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from fit_tracker.domain.answers import Standing
from fit_tracker.services.answer_moments import MomentRow
from fit_tracker.services.answers_due import Due, NotEnrolled
from fit_tracker.ui import agenda
from fit_tracker.ui.html import Html, button, card, join, label_chip, link, tag, unbroken
from fit_tracker.ui.measures.words import again, moment_word, progress, when
from fit_tracker.ui.naming import member_name
from fit_tracker.ui.texts import _, _n, day

CSS = f"{agenda.CSS}.fit-agenda {{ --fit-columns: 1.75fr 2.5fr 4.5fr 3.5fr; }}"


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
    columns = (_("Familie"), _("Spørgeskema"), _("Hvornår"), _("Næste skridt"))
    found = [
        agenda.part(head, columns, [_row(row, today, staff) for row in some])
        for standing, head in heads.items()
        if (some := [row for row in rows if row.standing is standing])
    ]
    return tag("div", *found)


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
    family = f"family:{row.family_id}:{row.episode_id}"
    go = f"task:enrol:{row.episode_id}:{row.programme_id}"
    return agenda.ask(family, row.case_number, about, go, _("Tilmeld"))


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

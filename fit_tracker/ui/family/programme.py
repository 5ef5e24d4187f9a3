"""The programmes of a course on the family page: who takes part, and what they are asked."""

from __future__ import annotations

from collections.abc import Sequence

from fit_tracker.domain.answers import Standing
from fit_tracker.services.answer_moments import EnrolledRow, MomentRow, OfCourse
from fit_tracker.services.enrolments import Offered
from fit_tracker.ui.html import Html, card, join, label_chip, link, tag, unbroken
from fit_tracker.ui.measures.words import again, moment_word, progress, when
from fit_tracker.ui.naming import member_name
from fit_tracker.ui.texts import _, _n, day


def part(found: OfCourse) -> Html:
    """A card; nothing for a course that has no programme to speak of."""
    if not found.enrolled and not found.offers:
        return Html()
    blocks = [_person(found, row) for row in found.enrolled]
    offers = [_offer(one) for one in found.offers]
    return card(*blocks, *offers, title=_("Før og efter"))


def _person(found: OfCourse, row: EnrolledRow) -> Html:
    """One who takes part: since when, the questionnaires, and what can be done."""
    name = tag("span", member_name(row.member, found.today), cls="fit-name")
    about = [found.names[row.programme_id], row.variant, _part_of(row)]
    rows = [one for one in found.rows if one.enrolment.enrolment_id == row.enrolment_id]
    return tag(
        "div",
        name,
        tag("div", join([unbroken(text) for text in about if text], " · "), cls="fit-quiet"),
        tag("ul", *(_moment(one, found) for one in rows), cls="fit-list"),
        tag("p", *_acts(row), cls="fit-small"),
    )


def _part_of(row: EnrolledRow) -> str:
    since = _("fra {day}", day=day(row.started_on))
    if row.ended_on is None:
        return since
    said = _("{since} til {until}", since=since, until=day(row.ended_on))
    if row.completed is None:
        return said
    return f"{said}, " + (_("gennemført") if row.completed else _("stoppet før"))


def _moment(row: MomentRow, found: OfCourse) -> Html:
    said = [progress(row), "" if row.is_done else when(row, found.today), again(row.again)]
    words = join([unbroken(text) for text in said if text], " · ")
    late = row.standing is Standing.OVERDUE and not row.is_done and not row.declined
    chip = [" ", label_chip("attention", _late(row, found))] if late else []
    below = tag("div", words, cls="fit-quiet")
    return tag("li", tag("span", moment_word(row.moment)), *chip, below, *_answer(row))


def _late(row: MomentRow, found: OfCourse) -> str:
    assert row.window is not None
    n = (found.today - row.window.due_on).days
    return _n("{n} dag over tiden", "{n} dage over tiden", n)


def _answer(row: MomentRow) -> Sequence[Html]:
    """To the questionnaire: to answer, or to see and correct what was answered."""
    key = f"{row.enrolment.enrolment_id}:{row.moment.value}"
    if row.may_answer:
        found = [link(f"go:answer:{key}", _("Svar"))]
        if row.window is not None:
            found.append(link(f"task:remind:{key}", _("Notér påmindelse")))
        return [tag("div", join(found, " · "))]
    return [tag("div", link(f"go:answer:{key}", _("Se svarene")))] if row.answered else []


def _acts(row: EnrolledRow) -> Sequence[Html]:
    end = _("Deltagelsen er slut") if row.ended_on is None else _("Ret slutdagen")
    return [
        link(f"task:enrolment_end:{row.enrolment_id}", end),
        Html(" · "),
        link(f"task:enrolment_withdraw:{row.enrolment_id}", _("Tag tilmeldingen tilbage")),
    ]


def _offer(one: Offered) -> Html:
    """Offered by itself: the course's service belongs to the programme."""
    name = one.stored.programme.name
    said = _("Indsatsen hører til programmet {name}.", name=name)
    go = f"task:enrol:{one.episode_id}:{one.stored.programme_id}"
    return tag("p", said, " ", link(go, _("Tilmeld")))

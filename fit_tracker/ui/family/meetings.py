"""The meetings of a course on the family's page: what is next, the rhythm, what was held."""

from __future__ import annotations

from uuid import UUID

from fit_tracker.services import meeting_lists
from fit_tracker.services.meeting_lists import EpisodeMeetings
from fit_tracker.services.meeting_plans import Stored
from fit_tracker.ui.context import context
from fit_tracker.ui.family.forms import Desk
from fit_tracker.ui.followups import forms
from fit_tracker.ui.followups.words import kind_word, when, why
from fit_tracker.ui.html import Html, button, card, join, label_chip, link, tag, unbroken
from fit_tracker.ui.texts import _, _n, day

CSS = """
.fit-meeting { display: flex; flex-wrap: wrap; justify-content: space-between; gap: .25rem 1rem; }
.fit-meeting .fit-next { display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: center; }
"""


def part(data: EpisodeMeetings) -> Html:
    """A card; for an ended course only what was held."""
    lines = [_coming(one, data) for one in data.coming] + [_held(one) for one in data.held]
    nothing = tag("p", _("Ingen opfølgning er planlagt."), cls="fit-quiet")
    parts = [tag("ul", *lines, cls="fit-list") if lines else nothing]
    if data.is_active:
        parts.append(_rhythm(data))
    return card(*parts, title=_("Opfølgning"))


def _coming(one: Stored, data: EpisodeMeetings) -> Html:
    late = one.on < data.today
    chip = [" ", label_chip("attention", _("over tiden"))] if late else []
    said = _("frist {day}", day=day(one.due_on))
    if one.planned_on is not None:
        said = when(one.planned_on, one.planned_at)
    about = join([unbroken(said), unbroken(why(one.counted, data.sessions))], " · ")
    kind = kind_word(one.kind, one.sequence)
    return tag(
        "li",
        tag("div", tag("span", kind, cls="fit-name"), *chip),
        tag("div", tag("span", about, cls="fit-quiet"), _tasks(one, kind), cls="fit-meeting"),
    )


def _tasks(one: Stored, kind: str) -> Html:
    value = f"{one.meeting_id}:{one.revision}"
    agree = _("Aftal dag") if one.planned_on is None else _("Ret dag")
    words = {"agree": agree, "held": _("Notér afholdt"), "drop": _("Udgår")}
    links = [
        tag("button", word, cls="fit-link", type="button", data_go=f"task:meeting_{name}:{value}",
            aria_label=f"{word}: {kind}")
        for name, word in words.items()
    ]  # fmt: skip
    return tag("span", *links, cls="fit-next")


def _held(one: Stored) -> Html:
    said = _("afholdt {day}", day=day(one.held_on))
    kind = kind_word(one.kind, one.sequence)
    return tag("li", kind, " ", tag("span", unbroken(said), cls="fit-quiet"))


def _rhythm(data: EpisodeMeetings) -> Html:
    """The rhythm decided in the case, or that somebody must decide it."""
    if data.rhythm is not None:
        found = data.rhythm
        said = _n(
            "Hver {n}. måned, besluttet {day} af {name}: {reason}",
            "Hver {n}. måned, besluttet {day} af {name}: {reason}",
            found.months,
            day=day(found.decided_on),
            name=found.decided_by,
            reason=found.reason,
        )
        return tag("p", unbroken(said), " ", link("task:rhythm", _("Ret rytmen")))
    if data.asks_rhythm:
        said = _("Indsatsens egen tekst siger ikke, hvornår der følges op igen.")
        return tag("div", tag("p", said), button("task:rhythm", _("Beslut rytmen")))
    return tag("p", link("task:rhythm", _("Beslut en rytme for dette forløb")))


def agree(desk: Desk, value: str) -> None:
    meeting, revision = _found(desk, value)
    forms.agree(desk.actor, meeting, revision)


def held(desk: Desk, value: str) -> None:
    meeting, revision = _found(desk, value)
    forms.held(desk.actor, meeting, revision)


def drop(desk: Desk, value: str) -> None:
    meeting, revision = _found(desk, value)
    forms.drop(desk.actor, meeting, revision)


def rhythm(desk: Desk, _value: str) -> None:
    found = _read(desk)
    months = found.rhythm.months if found.rhythm else None
    forms.rhythm(desk.actor, found.episode_id, months)


def _read(desk: Desk) -> EpisodeMeetings:
    assert desk.view.episode is not None
    return meeting_lists.read(context(), desk.actor, desk.view.episode.episode_id)


def _found(desk: Desk, value: str) -> tuple[Stored, int]:
    """The meeting and the revision that was on the screen when it was pressed."""
    meeting_id, _sep, revision = value.partition(":")
    data = _read(desk)
    every = (*data.coming, *data.held)
    return next(one for one in every if one.meeting_id == UUID(meeting_id)), int(revision)

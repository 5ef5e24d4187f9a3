"""Why a family belongs on the agenda, in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from fit_tracker.domain.episodes import EndReason
from fit_tracker.domain.people import Member
from fit_tracker.domain.supervision import Topic
from fit_tracker.services.supervision_points import Point
from fit_tracker.ui.sentences import by_id, other_rater, short_sentence, who
from fit_tracker.ui.texts import _, day
from fit_tracker.ui.words import end_reason_word


def topic_word(topic: Topic) -> str:
    return {
        Topic.OFF_TRACK: _("ude af kurs"),
        Topic.ASKED: _("besluttet i beredskabet"),
        Topic.ALLIANCE_FALLEN: _("samarbejdet er faldet"),
        Topic.NO_CHANGE: _("ingen ændring"),
        Topic.NOT_DISCUSSED: _("nåede vi ikke sidst"),
        Topic.LONG: _("langt forløb"),
        Topic.ENDED_UNPLANNED: _("sluttede uden plan"),
        Topic.CEILING: _("høje svar fra start"),
        Topic.CHOSEN: _("valgt af lederen"),
    }[topic]


def tone(topic: Topic) -> str:
    pressing = (Topic.OFF_TRACK, Topic.ASKED, Topic.ALLIANCE_FALLEN, Topic.NO_CHANGE)
    return "attention" if topic in pressing else "neutral"


def sentences(found: Sequence[Point], members: Sequence[Member], today: date) -> list[str]:
    """Each thing to talk about once, what presses most first."""
    return list(dict.fromkeys(_sentence(point, members, today) for point in found))


def _sentence(point: Point, members: Sequence[Member], today: date) -> str:
    if point.reason is not None and point.series is not None:
        return _of_rule(point, members, today)
    match point.topic:
        case Topic.ASKED:
            return _("Det er besluttet i beredskabet at tage familien med til supervision.")
        case Topic.NOT_DISCUSSED:
            return _("Familien stod på den sidste dagsorden uden en beslutning.")
        case Topic.LONG:
            return _long(point)
        case Topic.ENDED_UNPLANNED:
            return _ended(point)
        case Topic.CEILING:
            return _(
                "Alle, der svarer, lå fra første gang på den almindelige side af grænsen. Går det "
                "godt, eller er det svært at svare ærligt?"
            )
        case _:
            return _("Lederen vil gerne tale om familien.")


def _of_rule(point: Point, members: Sequence[Member], today: date) -> str:
    assert point.reason is not None
    assert point.series is not None
    known = by_id(members)
    if point.reason.code.of_family or point.series.member_id not in known:
        return short_sentence(point.reason, "")
    other = other_rater(point.series, point.reason, known, today)
    return short_sentence(point.reason, who(point.series, known, today), other)


def _long(point: Point) -> str:
    visits, planned = point.numbers["visits"], point.numbers["planned"]
    if planned and int(visits) > int(planned):
        return _("{visits} besøg, {planned} var planlagt.", visits=visits, planned=planned)
    started = date.fromisoformat(point.numbers["started_on"])
    return _("Forløbet begyndte {day}, for over et år siden.", day=day(started))


def _ended(point: Point) -> str:
    on = date.fromisoformat(point.numbers["ended_on"])
    why = end_reason_word(EndReason(point.numbers["end_reason"]))
    return _("Sluttede {day} uden at være planlagt: {why}.", day=day(on), why=_inside(why))


def _inside(words: str) -> str:
    return words[:1].lower() + words[1:]

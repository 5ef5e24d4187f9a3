"""Names, order and staff of the family that is shown."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from uuid import UUID

from fit_tracker.domain.people import RaterKind
from fit_tracker.domain.times import clock, local
from fit_tracker.services import families
from fit_tracker.services.accounts import Session
from fit_tracker.services.family_view import FamilyView
from fit_tracker.services.results import SeriesKey
from fit_tracker.ui.context import context
from fit_tracker.ui.sentences import by_id, member_name, series_name
from fit_tracker.ui.texts import _, day

Names = dict[SeriesKey, str]


def series_names(view: FamilyView) -> Names:
    """A name for each series in the order of the members, oneself before others; the
    order decides colour and marker, so a person looks the same in every chart."""
    members = by_id(view.members)
    every = dict.fromkeys([*view.outcome, *view.alliance, *view.in_group, *view.safety])
    ordered = sorted(every, key=lambda key: _place(view, key))
    names = {key: series_name(key, members, view.today) for key in ordered}
    return _told_apart(names)


def _place(view: FamilyView, key: SeriesKey) -> tuple[int, bool, int]:
    order = [member.member_id for member in view.members]
    about, rater = order.index(key.member_id), order.index(key.rater_member_id)
    return about, key.rater_kind is not RaterKind.SELF, rater


def _told_apart(names: Names) -> Names:
    """Two mothers, or twins, get a number."""
    often, seen = Counter(names.values()), Counter[str]()
    found = {}
    for key, name in names.items():
        seen[name] += 1
        found[key] = name if often[name] == 1 else f"{name} ({seen[name]})"
    return found


def present_names(view: FamilyView, ids: frozenset[UUID]) -> list[str]:
    return [member_name(m, view.today) for m in view.members if m.member_id in ids]


def staff(session: Session, view: FamilyView) -> dict[UUID, str]:
    """Names of those who may have entered something; asked only when a rating is opened."""
    found = {c.user_id: c.display_name for c in families.colleagues(context(), session.actor)}
    found |= {c.user_id: c.display_name for c in view.practitioners}
    return found | {session.actor.user_id: session.display_name}


def moment(at: datetime) -> str:
    """A stored time (UTC) on the clock of the house: "12-09-2026 kl. 14.05"."""
    return _("{day} kl. {time}", day=day(local(at).date()), time=clock(at))

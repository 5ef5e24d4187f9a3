"""Rows of a family that has been found: in order, and only by those who have found it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from fit_tracker.errors import NotFound
from fit_tracker.services import families, family_rows, meetings
from fit_tracker.store.database import Unit
from tests.factories import Site, ask, give, make_family


def _of_two_practitioners(site: Site) -> families.Created:
    both = (site.practitioner.user_id, site.actors["colleague"].user_id)
    return make_family(site, practitioners=both)


def test_a_meeting_of_a_family_not_seen_says_nothing(site: Site) -> None:
    _of_two_practitioners(site)
    stranger = site.actors["other_practitioner"]
    for (meeting,) in ask(site.ctx, "SELECT meeting_id FROM meeting"):
        with pytest.raises(NotFound):
            meetings.hold(site.ctx, stranger, meeting, site.ctx.today())


def test_rows_of_a_family_come_in_order(site: Site) -> None:
    family = _of_two_practitioners(site)
    today = site.ctx.today()
    for back in (3, 9, 6):
        give(site, family, today - timedelta(days=back), "21.0", "22.0", "23.0")

    def read(unit: Unit) -> None:
        visits = family_rows.visits(unit, family.episode_id)
        assert [(today - one.visit_date).days for one in visits] == [9, 6, 3]
        members = family_rows.members(unit, family.family_id)
        assert tuple(one.member_id for one in members) == family.member_ids
        ratings = family_rows.ratings(unit, family.episode_id)
        told = [(one.revision, one.entered_at) for one in ratings]
        assert len(told) == 9
        assert told == sorted(told)

    site.ctx.database.in_transaction(read)

"""The demo's six programmes, as their sources state them, and who comes into the emergency one."""

from __future__ import annotations

from datetime import date

from fit_tracker.domain.catalogue import Catalogue
from fit_tracker.services import (
    administration,
    catalogue_edit,
    catalogue_files,
    episodes,
    offer_read,
    programme_edit,
    programme_files,
)
from fit_tracker.services.context import Context
from fit_tracker.services.offer_rows import OfferRow
from seed.accounts import TEAMS, Staff

EMERGENCY = "ishoj"
ORDINARY = "N02"


def create(ctx: Context, staff: Staff) -> None:
    """All programmes that come with the tool. The emergency team's service is taken from its own
    catalogue first: a programme knows a service's name only, and no rhythm of follow-up."""
    programmes = programme_files.built_in()
    codes = {one.code for one in programmes[EMERGENCY].services}
    own = catalogue_files.built_in()[EMERGENCY]
    services = tuple(one for one in own.services if one.code in codes)
    catalogue_edit.take_in(ctx, staff.administrator, Catalogue(own.title, own.source, services))
    for programme in programmes.values():
        programme_edit.take_in(ctx, staff.project, programme)


def join(ctx: Context, staff: Staff, day: date) -> None:
    """Families whose offer began today receive the emergency team's service from now on."""
    for one in offer_read.listed(ctx, staff.emergency).running:
        if one.row.started_on == day:
            _receive(ctx, staff, one.row, emergency_code(), day)


def leave(ctx: Context, staff: Staff, row: OfferRow, day: date) -> None:
    """When the offer has ended and the course goes on, it does so as ordinary treatment."""
    if row.episode_ended_on is None:
        _receive(ctx, staff, row, ORDINARY, day)


def emergency_code() -> str:
    return programme_files.built_in()[EMERGENCY].services[0].code


def _receive(ctx: Context, staff: Staff, row: OfferRow, code: str, day: date) -> None:
    """Only where the catalogue has the service: a test tells the offers without the programmes."""
    services = administration.services(ctx, staff.emergency)
    found = next((one for one in services if one.code == code), None)
    if found is not None and any(one.code == emergency_code() for one in services):
        leader = staff.leaders[TEAMS.index(row.team_name)]
        episodes.change_service(ctx, leader, row.episode_id, found.service_id, day)

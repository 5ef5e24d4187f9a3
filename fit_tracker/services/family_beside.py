"""What stands beside a family's curves: the service, what is done about a flag, the meetings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from fit_tracker.domain.people import Actor
from fit_tracker.services import (
    answer_moments,
    catalogue,
    checks,
    group_view,
    meeting_lists,
    offer_read,
    report_read,
    response_read,
    supervision,
)
from fit_tracker.services.answer_moments import OfCourse
from fit_tracker.services.catalogue import ServiceUse
from fit_tracker.services.context import Context, audit
from fit_tracker.services.group_view import InGroup
from fit_tracker.services.meeting_lists import EpisodeMeetings
from fit_tracker.services.offer_read import OfferSummary
from fit_tracker.services.permissions import Action, require
from fit_tracker.services.report_read import OfEpisode
from fit_tracker.services.response_read import EpisodeResponse
from fit_tracker.services.supervision_read import Decided
from fit_tracker.store.database import Unit


@dataclass(frozen=True)
class Beside:
    """Everything of one course that is not a rating; lists are newest first."""

    service: ServiceUse
    responses: Sequence[EpisodeResponse]
    meetings: EpisodeMeetings
    reports: OfEpisode
    groups: Sequence[InGroup]
    offer: OfferSummary | None
    decided: Sequence[Decided]
    programmes: OfCourse


def load(ctx: Context, actor: Actor, episode_id: UUID) -> Beside:
    """What stands beside the curves of an episode one may see."""
    require(actor, Action.SEE_FAMILIES)

    def work(unit: Unit) -> Beside:
        found = checks.episode(unit, actor, episode_id)
        audit(ctx, unit, actor, "course_read", [found.family_id])
        service = catalogue.of_episode(ctx, unit, episode_id)
        return Beside(
            service,
            response_read.of_episode(ctx, unit, episode_id),
            meeting_lists.of_episode(ctx, unit, episode_id),
            report_read.of_episode(ctx, unit, episode_id, service.frame.report),
            group_view.of_episode(ctx, unit, episode_id),
            offer_read.of_episode(ctx, unit, episode_id),
            supervision.of_episode(ctx, unit, episode_id),
            answer_moments.of_episode(ctx, unit, episode_id),
        )

    return ctx.database.in_transaction(work)

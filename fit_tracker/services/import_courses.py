"""The courses of families that are new here: where they go, and how they ended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from fit_tracker.domain.episodes import EndReason, Service
from fit_tracker.errors import InvalidInput, UserFacing
from fit_tracker.exchange.mapping import Source, Target
from fit_tracker.exchange.ratings_file import CourseTold, RatingRow
from fit_tracker.services import checks
from fit_tracker.services.import_known import Destination


class RejectedError(Exception):
    """Ends the judgement of one row, with the column to blame."""

    def __init__(self, source: Source | None, error: UserFacing) -> None:
        self.source = source
        self.error = error


@dataclass(frozen=True)
class NewCourse:
    """A family that is new here, with its first episode."""

    family_id: UUID
    episode_id: UUID
    case_number: str
    started_on: date
    team_id: UUID
    service: Service
    ended_on: date | None
    end_reason: EndReason | None
    end_planned: bool | None


class NewCourses:
    """What the rows say of the courses of new families: the first word counts."""

    def __init__(self, target: Target, destination: Destination, today: date) -> None:
        self.target = target
        self.destination = destination
        self.today = today
        self.told: dict[str, tuple[CourseTold, int]] = {}

    def tell(self, row: RatingRow) -> None:
        """Take in a row of a new family; a later one may not say otherwise."""
        first, line = self.told.get(row.family, (None, 0))
        if first is None:
            self._check(row.course)
            self.told[row.family] = row.course, row.row.line
        elif first != row.course:
            error = InvalidInput("Linje {line} siger noget andet om samme forløb.", line=line)
            raise RejectedError(self._differing(first, row.course), error)

    def check_day(self, row: RatingRow, source: Source) -> None:
        end = row.course.ended_on
        if end is None or row.day <= end:
            return
        error = InvalidInput(
            "Datoen {day} ligger efter forløbets afslutning {end}.",
            day=checks.danish_date(row.day),
            end=checks.danish_date(end),
        )
        raise RejectedError(source, error)

    def begin(
        self, family_id: UUID, episode_id: UUID, case_number: str, started_on: date
    ) -> NewCourse:
        told, _ = self.told[case_number]
        return NewCourse(
            family_id,
            episode_id,
            case_number,
            started_on,
            self.destination.teams[told.team],
            self.destination.services[told.service],
            told.ended_on,
            told.end_reason,
            told.end_planned,
        )

    def _check(self, told: CourseTold) -> None:
        _check_known(self.target.service.source, told.service, self.destination.services)
        _check_known(self.target.team.source, told.team, self.destination.teams)
        end = self.target.ended.date if self.target.ended else None
        if told.ended_on is None and not self.destination.user_ids:
            error = InvalidInput(
                "Forløbet er i gang, men kolonnefilen nævner ingen behandlere til det."
            )
            raise RejectedError(end, error)
        if told.ended_on is not None and told.ended_on > self.today:
            error = InvalidInput(
                "Datoen {day} ligger i fremtiden.", day=checks.danish_date(told.ended_on)
            )
            raise RejectedError(end, error)

    def _differing(self, first: CourseTold, other: CourseTold) -> Source | None:
        if first.service != other.service:
            return self.target.service.source
        if first.team != other.team:
            return self.target.team.source
        return self.target.ended.date if self.target.ended else None


def _check_known(source: Source, name: str, known: Mapping[str, object]) -> None:
    if name not in known:
        error = InvalidInput(
            "«{found}» findes ikke her; kendte er: {known}.",
            found=name,
            known=", ".join(sorted(known)) or "–",
        )
        raise RejectedError(source, error)

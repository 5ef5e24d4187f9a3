"""Each row of a file judged against the file itself and what is known: new, there, rejected.

Nothing is written here, so that a dry run and the write are the same judgement.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import partial
from typing import TypeVar
from uuid import UUID

from fit_tracker.domain.episodes import Episode
from fit_tracker.domain.instruments import GOAL, Instrument
from fit_tracker.domain.people import Member, MemberRole, RaterKind
from fit_tracker.domain.visits import NO_GOAL, Visit, VisitStatus
from fit_tracker.errors import InvalidInput, UserFacing
from fit_tracker.exchange.mapping import ImportMapping, Source
from fit_tracker.exchange.ratings_file import RatingRow, RatingsFile
from fit_tracker.exchange.table import Problem
from fit_tracker.services import checks, families, visits
from fit_tracker.services.context import Context
from fit_tracker.services.course import RatingKey
from fit_tracker.services.import_courses import NewCourse, NewCourses, RejectedError
from fit_tracker.services.import_known import Destination, Known

T = TypeVar("T")


@dataclass(frozen=True)
class NewRating:
    """A rating ready to be written to its visit."""

    rating_id: UUID
    visit: Visit
    member_id: UUID
    rater_kind: RaterKind
    rater_member_id: UUID
    instrument: Instrument
    items: dict[str, Decimal]
    total: Decimal


@dataclass
class Plan:
    """What the write would do."""

    courses: list[NewCourse] = field(default_factory=list)
    members: list[Member] = field(default_factory=list)
    visits: list[Visit] = field(default_factory=list)
    participants: list[tuple[UUID, UUID]] = field(default_factory=list)
    ratings: list[NewRating] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    known_families: int = 0
    known_members: int = 0
    known_visits: int = 0
    known_ratings: int = 0
    by_instrument: Counter[str] = field(default_factory=Counter)


@dataclass
class _Person:
    """A person as told so far: by the database (line 0) or by lines of the file."""

    member_id: UUID
    family_id: UUID
    label: str
    role: MemberRole | None
    birth_year: int | None
    line: int

    def member(self) -> Member | None:
        """The person as a member, once both role and birth year are told."""
        if self.role is None or self.birth_year is None:
            return None
        return Member(self.member_id, self.family_id, self.role, self.birth_year, self.label, 0)


@dataclass(frozen=True)
class _Candidate:
    """A row that holds on its own; its visit may be new."""

    row: RatingRow
    about: Member
    rater: Member
    instrument: Instrument
    items: dict[str, Decimal]
    total: Decimal
    episode: Episode | None

    @property
    def place(self) -> tuple[str, date, UUID, RaterKind, UUID, str]:
        return (
            self.row.family,
            self.row.day,
            self.about.member_id,
            self.row.rater_kind,
            self.rater.member_id,
            self.instrument.instrument_id,
        )


class Planner:
    """Judges the rows of one file; use once."""

    def __init__(
        self,
        ctx: Context,
        mapping: ImportMapping,
        parsed: RatingsFile,
        known: Known,
        destination: Destination,
    ) -> None:
        self.ctx = ctx
        self.mapping = mapping
        self.parsed = parsed
        self.known = known
        self.today = ctx.today()
        self.courses = NewCourses(mapping.target, destination, self.today)
        self.plan = Plan(problems=list(parsed.problems))
        self.people: dict[tuple[str, str], _Person] = {}
        self.ambiguous: set[tuple[str, str]] = set()
        self.scales = {one.instrument_id: one for one in ctx.instruments.all()}
        self.measures = {one.measure for one in self.scales.values()}

    def run(self) -> Plan:
        self._declare_known()
        sound = self._each(self.parsed.rows, self._declared)
        accepted = self._without_twins(self._each(sound, self._candidate))
        _Builder(self, accepted).build()
        return self.plan

    def _each(self, rows: Iterable[RatingRow], step: Callable[[RatingRow], T]) -> list[T]:
        """`step` on each row; a row that it refuses goes among the problems."""
        done = []
        for row in rows:
            try:
                done.append(step(row))
            except RejectedError as rejected:
                self.reject(row, rejected)
        return done

    def reject(self, row: RatingRow, rejected: RejectedError) -> None:
        column = rejected.source.column if rejected.source else None
        value = row.row.cells.get(column, "") if column else ""
        self.plan.problems.append(Problem(row.row.line, column or "", value, rejected.error))

    # -- who the rows are about

    def _declare_known(self) -> None:
        for case_number, family_id in self.known.families.items():
            for one in self.known.members.get(family_id, []):
                person = (case_number, one.label.casefold())
                if person in self.people:
                    self.ambiguous.add(person)
                self.people[person] = _Person(
                    one.member_id, family_id, one.label, one.role, one.birth_year, 0
                )

    def _declared(self, row: RatingRow) -> RatingRow:
        """The first word about a person counts; a later row may not say otherwise."""
        if row.family not in self.known.families:
            self.courses.tell(row)
        person = self._told(row)
        mapping = self.mapping
        if row.role is not None and person.role not in (None, row.role):
            raise RejectedError(mapping.role, _otherwise(person.line))
        if row.birth_year is not None and person.birth_year is None:
            self._check_birth_year(row)
        elif row.birth_year not in (None, person.birth_year):
            raise RejectedError(mapping.birth_year, _otherwise(person.line))
        person.role = person.role or row.role
        person.birth_year = person.birth_year or row.birth_year
        return row

    def _told(self, row: RatingRow) -> _Person:
        key = (row.family, row.member.casefold())
        if key not in self.people:
            self._check_texts(row)
            family_id = self.known.families.get(row.family) or self.ctx.new_id()
            self.people[key] = _Person(
                self.ctx.new_id(), family_id, row.member, None, None, row.row.line
            )
        return self.people[key]

    def _check_texts(self, row: RatingRow) -> None:
        texts = (
            (self.mapping.family, row.family, "sagsnummer"),
            (self.mapping.member, row.member, "kaldes"),
        )
        for source, text, what in texts:
            _blame(source, partial(checks.free_text, text, what))

    def _check_birth_year(self, row: RatingRow) -> None:
        told = families.NewMember(MemberRole.CHILD, row.birth_year or 0, row.member)
        _blame(self.mapping.birth_year, partial(families.checked, self.ctx, told))

    def _person(self, family: str, label: str, source: Source) -> Member:
        key = (family, label.casefold())
        if key in self.ambiguous:
            error = InvalidInput("To i familien kaldes det samme. Ret det på familiens side først.")
            raise RejectedError(source, error)
        told = self.people.get(key)
        member = told.member() if told else None
        if member is None:
            raise RejectedError(
                source,
                InvalidInput(
                    "Personen er ikke kendt: rolle og fødselsår skal stå i filen ved personens "
                    "egne rækker."
                ),
            )
        return member

    # -- one row

    def _candidate(self, row: RatingRow) -> _Candidate:
        mapping = self.mapping
        about = self._person(row.family, row.member, mapping.member)
        rater = self._person(row.family, row.rater, mapping.rater) if row.rater else about
        self._check_day(row, about)
        episode = self._episode(row)
        instrument = self._instrument(row, about)
        items = self._items(row, instrument)
        total_from = mapping.total or (mapping.items[0] if mapping.items else None)
        kind = row.rater_kind
        _blame(mapping.rater, partial(visits.check_rater, about, rater, kind))
        suits = partial(visits.check_suits, instrument, about, kind, row.day)
        _blame(mapping.instrument, suits)
        total = _blame(total_from, partial(visits.checked_total, instrument, items, row.total))
        return _Candidate(row, about, rater, instrument, items, total, episode)

    @property
    def day_source(self) -> Source:
        visit = self.mapping.visit
        return visit if isinstance(visit, Source) else visit.number

    def _check_day(self, row: RatingRow, about: Member) -> None:
        if row.day > self.today:
            error = InvalidInput(
                "Datoen {day} ligger i fremtiden.", day=checks.danish_date(row.day)
            )
            raise RejectedError(self.day_source, error)
        if row.day.year < about.birth_year:
            error = InvalidInput("Datoen ligger før personens fødsel.")
            raise RejectedError(self.day_source, error)

    def _episode(self, row: RatingRow) -> Episode | None:
        """The course the day lies in; None for a family that is new."""
        family_id = self.known.families.get(row.family)
        if family_id is None:
            self.courses.check_day(row, self.day_source)
            return None
        courses = self.known.episodes.get(family_id, [])
        for one in courses:
            if one.started_on <= row.day and (one.ended_on is None or row.day <= one.ended_on):
                return one
        if not courses:
            raise RejectedError(self.mapping.family, InvalidInput("Familien har intet forløb."))
        after = [one for one in courses if row.day < one.started_on]
        nearest = after[0] if after else courses[-1]
        _blame(self.day_source, partial(checks.day_in_episode, nearest, row.day, self.today))
        raise AssertionError("unreachable")

    def _instrument(self, row: RatingRow, about: Member) -> Instrument:
        """By id, or by measure: then the person's age and the rater choose, as at a visit."""
        source = self.mapping.instrument
        named = row.instrument
        if named not in self.scales and named in self.measures:
            age = about.age_on(row.day)
            fitting = self.ctx.instruments.for_rating(named, age, row.rater_kind)
            if fitting is None:
                error = InvalidInput("Ingen skala af den slags passer til alder og svarperson.")
                raise RejectedError(source, error)
            found = fitting
        else:
            found = _blame(source, partial(self.ctx.instruments.get, named))
        if found.measure == GOAL:
            raise RejectedError(
                source, InvalidInput("Målinger af familiens egne mål kan ikke indlæses.")
            )
        return found

    def _items(self, row: RatingRow, instrument: Instrument) -> dict[str, Decimal]:
        if not row.items:
            return {}
        if len(row.items) != len(instrument.items):
            error = InvalidInput(
                "Skalaen har {expected} svar, rækken har {found}. Skriv alle eller kun totalen.",
                expected=len(instrument.items),
                found=len(row.items),
            )
            raise RejectedError(self.mapping.items[0], error)
        keys = (item.key for item in instrument.items)
        return dict(zip(keys, row.items, strict=True))

    def _without_twins(self, found: list[_Candidate]) -> list[_Candidate]:
        """Two ratings of one person, rater, visit and scale: which one is right is not ours
        to say, so both are rejected and name each other."""
        places: dict[object, list[_Candidate]] = defaultdict(list)
        for one in found:
            places[one.place].append(one)
        accepted = []
        for group in places.values():
            if len(group) == 1:
                accepted.append(group[0])
                continue
            lines = ", ".join(str(one.row.row.line) for one in group)
            error = InvalidInput(
                "Samme person, svarperson, besøg og skala står flere gange: linje {lines}. "
                "Behold den rigtige.",
                lines=lines,
            )
            for one in group:
                self.reject(one.row, RejectedError(self.mapping.total, error))
        return accepted


class _Builder:
    """From rows that hold to what is to be written."""

    def __init__(self, planner: Planner, accepted: list[_Candidate]) -> None:
        self.planner = planner
        self.ctx = planner.ctx
        self.known = planner.known
        self.plan = planner.plan
        self.accepted = accepted
        self.visits: dict[tuple[str, date], Visit | UserFacing] = {}
        self.courses: dict[str, NewCourse] = {}
        self.members: dict[UUID, Member] = {}
        self.sizes: Counter[UUID] = Counter()
        self.seen: set[tuple[str, UUID]] = set()
        self.present = set(self.known.participants)

    def build(self) -> None:
        firsts = self._first_days()
        for one in self.accepted:
            visit = self._visit(one, firsts)
            if isinstance(visit, UserFacing):
                self._reject(one, self.planner.day_source, visit)
                continue
            self._rating(one, visit)
        self.plan.known_families = self._count("family")
        self.plan.known_members = self._count("member")
        self.plan.known_visits = self._count("visit")

    def _count(self, kind: str) -> int:
        return sum(one == kind for one, _ in self.seen)

    def _reject(self, one: _Candidate, source: Source | None, error: UserFacing) -> None:
        self.planner.reject(one.row, RejectedError(source, error))

    def _first_days(self) -> dict[str, date]:
        firsts: dict[str, date] = {}
        for one in self.accepted:
            day = firsts.get(one.row.family, one.row.day)
            firsts[one.row.family] = min(day, one.row.day)
        return firsts

    def _visit(self, one: _Candidate, firsts: dict[str, date]) -> Visit | UserFacing:
        place = (one.row.family, one.row.day)
        if place not in self.visits:
            self.visits[place] = self._find_or_make(one, firsts)
        return self.visits[place]

    def _find_or_make(self, one: _Candidate, firsts: dict[str, date]) -> Visit | UserFacing:
        if one.episode is None:
            course = self._course(one.row.family, firsts)
            return self._new_visit(course.episode_id, course.family_id, one.row)
        that_day = self.known.visits.get((one.episode.episode_id, one.row.day), [])
        held = [visit for visit in that_day if visit.status is VisitStatus.ATTENDED]
        if len(held) > 1:
            return InvalidInput("Familien har to besøg den dag; tast målingen ind på det rigtige.")
        if that_day and not held:
            return InvalidInput("Besøget den dag er aflyst eller udeblevet.")
        if held:
            self.seen.add(("visit", held[0].visit_id))
            return held[0]
        return self._new_visit(one.episode.episode_id, one.episode.family_id, one.row)

    def _course(self, family: str, firsts: dict[str, date]) -> NewCourse:
        if family not in self.courses:
            new = self.ctx.new_id
            course = self.planner.courses.begin(new(), new(), family, firsts[family])
            self.courses[family] = course
            self.plan.courses.append(course)
        return self.courses[family]

    def _new_visit(self, episode_id: UUID, family_id: UUID, row: RatingRow) -> Visit:
        visit = Visit(
            visit_id=self.ctx.new_id(),
            episode_id=episode_id,
            family_id=family_id,
            visit_date=row.day,
            date_known=row.day_known,
            status=VisitStatus.ATTENDED,
            place=None,
            minutes=None,
            is_open=False,
            created_at=self.ctx.clock(),
        )
        self.plan.visits.append(visit)
        return visit

    def _rating(self, one: _Candidate, visit: Visit) -> None:
        key: RatingKey = (
            visit.visit_id,
            one.about.member_id,
            one.row.rater_kind.value,
            one.rater.member_id,
            one.instrument.instrument_id,
            NO_GOAL,
        )
        earlier = self.known.ratings.get(key)
        if earlier is None:
            self._write(one, visit)
        elif any(_same(one, rating.total, rating.items) for rating in earlier):
            # Also when it was corrected or withdrawn since: the file is the older word.
            self.plan.known_ratings += 1
            self._count_known(one, visit)
        else:
            error = InvalidInput(
                "Der er allerede en måling af samme person ved dette besøg med en anden værdi. "
                "Ret den på familiens side, hvis den er forkert."
            )
            self._reject(one, self.planner.mapping.total, error)

    def _write(self, one: _Candidate, visit: Visit) -> None:
        self._count_known(one, visit)
        for member in (one.about, one.rater):
            self._member(member, visit.family_id)
        present = (visit.visit_id, one.rater.member_id)
        if present not in self.present:
            self.present.add(present)
            self.plan.participants.append(present)
        self.plan.by_instrument[one.instrument.instrument_id] += 1
        self.plan.ratings.append(
            NewRating(
                self.ctx.new_id(),
                visit,
                one.about.member_id,
                one.row.rater_kind,
                one.rater.member_id,
                one.instrument,
                one.items,
                one.total,
            )
        )

    def _count_known(self, one: _Candidate, visit: Visit) -> None:
        if one.episode is not None:
            self.seen.add(("family", visit.family_id))
        for member in (one.about, one.rater):
            if self._is_known(member):
                self.seen.add(("member", member.member_id))

    def _is_known(self, member: Member) -> bool:
        return any(one.member_id == member.member_id for one in self._of(member.family_id))

    def _of(self, family_id: UUID) -> Sequence[Member]:
        return self.known.members.get(family_id, [])

    def _member(self, member: Member, family_id: UUID) -> None:
        if member.member_id in self.members or self._is_known(member):
            return
        self.sizes[family_id] += 1
        position = len(self._of(family_id)) + self.sizes[family_id] - 1
        placed = replace(member, family_id=family_id, position=position)
        self.members[member.member_id] = placed
        self.plan.members.append(placed)


def _same(one: _Candidate, total: Decimal | None, items: dict[str, Decimal]) -> bool:
    """The same value; where one side has only the total, the total decides."""
    return one.total == total and (not one.items or not items or one.items == items)


def _otherwise(line: int) -> InvalidInput:
    if line == 0:
        return InvalidInput("Personen er registreret med noget andet. Ret det på familiens side.")
    return InvalidInput("Linje {line} siger noget andet om samme person.", line=line)


def _blame(source: Source | None, step: Callable[[], T]) -> T:
    """Run `step`; what it refuses is the fault of that column."""
    try:
        return step()
    except UserFacing as error:
        raise RejectedError(source, error) from None

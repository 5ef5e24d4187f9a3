"""Status reports, read: the desk of whoever writes one, its versions, and both of its files."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from uuid import UUID

from fit_tracker.domain.episodes import Episode
from fit_tracker.domain.frames import Report
from fit_tracker.domain.people import Actor, Family, RaterKind
from fit_tracker.domain.reports import Draft, ReportState
from fit_tracker.errors import Conflict, InvalidInput, NotFound
from fit_tracker.exchange import report_pdf, report_text
from fit_tracker.exchange.report_document import (
    Curve as Curve,  # what a document is made of, for those who show it
)
from fit_tracker.exchange.report_document import Document as Document
from fit_tracker.exchange.report_document import Fact as Fact
from fit_tracker.exchange.report_document import Section as Section
from fit_tracker.exchange.report_document import Table as Table
from fit_tracker.exchange.report_document import fingerprint, from_json
from fit_tracker.services import checks, report_facts
from fit_tracker.services.context import Context, audit
from fit_tracker.services.permissions import Action, require
from fit_tracker.services.report_content import Reader, compose
from fit_tracker.services.report_curves import Shown as Shown
from fit_tracker.services.report_curves import choices
from fit_tracker.services.report_facts import NextMeeting
from fit_tracker.services.report_words import Say
from fit_tracker.store.database import Unit


@dataclass(frozen=True)
class Stored:
    """A version of a report as it is kept. `content` is empty while it is a draft."""

    report_id: UUID
    family_id: UUID
    episode_id: UUID
    version: int
    state: ReportState
    texts: str
    content: str
    content_hash: str
    read_on: date | None
    read_by: str
    remarks: str
    locked_at: datetime | None
    revision: int
    changed_at: datetime
    changed_by: str | None
    created_at: datetime

    @property
    def draft(self) -> Draft:
        return Draft(**json.loads(self.texts))

    @property
    def reader(self) -> Reader | None:
        if self.read_on is None:
            return None
        return Reader(self.read_on, self.read_by, self.remarks)


@dataclass(frozen=True)
class ReportDesk:
    """What the page shows. `open` is the version under way, `document` as it reads now."""

    family: Family
    episode: Episode
    rule: Report
    rule_words: str
    meeting: NextMeeting | None
    versions: list[Stored]
    open: Stored | None
    document: Document | None
    shown: list[Shown]
    today: date

    @property
    def locked(self) -> list[Stored]:
        return [one for one in self.versions if one.state is ReportState.LOCKED]

    @property
    def several_adults(self) -> bool:
        """Whether two grown people's own answers would stand in one report."""
        own = [one for one in self.shown if one.shown and one.key.rater_kind is RaterKind.SELF]
        return sum(one.adult for one in own) > 1


@dataclass(frozen=True)
class OfEpisode:
    """What the family page says of the reports of a course."""

    rule: Report
    open: Stored | None
    locked: list[Stored] = field(default_factory=list)


def texts_json(draft: Draft) -> str:
    return json.dumps(asdict(draft), ensure_ascii=False, sort_keys=True)


def read(ctx: Context, actor: Actor, family_id: UUID, episode_id: UUID | None = None) -> ReportDesk:
    """The reports of a course: the chosen one of the family, or else its latest."""
    require(actor, Action.WRITE_REPORT)
    return ctx.database.in_transaction(lambda unit: _desk(ctx, unit, actor, family_id, episode_id))


def _desk(
    ctx: Context, unit: Unit, actor: Actor, family_id: UUID, episode_id: UUID | None
) -> ReportDesk:
    family = checks.family(unit, actor, family_id)
    episodes = unit.all(Episode, "episodes/of_family", family_id=family_id)
    chosen = next((e for e in episodes if episode_id in (None, e.episode_id)), None)
    if chosen is None:
        raise InvalidInput("Familien har intet forløb endnu. Start et på familiens side.")
    facts = report_facts.read(ctx, unit, family, chosen)
    say = Say(ctx.settings.language, facts)
    versions = of_course(unit, chosen.episode_id)
    current = next((one for one in versions if one.state.is_open), None)
    audit(ctx, unit, actor, "report_read", [family_id])
    return ReportDesk(
        family=family,
        episode=chosen,
        rule=facts.use.frame.report,
        rule_words=facts.use.frame.words.get("report", ""),
        meeting=facts.meeting,
        versions=versions,
        open=current,
        document=None if current is None else _document(say, current),
        shown=choices(say, current.draft) if current else [],
        today=ctx.today(),
    )


def of_course(unit: Unit, episode_id: UUID) -> list[Stored]:
    return unit.all(Stored, "reports/of_episode", episode_id=episode_id)


def of_episode(ctx: Context, unit: Unit, episode_id: UUID, rule: Report) -> OfEpisode:
    """For the family page, which has found the family and knows the service's rule."""
    versions = of_course(unit, episode_id)
    return OfEpisode(
        rule,
        next((one for one in versions if one.state.is_open), None),
        [one for one in versions if one.state is ReportState.LOCKED],
    )


def locked(ctx: Context, actor: Actor, report_id: UUID) -> Document:
    """A version as the family read it and it was locked, to read on the screen."""
    require(actor, Action.WRITE_REPORT)

    def work(unit: Unit) -> Document:
        stored = unit.one(Stored, "reports/visible", report_id=report_id, actor_id=actor.user_id)
        if stored.state is not ReportState.LOCKED:
            raise NotFound("Det findes ikke, eller du har ikke adgang til det.")
        audit(ctx, unit, actor, "report_read", [stored.family_id], detail=str(stored.version))
        return frozen(stored)

    return ctx.database.in_transaction(work)


def _document(say: Say, stored: Stored) -> Document:
    """A draft follows the figures; what was frozen is shown as it was."""
    if not stored.content:
        return compose(say, stored.draft, stored.version, None)
    return frozen(stored)


def frozen(stored: Stored) -> Document:
    if fingerprint(stored.content) != stored.content_hash:
        raise Conflict(
            "Version {n} er ikke længere den, familien læste: den er ændret uden om FIT Tracker. "
            "Sig det til din administrator, og brug den sikkerhedskopi, hvor den er hel.",
            n=stored.version,
        )
    return from_json(stored.content)


def pdf(ctx: Context, actor: Actor, report_id: UUID) -> bytes:
    """The version as a PDF: a draft as it reads now, a frozen one the same for ever."""
    stored, document = _taken_out(ctx, actor, report_id, "report_pdf")
    at = stored.locked_at or stored.changed_at
    return report_pdf.pdf(document, at, stored.content_hash)


def text(ctx: Context, actor: Actor, report_id: UUID) -> str:
    """The version as plain text, ready to paste."""
    return report_text.text(_taken_out(ctx, actor, report_id, "report_text")[1])


def _taken_out(ctx: Context, actor: Actor, report_id: UUID, what: str) -> tuple[Stored, Document]:
    require(actor, Action.WRITE_REPORT)

    def work(unit: Unit) -> tuple[Stored, Document]:
        stored = unit.one(Stored, "reports/visible", report_id=report_id, actor_id=actor.user_id)
        audit(ctx, unit, actor, what, [stored.family_id], detail=str(stored.version))
        if stored.content:
            return stored, frozen(stored)
        return stored, composed(ctx, unit, actor, stored, None)

    return ctx.database.in_transaction(work)


def composed(
    ctx: Context, unit: Unit, actor: Actor, stored: Stored, reader: Reader | None
) -> Document:
    """The report as the figures are now."""
    family = checks.family(unit, actor, stored.family_id)
    episode = checks.episode(unit, actor, stored.episode_id)
    say = Say(ctx.settings.language, report_facts.read(ctx, unit, family, episode))
    return compose(say, stored.draft, stored.version, reader)

"""A status report, begun and written: only one version of a course is under way at a time."""

from __future__ import annotations

from uuid import UUID

from fit_tracker.domain.frames import Report
from fit_tracker.domain.people import Actor
from fit_tracker.domain.reports import Draft, ReportState
from fit_tracker.errors import Conflict, InvalidInput
from fit_tracker.services import catalogue, checks
from fit_tracker.services.context import Context, audit
from fit_tracker.services.permissions import Action, require
from fit_tracker.services.report_change import MOST, held, name_of, time_of
from fit_tracker.services.report_facts import NextMeeting
from fit_tracker.services.report_read import Stored, of_course, texts_json
from fit_tracker.store.database import Unit


def begin(
    ctx: Context,
    actor: Actor,
    episode_id: UUID,
    *,
    relevant: bool = False,
    consent: bool = False,
) -> UUID:
    """A new version, with the words of the last locked one to go on from."""
    require(actor, Action.WRITE_REPORT)

    def work(unit: Unit) -> UUID:
        found = checks.episode(unit, actor, episode_id)
        unit.execute("families/take_turn", family_id=found.family_id, now=ctx.clock())
        refuse_rule(catalogue.frame_of(unit, found.service_id).report, relevant, consent)
        versions = of_course(unit, episode_id)
        _refuse_second(versions)
        report_id, version = ctx.new_id(), versions[0].version + 1 if versions else 1
        meeting = unit.maybe(NextMeeting, "reports/next_meeting", episode_id=episode_id)
        unit.execute(
            "reports/insert",
            report_id=report_id,
            family_id=found.family_id,
            episode_id=episode_id,
            meeting_id=meeting.meeting_id if meeting else None,
            version=version,
            texts=texts_json(_from_last(versions, relevant, consent)),
            now=ctx.clock(),
            actor_id=actor.user_id,
        )
        audit(ctx, unit, actor, "report_begun", [found.family_id], detail=str(version))
        return report_id

    return ctx.database.in_transaction(work)


def refuse_rule(rule: Report, relevant: bool, consent: bool) -> None:
    """What the service of today says of reports: a course may have changed service since the
    report was begun."""
    if rule is Report.NO:
        raise InvalidInput(
            "Indsatsens beskrivelse siger, at der ikke skrives statusrapport for den."
        )
    if rule is Report.CONDITIONAL and not (relevant and consent):
        raise InvalidInput(
            "For denne indsats skrives der kun rapport, hvis den er relevant, og forælderen "
            "samtykker. Bekræft begge dele."
        )


def _refuse_second(versions: list[Stored]) -> None:
    under_way = next((one for one in versions if one.state.is_open), None)
    if under_way is not None:
        raise Conflict(
            "{name} begyndte version {n} kl. {time}. Skriv videre i den.",
            name=name_of(under_way),
            n=under_way.version,
            time=time_of(under_way),
        )


def _from_last(versions: list[Stored], relevant: bool, consent: bool) -> Draft:
    last = next((one.draft for one in versions if one.state is ReportState.LOCKED), Draft())
    return Draft(last.worked_on, last.cooperation, last.next_steps, last.shown, relevant, consent)


def save(ctx: Context, actor: Actor, report_id: UUID, revision: int, draft: Draft) -> int:
    """Keep what is written in a draft; the new revision."""
    require(actor, Action.WRITE_REPORT)
    clean = _checked(draft)

    def work(unit: Unit) -> int:
        stored = held(ctx, unit, actor, report_id, revision, ReportState.DRAFT)
        # Whether it is relevant and agreed to was said when it was begun.
        asked = stored.draft
        kept = Draft(*_texts(clean), clean.shown, asked.relevant, asked.consent)
        unit.execute(
            "reports/save",
            report_id=report_id,
            texts=texts_json(kept),
            now=ctx.clock(),
            actor_id=actor.user_id,
        )
        audit(ctx, unit, actor, "report_written", [stored.family_id], detail=str(stored.version))
        return revision + 1

    return ctx.database.in_transaction(work)


def _texts(draft: Draft) -> tuple[str, str, str]:
    return draft.worked_on, draft.cooperation, draft.next_steps


def _checked(draft: Draft) -> Draft:
    """The texts without CPR numbers; each may be empty, and keeps its lines."""
    return Draft(
        checks.free_text(
            draft.worked_on, "det, I har arbejdet med", required=False, most=MOST, as_written=True
        ),
        checks.free_text(
            draft.cooperation, "samarbejdet", required=False, most=MOST, as_written=True
        ),
        checks.free_text(
            draft.next_steps, "det videre forløb", required=False, most=MOST, as_written=True
        ),
        draft.shown,
    )

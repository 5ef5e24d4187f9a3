"""Signing in, staying signed in, and the tablet's lock while a family holds it."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from fit_tracker.domain.answers import Enrolment
from fit_tracker.domain.people import Actor, Role, User
from fit_tracker.domain.programmes import Moment
from fit_tracker.domain.visits import Visit
from fit_tracker.errors import InvalidInput, NotAllowed
from fit_tracker.services import passwords
from fit_tracker.services.context import Context, audit
from fit_tracker.services.permissions import Action, require
from fit_tracker.store.database import Unit
from fit_tracker.texts import LANGUAGES

LOCK_AFTER = 8
PIN_ATTEMPTS = 4
LOCKED_FOR = timedelta(minutes=15)
TOUCH_EVERY = timedelta(seconds=30)

WRONG = "Brugernavn eller adgangskode passer ikke. Prøv igen."
WRONG_OLD = "Den nuværende adgangskode passer ikke."
WRONG_OWN = "Adgangskoden passer ikke."


@dataclass(frozen=True)
class Secret:
    user_id: UUID
    password_hash: str
    pin_hash: str | None
    active: bool
    failed_attempts: int
    locked_until: datetime | None


@dataclass(frozen=True)
class Session:
    """A signed-in session. `locked_visit_id`, or `locked_enrolment_id` with its moment, is set
    while a family holds the tablet."""

    session_id: UUID
    user_id: UUID
    last_seen_at: datetime
    locked_visit_id: UUID | None
    display_name: str
    role: Role
    language: str
    must_change_password: bool
    locked_enrolment_id: UUID | None = None
    locked_moment: Moment | None = None

    @property
    def is_locked(self) -> bool:
        """Whether the family holds the tablet, whatever it answers."""
        return self.locked_visit_id is not None or self.locked_enrolment_id is not None

    @property
    def actor(self) -> Actor:
        return Actor(self.user_id, self.role, self.display_name, self.language)


def sign_in(ctx: Context, username: str, password: str) -> tuple[str, Session]:
    """Check the password and start a session; returns its token and the session.

    The token leaves this function once; the database keeps a hash. One sentence for
    every failure, so that it does not tell which usernames exist.
    """
    name = username.strip().lower()
    with passwords.one_at_a_time:
        secret = ctx.database.in_transaction(
            lambda unit: unit.maybe(Secret, "accounts/secret_by_username", username=name)
        )
        _refuse_locked(ctx, secret)
        right = passwords.matches(secret.password_hash if secret else None, password)
        if secret is None or not right or not secret.active:
            _count_failure(ctx, secret, "sign_in_failed")
            raise NotAllowed(WRONG)
    return _start_session(ctx, secret.user_id)


def _refuse_locked(ctx: Context, secret: Secret | None) -> None:
    if secret and secret.locked_until and secret.locked_until > ctx.clock():
        raise NotAllowed(
            "Kontoen er låst efter for mange forsøg. Prøv igen om {minutes} minutter.",
            minutes=int(LOCKED_FOR.total_seconds() // 60),
        )


def _count_failure(ctx: Context, secret: Secret | None, what: str) -> None:
    def work(unit: Unit) -> None:
        if secret is not None:
            unit.execute(
                "accounts/add_failure",
                user_id=secret.user_id,
                lock_after=LOCK_AFTER,
                locked_until=ctx.clock() + LOCKED_FOR,
            )
        # The typed name is not kept: it is often a password in the wrong field.
        audit(ctx, unit, None, what, detail=str(secret.user_id) if secret else "")

    ctx.database.in_transaction(work)


def _start_session(ctx: Context, user_id: UUID) -> tuple[str, Session]:
    token = secrets.token_urlsafe(32)

    def work(unit: Unit) -> Session:
        session_id = ctx.new_id()
        unit.execute("accounts/clear_failures", user_id=user_id)
        unit.execute(
            "accounts/insert_session",
            session_id=session_id,
            token_hash=_token_hash(token),
            user_id=user_id,
            started_at=ctx.clock(),
        )
        session = unit.one(Session, "accounts/session", session_id=session_id)
        audit(ctx, unit, session.actor, "sign_in")
        return session

    return token, ctx.database.in_transaction(work)


def _token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def resume(ctx: Context, token: str) -> Session | None:
    """The session behind a browser's cookie, if it has not rested too long."""
    found = ctx.database.in_transaction(
        lambda unit: unit.maybe(Session, "accounts/session_by_token", token_hash=_token_hash(token))
    )
    return _fresh(ctx, found)


def keep(ctx: Context, session_id: UUID) -> Session | None:
    """The session as it is now, touched; None when it ended, rested too long, or the
    account was closed. Asked on every run of every page."""
    found = ctx.database.in_transaction(
        lambda unit: unit.maybe(Session, "accounts/session", session_id=session_id)
    )
    return _fresh(ctx, found)


def _fresh(ctx: Context, session: Session | None) -> Session | None:
    if session is None:
        return None
    rested = ctx.clock() - session.last_seen_at
    if rested > may_rest(ctx, session):
        sign_out(ctx, session, "session_expired")
        return None
    if rested > TOUCH_EVERY:
        ctx.database.in_transaction(
            lambda unit: unit.execute(
                "accounts/touch_session", session_id=session.session_id, last_seen_at=ctx.clock()
            )
        )
    return session


def may_rest(ctx: Context, session: Session) -> timedelta:
    """A family may take its time between the two scales; only they are open meanwhile."""
    settings = ctx.settings
    return settings.family_mode_idle if session.is_locked else settings.idle


def seconds_left(ctx: Context, token: str) -> int:
    """How long the session of this cookie may still rest, 0 when it is over; asking does
    not count as using it."""
    found = ctx.database.in_transaction(
        lambda unit: unit.maybe(Session, "accounts/session_by_token", token_hash=_token_hash(token))
    )
    if found is None:
        return 0
    left = found.last_seen_at + may_rest(ctx, found) - ctx.clock()
    return max(int(left.total_seconds()), 0)


def sign_out(ctx: Context, session: Session, what: str = "sign_out") -> None:
    def work(unit: Unit) -> None:
        unit.execute("accounts/end_session", session_id=session.session_id, ended_at=ctx.clock())
        audit(ctx, unit, session.actor, what)

    ctx.database.in_transaction(work)


def lock_to_visit(ctx: Context, session: Session, visit_id: UUID) -> None:
    """Hand the tablet over: until unlocked, this session opens that visit's scales only.

    Kept in the database, so that reloading the page does not unlock it.
    """
    require(session.actor, Action.RECORD_VISIT)

    def work(unit: Unit) -> None:
        visit = unit.one(Visit, "visits/visible", visit_id=visit_id, actor_id=session.user_id)
        _set_lock(ctx, unit, session, visit_id=visit_id)
        audit(ctx, unit, session.actor, "tablet_handed_over", [visit.family_id])

    ctx.database.in_transaction(work)


def lock_to_questionnaire(
    ctx: Context, session: Session, enrolment_id: UUID, moment: Moment
) -> None:
    """Hand the tablet over for one person's questionnaire of one moment, and nothing else."""
    require(session.actor, Action.ASK_MEASURES)

    def work(unit: Unit) -> None:
        query = "programme_answers/visible_enrolment"
        found = unit.one(Enrolment, query, enrolment_id=enrolment_id, actor_id=session.user_id)
        _set_lock(ctx, unit, session, enrolment_id=enrolment_id, moment=moment)
        audit(ctx, unit, session.actor, "tablet_handed_over", [found.family_id])

    ctx.database.in_transaction(work)


def _set_lock(
    ctx: Context,
    unit: Unit,
    session: Session,
    *,
    visit_id: UUID | None = None,
    enrolment_id: UUID | None = None,
    moment: Moment | None = None,
) -> None:
    """Lock to one thing, or to nothing: one lock takes the other's place."""
    unit.execute(
        "accounts/lock_session",
        session_id=session.session_id,
        locked_visit_id=visit_id,
        locked_enrolment_id=enrolment_id,
        locked_moment=moment.value if moment else None,
        last_seen_at=ctx.clock(),
    )


def unlock(ctx: Context, session: Session, given: str) -> None:
    """Take the tablet back with the person's code or password.

    A short code may be guessed, so after a few wrong ones only the password opens.
    """
    with passwords.one_at_a_time:
        _check_code(ctx, session, given)

    def work(unit: Unit) -> None:
        unit.execute("accounts/clear_failures", user_id=session.user_id)
        _set_lock(ctx, unit, session)
        audit(ctx, unit, session.actor, "tablet_taken_back")

    ctx.database.in_transaction(work)


def _check_code(ctx: Context, session: Session, given: str) -> None:
    secret = _secret(ctx, session.user_id)
    _refuse_locked(ctx, secret)
    by_pin = secret.pin_hash is not None and secret.failed_attempts < PIN_ATTEMPTS
    if not (
        (by_pin and given.isdigit() and passwords.matches(secret.pin_hash, given))
        or passwords.matches(secret.password_hash, given)
    ):
        _count_failure(ctx, secret, "unlock_failed")
        if secret.pin_hash and not by_pin:
            raise NotAllowed("For mange forkerte koder. Brug din adgangskode.")
        raise NotAllowed("Koden passer ikke. Prøv igen.")


def _secret(ctx: Context, user_id: UUID) -> Secret:
    return ctx.database.in_transaction(
        lambda unit: unit.one(Secret, "accounts/secret_by_id", user_id=user_id)
    )


def _prove(ctx: Context, session: Session, password: str, what: str, wrong: str) -> None:
    """A signed-in screen that somebody left is no proof: ask again, and count wrong answers."""
    with passwords.one_at_a_time:
        secret = _secret(ctx, session.user_id)
        _refuse_locked(ctx, secret)
        if not passwords.matches(secret.password_hash, password):
            _count_failure(ctx, secret, what)
            raise NotAllowed(wrong)


def change_password(ctx: Context, session: Session, old: str, new: str) -> Session:
    """Replace one's own password; every other session of the account ends."""
    _prove(ctx, session, old, "change_password_failed", WRONG_OLD)
    if new == old:
        raise InvalidInput("Den nye adgangskode skal være en anden end den gamle.")
    passwords.check_new_password(new, own_user(ctx, session.actor).username)
    kept = session.session_id
    set_password(ctx, session.actor, session.user_id, new, must_change=False, kept=kept)
    return replace(session, must_change_password=False)


def set_password(
    ctx: Context,
    actor: Actor | None,
    user_id: UUID,
    password: str,
    *,
    must_change: bool,
    kept: UUID | None = None,
) -> None:
    """Store a password that has been checked already, and say so in the trail.

    Whoever knew the old one is out: every session ends but the one it was `kept` for.
    """
    digest = passwords.hashed(password)

    def work(unit: Unit) -> None:
        unit.execute(
            "accounts/set_password",
            user_id=user_id,
            password_hash=digest,
            must_change_password=must_change,
        )
        unit.execute(
            "accounts/end_sessions_of_user", user_id=user_id, ended_at=ctx.clock(), kept=kept
        )
        audit(ctx, unit, actor, "password_changed", detail=str(user_id))

    ctx.database.in_transaction(work)


def set_pin(ctx: Context, session: Session, password: str, pin: str) -> None:
    """Choose the code that takes the tablet back from a family."""
    _prove(ctx, session, password, "set_pin_failed", WRONG_OWN)
    passwords.check_new_pin(pin)
    digest = passwords.hashed(pin)

    def work(unit: Unit) -> None:
        unit.execute("accounts/set_pin", user_id=session.user_id, pin_hash=digest)
        audit(ctx, unit, session.actor, "pin_changed")

    ctx.database.in_transaction(work)


def set_language(ctx: Context, actor: Actor, language: str) -> None:
    if language not in LANGUAGES:
        raise InvalidInput("Sproget «{language}» findes ikke her.", language=language)

    def work(unit: Unit) -> None:
        unit.execute("accounts/set_language", user_id=actor.user_id, language=language)
        audit(ctx, unit, actor, "language_changed", detail=language)

    ctx.database.in_transaction(work)


def own_user(ctx: Context, actor: Actor) -> User:
    return ctx.database.in_transaction(
        lambda unit: unit.one(User, "accounts/user", user_id=actor.user_id)
    )

"""What a command does to the whole database, with the app closed.

The command line may not reach into the store; these functions are its way there. A command
has the machine and the file, so it acts for the oldest administrator, and the trail says so.
"""

from __future__ import annotations

import shutil
import tempfile
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

from fit_tracker.domain.instruments import Instrument
from fit_tracker.domain.people import Actor, Role
from fit_tracker.errors import DatabaseUnavailable, InvalidInput, NotFound
from fit_tracker.instruments import load_catalogue
from fit_tracker.services import administration, assess_many, meeting_plans
from fit_tracker.services.context import Context, audit, utc_now
from fit_tracker.settings import Settings
from fit_tracker.store import backup, migrate
from fit_tracker.store.database import Database, Unit
from fit_tracker.store.queries import DB

SCHEMA_FILE = DB / "schema.sql"


@dataclass(frozen=True)
class Broken:
    """A kind of reference that points at nothing, and how often."""

    reference: str
    n: int


@dataclass(frozen=True)
class Migrated:
    """The steps applied, and the copy taken before; no copy when there was nothing to do."""

    steps: tuple[str, ...]
    copy: Path | None


@dataclass(frozen=True)
class _Account:
    user_id: UUID
    display_name: str
    language: str


def administrator(ctx: Context, command: str) -> Actor:
    """Who a command acts for, written to the trail as "command line" with its name."""

    def work(unit: Unit) -> Actor:
        found = unit.maybe(_Account, "maintenance/first_administrator")
        if found is None:
            raise InvalidInput(
                "Der er ingen aktiv administrator. Start appen, og opret den første bruger."
            )
        actor = Actor(found.user_id, Role.ADMINISTRATOR, found.display_name, found.language)
        audit(ctx, unit, actor, "command_line", detail=f"command line: {command}")
        return actor

    return ctx.database.in_transaction(work)


def project_leader(ctx: Context, command: str) -> Actor:
    """Who a command acts for that a project leader could run in the app: the same account, with
    no more rights than the job has."""
    return replace(administrator(ctx, command), role=Role.PROJECT)


def check(ctx: Context) -> list[Broken]:
    """Every reference that points at nothing; none means that the database is sound."""
    return ctx.database.in_transaction(
        lambda unit: unit.all(Broken, "maintenance/dangling_references")
    )


def migrate_database(settings: Settings) -> Migrated:
    """Bring an older database up to date, after a copy beside the file."""
    require_existing(settings)
    with closing(Database(settings.database, settings.database_key)) as database:
        waiting = migrate.pending(database)
    if not waiting:
        return Migrated((), None)
    name = f"{settings.database.name}.{utc_now():%Y%m%d-%H%M%S}.foer-migration"
    copy = back_up(settings, settings.database.with_name(name))
    with closing(Database(settings.database, settings.database_key)) as database:
        return Migrated(tuple(migrate.migrate(database, utc_now())), copy)


def back_up(settings: Settings, target: Path) -> Path:
    """A copy of the closed database, encrypted if the database is.

    Opening the file first proves that no app holds it and folds its log into it: after
    that the file alone is everything. The running app backs up from inside instead.
    """
    require_existing(settings)
    if target.exists():
        raise InvalidInput("{file} findes allerede; vælg et andet navn.", file=target.name)
    Database(settings.database, settings.database_key).close()
    if settings.database.with_name(settings.database.name + ".wal").exists():
        raise DatabaseUnavailable("Databasens log kunne ikke skrives ind i filen. Intet er ændret.")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(settings.database, target)
    except OSError as error:
        raise InvalidInput(
            "Kan ikke skrive {file}: {why}.", file=str(target), why=error.strerror or "?"
        ) from None
    return target


def restore(settings: Settings, source: Path) -> list[Path]:
    """Put a copy in the database's place; what was there is set aside and named."""
    return backup.restore(source, settings.database, utc_now(), settings.database_key)


def require_existing(settings: Settings) -> None:
    """A command that looks at a database must not create an empty one on the way."""
    if not settings.database.exists():
        raise DatabaseUnavailable(
            "Databasen {file} findes ikke. Sæt FIT_TRACKER_DATABASE, eller start appen først.",
            file=str(settings.database),
        )


def write_schema(target: Path = SCHEMA_FILE) -> Path:
    """db/schema.sql anew, from the migrations alone."""
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(Database(Path(folder) / "schema.duckdb")) as database,
    ):
        migrate.migrate(database, utc_now())
        target.write_text(migrate.schema(database), encoding="utf-8")
    return target


def reset_password(ctx: Context, actor: Actor, username: str) -> str:
    """A new password for the account with this name, to hand over once."""
    wanted = username.strip().lower()
    for user in administration.users(ctx, actor):
        if user.username == wanted:
            return administration.reset_password(ctx, actor, user.user_id)
    raise NotFound("Brugeren «{username}» findes ikke.", username=username)


def instruments(folder: Path | None) -> tuple[Instrument, ...]:
    """All scales with those of `folder`; the first mistake in a pack is refused by name."""
    return load_catalogue(folder).all()


def reassess(ctx: Context, actor: Actor) -> int:
    """Bring the status and flags of every active episode up to date; how many there were.

    After a change of the rules' numbers or of a pack: lists show what was said at the
    latest write, and this makes them say it again by the rules of today. Courses without any
    planned meeting, as those from an older version, get their next one.
    """
    n = assess_many.reassess_active(ctx, actor).courses
    ctx.database.in_transaction(lambda unit: meeting_plans.plan_missing(ctx, unit, actor))
    return n

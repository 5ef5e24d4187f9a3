"""The composition root: settings become an open database and loaded instruments."""

from __future__ import annotations

from fit_tracker.instruments import load_catalogue
from fit_tracker.services.context import Context, Rules, utc_now
from fit_tracker.settings import Settings
from fit_tracker.store.database import Database
from fit_tracker.store.migrate import migrate, require_current


def build(settings: Settings) -> Context:
    """Open the database (a missing one is created) and load the packs.

    An existing database that is older than the code is refused with the command that
    mends it: a migration is something a person decides, after a backup.
    """
    instruments = load_catalogue(settings.instruments)
    fresh = not settings.database.exists()
    database = Database(settings.database, settings.database_key)
    try:
        if fresh:
            migrate(database, utc_now())
        require_current(database)
    except BaseException:
        database.close()
        raise
    rules = Rules(settings.no_change_visits, settings.missing_visits, settings.persist_visits)
    return Context(database, settings, instruments, rules=rules)

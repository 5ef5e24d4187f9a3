"""What a site decides outside the database. Nothing else reads the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from fit_tracker.errors import InvalidInput

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Settings:
    """One frozen answer for the life of the process.

    `database`: the DuckDB file. `database_key`: encrypts the file when given.
    `instruments`: a folder of the site's own packs, outside git. `idle`: how long a
    signed-in session may rest; `family_mode_idle`: the same while a family holds the
    tablet, where only that visit's scales are open. `secure_cookies`: set when the
    app stands behind https. The last three are the rules' conventions, in visits: without
    reliable change, without a rating, and in a row before a worsening counts.
    """

    database: Path
    database_key: str | None
    instruments: Path | None
    idle: timedelta
    family_mode_idle: timedelta
    secure_cookies: bool
    language: str
    no_change_visits: int = 6
    missing_visits: int = 2
    persist_visits: int = 2


def from_environment(env: Mapping[str, str] = os.environ) -> Settings:
    """Read FIT_TRACKER_* variables; each has a default that is right on one machine."""
    folder = env.get("FIT_TRACKER_INSTRUMENTS")
    return Settings(
        database=Path(env.get("FIT_TRACKER_DATABASE") or ROOT / "data" / "fit_tracker.duckdb"),
        database_key=env.get("FIT_TRACKER_DATABASE_KEY") or None,
        instruments=Path(folder) if folder else None,
        idle=_minutes(env, "FIT_TRACKER_IDLE_MINUTES", 30),
        family_mode_idle=_minutes(env, "FIT_TRACKER_FAMILY_MODE_MINUTES", 240),
        secure_cookies=_switched_on(env, "FIT_TRACKER_SECURE_COOKIES"),
        language=env.get("FIT_TRACKER_LANGUAGE", "da"),
        no_change_visits=_visits(env, "FIT_TRACKER_NO_CHANGE_VISITS", 6),
        missing_visits=_visits(env, "FIT_TRACKER_MISSING_VISITS", 2),
        persist_visits=_visits(env, "FIT_TRACKER_PERSIST_VISITS", 2),
    )


def _visits(env: Mapping[str, str], name: str, default: int) -> int:
    text = env.get(name) or str(default)
    if not (text.isascii() and text.isdigit()) or not 0 < int(text) < 100:
        raise InvalidInput(
            "{name} skal være et helt antal besøg fra 1 til 99; der står «{text}».",
            name=name,
            text=text,
        )
    return int(text)


def _switched_on(env: Mapping[str, str], name: str) -> bool:
    return env.get(name, "").strip().lower() in ("1", "true", "yes", "on")


def _minutes(env: Mapping[str, str], name: str, default: int) -> timedelta:
    text = env.get(name, str(default))
    if not (text.isascii() and text.isdigit()) or int(text) == 0:
        raise InvalidInput(
            "{name} skal være et helt antal minutter over 0; der står «{text}».",
            name=name,
            text=text,
        )
    return timedelta(minutes=int(text))

"""What a site decides outside the database, read from the environment alone."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import timedelta
from pathlib import Path

import pytest

from fit_tracker.errors import InvalidInput
from fit_tracker.settings import ROOT, from_environment


def test_every_default_is_right_on_one_machine() -> None:
    settings = from_environment({})
    assert settings.database == ROOT / "data" / "fit_tracker.duckdb"
    assert settings.database_key is None
    assert settings.instruments is None
    assert settings.idle == timedelta(minutes=30)
    assert settings.family_mode_idle == timedelta(minutes=240)
    assert settings.secure_cookies is False
    assert settings.language == "da"


def test_each_variable_is_read() -> None:
    settings = from_environment(
        {
            "FIT_TRACKER_DATABASE": "/data/a.duckdb",
            "FIT_TRACKER_DATABASE_KEY": "nøgle",
            "FIT_TRACKER_INSTRUMENTS": "/data/skalaer",
            "FIT_TRACKER_IDLE_MINUTES": "10",
            "FIT_TRACKER_FAMILY_MODE_MINUTES": "90",
            "FIT_TRACKER_SECURE_COOKIES": "1",
            "FIT_TRACKER_LANGUAGE": "en",
            "FIT_TRACKER_NO_CHANGE_VISITS": "4",
            "FIT_TRACKER_MISSING_VISITS": "3",
            "FIT_TRACKER_PERSIST_VISITS": "1",
        }
    )
    rules = settings.no_change_visits, settings.missing_visits, settings.persist_visits
    assert rules == (4, 3, 1)
    assert settings.database == Path("/data/a.duckdb")
    assert settings.database_key == "nøgle"
    assert settings.instruments == Path("/data/skalaer")
    assert (settings.idle, settings.family_mode_idle) == (
        timedelta(minutes=10),
        timedelta(minutes=90),
    )
    assert settings.secure_cookies
    assert settings.language == "en"


def test_an_empty_variable_is_one_not_set() -> None:
    """An empty key above all: it must not mean "encrypted with nothing"."""
    empty = dict.fromkeys(
        ("FIT_TRACKER_DATABASE", "FIT_TRACKER_DATABASE_KEY", "FIT_TRACKER_INSTRUMENTS"), ""
    )
    assert from_environment(empty) == from_environment({})


@pytest.mark.parametrize("text", ["0", "00", "-5", "1.5", "", "tredive", "²", "٣", " 5"])
@pytest.mark.parametrize("name", ["FIT_TRACKER_IDLE_MINUTES", "FIT_TRACKER_FAMILY_MODE_MINUTES"])
def test_minutes_that_are_none_are_refused_by_name(name: str, text: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        from_environment({name: text})
    assert str(caught.value) == (
        f"{name} skal være et helt antal minutter over 0; der står «{text}»."
    )


def test_settings_do_not_change_while_the_app_runs() -> None:
    settings = from_environment({})
    with pytest.raises(FrozenInstanceError):
        settings.database_key = "x"  # type: ignore[misc]


@pytest.mark.parametrize("text", ["0", "100", "-1", "2.5", "to", "²"])
def test_visits_that_are_none_are_refused_by_name(text: str) -> None:
    with pytest.raises(InvalidInput, match="FIT_TRACKER_NO_CHANGE_VISITS"):
        from_environment({"FIT_TRACKER_NO_CHANGE_VISITS": text})

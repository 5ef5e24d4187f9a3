"""`python -m fit_tracker followups`: the days a service's follow-ups are due."""

from __future__ import annotations

from pathlib import Path

import pytest

from fit_tracker.cli import USAGE, main

Captured = pytest.CaptureFixture[str]


def _run(capsys: Captured, *options: str, language: str = "da") -> tuple[int, list[str], str]:
    code = main(["followups", *options], {"FIT_TRACKER_LANGUAGE": language})
    out, err = capsys.readouterr()
    return code, out.splitlines(), err


def _days(capsys: Captured, service: str, start: str, count: int) -> tuple[int, list[str], str]:
    return _run(capsys, "--service", service, "--start", start, "--count", str(count))


@pytest.mark.parametrize("service", ["N02", "N06", "N07", "N10", "n02"])
def test_month_ends_clamp_and_do_not_drift(capsys: Captured, service: str) -> None:
    code, days, err = _days(capsys, service, "2024-01-31", 3)
    assert (code, days, err) == (0, ["2024-04-30", "2024-10-31", "2025-04-30"], "")


@pytest.mark.parametrize("service", ["N03", "N04"])
def test_where_only_the_first_is_stated_only_the_first_is_said(
    capsys: Captured, service: str
) -> None:
    code, days, err = _days(capsys, service, "2024-01-31", 3)
    assert (code, days) == (0, ["2024-04-30"])
    assert "kun den første opfølgning" in err
    assert _days(capsys, service, "2024-01-31", 1) == (0, ["2024-04-30"], "")


@pytest.mark.parametrize("service", ["N05", "N08", "N09", *(f"N{n}" for n in range(11, 18))])
def test_where_nothing_is_stated_nothing_is_guessed(capsys: Captured, service: str) -> None:
    code, days, err = _days(capsys, service, "2024-01-31", 3)
    assert (code, days) == (USAGE, [])
    assert f"{service} " in err
    assert "ingen opfølgning" in err


def test_a_status_meeting_after_sessions_has_no_day(capsys: Captured) -> None:
    code, days, err = _days(capsys, "N01", "2024-01-31", 1)
    assert (code, days) == (USAGE, [])
    assert "statusmøde efter 8 samtaler" in err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("N99", "2024-01-31", 1), "Kendte koder: I01"),
        (("N02", "31-01-2024", 1), "«31-01-2024» er ikke en dato"),
        (("N02", "2024-02-30", 1), "«2024-02-30» er ikke en dato"),
        (("N02", "2024-01-31", 0), "mellem 1 og 100"),
        (("N02", "2024-01-31", 101), "mellem 1 og 100"),
        (("N02", "9999-01-31", 3), "for langt ude i fremtiden"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(
    capsys: Captured, options: tuple[str, str, int], said: str
) -> None:
    code, days, err = _days(capsys, *options)
    assert (code, days) == (USAGE, [])
    assert said in err


def test_it_needs_no_database(capsys: Captured, tmp_path: Path) -> None:
    nowhere = tmp_path / "none.duckdb"
    args = ["followups", "--service", "N02", "--start", "2026-05-31"]
    assert main(args, {"FIT_TRACKER_DATABASE": str(nowhere)}) == 0
    assert capsys.readouterr().out == "2026-08-31\n2027-02-28\n2027-08-31\n"
    assert not nowhere.exists()


def test_a_catalogue_of_ones_own(capsys: Captured, tmp_path: Path) -> None:
    path = tmp_path / "eget.yaml"
    text = "title: Eget\nservices:\n  - {code: A1, name: Prøve, follow_up: {first_months: 2}}\n"
    path.write_text(text, encoding="utf-8")
    own = ("--catalogue", str(path), "--start", "2024-12-31", "--count", "1")
    assert _run(capsys, "--service", "A1", *own) == (0, ["2025-02-28"], "")
    code, _, err = _run(capsys, "--service", "N02", *own)
    assert code == USAGE
    assert "Kendte koder: A1." in err

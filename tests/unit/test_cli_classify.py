"""`python -m fit_tracker classify`: the analysts' command, without a database."""

from __future__ import annotations

from pathlib import Path

import pytest

from fit_tracker.cli import REJECTED, USAGE, main

SCALE = ["--min", "0", "--max", "40", "--higher-is-better", "--rci", "5"]


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return tmp_path / "ratings.csv"


def _run(table: Path, text: str | bytes, *options: str) -> tuple[int, str | None]:
    table.write_bytes(text.encode() if isinstance(text, str) else text)
    out = table.with_name("classes.csv")
    code = main(["classify", str(table), *options, "--out", str(out)], {})
    return code, out.read_text(encoding="utf-8") if out.exists() else None


HEAD = "episode_id,informant,session_no,score\n"


def _class(table: Path, first: str, last: str, *options: str) -> str:
    rows = f'E1,self,1,"{first}"\nE1,self,2,"{last}"\n'
    code, text = _run(table, HEAD + rows, *(options or SCALE))
    assert code == 0
    assert text is not None
    return text.splitlines()[1].rpartition(",")[2]


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        ("12.4", "17.4", "unchanged"),
        ("12.4", "17.5", "improved"),
        ("17.4", "12.4", "unchanged"),
        ("17.5", "12.4", "deteriorated"),
        ("12,4", "17,5", "improved"),
    ],
)
def test_a_change_must_exceed_the_limit(table: Path, first: str, last: str, found: str) -> None:
    """17.4 - 12.4 is 4.999999999999998 in floats, and 5 exactly here."""
    assert _class(table, first, last) == found


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        ("24.9", "31", "recovered"),
        ("25", "31", "improved"),
        ("31", "25", "deteriorated"),
        ("31", "24.9", "harmed"),
        ("20", "24.9", "unchanged"),
    ],
)
def test_a_cut_off_tells_recovered_and_harmed(
    table: Path, first: str, last: str, found: str
) -> None:
    assert _class(table, first, last, *SCALE, "--cutoff", "25") == found


def test_where_lower_is_better_everything_turns(table: Path) -> None:
    options = ["--min", "0", "--max", "63", "--lower-is-better", "--rci", "9", "--cutoff", "14"]
    assert _class(table, "30", "10", *options) == "recovered"
    assert _class(table, "10", "30", *options) == "harmed"


def test_the_whole_table(table: Path) -> None:
    text = (
        "session_no,episode_id,other,informant,score\n"
        "10,B,x,mor,20\n9,B,x,mor,10.0\n1,A,x,self,\n1,A,x,far,7.5\n11,B,x,mor,\n1,B,x,self,0\n"
    )
    assert _run(table, text, *SCALE)[1] == (
        "episode_id,informant,n,first,last,change,class\n"
        "B,mor,2,10,20,10,improved\n"
        "A,self,0,,,,too_few\n"
        "A,far,1,7.5,7.5,,too_few\n"
        "B,self,1,0,0,,too_few\n"
    )


def test_danish_excel_reads_the_same(table: Path) -> None:
    danish = "episode_id;informant;session_no;score\r\nÆ1;mor;1;12,4\r\nÆ1;mor;2;17,5\r\n"
    expected = _run(table, HEAD + "Æ1,mor,1,12.4\nÆ1,mor,2,17.5\n", *SCALE)
    for encoding in ("utf-8-sig", "cp1252", "utf-16"):
        assert _run(table, danish.encode(encoding), *SCALE) == expected


def test_a_built_in_scale_brings_its_own_numbers(table: Path) -> None:
    """outcome-adult: SD 7.75, r .906 make a limit of 6.586; the cut-off is 25."""
    assert _class(table, "12.4", "18.9", "--instrument", "outcome-adult") == "unchanged"
    assert _class(table, "12.4", "19", "--instrument", "outcome-adult") == "improved"
    assert _class(table, "24", "31", "--instrument", "outcome-adult") == "recovered"


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("A,self,1,40.1", "Linje 3, kolonne «score», værdi «40.1»: Ligger uden for skalaen"),
        ("A,self,1,abc", "Linje 3, kolonne «score», værdi «abc»: Er ikke et tal"),
        ("A,self,en,4", "Linje 3, kolonne «session_no», værdi «en»: Er ikke et tal"),
        ("A,self,1e1,4", "Er ikke et tal"),
        (",self,1,4", "Linje 3, kolonne «episode_id»"),
        ("B,self,1,4", "Linje 3, kolonne «session_no», værdi «1»: Samme forløb"),
        ("A,self,1", "Rækken har 3 felter"),
    ],
)
def test_one_wrong_row_and_nothing_is_written(
    table: Path, capsys: pytest.CaptureFixture[str], row: str, words: str
) -> None:
    assert _run(table, f"{HEAD}B,self,1,5\n{row}\n", *SCALE) == (REJECTED, None)
    assert words in capsys.readouterr().err


@pytest.mark.parametrize(
    "options",
    [
        (),
        ("--instrument", "nothing"),
        ("--instrument", "goal"),
        (*SCALE, "--instrument", "outcome-adult"),
        SCALE[:5],
        ["--min", "0", "--max", "40", "--higher-is-better", "--rci", "x"],
        ["--min", "40", "--max", "0", "--higher-is-better", "--rci", "5"],
        (*SCALE, "--cutoff", "41"),
    ],
)
def test_a_command_that_is_not_clear_is_refused(table: Path, options: tuple[str, ...]) -> None:
    assert _run(table, HEAD + "A,self,1,5\n", *options) == (USAGE, None)


def test_a_column_that_is_missing_is_named(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(table, "episode_id,informant,score\nA,self,5\n", *SCALE)[0] == USAGE
    assert "«session_no» mangler" in capsys.readouterr().err

"""`python -m fit_tracker fit`, `assess` and `simulate`: the analysts' commands, no database."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fit_tracker.cli import REJECTED, USAGE, main
from fit_tracker.progression.simulate import simulate

HEAD = "episode_id,informant,session_no,score\n"
DATA = Path(__file__).parent / "data" / "growth"
FLAGS = [
    "episode_id", "informant", "session_no", "flag", "reason", "risk_deteriorated",
    "risk_not_success",
]  # fmt: skip
BANDS = [
    "episode_id", "informant", "landmark", "target", "lo50", "hi50", "lo80", "hi80", "lo90",
    "hi90", "median",
]  # fmt: skip


def run(*words: object) -> int:
    return main([str(word) for word in words], {})


def text_of(scenario: str, courses: int, seed: int, until: int = 99, mirrored: bool = False) -> str:
    """Simulated ratings as a file; empty scores are left in."""
    made = simulate(scenario, courses, seed)
    lines = [HEAD]
    for name, who, session, score in zip(
        made.episode_id, made.informant_name, made.session, made.score, strict=True
    ):
        told = "" if score != score else f"{40 - score if mirrored else score:.1f}"
        if session <= until:
            lines.append(f"{name},{who},{session},{told}\n")
    return "".join(lines)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("trajectories")


@pytest.fixture(scope="module")
def train(folder: Path) -> Path:
    path = folder / "train.csv"
    path.write_text(text_of("hard", 120, 1), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def model(folder: Path, train: Path) -> Path:
    path = folder / "model.json"
    assert run("fit", train, "--out", path) == 0
    return path


@pytest.fixture
def ratings(tmp_path: Path) -> Path:
    return tmp_path / "ratings.csv"


Rows = list[dict[str, str]]
Assess = Callable[..., tuple[Rows, Rows]]


def rows_of(path: Path) -> Rows:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))


@pytest.fixture
def assess(ratings: Path, model: Path) -> Assess:
    """The two tables that assess writes about these ratings."""

    def _assess(text: str | bytes, *options: object) -> tuple[Rows, Rows]:
        ratings.write_bytes(text.encode() if isinstance(text, str) else text)
        out = [ratings.with_name(name) for name in ("flags.csv", "bands.csv")]
        words = options if "--train" in options else ("--model", model, *options)
        assert run("assess", ratings, *words, "--flags", out[0], "--bands", out[1]) == 0
        return rows_of(out[0]), rows_of(out[1])

    return _assess


# --- fit


def fitted(ratings: Path, text: str | bytes, *options: object) -> tuple[int, dict[str, Any] | None]:
    ratings.write_bytes(text.encode() if isinstance(text, str) else text)
    out = ratings.with_name("model.json")
    code = run("fit", ratings, *options, "--out", out)
    return code, json.loads(out.read_text(encoding="utf-8")) if out.exists() else None


@pytest.mark.parametrize("method", ["ml", "reml"])
@pytest.mark.parametrize("dataset", ["sleepstudy", "btheb", "egsingle"])
def test_the_basic_model_is_that_of_lme4(ratings: Path, dataset: str, method: str) -> None:
    """Published data sets, scores of any size (reaction times in ms), empty ones missing."""
    known = next(
        one
        for one in json.loads((DATA / "reference.json").read_text(encoding="utf-8"))
        if one["dataset"] == dataset and one["method"] == method and len(one["fixed_effects"]) == 2
    )
    data = (DATA / f"{dataset}.csv").read_bytes()
    code, found = fitted(ratings, data, "--basic", "--method", method)
    assert code == 0
    assert found is not None
    assert found["fixed_effects"] == pytest.approx(known["fixed_effects"], rel=1e-6)
    assert found["log_likelihood"] == pytest.approx(known["log_likelihood"], rel=1e-9)
    assert found["residual_variance"] == pytest.approx(known["residual_variance"], rel=1e-6)
    for ours, theirs in zip(found["covariance"], known["covariance"], strict=True):
        assert ours == pytest.approx(theirs, rel=1e-5)
    assert (found["n_episodes"], found["n_ratings"]) == (known["n_episodes"], known["n_ratings"])


def test_the_basic_file_has_what_was_promised_and_no_model(ratings: Path) -> None:
    _, found = fitted(ratings, text_of("plain", 90, 1), "--basic")
    assert found is not None
    assert set(found) >= {
        "fixed_effects", "covariance", "residual_variance", "log_likelihood", "n_episodes",
        "n_ratings",
    }  # fmt: skip
    assert list(found["fixed_effects"]) == ["intercept", "slope"]
    assert "model" not in found


def test_fit_tells_what_it_found(
    model: Path, train: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = model.with_name("again.json")
    assert run("fit", train, "--method", "reml", "--out", out) == 0
    told = capsys.readouterr().out
    for words in ("intercept: ", "slope:father: ", "bend: ", "varians, niveau: ", "restvarians: ",
                  "log-likelihood (reml): -", "af 120 forløb", "80 %-bånd, next: ",
                  "Skala 0–40, højere er bedre; pålidelig ændring: mere end 5.",
                  f"Skrevet: {out}"):  # fmt: skip
        assert words in told
    body = json.loads(out.read_text(encoding="utf-8"))
    assert body["method"] == "reml"
    assert body["model"] == json.loads(model.read_text(encoding="utf-8"))["model"]


def test_with_too_few_courses_the_growth_model_is_all(
    ratings: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, found = fitted(ratings, text_of("plain", 50, 1))
    assert code == 0
    assert found is not None
    assert "model" not in found
    assert "afsluttede forløb med mindst to målinger. Der skal 80 til" in capsys.readouterr().out


def test_what_cannot_be_fitted_is_a_sentence(
    ratings: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert fitted(ratings, HEAD + "A,self,1,5\nA,self,2,6\n", "--basic") == (USAGE, None)
    assert (
        "Der er 1 forløb med målinger. En vækstmodel kræver mindst to." in capsys.readouterr().err
    )


# --- assess


def test_the_two_tables_have_their_columns_and_a_row_for_each_rating(assess: Assess) -> None:
    text = text_of("hard", 30, 7)
    flags, bands = assess(text)
    assert list(flags[0]) == FLAGS
    assert list(bands[0]) == BANDS
    given = [line.split(",") for line in text.splitlines()[1:]]
    rated = [tuple(row[:3]) for row in given if row[3]]
    assert [(r["episode_id"], r["informant"], r["session_no"]) for r in flags] == rated
    for row in flags:
        worse, poor = float(row["risk_deteriorated"]), float(row["risk_not_success"])
        assert 0 <= worse <= poor <= 1
        assert (row["flag"] == "1") is (row["reason"] != "")
        assert row["reason"] in ("", "expected_risk_once", "expected_risk")


def test_a_flag_that_stands_is_the_second_in_a_row(assess: Assess) -> None:
    flags, _ = assess(text_of("hard", 60, 8))
    before: dict[tuple[str, str], str] = {}
    reasons = set()
    for row in flags:
        key = (row["episode_id"], row["informant"])
        wanted = "" if row["flag"] == "0" else "expected_risk"
        if wanted and before.get(key, "0") == "0":
            wanted = "expected_risk_once"
        assert row["reason"] == wanted
        reasons.add(wanted)
        before[key] = row["flag"]
    assert reasons == {"", "expected_risk_once", "expected_risk"}


def test_bands_lie_inside_each_other_on_the_scale(assess: Assess) -> None:
    _, bands = assess(text_of("hard", 60, 8), "--landmarks", "1,3,8")
    sides = ("lo90", "lo80", "lo50", "median", "hi50", "hi80", "hi90")
    for row in bands:
        values = [float(row[side]) for side in sides]
        assert values == sorted(values)
        assert values[0] >= 0
        assert values[-1] <= 40
    assert {row["target"] for row in bands} == {"next", "plus5"}
    assert {row["landmark"] for row in bands} == {"1", "3", "8"}


@pytest.mark.parametrize("last", [1, 3, 5, 8])
def test_no_row_knows_of_a_later_visit(assess: Assess, last: int) -> None:
    """The file ends after the visit: what was written up to it stays the same, letter by letter."""
    flags, bands = assess(text_of("hard", 40, 9), "--landmarks", "1,2,3,5,8")
    fewer, narrower = assess(text_of("hard", 40, 9, until=last), "--landmarks", "1,2,3,5,8")
    assert fewer == [row for row in flags if int(row["session_no"]) <= last]
    kept = [row for row in narrower if int(row["landmark"]) <= last]
    assert kept == [row for row in bands if int(row["landmark"]) <= last]
    assert len(kept) > 40


def test_later_scores_may_be_anything(assess: Assess) -> None:
    text = text_of("hard", 40, 9)
    noisy = [
        ",".join([*row[:3], f"{(7 * number) % 40}"])
        if row[3] and int(row[2]) > 4
        else ",".join(row)
        for number, row in enumerate(line.split(",") for line in text.splitlines()[1:])
    ]
    flags, bands = assess(text, "--landmarks", "2,4")
    other, same = assess(HEAD + "\n".join(noisy) + "\n", "--landmarks", "2,4")
    assert [r for r in flags if int(r["session_no"]) <= 4] == [
        r for r in other if int(r["session_no"]) <= 4
    ]
    assert bands == same
    assert flags != other


def test_a_landmark_is_told_from_the_latest_rating_by_then(assess: Assess) -> None:
    rows = "A,mother,1,20\nA,mother,2,18\nA,mother,3,\nB,mother,4,20\n"
    _, bands = assess(HEAD + rows, "--landmarks", "3, 1,3")
    assert [(r["episode_id"], r["landmark"], r["target"]) for r in bands] == [
        ("A", "3", "next"), ("A", "3", "plus5"), ("A", "1", "next"), ("A", "1", "plus5"),
    ]  # fmt: skip


def test_training_at_once_is_the_same_as_a_model_from_fit(
    assess: Assess, train: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = text_of("hard", 20, 4)
    assert assess(text, "--train", train) == assess(text)
    told = capsys.readouterr().out
    assert told.count("Skala 0–40, højere er bedre; pålidelig ændring: mere end 5.") == 2
    assert " forløb vurderet; " in told


def test_lower_is_better_turns_everything(tmp_path: Path) -> None:
    """The mirrored file of an up scale: equal risks, bands seen in a mirror."""
    found: list[tuple[Rows, Rows]] = []
    for mirrored, option in ((False, "--higher-is-better"), (True, "--lower-is-better")):
        (tmp_path / "train.csv").write_text(text_of("plain", 90, 1, mirrored=mirrored))
        (tmp_path / "new.csv").write_text(text_of("plain", 30, 2, mirrored=mirrored))
        out = [tmp_path / name for name in ("flags.csv", "bands.csv")]
        words = ["--train", tmp_path / "train.csv", option, "--flags", out[0], "--bands", out[1]]
        assert run("assess", tmp_path / "new.csv", *words) == 0
        found.append((rows_of(out[0]), rows_of(out[1])))
    (flags, bands), (turned, reversed_bands) = found
    for one, other in zip(flags, turned, strict=True):
        assert (one["flag"], one["reason"]) == (other["flag"], other["reason"])
        for risk in FLAGS[5:]:
            assert float(one[risk]) == pytest.approx(float(other[risk]), abs=2e-6)
    for one, other in zip(bands, reversed_bands, strict=True):
        assert float(one["median"]) == pytest.approx(40 - float(other["median"]), abs=3e-4)
        for level in ("50", "80", "90"):
            assert float(one[f"lo{level}"]) == pytest.approx(
                40 - float(other[f"hi{level}"]), abs=3e-4
            )


def test_other_columns_danish_excel_and_a_byte_mark_read_the_same(assess: Assess) -> None:
    rows = [("Å1", "mother", "1", "20.5"), ("Å1", "mother", "2", ""), ("Å1", "mother", "3", "17")]
    plain = HEAD + "".join(",".join(row) + "\n" for row in rows)
    danish = "note;score;session_no;informant;episode_id\r\n" + "".join(
        f"x;{score.replace('.', ',')};{session};{who};{name}\r\n"
        for name, who, session, score in rows
    )
    expected = assess(plain)
    assert len(expected[0]) == 2
    for encoding in ("utf-8-sig", "cp1252", "utf-16"):
        assert assess(danish.encode(encoding)) == expected


def test_visits_need_not_be_whole_and_are_written_as_they_were(assess: Assess) -> None:
    flags, bands = assess(HEAD + 'A,mother,0.5,20\nA,mother,"2,25",18\nA,mother,3.50,19\n')
    assert [row["session_no"] for row in flags] == ["0.5", "2,25", "3.50"]
    assert len([row for row in bands if row["landmark"] == "3"]) == 2


def test_rows_in_any_order_give_the_same_rows(assess: Assess) -> None:
    lines = text_of("hard", 15, 3).splitlines(keepends=True)[1:]
    backwards = sorted(map(str, assess(HEAD + "".join(reversed(lines)))[0]))
    assert backwards == sorted(map(str, assess(HEAD + "".join(lines))[0]))


def test_a_rater_the_model_has_not_met_is_assessed_all_the_same(assess: Assess) -> None:
    """Read as the most common one, who in these courses is the mother."""
    known, _ = assess(HEAD + "A,mother,1,20\nA,mother,2,12\n")
    unknown, _ = assess(HEAD + "A,grandmother,1,20\nA,grandmother,2,12\n")
    assert [r["risk_not_success"] for r in known] == [r["risk_not_success"] for r in unknown]


def test_too_few_to_learn_from_leaves_the_rules_without_norms(
    assess: Assess, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    few = tmp_path / "few.csv"
    few.write_text(text_of("plain", 70, 1))
    scores = (20, 15, 14.9, 14, 16, 9)
    rows = "".join(f"A,self,{visit},{score}\n" for visit, score in enumerate(scores, start=1))
    flags, bands = assess(HEAD + rows, "--train", few)
    assert [(r["flag"], r["reason"]) for r in flags] == [
        ("0", ""), ("0", ""), ("1", "worse_once"), ("1", "worsening_persists"), ("0", ""),
        ("1", "worse_once"),
    ]  # fmt: skip
    assert {(r["risk_deteriorated"], r["risk_not_success"]) for r in flags} == {("", "")}
    assert bands == []
    told = capsys.readouterr().out
    assert "afsluttede forløb med mindst to målinger. Der skal 80 til" in told
    assert "Flagene følger de normfri regler, og der er ingen bånd." in told


def test_a_file_of_too_few_courses_leaves_them_too(ratings: Path, assess: Assess) -> None:
    fitted(ratings, text_of("plain", 60, 1))
    few = ratings.with_name("model.json")
    out = [ratings.with_name(name) for name in ("flags.csv", "bands.csv")]
    ratings.write_text(HEAD + "A,self,1,20\nA,self,2,14\n")
    assert run("assess", ratings, "--model", few, "--flags", out[0], "--bands", out[1]) == 0
    assert [row["reason"] for row in rows_of(out[0])] == ["", "worse_once"]
    assert out[1].read_text() == ",".join(BANDS) + "\n"


# --- what is refused


BAD = [
    ("A,self,1,40.1", "Linje 3, kolonne «score», værdi «40.1»: Ligger uden for skalaen, 0 til 40"),
    ("A,self,1,-0.1", "Linje 3, kolonne «score», værdi «-0.1»: Ligger uden for skalaen"),
    ("A,self,1,abc", "Linje 3, kolonne «score», værdi «abc»: Er ikke et tal"),
    ("A,self,1,1e1", "Linje 3, kolonne «score», værdi «1e1»: Er ikke et tal"),
    ("A,self,en,4", "Linje 3, kolonne «session_no», værdi «en»: Er ikke et tal"),
    ("A,self,0,4", "Linje 3, kolonne «session_no», værdi «0»: Besøgets nummer skal være over 0"),
    ("A,self,-1,4", "Linje 3, kolonne «session_no», værdi «-1»: Besøgets nummer skal være over 0"),
    (",self,1,4", "Linje 3, kolonne «episode_id»"),
    ("B,self,1.0,4", "Linje 3, kolonne «session_no», værdi «1»: Samme forløb, informant og besøg"),
    ("A,self,1", "Linje 3"),
    ("A,self,1,4,5", "Linje 3"),
]


# The basic model knows no scale, and so no score outside it; nor does one never stated.
EACH = [
    (command, row, words)
    for command in ("fit", "basic", "assess", "train")
    for row, words in BAD
    if command != "basic" or "skalaen" not in words
]


@pytest.mark.parametrize(("command", "row", "words"), EACH)
def test_one_wrong_row_and_nothing_is_written(
    ratings: Path,
    model: Path,
    capsys: pytest.CaptureFixture[str],
    command: str,
    row: str,
    words: str,
) -> None:
    ratings.write_text(f"{HEAD}B,self,1,5\n{row}\n", encoding="utf-8")
    good = ratings.with_name("good.csv")
    good.write_text(HEAD + "A,self,1,5\n")
    out = [ratings.with_name(name) for name in ("one", "two")]
    if command in ("fit", "basic"):
        how = ["--basic"] if command == "basic" else ["--max", "40"]
        code = run("fit", ratings, *how, "--out", out[0])
    else:
        source = ["--model", model] if command == "assess" else ["--train", ratings]
        asked = ratings if command == "assess" else good
        code = run("assess", asked, *source, "--flags", out[0], "--bands", out[1])
    assert code == REJECTED
    told = capsys.readouterr().err
    assert words in told
    assert "Intet er skrevet. Ret rækkerne, og prøv igen." in told
    assert not any(path.exists() for path in out)


def test_every_wrong_row_is_named_in_the_order_of_the_file(
    ratings: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = HEAD + "A,self,1,4\nA,self,0,4\nA,self,2,x\nA,self,1,9\nA,self,3,41\n"
    assert fitted(ratings, text, "--max", "40") == (REJECTED, None)
    lines = capsys.readouterr().err.splitlines()
    assert [line.split(",")[0] for line in lines[:-1]] == [
        "Linje 3",
        "Linje 4",
        "Linje 5",
        "Linje 6",
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Filen er tom."),
        (HEAD, "Filen har ingen rækker under overskrifterne."),
        (HEAD + "A,self,1,\nA,self,2,\n", "Filen har ingen målinger: alle scorer er tomme."),
        ("episode_id,informant,score\nA,self,5\n", "Kolonnen «session_no» mangler."),
        ("episode_id,informant,session_no,score,score\nA,s,1,5,5\n", "«score» står to gange"),
    ],
)
def test_a_file_without_ratings_is_a_sentence(
    ratings: Path, model: Path, capsys: pytest.CaptureFixture[str], text: str, words: str
) -> None:
    for options in ((), ("--basic",)):
        assert fitted(ratings, text, *options) == (USAGE, None)
        assert words in capsys.readouterr().err
    flags, bands = (ratings.with_name(name) for name in ("flags.csv", "bands.csv"))
    assert run("assess", ratings, "--model", model, "--flags", flags, "--bands", bands) == USAGE
    assert words in capsys.readouterr().err
    assert not flags.exists()


def refused(ratings: Path, *options: object) -> int:
    ratings.write_text(HEAD + "A,self,1,5\n")
    out = [ratings.with_name(name) for name in ("flags.csv", "bands.csv")]
    code = run("assess", ratings, *options, "--flags", out[0], "--bands", out[1])
    assert not any(path.exists() for path in out)
    return code


def test_a_model_made_by_basic_is_refused(
    ratings: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fitted(ratings, text_of("plain", 90, 1), "--basic")
    assert refused(ratings, "--model", ratings.with_name("model.json")) == USAGE
    assert capsys.readouterr().err == (
        "model.json er ikke en model fra «fit», eller den er lavet med --basic.\n"
    )


@pytest.mark.parametrize(
    "body",
    [
        "",
        "hej",
        "[]",
        "1",
        "null",
        "{}",
        '{"scale": {"x": 1}, "model": {}}',
        '{"scale": {}, "model": {}}',
        '{"scale": {}, "model": []}',
        '{"scale": {}, "model": {"growth": 1}}',
    ],
)
def test_what_is_no_model_is_refused(
    ratings: Path, capsys: pytest.CaptureFixture[str], body: str
) -> None:
    ratings.with_name("m.json").write_text(body)
    assert refused(ratings, "--model", ratings.with_name("m.json")) == USAGE
    assert "m.json er ikke en model fra «fit»" in capsys.readouterr().err


@pytest.mark.parametrize(
    "options",
    [
        ["--min", "-1"],
        ["--max", "63"],
        ["--rci", "5.1"],
        ["--lower-is-better"],
    ],
)
def test_a_model_brings_its_own_scale(
    ratings: Path, model: Path, capsys: pytest.CaptureFixture[str], options: list[str]
) -> None:
    assert refused(ratings, "--model", model, *options) == USAGE
    error = capsys.readouterr().err
    assert "en anden skala end den skrevne: 0–40, pålidelig ændring 5, --higher" in error


def test_the_same_scale_may_be_said_again(ratings: Path, model: Path, tmp_path: Path) -> None:
    same = ["--min", "0", "--max", "40.0", "--higher-is-better", "--rci", "5"]
    out = ["--flags", tmp_path / "f.csv", "--bands", tmp_path / "b.csv"]
    ratings.write_text(text_of("plain", 3, 1), encoding="utf-8")
    assert run("assess", ratings, "--model", model, *same, *out) == 0


def test_scores_outside_a_scale_nobody_stated_still_give_a_growth_model(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """lme4's sleepstudy is in milliseconds: a growth model, and no model to assess with."""
    out = tmp_path / "m.json"
    assert run("fit", DATA / "sleepstudy.csv", "--out", out) == 0
    assert "Skriv --min og --max" in capsys.readouterr().out
    found = json.loads(out.read_text(encoding="utf-8"))
    assert found["n_episodes"] == 18
    assert "model" not in found
    assert "scale" not in found


def test_the_growth_model_keeps_the_scales_own_direction(tmp_path: Path) -> None:
    """BtheB: depression falls, so the slope is negative whichever way is better."""
    slopes = []
    for direction in ("--lower-is-better", "--higher-is-better"):
        out = tmp_path / f"m{direction}.json"
        file = DATA / "btheb.csv"
        assert run("fit", file, "--min", "0", "--max", "63", direction, "--out", out) == 0
        slopes.append(json.loads(out.read_text(encoding="utf-8"))["fixed_effects"]["slope"])
    assert slopes[0] < 0
    assert slopes[0] == pytest.approx(slopes[1])


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--min", "40", "--max", "0"], "--min skal være mindre end --max."),
        (["--rci", "-1"], "--rci kan ikke være mindre end 0."),
        (["--rci", "fem"], "--rci: «fem» er ikke et tal."),
        (["--max", "inf"], "--max: «inf» er ikke et tal."),
        (["--min", "nan"], "--min: «nan» er ikke et tal."),
    ],
)
def test_a_scale_that_is_none_is_refused(
    ratings: Path, train: Path, capsys: pytest.CaptureFixture[str], options: list[str], words: str
) -> None:
    assert refused(ratings, "--train", train, *options) == USAGE
    assert words in capsys.readouterr().err
    assert fitted(ratings, HEAD + "A,self,1,5\n", *options) == (USAGE, None)


@pytest.mark.parametrize("landmarks", ["", "0", "3,,5", "3;5", "-1", "tre", "2.5"])
def test_landmarks_are_visits(
    ratings: Path, model: Path, capsys: pytest.CaptureFixture[str], landmarks: str
) -> None:
    with pytest.raises(SystemExit) as left:
        refused(ratings, "--model", model, f"--landmarks={landmarks}")
    assert left.value.code == USAGE
    assert "--landmarks" in capsys.readouterr().err


@pytest.mark.parametrize("options", [[], ["--model", "a", "--train", "b"]])
def test_either_a_model_or_courses_to_learn_from(ratings: Path, options: list[str]) -> None:
    with pytest.raises(SystemExit) as left:
        refused(ratings, *options)
    assert left.value.code == USAGE


def test_a_model_that_is_not_there(ratings: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert refused(ratings, "--model", ratings.with_name("none.json")) == USAGE
    assert "Kan ikke læse" in capsys.readouterr().err


def test_a_place_that_cannot_be_written_to(
    ratings: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file stands where the folder should be."""
    ratings.write_text(text_of("plain", 5, 1))
    assert run("fit", ratings, "--basic", "--out", ratings / "model.json") == USAGE
    assert "Kan ikke skrive" in capsys.readouterr().err
    made = ["--scenario", "plain", "--episodes", 3, "--seed", 1]
    assert run("simulate", *made, "--out", ratings) == USAGE
    assert "Kan ikke skrive" in capsys.readouterr().err


# --- simulate


def test_simulated_courses_are_what_fit_and_assess_read(tmp_path: Path, assess: Assess) -> None:
    out = tmp_path / "new" / "folder"
    assert run("simulate", "--scenario", "hard", "--episodes", 20, "--seed", 5, "--out", out) == 0
    text = (out / "ratings.csv").read_text(encoding="utf-8")
    assert text == text_of("hard", 20, 5)
    truth = rows_of(out / "truth.csv")
    assert len(truth) == len(text.splitlines()) - 1
    assert {row["true_class"] for row in truth} <= {"improved", "unchanged", "deteriorated"}
    assert len(assess(text)[0]) == sum(not line.endswith(",") for line in text.splitlines()[1:])


@pytest.mark.parametrize(
    ("scenario", "episodes", "seed", "words"),
    [
        ("sol", 5, 1, "Scenariet «sol» findes ikke. Vælg et af disse: plain, skewed"),
        ("plain", 0, 1, "Antallet af forløb skal være mindst 1."),
        ("plain", 5, -1, "Frøet (seed) skal være 0 eller højere."),
    ],
)
def test_a_simulation_that_cannot_be_made(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    scenario: str,
    episodes: int,
    seed: int,
    words: str,
) -> None:
    code = run("simulate", "--scenario", scenario, "--episodes", episodes, "--seed", seed,
               "--out", tmp_path / "out")  # fmt: skip
    assert code == USAGE
    assert words in capsys.readouterr().err
    assert not (tmp_path / "out").exists()

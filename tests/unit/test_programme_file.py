"""A programme written by hand: what is understood, how a mistake is answered, and the way back."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fit_tracker.domain.programme_json import from_json, to_json
from fit_tracker.domain.programmes import (
    Asked,
    Cadence,
    CostKind,
    CostLine,
    CostUnit,
    Indicator,
    Moment,
    Programme,
    ProgrammeMeasure,
    ProgrammePeriod,
    ProgrammeService,
    Published,
    Target,
    TargetKind,
    Windows,
)
from fit_tracker.errors import InvalidInput, PackInvalid
from fit_tracker.exchange.programme_file import MAX_BYTES, read_programme
from fit_tracker.exchange.programme_writing import write_programme
from fit_tracker.instruments import load_catalogue
from fit_tracker.services.programme_check import checked
from fit_tracker.services.programme_files import built_in
from fit_tracker.ui.programmes import words

HEAD = "code: prove\nname: Prøve\n"
MEASURE = (
    "measures:\n  - {code: stress, instrument: programme-stress, moments: [before], "
    "asked: [mothers]}\n"
)
ISHOJ = built_in()["ishoj"]
STEPPING = built_in()["triple_p_stepping_stones"]


def _read(more: str = "") -> Programme:
    return read_programme("x.yaml", (HEAD + more).encode())


def _refusal(data: str | bytes) -> str:
    given_bytes = data.encode() if isinstance(data, str) else data
    with pytest.raises(PackInvalid) as caught:
        read_programme("x.yaml", given_bytes)
    return str(caught.value)


def test_what_is_left_out_is_not_stated() -> None:
    found = _read()
    assert found == Programme(
        "prove", "Prøve", "", "", None, None, (), (), (), (), (), (), (), Cadence(), Windows(),
        (), "", (),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("colour: blå\n", "linje 3, felt «colour»: kendes ikke"),
        ("name: Igen\n", "linje 3, felt «name»: står to gange"),
        ("child_ages: {min: 5, max: 3}\n", "«max» er mindre end «min»"),
        ("child_ages: {min: 26}\n", "skal være fra 0 til 25; der står «26»"),
        ("services:\n  - {code: A}\n", "linje 4, felt «services[1].name»: mangler"),
        ("services:\n  - {code: A, name: A}\n  - {code: a, name: B}\n", "linje 5, felt «services"),
        ("periods:\n  - {number: 1, first_day: 2020-02-01, last_day: 2020-01-31}\n",
         "«last_day» ligger før «first_day»"),
        ("periods:\n  - {number: 1, first_day: 01-02-2020, last_day: 2020-01-31}\n",
         "felt «periods[1].first_day»: skal være en dato, åååå-mm-dd; «01-02-2020»"),
        ("periods:\n  - {number: 1, first_day: 2020-01-01, last_day: 2020-01-31, grant: 1.005}\n",
         "skal være et beløb i kr. med højst to decimaler"),
        ("targets:\n  - {kind: families, low: 1, high: 2}\n", "skal være et af families_total"),
        ("targets:\n  - {kind: families_total, low: 3, high: 2}\n", "«high» er mindre end «low»"),
        ("targets:\n  - {kind: families_total, low: 1, high: 2, chosen: true}\n"
         "  - {kind: families_total, low: 3, high: 4, chosen: true}\n",
         "linje 5, felt «targets[2]»: kun ét mål af hver slags"),
        ("measures:\n  - {code: a, instrument: b, moments: [], asked: [mothers]}\n",
         "felt «measures[1].moments»: skal have mindst ét element"),
        (MEASURE.replace("[before]", "[before, each_visit]"),
         "each_visit er besøgets egen måling"),
        ("measures:\n  - {code: a, instrument: b, moments: [before], asked: [uncles]}\n",
         "felt «measures[1].asked[1]»: skal være et af mothers, fathers, caretakers, children"),
        ("costs:\n  - {kind: running, item: I alt, amount: 5, unit: participant, low: 1}\n",
         "skriv både «low» og «high» eller ingen af dem"),
        ("costs:\n  - {kind: running, item: Drift, amount: 5, unit: employee, low: 6, high: 7}\n",
         "«amount» ligger ikke mellem «low» og «high»"),
        ("costs:\n  - {kind: running, item: Drift, amount: -5, unit: employee}\n", "beløb i kr."),
        (f"{MEASURE}published:\n  - {{measure: trivsel, group: all, before: 1, after: 2, "
         "measurable: yes}\n", "skalaen «trivsel» står ikke under measures"),
        (f"{MEASURE}published:\n  - {{measure: stress, group: alle, before: 1, after: 2, "
         "measurable: yes}\n", "skal være et af all, mothers, fathers"),
        ("indicators: [adviser_changes, adviser_changes]\n", "«adviser_changes» står to gange"),
        ("cadence: {per_year: 4, total: 3}\n", "skriv per_year eller total, ikke begge"),
        ("cadence: {per_year: 13}\n", "skal være fra 1 til 12"),
        ("windows: {follow_up_from: 6, follow_up_to: 3}\n", "er mindre end follow_up_from"),
        (f"remarks: ['{'x' * 501}']\n", "felt «remarks[1]»: må højst have 500 tegn"),
    ],
)  # fmt: skip
def test_a_mistake_is_answered_with_line_and_field(more: str, said: str) -> None:
    refusal = _refusal(HEAD + more)
    assert refusal.startswith("x.yaml, linje ")
    assert said in refusal


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("name: Prøve\n", "felt «code»: mangler"),
        ("code: Prøve\nname: P\n", "skal være små bogstaver a–z"),
        ("", "filen er tom"),
        ("code: a\n\tname: b\n", "kan ikke læses som YAML"),
        (b"code: a\nname: Pr\xf8ve\n", "ikke gemt som UTF-8"),
        (HEAD + "#" * MAX_BYTES, "for stor til et program"),
    ],
)
def test_a_file_that_is_no_programme(data: str | bytes, said: str) -> None:
    assert said in _refusal(data)


@pytest.mark.parametrize("code", sorted(built_in()))
def test_a_programme_is_the_same_after_file_and_json(code: str) -> None:
    programme = built_in()[code]
    assert read_programme("x.yaml", write_programme(programme)) == programme
    assert from_json(to_json(programme)) == programme


def test_the_example_in_the_documents_is_a_programme() -> None:
    text = (Path(__file__).parents[2] / "docs" / "programmes.md").read_text(encoding="utf-8")
    example = text.split("```yaml\n")[1].split("```")[0]
    found = read_programme("x.yaml", example.encode())
    assert checked(found, load_catalogue()) == found
    for name in Programme.__dataclass_fields__:
        assert getattr(found, name), f"{name} stands in no example"


def test_equal_programmes_have_the_same_json() -> None:
    line = CostLine(CostKind.RUNNING, "Drift", Decimal("3600.50"), None, None,
                    CostUnit.PARTICIPANT, "", False, "", "")  # fmt: skip
    one = replace(ISHOJ, costs=(line,))
    other = replace(ISHOJ, costs=(replace(line, amount=Decimal("3600.5")),))
    assert to_json(one) == to_json(other)
    assert to_json(one).endswith("}\n")
    assert json.loads(to_json(one))["costs"][0]["amount"] == "3600.5"


TEXTS = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=30)
AMOUNTS = st.decimals(0, 10**8, places=2)
DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))
PERIODS = st.builds(
    lambda number, day, length, grant: ProgrammePeriod(
        number, day, date.fromordinal(day.toordinal() + length), grant
    ),
    st.integers(1, 100),
    DAYS,
    st.integers(0, 900),
    st.none() | AMOUNTS,
)
TARGETS = st.builds(
    lambda kind, low, more, chosen, source: Target(kind, low, low + more, chosen, source),
    st.sampled_from(TargetKind),
    st.integers(0, 100),
    st.integers(0, 100),
    st.booleans(),
    TEXTS,
)
COSTS = st.builds(
    lambda kind, unit, amount, text, is_sum: CostLine(
        kind, text, amount, amount, amount + 1, unit, text, is_sum, text, text
    ),
    st.sampled_from(CostKind),
    st.sampled_from(CostUnit),
    AMOUNTS,
    TEXTS,
    st.booleans(),
)


@settings(deadline=None, max_examples=50)
@given(
    TEXTS,
    st.lists(PERIODS, unique_by=lambda one: one.number, max_size=4),
    st.lists(TARGETS, unique_by=lambda one: one.kind, max_size=4),
    st.lists(COSTS, max_size=3),
    st.lists(st.sampled_from(Indicator), unique=True),
)
def test_whatever_is_written_can_be_read_again(
    text: str,
    periods: list[ProgrammePeriod],
    targets: list[Target],
    costs: list[CostLine],
    indicators: list[Indicator],
) -> None:
    programme = replace(
        STEPPING, name=text, services=(ProgrammeService("X", text),), periods=tuple(periods),
        targets=tuple(targets), costs=tuple(costs), indicators=tuple(indicators), remarks=(text,),
    )  # fmt: skip
    assert read_programme("x.yaml", write_programme(programme)) == programme
    assert from_json(to_json(programme)) == programme


def _wrong(**changes: object) -> str:
    with pytest.raises(InvalidInput) as caught:
        checked(replace(STEPPING, **changes), load_catalogue())  # type: ignore[arg-type]
    return str(caught.value)


def _period(number: int, first: str, last: str) -> ProgrammePeriod:
    return ProgrammePeriod(number, date.fromisoformat(first), date.fromisoformat(last), None)


STRESS = STEPPING.measures[0]
FIRST_HALF = _period(1, "2020-01-01", "2020-06-30")
MEAN = Published("stress", "all", Decimal("3.4"), Decimal("3.0"), "yes")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": "  "}, "mangler"),
        ({"remarks": ("Ring til 010190-1234",)}, "ligner et CPR-nummer"),
        ({"child_age_min": 13}, "Barnets alder"),
        ({"periods": (FIRST_HALF, _period(2, "2020-06-30", "2020-12-31"))},
         "Periode 2 begynder, før den forrige er slut"),
        ({"targets": tuple(Target(TargetKind.FAMILIES_TOTAL, n, n, True, "") for n in (1, 2))},
         "kun styres efter ét mål"),
        ({"measures": (replace(STRESS, instrument_id="ukendt"),)}, "«ukendt» findes ikke"),
        ({"measures": (replace(STRESS, asked=()),)}, "vælg, hvornår og hvem"),
        ({"measures": (STRESS, STRESS)}, "«stress» står to gange"),
        ({"published": (replace(MEAN, before=Decimal("6.1")),)}, "uden for skalaen"),
        ({"published": (replace(MEAN, measure="humør"),)}, "som programmet ikke har"),
        ({"cadence": Cadence(4, 3)}, "enten møder om året eller møder i alt"),
        ({"windows": Windows(follow_up_from=7)}, "kan ikke slutte, før den begynder"),
    ],
)  # fmt: skip
def test_a_programme_that_does_not_hold_together(changes: dict[str, object], said: str) -> None:
    assert said in _wrong(**changes)


def test_successive_periods_may_touch() -> None:
    """At the boundary: the day after is the first day that is free."""
    periods = FIRST_HALF, _period(2, "2020-07-01", "2020-12-31")
    assert checked(replace(STEPPING, periods=periods), load_catalogue()).periods == periods


def test_a_mean_at_the_end_of_its_scale_is_on_it() -> None:
    end = replace(MEAN, before=Decimal(6), after=Decimal(1))
    assert checked(replace(STEPPING, published=(end,)), load_catalogue()).published == (end,)


@pytest.mark.parametrize(
    ("amount", "said"),
    [("508100", "508.100\u00a0kr."), ("0", "0\u00a0kr."), ("3600.5", "3.600,50\u00a0kr."),
     ("1234567", "1.234.567\u00a0kr.")],
)  # fmt: skip
def test_kroner_as_danes_write_them(amount: str, said: str) -> None:
    assert words.kroner(Decimal(amount)) == said


def test_words_for_ages_targets_and_meetings() -> None:
    assert words.ages(STEPPING) == "børn på 2–12 år"
    assert words.ages(built_in()["koebenhavn"]) == "børn under 18 år"
    assert words.target_text(ISHOJ.targets[0]) == "6–8 familier om året"
    assert words.target_text(ISHOJ.targets[2]) == "22 familier i alt"
    assert words.cadence(ISHOJ.cadence) == "3 møder i alt"
    assert words.listed(["mødre", "fædre", "børn"]) == "mødre, fædre og børn"


@pytest.mark.parametrize(
    ("kinds", "word"),
    [(Moment, words.moment_word), (Asked, words.asked_word), (TargetKind, words.target_word),
     (Indicator, words.indicator_word), (CostKind, words.cost_kind_word),
     (CostUnit, words.cost_unit_word)],
)  # fmt: skip
def test_every_code_has_a_word(kinds: Iterable[StrEnum], word: Callable[..., str]) -> None:
    said = [word(one) for one in kinds]
    assert len(set(said)) == len(said)


def test_every_field_has_a_word() -> None:
    for name in Programme.__dataclass_fields__:
        assert name == "code" or words.field_word(name)


def test_a_measure_keeps_its_moments_in_the_order_of_time() -> None:
    found = _read(MEASURE.replace("[before]", "[follow_up, before]")).measures
    assert found == (
        ProgrammeMeasure("stress", "programme-stress", (Moment.BEFORE, Moment.FOLLOW_UP),
                         (Asked.MOTHERS,)),
    )  # fmt: skip

"""The six programmes that come with the tool, field by field against what their sources print."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from fit_tracker.domain.programmes import (
    Asked,
    CostKind,
    CostUnit,
    Indicator,
    Moment,
    Programme,
    TargetKind,
)
from fit_tracker.instruments import load_catalogue
from fit_tracker.services.programme_check import checked
from fit_tracker.services.programme_files import built_in

DATA = Path(__file__).parent / "data" / "programmes"
PROGRAMMES = built_in()
VIVE = ("triple_p_stepping_stones", "terapeutisk_bistand", "foraeldrekurser")
TABLES = {
    "STEPPING STONES: FORÆLDRENES UDVIKLING": "triple_p_stepping_stones",
    "TERAPEUTISK BISTAND: FORÆLDRENES UDVIKLING": "terapeutisk_bistand",
    "FORÆLDREKURSER: FORÆLDRENES UDVIKLING": "foraeldrekurser",
}
GROUPS = {"Alle": "all", "Mødre": "mothers", "Fædre": "fathers"}
LINE = re.compile(r"(Alle|Mødre|Fædre) (\d)[,.](\d) (\d)[,.](\d)$")
SCALE = re.compile(r"\(på en .*?(\d)-(\d), hvor (\d) er (.+)\)")
UNITS = {
    "per municipality": CostUnit.MUNICIPALITY,
    "per participant": CostUnit.PARTICIPANT,
    "per trained employee": CostUnit.EMPLOYEE,
}
Means = dict[tuple[str, str], tuple[Decimal, Decimal]]


def _csv(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _printed() -> dict[str, Means]:
    """The means of the booklet's tables, by programme, scale title and group."""
    found: dict[str, Means] = defaultdict(dict)
    programme, title = "", ""
    for line in (DATA / "vive_tables.txt").read_text(encoding="utf-8").splitlines():
        if line in TABLES:
            programme = TABLES[line]
        elif match := LINE.search(_without_legend(line)):
            before, after = Decimal(f"{match[2]}.{match[3]}"), Decimal(f"{match[4]}.{match[5]}")
            found[programme][title, GROUPS[match[1]]] = before, after
        elif line.isupper() and line != "FØR EFTER":
            title = line.strip()
    return found


def _without_legend(line: str) -> str:
    for words in ("positiv udvikling", "ingen målbar udvikling"):
        line = line.removeprefix(words).removesuffix(words).strip()
    return line


@pytest.mark.parametrize("code", VIVE)
def test_the_printed_means_are_those_of_the_booklets_tables(code: str) -> None:
    rows = [row for row in _csv("vive_prepost.csv") if row["programme"] == code]
    titles = {row["measure"]: row["measure_da"] for row in rows}
    ours = {
        (titles[one.measure], one.group): (one.before, one.after)
        for one in PROGRAMMES[code].published
    }
    assert ours == _printed()[code]
    assert len(ours) == 3 * len(titles)


@pytest.mark.parametrize("code", VIVE)
def test_what_the_text_says_was_measurable(code: str) -> None:
    said = {
        (row["measure"], row["group"]): row["measurable_in_prose"]
        for row in _csv("vive_prepost.csv")
        if row["programme"] == code
    }
    ours = {(one.measure, one.group): one.measurable for one in PROGRAMMES[code].published}
    assert ours == said


def test_each_scale_has_the_range_direction_and_top_of_the_booklet() -> None:
    instruments = load_catalogue()
    for row in _csv("vive_prepost.csv"):
        programme = PROGRAMMES[row["programme"]]
        measure = next(one for one in programme.measures if one.code == row["measure"])
        scale = instruments.get(measure.instrument_id)
        assert scale.total_min == int(row["scale_min"])
        assert scale.total_max == int(row["scale_max"])
        assert scale.higher_is_better == (row["higher_is_better"] == "1")
        assert {item.high["da"] for item in scale.items} == {row["top_label_da"]}


def test_the_tables_ranges_are_those_that_the_text_prints() -> None:
    """The list of numbers was made from the text once; here it is held up against it again."""
    title, printed = "", set()
    for line in (DATA / "vive_tables.txt").read_text(encoding="utf-8").splitlines():
        if match := SCALE.fullmatch(line.replace("en fra skala", "en skala fra")):
            printed.add((title, match[1], match[2], match[4]))
        elif line.isupper():
            title = line
    listed = {
        (row["measure_da"], row["scale_min"], row["scale_max"], row["top_label_da"])
        for row in _csv("vive_prepost.csv")
    }
    assert listed == printed


@pytest.mark.parametrize("code", VIVE)
def test_the_costs_are_the_booklets_in_kind_amount_and_unit(code: str) -> None:
    rows = [row for row in _csv("vive_costs.csv") if row["programme"] == code]
    theirs = [(row["kind"], Decimal(row["dkk"]), UNITS[row["unit"]]) for row in rows]
    lines = PROGRAMMES[code].costs
    assert [(str(one.kind), one.amount, one.unit) for one in lines] == theirs
    assert {one.price_level for one in lines} == {"2017-priser, løn er inkl. 20 pct. overhead"}


@pytest.mark.parametrize("code", VIVE)
def test_a_sum_is_marked_as_one_and_is_the_sum_of_its_lines(code: str) -> None:
    lines = PROGRAMMES[code].costs
    for total in (one for one in lines if one.is_sum):
        parts = [one.amount for one in lines if one.kind is total.kind and not one.is_sum]
        assert total.amount == sum(parts)


def test_the_ranges_of_running_costs_and_the_ways_to_take_part() -> None:
    """ "varierer fra 2.000 kr. til 12.000 kr.", "varierer mellem 13.400-17.800 kr."."""
    running = {
        code: [one for one in PROGRAMMES[code].costs if one.kind is CostKind.RUNNING]
        for code in VIVE
    }
    therapy, courses = running["terapeutisk_bistand"][0], running["foraeldrekurser"][0]
    assert (therapy.low, therapy.high) == (Decimal(2000), Decimal(12000))
    assert (courses.low, courses.high) == (Decimal(13400), Decimal(17800))
    triple_p = {one.variant: one.amount for one in running["triple_p_stepping_stones"]}
    assert triple_p == {"Seminar": 1344, "Gruppe": 5170, "Standard": 8528}


@pytest.mark.parametrize("code", VIVE)
def test_parents_are_asked_before_right_after_and_three_to_six_months_later(code: str) -> None:
    programme = PROGRAMMES[code]
    moments = (Moment.BEFORE, Moment.AFTER, Moment.FOLLOW_UP)
    assert {one.moments for one in programme.measures} == {moments}
    assert {one.asked for one in programme.measures} == {(Asked.MOTHERS, Asked.FATHERS)}
    assert (programme.windows.follow_up_from, programme.windows.follow_up_to) == (3, 6)


@pytest.mark.parametrize(
    ("code", "municipalities", "ages", "measures", "participants"),
    [
        ("triple_p_stepping_stones", "Herning, Hillerød, Kalundborg, København og Aalborg",
         (2, 12), 8, "118 borgere"),
        ("terapeutisk_bistand", "Greve, Horsens, København, Middelfart og Randers",
         (None, 17), 4, "80 borgere"),
        ("foraeldrekurser", "Randers, Aabenraa og Aarhus", (None, None), 8, "43 borgere"),
    ],
)  # fmt: skip
def test_who_the_three_programmes_were_tried_with(
    code: str,
    municipalities: str,
    ages: tuple[int | None, int | None],
    measures: int,
    participants: str,
) -> None:
    programme = PROGRAMMES[code]
    assert programme.municipality == municipalities
    assert (programme.child_age_min, programme.child_age_max) == ages
    assert len(programme.measures) == measures
    assert programme.remarks[0].startswith(participants)
    # How many took part in the evaluation is no target of anybody's.
    assert programme.targets == ()


def _targets(programme: Programme) -> list[tuple[TargetKind, int, int, bool]]:
    return [(one.kind, one.low, one.high, one.chosen) for one in programme.targets]


def test_copenhagen() -> None:
    """ "508.100 kr. i første projektperiode, som løber fra januar til april 2016"; "maj 2016 til
    februar 2017 og fra marts til december 2017"; "i alt 50 familier"; "25-30 familier om året
    efter projektperiodens udløb"; "børn under 18 år"."""
    found = PROGRAMMES["koebenhavn"]
    assert [(one.first_day, one.last_day, one.grant) for one in found.periods] == [
        (date(2016, 1, 1), date(2016, 4, 30), Decimal(508100)),
        (date(2016, 5, 1), date(2017, 2, 28), None),
        (date(2017, 3, 1), date(2017, 12, 31), None),
    ]
    assert _targets(found) == [
        (TargetKind.FAMILIES_TOTAL, 50, 50, True),
        (TargetKind.FAMILIES_PER_YEAR_AFTER, 25, 30, True),
    ]
    assert (found.child_age_min, found.child_age_max) == (None, 17)
    assert len(found.services) == 3
    assert len(found.expected) == 6


def test_ishoj_contradicts_itself_and_both_numbers_stand() -> None:
    """ "ca. 6-8 familier årligt … ca. 22 familier i alt i projektperioden"; "et Familieberedskab
    for 4-5 familier årligt"; "Styregruppen mødes tre gange"; "børn i alderen 0-17 år"."""
    found = PROGRAMMES["ishoj"]
    assert _targets(found) == [
        (TargetKind.FAMILIES_PER_YEAR, 6, 8, True),
        (TargetKind.FAMILIES_PER_YEAR, 4, 5, False),
        (TargetKind.FAMILIES_TOTAL, 22, 22, True),
    ]
    assert (found.cadence.per_year, found.cadence.total) == (None, 3)
    assert (found.child_age_min, found.child_age_max) == (0, 17)
    assert [one.code for one in found.services] == ["I09"]
    assert len(found.expected) == 6
    assert {one.moments for one in found.measures} == {(Moment.EACH_VISIT,)}
    assert "114 timer i alt" in " ".join(found.remarks)
    hours = [int(n) for n in re.findall(r"(?:rådgiver|leder|chef|log|gog|ler) (\d+)",
             " ".join(found.remarks))]  # fmt: skip
    assert sum(hours) == 114


def test_aarhus_asks_four_things_about_the_work_and_states_no_number() -> None:
    """ "startede som udviklingsprojekt i Aarhus Kommune i 2016 … pilotprojektet fra 2016 til
    2019"; "er det dog ikke lykkedes at øge forældrenes trivsel"; "et lavere sagstal"."""
    found = PROGRAMMES["aarhus"]
    assert found.indicators == tuple(Indicator)
    assert [(one.first_day.year, one.last_day.year) for one in found.periods] == [(2016, 2019)]
    assert found.targets == ()
    assert found.costs == ()
    # Cooperation is asked for; wellbeing is not, and is never made of it.
    assert [one.code for one in found.measures] == ["cooperation"]
    remarks = " ".join(found.remarks)
    for words in ("forældrenes trivsel", "lavere sagstal", "12 forældre", "ingen tal for sagstal"):
        assert words in remarks


@pytest.mark.parametrize("code", sorted(PROGRAMMES))
def test_each_of_the_six_holds_together(code: str) -> None:
    programme = PROGRAMMES[code]
    assert checked(programme, load_catalogue()) == programme
    assert programme.code == code
    assert programme.source


def test_there_are_six() -> None:
    assert set(PROGRAMMES) == {*VIVE, "koebenhavn", "ishoj", "aarhus"}

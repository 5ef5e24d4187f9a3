"""The mapping file: what it says, and where it is wrong."""

from __future__ import annotations

import pytest

from fit_tracker.errors import PackInvalid
from fit_tracker.exchange.mapping import ByNumber, read_mapping

MAPPING = """\
file: {decimal: ",", date_order: dmy, delimiter: tab}
family: {column: sagsnr}
member: {column: navn}
role: {column: rolle, values: {Mor: mother, barn: child}}
birth_year: {value: 1985}
rater: {column: hvem, values: {selv: self, mor: "caretaker:Mor"}}
instrument: {value: outcome}
visit:
  number: {column: nr}
  start: {value: 2024-01-01}
  days_from_start: {1: 0, 2: 14}
score: {items: [a, b, c, d], total: {column: sum}}
new_families: {service: N02, team: Nord, practitioners: [anna]}
"""


def test_a_mapping_says_where_each_value_comes_from() -> None:
    mapping = read_mapping(MAPPING, "m.yaml")
    assert (mapping.options.delimiter, mapping.options.decimal) == ("\t", ",")
    assert mapping.role is not None
    assert mapping.role.read({"rolle": "MOR"}) == "mother"
    assert mapping.rater.read({"hvem": "mor"}) == "caretaker:Mor"
    assert isinstance(mapping.visit, ByNumber)
    assert mapping.visit.days_from_start == {1: 0, 2: 14}
    columns = "sagsnr navn rolle hvem nr sum a b c d"
    assert " ".join(mapping.columns) == columns


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("member: {column: navn}\n", "", "m.yaml, linje 1, felt «member»: mangler"),
        ("navn}", "navn, value: x}", "linje 3, felt «member»: skriv enten column eller value"),
        ("barn: child", "barn: boern", "linje 4, felt «role.values.barn»"),
        ("barn: child", "Mor: child", "linje 4, felt «role.values.Mor»: står to gange"),
        ("selv: self", "selv: mig", "felt «rater.values.selv»"),
        ("selv: self", "selv: caretaker", "felt «rater.values.selv»"),
        ("{1: 0, 2: 14}", "{1: 0, 2: 0}", "linje 11, felt «visit.days_from_start»: dagene"),
        ("{1: 0, 2: 14}", "{1: 0, to: 14}", "skal være et helt tal"),
        ("2024-01-01", "1. januar", "felt «visit.start.value»: skal være en dato"),
        ("  start: {value: 2024-01-01}\n", "", "felt «visit»: number kræver også start"),
        ("  number: {column: nr}\n", "", "felt «visit»: skriv enten date, eller number"),
        ("date_order: dmy", "date_order: dansk", "linje 1, felt «file.date_order»"),
        ("practitioners: [anna]", "practitioners: []", "nævn mindst ét brugernavn"),
        (
            "team: Nord, practitioners: [anna]",
            "team: {column: hold}, practitioners: [anna]",
            "felt «new_families.practitioners»: når teamet står i en kolonne",
        ),
        (
            "practitioners: [anna]",
            "practitioners: [], ended: {date: {column: slut}, reason: {column: a, "
            "values: {flyttet: flyttet}}, planned: {value: true}}",
            "felt «new_families.ended.reason.values.flyttet»",
        ),
        (
            "practitioners: [anna]",
            "practitioners: [], ended: {date: {column: slut}, reason: {value: moved}, "
            "planned: {value: ja}}",
            "felt «new_families.ended.planned.value»",
        ),
        ("family:", "familie:", "felt «familie»: kendes ikke"),
        ("score: {", "score: }", "linje 12: kan ikke læses som YAML"),
    ],
)
def test_a_mistake_names_file_line_and_field(old: str, new: str, words: str) -> None:
    assert old in MAPPING
    with pytest.raises(PackInvalid) as refused:
        read_mapping(MAPPING.replace(old, new), "m.yaml")
    assert words in str(refused.value)


def test_an_empty_mapping_is_said_to_be_empty() -> None:
    with pytest.raises(PackInvalid, match=r"m\.yaml, linje 1: filen er tom"):
        read_mapping("# nothing\n", "m.yaml")

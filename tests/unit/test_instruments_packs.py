"""The built-in packs, and every way a pack can be wrong."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from fit_tracker.domain.instruments import Comparator, Instrument
from fit_tracker.domain.people import RaterKind
from fit_tracker.errors import InvalidInput, PackInvalid
from fit_tracker.instruments import load_catalogue
from fit_tracker.progression.reliable_change import reliable_change_index

DOCS = Path(__file__).parents[2] / "docs" / "instruments.md"
EXAMPLES = re.findall(r"```yaml\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
BECK, WHO5 = EXAMPLES
BUILT_IN = load_catalogue().all()


def load(folder: Path, text: str, name: str = "beck.yaml") -> Instrument:
    (folder / name).write_text(text, encoding="utf-8")
    known = {one.instrument_id for one in BUILT_IN}
    return next(i for i in load_catalogue(folder).all() if i.instrument_id not in known)


@pytest.mark.parametrize(
    ("measure", "age", "rater", "expected"),
    [
        ("outcome", 0, "self", None),
        ("outcome", 5, "self", None),
        ("outcome", 6, "self", "outcome-child"),
        ("outcome", 12, "self", "outcome-child"),
        ("outcome", 13, "self", "outcome-youth"),
        ("outcome", 17, "self", "outcome-youth"),
        ("outcome", 18, "self", "outcome-adult"),
        ("outcome", 0, "caretaker", "outcome-under6"),
        ("outcome", 5, "caretaker", "outcome-under6"),
        ("outcome", 5, "school", None),
        ("outcome", 6, "caretaker", "outcome-child-caretaker"),
        ("outcome", 12, "school", "outcome-child-caretaker"),
        ("outcome", 13, "caretaker", "outcome-youth-caretaker"),
        ("outcome", 17, "caretaker", "outcome-youth-caretaker"),
        ("outcome", 18, "caretaker", None),
        ("outcome", 40, "practitioner", None),
        ("alliance", 5, "self", None),
        ("alliance", 12, "self", "alliance-child"),
        ("alliance", 13, "self", "alliance-13plus"),
        ("alliance", 12, "caretaker", None),
        ("group_alliance", 5, "self", None),
        ("group_alliance", 6, "self", "group-alliance"),
        ("goal", 3, "caretaker", "goal"),
        ("safety", 44, "practitioner", "safety"),
        ("unknown", 44, "self", None),
    ],
)
def test_the_scale_follows_from_age_and_rater(
    measure: str, age: int, rater: str, expected: str | None
) -> None:
    found = load_catalogue().for_rating(measure, age, RaterKind(rater))
    assert (found and found.instrument_id) == expected


@pytest.mark.parametrize("scale", BUILT_IN, ids=lambda scale: scale.instrument_id)
def test_built_in_packs_speak_both_languages(scale: Instrument) -> None:
    texts = [scale.name, scale.question, scale.instruction]
    texts += [text for item in scale.items for text in (item.label, item.low, item.high)]
    for text in texts:
        assert set(text) == {"da", "en"} and all(text.values())
        assert text["da"] != text["en"] or text["da"] == "{name}"


@pytest.mark.parametrize("scale", BUILT_IN, ids=lambda scale: scale.instrument_id)
def test_a_scale_about_somebody_says_whom(scale: Instrument) -> None:
    about = scale.measure == "outcome" and RaterKind.SELF not in scale.raters
    assert all(("{name}" in text) is about for text in scale.question.values())


@pytest.mark.parametrize("scale", BUILT_IN, ids=lambda scale: scale.instrument_id)
def test_no_wording_of_the_copyrighted_scales(scale: Instrument) -> None:
    """Tell-tale words of the published English items; ours must not contain them."""
    ours = " ".join(text["en"] for item in scale.items for text in (item.label, item.hint)).lower()
    for theirs in ("individually", "interpersonally", "socially", "understood, and respected"):
        assert theirs not in ours
    for theirs in ("good fit", "right for me", "did not always listen", "worked on and talked"):
        assert theirs not in ours


def test_same_wording_means_same_form_and_only_then() -> None:
    by_form: dict[str, set[str]] = {}
    for scale in BUILT_IN:
        wording = repr([(i.key, i.label, i.hint, i.low, i.high) for i in scale.items])
        by_form.setdefault(scale.form, set()).add(wording)
    assert all(len(wordings) == 1 for wordings in by_form.values())
    assert sum(map(len, by_form.values())) == len(set().union(*by_form.values()))


@pytest.mark.parametrize(
    ("instrument_id", "limit"),
    [("outcome-adult", "6.6"), ("outcome-child", "10.1"), ("alliance-13plus", "5.4")],
)
def test_limits_printed_in_the_documentation(instrument_id: str, limit: str) -> None:
    reliability = load_catalogue().get(instrument_id).reliability
    assert reliability is not None
    assert reliable_change_index(reliability).quantize(Decimal("0.1")) == Decimal(limit)
    assert f"| {limit}" in DOCS.read_text(encoding="utf-8")


@pytest.mark.parametrize("instrument_id", ["goal", "safety"])
def test_single_lines_have_neither_cut_off_nor_reliability(instrument_id: str) -> None:
    scale = load_catalogue().get(instrument_id)
    assert scale.cut_off is None and scale.reliability is None


def test_an_unknown_id_lists_the_known_ones() -> None:
    with pytest.raises(InvalidInput, match="«bdi» findes ikke. Kendte skalaer: .*outcome-adult"):
        load_catalogue().get("bdi")


def test_the_first_documented_example_loads(tmp_path: Path) -> None:
    beck = load(tmp_path, BECK)
    assert (str(beck.total_max), beck.higher_is_better, beck.origin) == ("63", False, "site")
    assert beck.items == ()
    assert beck.cut_off is not None and beck.cut_off.comparator is Comparator.AT_OR_ABOVE
    assert beck.reliability is not None and beck.reliability.coefficient == Decimal("0.90")


def test_the_second_documented_example_loads(tmp_path: Path) -> None:
    who5 = load(tmp_path, WHO5)
    assert len(who5.items) == 5
    assert who5.factor * who5.item_max * 5 == who5.total_max == 100
    assert who5.items[0].label == {"da": "Spørgsmål 1", "en": "Spørgsmål 1"}
    assert who5.reliability is None


def test_numbers_are_exact_with_point_or_comma(tmp_path: Path) -> None:
    beck = load(tmp_path, BECK.replace("sd: 11.0", "sd: 11,35"))
    assert beck.reliability is not None and beck.reliability.sd == Decimal("11.35")


def test_a_site_overrides_by_id_and_goes_first(tmp_path: Path) -> None:
    mine = WHO5.replace("id: who5", "id: outcome-adult").replace("wellbeing", "outcome")
    (tmp_path / "mine.yaml").write_text(mine, encoding="utf-8")
    wide = WHO5.replace("measure: wellbeing", "measure: outcome").replace("id: who5", "id: zz")
    (tmp_path / "wide.yml").write_text(wide.replace("min: 13,", "min: 0,"), encoding="utf-8")
    catalogue = load_catalogue(tmp_path)
    assert catalogue.get("outcome-adult").total_max == 100
    chosen = catalogue.for_rating("outcome", 40, RaterKind.SELF)
    assert chosen is not None and chosen.instrument_id == "outcome-adult"
    child = catalogue.for_rating("outcome", 8, RaterKind.SELF)
    assert child is not None and child.instrument_id == "zz"
    assert len(catalogue.all()) == len(BUILT_IN) + 1


def test_one_id_in_two_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(BECK, encoding="utf-8")
    (tmp_path / "b.yaml").write_text(BECK, encoding="utf-8")
    with pytest.raises(PackInvalid, match="b.yaml, felt «id»: «beck» bruges også i a.yaml"):
        load_catalogue(tmp_path)


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(PackInvalid, match="findes ikke"):
        load_catalogue(tmp_path / "packs")


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


MISTAKES = [
    (
        'comparator: ">="',
        "comparator: under",
        "cut_off.comparator",
        "et af <, <=, >, >=; der st.r «under»",
    ),
    ('comparator: ">="', "comparator: >", "cut_off.comparator", "anførselstegn"),
    ('comparator: ">="', 'comparator: "<"', "cut_off.comparator", "forkerte vej"),
    ("value: 14 ", "value: 64 ", "cut_off.value", "uden for skalaens summer, 0 til 63"),
    ("value: 14 ", "value: mange ", "cut_off.value", "skal være et tal; der står «mange»"),
    ("value: 14 ", "value: 1e1 ", "cut_off.value", "skal være et tal"),
    ("value: 14 ", "valeu: 14 ", "cut_off.valeu", "kendes ikke; her kan stå value"),
    ("sd: 11.0", "sd: 0", "reliability.sd", "over 0; der står 0"),
    ("sd: 11.0", "sd: -1", "reliability.sd", "over 0; der står -1"),
    ("coefficient: 0.90", "coefficient: 1", "reliability.coefficient", "mellem 0 og 1"),
    ("coefficient: 0.90", "coefficient: 0", "reliability.coefficient", "mellem 0 og 1"),
    ("confidence: 0.95", "confidence: 95", "reliability.confidence", "mellem 0 og 1"),
    (
        "verified: false",
        "verified: nej",
        "reliability.verified",
        "true eller false; der står «nej»",
    ),
    ("higher_is_better: false", "higher_is_better: 0", "higher_is_better", "true eller false"),
    (
        "item_range: {min: 0, max: 3, step: 1}",
        "item_range: {min: 3, max: 0, step: 1}",
        "item_range",
        "min skal være mindre",
    ),
    (
        "item_range: {min: 0, max: 3, step: 1}",
        "item_range: {min: 0, max: 3, step: 0}",
        "item_range",
        "trinnet",
    ),
    (
        "item_range: {min: 0, max: 3, step: 1}",
        "item_range: {min: 0, max: 3, step: 0.25}",
        "item_range",
        "trinnet",
    ),
    ("item_range: {min: 0, max: 3, step: 1}", "item_range: 3", "item_range", "underfelter"),
    (
        "total_range: {min: 0, max: 63}",
        "total_range: {min: 63, max: 0}",
        "total_range",
        "min skal være mindre",
    ),
    ("ages: {min: 13, max: 120}", "ages: {min: 18, max: 13}", "ages", "der står 18 til 13"),
    (
        "ages: {min: 13, max: 120}",
        "ages: {min: 13.5, max: 120}",
        "ages.min",
        "helt tal; der står «13.5»",
    ),
    ("raters: [self]", "raters: []", "raters", "mindst én"),
    ("raters: [self]", "raters: self", "raters", "liste"),
    (
        "raters: [self]",
        "raters: [mother]",
        r"raters\[1\]",
        "self, caretaker, school, practitioner; der står «mother»",
    ),
    ("form: beck", "form: Beck's", "form", "små bogstaver"),
    ('version: "1"  ', "version:  ", "version", "er tomt"),
    ('version: "1"  ', "version: [1]  ", "version", "skal være tekst"),
    ("items: []  ", "items: {a: 1}  ", "items", "skal være en liste"),
    (
        'question: {da: "Skriv',
        'question: {dk: "Skriv',
        "question.dk",
        "kendes ikke; her kan stå da, en",
    ),
    (
        'question: {da: "Skriv summen',
        'question: {da: "{alias} summen',
        "question.da",
        "kun {name} kan sættes ind",
    ),
    (
        'question: {da: "Skriv summen',
        'question: {da: "{name} summen',
        "question.da",
        "tiltales med du",
    ),
    ('question: {da: "Skriv summen', 'question: {da: "{ summen', "question.da", "parentes"),
]


@pytest.mark.parametrize(("right", "wrong", "field", "says"), MISTAKES)
def test_a_mistake_is_named_with_file_line_and_field(
    tmp_path: Path, right: str, wrong: str, field: str, says: str
) -> None:
    broken = BECK.replace(right, wrong, 1)
    assert broken != BECK
    expected = rf"^beck\.yaml, linje \d+, felt «{field}»: .*{says}"
    with pytest.raises(PackInvalid, match=expected) as caught:
        load(tmp_path, broken)
    assert caught.value.values["line"] == line_of(BECK, right)


def test_a_field_given_twice_is_named_where_it_stands_again(tmp_path: Path) -> None:
    again = BECK + 'licence: "another"\n'
    line = line_of(again, 'licence: "another"')
    with pytest.raises(PackInvalid, match=rf"linje {line}, felt «licence»: står to gange"):
        load(tmp_path, again)


@pytest.mark.parametrize(
    ("right", "wrong", "field", "says"),
    [
        ("key: q2", "key: q1", r"items\[2\]\.key", "«q1» findes allerede"),
        ("key: q2, ", "", r"items\[2\]\.key", "mangler"),
        ("max: 100", "max: 99", "total_range", "trinnet"),
        (
            "max: 100",
            "max: 80",
            "total_range",
            "punkterne giver summer fra 0 til 100, men her står 0 til 80",
        ),
        ("factor: 4", "factor: 0", "factor", "over 0"),
        ("factor: 4", "factor: 0.25", "factor", "hele tiendedele; der står 0.25"),
    ],
)
def test_mistakes_in_items_and_sums(
    tmp_path: Path, right: str, wrong: str, field: str, says: str
) -> None:
    with pytest.raises(PackInvalid, match=rf"^who5\.yaml, linje \d+, felt «{field}»: .*{says}"):
        load(tmp_path, WHO5.replace(right, wrong, 1), "who5.yaml")


@pytest.mark.parametrize("name", ["id", "items", "raters", "licence", "higher_is_better"])
def test_each_missing_field_is_named(tmp_path: Path, name: str) -> None:
    broken = re.sub(rf"^{name}:.*\n", "", BECK, flags=re.MULTILINE)
    with pytest.raises(PackInvalid, match=rf"^beck\.yaml, linje \d+, felt «{name}»: mangler"):
        load(tmp_path, broken)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b'id: beck\nname: {da: "Tr\xf8st"}\n', "linje 2: filen er ikke gemt som UTF-8"),
        (b"id: beck\n\tversion: 1\n", "linje 2: kan ikke læses som YAML"),
        (b'id: beck\nname: "uden slut\n', "kan ikke læses som YAML"),
        (b"", "filen er tom"),
        (b"# only a comment\n", "filen er tom"),
        (b"- id: beck\n", "underfelter"),
        (b"id: a\n---\nid: b\n", "kan ikke læses som YAML"),
        (b"id: \x00\n", "kan ikke læses som YAML"),
    ],
)
def test_files_that_cannot_be_read(tmp_path: Path, content: bytes, says: str) -> None:
    (tmp_path / "beck.yaml").write_bytes(content)
    with pytest.raises(PackInvalid, match=rf"^beck\.yaml, .*{says}"):
        load_catalogue(tmp_path)


def test_a_byte_order_mark_from_a_windows_editor_is_fine(tmp_path: Path) -> None:
    (tmp_path / "beck.yaml").write_bytes(b"\xef\xbb\xbf" + BECK.encode())
    assert load_catalogue(tmp_path).get("beck").total_max == 63

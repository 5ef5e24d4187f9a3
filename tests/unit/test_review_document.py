"""A review in words: the title is the message, hidden stays hidden, and nothing is claimed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from fit_tracker.domain.review_json import from_json, to_json
from fit_tracker.domain.reviews import (
    Block,
    Counted,
    DecisionState,
    Document,
    Figures,
    Measured,
    Part,
    PartKind,
    Period,
    PeriodKind,
    ReviewState,
    Spread,
)
from fit_tracker.evaluation import review_keys as keys
from fit_tracker.services import review_labels as labels
from fit_tracker.services.review_changes import Change, changes
from fit_tracker.services.review_document import document
from fit_tracker.services.review_text import as_text
from tests.review_figures import (
    QUARTER,
    make_blocks,
    make_decision,
    make_estimate,
    make_figures,
    make_spread,
)

FROZEN = date(2026, 10, 4)
HIDDEN = "vises ikke"


def make(figures: Figures | None = None, **overrides: Any) -> Document:
    asked = {"version": 1, "state": ReviewState.RELEASED, "frozen_on": FROZEN} | overrides
    return document(figures or make_figures(), **asked)


def with_block(block: Block) -> Document:
    return make(make_figures(blocks=make_blocks(**{block.key: block})))


def parts(found: Document) -> list[Part]:
    return [part for section in found.sections for part in section.parts]


def part(found: Document, key: str) -> Part:
    return next(one for one in parts(found) if one.key == key)


def block(key: str, *figures: Any, facts: tuple[tuple[str, str], ...] = ()) -> Block:
    spreads = tuple(one for one in figures if isinstance(one, Spread))
    return Block(key, spreads, tuple(one for one in figures if one not in spreads), facts)


def hide(figures: Figures) -> Figures:
    """The same figures when nothing at all may be told."""
    blocks = []
    for one in figures.blocks:
        spreads = tuple(
            replace(s, total=None, missing=None, cells=tuple(replace(c, n=None) for c in s.cells))
            for s in one.spreads
        )
        spreads = tuple(
            replace(s, cells=tuple(replace(c, low=None, high=None) for c in s.cells))
            for s in spreads
        )
        estimates = tuple(
            replace(e, value=None, low=None, high=None, n=None, missing=None) for e in one.estimates
        )
        blocks.append(replace(one, spreads=spreads, estimates=estimates, kept_from=None))
    return replace(figures, blocks=tuple(blocks))


# The message


def test_the_page_says_what_the_sketch_says() -> None:
    found = make()
    assert found.title == "3. kvartal 2026: 34 af 64 gik mere frem end målefejlen"
    assert found.subtitle == (
        "64 af de 71 personer, der er målt i afsluttede forløb, har både før og efter (90 %). "
        "I gennemsnit +5,8 point (+4,3 til +7,3): målbar fremgang. "
        "Ingen kontrolgruppe: tallene viser udvikling, ikke effekt."
    )
    assert found.stamp == (
        "Hele familieafdelingen · Fastfrosset 04-10-2026 · version 1 · tal ændrer sig ikke"
    )
    assert [(bar.text, bar.label, bar.note) for bar in found.numbers] == [
        ("19", "familier startet", "mål: 25–30 familier om året"),
        ("90 %", "har både før og efter", "64 af 71 personer"),
        ("+5,8", "point i gennemsnit", "+4,3 til +7,3 · n = 64 · målbar fremgang"),
        ("73", "familier fik hjælp", ""),
    ]


CLASSES = {"recovered": None, "improved": None, "unchanged": 40, "deteriorated": 6, "harmed": 5}


@pytest.mark.parametrize(
    ("changed", "title"),
    [
        # The share is told though two of its classes are not.
        (
            [
                make_spread("classes", Counted.PERSONS, CLASSES, 64),
                make_estimate("improved_share", Measured.SHARE, 0.2031),
            ],
            "3. kvartal 2026: 13 af 64 gik mere frem end målefejlen",
        ),
        (
            [make_spread("classes", Counted.PERSONS, CLASSES, 64)],
            "3. kvartal 2026: 73 familier fik hjælp; udviklingen kan ikke vises",
        ),
        # The average is told: then it would be wrong that nothing can be.
        (
            [make_estimate("mean_change", Measured.POINTS, 0.3, low=-1.2, high=1.8)],
            "3. kvartal 2026: 73 familier fik hjælp; ingen målbar udvikling i gennemsnit",
        ),
    ],
)
def test_the_title_is_honest_when_the_classes_are_hidden(changed: list[Any], title: str) -> None:
    assert with_block(block("change", *changed)).title == title


def test_the_title_of_a_period_of_which_nothing_may_be_told() -> None:
    found = make(hide(make_figures()))
    assert found.title == "3. kvartal 2026: for få familier til at vise tal"
    assert found.subtitle.startswith(
        "Hvor mange der har både før og efter, vises ikke. "
        "En længere periode har flere familier og viser flere tal."
    )
    assert {bar.text for bar in found.numbers} == {HIDDEN}


def test_an_empty_review_still_has_its_head_and_its_definitions() -> None:
    found = make(make_figures(blocks=()))
    assert found.title == "3. kvartal 2026: for få familier til at vise tal"
    assert [section.key for section in found.sections] == ["definitions"]


@pytest.mark.parametrize(
    ("kind", "first", "last", "name", "file"),
    [
        (PeriodKind.QUARTER, (2026, 1, 1), (2026, 3, 31), "1. kvartal 2026", "2026-k1"),
        (PeriodKind.QUARTER, (2026, 10, 1), (2026, 12, 31), "4. kvartal 2026", "2026-k4"),
        (PeriodKind.YEAR, (2025, 1, 1), (2025, 12, 31), "2025", "2025"),
        (PeriodKind.SCHOOL_YEAR, (2024, 8, 1), (2025, 7, 31), "Skoleåret 2024/25", "2024-2025"),
        (
            PeriodKind.PROJECT,
            (2025, 1, 1),
            (2026, 6, 30),
            "Projektperioden 01-01-2025 til 30-06-2026",
            "20250101-20260630",
        ),
        (
            PeriodKind.OWN,
            (2026, 2, 1),
            (2026, 5, 15),
            "01-02-2026 til 15-05-2026",
            "20260201-20260515",
        ),
    ],
)
def test_the_periods_name(
    kind: PeriodKind, first: tuple[int, ...], last: tuple[int, ...], name: str, file: str
) -> None:
    found = make(make_figures(period=Period(kind, date(*first), date(*last))))
    assert found.title.startswith(f"{name}: ")
    assert found.file_name == f"gennemgang-hele-familieafdelingen-{file}-v1"


@pytest.mark.parametrize(
    ("series", "slug"),
    [
        ("Børn & Unge: Ærø / Åbenrå", "-boern-unge-aeroe-aabenraa"),
        ("../../etc/passwd", "-etc-passwd"),
        ("Család", "-csalad"),
        ("…", ""),
    ],
)
def test_a_file_name_is_letters_digits_and_dashes(series: str, slug: str) -> None:
    assert make(make_figures(series=series)).file_name == f"gennemgang{slug}-2026-k3-v1"


@pytest.mark.parametrize(
    ("state", "stamp"),
    [
        (ReviewState.DRAFT, "Kladde fra 04-10-2026 · version 2 · ikke frigivet"),
        (ReviewState.RELEASED, "Fastfrosset 04-10-2026 · version 2 · tal ændrer sig ikke"),
        (ReviewState.DISCARDED, "Kasseret · version 2 fra 04-10-2026"),
    ],
)
def test_the_stamp(state: ReviewState, stamp: str) -> None:
    assert make(state=state, version=2).stamp == f"Hele familieafdelingen · {stamp}"


# What is hidden


def told(found: Document) -> Iterator[str]:
    """Every text that holds a figure: sentences, bars and table fields, without the labels."""
    for bar in found.numbers:
        yield from (bar.text, bar.note)
    for one in parts(found):
        if one.kind is PartKind.WORDS:
            continue
        yield one.sentence
        for bar in (*one.bars, *(bar for column in one.columns for bar in column.bars)):
            yield from (bar.text, bar.note)
        yield from (field for row in one.rows[1:] for field in row[1:])


def test_a_review_that_may_tell_nothing_holds_no_number() -> None:
    figures = hide(make_figures())
    targets = {"mål: 25–30 familier om året"}
    rest = [text for text in told(make(figures)) if text not in targets]
    sentence = "Målet er 25–30 familier om året; tallet til nu vises ikke."
    assert [t for t in rest if re.search(r"\d", t.replace(sentence, ""))] == []
    drawn = [bar for one in parts(make(figures)) for bar in one.bars]
    drawn += [bar for one in parts(make(figures)) for col in one.columns for bar in col.bars]
    assert {(b.share, b.value, b.low, b.high) for b in drawn} == {(None,) * 4}
    assert "vises ikke" in make(figures).subtitle


def test_hidden_is_never_called_under_five() -> None:
    """A cell hidden only to protect another is not under five; which it is may not be told."""
    fields = [text for text in told(make()) if HIDDEN in text]
    assert len(fields) > 20
    assert [text for text in told(make()) if re.search(r"< ?5|under 5(?!\d)", text)] == []


def test_a_bar_has_a_length_only_where_its_share_is_told() -> None:
    found = part(make(), "reach")
    assert [(bar.text, bar.note, bar.share) for bar in found.bars] == [
        (HIDDEN, "", None),
        ("12", "16 %", 12 / 73),
        ("31", "42 %", 31 / 73),
        ("16", "22 %", 16 / 73),
        (HIDDEN, "", None),
    ]
    raised = part(make(), "flags")
    assert [(bar.text, bar.share) for bar in raised.bars] == [("22", None), (HIDDEN, None)]


def test_small_print_says_how_many_are_missing_only_where_somebody_can_be() -> None:
    """A told nought would be a count under five; it stands for a figure without missing."""
    assert part(make(), "bands").small_print[0] == "64 personer; 7 (10 %) mangler."
    assert part(make(), "reach").small_print[0] == "73 familier."
    unknown = make_spread("planned", Counted.COURSES, {"planned_on_track": 9}, 9, missing=None)
    shown = part(with_block(block("endings", unknown)), "endings")
    assert shown.small_print[0] == "9 forløb; hvor mange der mangler, vises ikke."


def test_n_stands_beside_every_figure() -> None:
    for one in parts(make()):
        if one.kind in (PartKind.WORDS, PartKind.TABLE) or one.key == "families":
            continue
        beside = " ".join((*one.small_print, *(bar.note for bar in one.bars)))
        assert re.search(r"\d+ (personer|familier|forløb|børn|sager)|Antal", beside), one.key


def test_older_numbers_that_still_stand_say_so() -> None:
    kept = "Tallene er dem fra version 1: der er rettet for lidt siden til at vise nye."
    with_it = {one.key for one in parts(make()) if kept in " ".join(one.small_print)}
    assert with_it == {"alliance", "alliance.change"}


# Words


def test_the_words_claim_no_effect_and_name_people_as_the_house_does() -> None:
    text = as_text(make(earlier=[make_decision()])).lower()
    text = text.replace("tallene viser udvikling, ikke effekt.", "")
    for word in ("effekten", "effekt af", "virker", "skyldes", "klient", "patient", "svigt"):
        assert word not in text, word
    assert re.findall(r"\brci\b", text) == ["rci"]  # once, where the words are explained
    assert "ingen kontrolgruppe" in text


def test_every_key_has_its_words() -> None:
    cells = [*keys.BANDS, *keys.CLASSES, *keys.TRACKS, *keys.REASONS, *keys.ORIGINS]
    cells += [*keys.RESULTS, *keys.LIVES, *keys.ATTENDS, *(key for key, _, _ in keys.AGES)]
    assert set(cells) - set(labels.CELLS) == set()
    assert set(keys.BLOCKS) == set(labels.BLOCKS)


def test_no_key_is_shown() -> None:
    text = as_text(make(changes=changes(make_figures(), hide(make_figures()))))
    assert re.findall(r"\b[a-z]+_[a-z_0-9]+\b", text) == []
    assert "service.N" not in text and "team." not in text


def test_each_block_is_told_and_no_part_twice() -> None:
    found = [one.key for one in parts(make())]
    assert len(found) == len(set(found))
    blocks = {key.partition(".")[0] for key in found}
    assert blocks == set(keys.BLOCKS) - {"effect"} | {"definitions"}


def test_completeness_comes_first_and_a_section_has_at_most_three_parts() -> None:
    found = make()
    assert found.sections[0].key == "completeness"
    assert max(len(section.parts) for section in found.sections) <= 3


def test_every_table_is_square_and_names_its_columns() -> None:
    for one in parts(make(decisions=[make_decision()])):
        assert {len(row) for row in one.rows} == {len(one.rows[0])}, one.key
        assert len(one.rows) > 1, one.key


def test_the_bands_stand_from_the_lowest_up_and_are_read_from_the_highest_down() -> None:
    found = part(make(), "bands")
    assert [bar.label for bar in found.columns[0].bars] == ["under 15", "15–25", "25–32", "over 32"]
    assert [row[0] for row in found.rows[1:]] == ["over 32", "25–32", "15–25", "under 15", "I alt"]
    assert found.rows[1] == ("over 32", "5 (8 %)", "14 (22 %)")
    assert found.sentence == "Under 15 ved første måling: 21 af 64. Ved den seneste: 9."


def test_targets_stand_beside_the_count_and_the_others_with_their_place() -> None:
    found = part(make(), "families")
    assert found.sentence == (
        "19 familier startede, og 23 sluttede. Målet er 25–30 familier om året; til nu er det 49."
    )
    assert found.small_print[-1].endswith(
        "Et andet sted står der 50 familier i alt: Ansøgningen, side 9."
    )


@pytest.mark.parametrize(
    ("value", "low", "high", "sentence"),
    [
        (5.8, 4.3, 7.3, "I gennemsnit +5,8 point (+4,3 til +7,3): målbar fremgang."),
        (-2.0, -3.1, -0.9, "I gennemsnit −2,0 point (−3,1 til −0,9): målbar tilbagegang."),
        (0.4, -1.0, 1.8, "I gennemsnit +0,4 point (−1,0 til +1,8): ingen målbar udvikling."),
        # An interval that ends at zero holds zero.
        (1.0, 0.0, 2.0, "I gennemsnit +1,0 point (0,0 til +2,0): ingen målbar udvikling."),
        (0.9, None, None, "Ændringen i gennemsnit er +0,9 point; usikkerheden er ukendt."),
        (None, None, None, "Ændringen i gennemsnit vises ikke."),
    ],
)
def test_a_change_is_measurable_when_its_interval_leaves_zero_out(
    value: float | None, low: float | None, high: float | None, sentence: str
) -> None:
    method = "mean_paired_cluster"
    change = make_estimate("mean_change", Measured.POINTS, value, low=low, high=high, method=method)
    first = make_estimate("mean_first", Measured.POINTS, 18.9, method="mean_cluster")
    shown = part(with_block(block("change", first, change)), "change.means")
    assert shown.sentence == sentence


@pytest.mark.parametrize(
    ("before", "now", "low", "high", "sentence"),
    [
        (0.49, 0.53, -0.12, 0.20, "49 → 53 % (forskel −12 til +20): ingen sikker ændring."),
        (0.40, 0.70, 0.11, 0.47, "40 → 70 % (forskel +11 til +47): højere end sidst."),
        (0.70, 0.40, -0.47, -0.11, "70 → 40 % (forskel −47 til −11): lavere end sidst."),
    ],
)
def test_since_last_is_told_with_its_interval(
    before: float, now: float, low: float, high: float, sentence: str
) -> None:
    share, differs = Measured.SHARE, Measured.DIFFERENCE_OF_SHARES
    shown = block(
        "since_last",
        make_estimate("improved_share.previous", share, before, method="wilson"),
        make_estimate("improved_share.now", share, now, method="wilson"),
        make_estimate(
            "improved_share.difference",
            differs,
            now - before,
            low=low,
            high=high,
            method="newcombe_difference",
        ),
    )
    found = part(with_block(shown), "since_last")
    assert found.sentence == f"Gik mere frem end målefejlen: {sentence}"
    assert found.axis is not None and found.zero == 0
    assert found.axis[0] <= low * 100 and high * 100 <= found.axis[1]


def test_a_difference_that_is_hidden_hides_its_sentence() -> None:
    hidden = hide(make_figures())
    found = [one for one in parts(make(hidden)) if one.key.startswith("since_last")]
    assert [one.sentence for one in found] == ["Der er for lidt til at sammenligne med sidst."]


def test_a_part_without_a_told_number_is_only_words() -> None:
    for one in parts(make(hide(make_figures()))):
        assert one.kind in (PartKind.WORDS, PartKind.TABLE), one.key
        # A target is the programme's own word, and stands.
        if one.key not in ("definitions", "families"):
            assert one.bars == one.columns == one.rows == ()
    total = make_spread("planned", Counted.COURSES, {"planned_on_track": None}, 12)
    shown = part(with_block(block("endings", total)), "endings")
    assert (shown.kind, shown.bars, shown.sentence) == (
        PartKind.WORDS,
        (),
        "12 forløb sluttede; hvordan de fordeler sig, kan ikke vises.",
    )
    assert shown.rows[1:] == (("I alt", "12", ""),)


def test_a_large_number_that_is_hidden_gives_its_place_away() -> None:
    families = block("families", make_spread("started", Counted.FAMILIES, {}, None))
    found = with_block(families).numbers
    assert [bar.label for bar in found] == [
        "har både før og efter",
        "point i gennemsnit",
        "af besøgene er målt",
        "besøg for hver familie",
    ]
    assert [bar.text for bar in found] == ["90 %", "+5,8", "91 %", "7,4"]


def test_a_large_number_that_is_hidden_stands_last_where_nothing_takes_its_place() -> None:
    told = block("families", make_spread("served", Counted.FAMILIES, {}, 60))
    found = make(make_figures(blocks=(told,))).numbers
    assert [(bar.label, bar.text) for bar in found] == [("familier fik hjælp", "60")]
    hidden = make_spread("started", Counted.FAMILIES, {}, None)
    both = make(make_figures(blocks=(replace(told, spreads=(hidden, *told.spreads)),))).numbers
    assert [bar.text for bar in both] == ["60", HIDDEN]


def test_an_old_review_explains_itself_with_the_limits_of_its_day() -> None:
    old = (("bands", "10 20 30"), ("limit.outcome-adult", "6.60"), ("limit.own", "8.256"))
    lines = {
        bar.label: bar.text for bar in part(make(make_figures(definitions=old)), "definitions").bars
    }
    assert lines["Felterne"] == "Under 10; fra 10 til under 20; fra 20 til og med 30; over 30."
    assert lines["Målefejl på skemaerne"] == "voksne 6,60; own 8,26."
    assert lines["Vises ikke"].startswith("Antal under 5, også 0")


def test_a_part_says_whom_it_is_about() -> None:
    for key, told in (("change", "der sluttede"), ("bands", "der var i gang")):
        whom = f"Med er forløb, {told} i perioden."
        assert part(make(), key).small_print[-1].endswith(whom)


# The meeting


def test_the_meeting_opens_with_what_was_decided() -> None:
    done = make_decision(
        "Alle nye forløb måles ved første besøg",
        state=DecisionState.DONE,
        outcome="71 → 94 %",
        closed_on=date(2026, 9, 9),
        place=1,
    )
    given_up = make_decision("Ny folder", state=DecisionState.DROPPED, place=2, due_on=None)
    still = make_decision("Vi aftaler slutmål", place=3)
    now, last_day = make_decision("Se på ventetiden"), date(2026, 9, 1)
    found = make(earlier=[done, given_up, still], decisions=[now], read_on=last_day)
    assert [section.key for section in found.sections][:2] == ["decided_before", "completeness"]
    before = part(found, "decided_before")
    assert before.sentence == "1 åben, 1 gjort, 1 opgivet."
    assert [(bar.label, bar.text, bar.note) for bar in before.bars] == [
        ("Vi aftaler slutmål", "åben, frist 01-09-2026", "MJ"),
        ("Alle nye forløb måles ved første besøg", "gjort 09-09-2026: 71 → 94 %", "MJ"),
        ("Ny folder", "opgivet", "MJ"),
    ]
    assert part(found, "decided").rows[1] == ("Se på ventetiden", "MJ", "åben, frist 01-09-2026")


def test_a_decision_is_late_from_the_day_after_its_last() -> None:
    late = make_decision("Ring inden tre dage", place=2)
    given = [
        make_decision("Se på ventetiden", due_on=date(2026, 12, 1)),
        late,
        make_decision("Ny folder", due_on=None, place=3),
        make_decision("Nyt samtaleark", state=DecisionState.DONE, place=4),
    ]
    told = part(make(earlier=given, read_on=date(2026, 9, 2)), "decided_before")
    assert told.sentence == "1 forsinket, 2 åbne, 1 gjort."
    assert [(bar.label, bar.text, bar.tone) for bar in told.bars] == [
        ("Ring inden tre dage", "forsinket, frist 01-09-2026", "warn"),
        ("Se på ventetiden", "åben, frist 01-12-2026", "plain"),
        ("Ny folder", "åben", "plain"),
        ("Nyt samtaleark", "gjort", "good"),
    ]
    on_the_day = part(make(earlier=[late], read_on=date(2026, 9, 1)), "decided_before")
    assert on_the_day.sentence == "1 åben."
    # Files that know no day of reading go by the day of the freezing.
    assert part(make(earlier=[late]), "decided_before").sentence == "1 forsinket."


def test_a_note_stands_beside_the_first_part_of_its_block() -> None:
    found = make(notes={"change": "Sommeren var stille.", "review": "Skemaet er nyt."})
    noted = {one.key: one.note for one in parts(found) if one.note}
    assert noted == {"change": "Sommeren var stille.", "review": "Skemaet er nyt."}
    assert found.sections[0].key == "review"


def test_a_new_version_lists_what_it_corrects() -> None:
    old = make_figures()
    first = make_spread(
        "first",
        Counted.PERSONS,
        {"under_15": 20, "15_25": 30, "25_32": 9, "over_32": 5},
        missing=7,
    )
    latest = next(b for b in old.blocks if b.key == "bands").spreads[1]
    new = make_figures(blocks=make_blocks(bands=Block("bands", (first, latest), ())))
    shown = part(make(new, version=2, changes=changes(old, new)), "corrected")
    assert shown.sentence == "2 tal er andre end i versionen før, fordi data er rettet."
    assert [(bar.label, bar.text) for bar in shown.bars] == [
        ("Første måling: under 15", "21 → 20"),
        ("Første måling: 15–25", "29 → 30"),
    ]


def test_many_corrections_are_listed_in_the_table() -> None:
    made = [Change("reach", "age", "age_3_5", float(n), float(n + 6)) for n in range(10, 22)]
    shown = part(make(changes=made), "corrected")
    assert (len(shown.bars), len(shown.rows)) == (8, 13)
    assert shown.small_print == ("Resten står i tabellen.",)


def test_a_correction_of_the_effect_table_is_named_as_in_the_table() -> None:
    made = [Change("effect", "stress.mothers.follow_up", "", -0.4, -0.6)]
    assert part(make(changes=made), "corrected").bars[0].label == "stress, mødre, opfølgning"


def test_a_correction_keeps_what_is_hidden_hidden() -> None:
    made = [Change("change", "mean_change", "", None, 5.8), Change("reach", "age", "", 73.0, None)]
    shown = part(make(changes=made), "corrected")
    assert [bar.text for bar in shown.bars] == ["vises ikke → +5,8 point", "73 → vises ikke"]


# The whole


def test_the_same_figures_give_the_same_document() -> None:
    again = from_json(to_json(make_figures()))
    assert make(again) == make(make_figures())


def test_the_text_holds_every_field_of_every_table() -> None:
    found = make(earlier=[make_decision()], notes={"bands": "Se bilag.\nTo linjer."})
    lines = as_text(found).splitlines()
    text = " ".join(lines)
    for one in parts(found):
        for row in one.rows[1:]:
            assert all(field in text for field in row), (one.key, row)
        assert one.title in text or one.title.upper() in text
    assert "Bemærkning: Se bilag." in lines and "To linjer." in lines
    assert [line for line in lines if "\t" in line or "  " in line or line != line.strip()] == []


def test_the_programme_is_told_measure_by_measure() -> None:
    points = Measured.POINTS
    shown = block(
        "effect",
        make_estimate(
            "PSI.mothers.after", points, -6.2, low=-9.0, high=-3.4, method="mean_paired_cluster"
        ),
        make_estimate("PSI.fathers.follow_up", points, None, method="mean_paired_cluster"),
        facts=(("number", "3"), ("data_until", "2026-09-12")),
    )
    blocks = make_blocks(effect=shown)
    figures = make_figures(blocks=blocks, names=(("PSI", "Forældrestress"),))
    found = part(make(figures), "effect")
    assert found.kind is PartKind.TABLE
    assert found.sentence == "1 af 1 ændringer er målbare."
    assert [row[:3] for row in found.rows[1:]] == [
        ("Forældrestress, mødre, lige efter", "−6,2 point", "−9,0 til −3,4"),
        ("Forældrestress, fædre, opfølgning", HIDDEN, ""),
    ]
    assert found.small_print[0] == "Svar til og med 12-09-2026."


def test_the_quarter_of_the_factory_is_a_quarter() -> None:
    assert (QUARTER.first_day, QUARTER.last_day) == (date(2026, 7, 1), date(2026, 9, 30))


# What may not be drawn


def test_what_may_not_be_drawn_stands_last_and_together() -> None:
    """Three cards that say "vises ikke" say it once, with the note of their block."""
    found = make(hide(make_figures()), notes={"children": "Fire nye familier."})
    children = next(one for one in found.sections if one.key == "children")
    (one,) = children.parts
    assert (one.key, one.kind, one.title) == ("children", PartKind.WORDS, "Små tal")
    assert one.sentence == "Her er tallene for små til at vise."
    assert one.small_print[0].startswith("Hvor mange børn der bor hjemme, vises ikke.")
    assert one.note == "Fire nye familier."


def test_what_is_drawn_stands_before_what_is_not() -> None:
    raised = make_spread("raised", Counted.FLAGS, {"flag": None, "by_hand": None}, 26)
    soon = make_estimate("days_to_decision", Measured.DAYS, 3.0, n=16)
    found = with_block(block("flags", raised, soon))
    shown = next(one for one in found.sections if one.key == "flags").parts
    assert [(one.key, one.sentence) for one in shown] == [
        ("flags.right", "Halvdelen af sagerne fik en beslutning højst 3 dage efter flaget."),
        ("flags", "26 sager kom til beredskabet; hvor mange et flag rejste, vises ikke."),
    ]

"""The review's rows of text: escaped, to scale, and silent about what is hidden."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fit_tracker.domain.reviews import Bar, Part, PartKind, Section
from fit_tracker.ui.review import parts
from fit_tracker.ui.review.document import rows
from fit_tracker.ui.review.present import slides
from tests.review_figures import make_document, make_part

KINDS = list(PartKind)


def whole(part: Part) -> str:
    return parts.head(part) + parts.body(part) + parts.under(part)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_says_its_sentence_its_small_print_and_its_note(kind: PartKind) -> None:
    part = make_part(kind, sentence="Sådan er det.", small_print=("64 personer.",), note="Uge 32.")
    found = whole(part)
    for words in ("Sådan er det.", "64 personer.", "Uge 32."):
        assert found.count(words) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_every_number_stands_in_a_table_one_click_away(kind: PartKind) -> None:
    """Words and tables are their own table already."""
    part = make_part(kind)
    found = whole(part)
    if kind in (PartKind.TABLE, PartKind.WORDS):
        assert "<details" not in found
    else:
        assert f'<th scope="row">{part.rows[1][0]}</th>' in found
        assert "Vis tallene" in found


def test_words_that_are_not_all_told_have_the_rest_in_the_table() -> None:
    part = make_part(PartKind.WORDS)
    longer = replace(part, rows=(*part.rows, ("Et tredje", "MJ", "åben")))
    assert "<details" in parts.under(longer)


@pytest.mark.parametrize("kind", KINDS)
def test_what_somebody_typed_stays_text(kind: PartKind) -> None:
    nasty = "<img src=x onerror=alert(1)>"
    bars = (Bar(nasty, nasty, nasty, 0.5, nasty),)
    part = make_part(
        kind, title=nasty, sentence=nasty, bars=bars, note=nasty, small_print=(nasty,),
        rows=((nasty,), (nasty,)),
    )  # fmt: skip
    assert "<img" not in whole(part)


def test_a_bar_is_as_long_as_its_share() -> None:
    found = parts.bars([Bar("a", "29", "45 %", 29 / 64, "good"), Bar("b", "64", "", 1.2, "good")])
    assert 'style="width:45.3%"' in found
    assert 'style="width:100.0%"' in found


def test_a_hidden_bar_has_no_length_and_a_number_without_a_share_no_line() -> None:
    hidden = parts.bars([Bar("a", "vises ikke", "", None, "warn")])
    assert "fit-untold" in hidden
    assert "width" not in hidden
    told = parts.bars([Bar("a", "22", "", None)])
    assert "fit-track" not in told
    assert "22" in told


def test_a_title_that_stands_above_is_not_said_again() -> None:
    part = make_part(PartKind.BARS)
    assert part.title in parts.head(part)
    assert part.title not in parts.head(part, part.title)
    silent = replace(part, sentence="")
    assert silent.title in parts.head(silent, part.title)


def test_tables_stand_alone_and_the_others_in_pairs() -> None:
    a, b, c = (make_part(PartKind.BARS, key=key) for key in "abc")
    table = make_part(PartKind.TABLE)
    assert list(rows([a, b, c])) == [(a, b), (c,)]
    assert list(rows([a, table, b, c])) == [(a,), (table,), (b, c)]
    words = make_part(PartKind.WORDS)
    assert list(rows([a, b, words])) == [(a, b), (words,)]
    assert list(rows([])) == []


def test_the_presentation_shows_every_part_once_and_the_message_first() -> None:
    document = make_document()
    first, *others = slides(document)
    assert (first.title, first.rows) == (document.title, ())
    shown = [part for slide in others for row in slide.rows for part in row]
    assert shown == [part for section in document.sections for part in section.parts]
    assert all(len(row) <= 2 for slide in others for row in slide.rows)


def test_few_words_stand_under_the_part_before_them() -> None:
    drawn, words = make_part(PartKind.BANDS, key="bands"), make_part(PartKind.WORDS, key="change")
    section = Section("wellbeing", "Hvor startede de?", (drawn, replace(words, bars=())))
    _message, *others = slides(replace(make_document(), sections=(section,)))
    assert [[part.key for row in one.rows for part in row] for one in others] == [
        ["bands", "change"]
    ]

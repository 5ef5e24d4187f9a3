"""What a person wrote never becomes markup; pieces nest without being escaped twice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fit_tracker.ui import html as h

ATTACK = """<img src=x onerror="alert(1)">'&"""
SAFE = "&lt;img src=x onerror=&quot;alert(1)&quot;&gt;&#x27;&amp;"


@pytest.mark.parametrize(
    "piece",
    [
        h.e(ATTACK),
        h.chip("improving", ATTACK),
        h.label_chip("blue", ATTACK),
        h.page_title(ATTACK, ATTACK, ATTACK),
        h.card(ATTACK, title=ATTACK),
        h.stat(ATTACK, ATTACK),
        h.link(ATTACK, ATTACK),
        h.button(ATTACK, ATTACK, label=ATTACK),
        h.sparkline_svg([(1, 2)], label=ATTACK),
        h.sparkline_svg([], label=ATTACK),
        h.tag("td", ATTACK, data_label=ATTACK),
    ],
)
def test_nothing_a_person_wrote_becomes_markup(piece: h.Html) -> None:
    assert SAFE in piece
    assert "<img" not in piece
    assert 'onerror="' not in piece


def test_a_date_and_a_count_are_never_broken_over_two_lines() -> None:
    kept = [f'<span style="white-space:nowrap">{one}</span>' for one in ("01-07-2025", "n = 13")]
    assert h.unbroken("fra 01-07-2025 · n = 13, i alt") == f"fra {kept[0]} · {kept[1]}, i alt"
    assert kept[0] in h.page_title("01-07-2025 til nu: 9 familier fik hjælp")


@given(st.text())
def test_text_can_neither_open_a_tag_nor_leave_an_attribute(text: str) -> None:
    assert not set('<>"') & set(h.e(text))


def test_pieces_nest_and_are_escaped_once() -> None:
    inner = h.tag("b", "a & b")
    assert h.tag("p", inner, " < c") == "<p><b>a &amp; b</b> &lt; c</p>"


def test_elements_without_content_get_no_end_tag() -> None:
    assert h.tag("p", "a", h.tag("br"), "b") == "<p>a<br>b</p>"


def test_statuses_have_shape_word_and_tone_and_the_shape_is_silent() -> None:
    assert h.chip("more_support", "mere støtte") == (
        '<span class="fit-chip fit-attention"><span class="fit-shape" aria-hidden="true">▲ </span>'
        "mere støtte</span>"
    )
    # No two statuses of one tone may share a shape unless they are the same message.
    looks = [look for name, look in h.STATUSES.items() if name != "worsening"]
    assert len(looks) == len(set(looks))


def test_unknown_tone_is_refused() -> None:
    with pytest.raises(ValueError, match="Unknown tone 'red'"):
        h.label_chip("red", "x")


def test_curve_stands_on_a_fixed_scale() -> None:
    svg = h.sparkline_svg([(1, 0), (2, 40), (3, 20)], w=110, h=28)
    assert 'points="4,24 55,4 106,14"' in svg
    assert 'cx="106" cy="14"' in svg


def test_one_point_sits_where_the_newest_is_looked_for_and_out_of_range_stays_inside() -> None:
    assert 'cx="106" cy="14"' in h.sparkline_svg([(7, 20)], w=110, h=28)
    assert 'cx="106" cy="4"' in h.sparkline_svg([(7, 99)], w=110, h=28)

"""The pure parts of a review: bands, classes, counting, JSON, what is kept beside it."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest

from fit_tracker.domain.review_json import DECIMALS, canonical, from_json, plain, to_json
from fit_tracker.domain.reviews import Counted, Measured
from fit_tracker.evaluation import review_tables
from fit_tracker.evaluation.boxes import Span, Unit, box_of
from fit_tracker.evaluation.review_count import Census
from fit_tracker.evaluation.review_plan import ratio_of
from fit_tracker.evaluation.review_series import band
from fit_tracker.services.review_disclosed import Counted as CountedBlock
from fit_tracker.services.review_disclosed import differs_by_few, same
from tests.review_figures import make_figures

EVERYBODY = box_of("families", {})


@pytest.mark.parametrize(
    ("tenths", "key"),
    [
        (0, "under_15"), (149, "under_15"), (150, "15_25"), (249, "15_25"),
        (250, "25_32"), (320, "25_32"), (321, "over_32"), (400, "over_32"),
    ],
)  # fmt: skip
def test_where_a_band_begins(tenths: int, key: str) -> None:
    assert band(tenths) == key


def test_figures_are_the_same_after_reading_them_again() -> None:
    figures = make_figures()
    text = to_json(figures)
    assert from_json(text) == figures
    assert to_json(from_json(text)) == text
    assert text.endswith("}\n")
    assert ": " not in json.dumps(json.loads(text), separators=(",", ":"))


def test_one_number_is_one_text() -> None:
    values = [-0.0, 0.0, 1 / 3, Counted.FAMILIES, date(2025, 1, 2), Decimal("1")]
    assert plain(values[:5]) == [0.0, 0.0, round(1 / 3, DECIMALS), "families", "2025-01-02"]
    assert canonical({"b": -0.0 + 0.0, "a": "æ"}) == '{"a":"æ","b":0.0}\n'


def unit(**places: object) -> Unit:
    return Unit("families", places)  # type: ignore[arg-type]


def test_counting_reads_days_as_boxes_do() -> None:
    units = [
        unit(start=date(2025, 1, 1), end=None, team="a"),
        unit(start=date(2025, 2, 1), end=date(2025, 3, 1), team="b"),
        unit(start=date(2025, 4, 1), end=None),
    ]
    active = {"start": Span(last=date(2025, 3, 31)), "end": Span(first=date(2025, 4, 1))}
    boxes = {
        box_of("families", active): 1,
        box_of("families", {"end": Span(date(2025, 1, 1), date(2025, 12, 31))}): 1,
        box_of("families", {"team": frozenset({"", "b"})}): 2,
        box_of("persons", {}): 0,
        EVERYBODY: 3,
    }
    assert Census(units).counts(boxes) == boxes


def test_those_who_are_in_no_box_are_left_out() -> None:
    units = [unit(team="a"), unit(team="b"), Unit("persons", {"team": "a"})]
    assert Census(units).within([box_of("families", {"team": {"a"}})]) == units[:1]


@pytest.mark.parametrize(("went", "allowed"), [(0, True), (1, False), (4, False), (5, True)])
def test_where_people_were_on_two_days_differs_by_nobody_or_by_five(
    went: int, allowed: bool
) -> None:
    bands = frozenset({"25_32"})
    one, two = (box_of(f"latest@2025-0{m}-01", {"latest": bands}) for m in (1, 2))
    first = [Unit(one.counted, {"latest": "25_32"}) for _ in range(20)]
    second = [Unit(two.counted, {"latest": "over_32" if n < went else "25_32"}) for n in range(20)]
    assert Census([*first, *second]).apart([two], [one]) is allowed


@pytest.mark.parametrize(
    ("now", "few"),
    [
        ({"n": 10, "part": 4}, False),
        ({"n": 11, "part": 4}, True),
        ({"n": 15, "part": 9}, False),
        ({"n": 15, "part": 8}, True),
        ({"n": 10}, True),
    ],
)
def test_a_number_that_moves_by_one_to_four_keeps_its_block(now: dict[str, int], few: bool) -> None:
    before = CountedBlock({"n": 10, "part": 4}, {})
    assert differs_by_few(CountedBlock(now, {}), before) is few


@pytest.mark.parametrize(("changed", "few"), [(0, False), (1, True), (4, True), (5, False)])
def test_one_to_four_families_who_are_corrected_keep_their_block(changed: int, few: bool) -> None:
    """Although every number stands: a mean would tell what was corrected."""
    before = CountedBlock({}, {f"f{n}": "old" for n in range(9)})
    now = CountedBlock({}, {f"f{n}": "new" if n < changed else "old" for n in range(9)})
    assert differs_by_few(now, before) is few
    assert same(now, before) is (changed == 0)


def test_a_ratio_weighs_families_by_their_own_length() -> None:
    """By hand: 6 / 8 = 0.75; linearised 0.5625, 0.9375, 0.75, and of these R's
    t.test(z)$conf.int is 0.2842242 to 1.2157758."""
    found = ratio_of("k", Measured.SHARE, EVERYBODY, [1, 2, 3], [2, 2, 4], ["a", "b", "c"])
    assert found is not None and found.low is not None and found.high is not None
    assert found.value == pytest.approx(0.75)
    assert (found.low, found.high) == pytest.approx((0.2842242, 1.2157758))
    assert ratio_of("k", Measured.SHARE, EVERYBODY, [0, 0], [0, 0], ["a", "b"]) is None


@pytest.mark.parametrize(
    ("measured", "value", "told"),
    [
        # The linear interval of 99 % of the visits of 33 families ends at 100.87 %.
        (Measured.SHARE, 1.0087, 1.0),
        (Measured.SHARE, -0.0042, 0.0),
        (Measured.SHARE, 0.97468, 0.9747),
        (Measured.POINTS, -1.4249, -1.42),
        (Measured.EFFECT_SIZE, 1.2, 1.2),
    ],
)
def test_no_share_lies_below_none_or_above_all(
    measured: Measured, value: float, told: float
) -> None:
    assert review_tables._decimals(value, measured) == told

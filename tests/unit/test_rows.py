"""Rows become dataclasses by column name, exactly, or not at all."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, dataclass
from decimal import Decimal
from uuid import UUID, uuid4

import pytest

from fit_tracker.domain.people import Role
from fit_tracker.store.rows import build


@dataclass(frozen=True)
class Row:
    name: str
    role: Role | None
    ids: tuple[UUID, ...]
    items: dict[str, Decimal]
    total: Decimal | None = None


COLUMNS = ["total", "ids", "name", "items", "role"]


def test_columns_find_their_fields_in_any_order() -> None:
    one = uuid4()
    rows = build(Row, COLUMNS, [(Decimal("12.4"), [one], "A", '{"self": "7.3"}', "leader")])
    assert rows == [Row("A", Role.LEADER, (one,), {"self": Decimal("7.3")}, Decimal("12.4"))]
    assert isinstance(rows[0].role, Role)
    assert str(rows[0].items["self"]) == "7.3"


def test_nothing_stays_nothing() -> None:
    assert build(Row, COLUMNS, [(None, None, "A", "{}", None)]) == [Row("A", None, (), {}, None)]
    assert build(Row, COLUMNS, []) == []


@pytest.mark.parametrize("columns", [COLUMNS[:-1], [*COLUMNS, "extra"], ["total"] * 5])
def test_a_query_that_drifts_from_its_dataclass_fails_loudly(columns: list[str]) -> None:
    """Also without rows, so that the first test to ask finds it."""
    with pytest.raises(TypeError, match=r"Row: columns .* fields"):
        build(Row, columns, [])


def test_an_unknown_code_is_an_error_not_a_guess() -> None:
    with pytest.raises(ValueError, match="chief"):
        build(Row, COLUMNS, [(None, [], "A", "{}", "chief")])


def test_a_row_with_a_column_too_few_is_refused() -> None:
    with pytest.raises(ValueError, match="shorter"):
        build(Row, COLUMNS, [(None, [], "A", "{}")])


def test_only_dataclasses_are_built() -> None:
    with pytest.raises(TypeError, match="no dataclass"):
        build(dict, ["a"], [(1,)])


def test_what_was_read_is_not_changed_in_place() -> None:
    row = build(Row, COLUMNS, [(None, [], "A", "{}", None)])[0]
    with pytest.raises(FrozenInstanceError):
        row.name = "B"  # type: ignore[misc]


@dataclass(frozen=True)
class Flag:
    numbers: dict[str, str]


def test_text_by_name_stays_the_text_it_is() -> None:
    """Among a flag's numbers is a model's version, which is no number."""
    stored = '{"last": "18.0", "model_version": "2026-01-01-1a2b3c4d"}'
    (flag,) = build(Flag, ["numbers"], [(stored,)])
    assert flag.numbers == {"last": "18.0", "model_version": "2026-01-01-1a2b3c4d"}

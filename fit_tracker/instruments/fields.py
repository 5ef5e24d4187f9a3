"""Typed reading of a YAML tree that remembers where everything stood.

`yaml.compose` keeps the line of every value; `yaml.load` would lose it, and would turn
"0.906" into a float on the way.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from typing import NoReturn
from unicodedata import category

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from fit_tracker.errors import PackInvalid

MISSING = "{file}, linje {line}, felt «{field}»: mangler."
UNKNOWN = "{file}, linje {line}, felt «{field}»: kendes ikke; her kan stå {allowed}."
TWICE = "{file}, linje {line}, felt «{field}»: står to gange."
NOT_GROUP = "{file}, linje {line}, felt «{field}»: skal have underfelter på egne linjer."
NOT_LIST = "{file}, linje {line}, felt «{field}»: skal være en liste."
NOT_TEXT = "{file}, linje {line}, felt «{field}»: skal være tekst."
EMPTY = "{file}, linje {line}, felt «{field}»: er tomt. Tegn som < og > skal stå i anførselstegn."
NOT_NUMBER = "{file}, linje {line}, felt «{field}»: skal være et tal; der står «{found}»."
NOT_WHOLE = "{file}, linje {line}, felt «{field}»: skal være et helt tal; der står «{found}»."
NOT_YES_NO = "{file}, linje {line}, felt «{field}»: skal være true eller false; der står «{found}»."
NOT_ONE_OF = "{file}, linje {line}, felt «{field}»: skal være et af {allowed}; der står «{found}»."

# Only what a person would call a number: no 1e3, 0x1F, 1_000, .inf or 010.
_NUMBER = re.compile(r"-?(0|[1-9]\d*)([.,]\d+)?")
_YES_NO = {"true": True, "false": False}


def decoded(file: str, data: bytes) -> str:
    """The text of a file in UTF-8, or the line where it is not."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise PackInvalid(
            "{file}, linje {line}: filen er ikke gemt som UTF-8. Gem den igen med den tegnkodning.",
            file=file,
            line=error.object[: error.start].count(b"\n") + 1,
        ) from None


def compose(file: str, text: str) -> Node:
    """The tree of a YAML text, or the line where it breaks off."""
    try:
        node = yaml.compose(text.removeprefix("\ufeff"), Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        raise PackInvalid(
            "{file}, linje {line}: kan ikke læses som YAML. Se efter tabulatorer (brug mellemrum), "
            "manglende kolon og anførselstegn, der ikke er lukket.",
            file=file,
            line=mark.line + 1 if mark else 1,
        ) from None
    if node is None:
        raise PackInvalid("{file}, linje 1: filen er tom.", file=file)
    return node


@dataclass(frozen=True)
class Field:
    """One value of the pack, with its path ("cut_off.value") and its line."""

    file: str
    path: str
    node: Node

    @property
    def line(self) -> int:
        return int(self.node.start_mark.line) + 1

    def fail(self, template: str, **values: object) -> NoReturn:
        raise PackInvalid(template, file=self.file, line=self.line, field=self.path, **values)

    def is_null(self) -> bool:
        return isinstance(self.node, ScalarNode) and self.node.tag.endswith(":null")

    def group(self, required: Collection[str], optional: Collection[str] = ()) -> dict[str, Field]:
        """The fields below this one: all required, none unknown, none twice."""
        if not isinstance(self.node, MappingNode):
            self.fail(NOT_GROUP)
        found: dict[str, Field] = {}
        for key, value in self.node.value:
            self._add(found, key, value, (*required, *optional))
        for name in required:
            if name not in found:
                Field(self.file, self._below(name), self.node).fail(MISSING)
        return found

    def elements(self) -> list[Field]:
        if not isinstance(self.node, SequenceNode):
            self.fail(NOT_LIST)
        return [
            Field(self.file, f"{self.path}[{number}]", node)
            for number, node in enumerate(self.node.value, start=1)
        ]

    def text(self) -> str:
        if not isinstance(self.node, ScalarNode) or (self.is_null() and self.node.value):
            self.fail(NOT_TEXT)
        value = str(self.node.value).strip()
        if not value:
            self.fail(EMPTY)
        if any(map(_is_no_sign, value)):
            self.fail(NOT_TEXT)
        return value

    def number(self) -> Decimal:
        value = self.text()
        if not _NUMBER.fullmatch(value):
            self.fail(NOT_NUMBER, found=value)
        return Decimal(value.replace(",", "."))

    def whole(self) -> int:
        number = self.number()
        if number != number.to_integral_value():
            self.fail(NOT_WHOLE, found=self.text())
        return int(number)

    def yes_no(self) -> bool:
        value = self.text()
        if value not in _YES_NO:
            self.fail(NOT_YES_NO, found=value)
        return _YES_NO[value]

    def one_of(self, allowed: Collection[str]) -> str:
        value = self.text()
        if value not in allowed:
            self.fail(NOT_ONE_OF, allowed=", ".join(allowed), found=value)
        return value

    def _add(
        self, found: dict[str, Field], key: Node, value: Node, allowed: Collection[str]
    ) -> None:
        plain = isinstance(key, ScalarNode) and str(key.value).isprintable()
        name = str(key.value) if plain else "?"
        at_key = Field(self.file, self._below(name), key)
        if name not in allowed:
            at_key.fail(UNKNOWN, allowed=", ".join(allowed))
        if name in found:
            at_key.fail(TWICE)
        found[name] = Field(self.file, self._below(name), value)

    def _below(self, name: str) -> str:
        return f"{self.path}.{name}" if self.path else name


def _is_no_sign(letter: str) -> bool:
    """Half a sign, which cannot be stored, or one that commands the screen it is shown on: both
    can be written as an escape in a quoted text."""
    return category(letter) == "Cs" or (category(letter) == "Cc" and letter not in "\n\r\t")

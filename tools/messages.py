"""Collects every Danish sentence of the code into the English catalogue.

`python tools/messages.py` updates fit_tracker/locale/en/LC_MESSAGES/fit_tracker.po: new
sentences are added without a translation, vanished ones are dropped, the rest is kept.
A test fails while one is missing, so a new sentence is translated in the same commit.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from pathlib import Path

import yaml
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PO = ROOT / "fit_tracker" / "locale" / "en" / "LC_MESSAGES" / "fit_tracker.po"

# Which argument of which call is a sentence; errors carry theirs first.
SINGLE = {
    "_": 0, "words": 0, "tr": 1, "tell": 0, "warn": 0, "fail": 0, "free_text": 1, "_required": 1,
}  # fmt: skip
PLURAL = {"_n": (0, 1), "tr_n": (1, 2)}
ERRORS = {
    "UserFacing", "InvalidInput", "NotAllowed", "NotFound", "Conflict", "DuplicateKey",
    "DatabaseUnavailable", "PackInvalid", "__init__",
}  # fmt: skip
# Fields of an instrument pack that are shown to the administrator in one language.
PACK_FIELDS = (("licence",), ("cut_off", "source"), ("reliability", "source"))

Message = str | tuple[str, str]


def messages() -> list[Message]:
    """Every sentence once, in a stable order."""
    files = [ROOT / "streamlit_app.py"]
    for folder in ("fit_tracker", "pages", "seed"):
        files += sorted((ROOT / folder).rglob("*.py"))
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in files]
    names = _named_sentences(trees)
    found: dict[Message, None] = {}
    for tree in trees:
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                found.update(dict.fromkeys(_in_call(node)))
        found.update(dict.fromkeys(_in_constants(tree, names)))
    found.update(dict.fromkeys(_in_packs()))
    return list(found)


def _called(node: ast.Call) -> str:
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""


def _in_call(node: ast.Call) -> Iterator[Message]:
    name = _called(node)
    if name in PLURAL:
        one, many = (_text(node.args, place) for place in PLURAL[name])
        if one and many:
            yield (one, many)
    elif name in ERRORS or name in SINGLE:
        yield from _texts(node.args, SINGLE.get(name, 0))
    elif name == "Page":
        # The titles of the page table are translated when the menu is drawn.
        text = _text(node.args, 1)
        if text:
            yield text


def _named_sentences(trees: Sequence[ast.Module]) -> set[str]:
    """Names of constants that are handed on: `Conflict(TAKEN)`, `_prove(…, WRONG)`."""
    names = set()
    for tree in trees:
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                names |= {one.id for one in node.args if isinstance(one, ast.Name)}
            elif isinstance(node, ast.Return) and isinstance(node.value, ast.Name):
                names.add(node.value.id)
    return {name for name in names if name.isupper()}


def _is_sentence(text: str) -> bool:
    return text.endswith(".") and text.count(" ") > 1


def _in_constants(tree: ast.Module, names: set[str]) -> Iterator[str]:
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
            targets = {target.id for target in node.targets if isinstance(target, ast.Name)}
            value = node.value.value
            if targets & names and isinstance(value, str) and _is_sentence(value):
                yield value


def _texts(arguments: list[ast.expr], place: int) -> Iterator[str]:
    """The sentence, or both of `this if so else that`."""
    found = arguments[place : place + 1]
    if found and isinstance(found[0], ast.IfExp):
        found = [found[0].body, found[0].orelse]
    yield from filter(None, (_text([node], 0) for node in found))


def _text(arguments: list[ast.expr], place: int) -> str | None:
    if len(arguments) <= place:
        return None
    node = arguments[place]
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _in_packs() -> Iterator[str]:
    for path in sorted((ROOT / "fit_tracker" / "instruments" / "packs").glob("*.yaml")):
        pack = yaml.safe_load(path.read_text(encoding="utf-8"))
        for field in PACK_FIELDS:
            value = pack
            for step in field:
                value = (value or {}).get(step)
            if isinstance(value, str):
                yield " ".join(value.split())


def read() -> Catalog:
    if not PO.exists():
        return Catalog(locale="en")
    with PO.open("rb") as source:
        return read_po(source, locale="en")


def _empty(old: Catalog) -> Catalog:
    """Keeps the date of the first collection, so that a run without news changes nothing."""
    return Catalog(
        locale="en",
        project="FIT Tracker",
        version="1",
        header_comment="# The English words of FIT Tracker. Collected by tools/messages.py.",
        msgid_bugs_address="the issues of the project",
        last_translator="the FIT Tracker project",
        language_team="en",
        creation_date=old.creation_date,
        revision_date=old.creation_date,
        fuzzy=False,
    )


def main() -> None:
    old = read()
    new = _empty(old)
    for message in messages():
        known = old.get(message)
        new.add(message, known.string if known else None)
    PO.parent.mkdir(parents=True, exist_ok=True)
    with PO.open("wb") as target:
        write_po(target, new, width=100, no_location=True)


if __name__ == "__main__":
    main()

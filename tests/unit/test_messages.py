"""Danish and English are complete: every sentence is collected, translated and shown in words.

The Danish sentence is the key. Whoever adds one runs `python tools/messages.py` and writes the
English beside it; these tests name what was forgotten.
"""

from __future__ import annotations

import ast
import importlib.util
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest
import yaml
from babel.messages.catalog import Message

from fit_tracker.errors import InvalidInput
from fit_tracker.texts import LANGUAGES, say, tr, tr_n

ROOT = Path(__file__).resolve().parents[2]
PACKS = sorted((ROOT / "fit_tracker" / "instruments" / "packs").glob("*.yaml"))
SCREEN = sorted([*(ROOT / "pages").rglob("*.py"), *(ROOT / "fit_tracker" / "ui").rglob("*.py")])
WORDED = sorted({*SCREEN, *(ROOT / "fit_tracker").rglob("*.py")})

# The same word, or only a pattern of values, in both languages.
SAME = {
    "Administrator",
    "FIT Tracker",
    "Online",
    "Status",
    "Team",
    "Team: {team}",
    "Teams",
    "start {day}",
    "total",
    "{case}",
    "{part}: {error}",
    "{id} {version}: {name}, {low}–{high} ({origin})",
    "{name}: {first} → {last}.",
    "{name}: {value}",
    "  {name}: {value}",
    "{name}: {last}.",
    "{score} {how}, {when}, {who}",
    "15–25",
    "25–32",
    "Total",
    "Variant",
    "p",
    "variant",
    "{n} person",
    "{number} kr.",
    "{period} · {series}",
    "{period}, version {n}",
}
# Text that is nobody's language: a name, and the pattern of a case number or a section.
NEUTRAL = {"BL § 32", "FIT Tracker"}

LOGS = {"log", "logging"}
# Which arguments of which call a person reads: places, and names.
ELEMENTS = {
    "badge", "button", "caption", "checkbox", "date_input", "dialog", "download_button", "error",
    "exception", "expander", "feedback", "file_uploader", "form_submit_button", "header", "html",
    "info", "link_button", "markdown", "metric", "multiselect", "number_input", "page_link",
    "pills", "popover", "radio", "segmented_control", "selectbox", "slider", "spinner", "status",
    "subheader", "success", "text", "text_area", "text_input", "time_input", "title", "toast",
    "toggle", "warning", "write",
}  # fmt: skip
BUILDERS = {
    "card": (0, 1, 2, 3, 4, 5),
    "chip": (1,),
    "label_chip": (1,),
    "link": (1,),
    "button": (1,),
    "page_title": (0, 1, 2),
    "stat": (0, 1),
    "tag": (1, 2, 3, 4, 5, 6),
}
NAMED = {
    "alt", "aria_label", "aria_description", "body", "caption", "data_label", "help", "label",
    "placeholder", "sub", "text", "title",
}  # fmt: skip


@cache
def collector() -> ModuleType:
    """tools/ is no package; the collector is loaded from its file."""
    spec = importlib.util.spec_from_file_location("messages", ROOT / "tools" / "messages.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def keys() -> frozenset[str]:
    """Every collected sentence, both forms of a plural."""
    found = collector().messages()
    return frozenset(text for one in found for text in (one if isinstance(one, tuple) else (one,)))


def forms(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, tuple | list) else (str(value or ""),)


def entries() -> list[Message]:
    return [message for message in collector().read() if message.id]


def test_the_catalogue_holds_what_the_code_says_and_nothing_else() -> None:
    wanted = set(collector().messages())
    known = {message.id for message in entries()}
    assert wanted - known == set(), "run python tools/messages.py and translate what is new"
    assert known - wanted == set(), "run python tools/messages.py to drop what has gone"
    assert not collector().read().obsolete
    assert len(wanted) > 500


def test_every_sentence_has_its_english() -> None:
    empty = [m.id for m in entries() if not all(text.strip() for text in forms(m.string))]
    short = [m.id for m in entries() if len(forms(m.string)) != len(forms(m.id))]
    assert (empty, short) == ([], [])
    assert [message.id for message in entries() if message.fuzzy] == []


def placeholders(text: str) -> list[str]:
    return sorted(re.findall(r"\{[^{}]*\}", text))


def test_both_languages_take_the_same_values() -> None:
    translated = [message for message in entries() if all(forms(message.string))]
    for message in translated:
        for danish, english in zip(forms(message.id), forms(message.string), strict=True):
            assert placeholders(english) == placeholders(danish), danish
            # Built from pieces with a space at the edge; without it words would run together.
            assert english[:1].isspace() == danish[:1].isspace(), danish
            assert english[-1:].isspace() == danish[-1:].isspace(), danish


def test_english_is_not_danish() -> None:
    same = {
        danish
        for message in entries()
        for danish, english in zip(forms(message.id), forms(message.string), strict=True)
        if danish == english
    }
    assert same - SAME == set()
    danish_letters = [m.id for m in entries() if re.search("[æøåÆØÅ«»]", " ".join(forms(m.string)))]
    assert danish_letters == []


def literals(node: ast.AST) -> Iterator[str]:
    """The words of an argument that are written as they stand, outside any translation."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        for part in node.values:
            yield from literals(part)
    elif isinstance(node, ast.IfExp):
        yield from literals(node.body)
        yield from literals(node.orelse)
    elif isinstance(node, ast.BinOp | ast.BoolOp):
        for child in ast.iter_child_nodes(node):
            yield from literals(child)


def shown(call: ast.Call) -> Iterator[ast.expr]:
    """The arguments of `call` that end up before somebody's eyes."""
    func = call.func
    name = func.attr if isinstance(func, ast.Attribute) else getattr(func, "id", "")
    if isinstance(func, ast.Attribute) and getattr(func.value, "id", "") in LOGS:
        return
    if isinstance(func, ast.Attribute) and name in ELEMENTS:
        yield from call.args[:1]
    elif isinstance(func, ast.Name) and name in BUILDERS:
        yield from (call.args[place] for place in BUILDERS[name] if place < len(call.args))
    elif name != "Page":
        return
    yield from (given.value for given in call.keywords if given.arg in NAMED)


def bare(path: Path) -> list[str]:
    """Words on the screen that no language can reach."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            for argument in shown(node):
                for text in literals(argument):
                    if _is_words(text) and text not in NEUTRAL:
                        found.append(f"{path.name}:{node.lineno} {text!r}")
    return found


def _is_words(text: str) -> bool:
    markup = text.lstrip().startswith(("<", ".", ":material/"))
    return not markup and re.search(r"[^\W\d_]{2}", text) is not None


@pytest.mark.parametrize("path", SCREEN, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_element_shows_a_bare_literal(path: Path) -> None:
    assert bare(path) == []


def test_the_search_for_bare_literals_finds_them(tmp_path: Path) -> None:
    page = tmp_path / "page.py"
    page.write_text(
        'st.button("Gem")\nst.button(_("Gem"))\nst.text_input(_("x"), placeholder="fx 2017")\n'
        'tag("p", "Familien")\ntag("p", _("Familien"), cls="fit-small")\npage_title("Hej")\n'
        'card(title="Mål")\nst.write(f"{n} besøg")\ntag("br")\nst.caption(_("a") if b else "nej")\n'
        'st.selectbox(_("x"), [], key="choice")\ncolumn.checkbox("Ja")\ntag("p", "·")\n',
        encoding="utf-8",
    )
    lines = [int(found.split(":")[1].split()[0]) for found in bare(page)]
    assert sorted(lines) == [1, 3, 4, 6, 7, 8, 10, 12]


def _own_words(call: ast.Call) -> bool:
    """Whether a choice that can stand empty would show the framework's English hint."""
    given = {one.arg: one.value for one in call.keywords}
    index = given.get("index")
    empty = isinstance(index, ast.Constant) and index.value is None
    name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
    can_be_empty = name == "multiselect" or (name == "selectbox" and empty)
    return not can_be_empty or "placeholder" in given


@pytest.mark.parametrize("path", SCREEN, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_choice_that_may_be_empty_has_its_own_hint(path: Path) -> None:
    calls = [n for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.Call)]
    assert [call.lineno for call in calls if not _own_words(call)] == []


def strings(path: Path) -> Iterator[tuple[int, str]]:
    """Every string of a module that is no docstring."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.lineno, node.value


# Danish that nobody reads as a sentence: words that begin small, and a file's own words.
NOT_SENTENCES = {"naming.py"}
DANISH = re.compile(r"[æøåÆØÅ]|\b(ikke|eller|skal|findes|besøg|måling|hvis|være|har|kan|og)\b")


@pytest.mark.parametrize("path", WORDED, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_danish_string_is_collected(path: Path) -> None:
    if path.name in NOT_SENTENCES:
        return
    lost = [(n, text) for n, text in strings(path) if DANISH.search(text) and text not in keys()]
    assert lost == [], "hand it to _(), tr(), an error, or a constant one of them is given"


@pytest.mark.parametrize("path", PACKS, ids=lambda path: path.stem)
def test_packs_speak_every_language(path: Path) -> None:
    pack = yaml.safe_load(path.read_text(encoding="utf-8"))
    texts = [pack["name"], pack["question"], pack["instruction"]]
    for item in pack["items"]:
        texts += [item[field] for field in ("label", "hint", "low", "high") if field in item]
    for text in texts:
        assert set(text) == set(LANGUAGES) and all(text.values()), text
    origin = [pack["licence"], *(part["source"] for part in _numbers(pack))]
    for words in origin:
        assert tr("en", " ".join(words.split())) != " ".join(words.split())


def _numbers(pack: dict[str, dict[str, str] | None]) -> list[dict[str, str]]:
    return [part for part in (pack["cut_off"], pack["reliability"]) if part is not None]


def test_a_sentence_in_each_language() -> None:
    assert tr("da", "Log ind") == "Log ind"
    assert tr("en", "Log ind") == "Sign in"
    assert tr_n("en", "{n} familie", "{n} familier", 1) == "1 family"
    assert tr_n("en", "{n} familie", "{n} familier", 3) == "3 families"
    assert tr_n("da", "{n} familie", "{n} familier", 3) == "3 familier"


def test_an_error_names_its_field_in_the_readers_language() -> None:
    error = InvalidInput("Feltet «{field}» mangler.", field="sagsnummer")
    assert say("da", error) == "Feltet «sagsnummer» mangler."
    assert say("en", error) == "The field “case number” is missing."

"""A person's words on the screen are words: never a link, a picture, a formula or a heading."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from fit_tracker.ui.texts import plain

ROOT = Path(__file__).resolve().parents[2]
SCREEN = sorted([*(ROOT / "pages").rglob("*.py"), *(ROOT / "fit_tracker" / "ui").rglob("*.py")])

JOINER = "\u2060"


@pytest.mark.parametrize(
    ("typed", "given"),
    [
        ("![x](http://evil.example/x.png)", rf"!\[x\](http{JOINER}://evil.example/x.png)"),
        ("www.evil.example", f"www{JOINER}.evil.example"),
        ("a@evil.example", f"a@{JOINER}evil.example"),
        (":material/home: :red[x]", r"\:material/home: \:red\[x\]"),
        (":streamlit:", rf"\:{JOINER}streamlit:"),
        ("$x^2$", r"\$x^2\$"),
        ("# Top", r"\# Top"),
        ("- punkt", r"\- punkt"),
        ("1. et", r"1\. et"),
        ("> citat <b>", r"\> citat \<b\>"),
        ("**fed** _k_ `c` ~s~", r"\*\*fed\*\* \_k\_ \`c\` \~s\~"),
        ("a & b | c \\ d", r"a \& b \| c \\ d"),
        ("    kode", "kode"),
    ],
)
def test_signs_that_markdown_reads_are_shown_as_typed(typed: str, given: str) -> None:
    assert plain(typed) == given


@pytest.mark.parametrize(
    "text", ["Mor: 14,0 af 40 (12-09-2026)", "F-2117", "12-11-2026 kl. 14.05", "Søvn – 8 t/nat!"]
)
def test_ordinary_words_stay_as_they_are(text: str) -> None:
    assert plain(text) == text


# What Streamlit reads as Markdown: the text of a call, and each option of some.
READ = {
    "button", "caption", "checkbox", "download_button", "error", "expander", "file_uploader",
    "form_submit_button", "header", "info", "markdown", "metric", "multiselect", "pills",
    "popover", "radio", "segmented_control", "selectbox", "subheader", "success", "tabs",
    "text_area", "text_input", "title", "toast", "toggle", "warning", "write",
}  # fmt: skip
OPTIONS = {"pills", "radio", "segmented_control"}
# Values that are numbers, days or words of our own; and sentences composed of such.
HARMLESS = {
    "n", "m", "of", "leave", "words", "number", "more",
    "SHOWN", "label", "sentence", "part", "notice",
    "summary.read", "LANGUAGES[code]", "known[name].label", "summary.empty", "demo.DEMO_PASSWORD",
    "demo.DEMO_PIN",
}  # fmt: skip
MAKERS = {
    "plain", "_on", "day", "len", "danish", "in_words", "role_word", "member_role_word",
    "place_word",
    "visit_status_word", "end_reason_word", "ended_sentence",
    "counted", "duration", "group_word", "hours", "part_word", "profession_word", "safety_word",
}  # fmt: skip


def _safe(node: ast.expr) -> bool:
    match node:
        case ast.Constant():
            return True
        case ast.Name() | ast.Attribute() | ast.Subscript():
            return ast.unparse(node) in HARMLESS
        case ast.BinOp():
            return _safe(node.left) and _safe(node.right)
        case ast.BoolOp():
            return all(map(_safe, node.values))
        case ast.IfExp():
            return _safe(node.body) and _safe(node.orelse)
        case ast.JoinedStr():
            return all(map(_safe, node.values))
        case ast.FormattedValue():
            return _safe(node.value)
        case ast.List() | ast.Tuple():
            return all(map(_safe, node.elts))
        case ast.ListComp():
            return _safe(node.elt)
        case ast.Call():
            name = ast.unparse(node.func).rpartition(".")[2]
            if name in ("_", "_n"):
                return all(_safe(keyword.value) for keyword in node.keywords)
            return name in MAKERS
        case _:
            return False


def _read_as_markdown(tree: ast.AST) -> Iterator[ast.expr]:
    ours = _imported(tree)
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        if node.func.attr in READ and node.args and ast.unparse(node.func.value) not in ours:
            yield node.args[0]
            if node.func.attr in OPTIONS:
                yield from (k.value.body for k in node.keywords if _is_lambda(k))  # type: ignore[attr-defined]


def _is_lambda(keyword: ast.keyword) -> bool:
    return keyword.arg == "format_func" and isinstance(keyword.value, ast.Lambda)


def _imported(tree: ast.AST) -> set[str]:
    """Our own modules may have functions that are called like elements; `st` is Streamlit,
    and any other name is a column of it."""
    found = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    return {alias.asname or alias.name for node in found for alias in node.names}


@pytest.mark.parametrize("path", SCREEN, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_a_person_wrote_reaches_markdown_unescaped(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    wrong = [
        f"{node.lineno}: {ast.unparse(node)}" for node in _read_as_markdown(tree) if not _safe(node)
    ]
    assert not wrong, f"wrap in plain(), or name why not: {wrong}"


def _drawn_alone(tree: ast.AST) -> Iterator[ast.FunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            named = " ".join(ast.unparse(one) for one in node.decorator_list)
            if "st.dialog" in named or "st.fragment" in named:
                yield node


def test_what_runs_without_its_page_asks_again_who_is_there() -> None:
    """A dialog or fragment is rerun alone: neither the router nor the page's guard runs."""
    found = [
        (path.name, function)
        for path in SCREEN
        for function in _drawn_alone(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert {name for name, _ in found} == {"tasks.py"}
    for name, function in found:
        assert "guard.require(" in ast.unparse(function.body[0]), name


MADE_WITH_THE_PAGE = {"imports.rejected_file", "trail_table.csv"}


@pytest.mark.parametrize("path", SCREEN, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_that_is_made_later_asks_again_who_is_there(path: Path) -> None:
    """A download is made when its button is pressed, also on a page that was left standing."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(".download_button"):
            data = node.args[1]
            assert isinstance(data, ast.Call), f"{node.lineno}: wrap in guard.file()"
            assert ast.unparse(data.func) in {"guard.file", *MADE_WITH_THE_PAGE}

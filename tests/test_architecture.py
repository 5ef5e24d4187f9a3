"""Imports run one way. This test reads every file; CONTRIBUTING explains the rooms."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# What each room may import of the others. Everybody may import what stands in COMMON.
ALLOWED: dict[str, set[str]] = {
    "streamlit_app": {"ui"},
    "pages": {"ui", "services", "charts", "domain"},
    "ui": {"services", "wiring", "settings", "domain"},
    "cli": {
        "services",
        "wiring",
        "domain",
        "settings",
        "seed",
        "cli_call",
        "cli_analysts",
        "cli_catalogue",
        "cli_programme",
        "cli_review",
    },
    "cli_analysts": {"services", "cli_call"},
    "cli_catalogue": {"services", "cli_call"},
    "cli_programme": {"services", "cli_call"},
    "cli_review": {"services", "cli_call"},
    "cli_call": {"services", "settings"},
    "seed": {"services", "wiring", "domain"},
    "wiring": {"services", "store", "settings", "instruments"},
    "exchange": {"evaluation", "progression", "instruments", "domain"},
    "charts": {"evaluation", "progression", "domain"},
    "services": {
        "store",
        "exchange",
        "evaluation",
        "progression",
        "instruments",
        "domain",
        "settings",
    },
    "store": {"domain", "settings"},
    "evaluation": {"progression", "instruments", "domain"},
    "progression": {"instruments", "domain"},
    "instruments": {"domain"},
    "settings": set(),
    "domain": set(),
    "texts": set(),
    "palette": set(),
    "errors": set(),
}
COMMON = {"errors", "texts", "palette"}
ONLY = {"duckdb": {"store"}, "plotly": {"charts"}, "streamlit": {"ui", "pages", "streamlit_app"}}


def _files() -> list[Path]:
    found = [ROOT / "streamlit_app.py"]
    for folder in ("fit_tracker", "pages", "seed"):
        found += sorted((ROOT / folder).rglob("*.py"))
    return found


def _room(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    if parts[0] == "fit_tracker":
        return "" if len(parts) < 2 or parts[1] == "__init__" else parts[1]
    return parts[0]


def _imports(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path}:{node.lineno}: imports are absolute"
            for alias in node.names:
                yield node.lineno, f"{node.module}.{alias.name}"


def _wrong(path: Path) -> list[str]:
    room = _room(path)
    problems = []
    for line, name in _imports(path):
        parts = name.split(".")
        where = f"{path.relative_to(ROOT)}:{line} imports {name}"
        if parts[0] in ONLY and room not in ONLY[parts[0]]:
            problems.append(where)
        target = parts[1] if parts[0] == "fit_tracker" and len(parts) > 1 else parts[0]
        inside = parts[0] in ("fit_tracker", "seed", "pages", "bench", "tests")
        own = target == room or target in COMMON or target == "__version__"
        if inside and not own and target not in ALLOWED.get(room, set()):
            problems.append(where)
    return problems


@pytest.mark.parametrize("path", _files(), ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_run_one_way(path: Path) -> None:
    if _room(path) in ("", "__main__"):
        return
    assert _room(path) in ALLOWED, f"{path} stands in no room"
    assert not _wrong(path)


def test_domain_uses_the_standard_library_only() -> None:
    import sys

    for path in sorted((ROOT / "fit_tracker" / "domain").glob("*.py")):
        for line, name in _imports(path):
            top = name.split(".")[0]
            assert top in sys.stdlib_module_names or top == "fit_tracker", f"{path}:{line}: {name}"


def test_no_page_stands_where_streamlit_would_discover_it() -> None:
    """A file directly in pages/ is run without the router until somebody has opened "/"."""
    assert not list((ROOT / "pages").glob("*.py"))


PAGES_BEFORE_SIGN_IN = {"pages/account/sign_in.py", "pages/account/first_run.py"}


@pytest.mark.parametrize("path", sorted((ROOT / "pages").rglob("*.py")), ids=lambda path: path.stem)
def test_the_guard_is_the_first_thing_a_page_does(path: Path) -> None:
    if str(path.relative_to(ROOT)) in PAGES_BEFORE_SIGN_IN:
        return
    body = ast.parse(path.read_text(encoding="utf-8")).body
    skip = (ast.Import, ast.ImportFrom, ast.FunctionDef)
    doing = [node for node in body if not isinstance(node, skip)]
    doing = [node for node in doing if not _is_text_or_constant(node)]
    assert doing, f"{path} does nothing"
    assert ast.unparse(doing[0]).split(" = ")[-1].startswith("guard.require")


def _is_text_or_constant(node: ast.stmt) -> bool:
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    return isinstance(node, ast.Assign) and all(
        isinstance(target, ast.Name) and target.id.isupper() for target in node.targets
    )


def test_store_takes_sql_from_files_only() -> None:
    """Outside db/ only migrations and backups, which take no value from anybody, spell SQL."""
    for path in sorted((ROOT / "fit_tracker" / "services").glob("*.py")):
        source = path.read_text(encoding="utf-8")
        assert "SELECT " not in source, path
        assert "INSERT INTO" not in source, path


def test_every_query_file_is_used_and_explains_itself() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in _files())
    for path in sorted((ROOT / "db" / "queries").rglob("*.sql")):
        name = str(path.relative_to(ROOT / "db" / "queries").with_suffix(""))
        text = path.read_text(encoding="utf-8")
        assert text.startswith("-- "), f"{name} has no header comment"
        assert f'"{name}"' in code, f"{name} is used by nothing"

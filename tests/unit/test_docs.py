"""The documents say what is so: commands exist, links lead somewhere, tables equal the code."""

from __future__ import annotations

import re
from argparse import ArgumentParser, _SubParsersAction
from pathlib import Path

import pytest

from fit_tracker import settings
from fit_tracker.cli import _parser
from tests.test_architecture import ALLOWED
from tools.permission_table import BEGIN, END, PAGE, table

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
]
COMMAND = re.compile(r"python3? -m fit_tracker +([a-z][a-z-]*)([^`#\n]*)")
MAKE = re.compile(r"(?:`|^)make ([a-z][a-z-]*)", re.MULTILINE)
LINK = re.compile(r"""\]\(([^)\s]+)\)|src="([^"]+)\"""")
SETTING = re.compile(r"FIT_TRACKER_[A-Z_]+")
# Read by tests and tools, not by the app.
OTHER_SETTINGS = {"FIT_TRACKER_CHROMIUM"}


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


every_document = pytest.mark.parametrize("path", DOCUMENTS, ids=_name)


def _commands() -> dict[str, ArgumentParser]:
    parser = _parser("en")
    found = [action for action in parser._actions if isinstance(action, _SubParsersAction)]
    return dict(found[0].choices)


@every_document
def test_the_commands_named_exist_with_their_options(path: Path) -> None:
    commands = _commands()
    for command, rest in COMMAND.findall(path.read_text(encoding="utf-8")):
        assert command in commands, f"{_name(path)}: {command}"
        known = commands[command]._option_string_actions
        for option in re.findall(r"(?<!\S)\[?(--[a-z-]+)", rest):
            assert option in known, f"{_name(path)}: {command} {option}"


def test_operations_lists_every_command_and_every_setting() -> None:
    text = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `([a-z-]+)[ `]", text, re.MULTILINE)) == set(_commands())
    code = Path(settings.__file__).read_text(encoding="utf-8")
    rows = set(re.findall(r"^\| `(FIT_TRACKER_[A-Z_]+)`", text, re.MULTILINE))
    assert rows == set(re.findall(r'"(FIT_TRACKER_[A-Z_]+)"', code))


@every_document
def test_the_settings_named_are_read_by_somebody(path: Path) -> None:
    code = Path(settings.__file__).read_text(encoding="utf-8")
    known = set(SETTING.findall(code)) | OTHER_SETTINGS
    assert set(SETTING.findall(path.read_text(encoding="utf-8"))) - {"FIT_TRACKER_"} <= known


@every_document
def test_the_make_targets_named_exist(path: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert set(MAKE.findall(path.read_text(encoding="utf-8"))) <= targets


@every_document
def test_links_within_the_repository_lead_somewhere(path: Path) -> None:
    for pair in LINK.findall(path.read_text(encoding="utf-8")):
        link = "".join(pair)
        if link.startswith(("https://", "http://")):
            continue
        file, _, place = link.partition("#")
        target = (path.parent / file).resolve() if file else path
        assert target.exists(), f"{_name(path)}: {link}"
        if place:
            assert place in _headings(target), f"{_name(path)}: {link}"


def _headings(path: Path) -> set[str]:
    """The anchors of a page, as the usual Markdown viewers make them."""
    titles = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def test_contributing_draws_the_import_directions_that_are_enforced() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    block = text.partition("```\n")[2].partition("```")[0]
    drawn = {
        room: set(others.split(", "))
        for room, others in re.findall(r"^(\w+) +→ (.+)$", block, re.MULTILINE)
    }
    assert drawn == {room: others for room, others in ALLOWED.items() if others}


def test_contributing_maps_every_folder() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    rooms = [path for path in (ROOT / "fit_tracker").iterdir() if (path / "__init__.py").exists()]
    assert rooms
    assert not [room.name for room in rooms if f"`fit_tracker/{room.name}/`" not in text]
    tests = {path.parent for path in (ROOT / "tests").glob("*/test_*.py")}
    assert not [folder.name for folder in tests if f"`tests/{folder.name}/`" not in text]


def test_the_table_of_permissions_is_the_one_the_code_enforces() -> None:
    text = PAGE.read_text(encoding="utf-8")
    shown = text.partition(BEGIN)[2].partition(END)[0]
    assert shown == table(), "run: python -m tools.permission_table"


@every_document
def test_nothing_is_said_that_only_one_machine_knows(path: Path) -> None:
    """No addresses of package registries and no paths of whoever wrote it."""
    text = path.read_text(encoding="utf-8").lower()
    forbidden = ("pypi", "index-url", "artifactory", "/root/", "/work/", "/home/", "/users/")
    assert not [word for word in forbidden if word in text]


@every_document
def test_people_are_not_named_by_words_we_do_not_use(path: Path) -> None:
    """The two places that list the words in order to forbid them are left out."""
    lines = path.read_text(encoding="utf-8").lower().splitlines()
    words = re.compile(r"\b(klient|patient|behandlingssvigt)(en|er|erne)?\b")
    found = [line for line in lines if words.search(line) and "svigt" not in line]
    assert not found


def test_the_pictures_of_the_readme_are_small() -> None:
    pictures = sorted((ROOT / "docs" / "pictures").glob("*.png"))
    names = ["effect", "family", "rating", "review", "warnings"]
    assert [picture.stem for picture in pictures] == names
    assert all(picture.stat().st_size < 250_000 for picture in pictures)


def test_the_licence_is_the_whole_mozilla_public_licence() -> None:
    """Its first and last heading and its length: the text itself is Mozilla's."""
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert text.startswith("Mozilla Public License Version 2.0\n")
    assert 'Exhibit B - "Incompatible With Secondary Licenses" Notice' in text
    assert len(text.split()) == 2435


def test_the_changelog_knows_this_version() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    version = re.search(r'^version = "(.+)"', project, re.MULTILINE)
    assert version is not None
    assert f"## [{version[1]}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")

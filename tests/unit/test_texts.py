"""Words in the reader's language; the Danish sentence is what everything falls back to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fit_tracker import texts
from fit_tracker.errors import InvalidInput, UserFacing

PO = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Hej, {name}."
msgstr "Hello, {name}."

msgid "{n} familie"
msgid_plural "{n} familier"
msgstr[0] "{n} family"
msgstr[1] "{n} families"

msgid "Feltet «{field}» mangler."
msgstr "The field “{field}” is missing."
"""


@pytest.fixture
def english(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "fit_tracker.po").write_text(PO, encoding="utf-8")
    monkeypatch.setattr(texts, "LOCALE", tmp_path)
    texts.catalogue.cache_clear()
    yield
    texts.catalogue.cache_clear()


@pytest.mark.usefixtures("english")
def test_a_sentence_with_its_values_in_both_languages() -> None:
    assert texts.tr("da", "Hej, {name}.", name="Åse") == "Hej, Åse."
    assert texts.tr("en", "Hej, {name}.", name="Åse") == "Hello, Åse."


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(
    ("n", "da", "en"),
    [
        (0, "0 familier", "0 families"),
        (1, "1 familie", "1 family"),
        (2, "2 familier", "2 families"),
    ],
)
def test_one_and_many(n: int, da: str, en: str) -> None:
    assert texts.tr_n("da", "{n} familie", "{n} familier", n) == da
    assert texts.tr_n("en", "{n} familie", "{n} familier", n) == en


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize("language", ["en", "xx", "", "../../etc"])
def test_what_has_no_translation_is_danish(language: str) -> None:
    assert texts.tr(language, "Intet er ændret.") == "Intet er ændret."
    assert texts.tr_n(language, "{n} besøg her", "{n} besøg der", 2) == "2 besøg der"


@pytest.mark.usefixtures("english")
def test_an_error_speaks_the_readers_language() -> None:
    error = InvalidInput("Feltet «{field}» mangler.", field="sagsnummer")
    assert str(error) == texts.say("da", error) == "Feltet «sagsnummer» mangler."
    assert texts.say("en", error) == "The field “sagsnummer” is missing."


def test_braces_that_somebody_typed_are_only_text() -> None:
    """A value is filled in, never read as a template itself."""
    error = UserFacing("Der står «{text}».", text="{0.__class__} {field}")
    assert str(error) == "Der står «{0.__class__} {field}»."
    assert str(UserFacing("Uden værdier {her}.")) == "Uden værdier {her}."


def test_danish_needs_no_catalogue() -> None:
    assert texts.DEFAULT_LANGUAGE == "da"
    assert set(texts.LANGUAGES) == {"da", "en"}
    assert texts.tr("da", "") == ""

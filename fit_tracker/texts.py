"""Words in the reader's language, through gettext.

The Danish sentence in the code is the catalogue's key, so Danish is complete by
construction and is what a forgotten translation falls back to; a test holds the
English catalogue complete. The .po file is read with Babel at start: there is no
compiled file to forget to build.
"""

from __future__ import annotations

from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from fit_tracker.errors import UserFacing

LANGUAGES = {"da": "Dansk", "en": "English"}
DEFAULT_LANGUAGE = "da"
LOCALE = Path(__file__).parent / "locale"


@cache
def catalogue(language: str) -> NullTranslations:
    """The translations for `language`; the Danish one is empty, for keys are Danish."""
    po = LOCALE / language / "LC_MESSAGES" / "fit_tracker.po"
    if language == DEFAULT_LANGUAGE or not po.exists():
        return NullTranslations()
    with po.open("rb") as source:
        messages = read_po(source, locale=language)
    compiled = BytesIO()
    write_mo(compiled, messages)
    compiled.seek(0)
    return GNUTranslations(compiled)


def tr(language: str, message: str, **values: object) -> str:
    """`message` in `language` with its named values filled in."""
    text = catalogue(language).gettext(message)
    return text.format(**values) if values else text


def tr_n(language: str, one: str, many: str, n: int, **values: object) -> str:
    """`one` or `many` in `language`, by `n`, which the text may name as {n}."""
    return catalogue(language).ngettext(one, many, n).format(n=n, **values)


def say(language: str, error: UserFacing) -> str:
    """The sentence of `error` in `language`; the name of a field is a word of its own."""
    values = dict(error.values)
    if values.get("field"):
        values["field"] = tr(language, str(values["field"]))
    return tr(language, error.template, **values)


def words(text: str) -> str:
    """Marks a sentence or field name that stands in a table, so that it is collected."""
    return text

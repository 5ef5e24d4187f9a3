"""From bytes to text, and which sign parts the columns. Nothing is guessed that can be wrong."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Collection

from fit_tracker.errors import InvalidInput

ENCODINGS = ("utf-8", "utf-16", "cp1252", "latin-1")
DELIMITERS = {";": ";", ",": ",", "tab": "\t", "|": "|"}
_SEP = "sep="


def decode(data: bytes, stated: str | None = None) -> str:
    """The text of a file: as `stated`, else by its byte order mark, else UTF-8, else the
    Danish Windows encoding. Real UTF-8 is practically never mistaken for another."""
    if not data.strip(codecs.BOM_UTF8 + b" \t\r\n"):
        raise InvalidInput("Filen er tom.")
    text = _as(data, stated) if stated else _detected(data)
    if "\0" in text:
        raise InvalidInput(
            "Filen har tegn, som ikke hører hjemme i tekst (NUL). Gem den igen som CSV UTF-8, "
            "eller skriv «encoding: utf-16» i kolonnefilen."
        )
    return text.removeprefix("\ufeff")


def _detected(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _as(data, "utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _as(data, "cp1252")


def _as(data: bytes, encoding: str) -> str:
    try:
        return data.decode("utf-8-sig" if encoding == "utf-8" else encoding)
    except UnicodeError as error:
        start = getattr(error, "start", 0)
        raise InvalidInput(
            "Filen kan ikke læses som {encoding} (linje {line}). Skriv filens tegnkodning i "
            "kolonnefilen som «encoding», eller gem filen som CSV UTF-8.",
            encoding=encoding,
            line=data[:start].count(b"\n") + 1,
        ) from None


def without_sep_line(text: str) -> tuple[str, str | None, int]:
    """`text` without Excel's first line "sep=;", the sign it names, and how many lines went."""
    first, _, rest = text.partition("\n")
    clean = first.strip().strip('"')
    if clean.lower().startswith(_SEP) and len(clean) == len(_SEP) + 1:
        return rest, clean[-1], 1
    if first.rstrip("\r").lower() == _SEP + "\t":
        return rest, "\t", 1
    return text, None, 0


def delimiter(text: str, expected: Collection[str]) -> str:
    """The sign that makes the first line into the columns that are expected.

    Counting signs would be fooled by decimal commas; the names of the columns are not.
    """
    header = next((line for line in text.splitlines() if line.strip()), "")

    def found(sign: str) -> tuple[int, int]:
        cells = [cell.strip() for cell in next(csv.reader([header], delimiter=sign), [])]
        return len(set(expected) & set(cells)), len(cells)

    return max(DELIMITERS.values(), key=found)

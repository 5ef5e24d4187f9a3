"""What the fields of a programme's file share: texts, whole numbers, spans, days, amounts."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from fit_tracker.instruments.fields import Field

MAX_CODE, MAX_NAME, MAX_WORDS = 40, 120, 500
HIGHEST_AMOUNT = Decimal(1_000_000_000)
CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")
NOT_A_CODE = (
    "{file}, linje {line}, felt «{field}»: skal være små bogstaver a–z, tal og _, begyndende med "
    "et bogstav; der står «{found}»."
)
TOO_LONG = "{file}, linje {line}, felt «{field}»: må højst have {n} tegn."
LESS = "{file}, linje {line}, felt «{field}»: skal være fra {low} til {high}; der står «{found}»."
NEITHER = "{file}, linje {line}, felt «{field}»: skriv min, max eller begge."
TURNED = "{file}, linje {line}, felt «{field}»: «max» er mindre end «min»."
NOT_A_DAY = "{file}, linje {line}, felt «{field}»: skal være en dato, åååå-mm-dd; «{found}»."
NOT_AN_AMOUNT = (
    "{file}, linje {line}, felt «{field}»: skal være et beløb i kr. med højst to decimaler; der "
    "står «{found}»."
)


def text(field: Field, most: int) -> str:
    value = " ".join(field.text().split())
    if len(value) > most:
        field.fail(TOO_LONG, n=most)
    return value


def code(field: Field) -> str:
    """What keys and files are named after: plain signs only."""
    found = field.text()
    if not CODE.fullmatch(found):
        field.fail(NOT_A_CODE, found=found)
    return found


def within(field: Field, low: int, high: int) -> int:
    number = field.whole()
    if not low <= number <= high:
        field.fail(LESS, low=low, high=high, found=field.text())
    return number


def span(field: Field | None, low: int, high: int) -> tuple[int | None, int | None]:
    if field is None:
        return None, None
    parts = field.group((), ("min", "max"))
    least = within(parts["min"], low, high) if "min" in parts else None
    most = within(parts["max"], low, high) if "max" in parts else None
    if least is None and most is None:
        field.fail(NEITHER)
    if least is not None and most is not None and most < least:
        parts["max"].fail(TURNED)
    return least, most


def day(field: Field) -> date:
    try:
        return date.fromisoformat(field.text())
    except ValueError:
        field.fail(NOT_A_DAY, found=field.text())


def amount(field: Field) -> Decimal:
    number = field.number()
    if not 0 <= number <= HIGHEST_AMOUNT or number != round(number, 2):
        field.fail(NOT_AN_AMOUNT, found=field.text())
    return number

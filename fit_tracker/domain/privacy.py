"""Text that should not be written down here."""

from __future__ import annotations

import re
from unicodedata import category, normalize

# A program that text is pasted from makes other dashes of "-", with spaces round them.
_CPR = re.compile(
    r"(?<!\d)(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])\d\d\s?[-\u2010-\u2015\u2212]?\s?\d{4}(?!\d)"
)


def looks_like_cpr(text: str) -> bool:
    """Whether `text` holds ten digits that begin with a day and a month, as a Danish
    civil registration number does. A local case number should be used instead.

    A false alarm is possible (other ten-digit numbers); a miss costs more.
    """
    return _CPR.search(_seen(text)) is not None


def _seen(text: str) -> str:
    """As it reads: without signs nobody sees, and wide digits as digits."""
    signs = normalize("NFKC", text)
    return "".join(c for c in signs if c.isspace() or category(c) not in ("Cc", "Cf"))

"""Text that should not be written down here."""

from __future__ import annotations

import re

_CPR = re.compile(r"(?<!\d)(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])\d\d[-\s]?\d{4}(?!\d)")


def looks_like_cpr(text: str) -> bool:
    """Whether `text` holds ten digits that begin with a day and a month, as a Danish
    civil registration number does. A local case number should be used instead.

    A false alarm is possible (other ten-digit numbers); a miss costs more.
    """
    return _CPR.search(text) is not None

"""A programme as the database keeps it: canonical JSON, both ways."""

from __future__ import annotations

import json

from fit_tracker.domain.programmes import Programme
from fit_tracker.domain.review_json import canonical, plain, read


def to_json(programme: Programme) -> str:
    """The text of a programme; equal programmes have the same."""
    return canonical(plain(programme))


def from_json(text: str) -> Programme:
    """The programme again."""
    found: Programme = read(Programme, json.loads(text))
    return found

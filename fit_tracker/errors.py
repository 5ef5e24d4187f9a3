"""What can go wrong, in sentences.

A `UserFacing` error is shown to the person as it is: it says what was wrong, where,
and what to do. Its text is a Danish template (the catalogue's key) with named values,
so that the screen and the command line can say it in the reader's language.
Everything else is a defect and reaches nobody but the log, without data.
"""

from __future__ import annotations


class UserFacing(Exception):
    """An error whose sentence may be shown. Values are never personal data."""

    def __init__(self, template: str, **values: object) -> None:
        self.template = template
        self.values = values
        super().__init__(template.format(**values) if values else template)


class InvalidInput(UserFacing):
    """Something typed or sent in cannot be accepted; nothing was changed."""


class NotAllowed(UserFacing):
    """The person may not do or see this."""


class NotFound(UserFacing):
    """What was asked for does not exist, or may not be seen by this person.

    The two are one error on purpose: a message that tells them apart would tell an
    outsider which case numbers exist.
    """


class Conflict(UserFacing):
    """Somebody else was first; nothing was changed."""


class DuplicateKey(Conflict):
    """A unique key is taken: somebody, or the same click, was first."""


class DatabaseUnavailable(UserFacing):
    """The database cannot be opened as it stands; nothing was changed."""


class PackInvalid(UserFacing):
    """An instrument pack breaks its format; names file, line and field."""

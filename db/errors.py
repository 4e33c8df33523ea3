"""Every error a user can be shown.

AppError                 a sentence in Chinese the user can act on
├── BadValue             one value cannot be taken (field and reason)
├── BadValues            a record cannot be saved: all its bad values at once
├── Conflict             someone saved the record meanwhile
├── InUse                a record cannot go while others point to it
├── FileTrouble          a file cannot be read or written
├── DatabaseUnavailable  the database cannot be opened or reached
└── NotAllowed           a rule or a guard forbids it
Cancelled                the user stopped a long piece of work; shown to nobody
"""

from collections.abc import Mapping, Sequence
from datetime import datetime


class AppError(Exception):
    """A known trouble; ``str(error)`` is the Chinese sentence to show, free of personal data."""


class BadValue(AppError):
    """A value that cannot be taken as it stands.

    ``label`` is the column's Chinese name ("" while it is not known), ``reason`` says what to do.
    """

    def __init__(self, reason: str, label: str = "") -> None:
        super().__init__(f"{label}：{reason}" if label else reason)
        self.reason = reason
        self.label = label


class BadValues(AppError):
    """A record cannot be saved as it stands; ``problems`` names every field to mend."""

    def __init__(self, problems: Sequence[BadValue]) -> None:
        super().__init__("；".join(str(problem) for problem in problems))
        self.problems = tuple(problems)


class Conflict(AppError):
    """The record was saved by someone else after it was read; nothing was written.

    ``fields`` holds what differs, as shown to a reader: {label: (mine, theirs)}; ``by`` and ``at`` (local)
    tell who saved it and when, where that is known.
    """

    def __init__(
        self,
        sentence: str,
        fields: Mapping[str, tuple[str, str]] | None = None,
        by: str = "",
        at: datetime | None = None,
    ) -> None:
        super().__init__(sentence)
        self.fields = dict(fields or {})
        self.by, self.at = by, at


class InUse(AppError):
    """The record is still pointed to by others and stays."""


class FileTrouble(AppError):
    """A file cannot be read or written; the sentence says what to do with it."""


class DatabaseUnavailable(AppError):
    """The database cannot be opened, reached or trusted."""


class NotAllowed(AppError):
    """A rule, a state or a guard forbids what was asked."""


class Cancelled(Exception):
    """The user cancelled: everything is rolled back and nothing is shown."""

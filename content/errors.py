"""What can go wrong with the directory's content.

ContentError
├── PackError              a folder of content has faults; it lists every one
└── StoreError             the database cannot do what was asked
    ├── NothingPublished       there is no revision to show yet
    ├── InconsistentDirectory  a record names another that is not there
    ├── NewerDatabase          a later version of this program wrote it
    ├── DamagedDatabase        the file is not whole, or is something else
    ├── DiskFull               there is no room to write
    └── StoreUnavailable       locked, read-only, or not to be reached

Each message is one line: what, where, and what to do about it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """Whether a finding stops the work."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong in a file of content, and what to do about it; `str` gives the line a person reads."""

    file: str
    problem: str
    remedy: str
    line: int | None = None
    """Counted from 1."""
    field: str | None = None
    """As the file spells it: `phones[0].number`."""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        line = f" line {self.line}" if self.line else ""
        field = f', field "{self.field}"' if self.field else ""
        return f"{self.file}{line}{field}: {self.problem}; {self.remedy}"


class ContentError(Exception):
    """The base of this package's errors."""


class PackError(ContentError):
    """A folder of content that cannot be used; `str` gives one line a fault."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(map(str, self.findings)))


class StoreError(ContentError):
    """The database cannot do what was asked; nothing was half done."""


class NothingPublished(StoreError):
    """No revision has been published yet, or not the one asked for."""


class InconsistentDirectory(StoreError):
    """A record of the directory names another that is not there."""


class NewerDatabase(StoreError):
    """A later version of this program wrote the database."""


class DamagedDatabase(StoreError):
    """The file is not a database, not ours, or not whole any more."""


class DiskFull(StoreError):
    """There is no room to write."""


class StoreUnavailable(StoreError):
    """The database is locked, read-only or not to be reached."""

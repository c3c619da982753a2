"""What reading a pack found wrong, gathered so that one reading names every fault."""

from __future__ import annotations

import json
from dataclasses import dataclass

from content.errors import Finding, Severity
from content.sanitise import clean_line


@dataclass(frozen=True, slots=True)
class Place:
    """A file of the pack and, where there is one, a line in it."""

    file: str
    line: int | None = None


class Faults:
    """The findings of one reading, in the order met."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []

    def error(self, place: Place, field: str | None, problem: str, remedy: str) -> None:
        """Note something that makes the pack unusable."""
        self.findings.append(Finding(place.file, problem, remedy, place.line, field))

    def warning(self, place: Place, field: str | None, problem: str, remedy: str) -> None:
        """Note something a person should look at."""
        self.findings.append(Finding(place.file, problem, remedy, place.line, field, Severity.WARNING))

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What makes the pack unusable."""
        return tuple(finding for finding in self.findings if finding.severity is Severity.ERROR)


def quoted(value: object) -> str:
    """A value as the file spells it, short enough for a message and safe on a terminal."""
    spelled = clean_line(json.dumps(value, ensure_ascii=False))
    return spelled if len(spelled) <= 60 else spelled[:56].rstrip() + " ..."

"""A slip of paper: what it says, and how that is laid out in lines. Knows no printer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum, auto

from content.language import Language, Localized
from kiosk.printing.wrapping import printable, wrap

Spelling = Callable[[str], str]
"""Writes text with the letters a printer has."""

_CODE = Localized(en="Your code", es="Su código")
_HANGING = "  "


class Emphasis(Enum):
    """How a line stands out, where the paper can show it."""

    PLAIN = auto()
    STRONG = auto()
    LARGE = auto()
    """Taller, not wider: it fits the same columns."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of paper."""

    text: str
    emphasis: Emphasis = Emphasis.PLAIN


@dataclass(frozen=True, slots=True)
class Field:
    """One fact: what it is, and what it says. Line feeds in the value are kept."""

    label: str
    value: str
    large: bool = False
    """Printed tall: the number to call."""


@dataclass(frozen=True, slots=True)
class Section:
    """One service on the slip."""

    title: str
    provider: str
    fields: tuple[Field, ...] = ()
    notes: tuple[str, ...] = ()
    """What the reader must know about it (only in English, not yet confirmed)."""


@dataclass(frozen=True, slots=True)
class Slip:
    """What a visitor takes along: one service, or several in a row for a handout. All of it already worded."""

    language: Language
    sections: tuple[Section, ...]
    site: str
    """Where it was printed."""
    printed_at: str
    footer: str
    code: str | None = None
    """With it the visitor can say later whether she got help."""


def layout(slip: Slip, columns: int, spelling: Spelling = printable) -> tuple[Line, ...]:
    """The slip in lines of at most `columns` columns. Nothing is left out, whatever its length.

    Raises:
        ValueError: fewer columns than `kiosk.printing.wrapping.NARROWEST`.
    """
    return tuple(_lines(slip, columns, spelling))


def as_text(lines: tuple[Line, ...]) -> str:
    """The lines as plain text, for paper that has one kind of letter."""
    return "".join(f"{line.text.rstrip()}\n" for line in lines)


def _lines(slip: Slip, columns: int, spelling: Spelling) -> Iterator[Line]:
    def wrapped(text: str, emphasis: Emphasis = Emphasis.PLAIN, mark: str = "", indent: str = "") -> Iterator[Line]:
        for line in wrap(mark + spelling(text), columns, indent):
            yield Line(line, emphasis)

    def section(of: Section) -> Iterator[Line]:
        yield from wrapped(of.title, Emphasis.LARGE)
        yield from wrapped(of.provider)
        for field in of.fields:
            yield Line("")
            yield from wrapped(field.label, Emphasis.STRONG)
            yield from wrapped(field.value, Emphasis.LARGE if field.large else Emphasis.PLAIN)
        if of.notes:
            yield Line("")
        for note in of.notes:
            yield from wrapped(note, mark="* ", indent=_HANGING)

    yield from wrapped(slip.site, Emphasis.STRONG)
    yield from wrapped(slip.printed_at)
    for of in slip.sections:
        yield Line("-" * columns)
        yield from section(of)
    yield Line("-" * columns)
    if slip.code:
        yield from wrapped(f"{_CODE[slip.language]}: {slip.code}", Emphasis.LARGE)
    yield from wrapped(slip.footer)

"""Prints on ESC/POS receipt printers.

Nothing of a slip can act as a command: it is spelled with printable letters of one code page first. The ticket then
begins by undoing whatever an earlier job, or a factory setting, has left the printer in.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from kiosk.printing.code_page import CODE_PAGES, NO_BREAK_SPACE, spelling_for
from kiosk.printing.escpos_delivery import Delivery, Ticket
from kiosk.printing.escpos_library import library
from kiosk.printing.printer import NotPrinted, Printed, PrinterFailure, PrinterSettingError, Ready
from kiosk.printing.slip import Emphasis, Slip, layout
from kiosk.printing.wrapping import NARROWEST

PROFILE = "default"
"""A printer like most: CP858 in its usual place, a cutter, 42 columns."""

_NO_CHINESE = b"\x1c."
"""FS . : printers made for China take accented letters for halves of Chinese ones until told not to."""
_AMERICAN_SIGNS = b"\x1bR\x00"
"""ESC R 0: without it a national setting may print other signs for # $ @ [ ] and their like."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What python-escpos knows of a model of printer."""

    name: str
    code_page: str
    columns: int


def profile_named(name: str, columns: int | None = None) -> Profile:
    """A model by its name in python-escpos; `columns` where the paper in use has others than usual.

    Raises:
        PrinterSettingError: no such model, or it cannot print a slip.
        PrinterFailure: python-escpos does not load.
    """
    known = library().capabilities.CAPABILITIES["profiles"]
    if name not in known:
        near = ", ".join(get_close_matches(name, known, n=3, cutoff=0.3)) or PROFILE
        raise PrinterSettingError(f"there is no printer profile {name!r}; the nearest are: {near}")
    profile = library().capabilities.get_profile(name)
    pages = profile.get_code_pages()
    page = next((page for page in CODE_PAGES if page in pages), None)
    if page is None:
        raise PrinterSettingError(f"printer profile {name!r} has no Spanish letters; choose another, or {PROFILE!r}")
    columns = columns or profile.get_columns("a")
    if columns < NARROWEST:
        raise PrinterSettingError(f"printer profile {name!r} says {columns} columns; add columns= with the real number")
    return Profile(name, page, columns)


class EscposPrinter:
    """A receipt printer."""

    def __init__(self, delivery: Delivery, profile: str = PROFILE, columns: int | None = None) -> None:
        self._delivery = delivery
        self._profile = profile
        self._columns = columns

    def print(self, slip: Slip) -> Printed | NotPrinted:
        """Print the slip, and cut it off where there is a cutter."""
        try:
            return self._delivery.deliver(ticket(slip, profile_named(self._profile, self._columns)))
        except PrinterFailure as failure:
            return failure.outcome

    def check(self) -> Ready | NotPrinted:
        """Say how the printer is, as far as it tells."""
        try:
            library()
            return self._delivery.see_ready()
        except PrinterFailure as failure:
            return failure.outcome


def ticket(slip: Slip, profile: Profile) -> Ticket:
    """The slip in ESC/POS.

    Raises:
        PrinterFailure: python-escpos does not load.
    """
    lines = layout(slip, profile.columns, spelling_for(profile.code_page))
    paper = library().printer.Dummy(profile=profile.name)
    paper.hw("INIT")
    paper._raw(_NO_CHINESE + _AMERICAN_SIGNS)
    paper.charcode(profile.code_page)
    emphasis = Emphasis.PLAIN
    for line in lines:
        if line.emphasis is not emphasis:
            emphasis = line.emphasis
            _emphasise(paper, emphasis)
        paper.text(line.text.replace(NO_BREAK_SPACE, " ") + "\n")
    _emphasise(paper, Emphasis.PLAIN)
    paper.cut("PART")
    return Ticket(paper.output, len(lines))


def _emphasise(paper: Any, emphasis: Emphasis) -> None:
    large = emphasis is Emphasis.LARGE
    paper.set(normal_textsize=not large, double_height=large, bold=emphasis is not Emphasis.PLAIN)

"""Prints as plain text (UTF-8) to a file, a folder of numbered slips, or a device that takes text."""

from __future__ import annotations

from pathlib import Path

from kiosk.printing.paper_file import PaperFile
from kiosk.printing.printer import NotPrinted, Printed, PrinterFailure, Ready
from kiosk.printing.slip import Slip, as_text, layout

COLUMNS = 42


class FilePrinter:
    """A printer whose paper is a file."""

    def __init__(self, path: Path, columns: int = COLUMNS, *, folder: bool = False) -> None:
        self._file = PaperFile(path, ".txt", folder)
        self._columns = columns

    def print(self, slip: Slip) -> Printed | NotPrinted:
        """Write the slip, all of it or nothing."""
        try:
            self._file.put(as_text(layout(slip, self._columns)).encode())
        except PrinterFailure as failure:
            return failure.outcome
        return Printed()

    def check(self) -> Ready | NotPrinted:
        """Say whether there is a place to write to."""
        try:
            self._file.see_writable()
        except PrinterFailure as failure:
            return failure.outcome
        return Ready()

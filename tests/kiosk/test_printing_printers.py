"""What every printer does, the real ones and the fake."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

from kiosk.printing.cups_printer import CupsPrinter
from kiosk.printing.escpos_delivery import BothWays, OneWay
from kiosk.printing.escpos_network import NetworkAddress
from kiosk.printing.escpos_printer import EscposPrinter
from kiosk.printing.file_printer import FilePrinter
from kiosk.printing.paper_file import PaperFile
from kiosk.printing.printer import ListPrinter, NoPrinter, NotPrinted, Printed, Printer, Ready, Reason
from kiosk.printing.time_limit import TimeLimited
from tests.kiosk.fake_escpos_printer import SLIP, FakeEscposPrinter, Mood, Paper


class Station(NamedTuple):
    """A printer, and what is on its paper."""

    printer: Printer
    paper: Callable[[], str]


@contextmanager
def in_memory(folder: Path, *, works: bool) -> Iterator[Station]:
    printer = ListPrinter(None if works else Reason.OUT_OF_PAPER)
    yield Station(printer, lambda: printer.paper)


@contextmanager
def timed(folder: Path, *, works: bool) -> Iterator[Station]:
    printer = ListPrinter(None if works else Reason.OUT_OF_PAPER)
    yield Station(TimeLimited(printer), lambda: printer.paper)


@contextmanager
def file(folder: Path, *, works: bool) -> Iterator[Station]:
    path = folder / "slip.txt" if works else folder / "missing" / "slip.txt"
    yield Station(FilePrinter(path), lambda: path.read_text() if path.exists() else "")


@contextmanager
def numbered_files(folder: Path, *, works: bool) -> Iterator[Station]:
    path = folder / "slips"
    if not works:
        path.symlink_to("/dev/full/none")
    yield Station(FilePrinter(path, folder=True), lambda: "".join(slip.read_text() for slip in path.glob("*.txt")))


@contextmanager
def receipt_printer(folder: Path, *, works: bool) -> Iterator[Station]:
    with FakeEscposPrinter(Mood.OK if works else Mood.OUT_OF_PAPER) as fake:
        wire = NetworkAddress("127.0.0.1", fake.port)
        delivery = BothWays(str(wire), wire.connected, must_answer=True, seconds_per_line=0)
        yield Station(EscposPrinter(delivery), lambda: fake.paper.text)


@contextmanager
def receipt_file(folder: Path, *, works: bool) -> Iterator[Station]:
    path = folder / "slip.bin" if works else Path("/dev/full")

    def paper() -> str:
        paper = Paper()
        list(paper.feed(path.read_bytes() if path.is_file() else b""))
        return paper.text

    yield Station(EscposPrinter(OneWay(PaperFile(path, ".escpos"))), paper)


@contextmanager
def office_printer(folder: Path, *, works: bool) -> Iterator[Station]:
    commands = folder / "bin"
    commands.mkdir()
    _command(commands / "lpstat", "echo 'printer office is idle.  enabled since today'")
    taken = folder / "taken"
    accept = f"/bin/cat > {taken}; echo 'request id is office-1 (0 file(s))'"
    _command(commands / "lp", accept if works else "echo 'lp: The printer is not accepting jobs.' >&2; exit 1")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("PATH", str(commands))
        yield Station(CupsPrinter("office"), lambda: taken.read_text() if taken.exists() else "")


def _command(path: Path, script: str) -> None:
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


STATIONS: tuple[Callable[..., AbstractContextManager[Station]], ...] = (
    in_memory,
    timed,
    file,
    numbered_files,
    receipt_printer,
    receipt_file,
    office_printer,
)


@pytest.mark.parametrize("station", STATIONS, ids=lambda station: station.__name__)
class TestEveryPrinter:
    def test_it_prints_what_the_slip_says(
        self, station: Callable[..., AbstractContextManager[Station]], tmp_path: Path
    ) -> None:
        with station(tmp_path, works=True) as at:
            assert at.printer.print(SLIP) == Printed()
            for words in ("Permiso para vender comida", "¡Llame!", "505-924-3890", "sábado", "Su código: K7RQ"):
                assert words in at.paper()

    def test_it_prints_one_slip_after_the_other(
        self, station: Callable[..., AbstractContextManager[Station]], tmp_path: Path
    ) -> None:
        with station(tmp_path, works=True) as at:
            assert [at.printer.print(SLIP) for _ in range(3)] == [Printed()] * 3

    def test_it_says_that_it_is_ready(
        self, station: Callable[..., AbstractContextManager[Station]], tmp_path: Path
    ) -> None:
        with station(tmp_path, works=True) as at:
            assert at.printer.check() == Ready()
            assert at.paper() == ""

    def test_a_failure_is_told_and_not_raised(
        self, station: Callable[..., AbstractContextManager[Station]], tmp_path: Path
    ) -> None:
        with station(tmp_path, works=False) as at:
            assert isinstance(at.printer.print(SLIP), NotPrinted)
            assert at.paper() == ""

    def test_what_the_log_is_told_is_one_line_without_words_of_the_slip(
        self, station: Callable[..., AbstractContextManager[Station]], tmp_path: Path
    ) -> None:
        with station(tmp_path, works=False) as at:
            outcome = at.printer.print(SLIP)
            assert isinstance(outcome, NotPrinted)
            assert "\n" not in outcome.detail
            assert "banqueta" not in outcome.detail


def test_a_kiosk_without_a_printer_says_so() -> None:
    assert NoPrinter().print(SLIP) == NotPrinted(Reason.NO_PRINTER)
    assert NoPrinter().check() == NotPrinted(Reason.NO_PRINTER)

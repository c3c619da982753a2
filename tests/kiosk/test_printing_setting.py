"""The printer named by a setting."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.printing.printer import NoPrinter, Printed, PrinterSettingError
from kiosk.printing.printer_setting import printer_for
from kiosk.printing.time_limit import TimeLimited
from tests.kiosk.fake_escpos_printer import SLIP, FakeEscposPrinter, Mood, Paper


@pytest.mark.parametrize(
    ("setting", "kind"),
    [
        ("file:/tmp/slip.txt", "FilePrinter"),
        ("file:slips/?columns=48", "FilePrinter"),
        ("cups:Office_Printer-2", "CupsPrinter"),
        ("escpos:network:192.168.1.50", "EscposPrinter"),
        ("escpos:network:printer.local:9101?answers=no", "EscposPrinter"),
        ("escpos:network:[fe80::1]:9100", "EscposPrinter"),
        ("escpos:usb:04b8:0e15?profile=TM-T20II", "EscposPrinter"),
        ("escpos:usb:0x04b8:0x0e15", "EscposPrinter"),
        ("escpos:serial:/dev/ttyS0:19200?columns=32&profile=POS-5890", "EscposPrinter"),
        ("escpos:file:/dev/usb/lp0", "EscposPrinter"),
    ],
)
def test_every_form_is_known(setting: str, kind: str) -> None:
    printer = printer_for(setting)
    assert isinstance(printer, TimeLimited)
    assert type(printer.printer).__name__ == kind


def test_no_printer_is_a_choice() -> None:
    assert isinstance(printer_for(" none "), NoPrinter)


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("", "write one of: none, file:/path"),
        ("laser", "'laser' is not known"),
        ("none:x", "is not known"),
        ("file:", "is not known"),
        ("cups:", "is not known"),
        ("cups:-o raw", "is not known"),
        ("escpos:", "is not known"),
        ("escpos:network:", "is not known"),
        ("escpos:network:host:port", "is not known"),
        ("escpos:network:host:70000", "from 1 to 65535"),
        ("escpos:usb:epson:tm20", "is not known"),
        ("escpos:serial:/dev/ttyS0:fast", "is not known"),
        ("escpos:bluetooth:00:11", "is not known"),
        ("file:/tmp/x?columns=ten", "from 24 to 136"),
        ("file:/tmp/x?columns=12", "from 24 to 136"),
        ("file:/tmp/x?profile=TM-T20II", "no option here; use columns"),
        ("escpos:file:/tmp/x?answers=no", "is not known"),
        ("escpos:network:host?answers=maybe", "yes or no"),
        ("escpos:network:host?profile=TM-T20", "TM-T20II"),
        ("escpos:network:host?colums=32", "'colums=32' is no option"),
    ],
)
def test_nonsense_is_told_in_one_line(setting: str, said: str) -> None:
    with pytest.raises(PrinterSettingError, match=said) as told:
        printer_for(setting)
    assert "\n" not in str(told.value)


def test_a_setting_for_a_network_printer_prints() -> None:
    with FakeEscposPrinter(Mood.SILENT) as fake:
        assert printer_for(f"escpos:network:localhost:{fake.port}?answers=no&columns=32").print(SLIP) == Printed()
        assert max(map(len, fake.finished().lines)) == 32


def test_a_setting_for_raw_bytes_prints(tmp_path: Path) -> None:
    assert printer_for(f"escpos:file:{tmp_path}/").print(SLIP) == Printed()
    paper = Paper()
    list(paper.feed((tmp_path / "slip-000001.escpos").read_bytes()))
    assert "¿Preguntas? ¡Llame!" in paper.text

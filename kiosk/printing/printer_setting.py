"""The printer named by one line of the settings.

    none                              no printer
    file:/path                        text into a file, a device, or a folder (made if the path ends in /)
    cups:QUEUE                        an office printer
    escpos:network:HOST[:PORT]        a receipt printer in the network (port 9100)
    escpos:usb:VENDOR:PRODUCT         at a USB port, by the two numbers `lsusb` shows (04b8:0e15)
    escpos:serial:/dev/ttyS0[:BAUD]   at a serial port (9600 baud)
    escpos:file:/dev/usb/lp0          written to and never read, or the bytes into a file

At the end may stand `?` and, joined by `&`: `columns=32` (letters in a line), and for receipt printers
`profile=TM-T20II` (a model known to python-escpos) and `answers=no` (a wire that carries nothing back, such as some
print servers; then a slip counts as printed once it is sent).
"""

from __future__ import annotations

import re
from pathlib import Path

from kiosk.printing.cups_printer import COLUMNS as CUPS_COLUMNS
from kiosk.printing.cups_printer import CupsPrinter
from kiosk.printing.escpos_delivery import BothWays, Delivery, OneWay
from kiosk.printing.escpos_network import PORT, NetworkAddress
from kiosk.printing.escpos_ports import BAUD, SerialPort, UsbPort
from kiosk.printing.escpos_printer import PROFILE, EscposPrinter, profile_named
from kiosk.printing.file_printer import COLUMNS as FILE_COLUMNS
from kiosk.printing.file_printer import FilePrinter
from kiosk.printing.paper_file import PaperFile
from kiosk.printing.printer import NoPrinter, Printer, PrinterFailure, PrinterSettingError
from kiosk.printing.time_limit import TimeLimited
from kiosk.printing.wrapping import NARROWEST

_WIDEST = 136
_FORMS = (
    "none, file:/path, cups:QUEUE, escpos:network:HOST[:PORT], escpos:usb:VENDOR:PRODUCT, "
    "escpos:serial:/dev/ttyS0[:BAUD], escpos:file:/path"
)
_QUEUE = re.compile(r"[^\s/#?'\"-][^\s/#?'\"]*")
"""What CUPS allows in a name, and nothing `lp` would take for an option."""
_HOST = re.compile(r"(?:\[(?P<v6>[0-9A-Fa-f:.%\w]+)\]|(?P<name>[\w.-]+))(?::(?P<port>\d{1,5}))?")
_USB = re.compile(r"(?:0x)?(?P<vendor>[0-9A-Fa-f]{1,4}):(?:0x)?(?P<product>[0-9A-Fa-f]{1,4})")
_SERIAL = re.compile(r"(?P<path>/[^:]+)(?::(?P<baud>\d{3,7}))?")

Options = dict[str, str]


def printer_for(setting: str) -> Printer:
    """The printer a setting names; its form is at the top of this module. Touches no device.

    Raises:
        PrinterSettingError: it names none.
    """
    named, _, tail = setting.strip().partition("?")
    kind, _, place = named.partition(":")
    match kind:
        case "none" if not place and not tail:
            return NoPrinter()
        case "file" if place:
            columns = _columns(setting, _options(setting, tail, "columns")) or FILE_COLUMNS
            return TimeLimited(FilePrinter(Path(place), columns, folder=place.endswith("/")))
        case "cups" if _QUEUE.fullmatch(place):
            columns = _columns(setting, _options(setting, tail, "columns")) or CUPS_COLUMNS
            return TimeLimited(CupsPrinter(place, columns))
        case "escpos":
            return TimeLimited(_receipt_printer(setting, place, tail))
        case _:
            raise _unknown(setting)


def _receipt_printer(setting: str, named: str, tail: str) -> EscposPrinter:
    options = _options(setting, tail, "columns", "profile", "answers")
    columns = _columns(setting, options)
    profile = options.get("profile", PROFILE)
    if "profile" in options:
        _see_profile(profile, columns)
    return EscposPrinter(_delivery(setting, named, options), profile, columns)


def _see_profile(name: str, columns: int | None) -> None:
    try:
        profile_named(name, columns)
    except PrinterFailure as failure:
        raise PrinterSettingError(f"printer profile {name!r} cannot be looked up: {failure}") from failure


def _delivery(setting: str, named: str, options: Options) -> Delivery:
    wire, _, place = named.partition(":")
    port: NetworkAddress | UsbPort | SerialPort
    match wire:
        case "network" if found := _HOST.fullmatch(place):
            port = NetworkAddress(found["v6"] or found["name"], _port(setting, found["port"]))
        case "usb" if found := _USB.fullmatch(place):
            port = UsbPort(int(found["vendor"], 16), int(found["product"], 16))
        case "serial" if found := _SERIAL.fullmatch(place):
            port = SerialPort(found["path"], int(found["baud"] or BAUD))
        case "file" if place and "answers" not in options:
            return OneWay(PaperFile(Path(place), ".escpos", folder=place.endswith("/")))
        case _:
            raise _unknown(setting)
    return BothWays(str(port), port.connected, must_answer=_answers(setting, options, wire != "usb"))


def _options(setting: str, tail: str, *known: str) -> Options:
    options = dict[str, str]()
    for option in filter(None, tail.split("&")):
        name, _, value = option.partition("=")
        if name not in known or not value:
            raise PrinterSettingError(f"printer {setting!r}: {option!r} is no option here; use {', '.join(known)}")
        options[name] = value
    return options


def _columns(setting: str, options: Options) -> int | None:
    if (value := options.get("columns")) is None:
        return None
    if not value.isdecimal() or not NARROWEST <= int(value) <= _WIDEST:
        raise PrinterSettingError(f"printer {setting!r}: columns must be a number from {NARROWEST} to {_WIDEST}")
    return int(value)


def _port(setting: str, value: str | None) -> int:
    port = int(value or PORT)
    if not 0 < port < 1 << 16:
        raise PrinterSettingError(f"printer {setting!r}: the port must be a number from 1 to 65535")
    return port


def _answers(setting: str, options: Options, usual: bool) -> bool:
    try:
        return {"yes": True, "no": False}[options["answers"]] if "answers" in options else usual
    except KeyError as wrong:
        raise PrinterSettingError(f"printer {setting!r}: answers must be yes or no") from wrong


def _unknown(setting: str) -> PrinterSettingError:
    return PrinterSettingError(f"printer {setting!r} is not known; write one of: {_FORMS}")

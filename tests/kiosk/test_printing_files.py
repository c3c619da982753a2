"""Slips as files, numbered files, and bytes to a device."""

from __future__ import annotations

import os
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from select import select
from threading import Thread

import pytest

from kiosk.printing.file_printer import FilePrinter
from kiosk.printing.paper_file import PaperFile
from kiosk.printing.printer import NotPrinted, Printed, PrinterFailure, Ready, Reason
from tests.kiosk.fake_escpos_printer import SLIP


@contextmanager
def disk_with_room_for(size: int) -> Iterator[None]:
    """Files may grow no larger, as on a full disk."""
    limit, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, most))


def reason(printer: FilePrinter) -> Reason | None:
    outcome = printer.print(SLIP)
    return outcome.reason if isinstance(outcome, NotPrinted) else None


def test_a_file_holds_the_latest_slip_only(tmp_path: Path) -> None:
    paper = tmp_path / "slip.txt"
    paper.write_text("the slip of somebody else")
    assert FilePrinter(paper, columns=32).print(SLIP) == Printed()
    assert paper.read_text().startswith("Biblioteca Central\nmartes 5 de mayo")


def test_a_link_to_a_file_stays_a_link(tmp_path: Path) -> None:
    paper, link = tmp_path / "slip.txt", tmp_path / "link"
    link.symlink_to(paper)
    assert FilePrinter(link).print(SLIP) == Printed()
    assert link.is_symlink()
    assert "banqueta" in paper.read_text()


def test_a_folder_numbers_its_slips_and_overwrites_none(tmp_path: Path) -> None:
    printer = FilePrinter(tmp_path / "slips", folder=True)
    for _ in range(2):
        assert printer.print(SLIP) == Printed()
    (tmp_path / "slips" / "slip-000041.txt").touch()
    (tmp_path / "slips" / "slip-notes.txt").touch()
    assert printer.print(SLIP) == Printed()
    assert sorted(slip.name for slip in (tmp_path / "slips").iterdir()) == [
        "slip-000001.txt",
        "slip-000002.txt",
        "slip-000041.txt",
        "slip-000042.txt",
        "slip-notes.txt",
    ]


def test_many_kiosks_may_print_into_one_folder(tmp_path: Path) -> None:
    printers = [FilePrinter(tmp_path) for _ in range(8)]
    threads = [Thread(target=printer.print, args=(SLIP,)) for printer in printers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(list(tmp_path.iterdir())) == 8


def test_a_full_disk_leaves_nothing_half_written(tmp_path: Path) -> None:
    paper = tmp_path / "slip.txt"
    paper.write_text("as it was")
    with disk_with_room_for(100):
        assert reason(FilePrinter(paper)) is Reason.NO_SPACE
        assert reason(FilePrinter(tmp_path / "slips", folder=True)) is Reason.NO_SPACE
    assert paper.read_text() == "as it was"
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["slip.txt", "slips"]


def test_a_place_that_is_not_there_or_no_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert reason(FilePrinter(tmp_path / "missing" / "slip.txt")) is Reason.OFF
    assert reason(FilePrinter(tmp_path / "file" / "slip.txt")) is Reason.REFUSED


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_place_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert reason(FilePrinter(tmp_path / "slip.txt")) is Reason.REFUSED


def test_a_check_leaves_no_trace(tmp_path: Path) -> None:
    assert FilePrinter(tmp_path / "a" / "b", folder=True).check() == Ready()
    assert FilePrinter(tmp_path / "slip.txt").check() == Ready()
    assert isinstance(FilePrinter(tmp_path / "missing" / "slip.txt").check(), NotPrinted)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("folder", [False, True])
def test_a_check_is_not_deceived_by_what_is_no_place_for_files(tmp_path: Path, folder: bool) -> None:
    program = tmp_path / "program"
    program.touch(0o755)
    for place in (Path("/proc/slips"), program / "slips"):
        checked = FilePrinter(place, folder=folder).check()
        assert isinstance(checked, NotPrinted)
        assert f"no file can be made in {place.parent} (" in checked.detail
        assert isinstance(FilePrinter(place, folder=folder).print(SLIP), NotPrinted)


def test_a_check_sees_that_a_file_is_kept_for_another_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tmp_path.chmod(0o1777)
    paper = tmp_path / "slip.txt"
    paper.touch()
    assert FilePrinter(paper).check() == Ready()
    monkeypatch.setattr("os.geteuid", lambda: tmp_path.stat().st_uid + 1)
    assert FilePrinter(tmp_path / "other.txt").check() == Ready()
    checked = FilePrinter(paper).check()
    assert isinstance(checked, NotPrinted)
    assert "it belongs to another user" in checked.detail


def test_no_plain_file_is_made_in_place_of_an_unplugged_printer() -> None:
    device = Path("/dev/no-such-printer")
    assert reason(FilePrinter(device)) is Reason.OFF
    assert not device.exists()


def test_a_device_without_room_is_told() -> None:
    assert reason(FilePrinter(Path("/dev/full"))) is Reason.NO_SPACE
    assert reason(FilePrinter(Path("/dev/null"))) is None


def test_a_device_gets_every_byte_however_slowly_it_takes_them(tmp_path: Path) -> None:
    device, content, taken = tmp_path / "lp0", b"0123456789" * 20_000, bytearray()
    os.mkfifo(device)
    reader = os.open(device, os.O_RDONLY | os.O_NONBLOCK)
    writer = Thread(target=PaperFile(device, ".escpos").put, args=(content,))
    writer.start()
    while len(taken) < len(content) and select([reader], [], [], 5)[0]:
        taken.extend(os.read(reader, 1000))
    writer.join()
    os.close(reader)
    assert bytes(taken) == content


def test_a_device_that_takes_no_more_is_left_in_time(tmp_path: Path) -> None:
    device = tmp_path / "lp0"
    os.mkfifo(device)
    reader = os.open(device, os.O_RDONLY | os.O_NONBLOCK)
    with pytest.raises(PrinterFailure, match="takes no more bytes") as failure:
        PaperFile(device, ".escpos", seconds=0.1).put(b"x" * 200_000)
    os.close(reader)
    assert failure.value.outcome.reason is Reason.TIMED_OUT


def test_a_device_nobody_reads_is_off(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "lp0")
    with pytest.raises(PrinterFailure) as failure:
        PaperFile(tmp_path / "lp0", ".escpos").put(b"x")
    assert failure.value.outcome.reason is Reason.OFF

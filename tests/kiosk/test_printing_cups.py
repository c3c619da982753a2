"""Office printers through CUPS, with stand-ins for its commands."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.printing.cups_printer import CupsPrinter
from kiosk.printing.printer import NotPrinted, Printed, Reason
from tests.kiosk.fake_escpos_printer import SLIP

IDLE = "printer office is idle.  enabled since Tue 05 May 2026\n\tForm mounted:\n\tAlerts: none\n"
ACCEPTED = "/bin/cat > taken; printf '%s\\n' \"$@\" > words; echo $LC_ALL > locale; echo 'request id is office-1'"


@pytest.fixture
def commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is the whole PATH, with a CUPS at work."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.chdir(tmp_path)
    stand_in(folder / "lpstat", f"echo '{IDLE}'")
    stand_in(folder / "lp", ACCEPTED)
    return folder


def stand_in(command: Path, script: str) -> None:
    command.write_text(f"#!/bin/sh\n{script}\n")
    command.chmod(0o755)


def reason() -> Reason | None:
    outcome = CupsPrinter("office").print(SLIP)
    return outcome.reason if isinstance(outcome, NotPrinted) else None


@pytest.mark.usefixtures("commands")
def test_the_queue_gets_the_slip_as_utf_8_text(tmp_path: Path) -> None:
    assert CupsPrinter("office").print(SLIP) == Printed()
    assert "¿Preguntas? ¡Llame!" in (tmp_path / "taken").read_text(encoding="utf-8")
    assert (tmp_path / "locale").read_text().strip() == "C.UTF-8"
    assert (tmp_path / "words").read_text().split()[:4] == ["-d", "office", "-t", "slip"]


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("printer office disabled since today -\n\tPaused\n", Reason.OFF),
        ("printer office is idle.\n\tAlerts: media-empty-error\n", Reason.OUT_OF_PAPER),
        ("printer office is idle.\n\tAlerts: offline-report\n", Reason.OFF),
        ("printer office is idle.\n\tAlerts: cover-open-warning\n", Reason.COVER_OPEN),
        ("printer office is idle.\n\tDescription: paused\n\tAlerts: none\n", None),
    ],
)
def test_the_state_of_the_queue_is_heeded(commands: Path, tmp_path: Path, state: str, expected: Reason | None) -> None:
    stand_in(commands / "lpstat", f"echo '{state}'")
    assert reason() is expected
    assert (tmp_path / "taken").exists() is (expected is None)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("lp: Error - The printer or class does not exist.", Reason.OFF),
        ('lp: Destination "office" is not accepting jobs.', Reason.REFUSED),
        ("lp: Error - scheduler not responding.", Reason.OFF),
    ],
)
def test_what_lp_refuses_is_told(commands: Path, said: str, expected: Reason) -> None:
    stand_in(commands / "lp", f"echo '{said}' >&2; exit 1")
    assert CupsPrinter("office").print(SLIP) == NotPrinted(expected, f"office: {said}")


def test_an_unknown_queue_is_told(commands: Path) -> None:
    stand_in(commands / "lpstat", "echo 'lpstat: Invalid destination name in list \"office\".' >&2; exit 1")
    assert reason() is Reason.OFF


def test_an_answer_of_lp_that_names_no_job_is_not_believed(commands: Path) -> None:
    stand_in(commands / "lp", "echo usage")
    assert reason() is Reason.REFUSED


@pytest.mark.parametrize("missing", ["lp", "lpstat"])
def test_a_machine_without_cups_is_told(commands: Path, missing: str) -> None:
    (commands / missing).unlink()
    assert CupsPrinter("office").print(SLIP) == NotPrinted(
        Reason.NOT_INSTALLED, f"{missing} is not installed; install the package cups-client"
    )


def test_a_cups_that_hangs_is_left_in_time(commands: Path) -> None:
    stand_in(commands / "lpstat", "exec /bin/sleep 20")
    outcome = CupsPrinter("office", seconds=0.1).print(SLIP)
    assert outcome == NotPrinted(Reason.TIMED_OUT, "office: lpstat does not answer")

"""Receipt printers, against one that speaks real ESC/POS over TCP."""

from __future__ import annotations

import socket
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.printing.escpos_delivery import BothWays
from kiosk.printing.escpos_network import NetworkAddress
from kiosk.printing.escpos_printer import EscposPrinter, profile_named, ticket
from kiosk.printing.printer import NotPrinted, Printed, PrinterSettingError, Ready, Reason
from kiosk.printing.slip import Field, Section, Slip
from tests.kiosk.fake_escpos_printer import SLIP, FakeEscposPrinter, Mood, Paper

SPANISH = "¿Qué? ¡Ándale, niño, pingüino! ÁÉÍÓÚÜÑáéíóúüñ"
ATTACKS = (
    "\x1dV\x00",
    "\x1bp\x00\x19\xfa",
    "\x10\x14\x01\x00\x05",
    "\x10\x04\x01",
    "\x1b@\x1bt\x00",
    "\x9b31m\x1b]0;x\x07",
    "\x1c&",
)


def printer_at(fake: FakeEscposPrinter, *, must_answer: bool = True, profile: str = "default") -> EscposPrinter:
    wire = NetworkAddress("127.0.0.1", fake.port)
    delivery = BothWays(str(wire), wire.connected, must_answer, seconds_to_answer=0.2, seconds_per_line=0.001)
    return EscposPrinter(delivery, profile)


def on_paper(slip: Slip, profile: str = "default") -> Paper:
    paper = Paper()
    list(paper.feed(ticket(slip, profile_named(profile)).content))
    return paper


def with_title(title: str) -> Slip:
    return replace(SLIP, sections=(Section(title, "", (Field("", title),), (title,)),), footer=title, code=title)


@pytest.mark.parametrize(
    ("mood", "outcome"),
    [
        (Mood.OK, Printed()),
        (Mood.NEAR_END, Printed(paper_low=True)),
        (Mood.CHATTERS, Printed()),
    ],
)
def test_a_good_answer_after_the_ticket_means_printed(mood: Mood, outcome: Printed) -> None:
    with FakeEscposPrinter(mood) as fake:
        assert printer_at(fake).print(SLIP) == outcome
        assert (fake.paper.cuts, fake.paper.drawer_kicks, fake.paper.unknown) == (1, 0, [])


@pytest.mark.parametrize(
    ("mood", "reason"),
    [
        (Mood.OUT_OF_PAPER, Reason.OUT_OF_PAPER),
        (Mood.COVER_OPEN, Reason.COVER_OPEN),
        (Mood.JAMMED, Reason.JAMMED),
        (Mood.SILENT, Reason.TIMED_OUT),
    ],
)
def test_nothing_is_sent_to_a_printer_that_would_not_print_it(mood: Mood, reason: Reason) -> None:
    with FakeEscposPrinter(mood) as fake:
        outcome = printer_at(fake).print(SLIP)
        assert isinstance(outcome, NotPrinted)
        assert (outcome.reason, fake.paper.text) == (reason, "")
        assert outcome.detail == f"127.0.0.1:{fake.port}"


@pytest.mark.parametrize(
    ("mood", "reason"),
    [
        (Mood.RUNS_OUT, Reason.OUT_OF_PAPER),
        (Mood.FALLS_SILENT, Reason.TIMED_OUT),
        (Mood.DROPS, Reason.OFF),
        (Mood.STALLS, Reason.TIMED_OUT),
    ],
)
def test_a_ticket_that_fails_midway_is_told(mood: Mood, reason: Reason) -> None:
    with FakeEscposPrinter(mood) as fake:
        outcome = printer_at(fake).print(SLIP)
        assert isinstance(outcome, NotPrinted)
        assert outcome.reason is reason


def test_a_wire_that_carries_nothing_back_is_taken_at_its_word() -> None:
    with FakeEscposPrinter(Mood.SILENT) as fake:
        assert printer_at(fake, must_answer=False).print(SLIP) == Printed()
        assert "banqueta" in fake.finished().text


def test_a_printer_that_answered_before_must_answer_after_on_any_wire() -> None:
    with FakeEscposPrinter(Mood.FALLS_SILENT) as fake:
        assert isinstance(printer_at(fake, must_answer=False).print(SLIP), NotPrinted)


def test_bad_news_is_heeded_on_any_wire() -> None:
    with FakeEscposPrinter(Mood.OUT_OF_PAPER) as fake:
        outcome = printer_at(fake, must_answer=False).print(SLIP)
        assert isinstance(outcome, NotPrinted)
        assert outcome.reason is Reason.OUT_OF_PAPER


def test_a_printer_that_is_switched_off_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    wire = NetworkAddress("127.0.0.1", port)
    outcome = EscposPrinter(BothWays(str(wire), wire.connected, must_answer=True)).print(SLIP)
    assert isinstance(outcome, NotPrinted)
    assert outcome.reason is Reason.OFF


@pytest.mark.parametrize(
    ("mood", "outcome"), [(Mood.OK, Ready()), (Mood.NEAR_END, Ready(paper_low=True)), (Mood.OUT_OF_PAPER, None)]
)
def test_a_check_prints_nothing(mood: Mood, outcome: Ready | None) -> None:
    with FakeEscposPrinter(mood) as fake:
        found = printer_at(fake).check()
        assert found == outcome if outcome else isinstance(found, NotPrinted)
        assert (fake.paper.text, fake.paper.cuts) == ("", 0)


@pytest.mark.parametrize("profile", ["default", "TM-T20II", "POS-5890", "TM-T88II"])
def test_spanish_letters_come_out_right_with_one_code_page(profile: str) -> None:
    paper = on_paper(with_title(SPANISH), profile)
    assert SPANISH in paper.text.replace("\n", " ")
    assert len(paper.code_pages) == 1


def test_a_printer_without_accented_capitals_prints_plain_ones() -> None:
    assert "¿Qué? ¡Andale, niño, pingüino!" in on_paper(with_title(SPANISH), "simple").text.replace("\n", " ")


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_in_a_slip_can_command_the_printer(attack: str) -> None:
    paper = on_paper(with_title(f"A{attack}B"))
    assert (paper.cuts, paper.drawer_kicks, paper.questions, paper.unknown) == (1, 0, [], [])
    assert len(paper.code_pages) == 1


@given(st.text(st.characters(max_codepoint=0x2FF) | st.sampled_from("\x1b\x1d\x10\x1c漢🌶️"), max_size=40))
def test_no_text_whatever_can_command_the_printer(text: str) -> None:
    paper = on_paper(with_title(text))
    assert (paper.cuts, paper.drawer_kicks, paper.questions, paper.unknown) == (1, 0, [], [])
    assert "漢" not in paper.text


def test_the_title_is_large_and_labels_are_strong() -> None:
    paper = on_paper(SLIP)
    assert paper.large.split("\n")[:2] == ["Permiso para vender comida en la banqueta", "505-924-3890"]
    assert "Dirección\n" in paper.strong


def test_a_printer_without_a_cutter_is_only_fed() -> None:
    assert on_paper(SLIP, "POS-5890").cuts == 0


def test_paper_has_as_many_columns_as_its_printer() -> None:
    assert max(map(len, on_paper(SLIP, "POS-5890").lines)) == 32
    assert profile_named("POS-5890", columns=42).columns == 42


@pytest.mark.parametrize(
    ("name", "said"), [("TM-T20", "TM-T20II"), ("AF-240", "no Spanish letters"), ("NT-80-V-UL", "columns=")]
)
def test_a_profile_that_cannot_do_is_refused(name: str, said: str) -> None:
    with pytest.raises(PrinterSettingError, match=said):
        profile_named(name)


def test_python_escpos_is_loaded_late_and_leaves_the_log_and_no_folder_behind(tmp_path: Path) -> None:
    script = (
        "import sys, logging, kiosk.printing.printer_setting as s\n"
        "assert 'escpos' not in sys.modules\n"
        "s.printer_for('escpos:file:/dev/null').check()\n"
        "assert 'escpos' in sys.modules and not logging.root.handlers\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True, env={"TMPDIR": str(tmp_path)}, timeout=60)
    assert list(tmp_path.iterdir()) == []

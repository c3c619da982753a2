"""The kiosk in a real terminal: bad bytes, bad days, and how it ends."""

from __future__ import annotations

import signal
from collections.abc import Iterator

import pytest

from tests.kiosk.terminals import Terminal

ANSWER = "Small business loans"
WELCOME = "How can we help you?"
HINT = "ype your question"
"""Its first letter is under the cursor."""
EMPTY_LINE = b"\x15"
"""Ctrl+U."""
RUN = """
from kiosk.screen.lockdown import survive_bad_bytes
from tests.kiosk.screens import kiosk
survive_bad_bytes()
app = kiosk(locked={locked}, palette=None).app
app.run()
print("palette:", app.theme)
raise SystemExit(app.return_code or 0)
"""
FAIL = """
from kiosk.cli.failures import failure_of
from tests.kiosk.screens import kiosk

class Matcher:
    def match(self, readings, context):
        words = readings[0].text
        raise LookupError(words)

app = kiosk(matcher=Matcher()).app
try:
    app.run()
except Exception as error:
    failure = failure_of(error)
    print(*failure.lines)
    raise SystemExit(failure.code)
"""
HOSTILE = """
from dataclasses import replace
from content.language import Text
from tests.kiosk.screens import kiosk
from tests.small_directory import LOANS, small_directory

directory = small_directory()
text = "\\x1b]52;c;c2VjcmV0\\x07 \\x1b[31;5m \\x9b31m \\u202e"
service = replace(directory.services[LOANS], name=Text(text, text), summary=Text(text, text))
kiosk(directory=replace(directory, services={LOANS: service})).app.run()
"""


@pytest.fixture
def locked() -> Iterator[Terminal]:
    with Terminal(RUN.format(locked=True)) as terminal:
        assert terminal.wait_for(WELCOME)
        yield terminal


def test_bytes_that_are_no_letters_do_not_deafen_the_keyboard(locked: Terminal) -> None:
    locked.send(b"\xf1\xff")
    assert locked.wait_for("\ufffd")
    locked.send(EMPTY_LINE)
    assert locked.wait_for(HINT)
    locked.send(b"loan\r")
    assert locked.wait_for(ANSWER)


def test_letters_of_spanish_arrive_whole_even_in_pieces(locked: Terminal) -> None:
    for piece in "ñé".encode():
        locked.send(bytes([piece]))
    assert locked.wait_for("ñé")


def test_rubbish_sequences_and_a_huge_paste_change_nothing(locked: Terminal) -> None:
    locked.send(b"\x1b]0;x\x07\x1bP+q\x1b\\\x1b[999;999H\x1b[<0;9999;9999M\x1b[?1;2c")
    locked.send(b"\x1b[200~" + b"x" * 2_000_000 + b"\x1b[201~")
    locked.send(EMPTY_LINE)
    assert locked.wait_for(HINT)
    locked.send(b"loan\r")
    assert locked.wait_for(ANSWER)


def test_commands_in_a_text_never_reach_the_terminal() -> None:
    with Terminal(HOSTILE) as terminal:
        assert terminal.wait_for(WELCOME)
        terminal.send(b"loan\r")
        assert terminal.wait_for("]52;c;c2VjcmV0")
        for command in (b"\x1b]52;", b"\x1b[31;5m", "\x9b".encode(), "\u202e".encode()):
            assert command not in terminal.written


def test_no_key_ends_a_locked_kiosk(locked: Terminal) -> None:
    locked.send(b"\x11\x03\x1a\x10\x04\x1c\x13\x0f\x1b[113;5u\x1b[99;5u\x1b[23~\x1b[24~")
    locked.send(b"loan\r")
    assert locked.wait_for(ANSWER)
    assert locked.running


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGHUP])
def test_a_polite_end_leaves_the_terminal_as_it_was(locked: Terminal, ending: signal.Signals) -> None:
    locked.send(b"loan\r")
    assert locked.wait_for(ANSWER)
    locked.signal(ending)
    assert locked.ended() == 0
    assert locked.restored


def test_staff_leave_an_unlocked_kiosk_with_ctrl_q_in_a_terminal() -> None:
    with Terminal(RUN.format(locked=False)) as terminal:
        assert terminal.wait_for(WELCOME)
        terminal.send(b"\x11")
        assert terminal.ended() == 0
        assert terminal.restored


def test_a_failure_tells_what_and_where_and_nothing_a_visitor_said() -> None:
    with Terminal(FAIL) as terminal:
        assert terminal.wait_for(WELCOME)
        before = len(terminal.written)
        terminal.send(b"\x1b[200~my name is Lupita\x1b[201~")
        assert terminal.wait_for("Lupita")
        terminal.send(b"\r")
        assert terminal.ended() == 1
        told = terminal.written[terminal.written.rfind(b"?1049l") :].decode()
        assert "LookupError in" in told
        assert "Lupita" not in told
        assert "Traceback" not in terminal.written[before:].decode()
        assert terminal.restored


def test_the_terminal_may_change_its_size_at_any_time(locked: Terminal) -> None:
    locked.send(b"money\r")
    assert locked.wait_for("Did you mean one of these?")
    for size in ((200, 60), (20, 5), (54, 16)):
        locked.resize(*size)
    assert locked.wait_for("Shared kitchen")
    locked.send(b"1")
    assert locked.wait_for(ANSWER)


def test_the_linux_console_has_its_own_colours_and_function_keys() -> None:
    with Terminal(RUN.format(locked=True), {"TERM": "linux", "COLORTERM": ""}) as terminal:
        assert terminal.wait_for(WELCOME)
        assert b"38;2;" not in terminal.written
        assert b"38;5;" not in terminal.written
        terminal.send(b"\r")
        assert terminal.wait_for("What do you need?")
        terminal.send(b"\x1b[[A")
        assert terminal.wait_for("How to use this window")
        terminal.signal(signal.SIGTERM)
        assert terminal.ended() == 0
        assert b"palette: console" in terminal.written

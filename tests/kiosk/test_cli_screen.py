"""`kiosk`: the plain dialogue as a process, and when the screen is drawn instead."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from content.store import QuestionAsked
from kiosk.cli import screen
from kiosk.cli.parser import parsed
from kiosk.cli.parts import Parts
from speech.errors import NoSpeaker
from tests.kiosk.command_runs import Command, Ran, small_pack


@pytest.fixture
def command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    return Command(tmp_path / "home", capsys)


def talk(command: Command, *lines: str | bytes) -> Ran:
    """Type these lines to the kiosk on the small directory, then end the input."""
    typed = b"".join((line if isinstance(line, bytes) else line.encode()) + b"\n" for line in lines)
    return command.process("--pack", small_pack(), "--plain", typed=typed)


def test_a_dialogue_answers_and_prints(command: Command, tmp_path: Path) -> None:
    command.settings["VENTANILLA_PRINTER_DEVICE"] = f"file:{tmp_path}/slip.txt"
    ran = talk(command, "necesito un préstamo para mi negocio", "imprimir")
    assert (ran.code, ran.err) == (0, "")
    assert "Préstamos para negocios" in ran.out
    assert "505-555-0101" in (tmp_path / "slip.txt").read_text("utf-8")


def test_a_pipe_needs_no_option(command: Command) -> None:
    ran = command.process("--pack", small_pack(), typed="I need a loan for my business\n")
    assert (ran.code, ran.err) == (0, "")
    assert "505-555-0101" in ran.out


def test_a_printer_that_is_off_is_told_to_the_visitor_alone(command: Command) -> None:
    command.settings["VENTANILLA_PRINTER_DEVICE"] = "file:/nowhere/slip.txt"
    ran = talk(command, "I need a loan for my business", "print")
    assert (ran.code, ran.err) == (0, "")


def test_whatever_is_typed_the_dialogue_goes_on(command: Command) -> None:
    wild = ["", "   ", "\x00\x1b[2J\x07", "a" * 100_000, "我", "9" * 50, "-1", "0", "--help", "%s{}"]
    ran = talk(command, b"\xff\xfe\x80", *wild, "where can I learn English")
    assert (ran.code, ran.err) == (0, "")
    assert "505-555-0102" in ran.out
    assert "\x1b" not in ran.out


def test_the_records_of_a_dialogue_are_kept_without_names(command: Command) -> None:
    command("content", "import", small_pack())
    command.process(typed="me llamo Juana Pérez y necesito un préstamo para mi negocio\n")
    with Parts(parsed(["--database", f"sqlite:///{command.database}"])) as parts:
        (asked,) = parts.journal.entries(QuestionAsked)
    assert asked.channel == "plain"
    assert "Juana" not in (asked.question or "")


@pytest.mark.parametrize(
    ("setting", "told"), [("default", "kiosk: no sound can be played: no loudspeaker"), ("none", "")]
)
def test_reading_aloud_is_not_offered_where_no_sound_comes_out(
    setting: str, told: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Unplugged:
        def name(self) -> str:
            raise NoSpeaker("no sound can be played: no loudspeaker")

    monkeypatch.setenv("VENTANILLA_SOUND_SPEAKER", setting)
    monkeypatch.setattr(Parts, "loudspeaker", Unplugged())
    with Parts(parsed([])) as parts:
        assert not screen._can_read_aloud(parts)
    assert capsys.readouterr().err.startswith(told)


@pytest.mark.parametrize(
    ("terminal", "kind", "drawn"), [(True, "xterm", True), (True, "dumb", False), (False, "xterm", False)]
)
def test_the_screen_is_drawn_only_on_a_terminal_that_can(
    terminal: bool, kind: str, drawn: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: terminal)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: terminal)
    monkeypatch.setenv("TERM", kind)
    monkeypatch.setattr(screen, "_screen", lambda parts: 10)
    monkeypatch.setattr(screen, "_plain", lambda parts: 20)
    for words in ([], ["screen"]):
        assert screen.run(parsed(words)) == (10 if drawn else 20)
    for words in (["--plain"], ["--plain", "screen"], ["screen", "--plain"]):
        assert screen.run(parsed(words)) == 20

"""How a command starts and ends when something around it is not as it should be: always in one clear line."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path
from threading import Event

import pytest

from kiosk import cli
from kiosk.cli import streams
from kiosk.cli.errors import CannotWrite
from kiosk.cli.failures import failure_of
from kiosk.cli.parts import Parts, shipped_pack
from kiosk.cli.streams import told_if_slow, write_whole
from tests.kiosk.command_runs import ROOT, Command, small_disk, small_pack


@pytest.fixture
def command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    return Command(tmp_path / "home", capsys)


EVERY_WAY_IN = [[], ["--plain"], ["screen"], ["ask", "loan"], ["listen"], ["content", "export", "x"]]


@pytest.mark.parametrize("words", EVERY_WAY_IN, ids=" ".join)
def test_a_newer_database_is_told_in_one_line(words: list[str], command: Command) -> None:
    command("content", "import", small_pack())
    with sqlite3.connect(command.database) as connection:
        connection.execute("UPDATE ventanilla_version SET version_num = 'v9999'")
    connection.close()
    command.settings["VENTANILLA_DATA_MODELS"] = str(ROOT / "tests/fixtures/speech/models")
    told = command(*words).failed_in_one_line
    assert told.startswith(f"{command.database}: a later version of this program made this database (v9999); update")


@pytest.mark.parametrize(
    "content", [b"no database at all" * 100, b"SQLite format 3\x00" + b"\x07" * 5000], ids=["other", "damaged"]
)
def test_a_database_that_is_none_is_told_in_one_line(content: bytes, command: Command) -> None:
    command.database.parent.mkdir(parents=True)
    command.database.write_bytes(content)
    assert str(command.database) in command("ask", "loan").failed_in_one_line
    assert command.database.read_bytes() == content


@pytest.mark.parametrize(
    "url", ["nonsense", "sqlite:////proc/kiosk.db", "postgresql://nobody@127.0.0.1:9/x", "mysql://x/y", "sqlite:///"]
)
def test_a_database_that_cannot_be_used_is_told_in_one_line(url: str, command: Command) -> None:
    ran = command("--database", url, "content", "export", "/proc/x")
    assert "; " in ran.failed_in_one_line


def test_an_unknown_setting_is_told_in_one_line(command: Command, tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text("[site]\nnam = 'x'\n")
    for words in ([], ["ask", "loan"], ["models", "list"]):
        told = command("--settings", file, *words).failed_in_one_line
        assert told == f"{file}: site.nam is unknown; did you mean name?"
    command.settings["VENTANILLA_NONSENSE"] = "1"
    assert command("ask", "loan").failed_in_one_line.startswith("VENTANILLA_NONSENSE is unknown; ")


@pytest.mark.parametrize("content", [None, b"[site", b"\xff", b"site = 1\n", b"[idle]\nwarn_after = 'soon'\n"])
def test_settings_that_cannot_be_read_are_told_in_one_line(
    content: bytes | None, command: Command, tmp_path: Path
) -> None:
    file = tmp_path / "settings.toml"
    if content is not None:
        file.write_bytes(content)
    assert command("--settings", file, "ask", "loan").failed_in_one_line.startswith(f"{file}: ")


def test_a_cache_that_cannot_be_written_is_told_and_costs_only_time(command: Command) -> None:
    command.settings["VENTANILLA_DATA_CACHE"] = "/dev/null/cache"
    ran = command.on_pack("ask", "I need a loan for my business")
    assert ran.code == 0
    assert "505-555-0101" in ran.out
    assert ran.err == (
        "kiosk: /dev/null/cache: what was prepared could not be kept (Not a directory), so that every start takes this"
        " long; let it be written, or set data.cache to another folder\n"
    )


def test_a_pack_that_cannot_be_used_is_told_line_by_line(command: Command, tmp_path: Path) -> None:
    ran = command("--pack", tmp_path, "ask", "loan")
    assert ran.code == 1
    assert [line.partition(":")[0] for line in ran.err.splitlines()] == ["kiosk", "kiosk"]


def test_the_first_start_on_a_full_disk_publishes_nothing(command: Command, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 400_000) as disk:
        url = f"sqlite:///{disk}/kiosk.db"
        told = command("--database", url, "content", "export", tmp_path / "out").failed_in_one_line
        assert told.startswith(f"{disk}/kiosk.db: the disk is full; ")
        with Parts(arguments := cli.parser.parsed(["--database", url])) as parts:
            assert arguments.database == url
            assert parts.store.revision() is None


def test_a_file_that_may_grow_no_further_is_told_in_one_line(command: Command) -> None:
    command.settings["PYTHONDONTWRITEBYTECODE"] = "1"
    ran = command.process("content", "import", shipped_pack(), shell='ulimit -f 200; exec "$@"')
    assert str(command.database) in ran.failed_in_one_line


def test_output_that_cannot_be_written_is_told_in_one_line(command: Command) -> None:
    ran = command.process("--help", shell='exec "$@" >/dev/full')
    assert "No space left" in ran.failed_in_one_line


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_command_may_be_started_without_its_streams(closed: str, command: Command) -> None:
    ran = command.process("--pack", small_pack(), "--plain", typed="loan\n", shell=f'exec "$@" {closed}')
    assert (ran.code, ran.err) == (0, "")


def test_whoever_reads_the_output_may_stop(command: Command) -> None:
    ran = command.process("content", "check", shell='"$@" | head -1; exec "$@" | true')
    assert (ran.out.count("\n"), ran.err) == (1, "")


def test_ctrl_c_ends_a_dialogue_without_a_word(command: Command) -> None:
    words = command.words("--pack", small_pack(), "--plain")
    with subprocess.Popen(
        words, env=command.environment, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout
        assert process.stderr
        while process.stdout.read(1) not in (b">", b""):
            pass
        process.send_signal(signal.SIGINT)
        assert process.wait() == 130
        assert process.stderr.read() == b""


def test_ctrl_c_while_the_program_is_still_being_loaded_is_as_quiet(command: Command) -> None:
    code = (
        "import builtins, kiosk.__main__, sys\n"
        "def interrupted(*_): raise KeyboardInterrupt\n"
        "builtins.__import__ = interrupted\n"
        "sys.exit(kiosk.__main__.main())"
    )
    ended = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False)
    assert (ended.returncode, ended.stderr) == (130, b"")


def test_what_nobody_foresaw_is_told_by_kind_and_place_without_a_visitors_words(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(self: object) -> None:
        raise ZeroDivisionError("my husband said that")

    monkeypatch.setattr(Parts, "knowledge", property(fail))
    told = command("ask", "loan").failed_in_one_line
    assert told.startswith("something unexpected happened (ZeroDivisionError in ")
    assert "husband" not in told
    debugged = command("ask", "loan", "--debug")
    assert debugged.code == 1
    assert "Traceback" in debugged.err
    assert debugged.err.splitlines()[-1] == f"kiosk: {told}"


def test_an_error_from_nowhere_has_no_place() -> None:
    (line,) = failure_of(ValueError("x")).lines
    assert line.startswith("something unexpected happened (ValueError in kiosk, line 0); ")


def test_a_missing_file_is_told_with_its_name() -> None:
    failure = failure_of(FileNotFoundError(2, "No such file or directory", "/x"))
    assert failure.lines[0].startswith("/x: No such file or directory; ")


def test_a_complaint_is_one_line_whatever_is_in_it(capsys: pytest.CaptureFixture[str]) -> None:
    streams.complain("a\x1b[2J\r\nb\u202e\0")
    assert capsys.readouterr().err == "kiosk: a[2J b\n"


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    file, link = tmp_path / "file", tmp_path / "link"
    link.symlink_to(file)
    write_whole(file, "first")
    write_whole(link, "second \udcff")
    assert (file.read_text(), link.is_symlink()) == ("second ?", True)
    assert oct(file.stat().st_mode)[-3:] == "644"
    with pytest.raises(CannotWrite, match="missing/x: cannot be written"):
        write_whole(tmp_path / "missing" / "x", "")
    assert {path.name for path in tmp_path.iterdir()} == {"file", "link"}


def test_a_device_or_pipe_is_written_to(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_whole(pipe, "words")
    assert os.read(reader, 10) == b"words"
    os.close(reader)


@pytest.mark.parametrize("terminal", [True, False])
def test_somebody_who_waits_at_a_terminal_is_told(terminal: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    said = Event()
    monkeypatch.setattr(streams, "_SLOW", 0.0)
    monkeypatch.setattr(streams, "complain", lambda _: said.set())
    monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal)
    with told_if_slow("a moment"):
        assert said.wait(5 if terminal else 0.05) is terminal

"""`kiosk listen`: real recognition of files, and what is told of files that are no sound."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest

from tests.kiosk.command_runs import Command, small_pack
from tests.spoken import CLIPS, FULL_MODELS, MODELS

ENGLISH, SPANISH, SILENCE = CLIPS / "en" / "q.wav", CLIPS / "es" / "q.wav", CLIPS / "silence.wav"


@pytest.fixture
def command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    return Command(tmp_path, capsys, {"VENTANILLA_DATA_MODELS": str(FULL_MODELS)})


def test_each_file_has_its_line_of_json_in_order(command: Command) -> None:
    ran = command.on_pack("listen", ENGLISH, SPANISH, SILENCE, "--json")
    assert (ran.code, ran.err) == (0, "")
    english, spanish, silence = map(json.loads, ran.out.splitlines())
    assert [table["file"] for table in (english, spanish, silence)] == [str(ENGLISH), str(SPANISH), str(SILENCE)]
    assert {"get", "loan", "small", "business"} <= set(english["text"].split())
    assert {"pedir", "préstamo", "negocio"} <= set(spanish["text"].split())
    assert (english["language"], spanish["language"]) == ("en", "es")
    assert english["services"][0]["id"] == spanish["services"][0]["id"] == "loans"
    assert (silence["text"], silence["verdict"], silence["services"]) == ("", "no_match", [])


def test_the_json_has_the_fields_that_scripts_rely_on(command: Command) -> None:
    table = command.on_pack("listen", SPANISH, "--json").json
    assert table.keys() >= {"file", "transcripts", "language", "text", "verdict", "command", "services", "spoken"}
    assert table["transcripts"].keys() == {"en", "es"}
    assert table["transcripts"]["es"]["text"] == table["text"]
    assert 0 < table["transcripts"]["es"]["confidence"] <= 1
    assert table["command"] is None
    assert (table["audio_ms"], table["elapsed_ms"] > 0) == (4379, True)


def test_a_command_is_heard_as_one(command: Command) -> None:
    table = command.on_pack("listen", CLIPS / "es" / "print.wav", "--json").json
    assert (table["verdict"], table["command"]) == ("command", "print")


def test_a_reader_gets_what_was_heard_and_the_answer(command: Command) -> None:
    ran = command.on_pack("listen", SPANISH)
    assert ran.out.startswith(f"{SPANISH}: “dónde puedo pedir un préstamo")
    assert "Préstamos para negocios" in ran.out


def test_a_file_that_is_no_sound_is_told_and_the_others_are_answered(command: Command, tmp_path: Path) -> None:
    (tmp_path / "empty.wav").touch()
    (tmp_path / "text.wav").write_text("RIFF or not")
    (tmp_path / "cut.wav").write_bytes(ENGLISH.read_bytes()[:20_000])
    bad = [tmp_path / "missing.wav", tmp_path / "empty.wav", tmp_path / "text.wav", tmp_path / "cut.wav", tmp_path]
    ran = command.on_pack("listen", *bad, ENGLISH, "--json")
    assert ran.code == 1
    assert ran.json["file"] == str(ENGLISH)
    lines = ran.err.splitlines()
    assert [line.partition(": ")[2].partition(": ")[0] for line in lines] == list(map(str, bad))
    assert all("; " in line for line in lines)


def test_a_model_for_one_language_is_enough(command: Command, tmp_path: Path) -> None:
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "es").symlink_to(MODELS / "es")
    table = command.on_pack("listen", "--models", tmp_path / "models", CLIPS / "es" / "print.wav", "--json").json
    assert table["transcripts"]["en"] == {"text": "", "confidence": 0.0}
    assert table["transcripts"]["es"]["text"] == "imprimir"


def test_without_models_nothing_is_heard(command: Command, tmp_path: Path) -> None:
    told = command.on_pack("listen", "--models", tmp_path, ENGLISH, "--json").failed_in_one_line
    assert told == f"{tmp_path}: no speech model in en or es; fetch them with: kiosk models fetch"


def test_a_broken_model_is_told(command: Command, tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    assert "kiosk models fetch" in command.on_pack("listen", "--models", tmp_path, ENGLISH).failed_in_one_line


def test_without_a_microphone_nothing_is_heard(command: Command) -> None:
    command.settings["VENTANILLA_SOUND_MICROPHONE"] = "none"
    ran = command.on_pack("listen", "--json")
    assert (ran.out, "microphone" in ran.failed_in_one_line) == ("", True)


def test_a_microphone_hears_until_a_pause(command: Command) -> None:
    command.settings["VENTANILLA_SOUND_MICROPHONE"] = f"file:{CLIPS / 'es' / 'print.wav'}"
    table = command.on_pack("listen", "--json").json
    assert (table["file"], table["audio_ms"], table["command"]) == (None, None, "print")
    assert math.isfinite(table["elapsed_ms"])


def test_libraries_write_nothing_of_their_own(command: Command) -> None:
    ran = command.process("--pack", small_pack(), "listen", ENGLISH, "--json")
    assert (ran.code, ran.err) == (0, "")
    assert ran.json["language"] == "en"

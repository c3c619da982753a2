"""`kiosk say`: the real voice, into a file or through the loudspeaker."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from kiosk.cli.parts import Parts
from speech.audio import read_wav
from speech.player import RememberingPlayer
from speech.voice import SilentSynthesizer
from tests.kiosk.command_runs import Command


@pytest.fixture
def command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    return Command(tmp_path / "home", capsys)


@pytest.mark.parametrize(
    ("language", "text"), [("en", "It opens at nine in the morning."), ("es", "Abre a las nueve de la mañana.")]
)
def test_a_file_holds_the_spoken_words(language: str, text: str, command: Command, tmp_path: Path) -> None:
    ran = command("say", text, "--language", language, "--output", tmp_path / "x.wav")
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    clip = read_wav(tmp_path / "x.wav")
    assert 1 < clip.duration < 5
    assert 500 < np.sqrt(np.mean(clip.samples.astype(float) ** 2)) < 20_000


def test_the_pace_can_be_given(command: Command, tmp_path: Path) -> None:
    for pace in (100, 300):
        command("say", "uno dos tres cuatro", "--language", "es", "--pace", f"{pace}", "--output", tmp_path / f"{pace}")
    assert read_wav(tmp_path / "100").duration > 1.5 * read_wav(tmp_path / "300").duration


@pytest.mark.parametrize("place", ["missing/x.wav", "", "file/x.wav"])
def test_a_place_that_cannot_be_written_is_told_by_its_own_name(
    place: str, command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Parts, "voice", SilentSynthesizer())
    (tmp_path / "file").touch()
    told = command("say", "hola", "--language", "es", "--output", tmp_path / place).failed_in_one_line
    assert told.startswith(f"{tmp_path / place}: ")


def test_a_device_is_never_replaced_by_a_file(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Parts, "voice", SilentSynthesizer())
    (tmp_path / "device").symlink_to("/dev/null")
    told = command("say", "hola", "--language", "es", "--output", tmp_path / "device").failed_in_one_line
    assert "name a file" in told
    assert Path("/dev/null").is_char_device()


def test_without_a_file_it_is_heard(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    voice, player = SilentSynthesizer(), RememberingPlayer()
    monkeypatch.setattr(Parts, "voice", voice)
    monkeypatch.setattr(Parts, "loudspeaker", player)
    assert command("say", "Buenos días. ¿En qué le ayudo?", "--language", "es").code == 0
    assert [text for text, *_ in voice.said] == ["Buenos días.", "¿En qué le ayudo?"]
    assert len(player.clips) == 1


def test_without_a_loudspeaker_it_fails_in_one_line(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Parts, "voice", SilentSynthesizer())
    command.settings["VENTANILLA_SOUND_SPEAKER"] = "none"
    assert "loudspeaker" in command("say", "hola", "--language", "es").failed_in_one_line

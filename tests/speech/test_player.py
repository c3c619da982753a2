import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from speech.audio import Clip, read_wav
from speech.errors import NoSpeaker
from speech.loudness import amplified
from speech.loudspeaker import Loudspeaker
from speech.player import FilePlayer, Player, RememberingPlayer

SHORT = Clip(bytes(2 * 1_600), 16_000)
LONG = Clip(bytes(2 * 16_000 * 30), 16_000)


@pytest.fixture(scope="module")
def silent() -> Iterator[Loudspeaker]:
    speaker = Loudspeaker(silent=True)
    yield speaker
    speaker.close()


@pytest.fixture(params=["loudspeaker", "file", "remembering"])
def player(request: pytest.FixtureRequest, silent: Loudspeaker, tmp_path: Path) -> Player:
    match request.param:
        case "loudspeaker":
            return silent
        case "file":
            return FilePlayer(tmp_path)
        case _:
            return RememberingPlayer()


class TestEveryPlayer:
    def test_plays_a_clip_to_its_end(self, player: Player) -> None:
        assert player.play(SHORT).wait()

    def test_tells_of_the_end_as_often_as_it_is_asked(self, player: Player) -> None:
        playing = player.play(SHORT)
        assert [playing.wait(), playing.wait()] == [True, True]

    def test_is_through_with_an_empty_clip_at_once(self, player: Player) -> None:
        assert player.play(Clip(b"", 22_050)).wait()

    def test_does_not_mind_a_stop_when_nothing_is_played(self, player: Player) -> None:
        player.stop()
        playing = player.play(SHORT)
        playing.wait()
        playing.stop()
        player.stop()
        assert playing.wait()

    def test_plays_again_after_it_was_closed(self, player: Player) -> None:
        player.close()
        assert player.play(SHORT).wait()


@pytest.fixture(params=["loudspeaker", "remembering"])
def slow(request: pytest.FixtureRequest, silent: Loudspeaker) -> Player:
    return silent if request.param == "loudspeaker" else RememberingPlayer(held=True)


class TestEveryPlayerThatTakesTime:
    def test_stops_when_the_clip_is_stopped(self, slow: Player) -> None:
        playing = slow.play(LONG)
        playing.stop()
        assert not playing.wait()

    def test_stops_from_another_thread_while_somebody_waits(self, slow: Player) -> None:
        playing = slow.play(LONG)
        threading.Timer(0.05, slow.stop).start()
        assert not playing.wait()

    def test_a_new_clip_ends_the_one_before(self, slow: Player) -> None:
        first = slow.play(LONG)
        second = slow.play(LONG)
        assert not first.wait()
        first.stop()
        second.stop()
        assert not second.wait()


def test_the_loudspeaker_takes_as_long_as_the_clip_lasts(silent: Loudspeaker) -> None:
    silent.play(SHORT).wait()
    begun = time.monotonic()
    silent.play(Clip(bytes(2 * 8_000), 16_000)).wait()
    assert time.monotonic() - begun >= 0.5


def test_a_stopped_loudspeaker_has_no_process_left_that_could_sound(silent: Loudspeaker) -> None:
    playing = silent.play(LONG)
    child = playing._child  # type: ignore[attr-defined]
    playing.stop()
    assert child._process.poll() == -signal.SIGKILL


def test_clips_of_different_rates_follow_each_other(silent: Loudspeaker) -> None:
    assert all(silent.play(Clip(bytes(2 * rate // 10), rate)).wait() for rate in (8_000, 22_050, 16_000, 48_000))


def test_a_process_that_died_while_idle_is_replaced(silent: Loudspeaker) -> None:
    playing = silent.play(SHORT)
    playing.wait()
    os.kill(playing._child.pid, signal.SIGKILL)  # type: ignore[attr-defined]
    assert silent.play(SHORT).wait()


def test_a_process_that_dies_while_playing_is_no_speaker(silent: Loudspeaker) -> None:
    playing = silent.play(LONG)
    os.kill(playing._child.pid, signal.SIGKILL)  # type: ignore[attr-defined]
    with pytest.raises(NoSpeaker, match="went away"):
        playing.wait()
    assert silent.play(SHORT).wait()


def test_a_loudspeaker_of_no_such_name_is_no_speaker() -> None:
    speaker = Loudspeaker("no such loudspeaker")
    with pytest.raises(NoSpeaker, match="no such loudspeaker"):
        speaker.play(SHORT)
    speaker.close()


def test_a_program_that_is_not_there_is_no_speaker() -> None:
    with pytest.raises(NoSpeaker, match="does not start"):
        Loudspeaker(command=["/nonexistent/python"]).play(SHORT)


def test_a_program_that_talks_nonsense_is_no_speaker() -> None:
    speaker = Loudspeaker(command=[sys.executable, "-c", "print('ALSA lib confmisc.c', flush=True); input()"])
    with pytest.raises(NoSpeaker, match="nonsense"):
        speaker.play(SHORT)
    speaker.close()


def test_the_loudspeaker_is_named(silent: Loudspeaker) -> None:
    assert silent.name()


def test_files_are_numbered_and_whole(tmp_path: Path) -> None:
    player = FilePlayer(tmp_path)
    for clip in (SHORT, Clip(b"\1\2" * 800, 8_000)):
        player.play(clip)
    assert [read_wav(tmp_path / name) for name in ("001.wav", "002.wav")] == [SHORT, Clip(b"\1\2" * 800, 8_000)]


class TestLoudness:
    tone = Clip((8_000 * np.sin(np.arange(1_600) / 5)).astype("<i2").tobytes(), 16_000)

    def test_six_decibels_double_the_samples(self) -> None:
        assert int(amplified(self.tone, 6.0206).samples.max()) == pytest.approx(16_000, rel=0.01)
        assert int(amplified(self.tone, -6.0206).samples.max()) == pytest.approx(4_000, rel=0.01)

    def test_peaks_never_turn_over(self) -> None:
        loud = amplified(self.tone, 30.0).samples.astype(int)
        assert loud.max() > 30_000
        assert np.all(np.sign(loud) == np.sign(self.tone.samples))

    def test_nothing_changes_without_decibels(self) -> None:
        assert amplified(self.tone, 0) is self.tone

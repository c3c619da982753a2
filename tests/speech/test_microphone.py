import importlib.util
import itertools
import subprocess
import sys
from pathlib import Path

import pytest

from speech.capture import system_microphone
from speech.errors import BadAudio, NoMicrophone
from speech.microphone import FileMicrophone, Microphone
from tests.spoken import CLIPS

needs_miniaudio = pytest.mark.skipif(not importlib.util.find_spec("miniaudio"), reason="no miniaudio for this machine")


def silent_device() -> Microphone:
    """A device of miniaudio's own that is always there and records zeros in real time."""
    import miniaudio

    from speech.miniaudio_microphone import MiniaudioMicrophone

    return MiniaudioMicrophone(backends=[miniaudio.Backend.NULL])


@pytest.fixture(params=["file", pytest.param("device", marks=needs_miniaudio)])
def microphone(request: pytest.FixtureRequest) -> Microphone:
    return FileMicrophone(CLIPS / "silence.wav") if request.param == "file" else silent_device()


class TestMicrophone:
    def test_gives_sound_in_whole_samples_and_short_chunks(self, microphone: Microphone) -> None:
        with microphone.open() as chunks:
            first = list(itertools.islice(chunks, 3))
        assert all(len(chunk) % 2 == 0 and 0 < len(chunk) <= 2 * 3200 for chunk in first)

    def test_opens_again_after_it_was_closed(self, microphone: Microphone) -> None:
        for _ in range(3):
            with microphone.open() as chunks:
                assert next(chunks)

    def test_is_closed_when_the_listener_fails(self, microphone: Microphone) -> None:
        with pytest.raises(ZeroDivisionError), microphone.open():
            raise ZeroDivisionError
        with microphone.open() as chunks:
            assert next(chunks)


def test_a_file_is_played_to_its_end_at_the_recognisers_rate() -> None:
    with FileMicrophone(CLIPS / "en/q.wav").open() as chunks:
        assert sum(len(chunk) for chunk in chunks) == (CLIPS / "en/q.wav").stat().st_size - 44


def test_in_real_time_a_file_takes_as_long_as_it_lasts() -> None:
    waits: list[float] = []
    with FileMicrophone(CLIPS / "silence.wav", real_time=True, sleep=waits.append).open() as chunks:
        list(itertools.islice(chunks, 3))
    assert len(waits) == 3
    assert any(waits)


def test_a_file_that_is_no_sound_is_refused_before_it_is_opened(tmp_path: Path) -> None:
    (tmp_path / "text.wav").write_text("no sound")
    with pytest.raises(BadAudio):
        FileMicrophone(tmp_path / "text.wav")


@needs_miniaudio
def test_a_device_that_is_not_there_is_told_at_once() -> None:
    import miniaudio

    from speech.miniaudio_microphone import MiniaudioMicrophone

    with pytest.raises(NoMicrophone, match="keys"), MiniaudioMicrophone(backends=[miniaudio.Backend.SNDIO]).open():
        pass


@needs_miniaudio
def test_a_device_of_another_name_is_not_taken_and_the_names_are_told() -> None:
    import miniaudio

    from speech.miniaudio_microphone import MiniaudioMicrophone

    lobby = MiniaudioMicrophone("lobby", backends=[miniaudio.Backend.NULL])
    with pytest.raises(NoMicrophone, match="there are: NULL"), lobby.open():
        pass


@needs_miniaudio
def test_opening_again_and_again_keeps_no_threads_and_no_files() -> None:
    program = (
        "import os, threading, miniaudio; from speech.miniaudio_microphone import MiniaudioMicrophone\n"
        "def use():\n"
        "    with MiniaudioMicrophone(backends=[miniaudio.Backend.NULL]).open() as chunks: next(chunks)\n"
        "def held(): return len(os.listdir('/proc/self/fd')), len(os.listdir('/proc/self/task'))\n"
        "use(); before = held(); [use() for _ in range(5)]; assert held() == before, (before, held())"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_the_machines_microphone_is_looked_for_only_when_opened() -> None:
    if importlib.util.find_spec("miniaudio") is None and importlib.util.find_spec("sounddevice") is None:
        pytest.skip("no sound library for this machine")
    assert system_microphone() is not None

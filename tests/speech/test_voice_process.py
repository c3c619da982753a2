"""The real engine: that it sounds, and that nothing which happens to its process is felt outside."""

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from content.language import Language
from speech.audio import Clip
from speech.errors import VoiceUnavailable
from speech.pyttsx3_voice import Pyttsx3Voice
from speech.wire import Message

HELLO = {Language.EN: "Good morning, how can I help you?", Language.ES: "Buenos días, ¿en qué le puedo ayudar?"}


@pytest.fixture
def voice() -> Iterator[Pyttsx3Voice]:
    voice = Pyttsx3Voice(patience=1.0)
    yield voice
    voice.close()


def children() -> list[int]:
    """Processes of ours that live, or are dead and not fetched."""
    found = Path(f"/proc/{os.getpid()}/task").glob("*/children")
    return sorted(int(pid) for file in found for pid in file.read_text().split())


def worker(voice: Pyttsx3Voice) -> int:
    before = set(children())
    voice.start()
    (pid,) = set(children()) - before
    return pid


def descriptors() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def loudness(clip: Clip) -> float:
    return float(np.sqrt(np.mean(np.square(clip.samples, dtype=float))))


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_both_languages_sound_and_differ(voice: Pyttsx3Voice) -> None:
    english, spanish = (voice.synthesise("1 2 3 4 5 6 7 8 9", language) for language in (Language.EN, Language.ES))
    assert min(loudness(english), loudness(spanish)) > 500
    assert english.pcm != spanish.pcm
    assert abs(english.duration - spanish.duration) > 0.05


def test_every_sentence_has_the_rate_asked_for_and_not_that_of_the_one_before(voice: Pyttsx3Voice) -> None:
    durations = [voice.synthesise(HELLO[Language.ES], Language.ES, rate).duration for rate in (100, 200) * 15]
    assert min(durations[0::2]) > 1.5 * max(durations[1::2])
    assert max(durations[0::2]) - min(durations[0::2]) < 0.1


def test_accents_are_spoken(voice: Pyttsx3Voice) -> None:
    assert voice.synthesise("año", Language.ES).duration != voice.synthesise("ano", Language.ES).duration


def test_control_characters_do_not_command_the_engine(voice: Pyttsx3Voice) -> None:
    plain, charged = (voice.synthesise(f"{code}Good morning to you.", Language.EN) for code in ("", "\x01\x0150S"))
    assert charged.duration < plain.duration + 1.5


def test_fifty_sentences_leave_nothing_behind(voice: Pyttsx3Voice) -> None:
    voice.start()
    before = descriptors(), children()
    for number in range(25):
        for language in Language:
            assert voice.synthesise(f"{HELLO[language]} {number}", language).duration > 1.5
    assert (descriptors(), children()) == before
    voice.close()
    assert set(children()) < set(before[1])
    assert descriptors() == before[0] - 2


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM, signal.SIGSEGV])
def test_a_killed_process_is_replaced_by_the_next_sentence(voice: Pyttsx3Voice, end: signal.Signals) -> None:
    first = worker(voice)
    os.kill(first, end)
    assert voice.synthesise(HELLO[Language.ES], Language.ES).duration > 1
    assert not alive(first)
    assert first not in children()


def test_a_process_killed_in_the_middle_of_a_sentence_is_replaced(voice: Pyttsx3Voice) -> None:
    first = worker(voice)
    os.kill(first, signal.SIGSTOP)
    clips: list[Clip] = []
    speaking = threading.Thread(target=lambda: clips.append(voice.synthesise(HELLO[Language.EN], Language.EN)))
    speaking.start()
    time.sleep(0.1)
    os.kill(first, signal.SIGKILL)
    speaking.join()
    assert clips[0].duration > 1


def test_a_process_that_hangs_is_killed_and_replaced(voice: Pyttsx3Voice) -> None:
    first = worker(voice)
    os.kill(first, signal.SIGSTOP)
    assert voice.synthesise(HELLO[Language.EN], Language.EN).duration > 1
    assert not alive(first)


def test_a_process_ends_with_its_parent(tmp_path: Path) -> None:
    said = tmp_path / "pid"
    program = (
        "import os, pathlib, sys; from speech.pyttsx3_voice import Pyttsx3Voice; from content.language import Language;"
        "v = Pyttsx3Voice(); v.start();"
        "child = open(f'/proc/self/task/{os.getpid()}/children').read();"
        "pathlib.Path(sys.argv[1]).write_text(child); os.kill(os.getpid(), 9)"
    )
    os.spawnv(os.P_WAIT, sys.executable, [sys.executable, "-c", program, str(said)])
    (pid,) = map(int, said.read_text().split())
    deadline = time.monotonic() + 5
    while alive(pid) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not alive(pid)


def test_callers_in_several_threads_wait_for_each_other(voice: Pyttsx3Voice) -> None:
    clips: dict[int, Clip] = {}

    def say(number: int) -> None:
        clips[number] = voice.synthesise("uno dos tres " * (number + 1), Language.ES)

    threads = [threading.Thread(target=say, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(clips, key=lambda number: clips[number].duration) == [0, 1, 2, 3]


def test_an_unknown_voice_is_named() -> None:
    voice = Pyttsx3Voice({Language.EN: "en-us", Language.ES: "xx-nobody"})
    with pytest.raises(VoiceUnavailable, match="xx-nobody"):
        voice.synthesise("hola", Language.ES)
    voice.close()


def test_variants_of_a_voice_can_be_chosen() -> None:
    voice = Pyttsx3Voice({Language.EN: "en-us+f3", Language.ES: "es-419+m4"})
    assert voice.synthesise("hola", Language.ES).pcm
    voice.close()


@pytest.mark.parametrize(
    "program",
    [
        "raise SystemExit(3)",
        "print('Audio saved to x.wav', flush=True); input()",
        "import sys; sys.stdout.buffer.write(b'x' * 100_000); sys.stdout.flush()",
        'print(\'{"ready": true}\', flush=True); input(); print(\'{"rate": 22050, "bytes": -1}\', flush=True); input()',
        "print('{\"ready\": true}', flush=True); input(); print('{\"rate\": 22050}', flush=True); input()",
        "import time; time.sleep(60)",
    ],
)
def test_a_process_that_is_no_use_ends_in_one_error(program: str) -> None:
    before = children(), descriptors()
    voice = Pyttsx3Voice(command=[sys.executable, "-c", program], patience=0.3, start_patience=0.5)
    with pytest.raises(VoiceUnavailable, match="kiosk doctor"):
        voice.synthesise("hola", Language.ES)
    assert (children(), descriptors()) == before


def test_a_program_that_is_not_there_ends_in_an_error() -> None:
    with pytest.raises(VoiceUnavailable, match="does not start"):
        Pyttsx3Voice(command=["/nonexistent/python"]).start()


def test_nothing_is_written_to_our_own_output(voice: Pyttsx3Voice, capfd: pytest.CaptureFixture[str]) -> None:
    voice.synthesise(HELLO[Language.EN], Language.EN)
    assert capfd.readouterr() == ("", "")


def test_messages_survive_any_division() -> None:
    from speech.wire import Inbox

    sent = [Message({"say": "ñ\n"}), Message({"rate": 1}, b"\n{}\0"), Message({"a": 1})]
    inbox, received = Inbox(), []
    for byte in b"".join(message.encoded() for message in sent):
        inbox.feed(bytes([byte]))
        while message := inbox.next():
            received.append((message.head.get("say"), message.payload))
    assert received == [("ñ\n", b""), (None, b"\n{}\0"), (None, b"")]

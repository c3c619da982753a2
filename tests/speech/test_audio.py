import contextlib
import struct
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from speech.audio import Clip, read_wav, resampled, resampled_chunks, write_wav
from speech.errors import BadAudio


def tone(hertz: float, rate: int, seconds: float = 0.5) -> Clip:
    wave = 12_000 * np.sin(2 * np.pi * hertz * np.arange(round(rate * seconds)) / rate)
    return Clip(wave.astype("<i2").tobytes(), rate)


def riff(
    data: bytes, *, tag: int = 1, channels: int = 1, rate: int = 16_000, depth: int = 16, before: bytes = b""
) -> bytes:
    frame = channels * depth // 8
    head = struct.pack("<HHIIHH", tag, channels, rate, rate * frame, frame, depth)
    if tag == 0xFFFE:
        head += struct.pack("<HHIH14x", 22, depth, 0, 1)
    body = b"WAVE" + before + chunk(b"fmt ", head) + chunk(b"data", data)
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def chunk(name: bytes, content: bytes) -> bytes:
    return name + len(content).to_bytes(4, "little") + content + b"\0" * (len(content) % 2)


def loudness_at(clip: Clip, hertz: float) -> float:
    spectrum = np.abs(np.fft.rfft(clip.samples * np.hanning(len(clip.samples))))
    return float(spectrum[round(hertz * clip.duration)] / len(clip.samples))


@given(samples=st.lists(st.integers(-32768, 32767), min_size=1), rate=st.sampled_from([8000, 16000, 22050, 44100]))
def test_a_written_clip_is_read_back_the_same(
    tmp_path_factory: pytest.TempPathFactory, samples: list[int], rate: int
) -> None:
    path = tmp_path_factory.mktemp("wav") / "clip.wav"
    clip = Clip(np.array(samples, "<i2").tobytes(), rate)
    write_wav(clip, path)
    assert read_wav(path) == clip


@pytest.mark.parametrize("tag", [1, 0xFFFE])
@pytest.mark.parametrize(
    ("depth", "one", "minus_one"),
    [
        (8, b"\xc0", b"\x40"),
        (16, b"\0\x40", b"\0\xc0"),
        (24, b"\0\0\x40", b"\0\0\xc0"),
        (32, b"\0\0\0\x40", b"\0\0\0\xc0"),
    ],
)
def test_samples_of_every_depth_have_the_same_loudness(
    tmp_path: Path, tag: int, depth: int, one: bytes, minus_one: bytes
) -> None:
    path = tmp_path / "deep.wav"
    path.write_bytes(riff(one + minus_one, tag=tag, depth=depth))
    assert read_wav(path).samples.tolist() == [16384, -16384]


def test_two_channels_are_mixed_down(tmp_path: Path) -> None:
    path = tmp_path / "stereo.wav"
    path.write_bytes(riff(np.array([1000, 3000, -200, 200], "<i2").tobytes(), channels=2))
    assert read_wav(path).samples.tolist() == [2000, 0]


def test_chunks_that_are_no_sound_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "tagged.wav"
    path.write_bytes(riff(b"\1\0", before=chunk(b"LIST", b"odd")))
    assert read_wav(path).samples.tolist() == [1]


GOOD = riff(bytes(range(100)))


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b"ID3\3 an mp3 file", "no WAV"),
        (GOOD[:40], "no sound"),
        (GOOD[:-10], "cut short"),
        (riff(b""), "no sound"),
        (riff(b"\0"), "no sound"),
        (riff(bytes(8), tag=3, depth=32), "kind 3"),
        (riff(bytes(8), depth=12), "12 bits"),
        (riff(bytes(8), channels=0), "contradicts"),
        (b"RIFF\0\0\0\0WAVE" + chunk(b"data", b"\0\0"), "before their description"),
        (b"RIFF\0\0\0\0WAVE" + chunk(b"fmt ", b"\1\0"), "header is cut short"),
    ],
)
def test_what_is_no_sound_is_refused_in_one_line(tmp_path: Path, content: bytes, why: str) -> None:
    path = tmp_path / "bad.wav"
    path.write_bytes(content)
    with pytest.raises(BadAudio, match=why) as refusal:
        read_wav(path)
    assert str(path) in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadAudio, match="No such file"):
        read_wav(tmp_path / "none.wav")


@given(
    content=st.one_of(st.binary(max_size=200), st.binary(max_size=60).map(lambda noise: GOOD[:20] + noise + GOOD[30:]))
)
def test_wild_files_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.mktemp("wild") / "wild.wav"
    path.write_bytes(content)
    with contextlib.suppress(BadAudio):
        assert read_wav(path).pcm


def test_a_write_that_fails_leaves_the_old_file_and_no_draft(tmp_path: Path) -> None:
    target = tmp_path / "folder.wav"
    (target / "occupied").mkdir(parents=True)
    with pytest.raises(OSError, match=r"directory|folder"):
        write_wav(tone(440, 16_000), target)
    assert [path.name for path in tmp_path.iterdir()] == ["folder.wav"]


@pytest.mark.parametrize("rate", [8_000, 22_050, 44_100, 48_000])
def test_resampling_keeps_the_tone_and_the_length(rate: int) -> None:
    clip = resampled(tone(1000, rate), 16_000)
    assert clip.duration == pytest.approx(0.5, abs=0.001)
    assert loudness_at(clip, 1000) == pytest.approx(loudness_at(tone(1000, 16_000), 1000), rel=0.02)


def test_resampling_down_folds_nothing_back() -> None:
    clip = resampled(tone(15_000, 44_100), 16_000)
    middle = clip.samples[1000:-1000]
    assert np.abs(middle).max() <= 2


def test_resampling_in_chunks_is_the_same_as_in_one() -> None:
    clip = tone(1000, 44_100)
    streamed = b"".join(resampled_chunks(clip.chunks(), 44_100, 16_000))
    whole = resampled(clip, 16_000)
    assert np.abs(np.frombuffer(streamed, "<i2").astype(int) - whole.samples).max() <= 2


def test_half_a_sample_is_no_clip() -> None:
    with pytest.raises(ValueError, match="3 bytes"):
        Clip(b"abc", 16_000)

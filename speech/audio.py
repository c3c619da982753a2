"""Sound as a value: mono 16-bit samples, and the WAV files they come from and go to."""

from __future__ import annotations

import os
import struct
import tempfile
import wave
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soxr
from numpy.typing import NDArray

from speech.errors import BadAudio

MODEL_RATE = 16_000
"""Samples a second that recognisers are fed with."""

_PCM, _EXTENSIBLE = 0x0001, 0xFFFE
_DEPTHS = (8, 16, 24, 32)
_REMEDY = "give a WAV file with PCM samples of 8, 16, 24 or 32 bits"


@dataclass(frozen=True, slots=True)
class Clip:
    """A piece of sound.

    Raises:
        ValueError: half a sample, or a rate below 1.
    """

    pcm: bytes
    """Mono samples, 16-bit signed, little-endian."""
    rate: int
    """Samples a second."""

    def __post_init__(self) -> None:
        if len(self.pcm) % 2 or self.rate < 1:
            raise ValueError(f"{len(self.pcm)} bytes at {self.rate} Hz are no 16-bit sound")

    @property
    def duration(self) -> float:
        """Seconds."""
        return len(self.pcm) / 2 / self.rate

    @property
    def samples(self) -> NDArray[np.int16]:
        """The samples, -32768 to 32767."""
        return np.frombuffer(self.pcm, dtype="<i2")

    def chunks(self, seconds: float = 0.1) -> Iterator[bytes]:
        """The samples in pieces of `seconds`; the last may be shorter."""
        size = 2 * max(1, round(self.rate * seconds))
        return (self.pcm[start : start + size] for start in range(0, len(self.pcm), size))


def read_wav(path: Path) -> Clip:
    """A WAV file as a clip at the file's own rate; several channels are mixed down to one.

    Raises:
        BadAudio: missing, empty, cut short, or not WAV with PCM samples.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise BadAudio(f"{path}: cannot be read ({error.strerror}); check the name") from error
    if not content:
        raise BadAudio(f"{path}: the file is empty; {_REMEDY}")
    try:
        return _decoded(content)
    except _Unreadable as error:
        raise BadAudio(f"{path}: {error}; {_REMEDY}") from error


def write_wav(clip: Clip, path: Path) -> None:
    """Write a clip as a mono 16-bit WAV file: the whole file, or none, is ever seen under that name.

    Raises:
        OSError: the folder is missing or cannot be written.
    """
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file, wave.open(file) as writer:
            writer.setnchannels(1)
            writer.setsampwidth(2)
            writer.setframerate(clip.rate)
            writer.writeframes(clip.pcm)
        Path(draft).chmod(0o644)
        Path(draft).replace(path)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise


def resampled(clip: Clip, rate: int) -> Clip:
    """The same sound at another rate, free of aliases (soxr, high quality)."""
    if rate == clip.rate:
        return clip
    samples = soxr.resample(clip.samples, clip.rate, rate, quality="HQ")
    return Clip(samples.astype("<i2").tobytes(), rate)


def resampled_chunks(chunks: Iterable[bytes], given: int, wanted: int) -> Iterator[bytes]:
    """Mono 16-bit sound at another rate while it still comes in; at most a few hundredths of a second late."""
    if given == wanted:
        yield from chunks
        return
    stream = soxr.ResampleStream(given, wanted, 1, dtype="int16", quality="HQ")
    for chunk in chunks:
        yield stream.resample_chunk(np.frombuffer(chunk, "<i2")).astype("<i2").tobytes()
    yield stream.resample_chunk(np.zeros(0, np.int16), last=True).astype("<i2").tobytes()


class _Unreadable(Exception):
    """Why these bytes are no sound we can read."""


@dataclass(frozen=True, slots=True)
class _Format:
    """The `fmt ` chunk of a RIFF WAVE file."""

    channels: int
    rate: int
    depth: int
    """Bits a sample."""

    @classmethod
    def parse(cls, chunk: bytes) -> _Format:
        """Plain and extensible headers; the latter carry the real format in their first two sub-format bytes."""
        if len(chunk) < 16:
            raise _Unreadable("its header is cut short")
        tag, channels, rate, _, frame, depth = struct.unpack_from("<HHIIHH", chunk)
        if tag == _EXTENSIBLE and len(chunk) >= 26:
            (tag,) = struct.unpack_from("<H", chunk, 24)
        if tag != _PCM or depth not in _DEPTHS:
            raise _Unreadable(f"its samples are of kind {tag} with {depth} bits")
        if not channels or not rate or frame != channels * depth // 8:
            raise _Unreadable("its header contradicts itself")
        return cls(channels, rate, depth)


def _decoded(content: bytes) -> Clip:
    if content[:4] != b"RIFF" or content[8:12] != b"WAVE":
        raise _Unreadable("it is no WAV file")
    shape: _Format | None = None
    for name, chunk, promised in _riff_chunks(content):
        if name == b"fmt ":
            shape = _Format.parse(chunk)
        elif name == b"data":
            if shape is None:
                raise _Unreadable("its samples come before their description")
            if not promised:
                raise _Unreadable("there is no sound in it")
            if len(chunk) < promised:
                raise _Unreadable(f"it is cut short: {len(chunk)} of {promised} bytes of sound are there")
            return _mixed_down(chunk, shape)
    raise _Unreadable("there is no sound in it")


def _riff_chunks(content: bytes) -> Iterator[tuple[bytes, bytes, int]]:
    """Name, bytes and promised length of each chunk; chunks begin on even offsets."""
    offset = 12
    while offset + 8 <= len(content):
        name, length = struct.unpack_from("<4sI", content, offset)
        yield name, content[offset + 8 : offset + 8 + length], length
        offset += 8 + length + length % 2


def _mixed_down(chunk: bytes, shape: _Format) -> Clip:
    width = shape.depth // 8
    frames = len(chunk) // (width * shape.channels)
    if not frames:
        raise _Unreadable("there is no sound in it")
    raw = np.frombuffer(chunk, np.uint8, frames * shape.channels * width).reshape(frames, shape.channels, width)
    if width == 1:
        values = (raw[:, :, 0].astype(np.float64) - 128) * 256
    else:
        values = np.ascontiguousarray(raw[:, :, -2:]).view("<i2")[:, :, 0].astype(np.float64)
    mono = np.clip(np.rint(values.mean(axis=1)), -32768, 32767)
    return Clip(mono.astype("<i2").tobytes(), shape.rate)

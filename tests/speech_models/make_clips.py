#!/usr/bin/env python3
"""Speak the test clips that `said.toml` lists, and silence and noise beside them.

    python -m tests.speech_models.make_clips tests/fixtures/speech/clips

Each clip has 0.4 s of room before the words, 0.6 s after them, and the faint hiss of a sound card throughout.
"""

from __future__ import annotations

import sys
import tomllib
import wave
from pathlib import Path

import numpy as np

from tests.speech_models.voskmaker import audio
from tests.speech_models.voskmaker.espeak import Espeak, Voice
from tests.speech_models.voskmaker.voices import TEST_VARIANTS

BASES = {"en": "gmw/en-US", "es": "roa/es-419"}
PEAK, HISS = 12_000, 8


def in_a_room(voiced: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    padded = np.concatenate([np.zeros(int(0.4 * audio.MODEL_RATE)), voiced, np.zeros(int(0.6 * audio.MODEL_RATE))])
    return padded + rng.normal(0, HISS, len(padded))


def write(path: Path, samples: np.ndarray) -> None:
    with wave.open(str(path), "wb") as wav:
        wav.setnchannels(1)
        wav.setsampwidth(2)
        wav.setframerate(audio.MODEL_RATE)
        wav.writeframes(np.clip(np.round(samples), -32768, 32767).astype("<i2").tobytes())


def main(folder: Path) -> None:
    espeak, rng = Espeak(), np.random.default_rng(1)
    said = tomllib.loads((folder / "said.toml").read_text(encoding="utf-8"))
    for language, clips in said.items():
        for name, clip in clips.items():
            if clip["voice"] not in TEST_VARIANTS:
                raise SystemExit(f"{language}.{name}: the models were trained with the voice {clip['voice']!r}")
            speech = espeak.speak(clip["text"], Voice(f"{BASES[language]}+{clip['voice']}", rate=clip["rate"]))
            voiced = audio.resample(speech.samples.astype(np.float64), speech.sample_rate, audio.MODEL_RATE)
            write(folder / language / f"{name}.wav", in_a_room(voiced * PEAK / np.abs(voiced).max(), rng))
    write(folder / "silence.wav", rng.normal(0, HISS, 2 * audio.MODEL_RATE))
    write(folder / "noise.wav", 800 * audio.coloured_noise(2 * audio.MODEL_RATE, rng))


if __name__ == "__main__":
    main(Path(sys.argv[1]))

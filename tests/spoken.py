"""The speech models and clips of the tests, and what is said in the clips."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from content.language import Language
from speech.audio import Clip, read_wav

_FOLDER = Path(__file__).parent / "fixtures" / "speech"
MODELS = _FOLDER / "models"
"""A few hundred words a language: loads in no time."""
FULL_MODELS = _FOLDER / "models-full"
"""Every word of the directory."""
STATIC_GRAPH = _FOLDER / "static-graph"
CLIPS = _FOLDER / "clips"


@dataclass(frozen=True, slots=True)
class Said:
    """A clip, and what a voice says in it."""

    name: str
    """`en/q`: the language and the file's name."""
    text: str
    command: bool

    @property
    def language(self) -> Language:
        return Language(self.name[:2])

    @property
    def path(self) -> Path:
        return CLIPS / f"{self.name}.wav"

    @property
    def clip(self) -> Clip:
        return read_wav(self.path)


def everything_said() -> tuple[Said, ...]:
    """All clips with words in them, in both languages."""
    spoken = tomllib.loads((CLIPS / "said.toml").read_text(encoding="utf-8"))
    return tuple(
        Said(f"{language}/{name}", clip["text"], clip.get("command", False))
        for language, clips in spoken.items()
        for name, clip in clips.items()
    )

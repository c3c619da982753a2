"""How loud a clip is."""

from __future__ import annotations

import numpy as np

from speech.audio import Clip

_FULL = 32_767
_KNEE = 0.7
"""Share of full scale above which peaks are rounded off instead of cut off."""


def amplified(clip: Clip, decibels: float) -> Clip:
    """The clip louder or softer by `decibels`; 6 of them double the height of the samples.

    Peaks that would not fit are rounded off, which is heard as louder and hardly as distorted. The volume of the
    loudspeaker itself is the system's business.
    """
    if not decibels or not clip.pcm:
        return clip
    level = clip.samples / _FULL * 10 ** (decibels / 20)
    over = np.maximum(np.abs(level) - _KNEE, 0) / (1 - _KNEE)
    level = np.where(over > 0, np.sign(level) * (_KNEE + (1 - _KNEE) * np.tanh(over)), level)
    return Clip((level * _FULL).astype("<i2").tobytes(), clip.rate)

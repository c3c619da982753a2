"""Texts as hurried or little-schooled fingers type them: the same slips for the same text every time.

A bank is written carefully; visitors are not. What is learnt from clean texts alone takes every slip for a sign of
whatever part of the bank happens to hold slips.
"""

from __future__ import annotations

from zlib import crc32

SLIPPED = 3
"""Every so manieth word has a slip."""

_BY_EAR = (
    ("qu", "k"),
    ("ce", "se"),
    ("ci", "si"),
    ("z", "s"),
    ("ll", "y"),
    ("v", "b"),
    ("h", ""),
    ("ph", "f"),
    ("ck", "k"),
    ("ight", "ite"),
    ("ee", "ea"),
    ("y", "ll"),
    ("b", "v"),
    ("s", "z"),
    ("c", "k"),
)
"""Spellings that sound alike, in either language."""


def mistyped(words: list[str]) -> list[str]:
    """Folded words with slips in about a third of them: a spelling by ear, a letter left out, doubled or swapped."""
    return [_slip(word, place, len(words)) for place, word in enumerate(words)]


def _slip(word: str, place: int, length: int) -> str:
    chance = crc32(f"{word} {place} {length}".encode())
    if chance % SLIPPED or len(word) < 3:
        return word
    chance //= SLIPPED
    by_ear = [word.replace(right, heard, 1) for right, heard in _BY_EAR if right in word]
    if by_ear and chance % 2:
        return by_ear[chance // 2 % len(by_ear)]
    at = chance // 8 % (len(word) - 1)
    match chance // 2 % 3:
        case 0:
            return word[:at] + word[at + 1 :]
        case 1:
            return word[:at] + word[at] + word[at:]
        case _:
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]

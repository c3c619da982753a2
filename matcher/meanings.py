"""What words stand for: "hits" and "golpea" are one thing, whatever their letters.

Letters alone cannot see that; a small thesaurus of everyday words in both languages can. A word that is not in it is
looked up by its sound, so that "puñalada" is found as people write it who never saw it written.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from hashlib import sha256
from importlib.resources import files

from matcher.normalise import fold

LEAST_BEGINNING = 3
"""Letters a starred entry has at least."""

LEAST_SOUND = 4
"""Shorter sounds mean too many things: "hit" sounds like "it"."""

_SOUNDS = (
    (re.compile(r"ll"), "y"),
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"qu|ck"), "k"),
    (re.compile(r"c(?=[eiy])"), "s"),
    (re.compile(r"[sc]h"), "x"),
    (re.compile(r"c"), "k"),
    (re.compile(r"z"), "s"),
    (re.compile(r"v"), "b"),
    (re.compile(r"h"), ""),
    (re.compile(r"g(?=[ei])"), "j"),
    (re.compile(r"^(?:gu|w)(?=[aeo])"), "u"),
)
"""Spellings that sound alike in the mouths of either language, in the order they are merged."""

_Entries = Mapping[str, frozenset[str]]


@lru_cache(maxsize=50_000)
def meanings(word: str) -> tuple[str, ...]:
    """The names of what a folded word stands for, in alphabetical order; mostly none or one."""
    words, beginnings, sounds, sound_beginnings = _thesaurus()
    found = _look_up(word, words, beginnings) or _look_up(sound_of(word), sounds, sound_beginnings)
    return tuple(sorted(found))


@cache
def fingerprint() -> str:
    """Changes when the thesaurus does: 8 hexadecimal digits."""
    return sha256(_source().encode()).hexdigest()[:8]


def sound_of(word: str) -> str:
    """A folded word as it would be spelt if every sound had one letter."""
    for spelling, letter in _SOUNDS:
        word = spelling.sub(letter, word)
    return word


def _look_up(word: str, words: _Entries, beginnings: _Entries) -> frozenset[str]:
    starts = (word[:size] for size in range(LEAST_BEGINNING, len(word) + 1))
    return frozenset().union(words.get(word, ()), *(beginnings.get(start, ()) for start in starts))


@cache
def _thesaurus() -> tuple[_Entries, _Entries, _Entries, _Entries]:
    """Whole words and beginnings, each as written and as they sound, with what they mean."""
    table: dict[str, str] = tomllib.loads(_source())
    tables: tuple[dict[str, set[str]], ...] = ({}, {}, {}, {})
    for meaning, entries in table.items():
        for entry in entries.split():
            word, is_beginning = fold(entry).replace(" ", ""), entry.endswith("*")
            tables[is_beginning].setdefault(word, set()).add(meaning)
            if len(sound := sound_of(word)) >= LEAST_SOUND:
                tables[2 + is_beginning].setdefault(sound, set()).add(meaning)
    words, beginnings, sounds, sound_beginnings = (
        {word: frozenset(found) for word, found in one.items()} for one in tables
    )
    return words, beginnings, sounds, sound_beginnings


def _source() -> str:
    return (files("matcher.lexicon") / "meanings.toml").read_text(encoding="utf-8")

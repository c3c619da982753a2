"""The phrases after which people say a name, and how far each can be believed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from content.redact.lexicon import phrases, words
from content.redact.sentence import Sentence


class Belief(Enum):
    """How far a phrase alone makes the next word a name."""

    SURE = "a name comes next, known or not"
    PERSON = "a person is spoken of: a given or family name, or a word written like one"
    SELF = "people also say here what they are: a given name, or a word written like one"
    KNOWN = "things are called so too: only a given name"


@dataclass(frozen=True, slots=True)
class Introduction:
    """Where a name may begin."""

    at: int
    belief: Belief


_SIGN_OFFS = words("introductions.sign_offs")
_SIGNED_WITHIN = 7
_OWNED = words("introductions.owned")
_PERSONS = words("introductions.persons")
_WHICH = words("introductions.which")
_CALLED = phrases("introductions.called")


def _by_first_word() -> dict[str, list[tuple[tuple[str, ...], Belief]]]:
    table = defaultdict(list)
    for belief in Belief:
        for phrase in phrases(f"introductions.{belief.name.lower()}"):
            table[phrase[0]].append((phrase, belief))
    return dict(table)


_BY_FIRST_WORD = _by_first_word()


def introductions(sentence: Sentence, at: int) -> Iterator[Introduction]:
    """Every way in which the words from `at` on introduce a name."""
    word = sentence.word(at)
    for phrase, belief in _BY_FIRST_WORD.get(word, ()):
        if sentence.says(at, *phrase):
            yield Introduction(at + len(phrase), belief)
    if word in _OWNED and sentence.word(at + 1) in _PERSONS:
        yield _of_person(sentence, at + 2)
    if word in _SIGN_OFFS and at + _SIGNED_WITHIN >= len(sentence):
        yield Introduction(at + 1, Belief.SELF)


def _of_person(sentence: Sentence, at: int) -> Introduction:
    """After "my younger brother", and after "my brother is called"."""
    if sentence.says(at, "in", "law"):
        at += 2
    while sentence.word(at) in _WHICH:
        at += 1
    for called in _CALLED:
        if sentence.says(at, *called):
            return Introduction(at + len(called), Belief.SURE)
    return Introduction(at, Belief.PERSON)

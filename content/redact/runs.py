"""Stretches of numbers: what is said in one breath, however it is grouped, punctuated or hesitated over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from content.redact.figures import end_of_known, is_known
from content.redact.lexicon import words
from content.redact.numerals import Numeral
from content.redact.sentence import Sentence
from content.redact.tokens import Token

_BRIDGE_TOKENS = 8
_BRIDGE_WORDS = 4
_BREAKS = frozenset("?!¿¡$€£¢%@=<>[]{}")
_FILLERS = words("numbers.fillers")
_JOINERS = frozenset(("and", "y"))
_SEQUENCE = words("numbers.sequence")


@dataclass(frozen=True, slots=True)
class Run:
    """Numbers that follow one another with nothing but marks, hesitation and joining words between them."""

    items: tuple[Numeral, ...]

    @property
    def start(self) -> int:
        """The first token."""
        return self.items[0].start

    @property
    def end(self) -> int:
        """The token after the last."""
        return self.items[-1].end

    @property
    def digits(self) -> int:
        """How many figures there are in all."""
        return sum(item.digits for item in self.items)

    @property
    def most_digits(self) -> int:
        """How many figures there may be: the words "twenty one" are 21, or 20 and then 1."""
        return sum(item.most_digits for item in self.items)

    @property
    def spoken(self) -> bool:
        """Whether it is all in words."""
        return all(item.spoken for item in self.items)


def runs(sentence: Sentence) -> Iterator[Run]:
    """Every run of numbers, in order."""
    open_run: list[Numeral] = []
    for item in _items(sentence):
        if open_run and not _bridged(sentence, open_run[-1], item):
            yield Run(tuple(open_run))
            open_run = []
        open_run.append(item)
    if open_run:
        yield Run(tuple(open_run))


def _items(sentence: Sentence) -> Iterator[Numeral]:
    """Every number that may be part of a private one."""
    at = 0
    while at < len(sentence):
        numeral = sentence.numeral_from.get(at)
        if known := end_of_known(sentence, at):
            at = known
        elif numeral:
            yield numeral
            at = numeral.end
        else:
            if mixed := _mixed(sentence.tokens[at], at):
                yield mixed
            at += 1


def _mixed(token: Token, at: int) -> Numeral | None:
    """Figures and letters in one word, as in `IOE0912345678`."""
    digits = "".join(filter(str.isdigit, token.word))
    if not digits or not token.alphanumeric or is_known(token.word):
        return None
    return Numeral(at, at + 1, int(digits[-18:]), len(digits), len(digits), spoken=False)


def _bridged(sentence: Sentence, one: Numeral, two: Numeral) -> bool:
    between = sentence.tokens[one.end : two.start]
    said = [token.word for token in between if not token.word or token.alphanumeric]
    if len(between) > _BRIDGE_TOKENS or len(said) > _BRIDGE_WORDS or any(t.word in _BREAKS for t in between):
        return False
    if not _FILLERS.issuperset(said) or ("o" in said and "sea" not in said):
        return False
    if _JOINERS.intersection(said) and not _SEQUENCE.intersection(said):
        return one.spoken and two.spoken and max(one.digits, two.digits) < 3
    return True

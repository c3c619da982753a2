"""Words, numbers and marks of a text, each with its place in it, and folded so that spelling hardly matters."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache


class Label(StrEnum):
    """What stood where something was taken out."""

    EMAIL = "email"
    ADDRESS = "address"
    DATE = "date"
    NAME = "name"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of tokens to take out, the last one not included."""

    start: int
    end: int
    label: Label


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or mark."""

    start: int
    """Where it begins in the text, in characters."""
    end: int
    raw: str
    word: str
    """Small letters without accents, digits of any script as 0-9; empty for a token left by an earlier redaction."""
    gap: bool
    """Whether white space comes before it."""

    @property
    def alphanumeric(self) -> bool:
        """A word, a number, or both in one."""
        return self.word[:1].isalnum()

    @property
    def letters(self) -> bool:
        """A word with no digit in it."""
        return self.word[:1].isalpha() and not any(map(str.isdigit, self.word))

    @property
    def digits(self) -> str:
        """The number, or nothing if this is not one; typed O for zero and l for one are read as meant."""
        if self.word.isdigit():
            return self.word
        meant = self.word[:1] + self.word[1:].replace("l", "1").replace("i", "1")
        meant = meant.replace("o", "0")
        return meant if len(meant) > 2 and meant.isdigit() and any(map(str.isdigit, self.word)) else ""

    @property
    def stem(self) -> str:
        """The word without an English 's."""
        return self.word.removesuffix("'s")

    @property
    def capital(self) -> bool:
        """Written like a name: one large letter and then small ones, or a lone large letter."""
        return self.raw[:1].isupper() and (len(self.raw) == 1 or not self.raw.isupper())


_LEFT_OVER = "|".join(rf"\[{label.value}\]" for label in Label)
_UNSEEN = ("Mn", "Me", "Cf")
"""Accents, enclosing marks such as a keycap, and zero-width characters (Unicode general categories)."""

_LETTER = r"[^\W_]"
_REST = r"[^\W_]|[\u0300-\u036f]"  # an accent may be a character of its own
_TOKEN = re.compile(rf"(?P<left_over>{_LEFT_OVER})|{_LETTER}(?:{_REST})*(?:['’]{_LETTER}(?:{_REST})*)*|[^\w\s]|_")


def tokenise(text: str) -> tuple[Token, ...]:
    """Cut a text up; white space is dropped, but remembered as `gap`; what cannot be seen is no token."""
    tokens = []
    reached = 0
    for match in _TOKEN.finditer(text):
        raw = match.group()
        word = "" if match["left_over"] else fold(raw)
        if word or match["left_over"]:
            tokens.append(Token(match.start(), match.end(), raw, word, match.start() > reached))
        reached = match.end()
    return tuple(tokens)


def fold(word: str) -> str:
    """Small letters, no accents, plain digits: `José` and `JOSÉ` and `jose` are the same word."""
    return "".join(map(_fold, word))


@lru_cache(maxsize=4096)
def _fold(character: str) -> str:
    if (digit := unicodedata.digit(character, None)) is not None:
        return str(digit)
    if character == "’":
        return "'"
    plain = unicodedata.normalize("NFKD", character.casefold())
    return "".join(part for part in plain if unicodedata.category(part) not in _UNSEEN)

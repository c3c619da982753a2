"""The words of `en.toml` and `es.toml`, where anybody can add to them, as patterns ready for use."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from content.language import Language


@dataclass(frozen=True, slots=True)
class Replacement:
    """Words to be said otherwise than written."""

    pattern: re.Pattern[str]
    said: Mapping[str, str]
    any_case: bool

    def apply(self, text: str) -> str:
        """The text with each of the words as it is said."""
        return self.pattern.sub(lambda found: self.said[self._key(found[0])], text)

    def _key(self, written: str) -> str:
        return written.lower() if self.any_case else written


@dataclass(frozen=True, slots=True)
class Lexicon:
    """One language's words."""

    acronyms: Replacement
    abbreviations: Replacement
    before_numbers: Replacement
    directions: Mapping[str, str]
    streets: Mapping[str, str]
    months: tuple[str, ...]
    short_months: Mapping[str, int]
    days: Mapping[str, str]
    words: Mapping[str, str]
    """Single words that the steps put in: and, or, to, percent ..."""
    leading: frozenset[str]
    """Abbreviations whose full stop ends no sentence."""


@cache
def lexicon(language: Language) -> Lexicon:
    """The lexicon of one language, read once."""
    entries: dict[str, Any] = tomllib.loads(files(__package__).joinpath(f"{language}.toml").read_text("utf-8"))
    return Lexicon(
        acronyms=_replacement(entries["acronyms"], any_case=False),
        abbreviations=_replacement(entries["abbreviations"], any_case=True),
        before_numbers=_replacement(entries["before_numbers"], any_case=True, after=r"(?=\s?[A-Z]?\d|\s[A-Z]\b)"),
        directions=entries["directions"],
        streets=entries["streets"],
        months=tuple(entries["months"]["names"]),
        short_months=entries["months"]["short"],
        days=entries["days"],
        words=entries["words"],
        leading=frozenset(entries["leading"]["words"]),
    )


def alternatives(written: Iterable[str]) -> str:
    """A pattern for any of these, the longest first."""
    return "|".join(re.escape(word) for word in sorted(written, key=len, reverse=True))


def _replacement(said: Mapping[str, str], *, any_case: bool, after: str = "") -> Replacement:
    # An entry that ends in a letter must not go on in one; one that ends in a sign may.
    words = [
        re.escape(word) + (r"(?!\w)" if word[-1].isalnum() else "") for word in sorted(said, key=len, reverse=True)
    ]
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(words)}){after}", re.IGNORECASE if any_case else 0)
    return Replacement(pattern, said, any_case)

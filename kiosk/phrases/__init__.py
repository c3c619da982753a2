"""Our own words: every phrase of the interface, in both languages, from two files side by side.

A phrase is named `section.name`. Both files must have the same names with the same placeholders; a phrase that
exists in one language only cannot be loaded.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from string import Formatter

from content.language import Language, Localized


class PhraseError(ValueError):
    """The phrase files disagree, or a phrase was asked for that does not exist."""


class Phrases:
    """The interface's words.

    Raises:
        PhraseError: a phrase is in one file only, or its placeholders differ between the languages.
    """

    def __init__(self, texts: Mapping[Language, Mapping[str, str]]) -> None:
        if lonely := set(texts[Language.EN]) ^ set(texts[Language.ES]):
            raise PhraseError(f"phrases in one language only: {', '.join(sorted(lonely))}")
        self._phrases = {name: Localized(text, texts[Language.ES][name]) for name, text in texts[Language.EN].items()}
        for name, phrase in self._phrases.items():
            if placeholders(phrase.en) != placeholders(phrase.es):
                raise PhraseError(f"{name}: the two languages have different placeholders")

    def __call__(self, name: str, language: Language, /, **values: object) -> str:
        """The phrase, with its placeholders filled.

        Raises:
            PhraseError: there is no such phrase, or a value is missing.
        """
        try:
            return self._phrases[name][language].format(**values)
        except KeyError as missing:
            raise PhraseError(f"phrase {name}: {missing} is missing") from missing

    def text(self, name: str, language: Language) -> str:
        """The phrase as it stands in its file."""
        return self._phrases[name][language]

    @property
    def names(self) -> frozenset[str]:
        """Every phrase there is."""
        return frozenset(self._phrases)


def placeholders(text: str) -> frozenset[str]:
    """The names in braces."""
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name)


@cache
def shipped() -> Phrases:
    """The phrases that come with the program."""
    return Phrases({language: _read(language) for language in Language})


def _read(language: Language) -> dict[str, str]:
    sections = tomllib.loads((files(__name__) / f"{language}.toml").read_text(encoding="utf-8"))
    return {f"{section}.{name}": text for section, texts in sections.items() for name, text in texts.items()}

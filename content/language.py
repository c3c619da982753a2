"""The two languages we speak, and text that knows which of them it exists in.

Our own words are `Localized`: they cannot be built in one language only. What the directory says about a
service is `Text`: imports bring records in one language, so a text may lack the other, and says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Language(StrEnum):
    """A language of the kiosk, by its ISO 639-1 code."""

    EN = "en"
    ES = "es"

    @property
    def other(self) -> Language:
        """The other of the two."""
        return Language.ES if self is Language.EN else Language.EN


class MissingTranslation(ValueError):
    """Text of ours was built without one of our languages."""


@dataclass(frozen=True, slots=True)
class Localized:
    """One piece of our own text, in both languages.

    Raises:
        MissingTranslation: either language is empty.
    """

    en: str
    es: str

    def __post_init__(self) -> None:
        if missing := [language.value for language in Language if not self[language].strip()]:
            raise MissingTranslation(f"no text in {' and '.join(missing)}: {self.en or self.es!r}")

    def __getitem__(self, language: Language) -> str:
        return self.en if language is Language.EN else self.es


@dataclass(frozen=True, slots=True)
class Passage:
    """A text as it reaches a reader, and the language it is really in."""

    text: str
    language: Language


@dataclass(frozen=True, slots=True)
class Text:
    """What the directory says, in at least one language, each with the day a person last read it over.

    Raises:
        MissingTranslation: both languages are empty.
    """

    en: str | None = None
    es: str | None = None
    reviewed_en: date | None = None
    reviewed_es: date | None = None

    def __post_init__(self) -> None:
        if not (self.en or "").strip() and not (self.es or "").strip():
            raise MissingTranslation("a directory text needs at least one language")

    def __getitem__(self, language: Language) -> str | None:
        return self.en if language is Language.EN else self.es

    def reviewed(self, language: Language) -> date | None:
        """The day a person last read this language over, if anybody did."""
        return self.reviewed_en if language is Language.EN else self.reviewed_es

    def passage(self, language: Language) -> Passage:
        """The text for a reader of `language`; in the other language where only that exists."""
        if (text := self[language]) and text.strip():
            return Passage(text, language)
        return Passage(self[language.other] or "", language.other)


def text_of(en: str | None, es: str | None) -> Text | None:
    """A `Text`, or None where neither language says anything."""
    return Text(en or None, es or None) if (en or "").strip() or (es or "").strip() else None

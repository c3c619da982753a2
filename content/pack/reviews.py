"""When the texts of a record were last read over, and how a pack states it.

`reviewed_en` and `reviewed_es` hold one date for every text of the record in that language, or a date for each text
by its path: `{"summary": "2026-03-01", "phones[0].label": "2026-03-02"}`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from content.language import Language, Text

Review = date | Mapping[str, date] | None


class Reviews:
    """The dates a record states, handed out text by text."""

    def __init__(self, stated: Mapping[Language, Review]) -> None:
        self._stated = stated
        self._used: set[tuple[Language, str]] = set()

    def date_of(self, path: str, language: Language) -> date | None:
        """The day this text was read over in this language."""
        stated = self._stated.get(language)
        if not isinstance(stated, Mapping):
            return stated
        self._used.add((language, path))
        return stated.get(path)

    def unused(self) -> list[tuple[Language, str]]:
        """Paths with a date that belong to no text of the record."""
        return [
            (language, path)
            for language, stated in self._stated.items()
            if isinstance(stated, Mapping)
            for path in stated
            if (language, path) not in self._used
        ]


UNDATED = Reviews({})
"""For records whose texts carry no review dates."""


class WrittenTexts:
    """The texts put into a record being written, so that it can state when they were read over."""

    def __init__(self) -> None:
        self._texts: dict[str, Text] = {}

    def note(self, path: str, text: Text | None) -> Text | None:
        """Remember a text of the record by its path."""
        if text is not None:
            self._texts[path] = text
        return text

    def reviews(self) -> dict[str, object]:
        """The record's `reviewed_en` and `reviewed_es`; neither where nobody has read anything over."""
        stated: dict[str, object] = {}
        for language in Language:
            days = {path: text.reviewed(language) for path, text in self._texts.items() if text[language]}
            known = {path: day.isoformat() for path, day in days.items() if day}
            if known and len(known) == len(days) and len(set(known.values())) == 1:
                stated[f"reviewed_{language}"] = next(iter(known.values()))
            elif known:
                stated[f"reviewed_{language}"] = known
        return stated

"""Words spoken to the kiosk itself: "print it", "otra vez, por favor"."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from rapidfuzz import fuzz, process

from content.language import Language
from matcher.normalise import words
from matcher.verdict import CommandName

MOST_WORDS = 7
"""A command is short; anything longer is a question."""

LIKENESS = 88.0
"""Least likeness, 0 to 100, of a short utterance to a phrase of the list (rapidfuzz `ratio`)."""


@dataclass(frozen=True, slots=True)
class CommandHeard:
    """A command and the language it was said in."""

    name: CommandName
    language: Language
    likeness: float
    """0 to 100; 100 is word for word."""


class CommandList:
    """The phrases of every command in both languages, and the fillers that may surround them."""

    def __init__(
        self,
        phrases: Mapping[CommandName, Mapping[Language, Sequence[str]]],
        fillers: Mapping[Language, Sequence[str]],
    ) -> None:
        self.phrases = phrases
        self._fillers = sorted(
            {tuple(words(text)) for texts in fillers.values() for text in texts if words(text)}, key=len, reverse=True
        )
        whole: dict[str, list[tuple[CommandName, Language]]] = {}
        bare: dict[str, list[tuple[CommandName, Language]]] = {}
        for name, texts in phrases.items():
            for language in Language:
                for spoken in filter(None, map(words, texts[language])):
                    whole.setdefault(" ".join(spoken), []).append((name, language))
                    bare.setdefault(" ".join(self._bare(spoken)), []).append((name, language))
        self._known = {**bare, **whole}
        self._forms = tuple(self._known)

    def recognise(self, text: str, language: Language | None) -> CommandHeard | None:
        """The command these words are, if they are one; `language` settles words that both languages share."""
        spoken = words(text)
        if not spoken or len(spoken) > MOST_WORDS + 5:
            return None
        bare = self._bare(spoken)
        for form in (" ".join(spoken), " ".join(bare)):
            if form in self._known:
                return self._heard(form, 100.0, language)
        if not 0 < len(bare) <= MOST_WORDS or len(form) < 4:
            return None
        near = process.extractOne(form, self._forms, scorer=fuzz.ratio, score_cutoff=LIKENESS)
        return self._heard(near[0], near[1], language) if near else None

    def _heard(self, form: str, likeness: float, language: Language | None) -> CommandHeard:
        senses = self._known[form]
        name, spoken = next((sense for sense in senses if sense[1] is language), senses[0])
        return CommandHeard(name, spoken, likeness)

    def _bare(self, spoken: list[str]) -> list[str]:
        """Without the fillers at either end."""
        while True:
            for filler in self._fillers:
                size = len(filler)
                if size >= len(spoken):
                    continue
                if tuple(spoken[:size]) == filler:
                    spoken = spoken[size:]
                    break
                if tuple(spoken[-size:]) == filler:
                    spoken = spoken[:-size]
                    break
            else:
                return spoken


@cache
def shipped_commands() -> CommandList:
    """The list that comes with the program."""
    table = tomllib.loads((files("matcher.lexicon") / "commands.toml").read_text(encoding="utf-8"))
    return CommandList(
        {name: {language: table[name][language] for language in Language} for name in CommandName},
        {language: table["fillers"][language] for language in Language},
    )

"""A text as the finders read it: its tokens, and the numbers among them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from itertools import pairwise

from content.redact.lexicon import words
from content.redact.numerals import Numeral, numerals
from content.redact.tokens import Token, tokenise

_ENDS = frozenset(".?!¿¡:")


class Sentence:
    """The tokens of one text, looked at from all sides; asking beyond its ends gives nothing, never an error."""

    def __init__(self, text: str) -> None:
        self.tokens = tokenise(text)

    def __len__(self) -> int:
        return len(self.tokens)

    def token(self, at: int) -> Token | None:
        """The token there, if there is one."""
        return self.tokens[at] if 0 <= at < len(self.tokens) else None

    def word(self, at: int) -> str:
        """The folded word or mark there; empty beyond the ends and where something was taken out before."""
        return self.tokens[at].word if 0 <= at < len(self.tokens) else ""

    def touches(self, at: int) -> bool:
        """Whether this token stands right against the one before it."""
        return 0 < at < len(self.tokens) and not self.tokens[at].gap

    def says(self, at: int, *words: str) -> bool:
        """Whether these words stand there in this order."""
        return all(self.word(at + n) == word for n, word in enumerate(words))

    @cached_property
    def numerals(self) -> tuple[Numeral, ...]:
        """Every number, in order."""
        return tuple(numerals(self.tokens))

    @cached_property
    def numeral_from(self) -> Mapping[int, Numeral]:
        """The number that begins at a token."""
        return {numeral.start: numeral for numeral in self.numerals}

    @cached_property
    def numeral_to(self) -> Mapping[int, Numeral]:
        """The number that ends before a token."""
        return {numeral.end: numeral for numeral in self.numerals}

    @cached_property
    def numeric(self) -> frozenset[int]:
        """Where all the tokens of numbers stand."""
        return frozenset(at for numeral in self.numerals for at in range(numeral.start, numeral.end))

    @cached_property
    def cased(self) -> bool:
        """Whether a large letter means a name here: speech comes without, and some people type nothing else.

        Told by the common words within the sentences; there must be large letters at all.
        """
        common = [
            token.raw.islower()
            for before, token in pairwise(self.tokens)
            if before.word not in _ENDS and len(token.raw) > 1 and _is_common(token.stem)
        ]
        large = any(token.capital and len(token.raw) > 1 for token in self.tokens)
        return large and 2 * sum(common) >= len(common)


def _is_common(word: str) -> bool:
    return word in words("known.plain") or word in words("known.everyday")

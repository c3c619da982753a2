"""Words as they are compared: no case, no accents, no punctuation.

Recognisers and tired fingers lose accents, so both sides of every comparison lose them too; ñ counts as n.
"""

from __future__ import annotations

import re
import unicodedata

MOST_CHARACTERS = 2_000
"""Of one text; what comes after says nothing more about the need."""

_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")
_APOSTROPHES = str.maketrans({"\u2019": "'", "\u2018": "'", "`": "'", "\u00b4": "'"})


def fold(text: str) -> str:
    """The words of a text in lower case without accents, one space between them.

    Other scripts fold to nothing: nothing in the directory is written in them.
    """
    return " ".join(words(text))


def words(text: str) -> list[str]:
    """The folded words, in order; `don't` becomes `dont`."""
    marked = text[:MOST_CHARACTERS].translate(_APOSTROPHES)
    plain = unicodedata.normalize("NFKD", marked.casefold())
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return [word.replace("'", "") for word in _WORD.findall(letters)]

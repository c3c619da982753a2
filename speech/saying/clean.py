"""What may reach a voice at all: no control characters, no markup, no endless runs.

espeak-ng obeys control characters in the text (`\\x01 50S` changes its pace), and reads 400 digits for half a minute.
"""

from __future__ import annotations

import re
import unicodedata

LIMIT = 400
"""Characters said in one utterance."""

_LONGEST_READ = 4_000
"""Characters looked at; what is cut off beyond has been cut into sentences before by whoever means it to be heard."""

_TAG = re.compile(r"<[/!a-zA-Z][^<>]{0,200}>")
_MARKUP = re.compile(r"[<>\[\]{}|\\^~*_=`]+")
_RUN = re.compile(r"([^\W\d])\1{5,}")
_SIGNS = re.compile(r"([^\w\s])(?:\s?\1){2,}")
_SPACE = re.compile(r"\s+")


def cleaned(text: str) -> str:
    """The text without anything but words, figures and punctuation, at most `LIMIT` characters of it."""
    return shortened(without_noise(text))


def without_noise(text: str) -> str:
    """`cleaned`, not yet cut to length: for texts still to be split into sentences."""
    composed = unicodedata.normalize("NFC", text[:_LONGEST_READ])
    spoken = "".join(filter(_harmless, _MARKUP.sub(" ", _TAG.sub(" ", _SPACE.sub(" ", composed)))))
    return _SPACE.sub(" ", _SIGNS.sub(r"\1", _RUN.sub(r"\1\1\1", spoken))).strip()


def sayable(text: str) -> bool:
    """Whether there is anything in it to say."""
    return any(character.isalnum() for character in text)


def shortened(text: str, limit: int = LIMIT) -> str:
    """At most `limit` characters, cut between words where there is a gap to cut at."""
    if len(text) <= limit:
        return text
    head = text[:limit]
    return head[: head.rfind(" ")] if " " in head[limit // 2 :] else head


def _harmless(character: str) -> bool:
    """Neither control, format, private, unassigned nor half a character, nor a picture (categories C* and So)."""
    category = unicodedata.category(character)
    return not category.startswith("C") and (category != "So" or character in "°º")

"""Wraps text for paper of a fixed number of columns: no word is split that fits a line, no phone number ever.

Works on what a reader takes for one letter (a grapheme cluster, roughly as in Unicode UAX #29), so an accent or the
parts of an emoji stay together, and counts the columns it takes up.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

NARROWEST = 24
"""Columns below which a phone number written out in full would no longer fit."""

_LINE_END = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_GAP = re.compile(r"[^\S\xa0\u2007\u202f]+")
"""Space at which a line may end; the three left out are the non-breaking ones."""
_INSEPARABLE = re.compile(
    r"""(?<!\w)
    (?: \+\d{1,3} (?:[ .-]\(?\d{1,4}\)?){2,4}
      | (?:1[ .-])? (?:\(\d{3}\)[ ]?|\d{3}[ .-])? \d{3}[ .-]\d{4}
      | (?:x|ext\.?|extensi[oó]n|opci[oó]n|option)[ ]\d{1,6} )
    (?!\w)""",
    re.VERBOSE | re.IGNORECASE,
)
"""Phone numbers from here and abroad, and their extensions, however they are spaced."""
_JOINER = "\u200d"
_PICTURE = "\ufe0f"
"""Asks for the emoji form of the sign before it, which is two columns wide."""
_GOOD_ENDS = frozenset("/-_.,@?&=:;)")
"""Signs after which a web address may go on in the next line."""


def printable(text: str) -> str:
    """The text without anything that is not text: no control bytes, no invisible marks that turn text around.

    Composed (NFC), tabs as spaces, every kind of line end as a line feed.
    """
    lines = (_visible(line) for line in _LINE_END.split(text))
    return "\n".join(unicodedata.normalize("NFC", line) for line in lines)


def wrap(text: str, columns: int, indent: str = "") -> Iterator[str]:
    """Lines of at most `columns`; every line after the first begins with `indent`. Blank lines are dropped.

    Raises:
        ValueError: fewer columns than `NARROWEST`.
    """
    if columns < NARROWEST:
        raise ValueError(f"paper of {columns} columns is too narrow: {NARROWEST} are needed")
    line = ""
    begun = False
    for word, starts_line in _words(printable(text), columns - width(indent)):
        joined = f"{line} {word}" if begun else word
        if begun and (starts_line or width(joined) > columns):
            yield line
            joined = indent + word
        line, begun = joined, True
    if begun:
        yield line


def width(text: str) -> int:
    """Columns the text takes up: two for a wide East Asian letter or an emoji, one for any other."""
    return sum(map(_cluster_width, clusters(text)))


def clusters(text: str) -> Iterator[str]:
    """The text letter by letter, each with the marks that belong to it."""
    cluster = ""
    for sign in text:
        if cluster and not _belongs(cluster, sign):
            yield cluster
            cluster = ""
        cluster += sign
    if cluster:
        yield cluster


def _visible(line: str) -> str:
    return "".join(_kept(sign) for sign in line)


def _kept(sign: str) -> str:
    if sign in "\t\x1f":
        return " "
    match unicodedata.category(sign):
        case "Cc":
            return ""
        case "Cf":
            return sign if sign == _JOINER else ""
        case "Cs":
            return "\N{REPLACEMENT CHARACTER}"
        case _:
            return sign


def _words(text: str, room: int) -> Iterator[tuple[str, bool]]:
    """What must stay together, piece by piece, and whether the piece begins a line of its own."""
    for paragraph in text.split("\n"):
        starts_line = True
        for word in _whole(paragraph):
            for piece in _fitting(word, room):
                yield piece, starts_line
                starts_line = True
            starts_line = False


def _whole(paragraph: str) -> Iterator[str]:
    """Words, a phone number with its spaces counting as one."""
    kept = [match.span() for match in _INSEPARABLE.finditer(paragraph)]
    begin = 0
    for gap in _GAP.finditer(paragraph):
        if any(first < gap.start() < last for first, last in kept):
            continue
        if word := paragraph[begin : gap.start()]:
            yield word
        begin = gap.end()
    if word := paragraph[begin:]:
        yield word


def _fitting(word: str, room: int) -> Iterable[str]:
    if width(word) <= room:
        return (word,)
    parts = _GAP.split(word)
    return (piece for part in parts for piece in _split(part, room))


def _split(word: str, room: int) -> Iterator[str]:
    """A word wider than a line, in pieces that fit, at a sign such as `/` where one is near enough."""
    letters = list(clusters(word))
    while letters:
        taken = _how_many_fit(letters, room)
        if taken < len(letters):
            good = [at for at in range(taken // 2, taken) if letters[at] in _GOOD_ENDS]
            taken = good[-1] + 1 if good else taken
        yield "".join(letters[:taken])
        del letters[:taken]


def _how_many_fit(letters: list[str], room: int) -> int:
    used = 0
    for count, letter in enumerate(letters):
        used += _cluster_width(letter)
        if used > room:
            return count
    return len(letters)


def _belongs(cluster: str, sign: str) -> bool:
    if unicodedata.category(sign) in ("Mn", "Me", "Mc") or sign == _JOINER or "\U0001f3fb" <= sign <= "\U0001f3ff":
        return True
    if cluster[-1] == _JOINER:
        return unicodedata.category(sign) == "So"
    return _is_flag_half(sign) and len(cluster) == 1 and _is_flag_half(cluster)


def _is_flag_half(sign: str) -> bool:
    return "\U0001f1e6" <= sign <= "\U0001f1ff"


def _cluster_width(cluster: str) -> int:
    wide = unicodedata.east_asian_width(cluster[0]) in "WF" or _PICTURE in cluster or _is_flag_half(cluster[0])
    return 2 if wide else 1

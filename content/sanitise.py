"""Text made safe to show: cleaned when it comes in, and once more by whoever draws it.

Control characters in a text reach the terminal and command it; bidirectional controls, zero-width characters and
Unicode tags show one thing and mean another. None of them is a word.
"""

from __future__ import annotations

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n?|[\x85\u2028\u2029]")

_UNWANTED = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 and C1 controls but for tab and newline
    "\u00ad\u034f\u180b-\u180f\u200b-\u200f\u2060-\u2065\ufeff"  # no width: soft hyphen, joiners, byte-order mark ...
    "\u061c\u202a-\u202e\u2066-\u206f"  # which way text runs
    "\ufff0-\uffff"  # interlinear annotation, object replacement, noncharacters
    "\ud800-\udfff"  # halves of surrogate pairs
    "\U000e0000-\U000e0fff"  # tags, and variation selectors by the hundred
    "]"
)


def clean(text: str) -> str:
    """The text in NFC without anything that is not for reading; newlines and tabs stay. Twice changes nothing."""
    if text.isascii() and text.isprintable():
        return text
    return unicodedata.normalize("NFC", _UNWANTED.sub("", _LINE_ENDS.sub("\n", text)))


def clean_line(text: str) -> str:
    """A cleaned text on one line, single spaces between its words."""
    return " ".join(clean(text).split())

"""Spells text with the letters a receipt printer has.

Receipt printers know one-byte code pages. CP858 holds every Spanish letter and the euro sign; whatever a page lacks
is written with what it has: straight quotes, three dots, the plain letter under a foreign accent, and `?` at the end.
"""

from __future__ import annotations

import unicodedata
from functools import partial

from kiosk.printing.slip import Spelling
from kiosk.printing.wrapping import clusters, printable

CODE_PAGES = ("CP858", "CP850", "CP437")
"""The pages fit for Spanish, best first; CP437 lacks the capitals Á Í Ó Ú, which lose their accent."""

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"

_UNKNOWN = "?"
_INSTEAD = {
    "\N{FIGURE SPACE}": NO_BREAK_SPACE,
    "\N{NARROW NO-BREAK SPACE}": NO_BREAK_SPACE,
    **dict.fromkeys("‘’‚‛′ʼ´", "'"),
    **dict.fromkeys("“”„‟″", '"'),
    "‹": "<",
    "›": ">",
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("•‣●▪◦✓✔", "*"),
    "→": "->",
    "←": "<-",
    "⁄": "/",
    "€": "EUR",
    "œ": "oe",
    "Œ": "OE",
    "ł": "l",
    "Ł": "L",
    "đ": "d",
    "ı": "i",
    "ẞ": "SS",
}


def spelling_for(code_page: str) -> Spelling:
    """The spelling for one of `CODE_PAGES`: printable text whose every letter the page has."""
    return partial(_spelled, code_page)


def _spelled(code_page: str, text: str) -> str:
    lines = printable(text).split("\n")
    return "\n".join("".join(_letter(cluster, code_page) for cluster in clusters(line)) for line in lines)


def _letter(cluster: str, code_page: str) -> str:
    if _has(code_page, cluster):
        return cluster
    apart = _instead(cluster)
    if not _has(code_page, apart):
        apart = _instead(unicodedata.normalize("NFKD", apart))
    return "".join(sign for sign in apart if _has(code_page, sign)) or _UNKNOWN


def _instead(text: str) -> str:
    return "".join(_INSTEAD.get(sign, sign) for sign in text)


def _has(code_page: str, text: str) -> bool:
    try:
        text.encode(code_page)
    except UnicodeEncodeError:
        return False
    return True

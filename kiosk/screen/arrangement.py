"""How big things are drawn: as big as the screen has room for, and on large screens never too small to touch."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

LARGE = 30
"""Rows from which buttons are always big enough for any finger: three rows and one between them."""

MIDDLING = 20
"""Rows from which buttons keep a row between them even when the page has to be turned."""

MARGINS = ((100, 4), (76, 2), (0, 1))
"""From how many columns which margin is kept at both sides."""

LONGEST_LINE = 92
"""Columns of running text; the eye loses its place on longer lines."""

BESIDE = 2
"""Empty columns between buttons side by side."""


@dataclass(frozen=True, slots=True)
class Density:
    """One way to use the room."""

    name: str
    button: int
    """Rows of a button: one, or three with its edge."""
    gap: int
    """Empty rows between buttons, and between paragraphs."""
    spare: int
    """Empty rows where they are a luxury: above and below heading and offers, between facts."""
    line: int
    """Rows of the question line."""

    @property
    def edge(self) -> int:
        """Columns, or rows, that the edges of a button take."""
        return 2 if self.button > 1 else 0

    def rows(self, buttons: Sequence[int]) -> int:
        """What rows of buttons take in all, from the lines of text in each row."""
        return sum(lines + self.edge for lines in buttons) + self.gap * max(0, len(buttons) - 1)


ROOMY = Density("roomy", button=3, gap=1, spare=1, line=3)
SNUG = Density("snug", button=3, gap=1, spare=0, line=1)
AIRY = Density("airy", button=1, gap=1, spare=0, line=1)
TIGHT = Density("tight", button=1, gap=0, spare=0, line=1)
DENSITIES = (ROOMY, SNUG, AIRY, TIGHT)


@dataclass(frozen=True, slots=True)
class Room:
    """A screen's columns and rows."""

    width: int
    height: int

    @property
    def large(self) -> bool:
        """Whether it is seen, and touched, from an arm's length."""
        return self.height >= LARGE

    @property
    def margin(self) -> int:
        """Empty columns at either side."""
        return next(margin for least, margin in MARGINS if self.width >= least)

    @property
    def inner(self) -> int:
        """Columns between the margins."""
        return max(1, self.width - 2 * self.margin)

    @property
    def tray(self) -> int:
        """Columns for the offers, which use the whole width."""
        return max(1, self.width - 2)

    @property
    def page(self) -> int:
        """Columns of the page, beside its scrollbar."""
        return max(1, self.inner - 2)

    @property
    def text(self) -> int:
        """Columns of running text."""
        return min(LONGEST_LINE, self.page)


@dataclass(frozen=True, slots=True)
class Arrangement:
    """How one scene is laid out."""

    frame: Density
    """Of what is always in sight: heading, question line, offers."""
    text: Density
    choices: Density
    whole: bool
    """Whether everything is in sight at once."""


_LARGE_WAYS = (
    (ROOMY, ROOMY, ROOMY),
    (ROOMY, AIRY, ROOMY),
    (SNUG, ROOMY, SNUG),
    (SNUG, AIRY, SNUG),
    (SNUG, TIGHT, SNUG),
)
_SMALL_WAYS = (
    (ROOMY, ROOMY, ROOMY),
    (AIRY, AIRY, AIRY),
    (AIRY, TIGHT, AIRY),
    (TIGHT, AIRY, AIRY),
    (TIGHT, TIGHT, AIRY),
    (AIRY, TIGHT, TIGHT),
    (TIGHT, TIGHT, TIGHT),
)
"""Frame, text and choices: in the order they are tried."""

Rows = Callable[[Density], int]
"""What something takes at a density."""


def arrange(room: Room, frame: Rows, text: Rows, choices: Rows) -> Arrangement:
    """The roomiest layout that shows everything; otherwise the one that shows the most of the page."""
    ways = _LARGE_WAYS if room.large else _SMALL_WAYS
    for around, inside, buttons in ways:
        between = around.gap if choices(buttons) else 0
        if frame(around) + text(inside) + between + choices(buttons) <= room.height:
            return Arrangement(around, inside, buttons, whole=True)
    if room.large:
        return Arrangement(SNUG, AIRY, SNUG, whole=False)
    return Arrangement(AIRY if room.height >= MIDDLING else TIGHT, TIGHT, TIGHT, whole=False)


def columns(widths: Sequence[int], room: int) -> int:
    """How many columns of equal width show these buttons in the fewest rows, evenly filled."""
    if not widths:
        return 1
    most = max(1, (room + BESIDE) // (max(widths) + BESIDE))
    rows = -(-len(widths) // most)
    return -(-len(widths) // rows)

"""The colours of the screen, by what they are for. Text stands out at least 7:1, edges and the focus at least 3:1.

`PAPER` is for screens with all colours: dark ink on a warm page, as on a printed sheet. `CONSOLE` is for the bare
Linux console: it knows sixteen colours, shows bold as brighter (black becomes grey), and has no bright backgrounds;
text stands out at least 4.5:1 there.
"""

from __future__ import annotations

from textual.theme import Theme


def _theme(name: str, *, dark: bool, **colours: str) -> Theme:
    variables = {colour.replace("_", "-"): value for colour, value in colours.items()}
    return Theme(name, primary=colours["signal"], background=colours["page"], dark=dark, variables=variables)


PAPER = _theme(
    "paper",
    dark=False,
    page="#fff8e7",
    ink="#1a1a1a",
    aside="#454545",
    label="#7d2a10",  # names of facts
    signal="#004a52",  # headings and edges
    key="#004a52",  # keys as they are printed on a keyboard, and numbers
    on_key="#ffffff",
    tray="#f5e3c0",  # where headings stand and offers lie
    bar="#00363c",  # the top line and the question line
    on_bar="#ffffff",
    bar_aside="#e6dcc4",
    bar_mark="#ffd75f",
    notice="#ffd75f",
    on_notice="#000000",
    mark="#000000",  # what has the focus
    on_mark="#ffd75f",
    danger="#8a0f14",
    on_danger="#ffffff",
)

CONSOLE = _theme(
    "console",
    dark=True,
    page="#000000",
    ink="#ffffff",
    aside="#c0c0c0",
    label="#ffff00",
    signal="#00ffff",
    key="#000080",
    on_key="#ffffff",
    tray="#000000",
    bar="#000080",
    on_bar="#ffffff",
    bar_aside="#ffffff",
    bar_mark="#ffff00",
    notice="#000080",
    on_notice="#ffff00",
    mark="#aa00aa",
    on_mark="#ffffff",
    danger="#800000",
    on_danger="#ffffff",
)

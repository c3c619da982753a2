"""Contrast as WCAG 2.2 measures it, of every character that is really drawn, in each palette."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from rich.color import Color, ColorSystem
from rich.color_triplet import ColorTriplet
from rich.segment import Segment
from textual.theme import Theme

from kiosk.screen.app import KioskApp
from kiosk.screen.palette import CONSOLE, PAPER
from tests.kiosk.screens import LARGE, SCENES, SMALL, go, kiosk

CONSOLE_COLOURS = [
    ColorTriplet(red * step + base, green * step + base, blue * step + base)
    for step, base in ((170, 0), (170, 85))
    for blue, green, red in ((b, g, r) for b in (0, 1) for g in (0, 1) for r in (0, 1))
]
"""The sixteen colours of the Linux console: eight, and the same brighter."""

Measure = Callable[[Segment], float]

EDGES = set("┌┐└┘─│")


def luminance(colour: ColorTriplet) -> float:
    """Relative luminance (WCAG 2.2, 'relative luminance')."""
    parts = [part / 255 for part in colour]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: ColorTriplet, other: ColorTriplet) -> float:
    """Contrast ratio (WCAG 2.2, 'contrast ratio'), from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def drawn(app: KioskApp) -> list[Segment]:
    """Everything on the screen that is not empty; one of each style."""
    segments = [segment for line in app.screen._compositor.render_strips() for segment in line if segment.text.strip()]
    return list({(segment.style, is_edge(segment)): segment for segment in segments}.values())


def is_edge(segment: Segment) -> bool:
    """Whether it is a line around something."""
    return set(segment.text.strip()) <= EDGES


def colours(segment: Segment) -> tuple[Color, Color]:
    """Of the text, and of what is behind it."""
    style = segment.style
    assert style is not None
    assert style.color is not None
    assert style.bgcolor is not None
    assert not style.dim
    assert not style.blink
    return style.color, style.bgcolor


def as_drawn(segment: Segment) -> float:
    """Contrast on a terminal that knows all colours."""
    text, behind = colours(segment)
    return contrast(text.get_truecolor(), behind.get_truecolor())


def in_256(segment: Segment) -> float:
    """Contrast on a terminal that knows 256."""
    text, behind = (each.downgrade(ColorSystem.EIGHT_BIT).get_truecolor() for each in colours(segment))
    return contrast(text, behind)


def on_the_console(segment: Segment) -> float:
    """Contrast on the Linux console, where bold text is brighter and no background is."""
    text, behind = (each.downgrade(ColorSystem.STANDARD).number or 0 for each in colours(segment))
    bold = bool(segment.style and segment.style.bold)
    return contrast(CONSOLE_COLOURS[text | 8 if bold else text], CONSOLE_COLOURS[behind & 7])


AA, AAA, NO_TEXT = 4.5, 7.0, 3.0
"""Least contrasts: of text where colours are few, of text, of edges and the focus (WCAG 2.2, 1.4.3, 1.4.6, 1.4.11)."""

MEASURES: dict[str, list[tuple[Measure, float]]] = {
    PAPER.name: [(as_drawn, AAA), (in_256, AA)],
    CONSOLE.name: [(as_drawn, AA), (in_256, AA), (on_the_console, AA)],
}


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["small", "large"])
@pytest.mark.parametrize("palette", MEASURES)
async def test_text_and_edges_stand_out(palette: str, size: tuple[int, int]) -> None:
    app = kiosk().app
    app.theme = palette
    async with app.run_test(size=size) as pilot:
        for scene in SCENES:
            await go(pilot, scene)
            await pilot.press("up")  # something has the focus
            for segment in drawn(app):
                for measure, text in MEASURES[palette]:
                    least = NO_TEXT if is_edge(segment) else text
                    assert measure(segment) >= least, f"{scene}: {segment.text!r} {segment.style} {measure.__name__}"


@pytest.mark.parametrize("theme", [PAPER, CONSOLE], ids=MEASURES)
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("signal", "page"),  # edges of buttons and cards; the scrollbar
        ("signal", "tray"),
        ("bar-mark", "bar"),  # the cursor
        ("mark", "page"),  # the button that has the focus, against one that has not
        ("mark", "tray"),
    ],
)
def test_what_is_no_text_stands_out(theme: Theme, one: str, other: str) -> None:
    pair = [Color.parse(theme.variables[name]).get_truecolor() for name in (one, other)]
    assert contrast(*pair) >= NO_TEXT


async def test_what_a_visitor_selects_in_the_question_line_stands_out() -> None:
    app = kiosk().app
    async with app.run_test() as pilot:
        await pilot.press(*"loan", "shift+home")
        assert all(as_drawn(segment) >= AAA for segment in drawn(app))

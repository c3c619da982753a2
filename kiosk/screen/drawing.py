"""A scene as styled text. Nothing that comes from the directory or a visitor is ever read as markup or control code."""

from __future__ import annotations

from textual.content import Content

from content.sanitise import clean
from kiosk.scene import Choice, Emphasis, Field, Offer, Scene

KEY = "#ffd75f"
"""Keys and headings: 14.9:1 on black."""
QUIET = "#c6c6c6"
"""Asides: 12.3:1 on black."""
LABEL = "#87d7ff"
"""Names of facts: 13.2:1 on black."""

_STYLES = {Emphasis.PLAIN: "", Emphasis.STRONG: "bold", Emphasis.QUIET: QUIET}
_METER = 20
"""Cells of the level meter."""
_LOUD = 0.3
"""Loudness (root mean square, 0 to 1) that fills the meter."""


def plain(text: str, style: str = "") -> Content:
    """Text exactly as it stands, cleaned of control codes."""
    return Content.styled(clean(text), style) if style else Content(clean(text))


def body(scene: Scene) -> Content:
    """The scene's paragraphs and facts."""
    told = [plain(line.text, _STYLES[line.emphasis]) for line in scene.lines]
    doubts = [plain(line.text, _STYLES[line.emphasis]) for line in scene.closing]
    return Content("\n").join([*told, *(_fact(field) for field in scene.fields), *doubts])


def choice(shown: Choice) -> Content:
    """A numbered choice on its line."""
    return Content.assemble(
        (f" {shown.number} ", f"bold {KEY}"), " ", plain(shown.title), " ", plain(shown.remark, QUIET)
    )


def offer(shown: Offer) -> Content:
    """What can be done, and by which key."""
    return Content.assemble((f" {shown.key} ", f"bold {KEY}"), " ", plain(shown.label))


def hearing(words: str, level: float) -> Content:
    """The level meter and the words so far."""
    filled = min(_METER, round(_METER * level / _LOUD))
    meter = Content.styled("█" * filled, KEY) + Content.styled("·" * (_METER - filled), QUIET)
    return Content("\n").join([meter, plain(words, "bold")])


def _fact(field: Field) -> Content:
    value = plain(field.value.text, "bold" if field.name in ("phone", "now") else "")
    remark = plain(f" {field.remark}", QUIET) if field.remark else Content("")
    return Content.assemble(plain(f"{field.label}: ", LABEL), value, remark)

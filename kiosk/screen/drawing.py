"""A scene as styled text, wrapped to a width.

Nothing that comes from the directory or from a visitor is ever read as markup or as control code. Styles name the
colours of `palette`.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from textual.content import Content

from content.language import Language
from content.sanitise import clean, clean_line
from kiosk.scene import Emphasis, Field, Kind, Line, Scene
from kiosk.screen.arrangement import Density

BLANK = Content("")

_STYLES = {Emphasis.PLAIN: "", Emphasis.STRONG: "bold", Emphasis.QUIET: "$aside"}
_URGENT_FACTS = ("now", "phone")
"""What most people came for."""
_BESIDE = 60
"""Columns from which the names of facts stand in a column of their own."""
_NUMBER_ENDS = "   "
"""Stands between a number to call and who answers it."""
HEARING = 5
"""Rows for the level meter and two lines of words."""
_LOUD = 0.3
"""Loudness (root mean square, 0 to 1) that fills the level meter."""


def plain(text: str, style: str = "") -> Content:
    """Text exactly as it stands, cleaned of control codes."""
    return Content.styled(clean(text), style)


def body(scene: Scene, width: int, density: Density) -> Content:
    """Paragraphs, facts and doubts, in this order."""
    lines = sorted(scene.lines, key=_is_aside) if scene.kind is Kind.WELCOME else scene.lines
    together = [BLANK] * (density.spare if scene.fields else density.gap)  # beside facts, paragraphs belong together
    parts = (
        _joined(_paragraphs(lines, width, scene.kind), together),
        _joined(_facts(scene.fields, width), [BLANK] * density.spare),
        _joined(_paragraphs(scene.closing, width, scene.kind), together),
    )
    return stacked(*_joined([part for part in parts if part], [BLANK] * density.gap))


def card(scene: Scene, heading: str, language: Language, width: int, density: Density) -> Content:
    """What the welcome says in one of its languages."""
    band = [
        (Content(" ") + line).pad_right(width - line.cell_length - 1) for line in _wrapped(plain(heading), width - 2)
    ]
    told = [[line.stylize("bold $on-key on $key") for line in band]]
    told += [_indented(_paragraph(line, width - 2)) for line in scene.lines if line.language is language]
    between = [BLANK] * (density.gap + density.spare)
    return stacked(*_joined(told, between), *[BLANK] * density.spare)


def button(key: str, label: str, remark: str, width: int, pad: int) -> Content:
    """A key as it is printed on a keyboard, and beside it what it does, wrapped to `width`."""
    cap = plain(f"{' ' * pad}{key}{' ' * pad}", "bold $on-key on $key") + Content(" ")
    words = plain(clean_line(label)) + plain(f" {clean_line(remark)}", "$aside" if remark else "")
    return stacked(*_hanging(cap, words.rstrip(), width))


def rows(content: Content, width: int) -> int:
    """How many rows a text takes."""
    return len(content.wrap(max(1, width))) if content else 0


def filled(content: Content, width: int, height: int) -> Content:
    """The same with empty rows under it, up to a height."""
    return stacked(content, *[BLANK] * (height - rows(content, width)))


def hearing(words: str, level: float, width: int) -> Content:
    """The level meter, and the words so far."""
    filled = min(width, round(width * level / _LOUD))
    meter = Content.styled("█" * filled, "$signal") + Content.styled("·" * (width - filled), "$aside")
    return stacked(BLANK, meter, BLANK, *_wrapped(plain(words, "bold"), width))


def stacked(*lines: Content) -> Content:
    """One under the other."""
    return Content("\n").join(lines)


def _is_aside(line: Line) -> bool:
    return line.emphasis is Emphasis.QUIET


def _is_strong(line: Line) -> bool:
    return line.emphasis is Emphasis.STRONG


def _paragraphs(lines: Iterable[Line], width: int, kind: Kind) -> list[list[Content]]:
    """Lines of the scene; numbers to call stand out, with who answers beside them."""
    split = [(line, *line.text.partition(_NUMBER_ENDS)) for line in lines]
    column = max((len(number) for line, number, _, name in split if name and _is_strong(line)), default=0) + 2
    colours = "bold $on-danger on $danger" if kind is Kind.CRISIS else "bold $on-key on $key"
    told = []
    for line, number, _, name in split:
        if name and _is_strong(line):
            cap = plain(f" {number}".ljust(column), colours) + Content("  ")
            told.append(_hanging(cap, plain(name, "bold"), width))
        else:
            told.append(_paragraph(line, width))
    return told


def _paragraph(line: Line, width: int) -> list[Content]:
    return _wrapped(plain(line.text, _STYLES[line.emphasis]), width)


def _indented(lines: list[Content]) -> list[Content]:
    return [Content(" ") + line for line in lines]


def _facts(fields: Iterable[Field], width: int) -> list[list[Content]]:
    """One block for each name; several values of one name stand under each other."""
    groups = [(label, list(group)) for label, group in groupby(fields, key=lambda field: field.label)]
    column = max((Content(clean(label)).cell_length for label, _ in groups), default=0) + 2
    beside = width >= _BESIDE
    blocks = []
    for label, group in groups:
        name = plain(label if beside else f"{label}: ", "$label")
        block: list[Content] = []
        for field in group:
            first = name if field is group[0] else BLANK
            if beside:
                block += _hanging(first.pad_right(column - first.cell_length), _value(field), width)
            else:
                block += _hanging(first if first else Content("  "), _value(field), width, indent=2)
        blocks.append(block)
    return blocks


def _value(field: Field) -> Content:
    value = plain(field.value.text, "bold" if field.name in _URGENT_FACTS else "")
    return value + plain(f" {field.remark}", "$aside") if field.remark else value


def _wrapped(content: Content, width: int) -> list[Content]:
    return content.wrap(max(1, width))


def _hanging(first: Content, content: Content, width: int, indent: int | None = None) -> list[Content]:
    """Text that begins beside `first` and goes on under itself, or `indent` columns from the left."""
    if indent is not None:
        head, *rest = _wrapped(first + content, width)
        return [head, *_hanging(Content(" " * indent), _rejoined(rest), width)] if rest else [head]
    column = first.cell_length
    head, *rest = _wrapped(content, width - column)
    return [first + head, *(Content(" " * column) + line for line in rest)]


def _rejoined(lines: list[Content]) -> Content:
    return Content(" ").join(line.rstrip() for line in lines)


def _joined(blocks: Iterable[list[Content]], between: list[Content]) -> list[Content]:
    """The lines of all blocks, with `between` between two."""
    lines: list[Content] = []
    for block in blocks:
        lines += [*(between if lines else ()), *block]
    return lines

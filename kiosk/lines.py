"""A scene as lines of text: for pipes, screen readers, braille displays, and answers on the command line.

One fact a line, nothing drawn, nothing that depends on the width of a screen.
"""

from __future__ import annotations

from collections.abc import Iterator

from content.sanitise import clean
from kiosk.scene import Scene


def as_lines(scene: Scene) -> tuple[str, ...]:
    """Notice, heading, text, facts, doubts, then the numbered choices."""
    return tuple(clean(line) for line in _lines(scene))


def _lines(scene: Scene) -> Iterator[str]:
    if scene.notice:
        yield scene.notice
    yield scene.heading
    for line in scene.lines:
        yield line.text
    for field in scene.fields:
        yield f"{field.label}: {field.value.text} {field.remark}".rstrip()
    for line in scene.closing:
        yield line.text
    for choice in scene.choices:
        yield f"{choice.number}. {choice.title} {choice.remark}".rstrip()

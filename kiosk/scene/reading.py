"""A scene for the ear: all that it shows and offers, in the order of the page, each text in its own language."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.scene.shown import Choice, Field, Scene, Sentence


def page(shown: Scene) -> tuple[Sentence, ...]:
    """The whole page, but for the notice."""
    return tuple(_sentences(shown))


def numbered(shown: Scene) -> tuple[Sentence, ...]:
    """The choices with their numbers."""
    return tuple(sentence for choice in shown.choices for sentence in _choice(choice, shown))


def _sentences(shown: Scene) -> Iterator[Sentence]:
    yield Sentence(shown.heading, shown.heading_language or shown.language)
    for line in shown.lines:
        yield Sentence(line.text, line.language or shown.language)
    for field in shown.fields:
        yield from _field(field, shown)
    for line in shown.closing:
        yield Sentence(line.text, line.language or shown.language)
    yield from numbered(shown)
    for offer in shown.offers:
        yield Sentence(offer.said, shown.language)


def _field(field: Field, shown: Scene) -> Iterator[Sentence]:
    if field.value.language is shown.language:
        yield Sentence(f"{field.label}: {field.value.text} {field.remark}".rstrip(), shown.language)
        return
    yield Sentence(f"{field.label} {field.remark}:", shown.language)
    yield Sentence(field.value.text, field.value.language)


def _choice(choice: Choice, shown: Scene) -> Iterator[Sentence]:
    if choice.language is None:
        yield Sentence(f"{choice.number}: {choice.title}.", shown.language)
        return
    yield Sentence(f"{choice.number}: {choice.remark}", shown.language)
    yield Sentence(choice.title, choice.language)

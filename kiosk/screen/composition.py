"""A scene composed for a screen: what is written in each part of the window, and how much room it takes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from textual.content import Content

from content.language import Language
from kiosk.scene import Choice, Kind, Offer, Scene
from kiosk.screen import drawing
from kiosk.screen.arrangement import BESIDE, Arrangement, Density, Room, arrange, columns

BESIDE_FROM = 76
"""Columns from which there is room for two things side by side."""
CARD_EDGES = 2
"""Columns, or rows, of a card's edges."""
CAP_PADS = (1, 0)
"""Columns at either side of a key's name: as many as cost no row."""
PROMPT = 4
"""Columns of the question line's prompt and cursor."""
TOP = 1
"""Rows of the top line."""

Say = Callable[[str, Language], str]


@dataclass(frozen=True, slots=True)
class Buttons:
    """Buttons in columns of equal width, filled row by row."""

    texts: tuple[Content, ...]
    columns: int
    width: int
    """Columns of text in each."""

    def rows(self, density: Density) -> int:
        """What they take in all."""
        return density.rows([max(drawing.rows(text, self.width) for text in row) for row in self._rows])

    def level(self) -> Buttons:
        """The same with all buttons of a row equally high."""
        texts: list[Content] = []
        for row in self._rows:
            highest = max(drawing.rows(text, self.width) for text in row)
            texts += [drawing.filled(text, self.width, highest) for text in row]
        return replace(self, texts=tuple(texts))

    def across(self, density: Density) -> int:
        """Columns they take in all."""
        return self.columns * (self.width + density.edge + BESIDE) - BESIDE

    @property
    def _rows(self) -> list[tuple[Content, ...]]:
        return [self.texts[at : at + self.columns] for at in range(0, len(self.texts), self.columns)]


@dataclass(frozen=True, slots=True)
class Composition:
    """Everything the window shows of a scene."""

    arrangement: Arrangement
    notice: Content
    heading: Content
    cards: tuple[Content, ...]
    body: Content
    choices: Buttons
    offers: Buttons
    hint: str
    """Empty where it does not fit, or where no question is taken."""


def compose(scene: Scene, room: Room, say: Say) -> Composition:
    """Compose a scene for a screen of this size."""
    on_cards = scene.kind is Kind.WELCOME and room.width >= BESIDE_FROM
    heading = drawing.BLANK if on_cards else drawing.plain(scene.heading)
    notice = drawing.plain(scene.notice)
    offers = cache(lambda density: _offers(scene.offers, room, density))
    choices = cache(lambda density: _choices(scene.choices, room, density))
    cards = cache(lambda density: _cards(scene, room, say, density) if on_cards else ())
    body = cache(lambda density: drawing.BLANK if on_cards else drawing.body(scene, room.text, density))

    def frame(density: Density) -> int:
        titled = drawing.rows(heading, room.inner) + 2 * density.spare if heading else 0
        tray = offers(density).rows(density) + 2 * density.spare if scene.offers else 0
        written = density.line if scene.hint else 0
        return TOP + drawing.rows(notice, room.inner) + titled + written + tray

    def text(density: Density) -> int:
        heights = [drawing.rows(card, _card_width(room)) + CARD_EDGES for card in cards(density)] or [0]
        heard = drawing.HEARING if scene.kind is Kind.LISTENING else 0
        return density.gap + max(drawing.rows(body(density), room.text) + heard, *heights)

    chosen = arrange(room, frame, text, lambda density: choices(density).rows(density))
    return Composition(
        chosen,
        notice,
        heading,
        cards(chosen.text),
        body(chosen.text),
        choices(chosen.choices).level(),
        offers(chosen.frame),
        scene.hint if Content(scene.hint).cell_length <= room.inner - PROMPT else "",
    )


def _cards(scene: Scene, room: Room, say: Say, density: Density) -> tuple[Content, ...]:
    """Each language of the welcome on a card of its own, equally high."""
    width = _card_width(room)
    told = [
        drawing.card(scene, say("welcome.heading", language), language, width, density)
        for language in (scene.language, scene.language.other)
    ]
    tallest = max(drawing.rows(card, width) for card in told)
    return tuple(drawing.filled(card, width, tallest) for card in told)


def _card_width(room: Room) -> int:
    return (room.page - BESIDE) // 2 - CARD_EDGES


def _offers(offers: Sequence[Offer], room: Room, density: Density) -> Buttons:
    def at(pad: int) -> Buttons:
        whole = [drawing.button(offer.key, offer.label, "", room.tray, pad) for offer in offers]
        side_by_side = columns([text.cell_length + density.edge for text in whole], room.tray)
        width = (room.tray + BESIDE) // side_by_side - BESIDE - density.edge
        texts = tuple(drawing.button(offer.key, offer.label, "", width, pad) for offer in offers)
        return Buttons(texts, side_by_side, width)

    return min((at(pad) for pad in CAP_PADS), key=lambda buttons: buttons.rows(density))


def _choices(choices: Sequence[Choice], room: Room, density: Density) -> Buttons:
    """In two columns where there are many and no title takes more than two lines, otherwise in one."""

    def at(side_by_side: int) -> Buttons:
        width = min(room.text, (room.page + BESIDE) // side_by_side - BESIDE - density.edge)
        return Buttons(
            tuple(drawing.button(str(each.number), each.title, each.remark, width, 1) for each in choices),
            side_by_side,
            width,
        )

    beside = at(2)
    short = all(drawing.rows(text, beside.width) <= (2 if density.gap else 1) for text in beside.texts)
    return beside if len(choices) > 3 and room.width >= BESIDE_FROM and short else at(1)

"""What a visitor may do: each offer's key, words and event, and when there is a use for it."""

from __future__ import annotations

from content.language import Language
from kiosk.conversation import (
    Arrived,
    BrowseOpened,
    Commanded,
    Event,
    ForgetPressed,
    LanguageChosen,
    Left,
    Place,
    Rated,
    TalkPressed,
)
from kiosk.scene.shown import Offer
from kiosk.scene.view import KEYS, View
from matcher.verdict import CommandName

_EVENTS: dict[str, Event] = {
    "talk": TalkPressed(),
    "stop_talking": TalkPressed(),
    "aloud": Commanded(CommandName.REPEAT),
    "stop": Commanded(CommandName.STOP),
    "print": Commanded(CommandName.PRINT),
    "language": Commanded(CommandName.SWITCH_LANGUAGE),
    "browse": BrowseOpened(),
    "person": Commanded(CommandName.PERSON),
    "help": Commanded(CommandName.HELP),
    "back": Commanded(CommandName.BACK),
    "next": Commanded(CommandName.NEXT),
    "previous": Commanded(CommandName.PREVIOUS),
    "helped": Rated(helped=True),
    "not_helped": Rated(helped=False),
    "forget": ForgetPressed(),
    "finish": Left(),
    "exit": Left(),
    "start": Arrived(),
}
_OTHER_KEYS = {"stop_talking": KEYS["talk"], "exit": KEYS["back"], "start": "Enter"}
"""Keys of offers that stand in for another one."""

_OWN_NAMES = {Language.EN: "English", Language.ES: "Español"}
"""Each language in its own words, whatever the screen speaks."""


def offers(names: tuple[str, ...], language: Language, view: View, place: Place | None = None) -> tuple[Offer, ...]:
    """The offers of these names that this channel, and the visit at this place, have a use for."""
    remembered = place.visit.remembered if place else None
    possible = {
        "talk": view.manner.speaks,
        "aloud": view.manner.hears,
        "stop": view.manner.hears,
        "print": view.manner.takes_paper,
        "forget": bool(remembered and remembered.text),
        "helped": bool(remembered and remembered.helped is None),
        "not_helped": bool(remembered and remembered.helped is None),
    }
    return tuple(_offer(name, language, view) for name in names if possible.get(name, True))


def language_offers(languages: tuple[Language, ...]) -> tuple[Offer, ...]:
    """A numbered choice of languages, each in its own name."""
    return tuple(
        Offer(LanguageChosen(language), str(number), name, f"{number}: {name}.")
        for number, language in enumerate(languages, 1)
        for name in (_OWN_NAMES[language],)
    )


def _offer(name: str, language: Language, view: View) -> Offer:
    key = _OTHER_KEYS.get(name) or KEYS[name]
    label = view.say(f"offer.{name}", language)
    said = view.say(f"key.{name}", language) if not key.isalnum() else key
    return Offer(_EVENTS[name], key, label, f"{said}: {label}.")

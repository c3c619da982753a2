"""What people are shown, offered and told."""

from kiosk.scene.build import scene
from kiosk.scene.card import Card, address_line
from kiosk.scene.shown import Choice, Emphasis, Field, Kind, Line, Offer, Scene, Sentence
from kiosk.scene.view import KEYS, Manner, PersonToTurnTo, View

__all__ = [
    "KEYS",
    "Card",
    "Choice",
    "Emphasis",
    "Field",
    "Kind",
    "Line",
    "Manner",
    "Offer",
    "PersonToTurnTo",
    "Scene",
    "Sentence",
    "View",
    "address_line",
    "scene",
]

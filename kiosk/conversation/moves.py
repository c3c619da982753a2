"""The ways a conversation moves, shared by events and commands."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from content.directory import ServiceId, TopicId
from content.store import VerdictKind
from kiosk.conversation.actions import Action, DropListening, Find, Look, Present, Record, Silence, Step
from kiosk.conversation.events import Event, ForgetPressed, PrintEnded, Rated, VoiceFailed
from kiosk.conversation.states import (
    Answering,
    Asking,
    Browsing,
    Choosing,
    Listening,
    Notice,
    Place,
    Remembered,
    Resting,
    Searching,
    State,
    StillThere,
    Unanswered,
    Utterance,
    Visit,
)
from matcher.verdict import Context


def show(state: State, *before: Action) -> Step:
    """Go to a state and put it before the visitor, after doing `before`; what was being read aloud stops."""
    aloud = not isinstance(state, Resting) and state.visit.aloud
    return Step(state, (*before, Silence(), Present(state, aloud)))


def search(under: Place, utterance: Utterance) -> Step:
    """Have an utterance matched."""
    searching = Searching(under, utterance)
    shown = _shown(under)
    context = Context(under.visit.language, shown, under.visit.asked if shown else ())
    return Step(searching, (Silence(), Present(searching), Find(utterance, context)))


def leave(state: Listening | Searching | StillThere | Place) -> Step:
    """End the visit: nothing of it stays but the record of the last question."""
    drop = (DropListening(),) if isinstance(state, Listening) else ()
    return show(Resting(state.visit.home), *drop, *record(state.visit))


def with_visit(state: Place, **visit: Any) -> Place:
    """The same place, with some of the visit changed."""
    return replace(state, visit=replace(state.visit, **visit))


def moved_on(visit: Visit) -> Visit:
    """The visit once the last question is behind it."""
    return replace(visit, remembered=None, asked=(), danger="")


def _shown(state: Place) -> tuple[ServiceId, ...]:
    """The services before the visitor."""
    match state:
        case Answering(services=services) | Choosing(options=services):
            return services
        case _:
            return ()


def record(visit: Visit) -> tuple[Record, ...]:
    """The action that writes the last question down, if there is one to keep."""
    return (Record(visit.remembered),) if visit.remembered else ()


def printable(state: State) -> tuple[ServiceId, ...]:
    """What a slip from here holds: the answer shown, or all the choices; empty where there is nothing to take along."""
    match state:
        case Answering(services=services, at=at):
            return services[at : at + 1]
        case Choosing(options=options):
            return options
        case _:
            return ()


def not_here(state: Place) -> Step:
    """Say that this means nothing here."""
    return show(with_visit(state, notice=Notice.NOTHING_TO_DO))


def home(state: Place) -> Step:
    """Go back to where questions are asked."""
    return show(Asking(moved_on(state.visit)), *record(state.visit))


def told(state: Place, event: Event) -> Step:
    """Events that change nothing but what the visitor is told."""
    match event:
        case Rated(helped) if isinstance(state, Answering) and (asked := state.visit.remembered):
            return show(with_visit(state, remembered=replace(asked, helped=helped), notice=Notice.RATED))
        case ForgetPressed() if state.visit.remembered:
            return show(with_visit(state, remembered=None, notice=Notice.FORGOTTEN))
        case PrintEnded(printed):
            return show(with_visit(state, notice=Notice.PRINTED if printed else Notice.NOT_PRINTED))
        case VoiceFailed():
            return show(with_visit(state, aloud=False, notice=Notice.NO_VOICE))
        case _:
            return Step(state)


def pick(state: Place, number: int) -> Step:
    """Take a numbered choice of what is shown."""
    match state:
        case Choosing(visit, options) if 1 <= number <= len(options):
            picked = options[number - 1]
            asked = replace(visit.remembered, services=(picked,)) if visit.remembered else None
            return show(Answering(replace(visit, remembered=asked), (picked,), back=state))
        case Browsing(topic=None) if 1 <= number <= len(state.on_page):
            return Step(state, (Look(TopicId(state.on_page[number - 1])),))
        case Browsing(visit) if 1 <= number <= len(state.on_page):
            service = ServiceId(state.on_page[number - 1])
            seen = replace(visit, remembered=Remembered("", VerdictKind.BROWSED, visit.language, (service,)))
            return show(Answering(seen, (service,), back=state))
        case Unanswered(_, topics) if 1 <= number <= len(topics):
            return Step(state, (Look(topics[number - 1]),))
        case Answering(services=services) if len(services) > 1 and 1 <= number <= len(services):
            return show(replace(state, at=number - 1, detail=None))
        case _:
            return not_here(state)

"""One step of the conversation."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from content.directory import ServiceId
from content.language import Language
from kiosk.conversation.actions import DropListening, Listen, Look, Present, Recite, Silence, Step, StopListening
from kiosk.conversation.commands import command
from kiosk.conversation.events import (
    Arrived,
    Asked,
    BrowseOpened,
    Commanded,
    Event,
    Found,
    LanguageChosen,
    Left,
    Listed,
    MicrophoneFailed,
    NothingHeard,
    Picked,
    PrintEnded,
    Quiet,
    TalkPressed,
    VoiceFailed,
)
from kiosk.conversation.moves import leave, moved_on, pick, record, search, show, told, with_visit
from kiosk.conversation.states import (
    Answering,
    Asking,
    Browsing,
    Choosing,
    InDanger,
    Listening,
    Notice,
    Place,
    Remembered,
    Resting,
    Searching,
    Source,
    State,
    StillThere,
    Unanswered,
    Visit,
)
from matcher.normalise import words
from matcher.verdict import VERDICT_KINDS, Certain, Command, CommandName, Crisis, NoMatch, Unsure, Verdict

LANGUAGE_NAMES = {"english": Language.EN, "ingles": Language.EN, "spanish": Language.ES, "espanol": Language.ES}
"""The languages as visitors name them, folded."""


def step(state: State, event: Event) -> Step:
    """Move the conversation on by one event."""
    match state:
        case Resting():
            return _resting(state, event)
        case _ if isinstance(event, Left):
            return leave(state)
        case StillThere():
            return _still_there(state, event)
        case Listening():
            return _listening(Listening(_quietened(state.under)), event)
        case Searching():
            return _searching(state, event)
        case _:
            quiet = _quietened(state)
            moved = _at_place(quiet, event)
            return Step(state) if moved == Step(quiet) else moved


# One function for each state that passes, one for all places to stay


def _resting(state: Resting, event: Event) -> Step:
    arrived = Asking(Visit(state.home, state.home))
    match event:
        case Arrived():
            return show(arrived)
        case LanguageChosen() | TalkPressed() | Asked() | BrowseOpened():
            return _at_place(arrived, event)
        case Commanded(CommandName.HELP | CommandName.PERSON):
            return _at_place(arrived, event)
        case Commanded(CommandName.REPEAT):
            return Step(state, (Silence(), Recite(state)))
        case Commanded(CommandName.STOP):
            return Step(state, (Silence(),))
        case _:
            return Step(state)


def _still_there(state: StillThere, event: Event) -> Step:
    match event:
        case Quiet():
            return leave(state)
        case PrintEnded() | VoiceFailed() | NothingHeard() | MicrophoneFailed() | Found() | Listed():
            return Step(state)
        case LanguageChosen() | Asked():
            return _at_place(state.under, event)
        case Commanded(CommandName.BACK) if isinstance(state.under, InDanger):
            return leave(state)
        case _:
            return show(state.under)


def _listening(state: Listening, event: Event) -> Step:
    match event:
        case Asked(utterance):
            return search(with_visit(state.under, aloud=True), utterance)
        case TalkPressed() | Commanded(CommandName.STOP):
            return Step(state, (StopListening(),))
        case NothingHeard():
            return show(with_visit(state.under, notice=Notice.NOT_HEARD))
        case MicrophoneFailed():
            return show(with_visit(state.under, notice=Notice.NO_MICROPHONE))
        case Commanded(CommandName.BACK):
            return show(state.under, DropListening())
        case LanguageChosen(language):
            changed = Listening(with_visit(state.under, language=language))
            return Step(changed, (Present(changed),))
        case _:
            return Step(state)


def _searching(state: Searching, event: Event) -> Step:
    match event:
        case Found(utterance, verdict) if utterance == state.utterance:
            return _answered(state, verdict)
        case _:
            return Step(state)


def _answered(state: Searching, verdict: Verdict) -> Step:
    if isinstance(verdict, Command):
        return _commanded(state.under, verdict)
    if isinstance(verdict, NoMatch) and verdict.follow_up:
        return show(with_visit(state.under, language=verdict.language, notice=Notice.NONE_SUCH))
    asked = (*state.visit.asked, verdict.text) if verdict.follow_up else (verdict.text,)
    if isinstance(verdict, Crisis):  # such words are held no longer than it takes to understand them
        asked = ()
    remembered = Remembered(
        text=", ".join(asked),
        verdict=VERDICT_KINDS[type(verdict)],
        language=verdict.language,
        services=_services(verdict),
        spoken=state.utterance.source is Source.SPOKEN,
    )
    before = record(state.visit)
    forgotten = verdict.follow_up and state.visit.remembered is None  # what narrows it down is not kept either
    visit = replace(
        state.visit,
        language=verdict.language,
        remembered=None if forgotten else remembered,
        notice=None,
        asked=asked,
        danger=verdict.danger,
    )
    match verdict:
        case Certain(services=services):
            return show(Answering(visit, services), *before)
        case Unsure(options=options):
            return show(Choosing(visit, options), *before)
        case NoMatch(topics=topics):
            misses = state.under.misses + 1 if isinstance(state.under, Unanswered) else 1
            return show(Unanswered(visit, topics, misses), *before)
        case Crisis(kind=kind):
            return show(InDanger(visit, kind), *before)
        case _:
            assert_never(verdict)


def _commanded(state: Place, said: Command) -> Step:
    """What was said to the kiosk itself; a language that was named is spoken, whichever was spoken before."""
    if said.name is not CommandName.SWITCH_LANGUAGE:
        return command(with_visit(state, language=said.language), said.name)
    named = [language for word in words(said.text) if (language := LANGUAGE_NAMES.get(word))]
    return show(with_visit(state, language=named[-1] if named else state.visit.language.other))


def _at_place(state: Place, event: Event) -> Step:
    match event:
        case Asked(utterance):
            return search(state, utterance)
        case TalkPressed():
            return Step(Listening(state), (Silence(), Present(Listening(state)), Listen(state.visit.language)))
        case LanguageChosen(language):
            return show(with_visit(state, language=language))
        case Commanded(name):
            return command(state, name)
        case Picked(number):
            return pick(state, number)
        case BrowseOpened():
            return Step(state, (Look(None),))
        case Listed(topic, items):
            return show(Browsing(moved_on(state.visit), topic, items), *record(state.visit))
        case Quiet():
            return show(StillThere(state))
        case _:
            return told(state, event)


def _quietened(state: Place) -> Place:
    return with_visit(state, notice=None) if state.visit.notice else state


def _services(verdict: Verdict) -> tuple[ServiceId, ...]:
    match verdict:
        case Certain(services=services) | Unsure(options=services):
            return services
        case _:
            return ()

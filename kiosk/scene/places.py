"""The scenes of the places where a visitor stays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import assert_never

from content.directory import ServiceId, TopicId
from content.language import Language, Passage, Text
from kiosk.conversation import (
    PAGE,
    Answering,
    Asking,
    Browsing,
    Choosing,
    Helping,
    InDanger,
    Place,
    TurningToPerson,
    Unanswered,
)
from kiosk.scene.card import Card
from kiosk.scene.offers import offers
from kiosk.scene.reading import numbered
from kiosk.scene.shown import Choice, Emphasis, Kind, Line, Offer, Scene, Sentence
from kiosk.scene.view import View


def place_scene(state: Place, view: View) -> Scene:
    """What is shown, offered and said at a place, but for the visit's notice."""
    shown = _place(state, view)
    if not isinstance(state, Answering | Choosing | Unanswered):
        return shown
    language, warning = shown.language, _warning(state, view)
    strong = (Line(warning, Emphasis.STRONG),) if warning else ()
    lines = (*strong, *_quiet(_heard(state, view)), *shown.lines)
    told_one_thing = isinstance(state, Answering) and state.detail
    return replace(shown, lines=lines, spoken=(*_said(language, "" if told_one_thing else warning), *shown.spoken))


def _heard(state: Place, view: View) -> str:
    """What was heard, for somebody who spoke: it may have been misheard."""
    asked = state.visit.remembered
    return _in(state, view)("answer.heard", words=asked.text) if asked and asked.spoken and asked.text else ""


def _warning(state: Place, view: View) -> str:
    """Whom to call in a danger that the question does not rule out."""
    crisis = next((crisis for crisis in view.directory.crises if crisis.id == state.visit.danger), None)
    if crisis is None:
        return ""
    numbers = [line.number for line in crisis.lines if line.number != "911"][:1]
    title = crisis.title[state.visit.language]
    return " ".join((_in(state, view)("answer.danger"), *(f"{title}: {number}." for number in numbers)))


def _place(state: Place, view: View) -> Scene:
    match state:
        case Asking():
            return _asking(state, view)
        case Answering():
            return _answering(state, view)
        case Choosing():
            return _choosing(state, view)
        case Unanswered():
            return _unanswered(state, view)
        case InDanger():
            return _in_danger(state, view)
        case Browsing():
            return _browsing(state, view)
        case TurningToPerson():
            return _person(state, view)
        case Helping():
            return _helping(state, view)
        case _:
            assert_never(state)


def examples(language: Language, view: View) -> str:
    """Questions to take heart from."""
    asked = " · ".join(f"“{view.say(f'welcome.example_{n}', language)}”" for n in (1, 2, 3))
    return f"{view.say('welcome.examples', language)} {asked}"


def _asking(state: Asking, view: View) -> Scene:
    say = _in(state, view)
    language = state.visit.language
    invitation = say("welcome.invitation" if view.manner.speaks else "welcome.invitation_typed")
    promise = Line(say("welcome.promise"), Emphasis.QUIET)
    return Scene(
        Kind.ASK,
        language,
        say("ask.heading"),
        lines=(Line(invitation), Line(examples(language, view), Emphasis.QUIET), promise),
        offers=_offers(state, view, "talk", "browse", "person", "help", "language", "aloud", "stop", "finish"),
        spoken=_said(language, say("ask.heading"), invitation),
        hint=say("ask.hint"),
    )


def _answering(state: Answering, view: View) -> Scene:
    say = _in(state, view)
    language = state.visit.language
    card = Card(view.directory.services[state.services[state.at]], language, view)
    count = len(state.services)
    spoken = card.spoken(state.detail)
    if count > 1 and state.detail is None:
        spoken += _said(language, say("answer.spoken_more", count=count))
    if view.manner.speaks and state.detail is None:
        spoken += _said(language, say("answer.spoken_offers"))
    return Scene(
        Kind.ANSWER,
        language,
        card.name.text,
        heading_language=_foreign(card.name, language),
        lines=(*_quiet(say("answer.one_of", number=state.at + 1, count=count) if count > 1 else ""), *card.lines()),
        fields=card.fields(),
        closing=_quiet(card.unknown(), card.checked),
        offers=_offers(state, view, *(("previous", "next") if count > 1 else ()), *_ABOUT_AN_ANSWER),
        spoken=spoken,
        notice=" ".join(sentence.text for sentence in spoken) if state.detail else "",
        hint=say("ask.again"),
    )


_ABOUT_AN_ANSWER = (
    "talk",
    "print",
    "aloud",
    "stop",
    "helped",
    "not_helped",
    "forget",
    "browse",
    "person",
    "back",
    "language",
    "finish",
)


def _choosing(state: Choosing, view: View) -> Scene:
    say = _in(state, view)
    language = state.visit.language
    choices = _choices([view.directory.services[option].name for option in state.options], language, view)
    body = say("choosing.body") if view.manner.replies else ""
    ways = ("talk", "print", "aloud", "stop", "forget", "browse", "person", "help", "back", "language", "finish")
    shown = Scene(
        Kind.CHOOSE,
        language,
        say("choosing.heading"),
        lines=_quiet(body),
        choices=choices,
        offers=_offers(state, view, *ways),
        hint=say("ask.again"),
    )
    return replace(shown, spoken=(*_heading(shown), *numbered(shown), *_said(language, body)))


def _unanswered(state: Unanswered, view: View) -> Scene:
    say = _in(state, view)
    language = state.visit.language
    again = "again_" if state.misses > 1 else ""
    body, near = say(f"unanswered.{again}body"), say("unanswered.near")
    choices = _choices([view.directory.topics[topic].name for topic in state.topics], language, view)
    ways = ("talk", "browse", "person", "help", "aloud", "stop", "forget", "back", "language", "finish")
    shown = Scene(
        Kind.UNANSWERED,
        language,
        say(f"unanswered.{again}heading"),
        lines=(Line(body), *_people(language, view), *(_quiet(near) if choices else ())),
        choices=choices,
        offers=_offers(state, view, *ways),
        hint=say("ask.again"),
    )
    offered = (*_said(language, near), *numbered(shown)) if choices else ()
    return replace(shown, spoken=(*_heading(shown), *_said(language, body), *offered))


def _in_danger(state: InDanger, view: View) -> Scene:
    say = _in(state, view)
    language = state.visit.language
    crisis = next(crisis for crisis in view.directory.crises if crisis.id == state.kind)
    title, advice = crisis.title[language], crisis.advice[language]
    numbers = tuple(Line(f"{line.number}   {line.name[language]}", Emphasis.STRONG) for line in crisis.lines)
    return Scene(
        Kind.CRISIS,
        language,
        title,
        lines=(Line(advice), *numbers, *_quiet(say("crisis.exit"))),
        offers=_offers(state, view, "exit", "aloud", "stop", "person", "language"),
        spoken=_said(language, title, advice, *(f"{line.name[language]}: {line.number}." for line in crisis.lines)),
    )


def _browsing(state: Browsing, view: View) -> Scene:
    say = _in(state, view)
    language = state.visit.language
    pages = max(1, -(-len(state.items) // PAGE))
    told = [say("browse.body" if state.items else "browse.empty")]
    told += [say("browse.page", page=state.page + 1, pages=pages), say("browse.more")] if pages > 1 else []
    turn = ("previous", "next") if pages > 1 else ()
    ways = ("talk", "aloud", "stop", *(("browse",) if state.topic else ()), "person", "help", "back", "language")
    heading = Passage(say("browse.heading"), language)
    names: list[Text] = [view.directory.topics[TopicId(item)].name for item in state.on_page if state.topic is None]
    if state.topic is not None:
        heading = view.directory.topics[state.topic].name.passage(language)
        names = [view.directory.services[ServiceId(item)].name for item in state.on_page]
    shown = Scene(
        Kind.BROWSE,
        language,
        heading.text,
        heading_language=_foreign(heading, language),
        lines=_quiet(*told),
        choices=_choices(names, language, view),
        offers=_offers(state, view, *turn, *ways, "finish"),
        hint=say("ask.again"),
    )
    return replace(shown, spoken=(*_heading(shown), *_said(language, *told), *numbered(shown)))


def _person(state: TurningToPerson, view: View) -> Scene:
    say = _in(state, view)
    people = _people(state.visit.language, view)
    return Scene(
        Kind.PERSON,
        state.visit.language,
        say("person.heading"),
        lines=people,
        offers=_offers(state, view, "talk", "browse", "help", "aloud", "stop", "back", "language", "finish"),
        spoken=_said(state.visit.language, say("person.heading"), *(person.text for person in people)),
        hint=say("ask.again"),
    )


def _helping(state: Helping, view: View) -> Scene:
    say = _in(state, view)
    useless = {2: not view.manner.speaks, 4: not view.manner.hears}
    told = [say(f"help.line_{n}") for n in range(1, 7) if not useless.get(n)]
    return Scene(
        Kind.HELP,
        state.visit.language,
        say("help.heading"),
        lines=tuple(Line(text) for text in told),
        offers=_offers(state, view, "talk", "browse", "person", "aloud", "stop", "back", "language", "finish"),
        spoken=_said(state.visit.language, *told),
        hint=say("ask.hint"),
    )


def _people(language: Language, view: View) -> tuple[Line, ...]:
    return (
        Line(view.say("person.here", language)),
        *(Line(f"{person.number}   {person.name[language]}", Emphasis.STRONG) for person in view.people),
    )


def _choices(names: Sequence[Text], language: Language, view: View) -> tuple[Choice, ...]:
    """Names to choose from, numbered; those that exist only in the other language say so."""
    passages = [name.passage(language) for name in names]
    remark = view.say("answer.only_in", language)
    return tuple(
        Choice(number, passage.text, remark if foreign else "", foreign)
        for number, passage in enumerate(passages, 1)
        for foreign in (_foreign(passage, language),)
    )


def _foreign(passage: Passage, language: Language) -> Language | None:
    """The language of a passage that is not in the visitor's."""
    return None if passage.language is language else passage.language


def _quiet(*texts: str) -> tuple[Line, ...]:
    return tuple(Line(text, Emphasis.QUIET) for text in texts if text)


def _heading(shown: Scene) -> tuple[Sentence, ...]:
    return (Sentence(shown.heading, shown.heading_language or shown.language),)


def _said(language: Language, *texts: str) -> tuple[Sentence, ...]:
    return tuple(Sentence(text, language) for text in texts if text)


def _offers(state: Place, view: View, *names: str) -> tuple[Offer, ...]:
    return offers(names, state.visit.language, view, state)


def _in(state: Place, view: View) -> Callable[..., str]:
    """The view's words in the visit's language."""

    def say(name: str, /, **values: object) -> str:
        return view.say(name, state.visit.language, **values)

    return say

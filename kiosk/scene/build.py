"""From a state to the scene that shows it: the words are decided here once, for eyes and for ears."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import assert_never

from content.directory import ServiceId, TopicId
from content.language import Language
from kiosk.conversation import (
    PAGE,
    Answering,
    Arrived,
    Asking,
    BrowseOpened,
    Browsing,
    Choosing,
    Commanded,
    Event,
    ForgetPressed,
    Helping,
    InDanger,
    LanguageChosen,
    Left,
    Listening,
    Place,
    Rated,
    Resting,
    Searching,
    State,
    StillThere,
    TalkPressed,
    TurningToPerson,
    Unanswered,
)
from kiosk.scene.card import Card
from kiosk.scene.shown import Choice, Emphasis, Kind, Line, Offer, Scene, Sentence
from kiosk.scene.view import KEYS, View
from matcher.verdict import CommandName

_OWN_NAMES = {Language.EN: "English", Language.ES: "Español"}
"""Each language in its own words, whatever the screen speaks."""


def scene(state: State, view: View) -> Scene:
    """What is shown, offered and said in a state."""
    match state:
        case Resting(home):
            return _welcome(home, view)
        case Listening() | Searching() | StillThere():
            return _passing(state, view)
        case _:
            shown = _place(state, view)
            notice = state.visit.notice
            if not notice:
                return shown
            told = view.say(f"notice.{notice.name.lower()}", state.visit.language)
            return replace(shown, notice=told, spoken=(Sentence(told, state.visit.language), *shown.spoken))


def _welcome(home: Language, view: View) -> Scene:
    """Both languages, the site's own first."""
    languages = (home, home.other)
    invitation = "welcome.invitation" if view.manner.speaks else "welcome.invitation_typed"
    lines = [Line(view.say(invitation, language), language=language) for language in languages]
    for language in languages:
        examples = " · ".join(f"“{view.say(f'welcome.example_{n}', language)}”" for n in (1, 2, 3))
        lines.append(Line(f"{view.say('welcome.examples', language)} {examples}", Emphasis.QUIET, language))
    lines += [Line(view.say("welcome.promise", language), Emphasis.STRONG, language) for language in languages]
    return Scene(
        Kind.WELCOME,
        home,
        " / ".join(view.say("welcome.heading", language) for language in languages),
        tuple(lines),
        offers=(
            *(
                Offer(LanguageChosen(language), str(number), _OWN_NAMES[language])
                for number, language in enumerate(languages, 1)
            ),
            *_talk(home, view),
            _offer("browse", BrowseOpened(), home, view),
        ),
        spoken=tuple(Sentence(view.say("welcome.spoken", language), language) for language in languages),
        hint=" / ".join(view.say("ask.hint", language) for language in languages),
    )


def _passing(state: Listening | Searching | StillThere, view: View) -> Scene:
    language = state.visit.language

    def say(name: str) -> str:
        return view.say(name, language)

    match state:
        case Listening():
            stop = Offer(TalkPressed(), KEYS["talk"], say("offer.stop_talking"))
            back = _offer("back", Commanded(CommandName.BACK), language, view)
            body = Line(say("listening.body"))
            return Scene(Kind.LISTENING, language, say("listening.heading"), (body,), offers=(stop, back))
        case Searching(utterance=utterance):
            lines = tuple(Line(f"“{reading.text}”", Emphasis.QUIET) for reading in utterance.readings[:1])
            return Scene(Kind.SEARCHING, language, say("searching.heading"), lines)
        case StillThere():
            question, spoken = Line(say("still_there.body")), Sentence(say("still_there.spoken"), language)
            offers = (
                Offer(Arrived(), "Enter", say("offer.start")),
                _offer("finish", Left(), language, view),
            )
            return Scene(
                Kind.STILL_THERE, language, say("still_there.heading"), (question,), offers=offers, spoken=(spoken,)
            )
        case _:
            assert_never(state)


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


def _asking(state: Asking, view: View) -> Scene:
    say = _in(state, view)
    examples = " · ".join(f"“{say(f'welcome.example_{n}')}”" for n in (1, 2, 3))
    return Scene(
        Kind.ASK,
        state.visit.language,
        say("ask.heading"),
        (Line(f"{say('welcome.examples')} {examples}", Emphasis.QUIET), Line(say("welcome.promise"), Emphasis.QUIET)),
        offers=_offers(state, view, "talk", "browse", "person", "help", "language", "aloud", "finish"),
        spoken=(Sentence(say("ask.spoken"), state.visit.language),),
        hint=say("ask.hint"),
    )


def _answering(state: Answering, view: View) -> Scene:
    say = _in(state, view)
    card = Card(view.directory.services[state.services[state.at]], state.visit.language, view)
    several = len(state.services) > 1
    lines = [Line(say("field.provider") + ": " + card.provider, Emphasis.QUIET)]
    if several:
        lines.insert(0, Line(say("answer.one_of", number=state.at + 1, count=len(state.services)), Emphasis.QUIET))
    remark = card.remark(card.summary)
    summary = f"{card.summary.text} {remark}".rstrip()
    lines.append(Line(summary, language=card.summary.language if remark else None))
    spoken = card.spoken(state.detail)
    if several and state.detail is None:
        spoken += (Sentence(say("answer.spoken_more", count=len(state.services)), state.visit.language),)
    if not view.manner.sees:
        spoken += (Sentence(say("answer.spoken_offers"), state.visit.language),)
    return Scene(
        Kind.ANSWER,
        state.visit.language,
        f"{card.name.text} {card.remark(card.name)}".rstrip(),
        tuple(lines),
        card.fields(),
        tuple(Line(line, Emphasis.QUIET) for line in (card.unknown(), card.checked) if line),
        offers=_offers(state, view, *(("previous", "next") if several else ()), "print", *_ABOUT_AN_ANSWER),
        spoken=spoken,
        notice=" ".join(sentence.text for sentence in spoken) if state.detail else "",
        hint=say("ask.again"),
    )


def _choosing(state: Choosing, view: View) -> Scene:
    say = _in(state, view)
    choices = tuple(_service_choice(n, option, state.visit.language, view) for n, option in enumerate(state.options, 1))
    spoken = (say("choosing.spoken", count=len(choices)), *_numbered(choices, say))
    return Scene(
        Kind.CHOOSE,
        state.visit.language,
        say("choosing.heading"),
        (Line(say("choosing.body"), Emphasis.QUIET),),
        choices=choices,
        offers=_offers(
            state, view, "print", "aloud", "stop", "forget", "browse", "person", "back", "language", "finish"
        ),
        spoken=tuple(Sentence(text, state.visit.language) for text in spoken),
        hint=say("ask.again"),
    )


def _unanswered(state: Unanswered, view: View) -> Scene:
    say = _in(state, view)
    again = "again_" if state.misses > 1 else ""
    choices = tuple(_topic_choice(n, topic, state.visit.language, view) for n, topic in enumerate(state.topics, 1))
    lines = [Line(say(f"unanswered.{again}body"))]
    if choices:
        lines.append(Line(say("unanswered.near"), Emphasis.QUIET))
    spoken = (say("unanswered.spoken"), *_numbered(choices, say))
    return Scene(
        Kind.UNANSWERED,
        state.visit.language,
        say(f"unanswered.{again}heading"),
        (*lines, *_people(state.visit.language, view)),
        choices=choices,
        offers=_offers(state, view, "talk", "browse", "person", "help", "forget", "back", "language", "finish"),
        spoken=tuple(Sentence(text, state.visit.language) for text in spoken),
        hint=say("ask.again"),
    )


def _in_danger(state: InDanger, view: View) -> Scene:
    say = _in(state, view)
    language = state.visit.language
    crisis = next(crisis for crisis in view.directory.crises if crisis.id == state.kind)
    numbers = tuple(Line(f"{line.number}   {line.name[language]}", Emphasis.STRONG) for line in crisis.lines)
    spoken = [crisis.title[language], crisis.advice[language]]
    spoken += [f"{line.name[language]}: {line.number}." for line in crisis.lines[:2]]
    return Scene(
        Kind.CRISIS,
        language,
        crisis.title[language],
        (Line(crisis.advice[language]), *numbers, Line(say("crisis.exit"), Emphasis.QUIET)),
        offers=(
            Offer(Left(), KEYS["back"], say("offer.exit")),
            *_offers(state, view, "aloud", "stop", "person", "language"),
        ),
        spoken=tuple(Sentence(text, language) for text in spoken),
    )


def _browsing(state: Browsing, view: View) -> Scene:
    say = _in(state, view)
    language = state.visit.language
    if state.topic is None:
        heading = say("browse.heading")
        choices = tuple(_topic_choice(n, TopicId(i), language, view) for n, i in enumerate(state.on_page, 1))
    else:
        heading = view.directory.topics[state.topic].name.passage(language).text
        choices = tuple(_service_choice(n, ServiceId(i), language, view) for n, i in enumerate(state.on_page, 1))
    pages = max(1, -(-len(state.items) // PAGE))
    lines = [Line(say("browse.body" if state.items else "browse.empty"), Emphasis.QUIET)]
    if pages > 1:
        lines.append(Line(say("browse.page", page=state.page + 1, pages=pages), Emphasis.QUIET))
    turn = ("previous", "next") if pages > 1 else ()
    return Scene(
        Kind.BROWSE,
        language,
        heading,
        tuple(lines),
        choices=choices,
        offers=_offers(state, view, *turn, "back", "aloud", "stop", "person", "help", "language", "finish"),
        spoken=tuple(Sentence(text, language) for text in (heading, say("browse.spoken"), *_numbered(choices, say))),
        hint=say("ask.again"),
    )


def _person(state: TurningToPerson, view: View) -> Scene:
    say = _in(state, view)
    people = _people(state.visit.language, view)
    return Scene(
        Kind.PERSON,
        state.visit.language,
        say("person.heading"),
        people,
        offers=_offers(state, view, "aloud", "stop", "back", "language", "finish"),
        spoken=tuple(
            Sentence(text, state.visit.language) for text in (say("person.spoken"), *(p.text for p in people))
        ),
        hint=say("ask.again"),
    )


def _helping(state: Helping, view: View) -> Scene:
    say = _in(state, view)
    useless = {2: not view.manner.speaks, 4: not view.manner.hears}
    lines = tuple(Line(say(f"help.line_{n}")) for n in range(1, 7) if not useless.get(n))
    return Scene(
        Kind.HELP,
        state.visit.language,
        say("help.heading"),
        lines,
        offers=_offers(state, view, "aloud", "stop", "back", "language", "finish"),
        spoken=tuple(Sentence(line.text, state.visit.language) for line in lines),
        hint=say("ask.hint"),
    )


def _people(language: Language, view: View) -> tuple[Line, ...]:
    return (
        Line(view.say("person.here", language)),
        *(Line(f"{person.number}   {person.name[language]}", Emphasis.STRONG) for person in view.people),
    )


def _service_choice(number: int, service: ServiceId, language: Language, view: View) -> Choice:
    name = view.directory.services[service].name.passage(language)
    return Choice(number, name.text, "" if name.language is language else view.say("answer.only_in", language))


def _topic_choice(number: int, topic: TopicId, language: Language, view: View) -> Choice:
    name = view.directory.topics[topic].name.passage(language)
    return Choice(number, name.text, "" if name.language is language else view.say("answer.only_in", language))


def _numbered(choices: tuple[Choice, ...], say: Callable[..., str]) -> Iterator[str]:
    return (say("choosing.numbered", number=choice.number, name=choice.title) for choice in choices)


def _in(state: Place, view: View) -> Callable[..., str]:
    """The view's words in the visit's language."""

    def say(name: str, /, **values: object) -> str:
        return view.say(name, state.visit.language, **values)

    return say


# Offers

_EVENTS: dict[str, Event] = {
    "talk": TalkPressed(),
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
}

_ABOUT_AN_ANSWER = (
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


def _offers(state: Place, view: View, *names: str) -> tuple[Offer, ...]:
    """The offers of these names that this channel and this moment have a use for."""
    remembered = state.visit.remembered
    possible = {
        "talk": view.manner.speaks,
        "aloud": view.manner.hears,
        "stop": view.manner.hears,
        "print": view.manner.takes_paper,
        "forget": bool(remembered and remembered.text),
        "helped": bool(remembered and remembered.helped is None),
        "not_helped": bool(remembered and remembered.helped is None),
    }
    return tuple(_offer(name, _EVENTS[name], state.visit.language, view) for name in names if possible.get(name, True))


def _offer(name: str, event: Event, language: Language, view: View) -> Offer:
    return Offer(event, KEYS[name], view.say(f"offer.{name}", language))


def _talk(language: Language, view: View) -> tuple[Offer, ...]:
    return (_offer("talk", TalkPressed(), language, view),) if view.manner.speaks else ()

"""From a state to the scene that shows it: the words are decided here once, for eyes and for ears."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from content.language import Language
from kiosk.conversation import Listening, Notice, Resting, Searching, Source, State, StillThere
from kiosk.scene.offers import language_offers, offers
from kiosk.scene.places import examples, place_scene
from kiosk.scene.reading import page
from kiosk.scene.shown import Emphasis, Kind, Line, Offer, Scene, Sentence
from kiosk.scene.view import View

_ABOUT_THE_VOICE = (Notice.FASTER, Notice.SLOWER, Notice.LOUDER, Notice.SOFTER)
"""Notices after which the page is said again, to be heard in the new way."""


def scene(state: State, view: View) -> Scene:
    """What is shown, offered and said in a state."""
    match state:
        case Resting(home):
            return _welcome(home, view)
        case Listening() | Searching() | StillThere():
            shown = _passing(state, view)
            return replace(shown, recited=page(shown))
        case _:
            shown = place_scene(state, view)
            asked_about = shown.spoken if shown.notice else ()
            shown = replace(shown, recited=(*asked_about, *page(shown)))
            return _noticed(shown, state.visit.notice, view) if state.visit.notice else shown


def _noticed(shown: Scene, notice: Notice, view: View) -> Scene:
    told = notice.name.lower()
    if notice in _ABOUT_THE_VOICE and not view.manner.hears:
        told = "no_voice"
    text = view.say(f"notice.{told}", shown.language)
    again = shown.spoken if notice in _ABOUT_THE_VOICE else ()
    return replace(shown, notice=text, spoken=(Sentence(text, shown.language), *again))


def _welcome(home: Language, view: View) -> Scene:
    """Both languages, the site's own first; the ear hears one after the other."""
    languages = (home, home.other)
    invitation = "welcome.invitation" if view.manner.speaks else "welcome.invitation_typed"
    lines = (
        *(Line(view.say(invitation, language), language=language) for language in languages),
        *(Line(examples(language, view), Emphasis.QUIET, language) for language in languages),
        *(Line(view.say("welcome.promise", language), Emphasis.STRONG, language) for language in languages),
    )
    headings = [view.say("welcome.heading", language) for language in languages]
    choice, others = language_offers(languages), ("talk", "aloud", "stop", "browse")
    spoken = tuple(
        Sentence(text, language)
        for language, heading in zip(languages, headings, strict=True)
        for text in (
            heading,
            *(line.text for line in lines if line.language is language),
            *(offer.said for offer in (*choice, *offers(others, language, view))),
        )
    )
    return Scene(
        Kind.WELCOME,
        home,
        " / ".join(headings),
        lines=lines,
        offers=(*choice, *_in_both(others, languages, view)),
        spoken=spoken,
        recited=spoken,
        hint=" / ".join(view.say("ask.hint", language) for language in languages),
    )


def _in_both(names: tuple[str, ...], languages: tuple[Language, Language], view: View) -> tuple[Offer, ...]:
    """Offers labelled in both languages, for whoever comes first."""
    ours, theirs = (offers(names, language, view) for language in languages)
    return tuple(replace(one, label=f"{one.label} / {other.label}") for one, other in zip(ours, theirs, strict=True))


def _passing(state: Listening | Searching | StillThere, view: View) -> Scene:
    language = state.visit.language

    def say(name: str) -> str:
        return view.say(name, language)

    match state:
        case Listening():
            return Scene(
                Kind.LISTENING,
                language,
                say("listening.heading"),
                lines=(Line(say("listening.body")),),
                offers=offers(("stop_talking", "back"), language, view),
            )
        case Searching(utterance=utterance):
            typed = utterance.readings[:1] if utterance.source is Source.TYPED else ()
            lines = tuple(Line(f"“{reading.text}”", Emphasis.QUIET) for reading in typed)
            return Scene(Kind.SEARCHING, language, say("searching.heading"), lines=lines)
        case StillThere():
            heading, body = say("still_there.heading"), say("still_there.body")
            return Scene(
                Kind.STILL_THERE,
                language,
                heading,
                lines=(Line(body),),
                offers=offers(("start", "finish"), language, view),
                spoken=(Sentence(heading, language), Sentence(body, language)),
            )
        case _:
            assert_never(state)

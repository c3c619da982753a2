"""Ways to make up conversations for tests."""

from __future__ import annotations

from hypothesis import strategies as st

from content.language import Language
from content.store import VerdictKind
from kiosk.conversation import (
    Answering,
    Arrived,
    Asked,
    Asking,
    BrowseOpened,
    Browsing,
    Choosing,
    Commanded,
    Event,
    ForgetPressed,
    Found,
    Helping,
    InDanger,
    LanguageChosen,
    Left,
    Listed,
    Listening,
    MicrophoneFailed,
    NothingHeard,
    Picked,
    PrintEnded,
    Quiet,
    Rated,
    Remembered,
    Resting,
    Searching,
    Source,
    State,
    StillThere,
    TalkPressed,
    TurningToPerson,
    Unanswered,
    Utterance,
    Visit,
    VoiceFailed,
    step,
)
from kiosk.scene import Kind
from matcher.verdict import Candidate, Certain, Command, CommandName, Crisis, NoMatch, Reading, Unsure, Verdict
from tests.small_directory import BUSINESS, ENGLISH, KITCHEN, LEARNING, LOANS


def asking(text: str, source: Source = Source.TYPED) -> Asked:
    """A question."""
    return Asked(Utterance((Reading(text),), source))


def certain(*services: str, language: Language = Language.EN, text: str = "a loan") -> Certain:
    """An answer."""
    return Certain(language=language, text=text, services=services or (LOANS,))  # type: ignore[arg-type]


def after(*events: Event, state: State) -> State:
    """Where these events lead."""
    for event in events:
        state = step(state, event).state
    return state


languages = st.sampled_from(Language)
QUESTIONS = ("préstamo", "money", "fire", "the moon")
"""Few, so that a verdict often meets the question that it is about."""
utterances = st.builds(Utterance, st.tuples(st.builds(Reading, st.sampled_from(QUESTIONS))), st.sampled_from(Source))
verdicts: st.SearchStrategy[Verdict] = st.one_of(
    st.builds(
        Certain, language=languages, text=st.text(max_size=4), services=st.sampled_from([(LOANS,), (LOANS, ENGLISH)])
    ),
    st.builds(Unsure, language=languages, text=st.text(max_size=4), options=st.just((LOANS, ENGLISH, KITCHEN))),
    st.builds(
        NoMatch, language=languages, text=st.text(max_size=4), topics=st.sampled_from([(), (BUSINESS, LEARNING)])
    ),
    st.builds(Crisis, language=languages, text=st.text(max_size=4), kind=st.just("emergency")),
    st.builds(Command, language=languages, text=st.just("x"), name=st.sampled_from(CommandName)),
)
simple_events: st.SearchStrategy[Event] = st.one_of(
    st.sampled_from(
        [
            Arrived(),
            TalkPressed(),
            NothingHeard(),
            MicrophoneFailed(),
            VoiceFailed(),
            BrowseOpened(),
            ForgetPressed(),
            Quiet(),
        ]
    ),
    st.builds(LanguageChosen, languages),
    st.builds(Asked, utterances),
    st.builds(Picked, st.integers(-1, 10)),
    st.builds(Commanded, st.sampled_from(CommandName)),
    st.builds(PrintEnded, st.booleans()),
    st.builds(Rated, st.booleans()),
)
events: st.SearchStrategy[Event] = st.one_of(
    simple_events,
    st.builds(Found, utterances, verdicts),
    st.sampled_from(
        [Listed(None, (BUSINESS, LEARNING)), Listed(BUSINESS, (LOANS, KITCHEN)), Listed(LEARNING, ())],
    ),
    st.just(Left()),
)

CANDIDATES = (Candidate(LOANS, 0.9), Candidate(ENGLISH, 0.2))


def places(language: Language, home: Language = Language.EN) -> dict[Kind, State]:
    """One state for each kind of scene, in a visit of this language."""
    visit = Visit(language, home, remembered=Remembered("a loan", VerdictKind.CERTAIN, language, (LOANS,)))
    here = Asking(visit)
    return {
        Kind.WELCOME: Resting(language),
        Kind.ASK: here,
        Kind.LISTENING: Listening(here),
        Kind.SEARCHING: Searching(here, asking("a loan").utterance),
        Kind.ANSWER: Answering(visit, (LOANS, ENGLISH)),
        Kind.CHOOSE: Choosing(visit, (LOANS, KITCHEN)),
        Kind.UNANSWERED: Unanswered(visit, (BUSINESS, LEARNING)),
        Kind.CRISIS: InDanger(visit, "emergency"),
        Kind.BROWSE: Browsing(visit, BUSINESS, (LOANS, KITCHEN)),
        Kind.PERSON: TurningToPerson(visit, here),
        Kind.HELP: Helping(visit, here),
        Kind.STILL_THERE: StillThere(here),
    }

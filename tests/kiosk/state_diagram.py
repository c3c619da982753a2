"""Draws the conversation as it is: every event is tried in every state, and what moves becomes an arrow.

python -m tests.kiosk.state_diagram > docs/conversation.md
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial

from content.language import Language
from kiosk.conversation import (
    Answering,
    Arrived,
    BrowseOpened,
    Commanded,
    Event,
    Found,
    Helping,
    LanguageChosen,
    Left,
    Listed,
    Listening,
    MicrophoneFailed,
    NothingHeard,
    Picked,
    Place,
    Quiet,
    Resting,
    Searching,
    State,
    StillThere,
    TalkPressed,
    TurningToPerson,
    step,
)
from kiosk.scene import Kind
from matcher.verdict import Certain, CommandName, Crisis, NoMatch, Unsure, Verdict
from tests.kiosk.conversations import asking, places
from tests.small_directory import BUSINESS, ENGLISH, LOANS

EN = Language.EN
QUESTION = asking("a loan")
VERDICTS: dict[str, Verdict] = {
    "Found certain": Certain(language=EN, text="", services=(LOANS,)),
    "Found unsure": Unsure(language=EN, text="", options=(LOANS, ENGLISH)),
    "Found no match": NoMatch(language=EN, text=""),
    "Found crisis": Crisis(language=EN, text="", kind="emergency"),
}
EVENTS: dict[str, Event] = {
    "Arrived": Arrived(),
    "LanguageChosen": LanguageChosen(Language.ES),
    "TalkPressed": TalkPressed(),
    "Asked": QUESTION,
    "NothingHeard": NothingHeard(),
    "MicrophoneFailed": MicrophoneFailed(),
    **{name: Found(QUESTION.utterance, verdict) for name, verdict in VERDICTS.items()},
    "BrowseOpened": BrowseOpened(),
    "Listed": Listed(BUSINESS, (LOANS,)),
    "Picked": Picked(1),
    "Quiet": Quiet(),
    "Left": Left(),
    **{str(name): Commanded(name) for name in CommandName},
}
HERE = {type(place).__name__: place for place in places(EN).values() if isinstance(place, Place)}
"""One of every place where a visitor can stay."""
ANY, BEFORE = "AnyPlace", "WhereSheWas"

Arrow = tuple[str, str, str]
"""From a state, by an event, to a state."""


def page() -> str:
    """The whole page about the conversation."""
    labels: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for source, event, target in _arrows():
        labels[source, target][event] = None
    arrows = "\n".join(
        f"    {source} --> {target}: {_label(list(events))}" for (source, target), events in labels.items()
    )
    return PAGE.format(any=ANY, before=BEFORE, places=", ".join(f"`{name}`" for name in HERE), arrows=arrows)


def _label(events: list[str]) -> str:
    if set(CommandName) <= set(events):
        events = [*(event for event in events if event not in set(CommandName)), "any command"]
    return ", ".join(events)


def _arrows() -> Iterator[Arrow]:
    yield from _moves("Resting", Resting(EN))
    everywhere = _everywhere(lambda place: place)
    yield from everywhere
    shared = {event for _, event, _ in everywhere}
    for name, place in HERE.items():
        if not isinstance(place, TurningToPerson | Helping):  # they lead back
            yield from (arrow for arrow in _moves(name, place) if arrow[1] not in shared)
    for back in (Kind.CHOOSE, Kind.BROWSE):
        chosen = Answering(HERE["Answering"].visit, (LOANS,), back=places(EN)[back])  # type: ignore[arg-type]
        yield from (arrow for arrow in _moves("Answering", chosen) if arrow[1] == CommandName.BACK)
    for aside in (TurningToPerson, Helping):
        opened = partial(_aside, aside)
        yield from (arrow for arrow in _everywhere(opened) if arrow[1] == CommandName.BACK)
    yield from _everywhere(Listening)
    yield from _everywhere(lambda place: Searching(place, QUESTION.utterance))
    yield from _everywhere(StillThere)


def _aside(kind: type[TurningToPerson] | type[Helping], place: Place) -> State:
    return kind(place.visit, place)


def _moves(name: str, state: State) -> Iterator[Arrow]:
    for event, happened in EVENTS.items():
        if (target := type(step(state, happened).state).__name__) != name:
            yield name, event, target


def _everywhere(make: Callable[[Place], State]) -> list[Arrow]:
    """Arrows that are the same from, or over, every place there is."""
    states = {name: make(place) for name, place in HERE.items()}
    source = ANY if states == HERE else type(states["Asking"]).__name__
    arrows = []
    for event, happened in EVENTS.items():
        reached = {name: type(step(state, happened).state).__name__ for name, state in states.items()}
        targets = set(reached.values())
        if source != ANY and all(name == target for name, target in reached.items()):
            arrows.append((source, event, BEFORE))
        elif len(targets) == 1 and targets != {source}:
            arrows.append((source, event, targets.pop()))
    return arrows


PAGE = """\
# The conversation

Drawn from the code by `python -m tests.kiosk.state_diagram`; a test fails when it is out of date. Names that begin with
a capital are events, the others are commands, which come by key, by typed word and by voice alike. An event without an
arrow leaves the conversation where it is.

`{any}` stands for every place where a visitor can stay: {places}.
`{before}` is the place she came from.

```mermaid
stateDiagram-v2
    state "any place" as {any}
    state "where she was" as {before}
    [*] --> Resting
{arrows}
```
"""

if __name__ == "__main__":
    sys.stdout.write(page())

"""The kiosk's screen over the small directory, on a Tuesday morning, with questions it knows by heart."""

from __future__ import annotations

from dataclasses import dataclass, field

from textual.pilot import Pilot

from content.directory import Directory
from content.language import Language
from kiosk.conversation import (
    Arrived,
    Asked,
    BrowseOpened,
    Commanded,
    Event,
    Left,
    Quiet,
    Source,
    TalkPressed,
    Utterance,
)
from kiosk.phrases import shipped
from kiosk.ports import Ports
from kiosk.scene import Manner
from kiosk.screen.app import KioskApp
from kiosk.screen.palette import PAPER
from kiosk.screen.widgets import QuestionLine, Touchable
from kiosk.session import Knowledge, Session, Site
from kiosk.settings import IdleSettings
from matcher.verdict import Certain, CommandName, Crisis, Matcher, NoMatch, Reading, Unsure, Verdict
from tests.kiosk.stages import EVERYTHING, PEOPLE, TUESDAY, ZONE, ScriptedMatcher, Stage
from tests.small_directory import BUSINESS, ENGLISH, HEALTH, KITCHEN, LOANS, small_directory

SITE = "Main Library / Biblioteca Central"
SIZES = {"small": (54, 16), "usual": (80, 24), "large": (120, 34)}
SMALL, USUAL, LARGE = SIZES.values()
EN, ES = Language.EN, Language.ES


def verdicts(language: Language = EN) -> dict[str, Verdict]:
    """What is found, whichever language it is found in."""
    return {
        "loan": Certain(language=language, text="loan", services=(LOANS,)),
        "classes": Certain(language=language, text="classes", services=(ENGLISH, LOANS)),
        "kitchen": Certain(language=language, text="kitchen", services=(KITCHEN,)),
        "money": Unsure(language=language, text="money", options=(LOANS, ENGLISH, KITCHEN)),
        "moon": NoMatch(language=language, text="moon", topics=(BUSINESS, HEALTH)),
        "fire": Crisis(language=language, text="fire", kind="emergency"),
    }


@dataclass(slots=True)
class Clock:
    """Seconds that pass when told to."""

    now: float = 0.0

    def __call__(self) -> float:
        return self.now


@dataclass(slots=True)
class Kiosk:
    """A screen, and the devices behind it."""

    app: KioskApp
    stage: Stage
    clock: Clock
    busy: list[bool] = field(default_factory=lambda: [False])


def kiosk(
    home: Language = EN,
    *,
    manner: Manner = EVERYTHING,
    locked: bool = True,
    directory: Directory | None = None,
    matcher: Matcher | None = None,
    palette: str | None = PAPER.name,
) -> Kiosk:
    """A kiosk at its welcome, once it runs; in the palette for all colours, whatever terminal the tests run on."""
    stage, clock, busy = Stage(manner), Clock(), [False]
    knowledge = Knowledge(directory or small_directory(), matcher or ScriptedMatcher(verdicts(home)))

    def open_session(app: KioskApp) -> Session:
        ports = Ports(stage, stage, stage)
        return Session(app, knowledge, Site(SITE, home, ZONE, PEOPLE), shipped(), ports, lambda: TUESDAY, post=app.post)

    app = KioskApp(
        open_session,
        manner,
        shipped(),
        SITE,
        IdleSettings(),
        busy=lambda: busy[0],
        locked=locked,
        clock=clock,
    )
    app.theme = palette or app.theme
    return Kiosk(app, stage, clock, busy)


def asking(words: str) -> Asked:
    """A typed question."""
    return Asked(Utterance((Reading(words),), Source.TYPED))


SCENES: dict[str, tuple[Event, ...]] = {
    "welcome": (),
    "ask": (Arrived(),),
    "answer": (asking("loan"),),
    "choose": (asking("money"),),
    "unanswered": (asking("moon"),),
    "crisis": (asking("fire"),),
    "browse": (BrowseOpened(),),
    "person": (Arrived(), Commanded(CommandName.PERSON)),
    "help": (Arrived(), Commanded(CommandName.HELP)),
    "listening": (TalkPressed(),),
    "still-there": (Arrived(), Quiet()),
}
"""Each page, and what leads there from the welcome."""


async def go(pilot: Pilot[None], scene: str) -> None:
    """Lead the conversation to a page, as another visitor."""
    app = app_of(pilot)
    for event in (Left(), *SCENES[scene]):
        app.session.feed(event)
    if scene == "listening":
        app.hear("where can I learn", 0.14)
    await pilot.pause()


def app_of(pilot: Pilot[None]) -> KioskApp:
    """The app a pilot sits in."""
    assert isinstance(pilot.app, KioskApp)
    return pilot.app


def seen(app: KioskApp) -> str:
    """What stands on the screen, line by line, as it reaches the terminal."""
    lines = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in line).rstrip() for line in lines)


def buttons(app: KioskApp, kind: str) -> list[Touchable]:
    """The buttons of a kind that are there now."""
    return [button for button in app.query(f".{kind}").results(Touchable) if button.display]


def button(app: KioskApp, words: str) -> Touchable:
    """The button that says this."""
    return next(each for each in app.query(Touchable) if each.display and words in str(each.content))


def state(app: KioskApp) -> type[object]:
    """Where the conversation is."""
    return type(app.session.state)


def line(app: KioskApp) -> QuestionLine:
    """Where questions are written."""
    return app.query_one(QuestionLine)

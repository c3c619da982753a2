"""A stage to play conversations on: a session whose channel and devices write down, line by line, what they did."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from content.directory import Directory
from content.language import Language, Localized
from content.store import MemoryJournal, QuestionAsked
from kiosk.conversation import Event, PrintEnded
from kiosk.phrases import shipped
from kiosk.ports import Channel, Ears, Mouth, NoEars, NoMouth, NoPaper, Paper, Ports, Post
from kiosk.printing.slip import Slip
from kiosk.records import JournalRecords
from kiosk.scene import Manner, PersonToTurnTo, Scene, Sentence, View
from kiosk.session import Knowledge, Session, Site
from matcher.verdict import Context, NoMatch, Reading, Verdict
from tests.small_directory import small_directory

ZONE = ZoneInfo("America/Denver")
TUESDAY = datetime(2026, 11, 24, 10, 0, tzinfo=ZONE)
PEOPLE = (PersonToTurnTo("311", Localized("City help", "Ayuda de la Ciudad")),)
EVERYTHING = Manner(speaks=True, hears=True, takes_paper=True)


def view(manner: Manner = EVERYTHING, now: datetime = TUESDAY, directory: Directory | None = None) -> View:
    """What scenes are made from."""
    return View(directory or small_directory(), shipped(), now, ZONE, manner, PEOPLE)


class ScriptedMatcher:
    """Knows some questions by heart, and no other."""

    def __init__(self, verdicts: Mapping[str, Verdict]) -> None:
        self._verdicts = verdicts

    def match(self, readings: Sequence[Reading], context: Context) -> Verdict:
        for reading in readings:
            if verdict := self._verdicts.get(reading.text):
                return verdict
        return NoMatch(language=context.language or Language.EN, text=readings[0].text if readings else "")


def session(
    channel: Channel, verdicts: Mapping[str, Verdict], ports: Ports | None = None, home: Language = Language.EN
) -> Session:
    """A conversation about the small directory, on a Tuesday morning."""
    knowledge = Knowledge(small_directory(), ScriptedMatcher(verdicts))
    return Session(
        channel, knowledge, Site("The Library", home, ZONE, PEOPLE), shipped(), ports or Ports(), lambda: TUESDAY
    )


@dataclass(slots=True)
class Stage:
    """Channel, ears, mouth and paper in one, with a log of what each did, in order."""

    manner: Manner = EVERYTHING
    heard: Event | None = None
    """What the ears post at once, while the session is still busy; None while she goes on speaking."""
    log: list[str] = field(default_factory=list)
    scenes: list[Scene] = field(default_factory=list)
    slips: list[Slip] = field(default_factory=list)
    speaking: bool = False

    def present(self, shown: Scene) -> None:
        self.scenes.append(shown)
        self.log.append(f"show {shown.kind}: {shown.notice}" if shown.notice else f"show {shown.kind}")

    def listen(self, language: Language, post: Post) -> None:
        self.log.append(f"listen {language}")
        if self.heard:
            post(self.heard)

    def stop(self) -> None:
        self.log.append("stop listening")

    def drop(self) -> None:
        self.log.append("drop listening")

    def say(self, sentences: tuple[Sentence, ...], speed: int, volume: int, post: Post) -> None:
        self.speaking = True
        self.log.append(f"say {sentences[0].text}")

    def silence(self) -> None:
        if self.speaking:
            self.log.append("hush")
        self.speaking = False

    def print(self, slip: Slip, post: Post) -> None:
        self.slips.append(slip)
        self.log.append(f"print {slip.sections[0].title}")
        post(PrintEnded(printed=True))


class Play:
    """A session on a stage; `play` gives what the stage did about some events."""

    def __init__(
        self, verdicts: Mapping[str, Verdict], stage: Stage | None = None, *, devices: bool = True, home: str = "en"
    ) -> None:
        self.stage = stage or Stage()
        self.journal = MemoryJournal()
        ears: Ears = self.stage if devices else NoEars()
        mouth: Mouth = self.stage if devices else NoMouth()
        paper: Paper = self.stage if devices else NoPaper()
        ports = Ports(ears, mouth, paper, JournalRecords(self.journal, "The Library", "stage"))
        self.session = session(self.stage, verdicts, ports, Language(home))

    def play(self, *events: Event) -> list[str]:
        """What was done about these events."""
        before = len(self.stage.log)
        for event in events:
            self.session.feed(event)
        return self.stage.log[before:]

    @property
    def kept(self) -> list[str | None]:
        """The words of every question written down."""
        return [entry.question for entry in self.journal.entries(QuestionAsked)]

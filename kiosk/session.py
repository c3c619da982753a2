"""Runs one conversation: feeds events to `step` and carries out its actions.

A session belongs to one thread or loop and holds no locks. What takes long (listening, reading aloud, printing) is
done by ports that answer later with an event; the channel brings that event back to the session's own thread.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from content.directory import Directory, TopicId
from content.language import Language
from kiosk.conversation import (
    Action,
    DropListening,
    Event,
    Find,
    Found,
    Listed,
    Listen,
    Look,
    Present,
    Print,
    Recite,
    Record,
    Resting,
    Silence,
    State,
    StopListening,
    step,
)
from kiosk.phrases import Phrases
from kiosk.ports import Channel, Ports, Post
from kiosk.scene import PersonToTurnTo, Scene, Sentence, View, scene
from kiosk.takeaway import slip_for
from matcher.verdict import Matcher


@dataclass(frozen=True, slots=True)
class Site:
    """Where the kiosk stands."""

    name: str
    home: Language
    zone: ZoneInfo
    people: tuple[PersonToTurnTo, ...] = ()


@dataclass(frozen=True, slots=True)
class Knowledge:
    """One published revision, and the matcher made for it."""

    directory: Directory
    matcher: Matcher


class Session:
    """One kiosk's conversation, visitor after visitor.

    Args:
        post: brings an event from another thread to the session's `feed`.
        clock: the present moment, with its zone.
    """

    def __init__(
        self,
        channel: Channel,
        knowledge: Knowledge,
        site: Site,
        phrases: Phrases,
        ports: Ports,
        clock: Callable[[], datetime],
        post: Post | None = None,
    ) -> None:
        self.state: State = Resting(site.home)
        self._channel = channel
        self._knowledge = knowledge
        self._site = site
        self._phrases = phrases
        self._ports = ports
        self._clock = clock
        self._post = post or self.feed
        self._visits = 0
        self._waiting: deque[Event] = deque()
        self._busy = False

    def open(self) -> None:
        """Show the welcome."""
        self._channel.present(self.scene())

    def feed(self, event: Event) -> None:
        """Take one event, and all that follow from it. Events posted meanwhile are taken in their turn."""
        self._waiting.append(event)
        if self._busy:
            return
        self._busy = True
        try:
            while self._waiting:
                moved = step(self.state, self._waiting.popleft())
                self._visits += isinstance(moved.state, Resting) and not isinstance(self.state, Resting)
                self.state = moved.state
                for action in moved.actions:
                    self._carry_out(action)
        finally:
            self._busy = False

    def scene(self) -> Scene:
        """The present state as it is shown now."""
        return scene(self.state, self._view())

    def _carry_out(self, action: Action) -> None:
        match action:
            case Present(state, aloud):
                shown = scene(state, self._view())
                self._channel.present(shown)
                if aloud and self._channel.manner.hears:
                    self._say(shown.spoken, state)
            case Recite(state):
                self._say(scene(state, self._view()).recited, state)
            case Find(utterance, context):
                self._waiting.append(Found(utterance, self._knowledge.matcher.match(utterance.readings, context)))
            case Look(topic):
                self._waiting.append(Listed(topic, self._under(topic)))
            case _:
                self._use_device(action)

    def _use_device(self, action: Print | Record | Listen | StopListening | DropListening | Silence) -> None:
        ports = self._ports
        match action:
            case Print(services, language):
                ports.paper.print(
                    slip_for(services, language, self._view(), self._site.name), self._post_to_this_visitor()
                )
            case Record(question):
                ports.records.record(question, self._clock())
            case Listen(language):
                ports.ears.listen(language, self._post_to_this_visitor())
            case StopListening():
                ports.ears.stop()
            case DropListening():
                ports.ears.drop()
            case Silence():
                ports.mouth.silence()

    def _post_to_this_visitor(self) -> Post:
        """How a device tells what became of something: nobody is told who comes after the one it was done for."""
        visit = self._visits

        def post(event: Event) -> None:
            if visit == self._visits:
                self._post(event)

        return post

    def _say(self, sentences: tuple[Sentence, ...], state: State) -> None:
        speed, volume = (0, 0) if isinstance(state, Resting) else (state.visit.speed, state.visit.volume)
        if sentences:
            self._ports.mouth.say(sentences, speed, volume, self._post_to_this_visitor())

    def _under(self, topic: TopicId | None) -> tuple[str, ...]:
        directory = self._knowledge.directory
        if topic is None:
            return tuple(topic for topic in directory.topics if directory.about(topic))
        return tuple(service.id for service in directory.about(topic))

    def _view(self) -> View:
        return View(
            self._knowledge.directory,
            self._phrases,
            self._clock(),
            self._site.zone,
            self._channel.manner,
            self._site.people,
        )

"""The concrete parts a subcommand asks for, put together from the settings and the arguments.

The only place that knows every concrete class. Each part is made when it is first asked for, and closed at the end.
"""

from __future__ import annotations

import argparse
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Self

from content.language import Language
from kiosk.cli.streams import complain, told_if_slow
from kiosk.settings import Settings, read_settings

if TYPE_CHECKING:
    from content.directory import Directory
    from content.store import DirectoryStore, Journal
    from kiosk.ports import Channel, Ports, Post
    from kiosk.printing.printer import Printer
    from kiosk.scene import Manner, View
    from kiosk.session import Knowledge, Session, Site
    from speech.hearing import Recognizer
    from speech.loudspeaker import Loudspeaker
    from speech.microphone import Microphone
    from speech.narrator import Narrator
    from speech.voice import Synthesizer

SHIPPED_PACK = "albuquerque"


class Parts:
    """What a kiosk is made of. On leaving its context, whatever was opened is closed.

    Raises:
        SettingsError: the settings cannot be used.
    """

    def __init__(self, arguments: argparse.Namespace) -> None:
        settings = read_settings(getattr(arguments, "settings", None))
        data = settings.data
        if url := getattr(arguments, "database", None):
            data = replace(data, database=url)
        if models := getattr(arguments, "models", None):
            data = replace(data, models=models)
        self.settings: Settings = replace(settings, data=data)
        self._pack: Path | None = getattr(arguments, "pack", None)
        self._opened = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._opened.close()

    @cached_property
    def store(self) -> DirectoryStore:
        """The directory's store, as it is."""
        if self._pack:
            from content.pack import read_pack
            from content.store import MemoryStore

            memory = MemoryStore()
            memory.publish(read_pack(self._pack), str(self._pack))
            return memory
        from content.sql import SqlStore

        store = SqlStore(self.settings.data.database)
        self._opened.callback(store.close)
        return store

    @cached_property
    def journal(self) -> Journal:
        """Where records of visits go; with `--pack` nowhere but memory."""
        from content.store import MemoryJournal

        if self._pack:
            return MemoryJournal()
        from content.sql import SqlJournal

        journal = SqlJournal(self.settings.data.database)
        self._opened.callback(journal.close)
        return journal

    @cached_property
    def directory(self) -> Directory:
        """The newest published revision; at the very first start, the directory that comes with the program."""
        if self.store.revision() is None:
            from content.pack import read_pack

            self.store.publish(read_pack(shipped_pack()), "the directory that comes with the program")
        return self.store.directory()

    @cached_property
    def knowledge(self) -> Knowledge:
        """The directory and its matcher."""
        from kiosk.publishing import knowledge_of

        directory, cache = self.directory, self.settings.data.cache

        def unkept(error: OSError) -> None:
            complain(
                f"{cache}: what was prepared could not be kept ({error.strerror}), so that every start takes this long;"
                " let it be written, or set data.cache to another folder"
            )

        with told_if_slow("preparing the directory; only the first start takes so long ..."):
            return knowledge_of(directory, cache, unkept)

    @cached_property
    def site(self) -> Site:
        """Where we are."""
        from kiosk.session import Site

        site = self.settings.site
        return Site(site.name, site.language, site.time_zone, site.people)

    @cached_property
    def recognizer(self) -> Recognizer:
        """Both recognisers; loading them takes a while."""
        from speech.vosk_recognizer import VoskRecognizer

        return VoskRecognizer(self.settings.data.models)

    @cached_property
    def voice(self) -> Synthesizer:
        """The voice, not started yet."""
        from speech.pyttsx3_voice import Pyttsx3Voice

        voice = Pyttsx3Voice()
        self._opened.callback(voice.close)
        return voice

    @cached_property
    def loudspeaker(self) -> Loudspeaker:
        """The loudspeaker of the settings, not opened yet.

        Raises:
            NoSpeaker: the settings say that there is none.
        """
        from speech.errors import NoSpeaker
        from speech.loudspeaker import Loudspeaker

        if self.settings.sound.speaker == "none":
            raise NoSpeaker("there is no loudspeaker; set sound.speaker to default if there is one")
        loudspeaker = Loudspeaker()
        self._opened.callback(loudspeaker.close)
        return loudspeaker

    @cached_property
    def printer(self) -> Printer:
        """The printer of the settings."""
        from kiosk.printing.printer_setting import printer_for

        return printer_for(self.settings.printer.device)

    def microphone(self) -> Microphone:
        """The microphone of the settings.

        Raises:
            NoMicrophone: there is none.
        """
        from speech.capture import system_microphone
        from speech.errors import NoMicrophone
        from speech.microphone import FileMicrophone

        kind, _, path = self.settings.sound.microphone.partition(":")
        match kind:
            case "none":
                raise NoMicrophone("there is no microphone; set sound.microphone to default if there is one")
            case "file":
                return FileMicrophone(Path(path), real_time=True)
            case "default":
                return system_microphone()
            case name:
                return system_microphone(name)

    def narrator(self) -> Narrator:
        """The voice that reads aloud through the loudspeaker."""
        from speech.narrator import Narrator

        return Narrator(self.voice, self.loudspeaker)

    def can_listen(self) -> bool:
        """Whether it makes sense to offer speaking: some model is there, and a microphone is not ruled out."""
        models = self.settings.data.models
        return self.settings.sound.microphone != "none" and any((models / each).is_dir() for each in Language)

    def now(self) -> datetime:
        """This moment, at the site."""
        return datetime.now(self.settings.site.time_zone)

    def view(self, manner: Manner) -> View:
        """What scenes are made from, for somebody who can do what `manner` says."""
        from kiosk.phrases import shipped
        from kiosk.scene import View

        site = self.settings.site
        return View(self.directory, shipped(), self.now(), site.time_zone, manner, site.people)

    def session(self, channel: Channel, ports: Ports, post: Post | None = None) -> Session:
        """A conversation on a channel."""
        from kiosk.phrases import shipped
        from kiosk.session import Session

        return Session(channel, self.knowledge, self.site, shipped(), ports, self.now, post)


def shipped_pack() -> Path:
    """The directory that comes with the program."""
    return Path(str(files("content"))) / "packs" / SHIPPED_PACK

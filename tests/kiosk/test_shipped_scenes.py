"""Every service of the directory that comes with the program, as visitors meet it."""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest

from content.directory import Confidence, Directory, ServiceId
from content.language import Language
from content.pack import read_pack
from kiosk.conversation import PAGE, Answering, BrowseOpened, Commanded, InDanger, Picked, Visit
from kiosk.phrases import shipped
from kiosk.ports import Ports, Recorder
from kiosk.printing.slip import as_text, layout
from kiosk.scene import Manner, Scene, View, scene
from kiosk.session import Knowledge, Session, Site
from kiosk.takeaway import slip_for
from matcher.verdict import CommandName
from tests.kiosk.stages import TUESDAY, ZONE, ScriptedMatcher, view

LANGUAGES = pytest.mark.parametrize("language", Language)
DETAILS = (None, *(name for name in CommandName if name.startswith("detail_")))


@pytest.fixture(scope="module")
def pack() -> Directory:
    return read_pack(Path(str(files("content"))) / "packs" / "albuquerque")


def answer(service: ServiceId, language: Language, seen: View, detail: CommandName | None = None) -> Scene:
    return scene(Answering(Visit(language, language), (service,), detail=detail), seen)


def everything(service: ServiceId, language: Language, seen: View) -> str:
    """All that can be seen, heard and taken home."""
    told = [str(answer(service, language, seen, detail)) for detail in DETAILS]
    return "\n".join([*told, as_text(layout(slip_for((service,), language, seen, "x"), 1000))])


@LANGUAGES
def test_what_is_for_editors_changes_nothing_a_visitor_meets(pack: Directory, language: Language) -> None:
    secret = "SECRET"
    marked = {
        service.id: replace(
            service,
            editor_notes=secret,
            sources=(secret,),
            seen_on=secret,
            confidence=Confidence.HIGH if service.confidence is Confidence.LOW else Confidence.LOW,
        )
        for service in pack.services.values()
    }
    plain, changed = view(directory=pack), view(directory=replace(pack, services=marked))
    for service in pack.services:
        assert everything(service, language, plain) == everything(service, language, changed)


@LANGUAGES
def test_no_note_and_no_source_of_the_pack_reaches_a_visitor(pack: Directory, language: Language) -> None:
    seen = view(directory=pack)
    for service in pack.services.values():
        told = everything(service.id, language, seen)
        assert not service.editor_notes or service.editor_notes not in told
        assert not [source for source in service.sources if source in told]


@LANGUAGES
def test_every_answer_can_be_heard_whole(pack: Directory, language: Language) -> None:
    seen = view(directory=pack)
    for service in pack.shown:
        of = answer(service.id, language, seen)
        said = " ".join(sentence.text for sentence in of.recited)
        shown = (*(line.text for line in (*of.lines, *of.closing)), *(field.value.text for field in of.fields))
        assert not [text for text in (of.heading, *shown) if text not in said]
        assert 3 <= len(of.spoken) <= 6


@LANGUAGES
def test_every_number_for_somebody_in_danger_is_shown_and_said(pack: Directory, language: Language) -> None:
    for crisis in pack.crises:
        of = scene(InDanger(Visit(language, language), crisis.id), view(directory=pack))
        said = [sentence.text for sentence in of.spoken]
        assert [line.text.split()[0] for line in of.lines if line.emphasis.name == "STRONG"] == [
            line.number for line in crisis.lines
        ]
        assert said[2].endswith(f"{crisis.lines[0].number}.")
        assert len(said) == 2 + len(crisis.lines)


def test_a_service_that_cannot_be_reached_is_on_no_list(pack: Directory) -> None:
    offered = {title for topic in range(len(pack.topics)) for title in titles_under(topic, pack)}
    silent = {service.name[Language.EN] for service in pack.services.values() if not service.reachable}
    assert silent
    assert not silent & offered
    assert {service.name[Language.EN] for service in pack.shown} <= offered


def titles_under(topic: int, pack: Directory) -> list[str]:
    """What a visitor finds on all pages of a subject, counted from 0."""
    channel = Recorder(Manner())
    site = Site("x", Language.EN, ZONE)
    session = Session(channel, Knowledge(pack, ScriptedMatcher({})), site, shipped(), Ports(), lambda: TUESDAY)
    session.feed(BrowseOpened())
    for _ in range(topic // PAGE):
        session.feed(Commanded(CommandName.NEXT))
    session.feed(Picked(topic % PAGE + 1))
    titles: list[str] = []
    while not channel.scenes[-1].notice:
        titles += [choice.title for choice in channel.scenes[-1].choices]
        session.feed(Commanded(CommandName.NEXT))
    return titles

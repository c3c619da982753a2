"""A session as a play: what happens goes in, what channel and devices did about it comes out."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.language import Language
from content.store import QuestionAsked, Rating, VerdictKind
from kiosk.conversation import (
    Arrived,
    Asked,
    BrowseOpened,
    Commanded,
    Event,
    ForgetPressed,
    LanguageChosen,
    Left,
    MicrophoneFailed,
    Picked,
    PrintEnded,
    Rated,
    Searching,
    Source,
    TalkPressed,
    VoiceFailed,
)
from kiosk.ports import Post
from kiosk.printing.slip import Slip, as_text, layout
from kiosk.scene import Manner
from matcher.verdict import Certain, Command, CommandName, Crisis, NoMatch, Unsure, Verdict
from tests.kiosk.conversations import asking, events
from tests.kiosk.stages import Play, Stage
from tests.small_directory import BUSINESS, ENGLISH, KITCHEN, LOANS

EN, ES = Language
LOAN = "María Pérez wants a loan, call 505-555-0199"
VERDICTS: dict[str, Verdict] = {
    LOAN: Certain(language=EN, text=LOAN, services=(LOANS,)),
    "préstamo": Certain(language=ES, text="préstamo", services=(LOANS,)),
    "money": Unsure(language=EN, text="money", options=(LOANS, KITCHEN)),
    "the moon": NoMatch(language=EN, text="the moon", topics=(BUSINESS,)),
    "fire": Crisis(language=EN, text="my house is on fire", kind="emergency"),
    "help": Command(language=EN, text="help", name=CommandName.HELP),
    "bye": Command(language=EN, text="bye", name=CommandName.GOODBYE),
}
PRINTER = Commanded(CommandName.PRINT)


@dataclass(slots=True)
class SlowPrinter(Stage):
    """Prints when it is told that the paper has come out."""

    waiting: list[Post] = field(default_factory=list)

    def print(self, slip: Slip, post: Post) -> None:
        self.waiting.append(post)

    def finish(self) -> None:
        self.waiting.pop()(PrintEnded(printed=True))


def spoken(text: str) -> Asked:
    return asking(text, Source.SPOKEN)


def test_a_question_at_the_welcome_is_answered() -> None:
    play = Play(VERDICTS)
    assert play.play(asking("préstamo")) == ["show searching", "show answer"]
    assert play.stage.scenes[-1].heading == "Préstamos para negocios"


@pytest.mark.parametrize(
    ("question", "kind"), [("money", "choose"), ("the moon", "unanswered"), ("fire", "crisis"), ("help", "help")]
)
def test_each_verdict_leads_to_its_scene_from_the_welcome(question: str, kind: str) -> None:
    assert Play(VERDICTS).play(asking(question)) == ["show searching", f"show {kind}"]


def test_the_first_scene_after_the_welcome_is_never_the_empty_question_page() -> None:
    assert Play(VERDICTS).play(BrowseOpened()) == ["show browse"]
    assert Play(VERDICTS).play(TalkPressed()) == ["show listening", "listen en"]


def test_a_subject_lists_the_services_a_visitor_may_be_sent_to() -> None:
    play = Play(VERDICTS)
    play.play(BrowseOpened())
    assert [choice.title for choice in play.stage.scenes[-1].choices] == ["Business", "Learning"]
    play.play(Picked(1))
    assert [choice.title for choice in play.stage.scenes[-1].choices] == ["Small business loans", "Shared kitchen"]


def test_who_speaks_is_answered_by_voice_and_hushed_when_she_moves_on() -> None:
    play = Play(VERDICTS)
    assert play.play(TalkPressed(), spoken("préstamo")) == [
        "show listening",
        "listen en",
        "show searching",
        "show answer",
        "say Préstamos para negocios.",
    ]
    assert play.play(Commanded(CommandName.DETAIL_COST)) == [
        "hush",
        "show answer: El costo: $35 al año.",
        "say El costo: $35 al año.",
    ]


def test_who_types_is_not_read_to_until_she_asks() -> None:
    play = Play(VERDICTS)
    assert not [line for line in play.play(asking("préstamo")) if line.startswith("say")]
    assert play.play(Commanded(CommandName.REPEAT)) == ["show answer", "say Préstamos para negocios"]


def test_the_welcome_is_read_to_whoever_asks_and_stays() -> None:
    play = Play(VERDICTS, home="es")
    assert play.play(Commanded(CommandName.REPEAT)) == ["say ¿En qué le podemos ayudar?"]
    assert play.play(Commanded(CommandName.STOP)) == ["hush"]


def test_printing_is_announced_and_its_end_told_although_the_printer_answers_at_once() -> None:
    play = Play(VERDICTS)
    play.play(asking("préstamo"))
    assert play.play(PRINTER) == [
        "show answer: Imprimiendo…",
        "print Préstamos para negocios",
        "show answer: Ya se imprimió. Tome su papel.",
    ]


def test_how_a_print_ended_is_never_told_to_the_next_visitor() -> None:
    slow = SlowPrinter()
    play = Play(VERDICTS, slow)
    play.play(asking("préstamo"), PRINTER, Left(), asking("money"))
    told = len(slow.scenes)
    slow.finish()
    assert slow.scenes[told:] == []
    play.play(PRINTER)
    slow.finish()
    assert slow.scenes[-1].notice.startswith("Printed.")


def test_choices_are_printed_on_one_slip() -> None:
    play = Play(VERDICTS)
    play.play(asking("money"), PRINTER)
    [slip] = play.stage.slips
    assert [section.title for section in slip.sections] == ["Small business loans", "Shared kitchen"]
    assert "311 City help" in as_text(layout(slip, 42))


def test_missing_devices_cost_a_notice_each_and_never_the_visit() -> None:
    play = Play(VERDICTS, devices=False)
    play.play(asking("préstamo"))
    assert play.play(TalkPressed())[-1].startswith("show answer: No le puedo oír")
    assert play.play(Commanded(CommandName.REPEAT))[-1].startswith("show answer: Ahora no puedo leer")
    assert play.play(PRINTER)[-1].startswith("show answer: No pude imprimir")


def test_a_kiosk_without_a_voice_does_not_apologise_for_every_answer() -> None:
    play = Play(VERDICTS, Stage(Manner(speaks=True)), devices=False)
    assert play.play(spoken("préstamo")) == ["show searching", "show answer"]


@pytest.mark.parametrize("posted", [spoken("préstamo"), MicrophoneFailed(), VoiceFailed(), Left()])
def test_a_device_that_posts_while_the_session_is_busy_is_heard_in_its_turn(posted: Event) -> None:
    play = Play(VERDICTS, Stage(heard=posted))
    assert play.play(TalkPressed())[:2] == ["show listening", "listen en"]
    assert not isinstance(play.session.state, Searching)


def test_the_question_is_written_down_once_redacted_and_only_after_she_moved_on() -> None:
    play = Play(VERDICTS)
    play.play(asking(LOAN), PRINTER, Commanded(CommandName.HELP), Commanded(CommandName.BACK))
    assert play.kept == []
    play.play(Commanded(CommandName.BACK), BrowseOpened(), Left())
    [kept] = play.kept
    assert kept is not None
    assert "loan" in kept
    assert "505" not in kept
    assert "María" not in kept


def test_every_way_on_writes_it_down() -> None:
    for onward in (Left(), BrowseOpened(), asking("the moon"), Commanded(CommandName.MAIN_MENU), asking("bye")):
        play = Play(VERDICTS)
        play.play(asking("money"), onward)
        assert play.kept == ["money"]


def test_a_forgotten_question_leaves_nothing() -> None:
    play = Play(VERDICTS)
    assert play.play(asking(LOAN), ForgetPressed())[-1] == "show answer: Done. We will not keep your question."
    play.play(Rated(helped=True), Left())
    assert play.journal.entries(QuestionAsked) == ()
    assert play.journal.entries(Rating) == ()


def test_danger_is_counted_and_its_words_are_never_written() -> None:
    play = Play(VERDICTS)
    play.play(asking("fire"), Left())
    [entry] = play.journal.entries(QuestionAsked)
    assert (entry.verdict, entry.question) == (VerdictKind.CRISIS, None)


def test_a_rating_is_written_apart_from_the_question() -> None:
    play = Play(VERDICTS)
    play.play(asking("money"), Picked(1), Rated(helped=False), Left())
    [rating] = play.journal.entries(Rating)
    assert (rating.good, rating.shown) == (False, (LOANS,))


def test_a_session_serves_visitor_after_visitor() -> None:
    play = Play({**VERDICTS, "esl": Certain(language=EN, text="esl", services=(ENGLISH,))}, home="es")
    play.play(LanguageChosen(EN), asking("esl"), Left(), Arrived())
    assert play.stage.scenes[-1].heading == "¿Qué necesita?"
    assert not play.stage.scenes[-1].notice


@given(st.lists(events, max_size=20), st.booleans())
def test_a_session_never_rests_in_searching_and_always_shows_where_it_is(history: list[Event], devices: bool) -> None:
    play = Play(VERDICTS, devices=devices)
    play.session.open()
    for event in history:
        play.session.feed(event)
        assert not isinstance(play.session.state, Searching)
        assert play.stage.scenes[-1] == play.session.scene()

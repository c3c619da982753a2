"""The plain dialogue: lines in, lines out."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.language import Language
from kiosk.conversation import Commanded, Resting
from kiosk.devices import DirectPaper
from kiosk.lines import as_lines
from kiosk.phrases import shipped
from kiosk.plain import PlainChannel, patience, talk
from kiosk.ports import Ports
from kiosk.printing.printer import ListPrinter, Reason
from kiosk.scene import Kind, Manner, scene
from kiosk.settings import IdleSettings
from matcher.verdict import Certain, Command, CommandName, Crisis, Unsure, Verdict
from tests.kiosk.conversations import places
from tests.kiosk.stages import session, view
from tests.small_directory import KITCHEN, LOANS

EN, ES = Language
ANSWER_ES = "Préstamos para negocios"
COMMANDS = {
    "cuánto cuesta": CommandName.DETAIL_COST,
    "imprimir": CommandName.PRINT,
    "repita": CommandName.REPEAT,
    "adiós": CommandName.GOODBYE,
    "gracias": CommandName.THANKS,
}
VERDICTS: dict[str, Verdict] = {
    "préstamo": Certain(language=ES, text="préstamo", services=(LOANS,)),
    "fire": Crisis(language=EN, text="fire", kind="emergency"),
    "incendio": Crisis(language=ES, text="incendio", kind="emergency"),
    "a loan": Certain(language=EN, text="a loan", services=(LOANS,)),
    "dinero": Unsure(language=ES, text="dinero", options=(LOANS, KITCHEN)),
    "print": Command(language=EN, text="print", name=CommandName.PRINT),
    "goodbye": Command(language=EN, text="goodbye", name=CommandName.GOODBYE),
    **{words: Command(language=ES, text=words, name=name) for words, name in COMMANDS.items()},
}


class Dialogue:
    """A plain dialogue, each line typed with what was written after it."""

    def __init__(self, *lines: str | None, home: Language = ES, printer: ListPrinter | None = None) -> None:
        self._written = ""
        channel = PlainChannel(self._write, Manner(takes_paper=printer is not None, keys=False), shipped())
        ports = Ports(paper=DirectPaper(printer or ListPrinter(Reason.NO_PRINTER)))
        self.session = session(channel, VERDICTS, ports, home)
        talk(self.session, channel, (None if line is None else f"{line}\n" for line in lines), self._write, shipped())
        self.opening, *self.turns = self._written.split("> ")

    def _write(self, text: str) -> None:
        self._written += text

    @property
    def last(self) -> list[str]:
        """The lines written after the last line typed."""
        return [line for line in self.turns[-1].splitlines() if line]


@pytest.mark.parametrize(
    ("home", "first"), [(EN, "How can we help you? / ¿En"), (ES, "¿En qué le podemos ayudar? / How")]
)
def test_it_opens_in_both_languages_with_what_can_be_typed(home: Language, first: str) -> None:
    opening = Dialogue(home=home).opening
    assert opening.startswith(first)
    assert "Type a question, a number or a word such as: print, next" in opening
    assert "Escriba una pregunta, un número o una palabra como: imprimir" in opening


def test_a_question_is_answered_fact_by_fact() -> None:
    assert Dialogue("préstamo", "adiós").turns[0].splitlines() == [
        ANSWER_ES,
        "Lo ofrece: The Centre",
        "Presta dinero para empezar un negocio.",
        "Hoy: Abierto ahora, hasta las 5:00 p.m.",
        "Teléfono: 505-555-0101 (Préstamos)",
        "Dirección: 600 2nd St NW, Albuquerque, NM",
        "Costo: $35 al año.",
        "Papeles: No piden papeles de inmigración",
        "Qué llevar: Identificación",
        "Horario: lunes a viernes: de las 8:00 a.m. a las 5:00 p.m.",
        "Idiomas: Español",
        "No sabemos quién puede ir. Pregunte antes de ir.",
        "Confirmamos estos datos el 1 de noviembre de 2026",
        "",
    ]


def test_only_the_notice_is_written_where_nothing_else_is_new() -> None:
    assert Dialogue("préstamo", "cuánto cuesta").turns[1:2] == ["El costo: $35 al año.\n"]
    assert Dialogue("préstamo", "gracias", "siguiente").turns[1] == "Gracias por decirnos.\n"


def test_the_same_question_again_is_answered_again() -> None:
    first, second, *_ = Dialogue("préstamo", "préstamo").turns
    assert first == second


def test_a_page_asked_for_again_is_written_again() -> None:
    first, again, *_ = Dialogue("préstamo", "repita").turns
    assert again.startswith(first)


@pytest.mark.parametrize(
    ("lines", "heading"),
    [
        (["dinero", "1"], ANSWER_ES),
        (["dinero", "temas"], "Temas"),
        (["dinero", "TEMAS"], "Temas"),
        (["dinero", "F7"], "Temas"),
        (["dinero", "f1"], "Cómo usar esta ventanilla"),
        (["dinero", "ayuda"], "Cómo usar esta ventanilla"),
        (["dinero", "Una persona"], "Personas que le pueden ayudar"),
        (["dinero", "1", "Esc"], "¿Busca alguno de estos?"),
        (["dinero", "1", "atras"], "¿Busca alguno de estos?"),
        (["dinero", "english"], "Did you mean one of these?"),
        (["1"], "¿Qué necesita?"),
        (["2"], "What do you need?"),
        (["Temas", "1", "1"], "Préstamos para negocios"),
    ],
)
def test_labels_and_keys_of_offers_work_as_words(lines: list[str], heading: str) -> None:
    assert Dialogue(*lines).turns[len(lines) - 1].splitlines()[0] == heading


@pytest.mark.parametrize("language", Language)
def test_no_page_names_a_key_that_acts_when_pressed(language: Language) -> None:
    pages = places(language)
    del pages[Kind.LISTENING]
    for state in pages.values():
        lines = "\n".join(as_lines(scene(state, view(Manner(keys=False)))))
        assert not re.search(r"\bF\d|\bEsc\b|[Pp]ress(?! Enter)|[Aa]priete(?! Enter)", lines), lines


@pytest.mark.parametrize(
    ("lines", "named", "heading"),
    [
        (["préstamo", "dinero"], "atrás", "¿Qué necesita?"),
        (["1", "dinero", "english"], "back", "What do you need?"),
        (["fire"], "leave now", "Goodbye."),
        (["incendio"], "salir ya", "Adiós."),
        (["2", "help"], "español", "Cómo usar esta ventanilla"),
        (["1", "ayuda"], "english", "How to use this window"),
        (["1", "dinero", "english", "help"], "don't keep it", "Done. We will not keep your question."),
        (["dinero", "ayuda"], "no lo guarde", "Listo. No vamos a guardar su pregunta."),
        (["2", "help"], "finish", "Goodbye."),
        (["1", "ayuda"], "terminar", "Adiós."),
    ],
)
def test_the_words_a_page_names_do_what_it_says(lines: list[str], named: str, heading: str) -> None:
    turns = Dialogue(*lines, named).turns
    assert f"“{named}”" in turns[len(lines) - 1]
    assert turns[len(lines)].splitlines()[0] == heading


def test_a_key_that_means_nothing_here_and_an_empty_line_do_nothing() -> None:
    for nothing in ("", "   ", "F9", "+", "9"):
        assert Dialogue(nothing, "préstamo").turns[:1] == [""]


@pytest.mark.parametrize("goodbye", ["adiós", "Terminar", "F10"])
def test_goodbye_ends_it_in_the_visitors_language(goodbye: str) -> None:
    dialogue = Dialogue("dinero", goodbye, "never read", home=EN)
    assert dialogue.last == ["Adiós."]
    assert isinstance(dialogue.session.state, Resting)


def test_goodbye_at_the_welcome_ends_it_too() -> None:
    assert Dialogue("goodbye", "never read", home=EN).last == ["Goodbye."]


def test_the_end_of_the_input_ends_the_visit() -> None:
    assert Dialogue("préstamo").last == ["Adiós."]
    assert Dialogue().last == []
    assert isinstance(Dialogue("préstamo").session.state, Resting)


def test_two_silences_end_a_visit_and_the_next_one_begins_in_the_home_language() -> None:
    asked, ended, answered, *_ = Dialogue("a loan", None, None, "préstamo").turns[1:]
    assert asked.strip().startswith("Are you still there?\nPress Enter to keep going.")
    assert ended.strip().startswith("Goodbye.\n¿En qué le podemos ayudar? / How can we help you?")
    assert "Escriba una pregunta, un número o una palabra como" in ended
    assert answered.startswith(ANSWER_ES)


@pytest.mark.parametrize(("line", "heading"), [("", ANSWER_ES), ("dinero", "¿Busca alguno de estos?")])
def test_a_line_after_a_silence_keeps_the_visit(line: str, heading: str) -> None:
    assert Dialogue("préstamo", None, line).turns[2].startswith(heading)


def test_patience_is_that_of_the_settings_and_waits_for_nobody() -> None:
    states, idle = places(EN), IdleSettings(70, 40)
    assert {kind: patience(states[kind], idle) for kind in (Kind.WELCOME, Kind.ANSWER, Kind.STILL_THERE)} == {
        Kind.WELCOME: None,
        Kind.ANSWER: 70,
        Kind.STILL_THERE: 40,
    }


def test_print_prints() -> None:
    printer = ListPrinter()
    assert Dialogue("préstamo", "imprimir", printer=printer).turns[1].splitlines() == [
        "Imprimiendo…",
        "Ya se imprimió. Tome su papel.",
    ]
    assert "505-555-0101" in printer.paper


def test_a_printer_that_fails_is_told_and_so_is_none() -> None:
    for printer in (ListPrinter(fails=Reason.OUT_OF_PAPER), None):
        assert Dialogue("a loan", "print", printer=printer).turns[1].splitlines()[-1].startswith("I could not print")


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=30), max_size=6))
def test_any_line_whatever_is_taken(lines: list[str]) -> None:
    assert isinstance(Dialogue(*lines).session.state, Resting)


@pytest.mark.parametrize(
    "line", ["\x1b[2J\x07", "\x00", "a" * 100_000, "我要贷款", "\ud800", "مساعدة", "\u202eabc", "-" * 80]
)
def test_weird_input_gets_an_answer_without_control_characters(line: str) -> None:
    written = "".join(Dialogue(line).turns)
    assert not set(written) & set("\x1b\x07\x00\u202e\ud800")
    assert len(written) < 5_000


def test_commands_without_a_use_say_so() -> None:
    dialogue = Dialogue("préstamo", "Temas", "imprimir")
    assert dialogue.turns[2].splitlines()[0] == "Eso no se puede hacer en esta página."
    dialogue.session.feed(Commanded(CommandName.SPELL))
    assert isinstance(dialogue.session.state, Resting)

"""How a slip is laid out."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.language import Language
from kiosk.printing.slip import Emphasis, Field, Line, Section, Slip, as_text, layout
from kiosk.printing.wrapping import printable, width
from tests.kiosk.fake_escpos_printer import SLIP

WORDS = st.text(max_size=60)
FIELDS = st.builds(Field, label=WORDS, value=WORDS, large=st.booleans())
SECTIONS = st.builds(
    Section,
    title=WORDS,
    provider=WORDS,
    fields=st.lists(FIELDS, max_size=3).map(tuple),
    notes=st.lists(WORDS, max_size=2).map(tuple),
)
SLIPS = st.builds(
    Slip,
    language=st.sampled_from(Language),
    sections=st.lists(SECTIONS, max_size=3).map(tuple),
    site=WORDS,
    printed_at=WORDS,
    footer=WORDS,
    code=st.none() | WORDS,
)
PAPER = st.sampled_from((32, 42, 48))


def squashed(text: str) -> str:
    return "".join(text.split())


@given(SLIPS, PAPER)
def test_no_line_is_longer_than_the_paper(slip: Slip, columns: int) -> None:
    assert all(width(line.text) <= columns for line in layout(slip, columns))


@given(SLIPS, PAPER)
def test_everything_on_the_slip_is_on_the_paper(slip: Slip, columns: int) -> None:
    paper = squashed(as_text(layout(slip, columns)))
    for text in (slip.site, slip.printed_at, slip.footer, slip.code or ""):
        assert squashed(printable(text)) in paper
    for section in slip.sections:
        for text in (section.title, section.provider, *section.notes):
            assert squashed(printable(text)) in paper
        for field in section.fields:
            assert squashed(printable(field.label)) + squashed(printable(field.value)) in paper


def test_a_slip_reads_well_on_narrow_paper() -> None:
    assert as_text(layout(SLIP, 32)).splitlines() == [
        "Biblioteca Central",
        "martes 5 de mayo, 10:20",
        "--------------------------------",
        "Permiso para vender comida en la",
        "banqueta",
        "Ciudad de Albuquerque",
        "",
        "Teléfono",
        "505-924-3890",
        "",
        "Dirección",
        "600 2nd St NW, Albuquerque, NM",
        "87102",
        "",
        "Horario",
        "lunes a viernes, 8:00 a 5:00",
        "sábado cerrado",
        "",
        "* Solo en inglés. ¿Preguntas?",
        "  ¡Llame!",
        "* Llame antes para confirmar.",
        "--------------------------------",
        "Su código: K7RQ",
        "Díganos si le sirvió: la",
        "ventanilla o 505-768-2000.",
    ]


def test_the_title_the_number_and_the_code_are_large() -> None:
    large = [line.text for line in layout(SLIP, 48) if line.emphasis is Emphasis.LARGE]
    assert large == ["Permiso para vender comida en la banqueta", "505-924-3890", "Su código: K7RQ"]


def test_labels_are_strong() -> None:
    assert Line("Dirección", Emphasis.STRONG) in layout(SLIP, 42)


def test_a_handout_holds_several_services_in_order() -> None:
    second = Section("Licencia de negocio", "Condado de Bernalillo")
    paper = as_text(layout(replace(SLIP, sections=(*SLIP.sections, second)), 42))
    assert paper.index("banqueta") < paper.index("Licencia de negocio") < paper.index("K7RQ")


def test_a_slip_without_a_code_does_not_speak_of_one() -> None:
    assert "Su código" not in as_text(layout(replace(SLIP, code=None), 42))


def test_the_code_is_named_in_the_language_of_the_slip() -> None:
    assert "Your code: K7RQ" in as_text(layout(replace(SLIP, language=Language.EN), 42))


def test_paper_that_is_too_narrow_is_refused() -> None:
    with pytest.raises(ValueError, match="too narrow"):
        layout(SLIP, 10)

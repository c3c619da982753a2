"""Text spelled with a receipt printer's letters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.printing.code_page import CODE_PAGES, spelling_for

SPANISH = "¿Qué? ¡Ándale, niño, pingüino, él, aquí, corazón, tú! ÁÉÍÓÚÜÑ áéíóúüñ «5» 1.º 2.ª"


@pytest.mark.parametrize("page", ["CP858", "CP850"])
def test_spanish_is_spelled_as_it_is(page: str) -> None:
    assert spelling_for(page)(SPANISH) == SPANISH


def test_cp437_only_takes_the_accent_off_some_capitals() -> None:
    assert spelling_for("CP437")("ÁÉÍÓÚÜÑ áéíóúüñ¿¡") == "AÉIOUÜÑ áéíóúüñ¿¡"


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("“hola” ‘hey’", "\"hola\" 'hey'"),
        ("8–5 — sí…", "8-5 - sí..."),
        ("• uno ✓", "* uno *"),
        ("5 €", "5 €"),
        ("n\u0303 e\u0301", "ñ é"),
        ("⅓ ﬁn ™ №", "1/3 fin TM No"),
        ("Łódź, Diné bizaad, shiłʼ", "Lódz, Diné bizaad, shil'"),
        ("食 👩🏽‍🌾 я", "? ? ?"),
        ("8:00\u202fa.\u00a0m.", "8:00\u00a0a.\u00a0m."),
    ],
)
def test_other_letters_are_written_with_what_there_is(text: str, spelled: str) -> None:
    assert spelling_for("CP858")(text) == spelled


def test_a_page_without_the_euro_writes_it_out() -> None:
    assert spelling_for("CP850")("5 €") == "5 EUR"


@given(st.text(), st.sampled_from(CODE_PAGES))
def test_whatever_comes_in_can_be_printed_and_commands_nothing(text: str, page: str) -> None:
    letters = spelling_for(page)(text).replace("\n", "").encode(page)
    assert not any(byte < 0x20 or byte == 0x7F for byte in letters)

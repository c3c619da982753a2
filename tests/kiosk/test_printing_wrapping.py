"""Text wrapped for narrow paper."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.printing.wrapping import NARROWEST, clusters, printable, width, wrap

COLUMNS = st.integers(NARROWEST, 64)
PHONES = st.sampled_from(
    (
        "505-924-3890",
        "(505) 924-3890",
        "505 924 3890",
        "1 800 799 7233",
        "1-800-799-7233",
        "768 2000",
        "505.768.2000",
        "+52 656 640 4827",
        "+1 (505) 924-3890",
    )
)
WORDS = st.lists(st.text("abcdeñé¿?", min_size=1, max_size=12), max_size=12).map(" ".join)


def squashed(text: str) -> str:
    return "".join(text.split())


@given(st.text(), COLUMNS)
def test_no_line_is_longer_than_the_paper_and_no_letter_is_lost(text: str, columns: int) -> None:
    lines = list(wrap(text, columns, indent="  "))
    assert all(width(line) <= columns for line in lines)
    assert squashed("".join(lines)) == squashed(printable(text))


@given(WORDS, COLUMNS)
def test_words_that_fit_are_never_split(text: str, columns: int) -> None:
    assert " ".join(wrap(text, columns)).split() == text.split()


@given(WORDS, COLUMNS)
def test_no_line_ends_while_the_next_word_still_fits(text: str, columns: int) -> None:
    lines = list(wrap(text, columns))
    for line, following in pairwise(lines):
        assert width(f"{line} {following.split()[0]}") > columns


@given(WORDS, PHONES, WORDS, COLUMNS)
def test_a_phone_number_is_never_broken(before: str, phone: str, after: str, columns: int) -> None:
    assert any(phone in line for line in wrap(f"{before} {phone} {after}", columns, indent="  "))


@pytest.mark.parametrize("extension", ["ext. 204", "extensión 12", "x 7"])
def test_an_extension_keeps_its_number(extension: str) -> None:
    assert any(extension in line for line in wrap(f"Llame al 505-924-3890 {extension} y pregunte", 32))


def test_a_web_address_too_long_for_a_line_goes_on_after_a_slash() -> None:
    assert list(wrap("Vea https://www.cabq.gov/planning/business-registration", 32)) == [
        "Vea",
        "https://www.cabq.gov/planning/",
        "business-registration",
    ]


def test_a_non_breaking_space_holds() -> None:
    assert list(wrap("Abre de lunes a viernes, a las 8:00\u00a0a.\u00a0m.", 32)) == [
        "Abre de lunes a viernes, a las",
        "8:00\u00a0a.\u00a0m.",
    ]


def test_line_feeds_are_kept_and_empty_lines_are_not() -> None:
    assert list(wrap("lunes\r\n\n martes\x85miércoles", 32)) == ["lunes", "martes", "miércoles"]


def test_an_accent_stays_with_its_letter_and_an_emoji_in_one_piece() -> None:
    assert list(clusters("q\u0301ñ👩🏽‍🌾🇲🇽🇲a")) == ["q\u0301", "ñ", "👩🏽‍🌾", "🇲🇽", "🇲", "a"]


@pytest.mark.parametrize(
    ("text", "columns"), [("ñ", 1), ("q\u0301", 1), ("食", 2), ("👩🏽‍🌾", 2), ("☎\ufe0f", 2), ("", 0)]
)
def test_the_columns_of_a_letter_are_counted(text: str, columns: int) -> None:
    assert width(text) == columns


@given(st.text())
def test_printable_text_has_no_controls_and_stays_as_it_is(text: str) -> None:
    clean = printable(text)
    assert not any((sign < " " and sign != "\n") or "\x7f" <= sign <= "\x9f" for sign in clean)
    assert printable(clean) == clean
    clean.encode()


def test_marks_that_turn_text_around_are_taken_out() -> None:
    assert printable("505\u202e-4321\u2066\ufeff\u00ad\tx") == "505-4321 x"


def test_paper_too_narrow_for_a_phone_number_is_refused() -> None:
    with pytest.raises(ValueError, match="24 are needed"):
        list(wrap("hola", 20))

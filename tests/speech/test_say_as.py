import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.language import Language
from speech.say_as import LIMIT, cleaned, digit_by_digit, for_the_ear, sentences, spelled

EN, ES = Language

AS_SAID = [
    # telephone numbers and codes
    ("505-924-3890", "5 0 5, 9 2 4, 3 8 9 0", "5 0 5, 9 2 4, 3 8 9 0"),
    ("(505) 924-3890", "5 0 5, 9 2 4, 3 8 9 0", "5 0 5, 9 2 4, 3 8 9 0"),
    ("1-800-829-1040", "1, 8 0 0, 8 2 9, 1 0 4 0", "1, 8 0 0, 8 2 9, 1 0 4 0"),
    ("505.924.3890 ext. 12", "5 0 5, 9 2 4, 3 8 9 0, extension 1 2", "5 0 5, 9 2 4, 3 8 9 0, extensión 1 2"),
    ("924-3890", "9 2 4, 3 8 9 0", "9 2 4, 3 8 9 0"),
    ("768-HELP", "7 6 8, Help", "7 6 8, Help"),
    ("311, 911", "3 1 1, 9 1 1", "3 1 1, 9 1 1"),
    ("$911", "911 dollars", "911 dólares"),
    ("898-211", "8 9 8, 2 1 1", "8 9 8, 2 1 1"),
    ("88788", "8 8 7 8 8", "8 8 7 8 8"),
    ("9" * 20, "a long number", "un número largo"),
    ("5555555", "5 5 5, 5 5 5 5", "5 5 5, 5 5 5 5"),
    # addresses
    ("600 2nd St NW", "600 2nd Street northwest", "600, calle Segunda, noroeste"),
    ("1211 Fourth Street NW", "12 11 Fourth Street northwest", "1211, calle Cuarta, noroeste"),
    ("609 Broadway Blvd NE", "609 Broadway Boulevard northeast", "609, bulevar Broadway, noreste"),
    ("801 Barelas Rd. SW", "801 Barelas Road southwest", "801, camino Barelas, suroeste"),
    ("10500 Copper Ave NE", "10 5 hundred Copper Avenue northeast", "10 mil 500, avenida Copper, noreste"),
    ("7605 Central Ave NE", "76 oh 5 Central Avenue northeast", "7605, avenida Central, noreste"),
    ("1500 Walter SE", "15 hundred Walter southeast", "1500 Walter, sureste"),
    (
        "2001 N Centro Familiar Blvd SW",
        "20 oh 1 north Centro Familiar Boulevard southwest",
        "2001, bulevar Centro Familiar norte, suroeste",
    ),
    ("Suite 2-222", "Suite 2 222", "suit 2 222"),
    ("Albuquerque, NM 87102", "Albuquerque, New Mexico, 8 7 1 0 2", "Albuquerque, Nuevo México, 8 7 1 0 2"),
    # times and dates
    ("8:00", "8 in the morning", "las 8 de la mañana"),
    ("12:00", "noon", "las 12 del día"),
    ("17:30", "5 30 in the afternoon", "las 5 y media de la tarde"),
    ("1:15 p.m.", "1 15 in the afternoon", "la 1 y cuarto de la tarde"),
    ("5:00", "5 o'clock", "las 5"),
    ("08:00-17:00", "8 in the morning to 5 in the afternoon", "de las 8 de la mañana a las 5 de la tarde"),
    ("9am-6pm", "9 in the morning to 6 in the evening", "de las 9 de la mañana a las 6 de la tarde"),
    ("8:00-5:00", "8 in the morning to 5 o'clock", "de las 8 de la mañana a las 5"),
    ("00:00-24:00", "24 hours a day", "las 24 horas"),
    ("24/7", "24 hours a day, 7 days a week", "las 24 horas, los 7 días de la semana"),
    ("2026-04-21", "April 21, 2026", "21 de abril de 2026"),
    ("4/21/2026", "April 21, 2026", "21 de abril de 2026"),
    # money and other figures
    ("$35", "35 dollars", "35 dólares"),
    ("$1", "1 dollar", "un dólar"),
    ("$9.95", "9 dollars and 95 cents", "9 dólares con 95 centavos"),
    ("$12,345", "12345 dollars", "12345 dólares"),
    ("$1.5 million", "1.5 million dollars", "1.5 millones de dólares"),
    ("$2 billion", "2 billion dollars", "2 mil millones de dólares"),
    ("$1 million", "1 million dollars", "un millón de dólares"),
    ("$9.5", "9.5 dollars", "9.5 dólares"),
    ("$5k", "5 thousand dollars", "5 mil dólares"),
    ("$250-$10,000", "250 dollars to 10000 dollars", "250 dólares a 10000 dólares"),
    ("0-9%", "0 to 9 percent", "0 a 9 por ciento"),
    ("2020-2022", "2020 to 2022", "2020 a 2022"),
    ("55+", "55 and up", "55 o más"),
    ("½", "one half", "medio"),
    # short writing
    ("https://www.cabq.gov/planning/planning-faqs", "cabq dot gov", "cabq punto gov"),
    ("cabq.gov/wic.", "cabq dot gov slash wic.", "cabq punto gov diagonal wic."),
    ("info@cabq.gov", "info at cabq dot gov", "info arroba cabq punto gov"),
    ("ITIN, EIN", "eye tin, E I N", "itín, E I N"),
    ("WIC, SNAP", "wick, snap", "uic, esnap"),
    ("UNM, SBA", "U N M, S B A", "U N M, S B A"),
    ("SS-4", "S S 4", "S S 4"),
    ("Dr. Ortiz", "doctor Ortiz", "doctor Ortiz"),
    ("No. 5", "number 5", "número 5"),
    ("R & D", "R and D", "R y D"),
    ("rent/food", "rent or food", "rent o food"),
    ("$40/month", "40 dollars a month", "40 dólares por month"),
]


@pytest.mark.parametrize(("written", "english", "spanish"), AS_SAID)
def test_is_said_as_people_say_it(written: str, english: str, spanish: str) -> None:
    assert (for_the_ear(written, EN), for_the_ear(written, ES)) == (english, spanish)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Abre a las 8:00.", "Abre a las 8 de la mañana."),
        ("de 8:00 a 17:30", "de las 8 de la mañana a las 5 y media de la tarde"),
        ("hasta las 13:00 horas", "hasta la 1 de la tarde"),
        ("Lun-Vie", "lunes a viernes"),
        ("sept. 2025", "septiembre 2025"),
        ("Av. Central y Sra. López", "avenida Central y señora López"),
        ("taxes & inglés", "taxes e inglés"),
        ("siete/ocho", "siete u ocho"),
        ("2nd floor", "segundo piso"),
        ("Atienden 2 a las 9:00", "Atienden 2 a las 9 de la mañana"),
    ],
)
def test_spanish_is_said_as_people_say_it(written: str, said: str) -> None:
    assert for_the_ear(written, ES) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Mon-Fri, 8 a.m. to 5 p.m.", "Monday to Friday, 8 in the morning to 5 in the afternoon"),
        ("Mon, Tue & Sat", "Monday, Tuesday and Saturday"),
        ("all routes and Sun Van", "all routes and Sun Van"),
        ("a $10 fee", "a 10 dollar fee"),
        ("Sept 2025", "September 2025"),
        ("the 505 area, 3D", "the 505 area, 3D"),
        ("open 8-5", "open 8 to 5"),
        ("St. Mary's", "St. Mary's"),
        ("10,500 people", "10500 people"),
    ],
)
def test_english_is_said_as_people_say_it(written: str, said: str) -> None:
    assert for_the_ear(written, EN) == said


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Dr. Adams opens at 9:00. Call 505-924-3890.", EN, ["Dr. Adams opens at 9:00.", "Call 505-924-3890."]),
        ("El Dr. Baca está en la Av. Central. ¡Venga!", ES, ["El Dr. Baca está en la Av. Central.", "¡Venga!"]),
        ("It is at 600 2nd St. NW. Go to 4th St. Wait.", EN, ["It is at 600 2nd St. NW.", "Go to 4th St.", "Wait."]),
        ("Ask Ruth M. Adams at St. Mary's. Now.", EN, ["Ask Ruth M. Adams at St. Mary's.", "Now."]),
        ("Abre a las 8 a.m. Cierra a las 5.", ES, ["Abre a las 8 a.m.", "Cierra a las 5."]),
        ("Desde $1,000 (sept. 2025). No. No. 5.", ES, ["Desde $1,000 (sept. 2025).", "No.", "No. 5."]),
        ("Visit cabq.gov. It costs $9.95.", EN, ["Visit cabq.gov.", "It costs $9.95."]),
        ("¿Necesita ayuda? ¡Claro! ...", ES, ["¿Necesita ayuda?", "¡Claro!"]),
        ("One\nTwo\n\n- three", EN, ["One", "Two", "- three"]),
        ("", ES, []),
    ],
)
def test_sentences_end_where_people_end_them(text: str, language: Language, expected: list[str]) -> None:
    assert sentences(text, language) == expected


def test_a_sentence_too_long_to_say_is_cut_at_a_pause_and_loses_nothing() -> None:
    text = ", ".join(f"palabra número {number}" for number in range(60))
    parts = sentences(text, ES)
    assert " ".join(parts) == text
    assert all(part.endswith(",") for part in parts[:-1])


def test_control_characters_and_markup_are_gone() -> None:
    assert cleaned("\x01 50S Hola\x1b[2J <b>a</b> [[x]] \u202e😀 {y}`") == "50S Hola 2J a x y"


def test_endless_runs_are_collapsed() -> None:
    assert cleaned("nooooooooooo!!!!!!! " + "- " * 20) == "nooo! -"


def test_digits_are_grouped_as_telephone_numbers_are() -> None:
    assert [digit_by_digit(number) for number in ("", "311", "9243890", "505 924-3890")] == [
        "",
        "3 1 1",
        "9 2 4, 3 8 9 0",
        "5 0 5, 9 2 4, 3 8 9 0",
    ]


def test_names_are_spelled() -> None:
    assert spelled("Niño 3D") == "N, I, Ñ, O. 3, D"


WRITTEN = """505-924-3890 $ 1,000 8:00 a.m. / & - St NW 600 2nd Ave Mon-Fri http:// www. a.b @ ext. ( ) % Dr. <b [
é 24:00 hasta a las 9 p.m. ... 2026-02-31 1/2 # + ½"""
PIECES = [*WRITTEN.split(), "\x01", "\u202e", "\ud800", "\n"]


@given(
    st.text() | st.lists(st.sampled_from(PIECES)).map("".join) | st.lists(st.sampled_from(PIECES)).map(" ".join),
    st.sampled_from(Language),
)
def test_whatever_is_written_can_be_said(text: str, language: Language) -> None:
    for sentence in [text, *sentences(text, language)]:
        said = for_the_ear(sentence, language)
        assert len(said) <= LIMIT
        assert not any(unicodedata.category(character).startswith("C") for character in said)


@given(st.text(), st.sampled_from(Language))
def test_sentences_are_short_enough_to_be_said_whole(text: str, language: Language) -> None:
    assert all(0 < len(sentence) <= LIMIT / 2 for sentence in sentences(text, language))


@pytest.mark.parametrize(
    "piece", ["1-", "a.b.", "A ", "/", "(505) ", "St ", "9:00 a ", "<a", "a@", "Mon,", ". A", "$1,"]
)
def test_long_repetitions_are_no_trouble(piece: str) -> None:
    assert len(for_the_ear(piece * 5_000, ES)) <= LIMIT
    assert sentences(piece * 1_000, EN) is not None


def test_nothing_in_the_shipped_directory_is_too_long_to_be_said_whole() -> None:
    pack = Path(__file__).parents[2] / "content" / "packs" / "albuquerque" / "services.jsonl"
    for record in map(json.loads, pack.read_text("utf-8").splitlines()):
        for name, text in record.items():
            if isinstance(text, str) and name.endswith(("_en", "_es")):
                language = Language(name[-2:])
                assert all(len(for_the_ear(sentence, language)) < LIMIT for sentence in sentences(text, language))

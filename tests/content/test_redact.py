"""What is taken out of a visitor's words, and what stays."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TypedDict, cast

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from content.redact import redact
from content.redact.tokens import fold, tokenise


class Line(TypedDict):
    """One line of the set."""

    text: str
    secrets: list[str]
    kind: str
    keep: list[str]


SET = [
    cast(Line, json.loads(line))
    for line in Path(__file__).with_name("redaction_set.jsonl").read_text(encoding="utf-8").splitlines()
]
NUMBERS = ("ssn", "itin", "a-number", "receipt", "phone", "phone-spoken", "card", "other")


def survives(secret: str, kept: str) -> bool:
    """Whether three words of a secret in a row, or four of its figures, can still be read."""
    left = " ".join(token.word for token in tokenise(kept) if token.alphanumeric)
    words = [token.word for token in tokenise(secret) if token.alphanumeric]
    figures = "".join(filter(str.isdigit, fold(secret)))
    runs = [" ".join(words[n : n + 3]) for n in range(max(1, len(words) - 2))]
    fours = [figures[n : n + 4] for n in range(len(figures) - 3)]
    return any(f" {run} " in f" {left} " for run in runs) or any(four in fold(kept) for four in fours)


def recall(kinds: tuple[str, ...]) -> tuple[float, list[str]]:
    lines = [line for line in SET if line["kind"] in kinds]
    leaks = [line["text"] for line in lines if any(survives(s, redact(line["text"])) for s in line["secrets"])]
    return 1 - len(leaks) / len(lines), leaks


def test_the_set_is_large_mixed_and_sound() -> None:
    kinds = Counter(line["kind"] for line in SET)
    assert len(SET) == len({line["text"] for line in SET}) == 500
    assert kinds["none"] >= 100
    assert all(kinds[kind] >= 16 for kind in (*NUMBERS, "email", "date", "name", "address"))
    assert all(part in line["text"] for line in SET for part in line["secrets"] + line["keep"])


def test_numbers_go() -> None:
    rate, leaks = recall(NUMBERS)
    assert rate >= 0.98, leaks


@pytest.mark.parametrize(("kind", "least"), [("email", 0.98), ("date", 0.98), ("address", 0.95), ("name", 0.9)])
def test_names_dates_and_addresses_go(kind: str, least: float, record_property: Callable[[str, object], None]) -> None:
    rate, leaks = recall((kind,))
    record_property("recall", rate)
    assert rate >= least, leaks


def test_what_staff_need_to_read_stays() -> None:
    wanted = [(line["text"], part) for line in SET for part in line["keep"]]
    lost = [text for text, part in wanted if part not in redact(text)]
    assert len(lost) <= 0.03 * len(wanted), lost


def test_lines_with_nothing_private_are_hardly_ever_touched() -> None:
    plain = [line["text"] for line in SET if line["kind"] == "none"]
    touched = [text for text in plain if redact(text) != text]
    assert len(touched) <= 0.03 * len(plain), touched


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("call me at 505-555-0147 please", "call me at [number] please"),
        ("me llamo juan pérez y necesito comida", "me llamo [name] y necesito comida"),
        ("mi correo es ana arroba gmail punto com", "mi correo es [email]"),
        ("nací el 3 de abril de 1988 en Durango", "nací el [date] en Durango"),
        ("vivo en 1234 Calle Ejemplo y no hay luz", "vivo en [address] y no hay luz"),
        ("call 911, 311 or 988", "call 911, 311 or 988"),
        ("I owe $1,200 for the W-2 of 2023", "I owe $1,200 for the W-2 of 2023"),
        ("", ""),
    ],
)
def test_each_kind_leaves_its_name_in_brackets(text: str, kept: str) -> None:
    assert redact(text) == kept


ENGLISH = """
zero one two three four five six seven eight nine
ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen
twenty thirty forty fifty sixty seventy eighty ninety
"""
SPANISH = """
cero uno dos tres cuatro cinco seis siete ocho nueve
diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve
veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa
"""
CIENTOS = "ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos"


def in_words(value: int, language: str) -> str:
    """A number below a thousand as people say it."""
    names = (ENGLISH if language == "en" else SPANISH).split()
    if value < 20:
        return names[value]
    if value < 100:
        joint = " y " if language == "es" else " "
        return names[18 + value // 10] + (joint + names[value % 10] if value % 10 else "")
    rest = " " + in_words(value % 100, language) if value % 100 else ""
    if language == "en":
        return f"{names[value // 100]} hundred{rest}"
    return ("cien" if value == 100 else CIENTOS.split()[value // 100 - 1]) + rest


def grouped(group: str, language: str) -> str:
    """A group of figures as one number, or figure by figure where it begins with a zero."""
    return " ".join(in_words(int(part), language) for part in (group if group[0] == "0" else [group]))


@st.composite
def said_numbers(draw: st.DrawFn) -> str:
    """A phone or document number as people may say or type it."""
    figures = draw(st.text("0123456789", min_size=7, max_size=16))
    language = draw(st.sampled_from(["en", "es"]))
    spoken = draw(st.booleans())
    said = ""
    while figures:
        size = draw(st.integers(1, 3 if spoken else 5))
        group, figures = figures[:size], figures[size:]
        said += grouped(group, language) if spoken else group
        said += draw(st.sampled_from([" ", " ", ", ", " uh ", " eh ", "-" if not spoken else " "])) if figures else ""
    return said


@given(
    said_numbers(), st.sampled_from(["mi número es {}", "{} is my number", "please write {} down", "apunte {} porfa"])
)
def test_a_number_goes_however_it_is_grouped_and_said(number: str, sentence: str) -> None:
    kept = redact(sentence.format(number))
    left = [token.word for token in tokenise(kept.replace("[number]", ""))]
    assert not [word for word in left if any(map(str.isdigit, word))]
    assert not survives(number, kept)


PIECES = sorted({word for line in SET for word in line["text"].split()} | set("@.,-/:()#$%+&[]'"))
soup = st.builds(str.join, st.sampled_from([" ", "", "  "]), st.lists(st.sampled_from(PIECES), max_size=30))


@given(st.one_of(soup, st.text(), st.text("0123456789 -.@/:aeiou[]$", max_size=60)))
@example("[name] [number] [email]")
@example("a" * 50 + "@" + "a." * 50)
def test_redacting_twice_changes_nothing_more(text: str) -> None:
    once = redact(text)
    assert redact(once) == once


@given(st.text(st.characters(), max_size=80))
def test_any_text_at_all_is_taken(text: str) -> None:
    assert isinstance(redact(text), str)


HOSTILE = """
5|five|a@|a.a@|1-|me llamo|soy Ana|de|y|calle a|million one|mil|n-|a b c|12:30|$1,|at dot|born 1|1/|x'|uh|double
5 de mayo de|[number] 5|arroba|maria lopez|po box|\u0301|\u200b1|no no
user-|gmail.|arroba.|at.dot.|born el|name: a|mi hijo mayor|$1,111,
"""


@pytest.mark.parametrize("piece", HOSTILE.strip().replace("\n", "|").split("|"))
@pytest.mark.parametrize("gap", ["", " "])
def test_long_hostile_text_is_soon_done(piece: str, gap: str) -> None:
    assert redact((piece + gap) * 1_000)

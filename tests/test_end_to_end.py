"""Everything real, in one go: a voice asks, Vosk hears, the shipped directory answers, a slip is printed, and what the
kiosk says can be understood by ear.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from content.language import Language
from speech.say_as import sentences
from tests.kiosk.command_runs import Command
from tests.spoken import CLIPS, FULL_MODELS

MEANT = {"en": "loan", "es": "préstamo"}
"""The word that matters in each question, and in the name of a service that answers it."""


def test_a_spoken_question_becomes_a_printed_and_spoken_answer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    slip, sound = tmp_path / "slip.txt", tmp_path / "answer.wav"
    settings = {
        "VENTANILLA_DATA_CACHE": str(tmp_path / "cache"),
        "VENTANILLA_DATA_MODELS": str(FULL_MODELS),
        "VENTANILLA_PRINTER_DEVICE": f"file:{slip}",
    }
    command = Command(tmp_path / "home", capsys, settings)

    heard = command("listen", *(CLIPS / language / "q.wav" for language in MEANT), "--json")
    assert (heard.code, heard.err) == (0, "")
    for language, answer in zip(MEANT, map(json.loads, heard.out.splitlines()), strict=True):
        assert (answer["language"], answer["verdict"] in ("certain", "unsure")) == (language, True)
        assert MEANT[language] in answer["text"].split()
        names = shown_names(answer, language)
        assert any(MEANT[language] in name.lower() for name in names)

        printed = command("ask", answer["text"], "--print", "--json")
        assert (printed.code, printed.err) == (0, "")
        assert shown_names(printed.json, language) == names
        on_paper = " ".join(slip.read_text("utf-8").split())
        assert names[0] in on_paper

        beginning = " ".join(sentences(answer["spoken"], Language(language))[:2])
        assert command("say", beginning, "--language", language, "--output", sound).code == 0
        again = command("listen", sound, "--json").json
        said, understood = long_words(beginning), long_words(again["transcripts"][language]["text"])
        assert long_words(names[0]) & said
        assert len(said & understood) >= 0.7 * len(said), (said, understood)


def shown_names(answer: dict[str, Any], language: str) -> list[str]:
    """What the services of an answer are called."""
    return [service["name"][language] for service in answer["services"]]


def long_words(text: str) -> set[str]:
    """The words of a text by which it would be known again."""
    return set(re.findall(r"[a-záéíñóúü]{4,}", text.lower()))

"""`kiosk ask`: the answer for a program, a reader, the ear and on paper."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.cli.parts import Parts
from speech.errors import VoiceUnavailable
from speech.player import RememberingPlayer
from speech.voice import SilentSynthesizer
from tests.kiosk.command_runs import ROOT, Command, small_disk, small_pack

LOAN = "I need a loan for my business"


@pytest.fixture
def command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    return Command(tmp_path, capsys)


def test_the_json_has_the_fields_that_scripts_rely_on(command: Command) -> None:
    ran = command.on_pack("ask", LOAN, "--json")
    assert (ran.code, ran.err, ran.out.count("\n")) == (0, "", 1)
    table = ran.json
    assert list(table) == ["question", "language", "verdict", "services", "probability", "spoken", "elapsed_ms"]
    assert (table["question"], table["language"], table["verdict"]) == (LOAN, "en", "certain")
    assert table["services"][0] | {"score": 0, "open_now": None} == {
        "id": "loans",
        "score": 0,
        "name": {"en": "Small business loans", "es": "Préstamos para negocios"},
        "organization": "The Centre",
        "phones": ["505-555-0101"],
        "address": "600 2nd St NW, Albuquerque, NM",
        "url": None,
        "open_now": None,
        "verified": "2026-11-01",
    }
    assert 0 < table["probability"] <= 1
    assert table["elapsed_ms"] > 0


def test_services_come_best_first_and_no_more_than_asked_for(command: Command) -> None:
    for top in (1, 2, 10):
        services = command.on_pack("ask", LOAN, "--json", "--top", str(top)).json["services"]
        scores = [service["score"] for service in services]
        assert services[0]["id"] == "loans"
        assert scores == sorted(scores, reverse=True)
        assert len(services) <= top
    assert len({service["id"] for service in services}) == 3  # the clinic has no contact


def test_the_language_is_settled_by_the_words_or_given(command: Command) -> None:
    assert command.on_pack("ask", "necesito un préstamo para mi negocio", "--json").json["language"] == "es"
    assert command.on_pack("ask", LOAN, "--json", "--language", "auto").json["language"] == "en"
    assert command.on_pack("ask", "", "--json", "--language", "es").json["language"] == "es"
    assert command.on_pack("ask", "no", "--language", "es").out != command.on_pack("ask", "no").out


def test_only_a_command_has_a_command(command: Command) -> None:
    table = command.on_pack("ask", "imprimir", "--json").json
    assert (table["verdict"], table["command"], table["services"]) == ("command", "print", [])


def test_a_crisis_has_its_lines_and_lists_them_first(command: Command) -> None:
    table = command.on_pack("ask", "se quema mi casa", "--json").json
    line = {
        "id": "911",
        "number": "911",
        "name": {"en": "Police, fire, ambulance", "es": "Policía, bomberos, ambulancia"},
    }
    assert (table["verdict"], table["crisis"]) == ("crisis", {"kind": "emergency", "lines": [line]})
    assert [(service["id"], service["phones"]) for service in table["services"]] == [("911", ["911"])]
    assert "911" in table["spoken"]


def test_an_empty_question_finds_nothing(command: Command) -> None:
    for empty in ("", " \t\n", "\x00\x1b", "\u200b"):
        table = command.on_pack("ask", empty, "--json").json
        assert (table["question"], table["verdict"], table["services"]) == (empty, "no_match", [])


@pytest.mark.parametrize(
    "question",
    [
        "where can i get a loan " * 45_000,
        "a" * 1_000_000,
        "\x1b[31mloan\x07\x1b]0;title\x07",
        "\x00\x01\x02\x7f\x9b",
        "我需要贷款",
        "أحتاج إلى قرض",
        "мне нужен заём",
        "🏠" * 500,
        "e" + "\u0301" * 5_000,
        "%s %(x)s {x} {0} \\N{DIGIT ONE}",
        "'; drop table services; --",
        "\udcff\ud800 loan",
    ],
    ids=lambda question: ascii(question[:9]),
)
def test_whatever_is_asked_there_is_an_answer_without_control_characters(question: str, command: Command) -> None:
    ran = command.on_pack("ask", question, "--json")
    assert (ran.code, ran.err) == (0, "")
    assert ran.json["verdict"] != "crisis"
    shown = command.on_pack("ask", question)
    assert shown.out.replace("\n", "").isprintable()


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=40))
def test_any_text_at_all_has_an_answer(command: Command, question: str) -> None:
    ran = command.on_pack("ask", "--json", "--explain", "--", question)
    assert (ran.code, ran.err) == (0, "")
    assert ran.json["question"] == question.encode("utf-8", "replace").decode()


def test_bytes_that_are_no_letters_are_taken_as_they_are(command: Command) -> None:
    ran = command.process("--pack", small_pack(), "ask", "--json", shell='exec "$@" "$(printf "loan \\377")"')
    assert ran.json["question"] == "loan ?"


def test_json_is_whole_where_output_takes_only_ascii(command: Command) -> None:
    command.settings["PYTHONIOENCODING"] = "ascii"
    ran = command.process("--pack", small_pack(), "ask", "necesito un préstamo", "--json")
    assert ran.json["question"] == "necesito un préstamo"
    assert ran.out.isascii()
    assert command.process("--pack", small_pack(), "ask", "necesito un préstamo").code == 0


def test_a_reader_gets_lines(command: Command) -> None:
    ran = command.on_pack("ask", "necesito un préstamo para mi negocio")
    assert (ran.code, ran.err) == (0, "")
    assert "Préstamos para negocios" in ran.out.splitlines()
    assert "505-555-0101" in ran.out


def test_a_choice_asks_for_no_key_that_is_not_there(command: Command) -> None:
    table = command.on_pack("ask", "business english class or loan", "--json").json
    told = command.on_pack("ask", "business english class or loan").out
    for words in ("Press", "Type the number", "Esc", "F2"):
        assert words not in told
        assert words not in table["spoken"]


def test_an_explanation_names_what_was_compared(command: Command) -> None:
    reasons = command.on_pack("ask", LOAN, "--json", "--explain").json["explanation"]
    assert reasons[0]["owner"] == "service:loans"
    assert reasons[0]["texts"][0] == {"text": LOAN, "likeness": pytest.approx(1, abs=0.01)}
    assert f"  {LOAN}\n" in command.on_pack("ask", LOAN, "--explain").out
    assert "explanation" not in command.on_pack("ask", LOAN, "--json").json


def test_the_answer_is_printed(command: Command, tmp_path: Path) -> None:
    command.settings["VENTANILLA_PRINTER_DEVICE"] = f"file:{tmp_path}/slip.txt"
    ran = command.on_pack("ask", "necesito un préstamo para mi negocio", "--print", "--json")
    assert (ran.code, ran.json["verdict"], ran.err) == (0, "certain", "")
    slip = (tmp_path / "slip.txt").read_text()
    assert "Préstamos para negocios" in slip
    assert "505-555-0101" in slip


@pytest.mark.parametrize(
    ("device", "reason"),
    [
        ("none", "no printer is set up"),
        ("file:/nowhere/slip.txt", "switched off"),
        ("file:/dev/full", "the disk is full"),
        ("escpos:network:127.0.0.1:9", "switched off"),
    ],
)
def test_a_printer_that_does_not_print_is_told_after_the_answer(device: str, reason: str, command: Command) -> None:
    command.settings["VENTANILLA_PRINTER_DEVICE"] = device
    ran = command.on_pack("ask", LOAN, "--print")
    assert "505-555-0101" in ran.out
    assert reason in ran.failed_in_one_line


def test_a_slip_on_a_full_disk_leaves_the_last_one_whole(command: Command, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 16_384) as disk:
        (disk / "slip.txt").write_text("the last one")
        (disk / "filler").write_bytes(bytes(12_288))
        command.settings["VENTANILLA_PRINTER_DEVICE"] = f"file:{disk}/slip.txt"
        assert "the disk is full" in command.on_pack("ask", LOAN, "--print").failed_in_one_line
        assert {file.name: file.read_bytes()[:12] for file in disk.iterdir()} == {
            "slip.txt": b"the last one",
            "filler": bytes(12),
        }


def test_a_printer_nobody_knows_is_told(command: Command) -> None:
    command.settings["VENTANILLA_PRINTER_DEVICE"] = "escpos:fax:12"
    assert "fax:12" in command.on_pack("ask", LOAN, "--print").failed_in_one_line


def test_where_nothing_was_found_there_is_nothing_to_print(command: Command) -> None:
    assert "no service was found" in command.on_pack("ask", "", "--print").failed_in_one_line


def test_without_a_loudspeaker_reading_aloud_fails_in_one_line(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Parts, "voice", SilentSynthesizer())
    command.settings["VENTANILLA_SOUND_SPEAKER"] = "none"
    ran = command.on_pack("ask", LOAN, "--aloud")
    assert "505-555-0101" in ran.out
    assert "loudspeaker" in ran.failed_in_one_line


def test_without_a_voice_reading_aloud_fails_in_one_line(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    class Hoarse(SilentSynthesizer):
        def synthesise(self, *_: object, **__: object) -> None:  # type: ignore[override]
            raise VoiceUnavailable("there is no voice; install one")

    monkeypatch.setattr(Parts, "voice", Hoarse())
    assert command.on_pack("ask", LOAN, "--aloud").failed_in_one_line == "there is no voice; install one"


def test_the_answer_is_read_aloud(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    voice = SilentSynthesizer()
    monkeypatch.setattr(Parts, "voice", voice)
    monkeypatch.setattr(Parts, "loudspeaker", RememberingPlayer())
    assert command.on_pack("ask", LOAN, "--aloud").code == 0
    assert "Small business loans" in " ".join(text for text, *_ in voice.said)


HEAVY = {"alembic", "escpos", "miniaudio", "pyttsx3", "requests", "rich", "sounddevice", "soxr", "textual", "vosk"}


def test_an_answer_loads_no_library_it_has_no_use_for(command: Command) -> None:
    command("content", "import", small_pack())  # the database is up to date, as it nearly always is
    code = "import sys; from kiosk.cli import main; main(['ask', 'loan']); sys.exit(' '.join(sys.modules))"
    ended = subprocess.run(
        [command.words()[0], "-c", code], env=command.environment, cwd=ROOT, capture_output=True, check=False, text=True
    )
    loaded = set(ended.stderr.split())
    assert "kiosk.cli.ask" in loaded
    assert not loaded & HEAVY
    assert not loaded & {"kiosk.cli.doctor", "kiosk.cli.failures", "matcher.learn", "kiosk.devices", "kiosk.doctor"}

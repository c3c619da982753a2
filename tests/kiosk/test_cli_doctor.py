"""`kiosk doctor`: what is wrong, and what to do about it."""

from __future__ import annotations

import shutil
import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from content.directory import Directory
from content.errors import DiskFull
from content.store import MemoryJournal, MemoryStore
from kiosk import doctor
from kiosk.cli.parts import Parts
from kiosk.doctor import Finding, Health
from kiosk.printing.printer import ListPrinter, NoPrinter, PrinterSettingError, Reason
from speech.errors import NoMicrophone, VoiceUnavailable
from speech.player import RememberingPlayer
from speech.voice import SilentSynthesizer
from tests.kiosk.command_runs import Command, Ran, small_disk, small_pack
from tests.small_directory import small_directory
from tests.spoken import CLIPS, MODELS


@pytest.fixture
def command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    return Command(tmp_path / "home", capsys)


def findings(ran: Ran) -> dict[str, tuple[str, str, str]]:
    """Health, what was found, and the remedy of each check; nothing is wrong without a remedy."""
    assert ran.err == ""
    table: list[dict[str, Any]] = ran.json
    assert all(finding.keys() == {"what", "health", "found", "remedy"} for finding in table)
    assert all(finding["remedy"] or finding["health"] == "good" for finding in table)
    assert ran.code == int(any(finding["health"] == "bad" for finding in table))
    return {finding["what"]: (finding["health"], finding["found"], finding["remedy"]) for finding in table}


def test_a_new_machine_is_well_but_for_speech(command: Command) -> None:
    found = findings(command("doctor", "--json"))
    assert {what for what, (health, *_) in found.items() if health != "good"} == {"speech model en", "speech model es"}
    assert found["directory"][1].startswith("none yet")
    assert found["speech model es"][2] == "kiosk models fetch, or kiosk models add"
    assert found["settings"][1] == "Ventanilla, en first, America/Denver time"


def test_a_person_gets_a_line_a_check_and_the_remedy_below(command: Command) -> None:
    ran = command("doctor")
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith("warning  speech model en"))
    assert lines[at + 1].strip() == "what to do: kiosk models fetch, or kiosk models add"


def test_the_published_directory_is_counted_and_left_alone(command: Command) -> None:
    command("content", "import", small_pack())
    for _ in range(2):
        assert findings(command("doctor", "--json"))["directory"][1] == "revision 1, 4 services"


def test_a_directory_that_knows_no_danger_is_bad() -> None:
    store = MemoryStore()
    store.publish(replace(small_directory(), crises=()), "no crises")
    found = doctor.directory(lambda: store)
    assert found.health is Health.BAD
    assert "nobody in danger is recognised" in found.found


def test_a_cache_that_cannot_be_written_is_a_warning(command: Command) -> None:
    command.settings["VENTANILLA_DATA_CACHE"] = "/dev/null/cache"
    health, found, remedy = findings(command("doctor", "--json"))["cache"]
    assert health == "warning"
    assert found.startswith("/dev/null/cache: cannot be written (Not a directory)")
    assert "data.cache" in remedy


def test_a_setting_that_is_wrong_is_a_finding(command: Command) -> None:
    command.settings["VENTANILLA_SITE_NAMME"] = "x"
    ran = command("doctor", "--json")
    assert findings(ran)["settings"] == (
        "bad",
        "VENTANILLA_SITE_NAMME: site.namme is unknown",
        "did you mean name?",
    )
    assert "disk" not in findings(ran)


def test_a_newer_database_is_a_finding(command: Command) -> None:
    command("content", "import", small_pack())
    with sqlite3.connect(command.database) as connection:
        connection.execute("UPDATE ventanilla_version SET version_num = 'v9999'")
    connection.close()
    health, found, remedy = findings(command("doctor", "--json"))["directory"]
    assert (health, "v9999" in found, remedy) == ("bad", True, "update the program, or name another database")


def test_a_damaged_database_is_a_finding(command: Command) -> None:
    command.database.parent.mkdir(parents=True)
    command.database.write_bytes(b"what is this" * 1000)
    assert findings(command("doctor", "--json"))["directory"][0] == "bad"


def test_a_folder_that_cannot_be_written_is_a_finding(command: Command, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    found = findings(command("doctor", "--json", "--database", f"sqlite:///{tmp_path}/file/kiosk.db"))
    assert found["directory"][0] == "bad"


def test_a_database_that_can_only_be_read_loses_records(command: Command) -> None:
    command("content", "import", small_pack())
    url = f"sqlite:///file:{command.database}?mode=ro&uri=true"
    found = findings(command("doctor", "--json", "--database", url))
    assert found["directory"][0] == "good"
    assert found["records"][0] == "warning"
    assert "may not be written" in found["records"][1]


def test_a_full_disk_is_a_finding(command: Command, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 1_000_000) as disk:
        found = findings(command("doctor", "--json", "--database", f"sqlite:///{disk}/kiosk.db"))
    assert found["disk"][0] == "warning"
    assert found["disk"][1].endswith(f"MB free at {disk}")


@pytest.mark.parametrize(
    ("device", "health"),
    [("none", "good"), ("file:/dev/null", "good"), ("file:/nowhere/slip.txt", "warning"), ("escpos:fax:12", "bad")],
)
def test_the_printer_is_tried(device: str, health: str, command: Command) -> None:
    command.settings["VENTANILLA_PRINTER_DEVICE"] = device
    found = findings(command("doctor", "--json"))["printer"]
    assert (found[0], device in found[1]) == (health, True)


def test_models_are_looked_into(command: Command, tmp_path: Path) -> None:
    shutil.copytree(MODELS, tmp_path / "models")
    (tmp_path / "models" / "es" / "am" / "final.mdl").unlink()
    found = findings(command("doctor", "--json", "--models", tmp_path / "models"))
    assert found["speech model en"] == ("good", str(tmp_path / "models" / "en"), "")
    assert found["speech model es"][0] == "warning"
    assert "am/final.mdl is missing" in found["speech model es"][1]


def test_sound_is_tried_on_request(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    class Named(RememberingPlayer):
        def name(self) -> str:
            return "a box"

    monkeypatch.setattr(Parts, "loudspeaker", Named())
    command.settings["VENTANILLA_SOUND_MICROPHONE"] = f"file:{CLIPS / 'es' / 'print.wav'}"
    found = findings(command("doctor", "--sound", "--json", "--models", MODELS))
    assert found["recognition"] == ("good", "ready in en and es", "")
    assert found["microphone"][0] == "good"
    assert found["voice"] == ("good", "speaks English and Spanish", "")
    assert found["loudspeaker"] == ("good", "a box", "")


def test_a_machine_without_sound_still_works(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Parts, "voice", SilentSynthesizer())
    command.settings |= {"VENTANILLA_SOUND_MICROPHONE": "none", "VENTANILLA_SOUND_SPEAKER": "none"}
    found = findings(command("doctor", "--sound", "--json"))
    assert found["recognition"][0] == "warning"
    assert found["microphone"] == found["loudspeaker"] == ("good", "none, as the settings say", "")


def published(directory: Directory) -> MemoryStore:
    store = MemoryStore()
    store.publish(directory, "for a test")
    return store


def raising(error: Exception) -> Any:
    def attempt() -> Any:
        raise error

    return attempt


@pytest.mark.parametrize(
    "finding",
    [
        doctor.sound("microphone", "default", raising(NoMicrophone("the wire is cut"))),
        doctor.sound("voice", "default", raising(VoiceUnavailable("there is no voice; install one"))),
        doctor.records(raising(DiskFull("full"))),
        doctor.directory(raising(DiskFull("full; make room"))),
        doctor.directory(lambda: published(replace(small_directory(), services={}))),
        doctor.printer("x", raising(PrinterSettingError("what is x"))),
        *(doctor.printer("list", lambda reason=reason: ListPrinter(reason)) for reason in Reason),  # type: ignore[misc]
    ],
    ids=lambda finding: finding.found,
)
def test_what_is_wrong_always_has_a_remedy(finding: Finding) -> None:
    assert finding.remedy or finding.health is Health.GOOD
    assert finding.health is not Health.GOOD or finding.found.endswith("no printer is set up")


def test_what_is_well_needs_no_remedy() -> None:
    for finding in (
        doctor.machine(),
        *doctor.libraries(),
        doctor.directory(lambda: published(small_directory())),
        doctor.records(MemoryJournal),
        doctor.printer("none", NoPrinter),
        doctor.printer("list", ListPrinter),
        doctor.sound("voice", "", lambda: "speaks"),
    ):
        assert (finding.health, finding.remedy) == (Health.GOOD, "")


def test_a_library_that_is_missing_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "LIBRARIES", ("no-such-library",))
    assert [*doctor.libraries()] == [Finding("no-such-library", Health.BAD, "not installed", "run make kiosk again")]

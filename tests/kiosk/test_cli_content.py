"""`kiosk content`: a pack goes in whole or not at all, and comes out as it went in."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from content.pack import read_pack
from content.sql import SqlStore
from kiosk.cli.parts import SHIPPED_PACK, shipped_pack
from matcher.judgement import Judgement, shipped_judgement
from tests.kiosk.command_runs import Command, small_disk, small_pack
from tests.small_directory import small_directory


@pytest.fixture
def command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    return Command(tmp_path / "home", capsys)


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A pack with two faults in its services and one in its subjects."""
    pack = Path(shutil.copytree(small_pack(), tmp_path / "broken"))
    lines = (pack / "services.jsonl").read_text("utf-8").splitlines()
    second = json.loads(lines[1])
    second["url"] = "not an address"
    lines[1], lines[2] = json.dumps(second), "{"
    (pack / "services.jsonl").write_text("\n".join(lines), "utf-8")
    (pack / "topics.json").write_text("[{}]")
    return pack


def revisions(command: Command) -> list[str]:
    """The notes of what has been published; none where there is no database."""
    if not command.database.exists():
        return []
    store = SqlStore(f"sqlite:///{command.database}")
    try:
        return [revision.note for revision in store.revisions()]
    finally:
        store.close()


def test_what_was_imported_is_exported_again(command: Command, tmp_path: Path) -> None:
    ran = command("content", "import", small_pack(), "--note", "a small one")
    assert (ran.code, ran.out, ran.err) == (0, "published 4 services as revision 1\n", "")
    assert revisions(command) == ["a small one"]
    ran = command("content", "export", tmp_path / "out")
    assert (ran.code, ran.err) == (0, "")
    assert read_pack(tmp_path / "out") == replace(small_directory(), revision=0)
    assert command("content", "import", tmp_path / "out").out == "published 4 services as revision 2\n"


def test_every_fault_of_a_pack_has_its_line_and_nothing_is_published(command: Command, broken: Path) -> None:
    ran = command("content", "import", broken)
    assert (ran.code, ran.out) == (1, "")
    lines = ran.err.splitlines()
    assert len(lines) >= 3
    assert all(line.startswith("kiosk: ") and "; " in line for line in lines)
    assert 'kiosk: services.jsonl line 2, field "url": ' in ran.err
    assert "kiosk: services.jsonl line 3: this is not JSON" in ran.err
    assert "kiosk: topics.json" in ran.err
    assert revisions(command) == []


def test_a_pack_that_does_not_import_leaves_the_published_directory(command: Command, broken: Path) -> None:
    command("content", "import", small_pack())
    assert command("content", "import", broken).code == 1
    assert revisions(command) == ["imported"]


def test_a_folder_that_is_no_pack_is_told(command: Command, tmp_path: Path) -> None:
    assert str(tmp_path / "gone") in command("content", "import", tmp_path / "gone").failed_in_one_line
    (tmp_path / "empty").mkdir()
    assert command("content", "import", tmp_path / "empty").code == 1
    assert revisions(command) == []


def test_a_folder_of_other_things_is_not_replaced_by_an_export(command: Command, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("ten years of work")
    told = command("--pack", small_pack(), "content", "export", tmp_path).failed_in_one_line
    assert "it holds other things than a pack" in told
    assert (tmp_path / "thesis.txt").exists()


def test_an_export_over_a_pack_is_refused_and_writes_nothing(command: Command, tmp_path: Path) -> None:
    pack = Path(shutil.copytree(small_pack(), tmp_path / "mine"))
    (pack / "services.jsonl").write_text("a long evening's corrections")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    told = command("content", "export", pack).failed_in_one_line
    assert told == f"{pack}: there is a pack already; name another folder, or add --replace"
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_an_export_replaces_a_pack_when_it_is_told_to(command: Command, tmp_path: Path) -> None:
    pack = Path(shutil.copytree(small_pack(), tmp_path / "mine"))
    (pack / "services.jsonl").write_text("old")
    (pack / "NOTES.md").write_text("kept")
    assert command.on_pack("content", "export", pack, "--replace").code == 0
    assert read_pack(pack) == replace(small_directory(), revision=0)
    assert (pack / "NOTES.md").read_text() == "kept"


def test_a_check_tells_every_fault_and_publishes_nothing(command: Command, broken: Path) -> None:
    ran = command("content", "check", broken)
    assert (ran.code, ran.err) == (1, "")
    assert 'error: services.jsonl line 2, field "url": ' in ran.out
    assert ran.out.splitlines()[-1].partition(",")[0].endswith(" errors")
    assert not command.home.exists()


def test_what_can_be_bettered_is_told_without_failing(command: Command) -> None:
    ran = command("content", "check", small_pack())
    assert (ran.code, ran.err) == (0, "")
    assert "warning: " in ran.out
    assert "error: " not in ran.out


def test_the_directory_that_comes_with_the_program_is_checked_when_none_is_named(command: Command) -> None:
    assert shipped_pack().name == SHIPPED_PACK
    assert command("content", "check").out.splitlines()[-1].startswith("0 errors, ")


def test_what_was_learnt_can_be_read_again(command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kiosk.publishing.judgement_of", lambda *_: shipped_judgement())  # learning takes its time
    ran = command.on_pack("content", "learn", "--output", tmp_path / "judgement.json")
    assert (ran.code, ran.err) == (0, "")
    learnt = Judgement.from_json((tmp_path / "judgement.json").read_text("utf-8"))
    assert learnt.as_json() == shipped_judgement().as_json()


def test_on_a_full_disk_nothing_is_published(command: Command, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 1_000_000) as disk:
        url = f"sqlite:///{disk}/kiosk.db"
        assert command("--database", url, "content", "import", small_pack(), "--note", "first").code == 0
        filler = disk / "filler"
        filler.write_bytes(bytes(1_000_000 - sum(file.stat().st_size for file in disk.iterdir()) - 40_000))
        ran = command("--database", url, "content", "import", shipped_pack())
        assert "kiosk.db: the disk is full; " in ran.failed_in_one_line
        filler.unlink()
        assert command("--database", url, "content", "export", tmp_path / "out").code == 0
        assert read_pack(tmp_path / "out") == replace(small_directory(), revision=0)


def test_an_export_to_a_full_disk_leaves_what_was_there(command: Command, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 200_000) as disk:
        assert command.on_pack("content", "export", disk / "pack").code == 0
        ran = command("--pack", shipped_pack(), "content", "export", disk / "pack", "--replace")
        assert "No space left" in ran.failed_in_one_line
        assert [path.name for path in disk.iterdir()] == ["pack"]
        assert read_pack(disk / "pack") == replace(small_directory(), revision=0)

"""`kiosk models`: speech models from the network, from a stick, and away again."""

from __future__ import annotations

import hashlib
import io
import shutil
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from speech import models as stored
from tests.kiosk.command_runs import Command
from tests.model_server import ModelServer
from tests.spoken import MODELS


@pytest.fixture
def command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    return Command(tmp_path / "home", capsys, {"VENTANILLA_DATA_MODELS": str(tmp_path / "models")})


@pytest.fixture(scope="module")
def archive() -> bytes:
    """A Spanish model as it is published."""
    packed = io.BytesIO()
    with ZipFile(packed, "w") as file:
        for path in (MODELS / "es").rglob("*"):
            file.write(path, Path("vosk-model-es") / path.relative_to(MODELS / "es"))
    return packed.getvalue()


def test_a_model_is_fetched_listed_verified_and_removed(command: Command, archive: bytes, tmp_path: Path) -> None:
    with ModelServer(archive).running() as server:
        ran = command("models", "fetch", "es", "--url", server.url)
    assert (ran.code, ran.err) == (0, "")
    assert f"from {server.url}" in ran.out
    assert command("models", "list").out == ran.out
    (listed,) = command("models", "list", "--json").json
    assert (listed["language"], listed["path"]) == ("es", str(tmp_path / "models" / "es"))
    assert listed["archive_sha256"] == hashlib.sha256(archive).hexdigest()
    assert command("models", "verify", "es").out.endswith("  whole, and loads\n")
    assert command("models", "remove", "es").code == 0
    assert command("models", "list", "--json").json == []


def test_a_model_is_added_from_a_folder(command: Command) -> None:
    ran = command("models", "add", MODELS / "en", "--language", "en")
    assert (ran.code, ran.err, ran.out[:2]) == (0, "", "en")


def test_where_there_are_none_the_list_says_how_to_get_them(command: Command, tmp_path: Path) -> None:
    assert command("models", "list").out == f"none in {tmp_path}/models; fetch them with: kiosk models fetch\n"
    assert command("models", "list", "--json").json == []


@pytest.mark.parametrize("task", [["verify"], ["verify", "es"], ["remove", "es"]])
def test_a_model_that_is_not_there_is_told(task: list[str], command: Command) -> None:
    assert "no speech model there; fetch it" in command("models", *task).failed_in_one_line


def test_a_damaged_model_is_told(command: Command, tmp_path: Path) -> None:
    shutil.copytree(MODELS, tmp_path / "models")
    (tmp_path / "models" / "es" / "am" / "final.mdl").write_bytes(b"x")
    assert str(tmp_path / "models" / "es") in command("models", "verify", "es").failed_in_one_line


@pytest.mark.parametrize("content", [b"", b"no archive"])
def test_what_is_no_model_is_not_installed(content: bytes, command: Command, tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(content)
    for origin in (tmp_path / "x.zip", tmp_path / "gone.zip", tmp_path):
        assert command("models", "add", origin, "--language", "es").failed_in_one_line
    assert command("models", "list", "--json").json == []


def test_an_archive_with_another_sum_is_refused(command: Command, archive: bytes) -> None:
    with ModelServer(archive).running() as server:
        ran = command("models", "fetch", "es", "--url", server.url, "--sha256", "0" * 64)
    assert "SHA-256" in ran.failed_in_one_line


def test_an_address_that_is_not_there_is_told(command: Command) -> None:
    with ModelServer(status=404).running() as server:
        ran = command("models", "fetch", "es", "--url", server.url)
    assert "404" in ran.failed_in_one_line
    assert command("models", "fetch", "es", "--url", "file:///etc/passwd").failed_in_one_line


def test_a_kiosk_without_a_network_starts_without_models(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    with ModelServer().running() as server:
        gone = server.url
    monkeypatch.setattr(stored, "OFFICIAL", dict.fromkeys(stored.OFFICIAL, gone))
    ran = command("models", "fetch", "--if-missing")
    assert (ran.code, ran.out) == (0, "")
    assert ran.complaint.startswith("speech models not fetched (127.0.0.1: cannot be reached")
    assert "kiosk models add" in ran.complaint


def test_the_log_in_page_of_a_network_is_no_model_and_no_error(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ModelServer(b"<html>Welcome to our Wi-Fi").running() as server:
        monkeypatch.setattr(stored, "OFFICIAL", dict.fromkeys(stored.OFFICIAL, server.url))
        ran = command("models", "fetch", "--if-missing")
    assert (ran.code, ran.out, "no zip archive" in ran.complaint) == (0, "", True)


def test_what_is_there_is_not_fetched_again(
    command: Command, archive: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(MODELS, tmp_path / "models")
    with ModelServer(archive).running() as server:
        monkeypatch.setattr(stored, "OFFICIAL", dict.fromkeys(stored.OFFICIAL, server.url))
        ran = command("models", "fetch", "--if-missing")
    assert (ran.code, ran.out, ran.err, server.requests) == (0, "", "", [])


def test_somebody_at_a_terminal_sees_how_far_it_is(
    command: Command, archive: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with ModelServer(archive).running() as server:
        ran = command("models", "fetch", "es", "--url", server.url)
    assert ran.err.startswith("\rfetching the speech model es: ")
    assert ran.err.endswith(f" of {len(archive) / 1e6:.0f} MB\n")


def test_a_folder_that_cannot_be_written_is_told(command: Command, tmp_path: Path) -> None:
    (tmp_path / "models").touch()
    assert str(tmp_path / "models") in command("models", "add", MODELS / "es", "--language", "es").failed_in_one_line
    assert command("models", "list").code == 0

"""Set-up on machines that have little, are cut off, or were interrupted."""

from __future__ import annotations

import ast
import os
import re
import shutil
import ssl
import subprocess
import sys
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

import bootstrap

CHECKOUT = bootstrap.Place(Path(bootstrap.__file__).parent)
WHEEL = f"pip-{bootstrap.PIP_RELEASE}-py3-none-any.whl"
PROJECT = '[project]\nname = "toy"\nversion = "0"\nrequires-python = ">=3.11"\n'
LOCK = (
    'version = 1\nrequires-python = ">=3.11"\n\n[[package]]\nname = "toy"\nversion = "0"\nsource = { virtual = "." }\n'
)


@pytest.fixture
def place(tmp_path: Path) -> bootstrap.Place:
    """A project without a single dependency, not set up yet."""
    (tmp_path / "pyproject.toml").write_text(PROJECT)
    (tmp_path / "uv.lock").write_text(LOCK)
    shutil.copy(bootstrap.__file__, tmp_path)
    return bootstrap.Place(tmp_path)


class FakeUv:
    """Stands where uv would; makes an environment with nothing in it, and remembers what it was asked."""

    def __init__(self, place: bootstrap.Place) -> None:
        self.place = place
        self.answers("mkdir -p .venv/bin && touch .venv/bin/python")

    def answers(self, script: str) -> None:
        self.place.uv.parent.mkdir(parents=True, exist_ok=True)
        self.place.uv.write_text(f'#!/bin/sh\necho "$@" >> asked\n{script}\n')
        self.place.uv.chmod(0o755)

    @property
    def asked(self) -> list[str]:
        asked = self.place.root / "asked"
        return asked.read_text().splitlines() if asked.exists() else []


@pytest.fixture
def uv(place: bootstrap.Place) -> FakeUv:
    return FakeUv(place)


class FakeIndex:
    """A package index on this machine: what it serves, by path."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.files: dict[str, bytes] = {}

    def publish(self, name: str, wheel: str, content: bytes) -> None:
        page = f'<a href="../../files/{wheel}#sha256=0">{wheel}</a>'.encode()
        self.files |= {f"/simple/{name}/": page, f"/files/{wheel}": content}


@pytest.fixture
def index(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeIndex]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            content = served.files.get(self.path)
            self.send_response(200 if content is not None else 404)
            self.send_header("Content-Type", "text/html" if self.path.endswith("/") else "application/octet-stream")
            self.end_headers()
            self.wfile.write(content or b"")

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        served = FakeIndex(f"http://127.0.0.1:{server.server_port}/simple")
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        monkeypatch.setenv("PIP_INDEX_URL", served.address)
        for variable in ("NO_PROXY", "no_proxy"):
            monkeypatch.setenv(variable, "127.0.0.1")
        yield served
        server.shutdown()
        thread.join()


class TestPython:
    @pytest.mark.parametrize("version", [(3, 6, 15), (3, 10, 12)])
    def test_an_old_python_is_refused_in_one_line_that_says_what_to_do(self, version: tuple[int, ...]) -> None:
        line = bootstrap.refusal(version)
        assert line is not None
        assert "3.11" in line
        assert "make kiosk PYTHON=" in line
        assert "\n" not in line

    @pytest.mark.parametrize("version", [(3, 11, 0), (3, 14, 1), (4, 0, 0)])
    def test_a_python_that_is_new_enough_is_taken(self, version: tuple[int, ...]) -> None:
        assert bootstrap.refusal(version) is None

    def test_an_old_python_can_read_the_file_far_enough_to_refuse(self) -> None:
        ast.parse(Path(bootstrap.__file__).read_text(), feature_version=(3, 7))

    def test_a_machine_without_packages_is_refused_by_its_name(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("platform.machine", lambda: "armv7l")
        with pytest.raises(bootstrap.SetupError, match="armv7l"):
            bootstrap.check_machine()


class TestDoingNothing:
    def test_a_second_run_has_nothing_to_do(self, place: bootstrap.Place, uv: FakeUv) -> None:
        for _ in range(3):
            bootstrap.set_up(place, dev=False)
        assert uv.asked == ["sync --locked --no-dev"]

    @pytest.mark.parametrize("name", ["uv.lock", "pyproject.toml"])
    def test_other_packages_are_installed(self, place: bootstrap.Place, uv: FakeUv, name: str) -> None:
        bootstrap.set_up(place, dev=True)
        (place.root / name).write_text("# changed\n")
        bootstrap.set_up(place, dev=True)
        assert len(uv.asked) == 2

    def test_what_developers_have_serves_the_kiosk(self, place: bootstrap.Place, uv: FakeUv) -> None:
        bootstrap.set_up(place, dev=True)
        bootstrap.set_up(place, dev=False)
        assert uv.asked == ["sync --locked"]

    def test_what_the_kiosk_has_does_not_serve_developers(self, place: bootstrap.Place, uv: FakeUv) -> None:
        bootstrap.set_up(place, dev=False)
        bootstrap.set_up(place, dev=True)
        assert uv.asked == ["sync --locked --no-dev", "sync --locked"]

    def test_a_deleted_environment_is_noticed(self, place: bootstrap.Place, uv: FakeUv) -> None:
        bootstrap.set_up(place, dev=False)
        shutil.rmtree(place.environment)
        assert not bootstrap.ready(place, dev=False)

    @pytest.mark.parametrize("stamp", ["", "{", "[]", "null", '{"dev": []}'])
    def test_a_stamp_that_says_nothing_is_no_stamp(self, place: bootstrap.Place, uv: FakeUv, stamp: str) -> None:
        bootstrap.set_up(place, dev=False)
        place.stamp.write_text(stamp)
        assert not bootstrap.ready(place, dev=False)


class TestInterrupted:
    def test_packages_cut_short_are_installed_afresh(self, place: bootstrap.Place, uv: FakeUv) -> None:
        bootstrap.set_up(place, dev=False)
        (place.environment / "half").touch()
        place.unfinished.touch()
        bootstrap.set_up(place, dev=False)
        assert len(uv.asked) == 2
        assert not (place.environment / "half").exists()

    def test_a_failure_is_one_line_with_its_cause_and_is_not_taken_for_done(
        self, place: bootstrap.Place, uv: FakeUv, capsys: pytest.CaptureFixture[str]
    ) -> None:
        uv.answers("echo 'error: the disk is tired'; mkdir -p .venv/bin; touch .venv/bin/python; exit 2")
        with pytest.raises(bootstrap.SetupError, match=r"\Aerror: the disk is tired; .*run the same command again.*\Z"):
            bootstrap.set_up(place, dev=False)
        assert not bootstrap.ready(place, dev=False)

    def test_a_folder_that_was_moved_is_installed_afresh(self, place: bootstrap.Place, uv: FakeUv) -> None:
        bootstrap.set_up(place, dev=False)
        (place.environment / "points-to-the-old-place").touch()
        elsewhere = bootstrap.Place(place.root.rename(place.root.with_name("elsewhere")))
        bootstrap.set_up(elsewhere, dev=False)
        assert not (elsewhere.environment / "points-to-the-old-place").exists()

    def test_a_half_fetched_uv_is_swept_away(
        self, place: bootstrap.Place, monkeypatch: pytest.MonkeyPatch, index: FakeIndex
    ) -> None:
        (place.tools / "fetching-half" / "uv" / "bin").mkdir(parents=True)
        (place.tools / "fetching-half" / "uv" / "bin" / "uv").touch()
        monkeypatch.setattr(bootstrap, "pip_command", lambda folder: ["false"])
        with pytest.raises(bootstrap.SetupError):
            bootstrap.set_up(place, dev=False)
        assert [entry for entry in place.tools.iterdir() if entry.is_dir()] == []


class TestFetchingPip:
    def test_a_file_with_another_hash_is_refused(self, tmp_path: Path, index: FakeIndex) -> None:
        index.publish("pip", WHEEL, b"something else")
        with pytest.raises(bootstrap.Altered, match=WHEEL):
            bootstrap.fetch_pip(tmp_path)
        assert list(tmp_path.iterdir()) == []

    def test_the_pinned_file_is_kept(self, tmp_path: Path, index: FakeIndex, monkeypatch: pytest.MonkeyPatch) -> None:
        index.publish("pip", WHEEL, b"")
        monkeypatch.setattr(bootstrap, "PIP_SHA256", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        assert bootstrap.fetch_pip(tmp_path) == tmp_path / WHEEL

    def test_an_index_without_the_release_is_named(self, tmp_path: Path, index: FakeIndex) -> None:
        index.publish("pip", "pip-1.0-py3-none-any.whl", b"")
        with pytest.raises(bootstrap.Unreachable, match=re.escape(f"{index.address}/pip/ does not have {WHEEL}")):
            bootstrap.fetch_pip(tmp_path)

    @pytest.mark.parametrize("address", ["http://127.0.0.1:9", "not an address", "http://me:secret@127.0.0.1/simple"])
    def test_no_network_is_one_line_that_says_what_to_do(
        self, tmp_path: Path, index: FakeIndex, monkeypatch: pytest.MonkeyPatch, address: str
    ) -> None:
        monkeypatch.setenv("PIP_INDEX_URL", address)
        with pytest.raises(
            bootstrap.Unreachable, match=r"\Acannot read .*; if this machine is not on the internet.*\Z"
        ):
            bootstrap.fetch_pip(tmp_path)


class TestCertificates:
    def test_a_system_without_any_still_reads(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("PIP_CERT", raising=False)
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "none"))
        monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path))
        assert bootstrap.trust().verify_mode == ssl.CERT_NONE

    def test_a_system_with_a_store_believes_nobody_else(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("PIP_CERT", raising=False)
        monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path))
        (tmp_path / "0a775a30.0").touch()
        assert bootstrap.trust().verify_mode == ssl.CERT_REQUIRED

    def test_uv_is_told_what_pip_was_told(self, place: bootstrap.Place, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("SSL_CERT_FILE", raising=False)
        monkeypatch.setenv("PIP_CERT", "/etc/library.pem")
        assert bootstrap.uv_environment(place)["SSL_CERT_FILE"] == "/etc/library.pem"


def run(*command: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*map(str, command)], env=os.environ | environment, capture_output=True, text=True, check=False, timeout=300
    )


def reach(*command: str | Path) -> str:
    """Runs a client of the package index as set-up would; skips the test when there is no network."""
    done = run(*command, **bootstrap.uv_environment(CHECKOUT))
    if done.returncode and re.search(r"dns error|failed to lookup|timed out|refused|NewConnectionError", done.stderr):
        pytest.skip("the package index cannot be reached from here")
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def real_uv() -> Path:
    """The uv that set up this very environment, fetched if it was another that did."""
    CHECKOUT.tools.mkdir(exist_ok=True)
    try:
        with CHECKOUT.log.open("a") as log:
            bootstrap.install_uv(CHECKOUT, log)
    except bootstrap.SetupError as error:
        pytest.skip(f"no uv here, and none to be had: {error}")
    return CHECKOUT.uv


@pytest.fixture(scope="module")
def python_with_pip(real_uv: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("with-pip")
    reach(real_uv, "venv", "--quiet", "--seed", "--clear", "--python", bootstrap.interpreter(), folder)
    return folder / "bin" / "python"


@pytest.fixture
def bare_python(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A Python with no site-packages, and without the parts that Debian packs apart."""
    home, missing = tmp_path / "bare", tmp_path / "missing"
    (home / "bin").mkdir(parents=True)
    (home / "pyvenv.cfg").write_text(f"home = {bootstrap.interpreter().parent}\ninclude-system-site-packages = false\n")
    (home / "bin" / "python3").symlink_to(bootstrap.interpreter())
    missing.mkdir()
    for module in ("ensurepip", "venv", "distutils"):
        (missing / f"{module}.py").write_text("raise ImportError\n")
    monkeypatch.setenv("PYTHONPATH", str(missing))
    for module in ("pip", "ensurepip", "venv"):
        assert run(home / "bin" / "python3", "-c", f"import {module}").returncode != 0
    return home / "bin" / "python3"


@pytest.fixture(scope="module")
def pinned_wheels(python_with_pip: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pinned releases, as the package index gives them."""
    folder = tmp_path_factory.mktemp("wheels")
    releases = (f"pip=={bootstrap.PIP_RELEASE}", f"uv=={bootstrap.UV_RELEASE}")
    reach(python_with_pip, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", folder, *releases)
    return folder


@pytest.fixture
def pinned_index(pinned_wheels: Path, index: FakeIndex) -> FakeIndex:
    for wheel in pinned_wheels.iterdir():
        index.publish(wheel.name.partition("-")[0], wheel.name, wheel.read_bytes())
    return index


def set_up_with(python: Path, place: bootstrap.Place) -> subprocess.CompletedProcess[str]:
    """As `make` would, with the settings that other people's machines have."""
    return run(python, place.root / "bootstrap.py", "--dev", PIP_USER="1", PIP_REQUIRE_VIRTUALENV="1", UV_OFFLINE="1")


def check_set_up(place: bootstrap.Place, again: Callable[[], subprocess.CompletedProcess[str]]) -> None:
    assert run(place.uv, "--version").stdout.startswith(f"uv {bootstrap.UV_RELEASE}")
    assert run(place.environment / "bin" / "python", "-c", "").returncode == 0
    assert again().stderr == ""


@pytest.mark.network
class TestForReal:
    def test_a_python_with_pip_is_enough(self, place: bootstrap.Place, python_with_pip: Path) -> None:
        done = set_up_with(python_with_pip, place)
        assert done.returncode == 0, done.stderr
        check_set_up(place, lambda: set_up_with(python_with_pip, place))

    def test_a_python_without_pip_ensurepip_and_venv_is_enough(
        self, place: bootstrap.Place, bare_python: Path, pinned_index: FakeIndex
    ) -> None:
        done = set_up_with(bare_python, place)
        assert done.returncode == 0, done.stderr
        assert "this Python has no pip" in done.stderr
        check_set_up(place, lambda: set_up_with(bare_python, place))

    def test_a_tampered_uv_is_refused(self, place: bootstrap.Place, bare_python: Path, pinned_index: FakeIndex) -> None:
        wheel = next(path for path in pinned_index.files if path.startswith("/files/uv-"))
        pinned_index.files[wheel] += b"!"
        done = set_up_with(bare_python, place)
        assert done.returncode == 1
        assert "is not the file that was published" in done.stderr.splitlines()[-1]
        assert not place.uv.exists()

    def test_the_pins_are_what_the_package_index_has(self, real_uv: Path, tmp_path: Path) -> None:
        wanted = tmp_path / "wanted.in"
        wanted.write_text(f"uv=={bootstrap.UV_RELEASE}\npip=={bootstrap.PIP_RELEASE}\n")
        options = ("--quiet", "--no-deps", "--no-header", "--generate-hashes", "--python", sys.executable)
        published = set(re.findall(r"sha256:(\w+)", reach(real_uv, "pip", "compile", *options, wanted)))
        assert {*bootstrap.UV_SHA256, bootstrap.PIP_SHA256} <= published

#!/usr/bin/env python3
"""Makes this folder ready to run: the `uv` tool under `.bootstrap/`, the packages of `uv.lock` under `.venv/`.

    python3 bootstrap.py          what the kiosk needs
    python3 bootstrap.py --dev    what its developers need as well

Needs Python 3.11 and its standard library: no root, no pip, ensurepip or venv. A second run finds nothing to do
and touches nothing. What is half done carries a mark, and the next run starts it afresh.

Errors:
    SetupError           one line for the person at the terminal; by itself: no such machine, or pip or uv gave up
    ├── Unreachable      the package index cannot be read
    └── Altered          a file is not the one that was pinned
"""

import fcntl
import hashlib
import html
import json
import os
import platform
import re
import shutil
import ssl
import sys
import tempfile
from http.client import HTTPException
from pathlib import Path
from subprocess import DEVNULL, PIPE, STDOUT, Popen, call
from urllib.parse import urljoin, urlsplit
from urllib.request import urlopen

OLDEST_PYTHON = (3, 11)


def refusal(version: "tuple[int, ...]") -> "str | None":
    """Why a Python of this version will not do, or None. Everything down to here must run on much older ones."""
    if version[:2] >= OLDEST_PYTHON:
        return None
    return (
        f"set-up: Ventanilla needs Python {OLDEST_PYTHON[0]}.{OLDEST_PYTHON[1]} or newer, and this is "
        f"{version[0]}.{version[1]}; install a newer one and name it: make kiosk PYTHON=python3.12"
    )


if refusal(sys.version_info[:3]):
    sys.exit(refusal(sys.version_info[:3]))

from typing import TextIO  # noqa: E402 - from here on, what the Pythons refused above may not understand

UV_RELEASE = "0.13.9"
UV_SHA256 = (
    "d7f459fe4fd247d830351c75686d3996ace3c6f3f728eb0e85a30b7ada0cef19",  # the manylinux wheel for x86_64
    "5435c5ce14a56431208ca0996416d310f1598e8c2c8ba707688985a16bb82dbe",  # and for aarch64
)
PIP_RELEASE = "26.3"
PIP_SHA256 = "f3b60b20ffaadd4415ed7957212a38ac63fa4c5fa375bd0f4a797777940fad13"

MACHINES = ("x86_64", "aarch64")
AGAIN = "if this machine is not on the internet, connect it; then run the same command again"
HERE = {"PIP_USER": "0", "PIP_REQUIRE_VIRTUALENV": "0", "PIP_PREFIX": "", "PIP_ROOT": ""}
"""Keeps pip's other settings, which are the owner's, but not those that send packages somewhere else."""
PROGRESS = ("Downloading", "Building", "Installed")
"""How a line of uv's begins that is worth watching while a slow network does its work."""


class SetupError(Exception):
    """Set-up cannot go on; the message is one line: what, where, what to do."""


class Unreachable(SetupError):
    """The package index, or a file on it, cannot be read."""


class Altered(SetupError):
    """A downloaded file is not, byte for byte, the one that was pinned."""


def say(line: str) -> None:
    """Tells the person at the terminal; standard output stays free for the program that follows."""
    sys.stderr.write(f"set-up: {line}\n")
    sys.stderr.flush()


class Place:
    """The project's folder, and what set-up keeps in it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.tools = root / ".bootstrap"
        """Ours alone; may be deleted at any time."""
        self.uv = self.tools / f"uv-{UV_RELEASE}-{platform.machine()}" / "bin" / "uv"
        """Its folder appears under this name only when it is whole."""
        self.log = self.tools / "setup.log"
        """All that pip and uv said in the last run that had something to do."""
        self.unfinished = self.tools / "unfinished"
        """Exists while packages are being installed, and after an installation that was cut short."""
        self.environment = root / ".venv"
        self.stamp = self.environment / "ventanilla-setup.json"
        """What the environment was last made from; goes with it."""


def interpreter() -> Path:
    """The Python that runs this; the one underneath where that is a virtual environment, which may be remade."""
    return Path(sys.executable).resolve()


def recipe(root: Path, *, dev: bool) -> dict[str, object]:
    """What an environment is made from: while this is the same, there is nothing to do.

    Python counts by its minor version only: a security update must not send a kiosk back to the network.
    """
    contents = b"".join((root / name).read_bytes() for name in ("uv.lock", "pyproject.toml"))
    return {
        "folder": str(root),
        "python": f"{interpreter()} {sys.version_info[0]}.{sys.version_info[1]}",
        "packages": hashlib.sha256(contents).hexdigest(),
        "dev": dev,
    }


def stamped(place: Place) -> dict[str, object]:
    """The stamp of the environment as it stands; empty when there is none that can be read."""
    try:
        stamp = json.loads(place.stamp.read_bytes())
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def ready(place: Place, *, dev: bool) -> bool:
    """Whether the environment is whole and made from the present recipe; one for developers serves the kiosk too."""
    whole = not place.unfinished.exists() and (place.environment / "bin" / "python").exists()
    return whole and stamped(place) in [recipe(place.root, dev=more) for more in {dev, True}]


def check_machine() -> None:
    """Refuses a machine for which the locked packages do not exist.

    Raises:
        SetupError: not Linux, or neither x86_64 nor aarch64, or a 32-bit Python.
    """
    if sys.platform != "linux" or platform.machine() not in MACHINES or sys.maxsize < 2**32:
        machine = f"{platform.system()} {platform.machine()}, {sys.maxsize.bit_length() + 1}-bit Python"
        raise SetupError(f"the kiosk runs on 64-bit Linux on {' or '.join(MACHINES)}, and this is {machine}")


def has_certificates() -> bool:
    """Whether the system has a certificate store; a bare Debian has none."""
    store = ssl.get_default_verify_paths()
    return bool(store.cafile or (store.capath and any(Path(store.capath).iterdir())))


def trust() -> ssl.SSLContext:
    """Whom to believe: `PIP_CERT`, or else the system's store (`SSL_CERT_FILE`, `SSL_CERT_DIR`).

    Without a store, what is read is read unverified rather than not at all: it counts only if its sha256 is the one
    that was pinned.
    """
    named = os.environ.get("PIP_CERT")
    if named or has_certificates():
        return ssl.create_default_context(cafile=named)
    return ssl._create_unverified_context()  # noqa: S323 - see above


def download(url: str) -> tuple[str, bytes]:
    """Reads a page or a file through the proxies of the environment; gives its final address, too.

    Raises:
        Unreachable: no network, no such page, no trusted certificate.
    """
    try:
        timeout = float(os.environ.get("PIP_DEFAULT_TIMEOUT") or 30)
        with urlopen(url, timeout=timeout, context=trust()) as answer:  # noqa: S310 - the index's own scheme
            return answer.url, answer.read()
    except (OSError, HTTPException, ValueError) as error:
        raise Unreachable(f"cannot read {url} ({error}); {AGAIN}") from error


def fetch_pip(folder: Path) -> Path:
    """Puts pip's own wheel into a folder, by the simple index (PEP 503) at `PIP_INDEX_URL` or PyPI.

    Raises:
        Unreachable: the index cannot be read, or does not have the release.
        Altered: the wheel is not the pinned one.
    """
    name = f"pip-{PIP_RELEASE}-py3-none-any.whl"
    index = os.environ.get("PIP_INDEX_URL") or "https://pypi.org/simple"
    address, page = download(f"{index.rstrip('/')}/pip/")
    links = map(html.unescape, re.findall(r"""href=["']([^"']+)""", page.decode(errors="replace")))
    link = next((link for link in links if Path(urlsplit(link).path).name == name), None)
    if link is None:
        raise Unreachable(f"{address} does not have {name}; set PIP_INDEX_URL to a package index that does")
    _, content = download(urljoin(address, link))
    digest = hashlib.sha256(content).hexdigest()
    if digest != PIP_SHA256:
        raise Altered(f"{name} is not the file that was published (sha256 {digest}); use another network or index")
    wheel = folder / name
    wheel.write_bytes(content)
    return wheel


def pip_command(folder: Path) -> list[str]:
    """This Python's pip where it has one that works; otherwise pip's wheel, fetched into `folder`, which can be run."""
    own = [sys.executable, "-m", "pip"]
    if call([*own, "--version"], stdin=DEVNULL, stdout=DEVNULL, stderr=DEVNULL) == 0:
        return own
    say(f"this Python has no pip: fetching pip {PIP_RELEASE}")
    return [sys.executable, str(fetch_pip(folder) / "pip")]


def uv_environment(place: Place) -> dict[str, str]:
    """The environment for uv: the proxy and certificates that pip has, this Python, this folder's `.venv`."""
    ours = {"UV_PROJECT_ENVIRONMENT": str(place.environment), "UV_PYTHON": str(interpreter())}
    ours |= {"UV_PYTHON_DOWNLOADS": "never", "UV_COMPILE_BYTECODE": "1"}
    usual = {"UV_SYSTEM_CERTS": "1"} if has_certificates() else {}
    for pip_name, names in (("PIP_PROXY", ("HTTP_PROXY", "HTTPS_PROXY")), ("PIP_CERT", ("SSL_CERT_FILE",))):
        usual |= {name: os.environ[pip_name] for name in names if os.environ.get(pip_name)}
    return usual | {name: value for name, value in os.environ.items() if name != "VIRTUAL_ENV"} | ours


def run(command: list[str], environment: dict[str, str], place: Place, log: TextIO) -> None:
    """Runs pip or uv to its end, its words going to the log and the telling ones to the terminal.

    Raises:
        Altered: a file failed its hash.
        SetupError: any other failure.
    """
    said = []
    with Popen(
        command, env=environment, cwd=place.root, stdin=DEVNULL, stdout=PIPE, stderr=STDOUT, text=True, errors="replace"
    ) as process:
        for line in process.stdout or ():
            log.write(line)
            said.append(line.strip())
            if said[-1].startswith(PROGRESS):
                say(said[-1])
    if process.returncode == 0:
        return
    where = f"everything said: {place.log}"
    if any(re.search(r"do not match the hashes|hash mismatch", line, re.IGNORECASE) for line in said):
        raise Altered(f"a package is not the file that was published; use another network or index ({where})")
    complaint = next((line for line in said if re.match(r"error\b|×", line, re.IGNORECASE)), "installing stopped")
    raise SetupError(f"{complaint}; {AGAIN} ({where})")


def install_uv(place: Place, log: TextIO) -> None:
    """Installs uv under `.bootstrap/` unless it is there: first aside, then under its name in one step.

    Raises:
        SetupError: it cannot be had.
    """
    if place.uv.exists():
        return
    say(f"fetching uv {UV_RELEASE}")
    for leftover in (entry for entry in place.tools.iterdir() if entry.is_dir()):
        shutil.rmtree(leftover)
    with tempfile.TemporaryDirectory(dir=place.tools, prefix="fetching-") as name:
        aside = Path(name)
        wanted = aside / "requirements.txt"
        wanted.write_text(" ".join([f"uv=={UV_RELEASE}", *(f"--hash=sha256:{digest}" for digest in UV_SHA256)]))
        options = ["--no-input", "--disable-pip-version-check", "--no-deps", "--require-hashes", "--only-binary=:all:"]
        pip = [*pip_command(aside), "install", *options, "--target", str(aside / "uv"), "-r", str(wanted)]
        run(pip, os.environ | HERE, place, log)
        (aside / "uv").rename(place.uv.parent.parent)


def install_packages(place: Place, log: TextIO, *, dev: bool) -> None:
    """Makes `.venv` what `uv.lock` says; made anew where it was cut short, or comes from another folder or Python.

    Raises:
        SetupError: uv gave up. The mark of the unfinished stays, and so does what uv has downloaded.
    """
    made, now = stamped(place), recipe(place.root, dev=dev)
    moved = any(made.get(part, now[part]) != now[part] for part in ("folder", "python"))
    if place.environment.exists() and (moved or place.unfinished.exists()):
        shutil.rmtree(place.environment)
    say("installing packages" + (" for developers" if dev else ""))
    place.unfinished.touch()
    place.stamp.unlink(missing_ok=True)
    run([str(place.uv), "sync", "--locked", *([] if dev else ["--no-dev"])], uv_environment(place), place, log)
    place.stamp.write_text(json.dumps(now))
    place.unfinished.unlink()


def set_up(place: Place, *, dev: bool) -> None:
    """Does whatever is still to do, which is nothing most of the time; a second one started meanwhile waits.

    Raises:
        SetupError: see the module's tree.
        OSError: the folder cannot be written, the disk is full.
    """
    if ready(place, dev=dev):
        return
    check_machine()
    place.tools.mkdir(exist_ok=True)
    with (place.tools / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if ready(place, dev=dev):
            return
        with place.log.open("w") as log:
            install_uv(place, log)
            install_packages(place, log, dev=dev)
    say("done")


def main(arguments: list[str]) -> int:
    """Runs set-up for a person; gives the exit status."""
    if arguments not in ([], ["--dev"]):
        say("usage: python3 bootstrap.py [--dev]")
        return 2
    try:
        set_up(Place(Path(__file__).resolve().parent), dev=bool(arguments))
    except (SetupError, OSError) as error:
        say(str(error))
        return 1
    except KeyboardInterrupt:
        say("stopped; the same command goes on from here")
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

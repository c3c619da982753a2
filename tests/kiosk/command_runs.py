"""The command as tests run it: at home in a folder of its own, in this process or in one of its own."""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from content.pack import write_pack
from kiosk.cli import main
from tests.small_directory import small_directory

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Ran:
    """How a command ended, and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output, which is one JSON value and nothing else."""
        return json.loads(self.out)

    @property
    def failed_in_one_line(self) -> str:
        """The only line on standard error, of a command that could not do what was asked."""
        assert self.code == 1, self
        return self.complaint

    @property
    def complaint(self) -> str:
        """The only line on standard error."""
        line, end, rest = self.err.partition("\n")
        assert line.startswith("kiosk: "), self
        assert (end, rest) == ("\n", ""), self
        assert "Traceback" not in self.err
        return line.removeprefix("kiosk: ")


@dataclass
class Command:
    """`kiosk`, at home in a folder that need not be there yet."""

    home: Path
    capsys: pytest.CaptureFixture[str]
    settings: dict[str, str] = field(default_factory=dict)
    """Settings by their names in the environment."""

    def __call__(self, *words: str | Path) -> Ran:
        """Run in this process."""
        self.capsys.readouterr()
        with pytest.MonkeyPatch.context() as patch:
            for name in [name for name in os.environ if name.startswith("VENTANILLA_")]:
                patch.delenv(name)
            for name, value in self._environment.items():
                patch.setenv(name, value)
            code = main(list(map(str, words)))
        return Ran(code, *self.capsys.readouterr())

    def on_pack(self, *words: str | Path) -> Ran:
        """Run in this process, on the small directory."""
        return self("--pack", small_pack(), *words)

    def process(self, *words: str | Path, typed: str | bytes = b"", shell: str = '"$@"') -> Ran:
        """Run in a process of its own, typing to it, in a line of shell where `"$@"` stands for it."""
        given = typed.encode() if isinstance(typed, str) else typed
        line = ["sh", "-c", shell, "sh", *self.words(*words)]
        ended = subprocess.run(line, env=self.environment, cwd=ROOT, input=given, capture_output=True, check=False)
        return Ran(ended.returncode, ended.stdout.decode(), ended.stderr.decode())

    def words(self, *words: str | Path) -> list[str]:
        """What to start such a process with."""
        return [sys.executable, "-m", "kiosk", *map(str, words)]

    @property
    def environment(self) -> dict[str, str]:
        """What such a process finds in its environment."""
        return {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", **self._environment}

    @property
    def database(self) -> Path:
        """Where it keeps its directory."""
        return self.home / "data" / "ventanilla" / "ventanilla.db"

    @property
    def _environment(self) -> dict[str, str]:
        return {
            "HOME": str(self.home),
            "XDG_CONFIG_HOME": str(self.home / "config"),
            "XDG_CONFIG_DIRS": str(self.home / "site"),
            "XDG_DATA_HOME": str(self.home / "data"),
            "PYTHONPYCACHEPREFIX": str(_workshop() / "compiled"),
            "VENTANILLA_DATA_CACHE": str(_workshop() / "prepared"),
            **self.settings,
        }


@cache
def small_pack() -> Path:
    """The small directory as a pack; there until the tests are over."""
    folder = _workshop() / "pack"
    write_pack(small_directory(), folder)
    return folder


@cache
def _workshop() -> Path:
    """A folder for what is made once for all tests."""
    folder = TemporaryDirectory(prefix="ventanilla-tests-")
    atexit.register(folder.cleanup)
    return Path(folder.name)


@contextmanager
def small_disk(place: Path, size: int) -> Iterator[Path]:
    """A disk with room for so many bytes; a test that cannot have one is skipped."""
    place.mkdir()
    options = ["-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)]
    if subprocess.run(["mount", *options], capture_output=True, check=False).returncode:
        pytest.skip("only root may mount a disk")
    try:
        yield place
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)

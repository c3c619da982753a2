"""Puts the bytes of a slip into a file, a folder of numbered files, or a device file.

A plain file is replaced whole and holds the latest slip only, so that nobody finds the one before; a folder keeps every
slip. Both get all of a slip or nothing, and it is forced to the disk (fsync) before it counts.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from threading import get_ident

from kiosk.printing import device_file
from kiosk.printing.device_errors import reasons_told


@dataclass(frozen=True, slots=True)
class PaperFile:
    """A place for the bytes of slips."""

    path: Path
    suffix: str
    """Of the files in a folder: `slip-000001.txt`."""
    folder: bool = False
    """Whether to make a folder of it where nothing is yet."""
    seconds: float = 3.0
    """How long a device may take."""

    def put(self, content: bytes) -> None:
        """Write one slip.

        Raises:
            PrinterFailure: nothing was written; to a device that stops midway, not all.
        """
        with reasons_told(self.path):
            if self.folder:
                self.path.mkdir(parents=True, exist_ok=True)
            if self._is_device:
                device_file.send(content, self.path, self.seconds)
            elif self.path.is_dir():
                self._add(content)
            else:
                target = Path(os.path.realpath(self.path))
                with _written_beside(content, target) as draft:
                    draft.replace(target)

    def see_writable(self) -> None:
        """Make sure that a slip could be put there now, as far as can be seen without leaving anything there.

        Raises:
            PrinterFailure: it could not.
        """
        with reasons_told(self.path):
            if self._is_device:
                device_file.see_ready(self.path)
                return
            target = Path(os.path.realpath(self.path))
            if self.folder:
                _see_place(next(place for place in (target, *target.parents) if place.exists()))
            elif target.is_dir():
                _see_place(target)
            else:
                _see_place(target.parent)
                _see_replaceable(target)

    @property
    def _is_device(self) -> bool:
        if self.path.is_dir():
            return False
        # A printer that is unplugged has no device file; a plain file must not be made in its place.
        return self.path.is_relative_to("/dev") or (self.path.exists() and not self.path.is_file())

    def _add(self, content: bytes) -> None:
        with _written_beside(content, self.path / "slip") as draft:
            number = max(self._numbers(), default=0) + 1
            while True:
                try:
                    (self.path / f"slip-{number:06}{self.suffix}").hardlink_to(draft)
                except FileExistsError:
                    number += 1
                else:
                    return

    def _numbers(self) -> Iterator[int]:
        for slip in self.path.glob(f"slip-*{self.suffix}"):
            number = slip.name.removeprefix("slip-").removesuffix(self.suffix)
            if number.isdecimal():
                yield int(number)


def _see_place(folder: Path) -> None:
    """Try it with a file that has no name: permissions alone say nothing of root, or of a disk that takes no files."""
    if not folder.exists():
        raise FileNotFoundError(errno.ENOENT, f"there is no folder {folder}")
    try:
        with TemporaryFile(dir=folder):
            pass
    except OSError as problem:
        raise OSError(problem.errno, f"no file can be made in {folder} ({problem.strerror})") from problem


def _see_replaceable(target: Path) -> None:
    """In a folder that all may use (sticky, as `/tmp`), only the owner of a file may put another in its place."""
    if not target.exists():
        return
    place, owner = target.parent.stat(), target.stat().st_uid
    if place.st_mode & stat.S_ISVTX and os.geteuid() not in (0, owner, place.st_uid):
        raise PermissionError(errno.EPERM, f"it belongs to another user, and {target.parent} keeps it for that one")


@contextmanager
def _written_beside(content: bytes, path: Path) -> Iterator[Path]:
    """A draft in the same folder, safely on the disk; gone afterwards unless it was moved."""
    draft = path.with_name(f".{path.name}.{os.getpid()}-{get_ident()}.draft")
    try:
        with draft.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        yield draft
        _fsync_folder(path.parent)
    finally:
        draft.unlink(missing_ok=True)


def _fsync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

"""Puts the bytes of a slip into a file, a folder of numbered files, or a device file.

A plain file is replaced whole and holds the latest slip only, so that nobody finds the one before; a folder keeps every
slip. Both get all of a slip or nothing, and it is forced to the disk (fsync) before it counts.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
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
        """Make sure that a slip could be put there now, as far as can be seen without writing.

        Raises:
            PrinterFailure: it could not.
        """
        with reasons_told(self.path):
            if self._is_device:
                device_file.see_ready(self.path)
                return
            place = self.path if self.path.is_dir() else Path(os.path.realpath(self.path)).parent
            if self.folder:
                place = next(
                    parent for parent in (self.path.absolute(), *self.path.absolute().parents) if parent.exists()
                )
            if not place.exists():
                raise FileNotFoundError(errno.ENOENT, f"there is no folder {place}")
            if not os.access(place, os.W_OK | os.X_OK, effective_ids=True):
                raise PermissionError(errno.EACCES, f"no permission to write in {place}")

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

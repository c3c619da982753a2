"""Standard input and output, and files that are written whole: whatever they are, nobody ever meets a traceback."""

from __future__ import annotations

import codecs
import contextlib
import json
import os
import sys
import tempfile
import threading
from collections.abc import Iterator
from io import TextIOWrapper
from pathlib import Path

from content.sanitise import clean_line
from kiosk.cli.errors import CannotWrite

_SLOW = 2.0
"""Seconds after which somebody at a terminal wonders."""


def open_streams() -> None:
    """Open the standard streams this program was started without, and let none fail on a letter it cannot show.

    A file opened later would otherwise get the number of a missing stream, and what is said would be written into it.
    """
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            _to_nowhere(number)
            setattr(sys, name, os.fdopen(number, "w" if number else "r", encoding="utf-8", closefd=False))
        if isinstance(stream := getattr(sys, name), TextIOWrapper) and number < 2:
            stream.reconfigure(errors="replace")


def complain(line: str) -> None:
    """One line on standard error."""
    with contextlib.suppress(OSError):  # there is nobody left to tell
        sys.stderr.write(f"kiosk: {clean_line(line)}\n")
        sys.stderr.flush()


def json_line(value: object, *, ascii_only: bool = False) -> str:
    """A value as a line of JSON."""
    return json.dumps(value, ensure_ascii=ascii_only, allow_nan=False) + "\n"


def write_json(value: object) -> None:
    """One line of JSON on standard output: in UTF-8, or escaped where that is something else."""
    encoding = codecs.lookup(sys.stdout.encoding or "ascii").name
    sys.stdout.write(json_line(value, ascii_only=encoding != "utf-8"))


def abandon_output() -> None:
    """After output failed: drop what is still waiting, so that it does not fail once more at the very end."""
    try:
        sys.stdout.flush()
    except OSError:
        _to_nowhere(sys.stdout.fileno())


def write_whole(path: Path, text: str) -> None:
    """Write a text file of which nobody ever sees a half; a device or pipe is simply written to.

    Raises:
        CannotWrite: no such folder, no right, no room. What was there before is still there.
    """
    content = text.encode("utf-8", "replace")
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(content)
            return
        handle, name = tempfile.mkstemp(dir=path.resolve().parent, prefix=f".{path.name}.")
        draft = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            draft.chmod(0o644)
            draft.replace(path.resolve())
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise cannot_write(path, error) from error


def cannot_write(path: Path, error: OSError) -> CannotWrite:
    """Why a file that was named cannot be written."""
    return CannotWrite(f"{path}: cannot be written ({error.strerror}); name another file, or make room there")


@contextlib.contextmanager
def told_if_slow(line: str) -> Iterator[None]:
    """Say a line to somebody who waits at a terminal, if what is done inside takes long."""
    if not sys.stderr.isatty():
        yield
        return
    waiting = threading.Timer(_SLOW, complain, (line,))
    waiting.daemon = True
    waiting.start()
    try:
        yield
    finally:
        waiting.cancel()


def _to_nowhere(number: int) -> None:
    nowhere = os.open(os.devnull, os.O_RDWR)
    if nowhere != number:
        os.dup2(nowhere, number)
        os.close(nowhere)

"""The files of a pack, entry by entry, each with its line: JSON that says what it means, within limits.

Everything a file can get wrong before its fields are looked at is noted here: missing, empty, too long, not UTF-8,
not JSON, a field written twice.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from content.pack.faults import Faults, Place, quoted

MAX_LINE = 1_000_000
"""Bytes; the longest line of a real pack has a few thousand."""
MAX_FILE = 100_000_000
"""Bytes."""


def read_lines(path: Path, faults: Faults, *, required: bool = False) -> Iterator[tuple[Place, object]]:
    """The entries of a JSON Lines file; faulty lines are noted and left out."""
    if (content := _content(path, faults, required=required)) is None:
        return
    for number, line in enumerate(content.split(b"\n"), start=1):
        if not line.strip():
            continue
        place = Place(path.name, number)
        if len(line) > MAX_LINE:
            faults.error(place, None, f"the line has {len(line):,} bytes", f"keep it under {MAX_LINE:,}")
        elif (text := _decoded(line, place, faults)) is not None:
            try:
                yield place, _DECODER.decode(text)
            except (ValueError, RecursionError) as error:
                faults.error(place, None, *_json_fault(error))


def read_list(path: Path, faults: Faults, *, required: bool = False) -> Iterator[tuple[Place, object]]:
    """The entries of a file that holds one JSON list; what follows a fault is left out."""
    if (content := _content(path, faults, required=required)) is None:
        return
    place = Place(path.name)
    if (text := _decoded(content, place, faults)) is None:
        return
    at = _skip_space(text, 0)
    if text[at : at + 1] != "[":
        faults.error(place, None, "the file is not a list", "put its entries between [ and ]")
        return
    at = _skip_space(text, at + 1)
    line, counted = 1, 0
    more = text[at : at + 1] != "]"
    while more:
        line, counted = line + text.count("\n", counted, at), at
        place = Place(path.name, line)
        try:
            entry, at = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            faults.error(place, None, *_json_fault(error))
            return
        yield place, entry
        at = _skip_space(text, at)
        if text[at : at + 1] not in (",", "]"):
            faults.error(place, None, "no comma follows this entry", "put a comma between entries and ] after the last")
            return
        if more := text[at] == ",":
            at = _skip_space(text, at + 1)
    if text[at + 1 :].strip():
        faults.error(place, None, "there is something after the closing ]", "end the file there")


def _content(path: Path, faults: Faults, *, required: bool) -> bytes | None:
    """The bytes of a file without a byte-order mark; None when there is nothing to read."""
    place = Place(path.name)
    try:
        if path.stat().st_size > MAX_FILE:
            faults.error(place, None, f"the file has {path.stat().st_size:,} bytes", f"keep it under {MAX_FILE:,}")
            return None
        content = path.read_bytes().removeprefix(b"\xef\xbb\xbf")
    except FileNotFoundError:
        if required:
            faults.error(place, None, f"there is no such file in {path.parent}", "add it, or name another folder")
        return None
    except OSError as error:
        faults.error(place, None, f"the file cannot be read ({error.strerror})", f"look at {path}")
        return None
    if not content.strip():
        faults.error(place, None, "the file is empty", "restore its entries" if required else "fill it or remove it")
        return None
    return content


def _decoded(content: bytes, place: Place, faults: Faults) -> str | None:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        if place.line is None:
            place = Place(place.file, content.count(b"\n", 0, error.start) + 1)
        byte = content[error.start]
        faults.error(place, None, f"byte 0x{byte:02x} is not UTF-8", "save the file with the encoding UTF-8")
        return None


def _skip_space(text: str, at: int) -> int:
    while text[at : at + 1] in (" ", "\t", "\n", "\r"):
        at += 1
    return at


class _Refused(ValueError):
    """JSON that Python would take but that does not say one clear thing: the problem and the remedy."""


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        twice = next(name for name in fields if sum(name == other for other, _ in pairs) > 1)
        raise _Refused(f"field {quoted(twice)} is written twice", "leave one of them")
    return fields


def _no_number(name: str) -> object:
    raise _Refused(f"{name} is not a number", "write a number or null")


_DECODER = json.JSONDecoder(object_pairs_hook=_once, parse_constant=_no_number)


def _json_fault(error: Exception) -> tuple[str, str]:
    if isinstance(error, json.JSONDecodeError):
        what = error.msg.removesuffix(" at")
        return f"this is not JSON ({what[0].lower()}{what[1:]} at column {error.colno})", "repair the entry"
    if isinstance(error, _Refused):
        problem, remedy = error.args
        return problem, remedy
    if isinstance(error, RecursionError):
        return "lists lie too deep within each other", "write the entry again"
    return "a number has too many digits", "write a shorter number"

"""A directory becomes a pack's folder: wholly, or not at all."""

from __future__ import annotations

import json
import os
import secrets
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from content.directory import Closure, Directory
from content.errors import Finding, PackError
from content.pack.crises import write_crisis
from content.pack.guides import write_guide
from content.pack.reading import CRISES, FILES, GUIDES, HOLIDAYS, SERVICES, TOPICS, WORDINGS, read_pack
from content.pack.reviews import WrittenTexts
from content.pack.schedules import write_closure
from content.pack.services import write_service
from content.pack.topics import write_topic


def write_pack(directory: Directory, folder: Path) -> None:
    """Write a pack beside the folder, read it back, and put it in the folder's place; other files there stay.

    Raises:
        PackError: the folder cannot be written or holds something else, or what was written would not be read again.
            The folder is then as it was.
    """
    folder = folder.resolve()
    try:
        _refuse_others(folder)
        fresh = folder.with_name(f".{folder.name}.{secrets.token_hex(4)}.new")
        fresh.mkdir(parents=True)
        try:
            _keep_others(folder, fresh)
            for file, content in _files(directory):
                _write(fresh / file, content)
            _fsync(fresh)
            read_pack(fresh)
            _replace(folder, fresh)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
    except OSError as error:
        problem = f"it cannot be written ({error.strerror})"
        raise PackError([Finding(str(folder), problem, "make room there, or name another folder")]) from error


def holds_pack(folder: Path) -> bool:
    """Whether there is a pack in the folder, or the services of one."""
    return (folder / SERVICES).is_file()


def _files(directory: Directory) -> Iterator[tuple[str, str]]:
    """The name and content of each file; optional ones only where there is something in them."""
    services = directory.services.values()
    yield SERVICES, _lines(write_service(service, directory.provider(service)) for service in services)
    yield TOPICS, _list(map(write_topic, directory.topics.values()))
    wordings: list[dict[str, object]] = [
        {"id": service.id, "wordings_en": list(service.wordings_en), "wordings_es": list(service.wordings_es)}
        for service in services
        if service.wordings_en or service.wordings_es
    ]
    if wordings:
        yield WORDINGS, _lines(wordings)
    if directory.guides:
        yield GUIDES, _lines(map(write_guide, directory.guides.values()))
    if directory.crises:
        yield CRISES, json.dumps(list(map(write_crisis, directory.crises)), ensure_ascii=False, indent=1) + "\n"
    if directory.holidays:
        yield HOLIDAYS, _list(map(_holiday, directory.holidays))


def _holiday(closure: Closure) -> dict[str, object]:
    texts = WrittenTexts()
    return write_closure(closure, texts) | texts.reviews()


def _lines(records: Iterable[dict[str, object]]) -> str:
    return "".join(f"{json.dumps(record, ensure_ascii=False)}\n" for record in records)


def _list(records: Iterable[dict[str, object]]) -> str:
    return "[\n" + ",\n".join(json.dumps(record, ensure_ascii=False) for record in records) + "\n]\n"


def _refuse_others(folder: Path) -> None:
    """Only a pack, or nothing, may be replaced: never somebody's other folder named by mistake."""
    if folder.exists() and not holds_pack(folder) and any(folder.iterdir()):
        raise PackError([Finding(str(folder), "it holds other things than a pack", "name a new or empty folder")])


def _keep_others(folder: Path, fresh: Path) -> None:
    """Copy what is no file of the format: notes, a list of sources."""
    for other in folder.iterdir() if folder.exists() else ():
        if other.is_dir():
            shutil.copytree(other, fresh / other.name)
        elif other.name not in FILES:
            shutil.copy2(other, fresh / other.name)


def _write(path: Path, content: str) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _fsync(folder: Path) -> None:
    """Make the names in a folder last; the files in it must have been synced by themselves."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _replace(folder: Path, fresh: Path) -> None:
    """Put the fresh folder in the place of the old one, or leave the old one where it is."""
    if not folder.exists():
        fresh.rename(folder)
    else:
        old = fresh.with_suffix(".old")
        folder.rename(old)
        try:
            fresh.rename(folder)
        except OSError:
            old.rename(folder)
            raise
        shutil.rmtree(old, ignore_errors=True)
    _fsync(folder.parent)

"""Unpacking a model, from a zip archive or a folder, without trusting either."""

from __future__ import annotations

import shutil
import stat
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from speech.errors import ModelBroken

_MOST_FILES = 1_000
_MOST_GROWTH = 30
"""How many times its archive's size a model may have; real ones have two to three times."""
_SPARE = 64 * 2**20
"""Bytes to leave free on the disk."""
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, UnicodeDecodeError, IndexError)


def unpack(archive: Path, into: Path) -> None:
    """Unpack a zip archive into an empty folder.

    Raises:
        ModelBroken: it is no zip archive or a damaged one, it would write outside the folder, it holds links or
            encrypted files, or it is far larger than a model can be.
        OSError: it cannot be read, or the folder cannot be written.
    """
    try:
        with zipfile.ZipFile(archive) as packed:
            members = [member for member in packed.infolist() if not member.is_dir()]
            _check_size(archive, members, into)
            for member in members:
                target = into / _safe_name(archive, member)
                target.parent.mkdir(parents=True, exist_ok=True)
                with packed.open(member) as source, target.open("xb") as file:
                    shutil.copyfileobj(source, file, 2**20)
    except _UNREADABLE as error:
        raise ModelBroken(f"{archive}: no zip archive, or a damaged one ({error}); get it anew") from error
    except FileExistsError as error:
        raise ModelBroken(f"{archive}: holds the same file twice; get it anew") from error


def copy(folder: Path, into: Path) -> None:
    """Copy a model's folder into an empty folder.

    Raises:
        ModelBroken: it holds links or devices.
        OSError: it cannot be read, or the folder cannot be written.
    """
    for source in sorted(folder.rglob("*")):
        kind = source.lstat().st_mode
        target = into / source.relative_to(folder)
        if stat.S_ISDIR(kind):
            target.mkdir()
        elif stat.S_ISREG(kind):
            shutil.copyfile(source, target)
        else:
            raise ModelBroken(f"{source}: a model holds only files; add one without links or devices")


def _check_size(archive: Path, members: list[zipfile.ZipInfo], into: Path) -> None:
    """Refuse what is no model before anything is written; `zipfile` reads no more of a member than it declares."""
    declared = sum(member.file_size for member in members)
    if len(members) > _MOST_FILES or declared > _MOST_GROWTH * archive.stat().st_size:
        raise ModelBroken(f"{archive}: {len(members)} files of {declared} bytes in all are no model; get it anew")
    if declared + _SPARE > shutil.disk_usage(into).free:
        raise ModelBroken(f"{into}: no room for {declared} bytes; make room on that disk")


def _safe_name(archive: Path, member: zipfile.ZipInfo) -> PurePosixPath:
    name = PurePosixPath(member.filename)
    kind = stat.S_IFMT(member.external_attr >> 16)
    if name.is_absolute() or ".." in name.parts or "\\" in member.filename or not name.parts:
        raise ModelBroken(f"{archive}: would write to {member.filename!r}, outside its folder; get it anew")
    if member.flag_bits & 1 or kind not in (0, stat.S_IFREG):
        raise ModelBroken(f"{archive}: {member.filename!r} is encrypted or no plain file; get it anew")
    return name

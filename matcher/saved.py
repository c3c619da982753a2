"""A ranker kept on disk between starts, so that a kiosk answers at once after switching on."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matcher.bank import QuestionBank
from matcher.index import TextIndex
from matcher.kinship import Kinship
from matcher.meanings import fingerprint
from matcher.ranking import Ranker
from matcher.records import Records
from matcher.separator import OwnerLines

FORMAT = 9
"""Part of the folder's name; to be raised when features, weights or arrays change their meaning."""

_INDEX_ARRAYS = ("starts", "texts", "weights", "idf")
_RANKER_ARRAYS = ("owner_of", "spanish", "separators")
_LINE_ARRAYS = ("starts", "owners", "weights", "bias")
_LINE = "line_"
"""Before the names of the files of the services' lines."""
_RECORD_ARRAYS = ("starts", "owners", "weights")
_RECORD = "record_"
"""Before the names of the files of the services' records."""
_KIN_ARRAYS = ("young", "kin")


Unkept = Callable[[OSError], None]
"""Told why a ranker could not be kept, so that it will have to be built again."""


def ready_ranker(bank: QuestionBank, folder: Path | None, unkept: Unkept = lambda error: None) -> Ranker:
    """The ranker of a bank: read from `folder` when it was built before, else built and, if possible, kept there.

    A folder that cannot be written, or a damaged copy, costs time but nothing else.
    """
    if folder is None:
        return Ranker.build(bank)
    place = folder / f"{FORMAT}-{fingerprint()}-{bank.fingerprint}"
    try:
        return _read(place)
    except (OSError, ValueError, EOFError):
        ranker = Ranker.build(bank)
        try:
            _keep(ranker, place)
        except OSError as error:
            unkept(error)
        return ranker


def _read(place: Path) -> Ranker:
    def read(names: Iterable[str], prefix: str = "") -> dict[str, NDArray[Any]]:
        return {name: np.asarray(np.load(place / f"{prefix}{name}.npy", mmap_mode="r")) for name in names}

    rest = read(_RANKER_ARRAYS)
    index = TextIndex(**read(_INDEX_ARRAYS), size=len(rest["owner_of"]))
    lines, records = OwnerLines(**read(_LINE_ARRAYS, _LINE)), Records(**read(_RECORD_ARRAYS, _RECORD))
    return Ranker(index, **rest, lines=lines, records=records, kinship=Kinship(**read(_KIN_ARRAYS)))


def _keep(ranker: Ranker, place: Path) -> None:
    """Write beside, then rename: a half-written copy never has the name that is read; older copies go."""
    place.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=".index-", dir=place.parent))
    try:
        for part, names, prefix in (
            (ranker.index, _INDEX_ARRAYS, ""),
            (ranker, _RANKER_ARRAYS, ""),
            (ranker.lines, _LINE_ARRAYS, _LINE),
            (ranker.records, _RECORD_ARRAYS, _RECORD),
            (ranker.kinship, _KIN_ARRAYS, ""),
        ):
            for name in names:
                np.save(draft / f"{prefix}{name}.npy", getattr(part, name))
        shutil.rmtree(place, ignore_errors=True)
        draft.replace(place)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    for other in place.parent.iterdir():
        if other.is_dir() and other.name != place.name and other.name.startswith(f"{FORMAT}-"):
            shutil.rmtree(other, ignore_errors=True)

"""What was installed, written down beside it, so that damage shows later.

There is no published list of sums to hold official models against. A sum is taken when a model is first fetched and
trusted from then on: it shows what changed since, not whether the first one was genuine. Who has a sum from elsewhere
gives it along when fetching.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from speech.errors import ModelBroken

NAME = "installed.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """Where a model came from, and its files."""

    source: str
    """An address, or a path."""
    archive_sha256: str | None
    """Of the archive, in hexadecimal; None if it was a folder."""
    files: Mapping[str, str]
    """Path within the model to SHA-256, all but the manifest itself."""


def take(model: Path, source: str, archive_sha256: str | None) -> Manifest:
    """The manifest of a model as it is now."""
    return Manifest(source, archive_sha256, {name: sha256_of(model / name) for name in _names(model)})


def write(manifest: Manifest, model: Path) -> None:
    """Put the manifest beside the model's files."""
    (model / NAME).write_text(json.dumps(asdict(manifest), indent=1, sort_keys=True), encoding="utf-8")


def read(model: Path) -> Manifest | None:
    """The model's manifest; None if it was put there by hand.

    Raises:
        ModelBroken: it cannot be read.
    """
    try:
        fields = json.loads((model / NAME).read_text(encoding="utf-8"))
        return Manifest(fields["source"], fields["archive_sha256"], dict(fields["files"]))
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError, OSError) as error:
        raise ModelBroken(f"{model / NAME}: cannot be read; put it right with: kiosk models fetch") from error


def check(manifest: Manifest, model: Path) -> None:
    """Compare a model with its manifest.

    Raises:
        ModelBroken: a file is missing, changed or additional.
    """
    present = set(_names(model))
    for name, sum_then in manifest.files.items():
        if name not in present:
            raise ModelBroken(f"{model}: {name} is missing; put it right with: kiosk models fetch")
        if sha256_of(model / name) != sum_then:
            raise ModelBroken(f"{model}: {name} has changed; put it right with: kiosk models fetch")
    if additional := sorted(present - set(manifest.files)):
        raise ModelBroken(f"{model}: {additional[0]} does not belong there; put it right with: kiosk models fetch")


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _names(model: Path) -> list[str]:
    files = (path.relative_to(model).as_posix() for path in sorted(model.rglob("*")) if path.is_file())
    return [name for name in files if name != NAME]

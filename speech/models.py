"""The speech models of a machine: a folder with one model a language, each whole or absent."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from content.language import Language
from speech import model_manifest
from speech.errors import ModelBroken, ModelMissing, ModelUnavailable
from speech.model_archive import copy, unpack
from speech.model_download import USUAL, Progress, Terms, download
from speech.model_layout import check_layout, model_root
from speech.model_trial import try_model

OFFICIAL = {
    Language.EN: "https://alphacephei.com/vosk/models/vosk-model-small-en-us-0.15.zip",
    Language.ES: "https://alphacephei.com/vosk/models/vosk-model-small-es-0.42.zip",
}
"""Where each language's small model is published, about 40 MB each."""

_INCOMING, _OUTGOING, _REMOVED = ".incoming-", ".outgoing-", ".removed-"


def default_folder() -> Path:
    """Where models are kept unless told otherwise."""
    return platformdirs.user_data_path("ventanilla") / "models"


@dataclass(frozen=True, slots=True)
class InstalledModel:
    """A model that is there."""

    language: Language
    path: Path
    size: int
    """Bytes."""
    source: str | None
    """Where it came from; None if it was put there by hand."""
    archive_sha256: str | None
    """Of the archive it came in, in hexadecimal."""


class ModelStore:
    """Installs, checks and removes models. A model appears under its name only when it is whole and was tried out.

    Installing and removing raise `ModelUnavailable` where the folder cannot be written.

    Args:
        folder: holds, or will hold, `en/` and `es/`.
        trial: raises `ModelBroken` for a model that cannot be used for a language.
    """

    def __init__(self, folder: Path, trial: Callable[[Path, Language], None] = try_model) -> None:
        self._folder = folder
        self._trial = trial

    def installed(self) -> tuple[InstalledModel, ...]:
        """The models that are there, unchecked.

        Raises:
            ModelBroken: a manifest cannot be read.
        """
        return tuple(self._described(language) for language in Language if self._path(language).is_dir())

    def fetch(
        self,
        language: Language,
        url: str | None = None,
        *,
        sha256: str | None = None,
        terms: Terms = USUAL,
        progress: Progress = lambda done, total: None,
    ) -> InstalledModel:
        """Fetch a model and install it in place of the one that is there.

        What was fetched stays until it is whole, so a fetch that was cut off goes on where it ended.

        Args:
            url: of a zip archive; the small official model without it.
            sha256: of the archive, in hexadecimal, from a source you trust. Without it the archive is taken on trust,
                unless the model that is there came from the same address and had another sum.

        Raises:
            ModelUnavailable: it cannot be fetched, or is not the archive expected.
            ModelBroken: what was fetched is no model of this language.
        """
        url = url or OFFICIAL[language]
        with self._working():
            archive = self._folder / f".{hashlib.sha256(url.encode()).hexdigest()[:16]}.zip"
            download(url, archive, terms, progress)
            try:
                found = model_manifest.sha256_of(archive)
                expected = (sha256 or self._sum_then(language, url) or found).lower()
                if found != expected:
                    raise ModelUnavailable(
                        f"{url}: its SHA-256 is {found} where {expected} was expected;"
                        " if you trust the new archive, fetch it with --sha256 and that sum"
                    )
                self._install(archive, language, url, found)
            finally:
                archive.unlink()
        return self._described(language)

    def add(self, origin: Path, language: Language, *, sha256: str | None = None) -> InstalledModel:
        """Install a model from a zip archive or a folder, in place of the one that is there.

        Args:
            origin: the archive or the folder.
            language: what it hears.
            sha256: of the archive, from a source that is trusted; not checked if None.

        Raises:
            ModelUnavailable: it cannot be read, or is another archive than it should be.
            ModelBroken: it is no model of this language.
        """
        with self._working():
            found = None if origin.is_dir() else model_manifest.sha256_of(origin)
            if sha256 and found != sha256.lower():
                raise ModelUnavailable(
                    f"{origin}: its SHA-256 is {found or 'not known'} where {sha256.lower()} was expected;"
                    " bring the archive once more"
                )
            self._install(origin, language, str(origin.absolute()), found)
        return self._described(language)

    def verify(self, language: Language) -> InstalledModel:
        """Check that a model is whole, as it was when installed, and can be loaded.

        Raises:
            ModelMissing: it is not there.
            ModelBroken: it is damaged.
        """
        model = self._present(language)
        check_layout(model)
        if manifest := model_manifest.read(model):
            model_manifest.check(manifest, model)
        self._trial(model, language)
        return self._described(language)

    def remove(self, language: Language) -> None:
        """Remove a model.

        Raises:
            ModelMissing: it is not there.
        """
        model = self._present(language)
        with self._working():
            removed = self._folder / f"{_REMOVED}{language.value}"
            model.rename(removed)
            _discard(removed)

    def _path(self, language: Language) -> Path:
        return self._folder / language.value

    def _present(self, language: Language) -> Path:
        if not (model := self._path(language)).is_dir():
            raise ModelMissing(f"{model}: no speech model there; fetch it with: kiosk models fetch {language.value}")
        return model

    def _described(self, language: Language) -> InstalledModel:
        model = self._path(language)
        manifest = model_manifest.read(model)
        return InstalledModel(
            language,
            model,
            sum(file.stat().st_size for file in model.rglob("*") if file.is_file()),
            manifest.source if manifest else None,
            manifest.archive_sha256 if manifest else None,
        )

    def _sum_then(self, language: Language, url: str) -> str | None:
        """The sum of the archive that the present model came in, if it came from this address."""
        try:
            manifest = model_manifest.read(self._path(language))
        except ModelBroken:
            return None
        return manifest.archive_sha256 if manifest and manifest.source == url else None

    def _install(self, origin: Path, language: Language, source: str, archive_sha256: str | None) -> None:
        incoming = Path(tempfile.mkdtemp(prefix=_INCOMING, dir=self._folder))
        incoming.chmod(0o755)
        try:
            (copy if origin.is_dir() else unpack)(origin, incoming)
            model = model_root(incoming)
            if model is None:
                raise ModelBroken(f"{source}: holds no Vosk model; it would have am/final.mdl")
            try:
                check_layout(model)
                self._trial(model, language)
            except ModelBroken as error:
                raise ModelBroken(str(error).replace(str(model), source)) from error
            model_manifest.write(model_manifest.take(model, source, archive_sha256), model)
            _settle(model)
            self._swap(model, language)
        finally:
            _discard(incoming)

    def _swap(self, model: Path, language: Language) -> None:
        """Put the model under its name; `_sweep` puts the old one back if this is cut off halfway."""
        outgoing = self._folder / f"{_OUTGOING}{language.value}"
        if self._path(language).exists():
            self._path(language).rename(outgoing)
        model.rename(self._path(language))
        _discard(outgoing)

    def _sweep(self) -> None:
        """Clear up after work that was cut off."""
        for left in (*self._folder.glob(f"{_INCOMING}*"), *self._folder.glob(f"{_REMOVED}*")):
            _discard(left)
        for language in Language:
            outgoing = self._folder / f"{_OUTGOING}{language.value}"
            if outgoing.exists() and not self._path(language).exists():
                outgoing.rename(self._path(language))
            _discard(outgoing)

    @contextmanager
    def _working(self) -> Iterator[None]:
        """Have the folder to ourselves."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with (self._folder / ".lock").open("w") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                self._sweep()
                yield
        except BlockingIOError as error:
            raise ModelUnavailable(f"{self._folder}: another kiosk models command is at work; wait for it") from error
        except OSError as error:
            place = error.filename or self._folder
            raise ModelUnavailable(
                f"{place}: {error.strerror}; check the name, the rights and the room there"
            ) from error


def _settle(model: Path) -> None:
    """See to it that files are on the disk before their folder gets its name, whenever the power goes."""
    for path in (*model.rglob("*"), model):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _discard(path: Path) -> None:
    if path.is_symlink():
        path.unlink()
    else:
        shutil.rmtree(path, ignore_errors=True)

"""`kiosk models`: list, fetch, add, verify and remove speech models."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from content.language import Language
from kiosk.cli.parser import OneLineParser, language, tasks_of

if TYPE_CHECKING:
    from speech.model_download import Terms
    from speech.models import InstalledModel, ModelStore

_LATER = (
    "speech models not fetched ({reason}). The kiosk works by typing; to add speaking later: "
    "kiosk models fetch, or kiosk models add FOLDER --language en"
)


def add_arguments(parser: OneLineParser, common: OneLineParser) -> None:
    """Declare what can be done with models."""
    task = tasks_of(parser, common)
    listed = task("list", "the models that are here", _list)
    listed.add_argument("--json", action="store_true", help="as JSON and nothing else")
    fetch = task("fetch", "fetch the official small models, about 40 MB each", _fetch)
    fetch.add_argument("languages", type=language, nargs="*", metavar="LANGUAGE", help="en, es (both)")
    fetch.add_argument("--if-missing", action="store_true", help="only those not here; no network is no error")
    fetch.add_argument("--url", help="another archive, for one language")
    fetch.add_argument("--sha256", metavar="SUM", help="the archive's SHA-256, from a source you trust")
    add = task("add", "install a model from a folder or a zip archive", _add)
    add.add_argument("origin", type=Path, help="the folder or archive")
    add.add_argument("--language", type=language, metavar="en|es", required=True, help="the language it hears")
    add.add_argument("--sha256", metavar="SUM", help="the archive's SHA-256, from a source you trust")
    verify = task("verify", "check that models are whole and can be loaded", _verify)
    verify.add_argument("languages", type=language, nargs="*", metavar="LANGUAGE", help="en, es (both)")
    remove = task("remove", "remove a model", _remove)
    remove.add_argument("language", type=language, metavar="LANGUAGE", help="en or es")


def _list(arguments: argparse.Namespace) -> int:
    from kiosk.cli.streams import write_json

    store, folder = _store(arguments)
    found = store.installed()
    if arguments.json:
        write_json(
            [
                {
                    "language": model.language.value,
                    "path": str(model.path),
                    "bytes": model.size,
                    "source": model.source,
                    "archive_sha256": model.archive_sha256,
                }
                for model in found
            ]
        )
        return 0
    for model in found:
        sys.stdout.write(_line(model))
    if not found:
        sys.stdout.write(f"none in {folder}; fetch them with: kiosk models fetch\n")
    return 0


def _fetch(arguments: argparse.Namespace) -> int:
    from kiosk.cli.errors import UsageError
    from kiosk.cli.streams import complain
    from speech.errors import ModelBroken, ModelUnavailable

    store, _ = _store(arguments)
    wanted = arguments.languages or list(Language)
    if (arguments.url or arguments.sha256) and len(wanted) != 1:
        raise UsageError("--url and --sha256 belong to one language; name it")
    if arguments.if_missing:
        here = {model.language for model in store.installed()}
        wanted = [one for one in wanted if one not in here]
    terms = _terms(patient=not arguments.if_missing)
    for one in wanted:
        try:
            with _progress(one) as told:
                model = store.fetch(one, arguments.url, sha256=arguments.sha256, terms=terms, progress=told)
        except (ModelUnavailable, ModelBroken) as error:  # broken: what the log-in page of a network sends instead
            if not arguments.if_missing:
                raise
            complain(_LATER.format(reason=error))
            return 0
        sys.stdout.write(_line(model))
    return 0


def _add(arguments: argparse.Namespace) -> int:
    store, _ = _store(arguments)
    sys.stdout.write(_line(store.add(arguments.origin, arguments.language, sha256=arguments.sha256)))
    return 0


def _verify(arguments: argparse.Namespace) -> int:
    store, _ = _store(arguments)
    for one in arguments.languages or list(Language):
        sys.stdout.write(_line(store.verify(one)).rstrip() + "  whole, and loads\n")
    return 0


def _remove(arguments: argparse.Namespace) -> int:
    store, _ = _store(arguments)
    store.remove(arguments.language)
    return 0


def _store(arguments: argparse.Namespace) -> tuple[ModelStore, Path]:
    from kiosk.cli.parts import Parts
    from speech.models import ModelStore

    folder = Parts(arguments).settings.data.models
    return ModelStore(folder), folder


def _terms(*, patient: bool) -> Terms:
    """How long to try: less where somebody waits for the kiosk that starts next, and can do without."""
    from speech.model_download import USUAL, Terms

    return USUAL if patient else Terms(timeout=10, attempts=2, pause=1)


def _line(model: InstalledModel) -> str:
    return f"{model.language}  {model.size / 1e6:6.1f} MB  {model.path}  from {model.source or 'unknown'}\n"


@contextmanager
def _progress(one: Language) -> Iterator[Callable[[int, int | None], None]]:
    """A line that counts up, on a terminal only."""
    drawn = False

    def told(done: int, total: int | None) -> None:
        nonlocal drawn
        if sys.stderr.isatty():
            drawn = True
            of = f" of {total / 1e6:.0f}" if total else ""
            sys.stderr.write(f"\rfetching the speech model {one}: {done / 1e6:.0f}{of} MB")
            sys.stderr.flush()

    try:
        yield told
    finally:
        if drawn:
            sys.stderr.write("\n")

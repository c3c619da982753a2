"""`kiosk models`: list, fetch, add, verify and remove speech models."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from content.language import Language

if TYPE_CHECKING:
    from speech.models import InstalledModel, ModelStore

_LATER = (
    "speech models not fetched ({reason}). The kiosk works by typing; to add speaking later: "
    "kiosk models fetch, or kiosk models add FOLDER --language en"
)


def add_arguments(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    """Declare what can be done with models."""
    chosen = parser.add_subparsers(dest="task", metavar="TASK", required=True, parser_class=type(parser))

    def task(name: str, purpose: str, run: Callable[[argparse.Namespace], int]) -> argparse.ArgumentParser:
        below: argparse.ArgumentParser = chosen.add_parser(name, parents=[common], help=purpose, description=purpose)
        below.set_defaults(run=run)
        return below

    task("list", "the models that are here", _list)
    fetch = task("fetch", "fetch the official small models, about 40 MB each", _fetch)
    fetch.add_argument("languages", nargs="*", choices=["en", "es", []], metavar="LANGUAGE", help="en, es (both)")
    fetch.add_argument("--if-missing", action="store_true", help="only those not here; no network is no error")
    fetch.add_argument("--url", help="another archive, for one language")
    fetch.add_argument("--sha256", metavar="SUM", help="the archive's SHA-256, from a source you trust")
    add = task("add", "install a model from a folder or a zip archive", _add)
    add.add_argument("origin", type=Path, help="the folder or archive")
    add.add_argument("--language", choices=("en", "es"), required=True)
    verify = task("verify", "check that models are whole and can be loaded", _verify)
    verify.add_argument("languages", nargs="*", choices=["en", "es", []], metavar="LANGUAGE", help="en, es (both)")
    remove = task("remove", "remove a model", _remove)
    remove.add_argument("language", choices=("en", "es"))


def _list(arguments: argparse.Namespace) -> int:
    store, folder = _store(arguments)
    found = store.installed()
    for model in found:
        sys.stdout.write(_line(model))
    if not found:
        sys.stdout.write(f"none in {folder}; fetch them with: kiosk models fetch\n")
    return 0


def _fetch(arguments: argparse.Namespace) -> int:
    from kiosk.cli import UsageError
    from speech.errors import ModelUnavailable

    store, _ = _store(arguments)
    wanted = [Language(each) for each in arguments.languages] or list(Language)
    if (arguments.url or arguments.sha256) and len(wanted) != 1:
        raise UsageError("--url and --sha256 belong to one language; name it")
    if arguments.if_missing:
        here = {model.language for model in store.installed()}
        wanted = [language for language in wanted if language not in here]
    for language in wanted:
        try:
            model = store.fetch(language, arguments.url, sha256=arguments.sha256, progress=_progress(language))
        except ModelUnavailable as error:
            if not arguments.if_missing:
                raise
            sys.stderr.write(f"kiosk: {_LATER.format(reason=error)}\n")
            return 0
        sys.stdout.write(_line(model))
    return 0


def _add(arguments: argparse.Namespace) -> int:
    store, _ = _store(arguments)
    sys.stdout.write(_line(store.add(arguments.origin, Language(arguments.language))))
    return 0


def _verify(arguments: argparse.Namespace) -> int:
    store, _ = _store(arguments)
    for language in [Language(each) for each in arguments.languages] or list(Language):
        sys.stdout.write(_line(store.verify(language)).rstrip() + "  whole, and loads\n")
    return 0


def _remove(arguments: argparse.Namespace) -> int:
    store, _ = _store(arguments)
    store.remove(Language(arguments.language))
    return 0


def _store(arguments: argparse.Namespace) -> tuple[ModelStore, Path]:
    from kiosk.cli.parts import Parts
    from speech.models import ModelStore

    folder = Parts(arguments).settings.data.models
    return ModelStore(folder), folder


def _line(model: InstalledModel) -> str:
    return f"{model.language}  {model.size / 1e6:6.1f} MB  {model.path}  from {model.source or 'unknown'}\n"


def _progress(language: Language) -> Callable[[int, int | None], None]:
    """A line that counts up, on a terminal only."""
    if not sys.stderr.isatty():
        return lambda done, total: None

    def told(done: int, total: int | None) -> None:
        of = f" of {total / 1e6:.0f}" if total else ""
        end = "\n" if total and done >= total else ""
        sys.stderr.write(f"\rfetching the speech model {language}: {done / 1e6:.0f}{of} MB{end}")
        sys.stderr.flush()

    return told

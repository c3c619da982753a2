"""The words of the command: subcommands, options, and what is wrong with them in one line."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

from content.language import Language
from kiosk.cli.errors import UsageError

SUBCOMMANDS = {
    "screen": "the kiosk on this terminal",
    "ask": "answer one question",
    "listen": "recognise speech, and answer it",
    "say": "read a text aloud, or into a WAV file",
    "evaluate": "measure quality on a set of questions",
    "benchmark": "measure quality and speed beside other ways to find a service",
    "content": "import, export, check and learn from the directory",
    "models": "list, fetch, add, verify and remove speech models",
    "doctor": "is everything here and working? what to do if not",
}
"""Every subcommand and what it is for; each is a module of this package."""


class OneLineParser(argparse.ArgumentParser):
    """Says what is wrong in one line, without the whole usage, and takes no abbreviation for an option."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **{"allow_abbrev": False, **options})

    def error(self, message: str) -> NoReturn:
        """Instead of printing and leaving.

        Raises:
            UsageError: always.
        """
        raise UsageError(f"{message}; see {self.prog} --help")


def parsed(words: Sequence[str]) -> argparse.Namespace:
    """What the words say: `run` is the function to call with all this.

    Raises:
        UsageError: they say nothing we understand.
        SystemExit: there is nothing more to do, help was asked for.
    """
    arguments = parser_for(words).parse_args(words)
    if arguments.subcommand not in (None, "screen") and getattr(arguments, "plain", False):
        raise UsageError(f"--plain is for the kiosk itself, not for kiosk {arguments.subcommand}; leave it out")
    return arguments


def parser_for(words: Sequence[str]) -> OneLineParser:
    """A parser that knows the arguments of the subcommands among these words, and the names of the others."""
    common = _common()
    parser = OneLineParser(
        prog="kiosk",
        description="Ventanilla: a bilingual help window. Without a subcommand: the kiosk.",
        parents=[common],
    )
    parser.add_argument("--version", action=_Version, help="say which version this is")
    chosen = parser.add_subparsers(dest="subcommand", metavar="SUBCOMMAND", parser_class=OneLineParser)
    for name, purpose in SUBCOMMANDS.items():
        below = chosen.add_parser(name, help=purpose, description=_sentence(purpose), parents=[common])
        if name in words:
            import_module(f"kiosk.cli.{name}").add_arguments(below, common)
    import_module("kiosk.cli.screen").add_arguments(parser, common)
    return parser


Task = Callable[[str, str, Callable[[argparse.Namespace], int]], OneLineParser]


def tasks_of(parser: OneLineParser, common: OneLineParser) -> Task:
    """A way to give a subcommand subcommands of its own: name, purpose, and the function that does it."""
    chosen = parser.add_subparsers(dest="task", metavar="TASK", required=True, parser_class=OneLineParser)

    def task(name: str, purpose: str, run: Callable[[argparse.Namespace], int]) -> OneLineParser:
        below: OneLineParser = chosen.add_parser(name, help=purpose, description=_sentence(purpose), parents=[common])
        below.set_defaults(run=run)
        return below

    return task


def language(word: str) -> Language:
    """A language, as an argument."""
    try:
        return Language(word)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{word!r} is not a language of the kiosk, which are en and es") from None


def language_or_auto(word: str) -> Language | None:
    """A language, or None for `auto`: whatever the words turn out to be in."""
    return None if word == "auto" else language(word)


def number(least: int, most: int) -> Callable[[str], int]:
    """A whole number within limits, as an argument."""

    def within(word: str) -> int:
        if word.isascii() and word.isdigit() and len(word) < 10 and least <= int(word) <= most:
            return int(word)
        raise argparse.ArgumentTypeError(f"{word!r} is not a whole number from {least} to {most}")

    return within


def _common() -> OneLineParser:
    """What every subcommand takes, before or after its name."""
    common = OneLineParser(add_help=False, argument_default=argparse.SUPPRESS)
    common.add_argument("--settings", type=Path, metavar="FILE", help="settings to use instead of the usual file")
    common.add_argument("--database", metavar="URL", help="database to use instead of the one in the settings")
    common.add_argument("--pack", type=Path, metavar="DIR", help="run on the pack in DIR, in memory")
    common.add_argument("--models", type=Path, metavar="DIR", help="speech models: a folder with en/ and es/")
    common.add_argument("--debug", action="store_true", help="tell on standard error what goes on inside")
    return common


def _sentence(purpose: str) -> str:
    return f"{purpose[0].upper()}{purpose[1:]}{'' if purpose.endswith('?') else '.'}"


class _Version(argparse.Action):
    """Looks the version up only when it is asked for."""

    def __init__(self, option_strings: Sequence[str], dest: str, **options: Any) -> None:
        super().__init__(option_strings, argparse.SUPPRESS, nargs=0, **options)

    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> None:
        from importlib.metadata import PackageNotFoundError, version

        try:
            told = version("ventanilla")
        except PackageNotFoundError:
            told = "run from its source, without a version"
        sys.stdout.write(f"Ventanilla {told}\n")
        parser.exit()

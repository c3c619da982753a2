"""The command: one program for every role, a module for each subcommand.

Exit codes: 0 it ran, 1 a check failed or it could not run, 2 bad usage. Errors are one line each on standard error.
A subcommand's module is imported only when it is called, and imports what it needs only when it runs.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import NoReturn

from content.errors import ContentError, PackError
from kiosk.printing.printer import PrintingError
from kiosk.settings import SettingsError
from matcher.evaluate import QuestionFileError
from speech.errors import SpeechError

SUBCOMMANDS = {
    "screen": "the kiosk on this terminal",
    "ask": "answer one question",
    "listen": "recognise speech, and answer it",
    "say": "read a text aloud, or into a WAV file",
    "evaluate": "measure quality on a set of questions",
    "content": "import, export, check and learn from the directory",
    "models": "list, fetch, add, verify and remove speech models",
    "doctor": "is everything here and working? what to do if not",
}
"""Every subcommand and what it is for; each is a module of this package."""


class UsageError(Exception):
    """The words of the command cannot be used together; the message is one line."""


def main(words: Sequence[str] | None = None) -> int:
    """Run the command; gives its exit code."""
    given = list(sys.argv[1:] if words is None else words)
    try:
        arguments = _parser(given).parse_args(given)
        code = int(arguments.run(arguments))
        sys.stdout.flush()
        return code
    except PackError as error:
        for finding in error.findings:
            _complain(str(finding))
        return 1
    except UsageError as error:
        _complain(str(error))
        return 2
    except (ContentError, SpeechError, SettingsError, PrintingError, QuestionFileError) as error:
        _complain(str(error))
        return 1
    except BrokenPipeError:  # whoever read our output has gone; closing must not complain either
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        _complain(f"{error.filename or 'the system'}: {error.strerror or error}; check the path, rights and disk space")
        return 1
    except KeyboardInterrupt:
        return 130


def _parser(words: Sequence[str]) -> _OneLineParser:
    common = _OneLineParser(add_help=False, argument_default=argparse.SUPPRESS)
    common.add_argument("--settings", type=Path, metavar="FILE", help="settings to use instead of the usual file")
    common.add_argument("--database", metavar="URL", help="database to use instead of the one in the settings")
    common.add_argument("--pack", type=Path, metavar="DIR", help="run on the pack in DIR, in memory")
    common.add_argument("--models", type=Path, metavar="DIR", help="speech models: a folder with en/ and es/")
    parser = _OneLineParser(
        prog="kiosk",
        description="Ventanilla: a bilingual help window. Without a subcommand: the kiosk.",
        parents=[common],
    )
    chosen = parser.add_subparsers(dest="subcommand", metavar="SUBCOMMAND", parser_class=_OneLineParser)
    for name, purpose in SUBCOMMANDS.items():
        below = chosen.add_parser(name, help=purpose, description=purpose, parents=[common])
        if name in words:
            _module(name).add_arguments(below, common)
    _module("screen").add_arguments(parser, common)
    return parser


def _module(name: str) -> _Subcommand:
    module: _Subcommand = import_module(f"kiosk.cli.{name}")  # type: ignore[assignment]
    return module


def _complain(line: str) -> None:
    sys.stderr.write(f"kiosk: {line}\n")


class _Subcommand:
    """What each module of this package has."""

    @staticmethod
    def add_arguments(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
        """Declare its arguments, and set `run` to a function of the parsed arguments that gives the exit code."""


class _OneLineParser(argparse.ArgumentParser):
    """Says what is wrong in one line, without the whole usage."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message}; see {self.prog} --help\n")

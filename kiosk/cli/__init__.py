"""The command: one program for every role, a module for each subcommand.

Exit codes: 0 it ran, 1 a check failed or it could not run, 2 bad usage. Errors are one line each on standard error.
A subcommand's module is imported only when it is called, and imports what it needs only when it runs.
"""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Sequence

from kiosk.cli.parser import parsed
from kiosk.cli.streams import abandon_output, complain, open_streams

_INTERRUPTED = 130


def main(words: Sequence[str] | None = None) -> int:
    """Run the command; gives its exit code."""
    given = list(sys.argv[1:] if words is None else words)
    debugging = "--debug" in given
    open_streams()
    _prepare_log(debugging)
    try:
        code = _run(given)
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        return _INTERRUPTED
    except Exception as error:  # whatever it is, a person at a counter is told one line
        from kiosk.cli.failures import failure_of

        abandon_output()
        failure = failure_of(error)
        if debugging:
            traceback.print_exception(error)
        for line in failure.lines:
            complain(line)
        return failure.code


def _run(given: Sequence[str]) -> int:
    try:
        arguments = parsed(given)
    except SystemExit as done:  # help or the version was asked for
        return int(done.code or 0)
    return int(arguments.run(arguments))


def _prepare_log(debugging: bool) -> None:
    """Everything to standard error, or nothing: a library's line there would be taken for an error, or drawn over."""
    if debugging:
        logging.basicConfig(level=logging.DEBUG)
    elif not logging.getLogger().handlers:
        logging.getLogger().addHandler(logging.NullHandler())

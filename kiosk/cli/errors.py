"""What can go wrong with a command itself, beside the errors of the packages it uses.

CommandError        it could not do what was asked; exit code 1
├── UsageError      its words do not say what to do; exit code 2
├── CannotWrite     a file that was named cannot be written
├── WouldReplace    what was named is there already, and nobody said to replace it
└── NotOnPaper      there is no slip to take

Each message is one line: what, where, and what to do about it.
"""

from __future__ import annotations


class CommandError(Exception):
    """Anything of the above."""


class UsageError(CommandError):
    """The words of the command cannot be understood, or not used together."""


class CannotWrite(CommandError):
    """A file that was named cannot be written."""


class WouldReplace(CommandError):
    """What was named is there already, and nobody said to replace it."""


class NotOnPaper(CommandError):
    """There is no slip to take."""

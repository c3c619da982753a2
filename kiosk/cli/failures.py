"""What went wrong, as lines for standard error and an exit code: the one place that knows every package's errors.

Loaded only when something did go wrong.
"""

from __future__ import annotations

import traceback
from dataclasses import dataclass

from content.errors import ContentError, PackError
from kiosk.cli.errors import CommandError, UsageError
from kiosk.printing.printer import PrintingError
from kiosk.settings import SettingsError
from matcher.evaluate import QuestionFileError
from speech.errors import SpeechError

_OURS = ("content", "kiosk", "matcher", "speech")


@dataclass(frozen=True, slots=True)
class Failure:
    """How a command ends that could not do what was asked."""

    lines: tuple[str, ...]
    code: int = 1


def failure_of(error: Exception) -> Failure:
    """What to tell of an error; of one that nobody foresaw, nothing that a visitor may have said."""
    match error:
        case PackError(findings=findings):
            return Failure(tuple(map(str, findings)))
        case UsageError():
            return Failure((str(error),), code=2)
        case CommandError() | ContentError() | SpeechError() | SettingsError() | PrintingError() | QuestionFileError():
            return Failure((str(error),))
        case BrokenPipeError():  # whoever read our output has seen enough
            return Failure(())
        case OSError(filename=None):
            return Failure((f"the output cannot be written ({_reason(error)}); look at where it goes",))
        case OSError(filename=name):
            return Failure((f"{name}: {_reason(error)}; check the path, who may use it, and the room on its disk",))
        case _:
            return Failure((_unforeseen(error),))


def _reason(error: OSError) -> str:
    return error.strerror or str(error) or type(error).__name__


def _unforeseen(error: Exception) -> str:
    """Kind and place of an error, without its message: that may hold a visitor's words."""
    frames = [
        (module, line)
        for frame, line in traceback.walk_tb(error.__traceback__)
        if (module := str(frame.f_globals.get("__name__"))).partition(".")[0] in _OURS
    ]
    module, line = frames[-1] if frames else ("kiosk", 0)
    return (
        f"something unexpected happened ({type(error).__name__} in {module}, line {line});"
        " run it again with --debug to see more, and tell whoever looks after this program"
    )

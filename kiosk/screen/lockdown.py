"""What keeps visitors inside the kiosk, their words off the screen and out of the clipboard, and the keyboard alive.

Much of it replaces private parts of a pinned version of Textual; the tests fail when one of them is gone.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable
from typing import Any, ClassVar

import textual.drivers.linux_driver as driver
from textual.app import App
from textual.binding import Binding, BindingType


class SealedApp(App[None]):
    """A Textual app without its ways out: no palette, no suspending, no screenshots, no clipboard, no report."""

    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    ESCAPE_TO_MINIMIZE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q,ctrl+c", "staff_exit", show=False, priority=True, system=True),
        Binding("ctrl+z,ctrl+p", "nothing", show=False, priority=True, system=True),
    ]

    def action_staff_exit(self) -> None:
        """Leave the program, where that is allowed."""

    def action_nothing(self) -> None:
        """A key that would lead out of the kiosk."""

    async def action_quit(self) -> None:
        """Textual's own way out leads nowhere."""

    def action_help_quit(self) -> None:
        """Textual's own advice on how to leave."""

    def action_suspend_process(self) -> None:
        """A shell would be behind it."""

    def action_command_palette(self) -> None:
        """It offers to quit, among other things."""

    def action_screenshot(self, filename: str | None = None, path: str | None = None) -> None:
        """It would write what a visitor reads to the disk."""

    def copy_to_clipboard(self, text: str) -> None:
        """What one visitor cuts, the next must not be able to paste."""

    def run(self, *arguments: Any, **options: Any) -> Any:
        """Run until the window is closed.

        Raises:
            Exception: whatever nobody foresaw, once the terminal is as it was before.
        """
        returned = super().run(*arguments, **options)
        if self._exception:
            raise self._exception
        return returned

    def _fatal_error(self) -> None:
        """Die without the usual report: it shows every local variable, and a visitor's words would be among them."""
        self._exit_renderables.clear()
        self._close_messages_no_wait()


def survive_bad_bytes() -> None:
    """Decode bytes that are no UTF-8 as U+FFFD.

    Textual raises in the thread that reads the keyboard, which ends the thread: the picture stays and the kiosk is
    deaf (Textual issue 6456).
    """
    vars(driver)["getincrementaldecoder"] = _forgiving


def _forgiving(encoding: str) -> Callable[[], codecs.IncrementalDecoder]:
    return lambda: codecs.getincrementaldecoder(encoding)(errors="replace")

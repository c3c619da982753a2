"""Whether anybody is still there, told by how long nothing has happened."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.conversation import Listening, Searching, State, StillThere
from kiosk.settings import IdleSettings


class Presence:
    """Measures silences.

    Args:
        clock: seconds that never run backwards.
    """

    def __init__(self, idle: IdleSettings, clock: Callable[[], float]) -> None:
        self._idle = idle
        self._clock = clock
        self._seen_at = clock()

    def seen(self) -> None:
        """Somebody pressed, touched or said something, or the kiosk did."""
        self._seen_at = self._clock()

    def lost(self, state: State, *, busy: bool) -> bool:
        """Whether it has been quiet for long enough to ask, or to end the visit; the next silence begins here.

        While the kiosk listens, searches, reads aloud or prints, silence says nothing.
        """
        if busy or isinstance(state, Listening | Searching):
            self.seen()
            return False
        patience = self._idle.end_after if isinstance(state, StillThere) else self._idle.warn_after
        if self._clock() - self._seen_at < patience:
            return False
        self.seen()
        return True

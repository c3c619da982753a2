"""The process that holds the loudspeaker. See `speech.loudspeaker` for its parent.

Requests, one answer each: `{"open": samples a second}` gives `{"opened": name, "rate": samples a second to send}`;
`{"play": rate, "bytes": n}` with mono 16-bit samples gives `{"played": true}` when they have been heard; either may
give `{"fault": what is wrong}`. Silence is had by killing the process.
"""

from __future__ import annotations

import argparse
import sys
import time

from speech.sound_output import Output, Tape, Unplayable
from speech.wire import ChildPipe, Message

_IDLE = 4.0
"""Seconds the loudspeaker is kept open after a clip: closing it between sentences makes some devices click."""
_LEAD = 0.1
"""Seconds of silence before the first clip: devices that have slept swallow the beginning."""
_DEAD = 1.0
"""Seconds without a sign of life after which a loudspeaker has gone away."""


class _Booth:
    """The loudspeaker, and what is played through it."""

    def __init__(self, device: str | None, *, silent: bool) -> None:
        self._device = device
        self._silent = silent
        self._tape = Tape()
        self._asked = 0
        self._fresh = True
        self.output: Output | None = None

    def open(self, rate: int) -> Output:
        """The loudspeaker, opened unless it is open for that rate already."""
        if self.output and rate != self._asked:
            self.close()
        if not self.output:
            self.output = _opened(self._tape, rate, self._device, silent=self._silent)
            self._asked, self._fresh = rate, True
        return self.output

    def play(self, pcm: bytes) -> None:
        """Play to the end; raises `Unplayable` when the loudspeaker goes away."""
        if not self.output:
            raise Unplayable("nothing is open")
        lead = bytes(2 * round(_LEAD * self.output.rate)) if self._fresh else b""
        self._fresh = False
        self._tape.load(lead + pcm)
        pulls = -1
        while not self._tape.ended.wait(_DEAD):
            if self._tape.pulls == pulls:
                self.close()
                raise Unplayable("the loudspeaker went away")
            pulls = self._tape.pulls
        time.sleep(self.output.latency)

    def close(self) -> None:
        """Let the loudspeaker go."""
        if self.output:
            self.output.close()
        self.output = None


def _opened(tape: Tape, rate: int, device: str | None, *, silent: bool) -> Output:
    try:
        from speech.miniaudio_output import MiniaudioOutput
    except ImportError:
        try:
            from speech.sounddevice_output import SounddeviceOutput
        except (ImportError, OSError) as error:  # OSError: sounddevice is there and PortAudio is not
            raise Unplayable(f"no sound library is installed ({error}); install libportaudio2") from error
        return SounddeviceOutput(tape, rate, device)
    return MiniaudioOutput(tape, rate, device, silent=silent)


def _answer(booth: _Booth, request: Message) -> dict[str, object]:
    if isinstance(rate := request.head.get("open"), int):
        output = booth.open(rate)
        return {"opened": output.name, "rate": output.rate}
    booth.play(request.payload)
    return {"played": True}


def main(arguments: list[str]) -> None:
    """Answer until the parent is gone."""
    sys.modules["numpy"] = None  # type: ignore[assignment]  # miniaudio can do without: a quarter of the time to start
    parser = argparse.ArgumentParser()
    parser.add_argument("--device")
    parser.add_argument("--silent", action="store_true")
    options = parser.parse_args(arguments)
    pipe = ChildPipe()
    booth = _Booth(options.device, silent=options.silent)
    while True:
        request = pipe.next(timeout=_IDLE if booth.output else None)
        if request is None:
            booth.close()
            continue
        try:
            pipe.reply(_answer(booth, request))
        except Unplayable as error:
            pipe.reply({"fault": str(error)})


if __name__ == "__main__":
    main(sys.argv[1:])

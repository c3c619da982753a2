"""`python -m kiosk`, and the `kiosk` command."""

from __future__ import annotations

_INTERRUPTED = 130
"""What a shell reports of a command that ended by Ctrl-C: 128 and the number of the signal."""


def main() -> int:
    """Run the command; Ctrl-C ends it without a word, even while it is still being loaded."""
    try:
        from kiosk.cli import main as run

        return run()
    except KeyboardInterrupt:
        return _INTERRUPTED


if __name__ == "__main__":
    raise SystemExit(main())

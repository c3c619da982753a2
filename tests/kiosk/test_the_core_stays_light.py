"""The conversation needs no screen, no database, no sound and no matcher library to be loaded."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = (
    "textual",
    "sqlalchemy",
    "alembic",
    "vosk",
    "pyttsx3",
    "escpos",
    "rapidfuzz",
    "numpy",
    "sounddevice",
    "miniaudio",
)


def loaded(module: str) -> set[str]:
    """The outside packages that importing a module brings in, in a fresh interpreter."""
    code = f"import sys, {module}; print(*{{name.partition('.')[0] for name in sys.modules}})"
    return set(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split())


@pytest.mark.parametrize("module", ["kiosk.session", "kiosk.settings", "kiosk.plain", "kiosk.records", "kiosk.lines"])
def test_importing_the_core_loads_no_heavy_library(module: str) -> None:
    assert not loaded(module) & set(HEAVY)


@pytest.mark.parametrize("module", ["kiosk.conversation", "kiosk.scene", "content.directory", "matcher.verdict"])
def test_what_is_pure_opens_no_connection_and_starts_no_process(module: str) -> None:
    assert not loaded(module) & {*HEAVY, "asyncio", "socket", "subprocess", "multiprocessing"}

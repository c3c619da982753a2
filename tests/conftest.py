"""What every test may use: hypothesis profiles and a small directory."""

from __future__ import annotations

import os
import signal
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, settings

from content.directory import Directory
from kiosk.phrases import Phrases, shipped
from tests.small_directory import small_directory

settings.register_profile("fast", max_examples=60, deadline=None)
settings.register_profile("deep", max_examples=5000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fast"))

# A shell starts what runs in the background with Ctrl-C ignored, and programs that the tests start would inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)

ALBUQUERQUE = ZoneInfo("America/Denver")


@pytest.fixture(scope="session")
def directory() -> Directory:
    return small_directory()


@pytest.fixture(scope="session")
def phrases() -> Phrases:
    return shipped()


@pytest.fixture
def tuesday_morning() -> datetime:
    """2026-11-24, ten in the morning: a working day."""
    return datetime(2026, 11, 24, 10, 0, tzinfo=ALBUQUERQUE)

"""Draws the pictures of the README from the shipped directory: `python -m tests.kiosk.readme_pictures`."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from content.language import Language
from content.pack import read_pack
from kiosk.cli.parts import shipped_pack
from kiosk.conversation import Answering
from kiosk.phrases import shipped
from kiosk.ports import Ports
from kiosk.publishing import knowledge_of
from kiosk.scene import Manner
from kiosk.screen.app import KioskApp
from kiosk.screen.palette import PAPER
from kiosk.session import Knowledge, Session, Site
from kiosk.settings import IdleSettings, SiteSettings

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
QUESTION = "mi patrón no me pagó"
TUESDAY = datetime(2026, 11, 24, 10, 0, tzinfo=ZoneInfo("America/Denver"))


def main() -> None:
    """Draw the welcome, and one answer in both languages."""
    with TemporaryDirectory() as cache:
        knowledge = knowledge_of(read_pack(shipped_pack()), Path(cache))
        asyncio.run(_draw(knowledge))


async def _draw(knowledge: Knowledge) -> None:
    settings = SiteSettings()
    site = Site("Ventanilla", Language.EN, settings.time_zone, settings.people)
    manner = Manner(speaks=True, hears=True, takes_paper=True)

    def open_session(app: KioskApp) -> Session:
        return Session(app, knowledge, site, shipped(), Ports(), lambda: TUESDAY, app.post)

    app = KioskApp(open_session, manner, shipped(), site.name, IdleSettings())
    async with app.run_test(size=(100, 30)) as pilot:
        app.theme = PAPER.name
        await _take(app, "welcome", pilot.pause)
        await pilot.press(*QUESTION, "enter")
        if not isinstance(app.session.state, Answering):
            await pilot.press("1")
        await _take(app, "answer-es", pilot.pause)
        await pilot.press("f2")
        await _take(app, "answer-en", pilot.pause)


async def _take(app: KioskApp, name: str, settled: Callable[[], Awaitable[None]]) -> None:
    await settled()
    PICTURES.mkdir(parents=True, exist_ok=True)
    (PICTURES / f"{name}.svg").write_text(app.export_screenshot(title="Ventanilla"), encoding="utf-8")


if __name__ == "__main__":
    main()

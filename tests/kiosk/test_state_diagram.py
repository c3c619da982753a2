"""The diagram in the documentation is the conversation."""

from __future__ import annotations

from pathlib import Path

from content.language import Language
from tests.kiosk.conversations import places
from tests.kiosk.state_diagram import page

DRAWN = Path(__file__).parents[2] / "docs" / "conversation.md"


def test_the_drawn_conversation_is_the_one_that_is_led() -> None:
    assert DRAWN.read_text(encoding="utf-8") == page(), "run python -m tests.kiosk.state_diagram > docs/conversation.md"


def test_every_state_is_drawn() -> None:
    for state in places(Language.EN).values():
        assert f" {type(state).__name__}" in page()

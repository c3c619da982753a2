"""Every page as it looks: in both languages at the usual size, the most telling ones on small and large screens."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from content.language import Language
from tests.kiosk.screens import LARGE, SCENES, SMALL, USUAL, go, kiosk

Compare = Callable[..., bool]


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("scene", SCENES)
def test_every_page_in_both_languages(scene: str, language: Language, snap_compare: Compare) -> None:
    assert snap_compare(kiosk(language).app, terminal_size=USUAL, run_before=partial(go, scene=scene))


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["small", "large"])
@pytest.mark.parametrize(
    ("scene", "language"),
    zip(["welcome", "answer", "choose", "browse", "crisis"], [*Language, *Language, Language.EN], strict=True),
)
def test_small_and_large_screens(scene: str, language: Language, size: tuple[int, int], snap_compare: Compare) -> None:
    assert snap_compare(kiosk(language).app, terminal_size=size, run_before=partial(go, scene=scene))


def test_the_button_with_the_focus(snap_compare: Compare) -> None:
    assert snap_compare(kiosk().app, terminal_size=USUAL, press=["up"], run_before=partial(go, scene="choose"))

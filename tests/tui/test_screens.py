"""The screens to the last cell; `make snapshots` accepts them as they are drawn now."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.tui.looking import demo_workspace, press, settle
from tests.tui.typist import TODAY, Typist
from vendortrail import i18n
from vendortrail.tui.app import VendortrailApp

SIZES = {"80x24": (80, 24), "160x45": (160, 45)}
SCREENS = {
    "portfolio": (),
    "timeline": ("enter",),
    "terms": ("enter", "2"),
    "side-by-side": ("enter", "2", "s"),
    "sources": ("enter", "6"),
    "import": ("enter", "f5"),
}


@pytest.mark.parametrize("keys", SCREENS.values(), ids=SCREENS)
@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
@pytest.mark.parametrize("lang", i18n.LANGUAGES)
def test_screen_is_drawn_as_it_was_accepted(
    tmp_path: Path,
    snap_compare: Callable[..., bool],
    lang: str,
    size: tuple[int, int],
    keys: tuple[str, ...],
) -> None:
    async def look(pilot: Pilot[None]) -> None:
        typist = Typist(app, pilot)
        await typist.until(lambda: app.trail is not None)
        await settle(typist)
        await press(typist, *keys)

    app = VendortrailApp(demo_workspace(tmp_path, lang), today=TODAY, lang=lang)
    app.animation_level = "none"
    assert snap_compare(app, terminal_size=size, run_before=look)

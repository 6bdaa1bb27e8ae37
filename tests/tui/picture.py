"""The README's picture of the portfolio; `make exports` draws it anew."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.tui.looking import demo_workspace, settle
from tests.tui.typist import TODAY, Typist
from vendortrail.tui.app import VendortrailApp

PICTURE = Path(__file__).parents[2] / "exports" / "portfolio.svg"
# A picture that is looked at must not ask anybody for a font.
_REMOTE_FONTS = re.compile(r"\s*@font-face \{.*?\}", re.DOTALL)


async def drawn(folder: Path) -> str:
    """Return the portfolio of the demo as an SVG that stands alone."""
    app = VendortrailApp(demo_workspace(folder, "en"), today=TODAY, lang="en")
    app.animation_level = "none"
    async with app.run_test(size=(110, 30)) as pilot:
        typist = Typist(app, pilot)
        await typist.until(lambda: app.trail is not None)
        await settle(typist)
        return _REMOTE_FONTS.sub("", app.export_screenshot())


if __name__ == "__main__":
    with TemporaryDirectory() as name:
        PICTURE.write_text(asyncio.run(drawn(Path(name))), "utf-8")

"""What is to be seen on the screen, and the trails that the screens are shown."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from textual import events
from textual.worker import WorkerCancelled

from tests.tui.typist import Typist, typing
from vendortrail.service import Workspace, demo

# How many looks in a row must show the same.
_STILL = 3
_PATIENCE = 1_000


@cache
def _built(lang: str) -> Path:
    folder = Path(mkdtemp(prefix="vendortrail-demo-"))
    demo.build(Workspace(folder / "demo"), lang).close()
    return folder / "demo"


def demo_workspace(folder: Path, lang: str = "en") -> Workspace:
    """Return a demo workspace in a folder; it is built once a run and copied."""
    shutil.copytree(_built(lang), folder / "demo")
    return Workspace(folder / "demo")


def seen(typist: Typist) -> list[str]:
    """Return the lines of the screen, as a person reads them."""
    screen = typist.app.screen
    strips = screen._compositor.render_strips(screen.size)
    return ["".join(segment.text for segment in strip).rstrip() for strip in strips]


def sees(typist: Typist, text: str) -> bool:
    """Say whether a text is on the screen."""
    return any(text in line for line in seen(typist))


async def settle(typist: Typist) -> None:
    """Wait until nothing is read any more and the screen stays as it is."""
    before: list[list[str]] = []
    for _ in range(_PATIENCE):
        if len(before) >= _STILL and all(lines == before[-1] for lines in before[-_STILL:]):
            return
        # A reading that a newer one takes the place of is cancelled.
        with suppress(WorkerCancelled):
            await typist.app.workers.wait_for_complete()
        await typist.press()
        await asyncio.sleep(0.01)
        before.append(seen(typist))
    raise AssertionError("the screen never stands still")


async def press(typist: Typist, *keys: str) -> None:
    """Press keys, and wait until what they do is done."""
    for key in keys:
        await typist.press(key)
        await settle(typist)


async def write(typist: Typist, text: str, into: str = "") -> None:
    """Paste a text into an input (by its selector), or where the cursor is."""
    if into:
        typist.app.screen.query_one(into).focus()
        await settle(typist)
    assert typist.app.focused is not None
    typist.app.focused.post_message(events.Paste(text))
    await settle(typist)


@asynccontextmanager
async def shown(
    workspace: Workspace, *, lang: str = "en", size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Typist]:
    """Run the program on a workspace until the portfolio is complete."""
    async with typing(workspace, lang=lang, size=size) as typist:
        await settle(typist)
        yield typist

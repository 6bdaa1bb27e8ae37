"""A process of its own tells of vendors what this one would tell, and ends with whoever asks."""

from __future__ import annotations

import asyncio
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Sequence
from contextlib import aclosing
from pathlib import Path
from typing import Any

import pytest

from tests import trails
from tests.trails import TODAY, about, touchpoint
from vendortrail.database import NoTrail
from vendortrail.records.dealings import Touchpoint
from vendortrail.records.parties import Vendor
from vendortrail.refusal import StorageFailure
from vendortrail.service import Workspace, aside
from vendortrail.service.aside import batches_aside
from vendortrail.service.reading import Digest


async def told(workspace: Workspace, vendors: Sequence[int]) -> list[Digest]:
    return [it async for batch in batches_aside(workspace, vendors, TODAY) for it in batch]


async def test_what_is_told_aside_is_what_would_be_told_here(everything: Workspace) -> None:
    with trails.opened(everything) as trail:
        vendors = [vendor.identity for vendor in trail.every(Vendor)]
        assert await told(everything, vendors) == [trail.digest(vendor) for vendor in vendors]
        digest = trail.digest(vendors[0])
        assert digest.review.findings == trail.review(vendors[0]).findings
        assert not digest.review.history.of(Touchpoint)
        assert digest.last_spoken


async def test_a_digest_tells_of_which_state_it_is(everything: Workspace) -> None:
    with trails.opened(everything) as trail:
        before = trail.digest(1)
        assert before.state == trail.state()
        trail.record(touchpoint(1, "2026-11-16"))
        assert before.state != trail.state()


async def test_what_outweighs_a_number_has_more_records(empty: Workspace) -> None:
    with trails.opened(empty) as trail:
        for name in ("Anvil", "Bellows"):
            trail.record(about(None, Vendor(name), "2026-01-01"))
        trail.record(touchpoint(1, "2026-01-02"))
        assert trail.outweighs([1, 2], 2)
        assert not trail.outweighs([1, 2], 3)
        assert not trail.outweighs([2], 1)


async def test_a_refusal_is_raised_here(tmp_path: Path) -> None:
    with pytest.raises(NoTrail):
        await told(Workspace(tmp_path / "nowhere"), [1])


async def test_a_process_that_breaks_off_is_a_refusal(everything: Workspace) -> None:
    no_number: Any = "Zvonar"
    with pytest.raises(StorageFailure, match="cut short"):
        await told(everything, [1, no_number])


async def test_the_process_ends_with_the_iteration(
    everything: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[Process] = []

    async def start(*command: str, **options: Any) -> Process:
        started.append(await create(*command, **options))
        return started[0]

    create = asyncio.create_subprocess_exec
    monkeypatch.setattr(asyncio, "create_subprocess_exec", start)
    async with aclosing(batches_aside(everything, [1] * 100_000, TODAY)) as batches:
        await anext(batches)
        assert started[0].returncode is None
    assert started[0].returncode is not None


async def test_the_process_ends_with_whoever_asks(everything: Workspace) -> None:
    process = await asyncio.create_subprocess_exec(
        *aside.command(everything, TODAY),
        stdin=PIPE,
        stdout=DEVNULL,
    )
    assert process.stdin is not None
    process.stdin.write(b"[" + b"1," * 1_000_000 + b"1]\n")
    process.stdin.close()
    assert await asyncio.wait_for(process.wait(), 20) == aside.DESERTED

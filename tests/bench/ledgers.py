"""Ledgers to measure on, always the same: ten years of touchpoints, told at random by a seed."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from vendortrail.records.dealings import Touchpoint
from vendortrail.records.parties import Vendor
from vendortrail.records.record import Draft
from vendortrail.records.values import Channel, Direction
from vendortrail.service import Trail, Workspace
from vendortrail.settings import Settings

D = TypeVar("D")
C = TypeVar("C")
S = TypeVar("S")

TODAY = date(2026, 11, 16)
FIRST = date(2016, 11, 17)
DAYS = tuple(FIRST + timedelta(days=n) for n in range((TODAY - FIRST).days + 1))
MANY_VENDORS = 1_000
SMALL = 10_000
FEW_ENTRIES = 1_000

_SUBJECTS = (
    "Asked when the second segment begins and who will call",
    "Report of the week: calls made, people reached, results",
    "They want the price per result raised from next month on",
    "Сколько дозвонов в отчёте за неделю и почему их меньше",
    "Reminded them of the recordings that were promised twice",
    "Talked about the script; they will send the new wording",
    "Обещали прислать список номеров до конца недели, ждём",
    "No answer to our letter about the advance and the term",
)
TEXTS = tuple(f"{subject} ({n})" for n in range(50) for subject in _SUBJECTS)


def told(
    size: int, vendors: Sequence[int], days: Sequence[D], channels: Sequence[C], sides: Sequence[S]
) -> Iterator[tuple[int, D, C, S, str, bool]]:
    """Yield (vendor, day, channel, direction, text, whether it asks), vendors interleaved.

    Days, channels and directions are chosen from what is handed in: whoever wants plain values
    does not pay for typed ones.
    """
    chance = random.Random(7)
    asks = (True, *(False,) * 7)
    for start in range(0, size, 1_000):
        count = min(1_000, size - start)
        yield from zip(
            chance.choices(vendors, k=count),
            chance.choices(days, k=count),
            chance.choices(channels, k=count),
            chance.choices(sides, k=count),
            chance.choices(TEXTS, k=count),
            chance.choices(asks, k=count),
            strict=True,
        )


def touchpoints(size: int, vendors: Sequence[int]) -> Iterator[Draft[Touchpoint]]:
    """Yield so many touchpoints to record, of vendors by their identities."""
    days = [day.isoformat() for day in DAYS]
    for vendor, day, channel, side, text, asks in told(
        size, vendors, days, tuple(Channel), tuple(Direction)
    ):
        yield Draft(payload=Touchpoint(channel, side, text, asks=asks), occurred=day, vendor=vendor)


def numbered(size: int, vendor: int) -> Iterator[Draft[Touchpoint]]:
    """Yield so many touchpoints of one vendor, evenly over the years, each with its number."""
    for n in range(size):
        text = f"{mark(n + 1)} {TEXTS[n % len(TEXTS)]}"
        day = DAYS[n * len(DAYS) // size]
        yield Draft(
            payload=Touchpoint(Channel.MAIL, Direction.MUTUAL, text),
            occurred=day.isoformat(),
            vendor=vendor,
        )


def mark(number: int | str) -> str:
    """Return the words by which a numbered touchpoint is known on the screen."""
    return f"No. {number},"


def name(number: int) -> str:
    """Return what a vendor is called, from 0 on."""
    return f"Contractor {number:04}"


def begin(workspace: Workspace, vendors: int) -> tuple[Trail, list[int]]:
    """Make a trail with so many vendors; return it open, with their identities."""
    trail = Trail.create(workspace, today=TODAY, settings=Settings())
    drafts = (Draft(payload=Vendor(name(n)), occurred=FIRST.isoformat()) for n in range(vendors))
    return trail, [record.seq for record in trail.record_all(drafts)]


def opened(workspace: Workspace) -> Trail:
    """Open a trail as of the last of the days."""
    return Trail.open(workspace, today=TODAY, settings=Settings())


class Ledgers:
    """The ledgers of a run, each made when it is first measured on.

    Args:
        folder: where they are kept.
        size: how many touchpoints the large ones have; the small ones never have more.
    """

    def __init__(self, folder: Path, size: int) -> None:
        self.folder = folder
        self.size = size
        self.few = min(FEW_ENTRIES, size)

    @cached_property
    def small(self) -> Workspace:
        """10,000 records: 10 vendors."""
        return self._interleaved("small", 10, min(SMALL, self.size))

    @cached_property
    def wide(self) -> Workspace:
        """10,000 records: 1,000 vendors."""
        return self._interleaved("wide", MANY_VENDORS, min(SMALL, self.size))

    @cached_property
    def large(self) -> Workspace:
        """A ledger of full size: 1,000 vendors."""
        return self._interleaved("large", MANY_VENDORS, self.size)

    @cached_property
    def few_entries(self) -> Workspace:
        """One vendor with 1,000 entries."""
        return self._numbered("few", self.few)

    @cached_property
    def many_entries(self) -> Workspace:
        """One vendor with as many entries as a ledger of full size."""
        return self._numbered("many", self.size)

    def _interleaved(self, folder: str, vendors: int, size: int) -> Workspace:
        workspace = Workspace(self.folder / folder)
        trail, identities = begin(workspace, vendors)
        with trail:
            trail.record_many(touchpoints(size, identities))
        return workspace

    def _numbered(self, folder: str, size: int) -> Workspace:
        workspace = Workspace(self.folder / folder)
        trail, (vendor,) = begin(workspace, 1)
        with trail:
            trail.record_many(numbered(size, vendor))
        return workspace

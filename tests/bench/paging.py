"""The timeline of one vendor with very many entries, beside one with few."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from statistics import median
from time import perf_counter

from tests.bench.ledgers import Ledgers, mark, name, opened
from tests.bench.measuring import Act, Measured, clocked, taking_turns
from tests.bench.screen import vendortrail
from tests.bench.terminal import Terminal
from vendortrail.service import Trail, Workspace

_AS_QUICK = 1.25
_FRAME_SECONDS = 0.016
_PAGES = 20
_ENTER, _PAGE_DOWN, _TIMELINE, _FINDINGS = "\r", "\x1b[6~", "1", "4"
_NO_FINDING = "Nothing stands out."


def measure(ledgers: Ledgers) -> Iterator[Measured]:
    """Yield the first page read, the first screen painted, and pages turned.

    Bare: the same with 1,000 entries. A page down counts from the key to the bytes that paint it;
    there is nothing to compare it with but the time that a frame lasts.
    """
    few, many = ledgers.few_entries, ledgers.many_entries
    what = f"of {ledgers.size:,} entries"
    with ExitStack() as both:
        bare, ours = (both.enter_context(opened(ledger)) for ledger in (few, many))
        pages = {"bare": clocked(_first_page(bare)), "ours": clocked(_first_page(ours))}
        taken = taking_turns(50, pages)
    yield Measured(
        f"first page {what} read; bare: of 1,000", taken["ours"], taken["bare"], _AS_QUICK
    )
    screens = {"bare": _first_screen(few, ledgers.few), "ours": _first_screen(many, ledgers.size)}
    taken = taking_turns(5, screens)
    yield Measured(
        f"first screen {what} painted; bare: of 1,000", taken["ours"], taken["bare"], _AS_QUICK
    )
    for when, at_rest in (("while findings are sought", False), ("after that", True)):
        seconds = _turning_pages(many, ledgers.size, at_rest=at_rest)
        yield Measured(f"a page down {what}, {when}", seconds, None, _FRAME_SECONDS)


def _first_page(trail: Trail) -> Callable[[], object]:
    return lambda: trail.entries(1).page(0, 64)


def _first_screen(workspace: Workspace, size: int) -> Act:
    """From the key that opens the vendor until its newest entry is painted."""

    def show() -> float:
        with Terminal(vendortrail(workspace)) as terminal:
            terminal.until(name(0))
            start = perf_counter()
            terminal.press(_ENTER)
            terminal.until(mark(size))
            return perf_counter() - start

    return show


def _turning_pages(workspace: Workspace, size: int, *, at_rest: bool) -> float:
    """Return the median of a page down.

    Args:
        workspace: the ledger of one vendor.
        size: how many entries it has.
        at_rest: whether to wait until everything about the vendor has been derived.
    """
    taken = []
    with Terminal(vendortrail(workspace)) as terminal:
        terminal.until(name(0))
        terminal.press(_ENTER)
        terminal.until(mark(size))
        if at_rest:
            terminal.press(_FINDINGS)
            terminal.until(_NO_FINDING, within=600)
            terminal.press(_TIMELINE)
            terminal.until(mark(size))
        for _ in range(_PAGES):
            terminal.rest()
            oldest = min(int(number) for number in re.findall(mark(r"(\d+)"), terminal.painted))
            start = perf_counter()
            terminal.press(_PAGE_DOWN)
            terminal.until(mark(oldest - 1))
            taken.append(perf_counter() - start)
    return median(taken)

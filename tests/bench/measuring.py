"""What every benchmark does: take turns, take medians, hold them against what is allowed."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

Act = Callable[[], float]
"""Does something once and returns the seconds that it took."""


class Measured(NamedTuple):
    """Something beside the bare thing, in seconds; ``allowed`` is how many times as long it may be.

    ``bare`` None: there is nothing to compare with, and ``allowed`` is in ``unit`` as ``ours`` is.
    """

    what: str
    ours: float
    bare: float | None
    allowed: float
    unit: str = "s"

    @property
    def within(self) -> bool:
        """Whether it is as it should be."""
        return self.ours <= self.allowed * (1 if self.bare is None else self.bare)

    def cells(self) -> tuple[str, ...]:
        """Return the cells of its row in the table."""
        verdict = "within" if self.within else "**over**"
        ours = said(self.ours, self.unit)
        if self.bare is None:
            return self.what, ours, "", "", said(self.allowed, self.unit), verdict
        ratio = f"{self.ours / self.bare:.2f}"
        return self.what, ours, said(self.bare, self.unit), ratio, f"{self.allowed:g}", verdict


HEADS = ("What", "Ours", "Bare", "Ratio", "Allowed", "")


def said(value: float, unit: str) -> str:
    """Return a number of seconds (or MB) as people read it."""
    if unit != "s":
        return f"{value:,.0f} {unit}"
    if value >= 10:
        return f"{value:.1f} s"
    return f"{value:.2f} s" if value >= 1 else f"{value * 1000:.3g} ms"


def taking_turns(rounds: int, acts: Mapping[str, Act], *, warm_up: int = 1) -> dict[str, float]:
    """Do each act once a round, one after the other, and return the median of each.

    What else happens on the machine then falls on all of them alike. The first rounds, which fill
    caches, do not count.
    """
    taken: dict[str, list[float]] = {name: [] for name in acts}
    for turn in range(warm_up + rounds):
        for name, act in acts.items():
            seconds = act()
            if turn >= warm_up:
                taken[name].append(seconds)
    return {name: median(seconds) for name, seconds in taken.items()}


def clocked(act: Callable[[], object]) -> Act:
    """Return an act that is timed from the call to the return."""

    def timed() -> float:
        start = perf_counter()
        act()
        return perf_counter() - start

    return timed


def process(*command: str | Path) -> Act:
    """Return the act of running a process from its start to its end, its output thrown away."""

    def run() -> None:
        subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            check=True,
        )

    return clocked(run)

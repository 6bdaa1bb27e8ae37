"""A table of touchpoints taken in, beside the same touchpoints appended in bulk."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import process_time

from tests.bench.ledgers import DAYS, Ledgers, begin, told, touchpoints
from tests.bench.measuring import Act, Measured, clocked, taking_turns
from vendortrail.importers.sheet import open_sheet
from vendortrail.importers.table.columns import Kind
from vendortrail.records.values import Channel, Direction
from vendortrail.service import Workspace

_AS_QUICK = 1.5
_ROUNDS = 2


def measure(ledgers: Ledgers) -> Iterator[Measured]:
    """Yield the whole import of a CSV file, from opening it to the receipt."""
    path = ledgers.folder / "touchpoints.csv"
    _write(path, ledgers.size)

    def bulk() -> None:
        shutil.rmtree(ledgers.folder / "table-bulk", ignore_errors=True)
        trail, vendors = begin(Workspace(ledgers.folder / "table-bulk"), 1)
        with trail:
            trail.record_many(touchpoints(ledgers.size, vendors))

    def ours() -> None:
        shutil.rmtree(ledgers.folder / "table", ignore_errors=True)
        trail, (vendor,) = begin(Workspace(ledgers.folder / "table"), 1)
        with trail:
            sheet = open_sheet(path)
            columns, _settled = trail.propose_columns(sheet, Kind.TOUCHPOINTS)
            taken = trail.take_in(trail.open_table(sheet, columns, vendor), vendor=vendor)
            if taken.receipt.recorded != ledgers.size:
                raise AssertionError("rows were lost")

    worked: dict[str, list[float]] = {"bulk": [], "ours": []}

    def noted(name: str, act: Act) -> Act:
        def timed() -> float:
            start = process_time()
            seconds = act()
            worked[name].append(process_time() - start)
            return seconds

        return timed

    acts = {"bulk": noted("bulk", clocked(bulk)), "ours": noted("ours", clocked(ours))}
    taken = taking_turns(_ROUNDS, acts, warm_up=0)
    what = f"CSV of {ledgers.size:,} touchpoints, beside the bulk append"
    yield Measured(what, taken["ours"], taken["bulk"], _AS_QUICK)
    # What a machine that has other work to do takes longer for, it does not work longer on.
    yield Measured(
        f"{what}: processor time", median(worked["ours"]), median(worked["bulk"]), _AS_QUICK
    )


def _write(path: Path, size: int) -> None:
    channels = [channel.value for channel in Channel]
    sides = [side.value for side in Direction]
    days = [day.isoformat() for day in DAYS]
    with path.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened, delimiter=";")
        writer.writerow(("date", "subject", "channel", "direction", "asks"))
        for _vendor, day, channel, side, text, asks in told(size, [1], days, channels, sides):
            writer.writerow((day, text, channel, side, "yes" if asks else ""))

"""Whatever is in a file, it is read or refused: no crash, and no second wasted."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from tests.importers.fuzzing import harmless, seeds, told, torn
from tests.importers.ocds.releases import CASES, Told, contract, package, release, written
from vendortrail.importers.ocds.source import OcdsSource

STAGE = {"id": "m", "title": "Start", "dueDate": "2026-02-01T00:00:00Z", "status": "met"}
WHOLE = package(
    release(
        contracts=[
            contract(
                items=[{"id": "1", "description": "Calls", "quantity": 300, "unit": {"name": "c"}}],
                milestones=[STAGE],
                documents=[{"id": "1", "title": "Signed", "url": "https://x/1"}],
                amendments=[{"id": "1", "date": "2026-03-01T00:00:00Z", "rationale": "more"}],
                implementation={
                    "milestones": [STAGE],
                    "transactions": [{"id": "t", "value": {"amount": 1.5, "currency": "RUB"}}],
                },
            )
        ]
    ),
    release(2, "2026-03-10", contracts=[contract(value={"amount": 4, "currency": "RUB"})]),
)
ODD: tuple[Any, ...] = (
    *(None, True, [], {}, [[]], [None], {"id": {}}, "", " ", "\0\x1b[31m", "\ud800", "9" * 400),
    *(0, -1, 1e308, -0.0, 10**40, float("nan"), float("inf"), 1e-300),
    *("2026-13-45", "0000-00-00T00:00:00Z", "2026-01-01T25:00:00+99:99", "٢٠٢٦-01-01", "2061"),
    *({"amount": "1e9999999"}, {"amount": 1, "currency": "RUB" * 99}, "/" * 300, "%2F", "ocds:"),
)


def spoiled(value: Any, chance: random.Random) -> Any:
    """Return a JSON value with odd things in the place of some of its parts."""
    if chance.random() < 0.03:
        return chance.choice(ODD)
    if isinstance(value, dict):
        keys = list(value)
        if keys and chance.random() < 0.03:
            keys.remove(chance.choice(keys))
        return {key: spoiled(value[key], chance) for key in keys}
    if isinstance(value, list):
        return [spoiled(entry, chance) for entry in value] * chance.choice((1, 1, 1, 1, 2))
    return value


@pytest.mark.long
def test_no_file_is_too_odd(tmp_path: Path) -> None:
    real = [path.read_bytes() for path in sorted(CASES.rglob("*.json"))] if CASES.is_dir() else []
    for chance in seeds():
        data = json.dumps(spoiled(WHOLE, chance)).encode()
        if real and chance.random() < 0.3:
            data = chance.choice(real)
        if chance.random() < 0.5:
            data = torn(data, chance)
        path = written(tmp_path, data)
        with harmless(data, tmp_path / "harmful"):
            Told(told(list(OcdsSource([path]).items())))

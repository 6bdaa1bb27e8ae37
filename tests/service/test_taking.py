from __future__ import annotations

import pytest

from tests.service.test_importing import letter
from vendortrail.importers.item import Found
from vendortrail.service import taking


def sizes(*items: Found) -> list[int]:
    return [len(chunk) for chunk in taking.chunks(items)]


def test_an_original_that_items_share_is_in_memory_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking, "_CHUNK_BYTES", 10)
    one, other = bytes(6), bytes(range(6))
    shared = [letter(str(n), originals=(one,)) for n in range(3)]
    assert sizes(*shared, letter("x", originals=(other,)), letter("y")) == [4, 1]
    # In the next chunk it is carried anew.
    again = [letter(str(n), originals=(original,)) for n, original in enumerate((one, other) * 2)]
    assert sizes(*again) == [2, 2]
    assert sizes(letter("a", originals=(one, other)), *shared) == [1, 3]


def test_a_chunk_has_a_bounded_number_of_items(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking, "_CHUNK", 2)
    assert sizes(*(letter(str(n)) for n in range(5))) == [2, 2, 1]

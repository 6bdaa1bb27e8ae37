"""Records are found by their words, in any form, and no query can do harm."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import trails
from tests.trails import about, touchpoint
from vendortrail import search
from vendortrail.records.dealings import Expectation
from vendortrail.records.parties import Vendor
from vendortrail.refusal import Refusal
from vendortrail.service import Trail, Workspace


@pytest.fixture
def trail(empty: Workspace) -> Iterator[Trail]:
    with trails.opened(empty) as opened:
        opened.record(about(None, Vendor("Zvonar")))
        yield opened


def say(trail: Trail, *texts: str) -> list[int]:
    """Record something with each text; return their numbers."""
    return [trail.record(touchpoint(1, "2026-03-03", summary=text)).seq for text in texts]


def found(trail: Trail, words: str) -> list[int]:
    return [record.seq for record in trail.search(words)]


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("звонок", "Спросили о звонках за март"),
        ("звонками", "Был звонок"),
        ("договор", "по договорам вопросов нет"),
        ("еще", "Ещё раз о цене"),
        ("ЕЩЁ", "еще раз о цене"),
        ("звон", "Звонки не начались"),
        ("price", "The PRICE went up"),
        ("pri", "The price went up"),
        ("17/2026", "Act 17/2026 is signed"),
        ("o'brien", "Mr O'Brien called"),
        ("p.petrov@zvonar.example", "from p.petrov@zvonar.example"),
        ("ещё звонок", "о звонках еще поговорим"),
        ("и\u0306", "й"),
        ("й", "и\u0306"),
    ],
)
def test_words_are_found_in_any_form(words: str, text: str, trail: Trail) -> None:
    (seq,) = say(trail, text)
    assert found(trail, words) == [seq]


def test_all_the_words_are_wanted_and_only_the_last_may_be_unfinished(trail: Trail) -> None:
    both, _one = say(trail, "цена звонка", "цена письма")
    assert found(trail, "цена звонка") == [both]
    assert found(trail, "цена зво") == [both]
    assert found(trail, "price") == []
    say(trail, "the price of a call")
    assert found(trail, "pri call") == []


def test_the_newest_come_first_and_no_more_than_asked_for(trail: Trail) -> None:
    seqs = say(trail, *["a call"] * 5)
    assert found(trail, "call") == seqs[::-1]
    assert [record.seq for record in trail.search("call", limit=2)] == seqs[:-3:-1]


def test_what_is_recorded_after_a_search_is_found_by_the_next(trail: Trail) -> None:
    first = say(trail, "a call")
    assert found(trail, "call") == first
    second = say(trail, "a call")
    assert found(trail, "call") == second + first


def test_another_process_finds_what_this_one_recorded(trail: Trail) -> None:
    with closing(trail.reopen()) as other:
        seqs = say(trail, "a call")
        assert found(other, "call") == seqs == found(trail, "call")


def test_what_was_superseded_is_found_too(trail: Trail) -> None:
    (seq,) = say(trail, "a wrong word")
    right = trail.correct(
        seq, reason="mistyped", payload=touchpoint(1, "2026", summary="right").payload
    )
    assert found(trail, "wrong") == [seq]
    assert found(trail, "right") == [right.seq]
    assert found(trail, "mistyped") == [right.seq]


def test_every_text_of_a_record_is_found(everything: Workspace) -> None:
    with trails.opened(everything) as trail:
        for words in ("Northline", "zvonar", "advance", "round clock", "a mail", "cheaper"):
            assert found(trail, words), words


@pytest.mark.parametrize("words", ["", " ", "…", "!?", '"', "\x1b", "\ud800", "*", "()"])
def test_a_search_for_no_word_is_refused(words: str, trail: Trail) -> None:
    with pytest.raises(Refusal, match="at least one word"):
        trail.search(words)


@pytest.mark.parametrize(
    "words",
    [
        'call" OR "x', "call AND", "NOT call", "NEAR(call, 2)", "words:call", "^call", "call*",
        "{call}", "call)", "(call", "call -x", "'call'; DROP TABLE ledger", "AND", "OR", "NOT",
    ],
)  # fmt: skip
def test_what_fts_would_take_for_syntax_is_a_word(words: str, trail: Trail) -> None:
    (seq,) = say(trail, words)
    say(trail, "something else")
    assert found(trail, words) == [seq]


@given(words=st.text())
def test_no_query_does_harm(words: str) -> None:
    try:
        shared().search(words)
    except Refusal as refusal:
        assert "at least one word" in str(refusal)  # noqa: PT017 - only this one may be raised


@given(text=st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=12))
def test_a_word_is_found_by_itself(text: str) -> None:
    trail = shared()
    record = trail.record(about(1, Expectation(text)))
    try:
        seqs = [hit.seq for hit in trail.search(text, limit=10_000)]
    except Refusal:
        return
    assert record.seq in seqs


_SHARED: list[Trail] = []


def shared() -> Trail:
    if not _SHARED:
        _SHARED.append(trails.opened(trails.lasting()))
        _SHARED[0].record(about(None, Vendor("Zvonar")))
    return _SHARED[0]


def test_the_index_is_a_file_that_may_be_thrown_away(trail: Trail) -> None:
    found = [record.seq for record in trail.search("call")]
    index = trail.workspace.index
    assert index.stat().st_mode & 0o777 == 0o600
    index.unlink()
    assert [record.seq for record in trail.search("call")] == found


def test_the_index_of_another_ledger_is_made_anew(trail: Trail) -> None:
    found = [record.seq for record in trail.search("call")]
    with closing(sqlite3.connect(trail.workspace.index)) as index, index:
        index.execute("UPDATE reach SET size = 1, hash = zeroblob(32)")
        index.execute("INSERT INTO found (rowid, words) VALUES (1000, 'call')")
    assert [record.seq for record in trail.search("call")] == found


def test_a_long_index_is_told_of_and_goes_on_where_it_was_ended(
    trail: Trail, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "_CHUNK", 2)
    say(trail, *(f"letter {number}" for number in range(8)))

    def stop(share: float) -> None:
        raise KeyboardInterrupt(share)

    with pytest.raises(KeyboardInterrupt, match=re.escape(str(2 / 9))):
        trail.search("letter", indexed=stop)
    shares: list[float] = []
    assert len(trail.search("letter", indexed=shares.append)) == 8
    assert shares == [4 / 9, 6 / 9, 8 / 9]
    assert len(trail.search("letter", indexed=stop)) == 8

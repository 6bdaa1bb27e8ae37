"""What will be recorded is shown line by line, and is what is recorded."""

import pytest

from tests.core.quick_note.told import KNOWN, ROMAN, SEGMENT_B, settled, understood
from vendortrail.quick_note import Part, Unsettled, preview, promises, touchpoint
from vendortrail.records.dealings import Touchpoint
from vendortrail.records.promised import Promise
from vendortrail.records.values import Channel, Course, Direction, Side


def told(line: str) -> dict[str, tuple[str, str]]:
    return {it.heading: (str(it.value), it.said) for it in preview(understood(line), KNOWN)}


def test_everything_that_was_understood_is_shown_with_its_words() -> None:
    assert told(
        "@zvonar @roman-z call from them yesterday, re #12: purpose not stated, came unprepared, "
        "question evaded; promised segment B by Friday #segment-b tone -1?"
    ) == {
        "Vendor": ("Zvonar Contact Centre", "@zvonar"),
        "Channel": ("call", "call"),
        "Who spoke": ("from the vendor", "from them"),
        "When": ("15 Nov 2026", "yesterday"),
        "People": ("Roman Zvonov", "@roman-z"),
        "Summary": (
            "purpose not stated, came unprepared, question evaded; promised segment B by Friday?",
            "",
        ),
        "Promise": ("the vendor promised “segment B” by 20 Nov 2026", "by Friday"),
        "Segments": ("B: lapsed customers", "#segment-b"),
        "Agreement": ("Calls over three segments", ""),
        "Tone": ("-1", "tone -1"),
        "Asks": ("waits for a reply", "?"),
        "Answers": ("#12", "re #12"),
        "Purpose stated": ("no", "purpose not stated"),
        "Prepared": ("no", "came unprepared"),
        "Our question answered": ("no", "question evaded"),
    }


def test_what_is_open_is_not_shown_as_known() -> None:
    assert told("@zvonar 10/11/2025: promised") == {
        "Vendor": ("Zvonar Contact Centre", "@zvonar"),
        "Summary": ("promised", ""),
        "Promise": ("“…”", ""),
    }
    assert told("") == {"When": ("today, 16 Nov 2026: nothing else is said", "")}


def test_what_is_ahead_is_shown_as_planned() -> None:
    assert told("@zvonar meeting both tomorrow: hello")["When"] == (
        "planned for 17 Nov 2026",
        "tomorrow",
    )


def test_settled_note_becomes_a_touchpoint_and_its_promises() -> None:
    reading = settled(
        "@zvonar meeting both yesterday re #12: @roman-z promised segment B by Friday #segment-b?"
    )
    assert touchpoint(reading) == Touchpoint(
        channel=Channel.MEETING,
        direction=Direction.MUTUAL,
        summary="Roman Zvonov promised segment B by Friday?",
        people=(ROMAN,),
        course=Course.HELD,
        asks=True,
        answers=12,
    )
    assert promises(reading) == (
        Promise("segment B", Side.VENDOR, "2026-11-20", contact=ROMAN, segments=(SEGMENT_B,)),
    )


def test_open_note_becomes_nothing_and_says_how_to_settle_it() -> None:
    with pytest.raises(Unsettled) as refused:
        touchpoint(understood("call: promised it by 1 Dec"))
    assert [it.part for it in refused.value.questions] == [
        Part.VENDOR,
        Part.DIRECTION,
        Part.PROMISE,
    ]
    assert str(refused.value) == (
        "still open: which vendor: write “@zvonar”, "
        "“@northline-mobile”, “@zvonarius”, “@звонарь”; "
        "who spoke: write “from them”, “to them”, “both”; "
        "who promised: write “they promised”, “we promised”, "
        '“"promised"” (no promise: it stays text)'
    )
    assert promises(understood("call: promised it by 1 Dec")) == ()
    with pytest.raises(Unsettled, match=r"^still open: what was it about$"):
        touchpoint(understood("@zvonar call <"))


def test_each_promise_shows_its_own_words() -> None:
    reading = settled("@zvonar met: they promised it by 1 Dec; we promised it tomorrow")
    shown = [it.said for it in preview(reading, KNOWN) if it.part is Part.PROMISE]
    assert shown == ["by 1 Dec", "tomorrow"]

import pytest

from tests.trails import about, opened
from tests.tui.looking import press, seen, sees, settle, shown, write
from tests.tui.typist import Typist
from vendortrail.records.housekeeping import Disposition
from vendortrail.records.parties import Vendor
from vendortrail.records.promised import Segment
from vendortrail.records.values import Disposal
from vendortrail.service import Workspace
from vendortrail.tui.screens.entry import EntryScreen
from vendortrail.tui.screens.evidence import EvidenceScreen
from vendortrail.tui.screens.portfolio import PortfolioScreen
from vendortrail.tui.screens.vendor import VendorScreen


async def open_zvonar(typist: Typist) -> None:
    await press(typist, "enter")
    assert isinstance(typist.app.screen, VendorScreen)


def line_with(typist: Typist, text: str) -> str:
    return next(line for line in seen(typist) if text in line)


async def test_timeline_is_newest_first_with_silence_between(told: Workspace) -> None:
    async with shown(told) as typist:
        await open_zvonar(typist)
        lines = seen(typist)
        places = [
            next(n for n, line in enumerate(lines) if text in line)
            for text in ("A new manager asks", "363 days of silence", "Segments B and C start")
        ]
        assert places == sorted(places)
        assert "14 Nov 2025 – 12 Nov 2026 · the vendor owed a word" in lines[places[1]]
        mail = lines[places[2]].split()
        assert mail[:5] == ["14", "Nov", "2025", "mail", "←"]
        assert mail[-1].startswith("#")


async def test_terms_tell_what_holds_and_what_was_proposed(told: Workspace) -> None:
    async with shown(told, size=(100, 40)) as typist:
        await open_zvonar(typist)
        await press(typist, "2")
        assert sees(typist, "150 roubles for one productive call. ·")
        assert sees(typist, "since 06 Oct 2025")
        assert line_with(typist, "they  price  accepted")
        assert line_with(typist, "[-150-] {+180+} roubles for one productive call.")
        assert line_with(typist, "Counts as a result: “")


@pytest.mark.parametrize(
    ("day", "holds"), [("5 Oct 2025", False), ("6 Oct 2025", True), ("yesterday", True)]
)
async def test_terms_as_of_a_day_that_is_typed(told: Workspace, day: str, holds: bool) -> None:
    async with shown(told, size=(100, 40)) as typist:
        await open_zvonar(typist)
        await press(typist, "2")
        await write(typist, day, into="#as-of")
        await settle(typist)
        assert sees(typist, "since 06 Oct 2025") is holds
        assert sees(typist, "nothing that both sides accepted") is not holds


async def test_day_that_is_none_is_refused_beside_the_field(told: Workspace) -> None:
    async with shown(told) as typist:
        await open_zvonar(typist)
        await press(typist, "2")
        await write(typist, "31 Feb 2026", into="#as-of")
        await settle(typist)
        assert sees(typist, "31 Feb 2026”")


async def test_segments_show_how_far_they_came(told: Workspace) -> None:
    async with shown(told, size=(80, 40)) as typist:
        await open_zvonar(typist)
        await press(typist, "3")
        assert sees(typist, "paid: RUB 22,500.00")
        assert sees(typist, "A: existing customers  complete")
        assert sees(typist, "B: lapsed customers  abandoned")
        bars = [line for line in seen(typist) if "of 100" in line]
        assert "█" in bars[0]
        assert bars[1].endswith("38–100 of 100")
        assert "▒" in bars[1]
        assert "█" not in bars[2]


async def test_people_stand_by_side_and_level(told: Workspace) -> None:
    async with shown(told) as typist:
        await open_zvonar(typist)
        await press(typist, "5")
        names = ["their side", "Roman", "Kirill", "Alina", "our side", "Irina", "Olga"]
        found = [name for line in seen(typist) for name in names if name in line]
        assert found == names
        assert "13 Nov 2026 (3 d)" in line_with(typist, "Roman Zvonov")
        assert not sees(typist, "Nina Orlova")


async def test_evidence_of_a_finding_is_one_key_away_and_each_record_another(
    told: Workspace,
) -> None:
    async with shown(told) as typist:
        await open_zvonar(typist)
        await press(typist, "4")
        assert seen(typist)[1].split()[6:9] == ["4", "Findings", "12"]
        assert seen(typist)[3].startswith(" ▲ VT201")
        await press(typist, "enter")
        assert isinstance(typist.app.screen, EvidenceScreen)
        assert sees(typist, "RUB 22,500.00 · half of the agreement")
        await press(typist, "enter")
        assert isinstance(typist.app.screen, EntryScreen)
        assert sees(typist, "Calls over three segments of the base")
        await press(typist, "q", "q", "q")
        assert isinstance(typist.app.screen, PortfolioScreen)


async def test_entry_tells_everything_and_leads_on(told: Workspace) -> None:
    async with shown(told, size=(100, 40)) as typist:
        await open_zvonar(typist)
        number = line_with(typist, "accepted ").split()[-1]
        await press(typist, "end")
        await press(typist, *["up"] * 40)
        await press(typist, "4", "down", "enter", "end", "enter")
        assert isinstance(typist.app.screen, EntryScreen)
        assert sees(typist, "The vendor promises by 21 Nov 2025")
        assert sees(typist, "written down by")
        assert "typed in" in line_with(typist, "source")
        await press(typist, "end", "enter")
        assert len(typist.app.screen_stack) == 5
        assert number.startswith("#")


async def test_entry_of_what_is_no_event_tells_everything_too(told: Workspace) -> None:
    async with shown(told, size=(100, 40)) as typist:
        assert typist.app.trail is not None
        vendor = next(iter(typist.app.trail.every(Vendor)))
        typist.app.open_record(vendor)
        await settle(typist)
        assert isinstance(typist.app.screen, EntryScreen)
        assert sees(typist, vendor.payload.name)
        assert sees(typist, "written down by")


async def test_entry_as_it_is_kept(told: Workspace) -> None:
    async with shown(told) as typist:
        await open_zvonar(typist)
        await press(typist, "enter", "r", "end")
        assert sees(typist, '"recorded_at": "')
        await press(typist, "r")
        assert not sees(typist, '"recorded_at"')


async def test_corrected_entry_is_struck_and_knows_what_replaced_it(told: Workspace) -> None:
    async with shown(told) as typist:
        await open_zvonar(typist)
        old = line_with(typist, "A new manager asks").split()[-1]
        with typist.trail.reopen() as trail:
            new = trail.correct(int(old[1:]), reason="the wrong hour", private=True)
        typist.app.screen.trail_changed()  # type: ignore[attr-defined]
        await settle(typist)
        assert [old, f"#{new.seq}"] == sorted(
            line.split()[-1] for line in seen(typist) if "A new manager asks" in line
        )
        assert f"◌ #{new.seq}" in "".join(" ".join(line.split()) for line in seen(typist))
        screen = typist.app.screen
        struck = [
            segment.text
            for strip in screen._compositor.render_strips(screen.size)
            for segment in strip
            if segment.style and segment.style.strike
        ]
        assert len(struck) == 1
        assert "A new manager asks" in struck[0]


async def test_arrows_go_from_tab_to_tab(told: Workspace) -> None:
    async with shown(told) as typist:
        await open_zvonar(typist)
        await press(typist, "right", "right")
        assert sees(typist, "paid: RUB 22,500.00")
        await press(typist, "left")
        assert sees(typist, "In force on")


async def test_what_was_done_about_a_finding_is_told_with_what_the_finding_is_about(
    told: Workspace,
) -> None:
    with opened(told) as trail:
        segment = trail.find(Segment, "C")
        for subject in (str(segment.identity), "99999"):
            done = Disposition("VT101", subject, Disposal.RAISED)
            trail.record(about(segment.vendor, done, "2026-11-16"))
    async with shown(told, size=(120, 40)) as typist:
        await open_zvonar(typist)
        assert sees(typist, f"VT101 · {segment.payload.name} · raised with the vendor")
        assert sees(typist, "VT101 · 99999 · raised with the vendor")

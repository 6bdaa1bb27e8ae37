import re
from typing import Any

import pytest
from msgspec.structs import replace

from tests.core.telling import Story, day
from tests.papers.everything import everything
from vendortrail.document import Entries, Heading, Table, Text
from vendortrail.exporters import markdown
from vendortrail.papers import paper
from vendortrail.papers.audience import Audience
from vendortrail.papers.closing import CheckpointLine
from vendortrail.papers.standing_out import numbers
from vendortrail.records.dealings import Touchpoint
from vendortrail.records.definition import Counting, Definition
from vendortrail.records.housekeeping import Disposition
from vendortrail.records.parties import Agreement
from vendortrail.records.promised import (
    PRICE,
    RESULT_DEFINITION,
    CloseOut,
    Delivery,
    Payment,
    Segment,
)
from vendortrail.records.record import Payload, Record
from vendortrail.records.values import (
    Answer,
    Channel,
    Closing,
    Debtor,
    Direction,
    Disposal,
    Money,
    Side,
    TermValue,
)
from vendortrail.review import review

TODAY = day("2026-11-16")


def rendered(story: Story, **options: Any) -> str:
    history = story.history
    document = paper.timeline(history, review(history, TODAY), TODAY, **options)
    return markdown.render(document).replace("\N{NO-BREAK SPACE}", " ")


def section(source: str, heading: str) -> str:
    """Return what stands under a heading, lines joined."""
    level = len(heading.split(maxsplit=1)[0])
    after = source.split(f"\n{heading}\n", maxsplit=1)[1]
    return " ".join(re.split(rf"\n#{{1,{level}}} ", after, maxsplit=1)[0].split())


def headings(story: Story, **options: Any) -> list[str]:
    document = paper.timeline(story.history, review(story.history, TODAY), TODAY, **options)
    return [
        words(block.text)
        for block in document.blocks
        if isinstance(block, Heading) and block.level == 2
    ]


def words(text: Text) -> str:
    return "".join(span.text for span in text)


def test_the_order_is_that_of_a_negotiation() -> None:
    assert headings(everything()) == [
        "What stands out",
        "Parties",
        "Agreement Z-1: Calls",
        "Silences",
        "Chronology",
        "What this paper rests on",
    ]


def test_a_vendor_that_nothing_is_known_of_has_a_paper() -> None:
    source = rendered(Story(on="2026-11-01"))
    assert source.startswith("# Zvonar: timeline\n\n*As of 16 Nov 2026. For internal use only")
    assert section(source, "## What stands out") == "Nothing is open."
    assert section(source, "## Chronology") == "Nothing is on record for these days."
    assert headings(Story(), audience=Audience.VENDOR) == ["Chronology"]


def test_findings_come_by_severity_with_the_records_that_prove_them() -> None:
    found = section(rendered(everything()), "## What stands out")
    assert found.startswith("12 findings are open. ### High - ")
    assert "*(VT309, #15, #16, #18)*" in found
    assert found.index("### Medium") < found.index("### Low")


def test_many_records_in_a_row_are_cited_as_one_span() -> None:
    assert list(numbers([9, 1, 2, 3])) == ["#9", "#1", "#2", "#3"]
    assert list(numbers([4, 6, 7, 8, 9, 12])) == ["#4", "#6–#9", "#12"]
    assert list(numbers([])) == []


def one_silence() -> Story:
    story = Story()
    story.incoming("2026-01-01", asks=True)
    story.incoming("2026-11-01")
    return story


@pytest.mark.parametrize(
    ("disposal", "note", "settled", "aside"),
    [
        (Disposal.WAIVED, "holidays", True, "waived on 15 Nov 2026, #4: holidays)"),
        (Disposal.RESOLVED, "", True, "resolved on 15 Nov 2026, #4)"),
        (Disposal.RAISED, "", False, "raised with the vendor on 15 Nov 2026, #4)"),
    ],
)
def test_what_was_done_about_a_finding_is_told(
    disposal: Disposal, note: str, settled: bool, aside: str
) -> None:
    story = one_silence()
    (silence,) = (f for f in review(story.history, TODAY).open if f.code == "VT301")
    story.tell("2026-11-15", Disposition("VT301", silence.key, disposal, note))
    found = section(rendered(story), "## What stands out")
    assert aside in found
    assert ("### Settled" in found) is settled
    assert not settled or found.index("### Settled") < found.index("VT301")


def test_only_people_who_took_part_are_named_of_ours() -> None:
    story = Story()
    ours = story.contact("Anna", Side.US)
    story.contact("Olga", Side.US)
    story.contact("Boris")
    story.incoming("2026-11-01", people=(ours,))
    people = section(rendered(story), "## Parties")
    assert people.index("Boris") < people.index("Anna")
    assert "Olga" not in people


def test_the_referrer_is_named_with_the_interest() -> None:
    story = Story(referred_by="a friend")
    assert "Recommended by: a friend.\n" in rendered(story)
    story = Story(referred_by="a friend", referrer_interest="owns it")
    assert "Recommended by: a friend. Their interest: owns it.\n" in rendered(story)


@pytest.mark.parametrize(
    ("agreement", "facts"),
    [
        (Agreement("Calls"), ""),
        (Agreement("Calls", starts="2026-10-02"), " - Period: from 2 Oct 2026"),
        (Agreement("Calls", ends="2026-12-31"), " - Period: until 31 Dec 2026"),
        (
            Agreement("Calls", ends="2026-11-15"),
            " - Period: until 15 Nov 2026 - Closed: no closing act is on record",
        ),
    ],
)
def test_the_facts_of_an_agreement(agreement: Agreement, facts: str) -> None:
    story = Story()
    story.tell("2026-10-01", agreement)
    assert section(rendered(story), "## Agreement: Calls") == f"- Signed: 1 Oct 2026 (#2){facts}"


def test_a_closing_act_is_named() -> None:
    story = Story()
    agreement = story.agreement("2026-10-01")
    story.tell("2026-11-01", CloseOut(Closing.TERMINATED), agreement=agreement)
    facts = section(rendered(story), "## Agreement: Calls")
    assert "- Closed: 1 Nov 2026, terminated (#3)" in facts


def test_what_was_paid_is_added_up_by_currency() -> None:
    story = Story()
    agreement = story.agreement("2026-10-01")
    for minor, currency in ((100, "RUB"), (50, "EUR"), (200, "RUB")):
        story.payment("2026-10-02", minor, agreement, currency)
    facts = section(rendered(story), "## Agreement: Calls")
    assert "- Paid: RUB 3.00 - Paid: EUR 0.50" in facts


def table(story: Story, **options: Any) -> Table:
    document = paper.timeline(story.history, review(story.history, TODAY), TODAY, **options)
    (found,) = (
        block
        for block in document.blocks
        if isinstance(block, Table) and words(block.columns[0].title) == "Segment"
    )
    return found


def test_segments_of_several_units_say_theirs_and_columns_of_nothing_are_left_out() -> None:
    story = Story()
    agreement = story.agreement("2026-10-01")
    story.segment("2026-10-01", agreement, "First", 1_000)
    story.tell("2026-10-01", Segment("Second", 5, "visit"), agreement=agreement)
    found = table(story)
    titles = [words(column.title) for column in found.columns]
    assert titles == ["Segment", "Promised", "Claimed", "Counts", "State"]
    assert [words(row[1]) for row in found.rows] == ["1,000 × call", "5 × visit"]


def test_the_vendor_does_not_read_how_we_judge_a_segment() -> None:
    story = Story()
    agreement = story.tell("2026-10-01", Agreement("Calls"), private=False)
    story.tell("2026-10-01", Segment("First", 5, "call"), agreement=agreement, private=False)
    titles = [words(column.title) for column in table(story, audience=Audience.VENDOR).columns]
    assert "State" not in titles
    assert "Last activity" not in titles


@pytest.mark.parametrize("private", [True, False])
def test_the_vendor_reads_no_sum_that_rests_on_what_is_kept_back(private: bool) -> None:
    story = Story()
    calls = Agreement("Calls", starts="2025-01-01", ends="2025-12-31")
    agreement = story.tell("2025-01-01", calls, private=False)
    segment = story.tell(
        "2025-01-01", Segment("First", 5, "call"), agreement=agreement, private=False
    )
    for payload in (Delivery(segment, 3), Payment(Money(1000, "EUR"), segment=segment)):
        story.tell("2025-03-01", payload, agreement=agreement, private=private)
    closing = CloseOut(Closing.SHORT, segment=segment)
    story.tell("2025-12-31", closing, agreement=agreement, private=private)
    source = rendered(story, audience=Audience.VENDOR)
    titles = [words(column.title) for column in table(story, audience=Audience.VENDOR).columns]
    assert ("Paid:" in source, "no closing act" in source) == (not private, not private)
    assert ("Claimed" in titles) == (not private)


def changes(story: Story) -> str:
    return section(rendered(story), "### Terms as they changed")


def agreed(story: Story) -> tuple[int, int]:
    agreement = story.agreement("2026-01-01")
    first = story.proposal("2026-01-01", agreement, PRICE, wording="150 a call")
    story.answer("2026-01-02", agreement, first, Answer.ACCEPTED, Side.US)
    return agreement, first


def test_a_term_that_was_replaced_tells_how_long_it_held() -> None:
    story = Story()
    agreement, _ = agreed(story)
    second = story.proposal("2026-03-01", agreement, PRICE, wording="180 a call")
    story.answer("2026-03-05", agreement, second, Answer.ACCEPTED, Side.US)
    told = changes(story)
    assert "**replaced later**: proposed by the vendor on 1 Jan 2026 (#3)" in told
    assert "held from 2 Jan 2026 to 4 Mar 2026" in told
    assert "holds from 5 Mar 2026; compared with #3 > ~~150~~ **180** a call" in told


def test_a_counter_proposal_is_held_against_what_it_counters() -> None:
    story = Story()
    agreement, _ = agreed(story)
    theirs = story.proposal("2026-03-01", agreement, PRICE, wording="180 a call")
    story.proposal("2026-03-02", agreement, PRICE, Side.US, wording="160 a call", counters=theirs)
    assert "compared with #5 > ~~180~~ **160** a call" in changes(story)


def test_a_new_wording_of_what_had_only_a_value_is_no_difference() -> None:
    story = Story()
    agreement = story.agreement("2026-01-01")
    value = TermValue(money=Money(15_000, "RUB"))
    first = story.proposal("2026-01-01", agreement, PRICE, value=value)
    story.proposal("2026-01-02", agreement, PRICE, Side.US, wording="free", counters=first)
    assert changes(story).endswith("compared with #3 > free")
    story.proposal("2026-01-03", agreement, PRICE, value=value, counters=4)
    assert changes(story).endswith("compared with #4 > RUB 150.00")


def test_a_definition_without_a_wording_is_put_into_words() -> None:
    story = Story()
    agreement = story.agreement("2026-01-01")
    definition = Definition((Counting("dialogue"),))
    story.proposal("2026-01-01", agreement, RESULT_DEFINITION, definition=definition)
    assert "#### Result definition" in changes(story)
    assert changes(story).endswith("> Counts as a result: “dialogue”.")


def chronology(story: Story, **options: Any) -> str:
    return section(rendered(story, **options), "## Chronology")


@pytest.mark.parametrize(
    ("first", "last", "told", "days"),
    [
        (None, None, "", [1, 2, 3]),
        ("2026-11-02", None, "*From 2 Nov 2026 only.*", [2, 3]),
        (None, "2026-11-02", "*Until 2 Nov 2026 only.*", [1, 2]),
        ("2026-11-02", "2026-11-02", "*From 2 Nov 2026 to 2 Nov 2026 only.*", [2]),
    ],
)
def test_the_chronology_is_cut_and_says_so(
    first: str | None, last: str | None, told: str, days: list[int]
) -> None:
    story = Story()
    for number in (1, 2, 3):
        story.incoming(f"2026-11-0{number}")
    cut = {"first": first and day(first), "last": last and day(last)}
    source = chronology(story, **cut)
    assert source.startswith(told)
    assert [n for n in (1, 2, 3) if f"**{n} Nov 2026**" in source] == days


def test_the_cut_leaves_the_rest_of_the_paper_whole() -> None:
    story = everything()
    whole, cut = rendered(story), rendered(story, first=day("2030-01-01"))
    assert whole.split("## Chronology")[0] == cut.split("## Chronology")[0]


def test_entries_stand_under_months_and_under_a_year_where_no_more_is_known() -> None:
    story = Story()
    for when in ("2005", "2026-03", "2026-03-05", "[2026-04-01..2026-04-05]"):
        story.incoming(when)
    titles = [line for line in rendered(story).splitlines() if line.startswith("### ")]
    assert titles[-4:] == ["### 2005", "### December 2005", "### March 2026", "### April 2026"]


def test_one_offset_is_said_once_and_several_each_time() -> None:
    story = Story()
    story.incoming("2026-11-01T10:00+03:00")
    assert "The hours are those of UTC+03:00." in chronology(story)
    assert "**1 Nov 2026, 10:00** #2" in chronology(story)
    story.incoming("2026-11-02T10:00Z")
    assert "The hours" not in chronology(story)
    assert "**1 Nov 2026, 10:00 UTC+03:00** #2" in chronology(story)


def test_what_replaced_a_record_is_told_beside_it() -> None:
    story = Story()
    first = story.incoming("2026-11-01", summary="Thre")
    mail = Touchpoint(Channel.MAIL, Direction.INCOMING, "Three")
    story.tell("2026-11-02", mail, supersedes=first, reason="a slip")
    source = chronology(story)
    assert "#2 ~~Mail from the vendor: Thre~~ Replaced by #3: a slip" in source
    assert "#3 Mail from the vendor: Three" in source


def provided(**fields: Any) -> Story:
    story = Story()
    story.incoming("2026-11-01")
    record: Record[Payload] = story.records[-1]
    story.records[-1] = replace(record, **fields)
    return story


SHA = "ab" * 32


@pytest.mark.parametrize(
    ("fields", "aside"),
    [
        ({}, ""),
        ({"source": "command"}, ""),
        ({"recorded_at": "2026-11-04T12:00:00Z"}, ""),
        ({"recorded_at": "2026-11-05T12:00:00Z"}, " *(recorded on 5 Nov 2026)*"),
        ({"evidence": (SHA, SHA[::-1])}, " *(evidence abababababab, babababababa)*"),
    ],
)
def test_where_a_record_comes_from_is_told_where_it_matters(
    fields: dict[str, Any], aside: str
) -> None:
    source = chronology(provided(**fields))
    assert source.split(" - ")[-1].endswith(f"Mail from the vendor: a word{aside}")


def test_where_most_records_come_from_is_said_once_and_of_the_others_each_time() -> None:
    story = Story()
    for on in range(1, 7):
        story.incoming(f"2026-11-0{on}")
    changes = {
        4: {"source": "mail"},
        5: {"recorded_by": "boris"},
        6: {"recorded_by": "boris", "recorded_at": "2026-11-14T12:00:00Z"},
    }
    for place, fields in changes.items():
        story.records[place] = replace(story.records[place], **fields)
    source = chronology(story)
    assert source.startswith("*Typed in by anna where nothing else is said.*")
    told = source.split(" - ")[1:]
    assert [entry.partition("a word")[2] for entry in told] == [
        *[""] * 3,
        " *(source: mail)*",
        " *(recorded by boris)*",
        " *(recorded by boris on 14 Nov 2026)*",
    ]


def test_where_most_were_imported_what_was_typed_says_so() -> None:
    story = Story()
    for on in (1, 2, 3):
        story.incoming(f"2026-11-0{on}")
    story.records[1:3] = [replace(r, source="mail: in.mbox") for r in story.records[1:3]]
    source = chronology(story)
    assert source.startswith("*Recorded by anna from mail: in.mbox where nothing else is said.*")
    assert source.count("(") == source.count("*(source: typed in)*") == 1


def test_the_vendor_is_not_told_who_recorded_what() -> None:
    story = Story()
    for on in ("2026-11-01", "2026-11-02"):
        mail = Touchpoint(Channel.MAIL, Direction.INCOMING, "a word")
        story.tell(on, mail, private=False)
    story.records[2] = replace(story.records[2], recorded_by="boris", source="mail")
    source = chronology(story, audience=Audience.VENDOR)
    assert source.count("a word") == 2
    assert not re.search("anna|boris|mail|typed|source", source.replace("Mail from", ""))


def test_an_open_bound_is_no_delay() -> None:
    story = provided(occurred="[2026-10-01..]", recorded_at="2026-11-01T12:00:00Z")
    assert "recorded on" not in chronology(story)


def test_evidence_is_listed_by_its_full_name() -> None:
    story = provided(evidence=(SHA,))
    assert f"| abababababab | {SHA} | #2 |" in section(rendered(story), "## Evidence")
    assert "Evidence" not in headings(one_silence())


@pytest.mark.parametrize(
    ("owes", "ended", "told"),
    [
        (Debtor.VENDOR, True, "90 days of silence, until 30 Jan 2026; the vendor owed the word"),
        (Debtor.US, True, "90 days of silence, until 30 Jan 2026; we owed the word"),
        (Debtor.NOBODY, True, "90 days of silence, until 30 Jan 2026; nobody owed the word"),
        (Debtor.VENDOR, False, "380 days of silence so far; the vendor owes the word"),
        (Debtor.US, False, "380 days of silence so far; we owe the word"),
        (Debtor.NOBODY, False, "380 days of silence so far; nobody owes the word"),
    ],
)
def test_a_silence_says_who_owed_the_word(owes: Debtor, ended: bool, told: str) -> None:
    story = Story()
    story.incoming("2025-11-01", owes=owes)
    if ended:
        story.incoming("2026-01-30")
    assert f"- **1 Nov 2025** {told}" in chronology(story)
    silences = section(rendered(story), "## Silences")
    who = {Debtor.VENDOR: "vendor", Debtor.US: "us", Debtor.NOBODY: "nobody"}[owes]
    until, after = ("30 Jan 2026", "#3") if ended else ("not yet", "–")
    cells = [" ".join(cell.split()) for cell in silences.split("|")]
    row = cells[cells.index("1 Nov 2025") :][:6]
    assert (row[1], row[3], row[4], row[5]) == (until, who, "#2", after)


def test_the_foundation_is_the_checkpoint_and_what_was_not_told() -> None:
    line = CheckpointLine(1_262, "c0ffee", TODAY)
    told = section(rendered(Story(), checkpoint=line), "## What this paper rests on")
    assert told.startswith("1 record is not in the chronology: it says who somebody is")
    assert told.endswith("Checkpoint of 16 Nov 2026: 1,262 records, head hash c0ffee")


def test_a_paper_of_events_alone_leaves_nothing_untold() -> None:
    story = one_silence()
    told = section(rendered(story, first=day("2026-10-01")), "## What this paper rests on")
    assert told == "No checkpoint of the ledger was taken."


def test_the_vendor_reads_whose_numbers_they_are() -> None:
    source = rendered(Story(), audience=Audience.VENDOR)
    assert "*As of 16 Nov 2026. Numbers such as #1 are those of our records.*" in source


def test_literal_words_stand_under_their_entry() -> None:
    story = Story()
    story.incoming("2026-11-01", text="So.\n\nAnd so.")
    document = paper.timeline(story.history, review(story.history, TODAY), TODAY)
    (entries,) = (block for block in document.blocks if isinstance(block, Entries))
    assert [words(text) for text in entries.entries[-1].quoted] == ["So.", "And so."]


def test_a_word_of_an_unknown_day_says_that_no_silence_before_it_is_certain() -> None:
    story = Story()
    story.incoming("[..2026-01-10]")
    assert "no silence before it is certain" in chronology(story)

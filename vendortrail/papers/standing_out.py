"""The first page of a paper for ourselves: what stands out, the gravest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from vendortrail.document import Block, Entries, Entry, Heading, Paragraph, Text, plain, quiet
from vendortrail.findings import Finding
from vendortrail.i18n import _
from vendortrail.labels import label
from vendortrail.review import Review, Reviewed
from vendortrail.sentences import Sentence, count, say

# So many records in a row are cited as one span.
_SPAN = 4


def standing_out(review: Review) -> Iterator[Block]:
    """Yield the open findings by severity with the records that prove them, then the settled."""
    yield Heading(2, plain(_("What stands out")))
    still_open = [reviewed for reviewed in review.findings if reviewed.is_open]
    yield Paragraph(plain(str(_summary(still_open))))
    for severity, group in groupby(still_open, key=lambda reviewed: reviewed.finding.severity):
        yield Heading(3, plain(label(severity)))
        yield Entries(tuple(Entry(_line(reviewed)) for reviewed in group))
    settled = [reviewed for reviewed in review.findings if not reviewed.is_open]
    if settled:
        yield Heading(3, plain(_("Settled")))
        yield Entries(tuple(Entry(_line(reviewed)) for reviewed in settled))


def _summary(still_open: list[Reviewed]) -> Sentence:
    if not still_open:
        return say("Nothing is open.")
    return count("{count} finding is open.", "{count} findings are open.", len(still_open))


def _line(reviewed: Reviewed) -> Text:
    finding = reviewed.finding
    aside = [_proof(finding), *_disposition(reviewed)]
    return (*plain(f"{finding.message} "), *quiet(f"({'; '.join(aside)})"))


def _proof(finding: Finding) -> str:
    return ", ".join([finding.code, *numbers(finding.evidence)])


def numbers(records: Iterable[int]) -> Iterator[str]:
    """Yield record numbers as papers write them, many that follow each other as one span."""
    span: list[int] = []
    for number in [*records, 0]:
        if span and number != span[-1] + 1:
            whole = len(span) < _SPAN
            yield from (f"#{n}" for n in span) if whole else (f"#{span[0]}–#{span[-1]}",)
            span.clear()
        span.append(number)


def _disposition(reviewed: Reviewed) -> Iterator[str]:
    if reviewed.disposition is None:
        return
    done = reviewed.disposition
    what = say(
        "{disposal} on {day}, #{number}",
        disposal=label(done.payload.disposal),
        day=done.day,
        number=str(done.seq),
    )
    yield f"{what}: {done.payload.note}" if done.payload.note else str(what)

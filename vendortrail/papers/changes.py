"""What a proposal of a term says, what became of it, and what it would change."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import shorten

from vendortrail import formats, terms
from vendortrail.definition_wording import definition_sentence
from vendortrail.document import Entry, Text, plain, quiet, strong
from vendortrail.i18n import N_, _
from vendortrail.labels import label
from vendortrail.papers.wording import difference, price_text
from vendortrail.records.promised import TermProposal
from vendortrail.records.values import Side
from vendortrail.sentences import Sentence, say
from vendortrail.terms import TermChange

_BY = {
    Side.VENDOR: N_("proposed by the vendor on {day} (#{number})"),
    Side.US: N_("proposed by us on {day} (#{number})"),
}
#: As many characters of a wording as a line that names a proposal has room for.
_BRIEF = 80
_SHOWN = N_("shown by a source on {day} (#{number})")


def told(change: TermChange, base: TermChange | None, remark: str = "") -> Entry:
    """Return a change of terms, its words marked against those of another one.

    ``remark`` stands after what it says.
    """
    proposal = change.proposal.payload
    places = {"day": change.proposal.when, "number": str(change.proposal.seq)}
    how = _SHOWN if proposal.observed else _BY[proposal.by]
    facts = [str(Sentence(how, places)), *_standing(change)]
    if proposal.oral:
        facts.append(_("by word of mouth"))
    if base is not None:
        facts.append(str(say("compared with #{number}", number=str(base.proposal.seq))))
    lead = (*strong(label(change.standing)), *plain(f": {'; '.join(facts)}"))
    contents = [*marked(proposal, base.proposal.payload if base else None)]
    if remark:
        contents.append(quiet(remark))
    if proposal.argument:
        contents.append(quiet(str(say("Argument: {argument}", argument=proposal.argument))))
    return Entry(lead, tuple(contents))


def wording(proposal: TermProposal) -> str:
    """Return the words of a proposal: its wording, or what counts as a result put into words."""
    if proposal.wording or proposal.definition is None:
        return proposal.wording
    return str(definition_sentence(proposal.definition))


def brief(proposal: TermProposal) -> str:
    """Return what a proposal comes to on a line: its value, else the beginning of its words."""
    day = terms.day_of(proposal)
    if day is not None:
        return formats.day(day)
    return price_text(proposal) or shorten(wording(proposal), _BRIEF, placeholder=" …")


def counted(proposal: TermProposal) -> str:
    """Return what counts as a result, where a wording stands beside that says less, or more.

    Rows are held against this and not against the wording.
    """
    if not proposal.wording or proposal.definition is None:
        return ""
    return str(definition_sentence(proposal.definition))


def _standing(change: TermChange) -> Iterator[str]:
    if change.answer is not None:
        number = str(change.answer.seq)
        yield str(say("answered on {day} (#{number})", day=change.answer.when, number=number))
    if change.holds_from and change.holds_until:
        first, last = change.holds_from, change.holds_until
        yield str(say("held from {first} to {last}", first=first, last=last))
    elif change.holds_from:
        yield str(say("holds from {day}", day=change.holds_from))


_PARTS = (wording, counted, price_text)


def said(proposal: TermProposal) -> tuple[str, ...]:
    """Return all that a proposal says: the wording, what rows are held against, and the value."""
    return tuple(filter(None, (part(proposal) for part in _PARTS)))


def marked(proposal: TermProposal, base: TermProposal | None) -> Iterator[Text]:
    """Yield all that a proposal says, with what changed from another one marked."""
    for part in _PARTS:
        after, before = part(proposal), part(base) if base else ""
        if after:
            yield difference(before, after) if before else plain(after)

"""What a receipt of an import says, in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from vendortrail.cleaning import one_line
from vendortrail.coverage import BY_HAND
from vendortrail.i18n import N_
from vendortrail.records.capture import Receipt, RefusedItem
from vendortrail.records.lengths import LONGEST_NAME
from vendortrail.refusal import Refusal
from vendortrail.sentences import Sentence, count, listed, say, worded

# The importer that looks for contracts, and not for the words of a vendor.
_OF_CONTRACTS = "ocds"
_OF_MEETINGS = "calendar"
_OF_LETTERS = "mail"
# Of what a file says where a refusal cites it.
_LONGEST_VALUE = 200
_MOST_STRETCHES = 3
_MOST_FAULTS = 5


def refused(place: str, reason: Sentence) -> RefusedItem:
    """Return a refusal as a receipt keeps it; its values stay in the language of now."""
    values = tuple(
        (name, one_line(worded(value))[:_LONGEST_VALUE]) for name, value in reason.values.items()
    )
    return RefusedItem(
        one_line(place)[:LONGEST_NAME], reason.message, values, reason.plural, reason.count
    )


def reason(item: RefusedItem) -> Sentence:
    """Return why an item was not taken, and how to mend it."""
    return Sentence(item.reason, dict(item.values), item.plural, item.count)


def unreadable(items: Sequence[RefusedItem]) -> Refusal:
    """Return the refusal of a source of which nothing could be read, or in which nothing is."""
    if not items:
        return Refusal(N_("there is nothing of this kind in what was given"))
    faults = [say("{place}: {reason}", place=it.place, reason=reason(it)) for it in items]
    more = len(faults) - _MOST_FAULTS
    left = [count("{count} more file", "{count} more files", more)] if more > 0 else []
    return Refusal(
        N_("nothing could be read: {faults}"), faults=listed(faults[:_MOST_FAULTS] + left)
    )


def fates(receipt: Receipt) -> Iterator[Sentence]:
    """Yield how many items were read and what became of them; what happened to none is left out."""
    if receipt.importer != BY_HAND:
        yield count("{count} item read", "{count} items read", receipt.read)
    if receipt.recorded:
        yield count("{count} recorded", "{count} recorded", receipt.recorded)
    if receipt.changed:
        yield count("{count} changed since", "{count} changed since", receipt.changed)
    if receipt.known:
        yield count("{count} already there", "{count} already there", receipt.known)
    of_contracts = receipt.importer == _OF_CONTRACTS
    if receipt.others and of_contracts:
        yield count("{count} left out", "{count} left out", receipt.others)
    elif receipt.others:
        yield count("{count} not the vendor’s", "{count} not the vendor’s", receipt.others)
    if receipt.refused:
        yield count("{count} refused", "{count} refused", receipt.refused)
    waiting = len(receipt.waiting)
    if waiting and of_contracts:
        yield count(
            "{count} kept until its contract comes",
            "{count} kept until their contracts come",
            waiting,
        )
    elif waiting:
        yield count(
            "{count} kept until what it answers comes",
            "{count} kept until what they answer comes",
            waiting,
        )


def said(receipt: Receipt) -> Sentence:
    """Return all that a receipt says but the refusals themselves."""
    return listed((*fates(receipt), *filter(None, [covered(receipt), _unsure(receipt)])))


def _unsure(receipt: Receipt) -> Sentence | None:
    """Return what was taken for granted as nobody had said better; None: nothing."""
    if receipt.importer != _OF_LETTERS or receipt.people:
        return None
    return say("no address of ours was known: whoever answers the vendor is taken for us")


def covered(receipt: Receipt) -> Sentence | None:
    """Return of which days it would know every word, or why it knows of none; None: goes unsaid."""
    if not receipt.first:
        of_meetings = receipt.importer == _OF_MEETINGS
        return say("covers no time: a calendar knows no mail and no call") if of_meetings else None
    first = date.fromisoformat(receipt.first)
    if not receipt.last:
        return say("covers {first} and on", first=first)
    if receipt.first == receipt.last:
        return say("covers {day}", day=first)
    last = date.fromisoformat(receipt.last)
    if not receipt.without:
        return say("covers {first} to {last}", first=first, last=last)
    return say(
        "covers {first} to {last} without {stretches}",
        first=first,
        last=last,
        stretches=listed(_stretches(receipt.without)),
    )


def _stretches(told: Sequence[tuple[str, str]]) -> Iterator[Sentence]:
    for first, last in told[:_MOST_STRETCHES]:
        begin, end = date.fromisoformat(first), date.fromisoformat(last)
        alone = Sentence("{day}", {"day": begin})
        yield alone if begin == end else say("{first} to {last}", first=begin, last=end)
    left = len(told) - _MOST_STRETCHES
    if left > 0:
        yield count("{count} more stretch", "{count} more stretches", left)

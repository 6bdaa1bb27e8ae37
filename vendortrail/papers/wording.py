"""Wordings and values as a paper shows them, and what changed from one to the next."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from difflib import SequenceMatcher

from vendortrail import formats, typed_tariffs
from vendortrail.document import Mark, Span, Text
from vendortrail.records.dealings import OfferedTerm
from vendortrail.records.promised import TermProposal
from vendortrail.records.values import TermValue
from vendortrail.sentences import say

#: A paper cites so many characters of a text; the rest is found under the record's number.
LONGEST_QUOTATION = 600

_ALIKE = 0.25
_PARAGRAPHS = re.compile(r"\n\s*\n")


def quotation(text: str) -> tuple[str, ...]:
    """Return the paragraphs of a text, the last one cut where the text is too long for a paper."""
    shown = text.strip()
    if len(shown) > LONGEST_QUOTATION:
        shown = shown[:LONGEST_QUOTATION].rsplit(maxsplit=1)[0] + " […]"
    return tuple(part for part in _PARAGRAPHS.split(shown) if part.strip())


def unbroken(text: str) -> str:
    """Return the text with spaces that no line is broken at, for the narrow cells of a table."""
    return text.replace(" ", "\N{NO-BREAK SPACE}")


def capital(text: str) -> str:
    """Return the text as a heading begins: months and names of terms are written small."""
    return text[:1].upper() + text[1:]


def value_text(value: TermValue) -> str:
    """Return the value of a term: `RUB 180.00 per productive call`, `working hour: 4`.

    The unit stands as it was written: languages differ in the form that a number asks of it.
    """
    if value.money is None:
        return f"{value.unit}: {value.number}" if value.unit else value.number
    money = formats.money(value.money.minor, value.money.currency)
    return str(say("{money} per {unit}", money=money, unit=value.unit)) if value.unit else money


def price_text(term: TermProposal | OfferedTerm) -> str:
    """Return what a term costs or how much it gives: its value, its tariff, or both."""
    value = value_text(term.value) if term.value else ""
    tariff = typed_tariffs.write(term.tariff) if term.tariff else ""
    return "; ".join(filter(None, [value, tariff]))


def shift_text(shift: TermValue) -> str:
    """Return by how much a value changed, signed: `+RUB 30.00 per call`; nothing for nothing."""
    if shift.money is None:
        number = Decimal(shift.number)
        signed = f"{number:+f}" if number else ""
        return f"{shift.unit}: {signed}" if shift.unit and signed else signed
    sign = "+" if shift.money.minor > 0 else ""
    return f"{sign}{value_text(shift)}" if shift.money.minor else ""


def difference(before: str, after: str) -> Text:
    """Return the new wording with the words that went and those that came marked as such.

    Where hardly a word stayed, the wordings stand one after the other, whole.
    """
    old, new = before.split(), after.split()
    compared = SequenceMatcher(None, old, new, autojunk=False)
    if compared.ratio() < _ALIKE:
        return _spaced([(old, Mark.DELETED), (new, Mark.ADDED)])
    return _spaced(
        piece
        for what, i, j, k, m in compared.get_opcodes()
        for piece in (
            [(new[k:m], Mark.PLAIN)]
            if what == "equal"
            else [(old[i:j], Mark.DELETED), (new[k:m], Mark.ADDED)]
        )
    )


def _spaced(pieces: Iterable[tuple[list[str], Mark]]) -> Text:
    spans = [Span(" ".join(words), mark) for words, mark in pieces if words]
    return tuple(part for span in spans for part in (Span(" "), span))[1:]

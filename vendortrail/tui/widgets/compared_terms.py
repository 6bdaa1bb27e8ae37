"""Terms in two states, as rows: what changes, by how much, and what that is for us."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import zip_longest

from textual.content import Content

from vendortrail.advantage import Verdict
from vendortrail.document import Mark, Text
from vendortrail.i18n import _
from vendortrail.labels import label
from vendortrail.papers.wording import shift_text
from vendortrail.service.terms_wording import (
    changed_words,
    clause_counted,
    clause_text,
    signed,
    waiting_sentence,
)
from vendortrail.side_by_side import Clause, Compared
from vendortrail.tui.cells import cell, hanging, row, said, wrapped
from vendortrail.tui.widgets.wrapped_list import Row, WrappedList, fixed

VERDICTS = {Verdict.WORSE: "$high", Verdict.BETTER: "$success", Verdict.CANNOT_TELL: "$medium"}
_DIFFERENCES = {Mark.DELETED: "strike $struck", Mark.ADDED: "bold underline $put-in"}
_NAME = 11
# From that width on, old and new have room beside each other.
_WIDE = 120


class ComparedTerms(WrappedList):
    """Every term with its old and its new wording; a row stands for the record that says it."""

    def tell(self, compared: Sequence[Compared]) -> None:
        """Show the terms."""
        rows = [row_ for term in compared for row_ in _rows(term)]
        nothing = fixed(row([said(_("Neither state has any terms."), "$quiet")]))
        self.show(rows or [nothing])


def marked(words: Text) -> Content:
    """Return words with those that went and those that came marked, also without colours."""
    return Content("").join(
        said(signed(span), _DIFFERENCES.get(span.mark, "")) if span.text.strip() else Content(" ")
        for span in words
    )


def _rows(term: Compared) -> Iterator[Row]:
    yield Row(partial(_heading, term))
    record = term.after or term.before
    yield Row(partial(_wordings, term), record.record if record else None)
    words = changed_words(term)
    if any(span.mark in _DIFFERENCES for span in words):
        yield Row(partial(_fact, _("Words"), marked(words)))
    if term.shift and shift_text(term.shift):
        yield Row(partial(_fact, _("Difference"), shift_text(term.shift)))
    for change in term.unanswered:
        proposal = change.proposal
        yield Row(partial(_fact, _("Unanswered"), str(waiting_sentence(change))), proposal.seq)
    yield fixed(Content())


def _heading(term: Compared, width: int) -> list[Content]:
    verdict = term.judgement.verdict
    style = VERDICTS.get(verdict, "$quiet")
    text = Content.assemble(
        said(term.name, "bold"),
        "  ",
        said(label(verdict), f"bold {style}"),
        ": ",
        said(str(term.judgement.rule), "$quiet"),
    )
    first, *others = wrapped(text, width - 4)
    return [Content(" ") + first, *(Content("   ") + line for line in others)]


def _wordings(term: Compared, width: int) -> list[Content]:
    """Return what both states say: beside each other, below each other, or once where alike."""
    before, after = _says(term.before), _says(term.after)
    if term.before and term.after and before == after:
        return _fact(_("Both"), "\n".join(before), width)
    if width < _WIDE:
        return [
            *_fact(_("Old"), _numbered(term.before), width),
            *_fact(_("New"), _numbered(term.after), width),
        ]
    half = (width - 1) // 2
    columns = (
        _fact(_("Old"), _numbered(term.before), half - 1),
        _fact(_("New"), _numbered(term.after), half - 1),
    )
    return [
        cell(left, half) + cell(right, half)
        for left, right in zip_longest(*columns, fillvalue=Content())
    ]


def _numbered(clause: Clause | None) -> Content:
    if clause is None:
        return said("–", "$quiet")
    number = Content.styled(f"  #{clause.record}", "$faint")
    return Content("\n").join(map(said, _says(clause))) + number


def _says(clause: Clause | None) -> list[str]:
    return list(filter(None, (clause_text(clause), clause_counted(clause))))


def _fact(name: str, text: str | Content, width: int) -> list[Content]:
    head = Content("   ") + cell(name, _NAME, "$quiet") + Content(" ")
    if isinstance(text, str):
        text = said(text)
    return hanging(head, text, width - 1)

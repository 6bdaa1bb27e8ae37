"""Terms side by side in words, the same on the command line and on the screen."""

from __future__ import annotations

from vendortrail.document import Mark, Span, Text
from vendortrail.i18n import N_
from vendortrail.papers.changes import counted, wording
from vendortrail.papers.wording import difference, price_text
from vendortrail.records.dealings import Offer
from vendortrail.records.promised import TermProposal
from vendortrail.records.values import Side
from vendortrail.sentences import Sentence, say
from vendortrail.side_by_side import Basis, Choice, Clause, Compared
from vendortrail.terms import TermChange, name

# As wdiff has it: what went and what came can be told apart without colours.
_SIGNS = {Mark.DELETED: "[-{text}-]", Mark.ADDED: "{{+{text}+}}"}
_WAITING = {
    Side.VENDOR: N_("the vendor's proposal #{number} of {day} waits for us"),
    Side.US: N_("our proposal #{number} of {day} waits for the vendor"),
}


def clause_text(clause: Clause | None) -> str:
    """Return what a state says of a term, its value first; a dash where it does not have it."""
    if clause is None:
        return "–"
    says = clause.says
    words = wording(says) if isinstance(says, TermProposal) else says.wording
    return "; ".join(filter(None, (price_text(says), words)))


def clause_counted(clause: Clause | None) -> str:
    """Return what counts as a result by a state, where `clause_text` has but a wording for it."""
    return counted(clause.says) if clause and isinstance(clause.says, TermProposal) else ""


def changed_words(term: Compared) -> Text:
    """Return what changed from word to word; nothing where only one state has the term."""
    if term.before is None or term.after is None:
        return ()
    before, after = (
        f"{clause_text(it)} {clause_counted(it)}".strip() for it in (term.before, term.after)
    )
    return difference(before, after)


def signed(span: Span) -> str:
    """Return changed words with the signs that say so: ``[-150-] {+180+}``."""
    return _SIGNS.get(span.mark, "{text}").format(text=span.text)


def waiting_sentence(change: TermChange) -> Sentence:
    """Return which proposal waits, since when, and for whom."""
    proposal = change.proposal
    places = {"number": str(proposal.identity), "day": proposal.when}
    return Sentence(_WAITING[proposal.payload.by], places)


def choice_sentence(choice: Choice, today: object = None) -> Sentence:
    """Return what a state is called; ``today`` is the day that is called so."""
    if choice.basis is Basis.PROPOSED:
        return say("what would hold if the vendor had its way")
    if choice.basis is Basis.OURS:
        return say("what would hold if we had ours")
    if choice.record is None:
        if choice.day == today:
            return say("agreed today")
        return say("agreed on {day}", day=choice.day)
    places = {"number": str(choice.record.identity), "day": choice.record.when}
    if isinstance(choice.record.payload, Offer):
        title = choice.record.payload.title
        return say("offer #{number} of {day}: {title}", title=title, **places)
    term = name(choice.record.payload.key)
    return say("if proposal #{number} of {day} were accepted: {term}", term=term, **places)

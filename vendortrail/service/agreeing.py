"""What both sides could not hold to: refused once it stands beside the rest of its agreement."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from msgspec.structs import replace

from vendortrail import queries, result_rows, terms
from vendortrail.i18n import N_
from vendortrail.records.history import History
from vendortrail.records.promised import (
    RESULT_DEFINITION,
    Delivery,
    Question,
    TermAnswer,
    TermProposal,
)
from vendortrail.records.record import Payload, Record, kind_name
from vendortrail.records.values import Answer
from vendortrail.refusal import FieldRefusal
from vendortrail.terms import Standing

# After every day that a question can have (YYYY-MM-DD).
_NO_END = "9999-12-31"
_CHECKED = frozenset({TermProposal, TermAnswer, Question})
_OPEN = (Standing.PROPOSED, Standing.COUNTERED)
_TERMS = (kind_name(TermProposal), kind_name(TermAnswer))


def check(connection: sqlite3.Connection, records: Iterable[Record[Payload]]) -> None:
    """Refuse records just appended that contradict what their agreement has already.

    Within the transaction that appended them, after their rows were derived.

    Raises:
        FieldRefusal: a definition names an outcome that no row has, although there are rows; a
            proposal counters one of another term; one is answered that an answer has settled; two
            definitions are accepted from one day on; a question is asked twice on one day.
    """
    for record in records:
        if type(record.payload) not in _CHECKED:  # nearly all, of millions
            continue
        if isinstance(record.payload, TermProposal):
            _outcomes(connection, record, record.payload)
            _same_term(connection, record, record.payload)
        elif isinstance(record.payload, TermAnswer):
            told = _told(connection, record)
            _unsettled(told, record, record.payload)
            _one_definition(told, record)
        elif isinstance(record.payload, Question):
            _asked_once(connection, record, record.payload)


def _outcomes(
    connection: sqlite3.Connection, record: Record[Payload], proposal: TermProposal
) -> None:
    if proposal.definition is None:
        return
    there = result_rows.outcomes(connection, record.agreement or 0, record.seq) | _typed(
        connection, record
    )
    for counting in proposal.definition.counts:
        if there and counting.outcome not in there:
            raise FieldRefusal(
                "definition",
                N_(
                    "no row of the deliveries has the outcome “{outcome}”; the outcomes there are: "
                    "{outcomes}"
                ),
                outcome=counting.outcome,
                outcomes=", ".join(sorted(there)),
            )


def _same_term(
    connection: sqlite3.Connection, record: Record[Payload], proposal: TermProposal
) -> None:
    """Refuse to settle one term by proposing another."""
    if proposal.counters is None:
        return
    countered = _told(connection, record).named(proposal.counters, TermProposal).payload
    if terms.same(countered.key) != terms.same(proposal.key):
        raise FieldRefusal(
            "counters",
            N_("#{other} proposes the term “{term}”, and is countered by that term alone"),
            other=proposal.counters,
            term=terms.name(countered.key),
        )


def _typed(connection: sqlite3.Connection, record: Record[Payload]) -> frozenset[str]:
    """Return the outcomes that were typed with deliveries recorded before."""
    deliveries = queries.speaking(connection, (kind_name(Delivery),), agreement=record.agreement)
    return frozenset(
        counted.outcome
        for delivery in deliveries
        if isinstance(delivery.payload, Delivery) and delivery.seq < record.seq
        for counted in delivery.payload.outcomes
    )


def _told(connection: sqlite3.Connection, record: Record[Payload]) -> History:
    """Return what was proposed and answered under a record's agreement."""
    return History(
        record.vendor or 0,
        tuple(queries.speaking(connection, _TERMS, agreement=record.agreement)),
    )


_SETTLED = {
    Answer.ACCEPTED: N_(
        "#{proposal} was accepted on {day} already, #{answer}; to change the term, propose it anew"
    ),
    Answer.REJECTED: N_(
        "#{proposal} was rejected on {day}, #{answer}; propose the term anew, or correct that "
        "answer"
    ),
    Answer.WITHDRAWN: N_(
        "#{proposal} was withdrawn on {day}, #{answer}; propose the term anew, or correct that "
        "answer"
    ),
}


def _unsettled(told: History, record: Record[Payload], answer: TermAnswer) -> None:
    """Refuse an answer after the one that settled its proposal, or one that says the same."""
    before = replace(told, ledger=tuple(r for r in told.ledger if r.identity != record.identity))
    for change in terms.changes(before, record.agreement or 0):
        settled = change.standing not in _OPEN and change.proposal.identity == answer.proposal
        if not settled or change.answer is None:
            continue
        given = change.answer.payload.answer
        repeated = given is answer.answer and not answer.oral
        if change.answer.day <= record.day or repeated:
            raise FieldRefusal(
                "proposal",
                _SETTLED[given],
                proposal=answer.proposal,
                day=change.answer.day,
                answer=change.answer.identity,
            )


def _one_definition(told: History, record: Record[Payload]) -> None:
    accepted = [
        change
        for change in terms.changes(told, record.agreement or 0)
        if change.key == RESULT_DEFINITION and change.holds_from and change.answer
    ]
    mine = [it for it in accepted if it.answer and it.answer.identity == record.identity]
    for change in accepted:
        if mine and change not in mine and change.holds_from == mine[0].holds_from:
            raise FieldRefusal(
                "effective",
                N_(
                    "another result definition, #{other}, is accepted from {day} on; say from "
                    "which other day this one holds, or correct that acceptance, #{answer}"
                ),
                other=change.proposal.identity,
                day=change.holds_from,
                answer=change.answer and change.answer.identity,
            )


def _asked_once(
    connection: sqlite3.Connection, record: Record[Payload], question: Question
) -> None:
    for other in queries.speaking(connection, (kind_name(Question),), agreement=record.agreement):
        version = other.payload
        if (
            isinstance(version, Question)
            and other.identity != record.identity
            and version.name == question.name
            and version.since <= (question.until or _NO_END)
            and question.since <= (version.until or _NO_END)
        ):
            raise FieldRefusal(
                "since",
                N_(
                    "#{other} has “{question}” asked from {since} to {until} already; say until "
                    "when that was asked, or begin the next version after it"
                ),
                other=other.identity,
                question=question.name,
                since=version.since,
                until=version.until or "…",
            )

"""The forms for what is promised, said to be done, and paid for."""

from __future__ import annotations

from vendortrail.i18n import N_
from vendortrail.records.dealings import Touchpoint
from vendortrail.records.parties import Contact
from vendortrail.records.promised import (
    PRICE,
    RESULT_DEFINITION,
    CloseOut,
    Delivery,
    OutcomeCount,
    Payment,
    Promise,
    PromiseOutcome,
    Question,
    Segment,
    TermAnswer,
    TermProposal,
)
from vendortrail.records.values import Answer, Closing
from vendortrail.tui.forms.common import BY, NOTE, WHEN
from vendortrail.tui.forms.countings import Defined
from vendortrail.tui.forms.dated import Day
from vendortrail.tui.forms.field import TABLE_FILE, Field, File, Form, Rows
from vendortrail.tui.forms.named import Named, NamedMany
from vendortrail.tui.forms.priced import TariffText
from vendortrail.tui.forms.typed import (
    Amount,
    Line,
    OneOf,
    Outcome,
    Text,
    Tick,
    Value,
    Whole,
    YesNo,
)

ORAL = Field("oral", Tick(), N_("It was only said: it waits for paper."))


SEGMENT = Form(
    Segment,
    N_("A promised quantity of something, a part of an agreement."),
    (
        Field("name", Line(), N_("What it is called between you."), required=True),
        Field("quantity", Whole(), N_("How many were promised."), required=True),
        Field("unit", Line(), N_("Of what: productive call, ticket, hour."), required=True),
        Field("due", Day(), N_("By which day; empty: no day was agreed.")),
        Field("priority", Whole(), N_("Which goes first: 1 before 2."), "1", required=True),
        Field("price", Amount(), N_("What one costs, where it differs from the agreement's term.")),
        NOTE,
        WHEN,
    ),
    agreement=True,
)

PROPOSAL = Form(
    TermProposal,
    N_(
        "A term that one side proposes. It holds once the other side has accepted it on paper: "
        "that is an answer, written down for itself."
    ),
    (
        Field(
            "key",
            Line(known=(PRICE, RESULT_DEFINITION)),
            N_(
                "Which term: “price” and “result definition” are read by the findings, any other "
                "name is your own."
            ),
            required=True,
        ),
        Field("by", BY.typed, N_("Which side proposes it."), required=True),
        Field("wording", Text(), N_("The wording, as it was said or written.")),
        Field("value", Value(), N_("The value, such as 150 RUB / call or 16 GB.")),
        Field(
            "tariff",
            TariffText(),
            N_(
                "A price of several parts: 450 RUB / month; 5 GB included; 90 RUB / GB; or 1-100: "
                "19 RUB / call; 101+: 15 RUB / call; at least 300 RUB; 900 RUB / once."
            ),
        ),
        Field(
            "definition",
            Defined(),
            N_(
                "For a result definition: Enter opens a form of what counts, on which conditions, "
                "what is excluded and for how long; Delete forgets it."
            ),
        ),
        Field("argument", Text(), N_("What they say for it.")),
        ORAL,
        Field("counters", Named(kind=TermProposal), N_("The proposal that this one answers.")),
        Field(
            "observed",
            Tick(),
            N_("Nobody proposed it: a source, such as a register or an invoice, shows it so."),
        ),
        WHEN,
    ),
    agreement=True,
)

ANSWER = Form(
    TermAnswer,
    N_("What one side answered to a proposal, or that its own side withdrew it."),
    (
        Field("proposal", Named(kind=TermProposal), N_("Which proposal."), required=True),
        Field("answer", OneOf(values=Answer), N_("What the answer was."), required=True),
        Field("by", BY.typed, N_("Which side answered."), required=True),
        ORAL,
        Field("effective", Day(), N_("From which day it holds; empty: from the answer on.")),
        NOTE,
        WHEN,
    ),
    agreement=True,
)

QUESTION = Form(
    Question,
    N_("A question of the questionnaire. A call older than a question was not asked it."),
    (
        Field(
            "name",
            Line(),
            N_("The question, as the column with its answers is headed."),
            required=True,
            called=N_("question"),
        ),
        Field("since", Day(), N_("From which day it was asked."), required=True),
        Field("is_key", Tick(), N_("A key question: a result must have it answered.")),
        Field("until", Day(), N_("Until which day it was asked; empty: still.")),
        WHEN,
    ),
    agreement=True,
)

DELIVERY = Form(
    Delivery,
    N_("What the vendor reports as done for a segment, with the table of results if there is one."),
    (
        Field("segment", Named(kind=Segment), N_("Which segment."), required=True),
        Field("claimed", Whole(), N_("How many they say are done."), required=True),
        Field(
            TABLE_FILE,
            File(),
            N_("A CSV file with a row for each result; you are asked how to read its columns."),
            called=N_("table of results"),
        ),
        Field(
            "outcomes",
            Rows(
                fields=(
                    Field("outcome", Outcome(), required=True, called=N_("outcome")),
                    Field("count", Whole(), required=True, called=N_("count")),
                ),
                made=lambda rows: tuple(OutcomeCount(row["outcome"], row["count"]) for row in rows),
                taken_apart=lambda outcomes: [
                    {"outcome": it.outcome, "count": it.count} for it in outcomes
                ],
            ),
            N_("How many ended how, where there is no table."),
        ),
        NOTE,
        WHEN,
    ),
    agreement=True,
)

PROMISE = Form(
    Promise,
    N_("Somebody said that something will be done by a day."),
    (
        Field("text", Line(), N_("What was promised."), required=True),
        Field("by", BY.typed, N_("Which side promised."), "vendor", required=True),
        Field("due", Day(), N_("By which day, included."), required=True),
        Field("contact", Named(kind=Contact), N_("Who said it.")),
        Field("touchpoint", Named(kind=Touchpoint), N_("The call or mail in which it was said.")),
        Field("segments", NamedMany(kind=Segment), N_("Which segments it is about.")),
        WHEN,
    ),
)

PROMISE_OUTCOME = Form(
    PromiseOutcome,
    N_("A promise was kept, or it is known to be broken."),
    (
        Field("promise", Named(kind=Promise), N_("Which promise."), required=True),
        Field(
            "kept",
            YesNo(yes=N_("kept"), no=N_("broken"), required=True),
            N_("What became of it."),
            required=True,
            called=N_("outcome"),
        ),
        NOTE,
        WHEN,
    ),
)

PAYMENT = Form(
    Payment,
    N_("Money that we paid to the vendor; a negative amount came back."),
    (
        Field("amount", Amount(), N_("How much, such as 22500 RUB."), required=True),
        Field("purpose", Line(), N_("What for.")),
        Field("segment", Named(kind=Segment), N_("Which segment, if it was for one.")),
        WHEN,
    ),
)

CLOSE_OUT = Form(
    CloseOut,
    N_("The act by which both sides end an agreement, or one segment of it."),
    (
        Field("segment", Named(kind=Segment), N_("Which segment; empty: the whole agreement.")),
        Field("closing", OneOf(values=Closing), N_("How it ended."), required=True),
        NOTE,
        WHEN,
    ),
    agreement=True,
)

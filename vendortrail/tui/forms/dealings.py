"""The forms for what is said and felt between the sides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from vendortrail.i18n import N_
from vendortrail.records.dealings import (
    TOTAL,
    Claim,
    Expectation,
    Offer,
    OfferedTerm,
    Pulse,
    Touchpoint,
    Usage,
)
from vendortrail.records.parties import Contact
from vendortrail.records.promised import PRICE, RESULT_DEFINITION
from vendortrail.records.tariff import Tariff
from vendortrail.records.values import (
    Channel,
    Course,
    Debtor,
    Direction,
    Level,
    Manner,
    Side,
    Subject,
)
from vendortrail.tui.forms.common import NOTE, WHEN
from vendortrail.tui.forms.dated import Day, Month
from vendortrail.tui.forms.field import Field, Form, Rows
from vendortrail.tui.forms.named import Named, NamedMany
from vendortrail.tui.forms.priced import Price
from vendortrail.tui.forms.typed import Line, OneOf, Text, Tick, Whole, YesNo


def _offered_terms(rows: Sequence[Mapping[str, Any]]) -> tuple[OfferedTerm, ...]:
    terms = []
    for row in rows:
        price = row["price"]
        tariff = price if isinstance(price, Tariff) else None
        terms.append(OfferedTerm(row["key"], row["wording"], None if tariff else price, tariff))
    return tuple(terms)


TOUCHPOINT = Form(
    Touchpoint,
    N_(
        "A call, mail, meeting, letter or ticket. Summary, channel and direction are enough: the "
        "number before a word chooses it, and ctrl+s writes it down."
    ),
    (
        Field("summary", Line(), N_("What it was, in one line."), required=True),
        Field("channel", OneOf(values=Channel), N_("By which channel."), required=True),
        Field("direction", OneOf(values=Direction), N_("Who spoke."), required=True),
        WHEN,
        Field("people", NamedMany(kind=Contact), N_("Who took part, of both sides.")),
        Field("text", Text(), N_("What was said, in full if you like.")),
        Field("asks", Tick(), N_("It waits for a reply.")),
        Field("answers", Named(kind=Touchpoint), N_("The call or mail that it replies to.")),
        Field(
            "owes",
            OneOf(values=Debtor, required=False),
            N_("Who owes the next word, where asking and promising do not say it already."),
        ),
        Field("tone", Whole(), N_("From -2 (hostile) to 2 (warm); empty: not judged.")),
        Field("purpose_stated", YesNo(), N_("Did the caller say first what it was about?")),
        Field("prepared", YesNo(), N_("Did the vendor's side know our terms and our usage?")),
        Field("question_answered", YesNo(), N_("Was what we asked in it answered?")),
        Field(
            "manner",
            OneOf(values=Manner),
            N_("How much of a person was in it."),
            Manner.PERSONAL.value,
        ),
        Field("course", OneOf(values=Course), N_("Whether it took place."), Course.HELD.value),
    ),
)

EXPECTATION = Form(
    Expectation,
    N_("What we assume and the agreement does not say."),
    (
        Field("text", Text(), N_("What we expect."), required=True),
        Field("told", Tick(), N_("The vendor has heard it from us.")),
        Field("acknowledged", Tick(), N_("The vendor said that it will be so.")),
        WHEN,
    ),
)

PULSE = Form(
    Pulse,
    N_("An asked-for score: “how much do you hate us now?”, 0 (not at all) to 10."),
    (
        Field("score", Whole(), N_("0 (not at all) to 10."), required=True),
        Field("level", OneOf(values=Level), N_("At which level it was asked."), required=True),
        Field("subject", OneOf(values=Subject), N_("What it was asked about."), required=True),
        Field("by", OneOf(values=Side), N_("Whose people answered."), Side.US.value),
        NOTE,
        WHEN,
    ),
)

OFFER = Form(
    Offer,
    N_("Terms that are proposed for new or returning work."),
    (
        Field("title", Line(), N_("What is offered, in a few words."), required=True),
        Field(
            "terms",
            Rows(
                fields=(
                    Field("key", Line(known=(PRICE, RESULT_DEFINITION)), required=True),
                    Field("price", Price(), called=N_("price or quantity")),
                    Field("wording", Line()),
                ),
                made=_offered_terms,
                taken_apart=lambda terms: [
                    {"key": it.key, "price": it.tariff or it.value, "wording": it.wording}
                    for it in terms
                ],
            ),
            N_(
                "One a row: what it costs or gives (600 RUB / month, 16 GB, or 450 RUB / month; "
                "5 GB included; 90 RUB / GB), its words, or both."
            ),
        ),
        Field("valid_until", Day(), N_("The last day on which it can be taken.")),
        NOTE,
        WHEN,
    ),
)

CLAIM = Form(
    Claim,
    N_("What the vendor says in favour of an offer, and what backs it."),
    (
        Field("offer", Named(kind=Offer), N_("For which offer."), required=True),
        Field("text", Line(), N_("What they say."), required=True),
        Field("backing", Line(), N_("What they showed to prove it; empty: nothing.")),
        Field(
            "about",
            Line(known=(TOTAL,)),
            N_("The term that gets better for us, or “total”: we would pay less in all."),
        ),
        WHEN,
    ),
)

USAGE = Form(
    Usage,
    N_("What we used in one month: what an offer can be compared on."),
    (
        Field("meter", Line(), N_("What is counted: internet, calls, seats."), required=True),
        Field("month", Month(), N_("Which month, such as 2026-10."), required=True),
        Field("quantity", Whole(), N_("How much."), required=True),
        Field("unit", Line(), N_("Of what: GB, call, seat.")),
        WHEN,
    ),
)

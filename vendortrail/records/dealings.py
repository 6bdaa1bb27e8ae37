"""Records of what is said and felt between the sides."""

from __future__ import annotations

from msgspec import Struct

from vendortrail.i18n import N_
from vendortrail.records import checks
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
    TermValue,
)
from vendortrail.refusal import FieldRefusal

#: What a claim is about that speaks of all we would pay.
TOTAL = N_("total")


class Touchpoint(
    Struct, frozen=True, omit_defaults=True, tag_field="kind", tag="touchpoint", gc=False
):
    """A call, mail, meeting, letter or ticket between the sides.

    ``asks`` says that it waits for a reply; ``answers`` is the touchpoint it replies to; ``owes``
    who owes the next word, when that is not what asking and promising already say. ``tone`` runs
    from -2 (hostile) to 2 (warm). ``purpose_stated``: the caller said first what it was about;
    ``prepared``: whoever spoke for the vendor knew our terms and our usage; ``question_answered``:
    what we asked was answered.
    """

    channel: Channel
    direction: Direction
    summary: str
    text: str = ""
    people: tuple[int, ...] = ()
    manner: Manner = Manner.PERSONAL
    course: Course = Course.HELD
    asks: bool = False
    answers: int | None = None
    owes: Debtor | None = None
    tone: int | None = None
    purpose_stated: bool | None = None
    prepared: bool | None = None
    question_answered: bool | None = None

    def __post_init__(self) -> None:
        """Refuse a touchpoint about nothing, or a tone outside the scale."""
        checks.said("summary", self.summary)
        if self.tone is not None and not -2 <= self.tone <= 2:
            raise FieldRefusal(
                "tone", N_("the tone is between -2 and 2, not {tone}"), tone=self.tone
            )


class Expectation(Struct, frozen=True, omit_defaults=True, tag_field="kind", tag="expectation"):
    """What we assumed and the agreement does not say.

    ``told``: the vendor has heard it. ``acknowledged``: the vendor said so.
    """

    text: str
    told: bool = False
    acknowledged: bool = False

    def __post_init__(self) -> None:
        """Refuse an expectation of nothing."""
        checks.said("text", self.text)


class Pulse(Struct, frozen=True, omit_defaults=True, tag_field="kind", tag="pulse"):
    """An asked-for score: “how much do you hate us now”, 0 (not at all) to 10.

    ``by`` is the side whose people answered, about the other side.
    """

    score: int
    level: Level
    subject: Subject
    by: Side = Side.US
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse a score outside the scale."""
        if not 0 <= self.score <= 10:
            raise FieldRefusal(
                "score", N_("the score is between 0 and 10, not {score}"), score=self.score
            )


class OfferedTerm(Struct, frozen=True, omit_defaults=True):
    """One term of an offer; ``tariff`` is its price where a value is not enough to say it."""

    key: str
    wording: str = ""
    value: TermValue | None = None
    tariff: Tariff | None = None

    def __post_init__(self) -> None:
        """Refuse a term without a name or content."""
        checks.said("terms", self.key)
        if not self.wording.strip() and self.value is None and self.tariff is None:
            raise FieldRefusal("terms", N_("a term has a wording, a value, or both"))


class Offer(Struct, frozen=True, omit_defaults=True, tag_field="kind", tag="offer"):
    """Terms proposed for new or returning work; ``valid_until`` is a day (YYYY-MM-DD)."""

    title: str
    terms: tuple[OfferedTerm, ...] = ()
    valid_until: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse an offer without a title."""
        checks.said("title", self.title)
        if self.valid_until:
            checks.a_day("valid_until", self.valid_until)


class Claim(Struct, frozen=True, omit_defaults=True, tag_field="kind", tag="claim"):
    """What the vendor says in favour of an offer, and what backs it (empty: nothing did).

    ``about`` is the term of which it says that it gets better for us; `TOTAL`: we would pay less.
    """

    offer: int
    text: str
    backing: str = ""
    about: str = ""

    def __post_init__(self) -> None:
        """Refuse a claim of nothing."""
        checks.said("text", self.text)


class Usage(Struct, frozen=True, omit_defaults=True, tag_field="kind", tag="usage"):
    """What we used in one month (YYYY-MM) of one meter: GB, calls, seats, requests."""

    meter: str
    month: str
    quantity: int
    unit: str = ""

    def __post_init__(self) -> None:
        """Refuse a nameless meter, a month that is none, or a negative quantity."""
        checks.said("meter", self.meter)
        checks.a_month("month", self.month)
        checks.at_least("quantity", self.quantity, 0)

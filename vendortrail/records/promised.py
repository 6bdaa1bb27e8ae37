"""Records of what is promised, said to be done, and paid for."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from vendortrail.i18n import N_
from vendortrail.records import checks
from vendortrail.records.definition import Definition
from vendortrail.records.tariff import Tariff
from vendortrail.records.values import Answer, Closing, Money, Sha256, Side, TermValue
from vendortrail.refusal import FieldRefusal

# Terms that the product itself reads; any other key is the person's own.
RESULT_DEFINITION = "result definition"
PRICE = "price"
# What the record of an agreement says itself, where a source shows it otherwise.
AGREEMENT_VALUE = "agreement value"
FIRST_DAY = "first day"
LAST_DAY = "last day"


class Segment(Struct, frozen=True, omit_defaults=True, tag_field="kind", tag="segment"):
    """A scope item: a promised quantity of a unit, due on a day (YYYY-MM-DD; empty: no day).

    Priority 1 goes first. ``price`` is for one unit, where it differs from the agreement's term.
    """

    name: str
    quantity: int
    unit: str
    due: str = ""
    priority: int = 1
    price: Money | None = None
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse a segment without name, quantity or unit."""
        checks.said("name", self.name)
        checks.at_least("quantity", self.quantity, 1)
        checks.said("unit", self.unit)
        checks.at_least("priority", self.priority, 1)
        if self.due:
            checks.a_day("due", self.due)


class TermProposal(Struct, frozen=True, omit_defaults=True, tag_field="kind", tag="proposal"):
    """A term that one side proposes, new or in place of the one in force.

    ``argument`` is what they say for it. ``oral`` proposals and acceptances wait for paper.
    ``counters`` is the proposal that this one answers with another. ``tariff`` is its price where a
    value is not enough to say it.

    ``observed``: nobody proposed it. A source, such as a contract register or an invoice, shows it
    so on that day, and has no amendment for it; ``by`` is the side whose source it is. It waits for
    no answer and holds no more than a proposal does: the other side may still accept it on paper.
    """

    key: str
    by: Side
    wording: str = ""
    value: TermValue | None = None
    definition: Definition | None = None
    argument: str = ""
    oral: bool = False
    counters: int | None = None
    tariff: Tariff | None = None
    observed: bool = False

    def __post_init__(self) -> None:
        """Refuse a proposal that names no term or says nothing about it."""
        checks.said("key", self.key)
        said = (self.value, self.definition, self.tariff)
        if not self.wording.strip() and all(part is None for part in said):
            raise FieldRefusal("wording", N_("a term has a wording, a value, or both"))


class TermAnswer(Struct, frozen=True, omit_defaults=True, tag_field="kind", tag="answer"):
    """What one side answered to a proposal, or that its own side withdrew it.

    ``oral`` acceptance leaves the term proposed until there is paper. ``effective`` is the day
    (YYYY-MM-DD) from which an accepted term holds; empty: the day of the answer.
    """

    proposal: int
    answer: Answer
    by: Side
    oral: bool = False
    effective: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse a day that the calendar does not have."""
        if self.effective:
            checks.a_day("effective", self.effective)


class Question(Struct, frozen=True, omit_defaults=True, tag_field="kind", tag="question"):
    """A question of an agreement's questionnaire, named as the vendor's tables head its answers.

    It is asked from ``since`` to ``until`` (YYYY-MM-DD, both included; no ``until``: still). A new
    version of a question is another record of the same name for another time.
    """

    name: str
    since: str
    is_key: bool = False
    until: str = ""

    def __post_init__(self) -> None:
        """Refuse a question without words or a first day, or one that ends before it begins."""
        checks.said("name", self.name)
        checks.a_day("since", self.since)
        if self.until:
            checks.a_day("until", self.until)
            checks.in_order("until", self.since, self.until)


class OutcomeCount(Struct, frozen=True):
    """How many rows of a delivery ended in one outcome, where no table was handed in."""

    outcome: str
    count: int

    def __post_init__(self) -> None:
        """Refuse a nameless outcome or a negative count."""
        checks.said("outcomes", self.outcome)
        checks.at_least("outcomes", self.count, 0)


class OutcomeName(Struct, frozen=True):
    """What a value in the outcome column of a table is called here."""

    value: str
    outcome: str


class OnlyRows(Struct, frozen=True):
    """Which rows of a table are meant: those with one of these values in a column."""

    column: str
    values: tuple[str, ...]

    def __post_init__(self) -> None:
        """Refuse to choose by no column or by no value."""
        checks.said("only", self.column)
        if not self.values:
            raise FieldRefusal("only", N_("say which value of “{column}”"), column=self.column)


def only_rows(pairs: Iterable[tuple[str, str]]) -> tuple[OnlyRows, ...]:
    """Return which rows are meant by pairs of a column and a value, several values of it or one."""
    values: dict[str, tuple[str, ...]] = {}
    for column, value in pairs:
        values[column] = (*values.get(column, ()), value)
    return tuple(OnlyRows(column, chosen) for column, chosen in values.items())


class Mapping(Struct, frozen=True, omit_defaults=True):
    """How the columns of a result table become result rows; confirmed by a person, then reused.

    ``outcome``, ``day``, ``seconds``, ``questions`` and ``script`` name columns. A call of fewer
    than ``short_under`` seconds has the outcome ``short_outcome``, whatever its outcome column
    says. A cell of a question that is empty was not asked; one of ``open_marks`` was left open.
    The script was followed where its cell is one of ``script_marks``; an empty one does not say.
    ``day_order`` is how days are written: ``iso``, ``dmy`` or ``mdy``. Rows that do not have what
    ``only`` asks for are another delivery's, and left alone.
    """

    outcome: str
    outcomes: tuple[OutcomeName, ...] = ()
    day: str = ""
    day_order: str = "iso"
    seconds: str = ""
    short_under: int = 0
    short_outcome: str = "hang-up"
    questions: tuple[str, ...] = ()
    key_questions: tuple[str, ...] = ()
    open_marks: tuple[str, ...] = ("-", "?")
    delimiter: str = ","
    encoding: str = "utf-8-sig"
    only: tuple[OnlyRows, ...] = ()
    script: str = ""
    script_marks: tuple[str, ...] = ("yes", "да", "1", "+")

    def __post_init__(self) -> None:
        """Refuse a mapping without an outcome, or with a key question that is no question."""
        checks.said("outcome", self.outcome)
        checks.at_least("short_under", self.short_under, 0)
        if self.short_under and not self.seconds:
            raise FieldRefusal("seconds", N_("a limit in seconds needs the column of the duration"))
        for question in self.key_questions:
            if question not in self.questions:
                raise FieldRefusal(
                    "key_questions",
                    N_("the key question “{question}” is not among the questions"),
                    question=question,
                )


class ResultTable(Struct, frozen=True):
    """The table behind a delivery: the evidence it is kept as, and how it was read.

    ``rows`` were taken and ``refused`` were not; the two add up to the data rows that are meant.
    """

    sha256: Sha256
    mapping: Mapping
    rows: int
    refused: int


class Delivery(Struct, frozen=True, omit_defaults=True, tag_field="kind", tag="delivery"):
    """What the vendor reported as done for a segment, with its outcomes.

    ``claimed`` is the quantity the vendor says was delivered, in the segment's unit.
    """

    segment: int
    claimed: int
    outcomes: tuple[OutcomeCount, ...] = ()
    table: ResultTable | None = None
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse a negative claim, and outcomes given both by hand and by a table."""
        checks.at_least("claimed", self.claimed, 0)
        if self.outcomes and self.table is not None:
            raise FieldRefusal(
                "outcomes", N_("the outcomes come from the table or are typed, not both")
            )


class Promise(Struct, frozen=True, omit_defaults=True, tag_field="kind", tag="promise"):
    """What a side said it would do by a day (YYYY-MM-DD). ``touchpoint`` is where it was said."""

    text: str
    by: Side
    due: str
    contact: int | None = None
    touchpoint: int | None = None
    segments: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a promise of nothing, or one without a day."""
        checks.said("text", self.text)
        checks.a_day("due", self.due)


class PromiseOutcome(
    Struct, frozen=True, omit_defaults=True, tag_field="kind", tag="promise outcome"
):
    """A promise was kept, or it is known to be broken."""

    promise: int
    kept: bool
    note: str = ""


class Payment(Struct, frozen=True, omit_defaults=True, tag_field="kind", tag="payment"):
    """Money that we paid to the vendor; negative when it came back."""

    amount: Money
    purpose: str = ""
    segment: int | None = None

    def __post_init__(self) -> None:
        """Refuse a payment of nothing."""
        if self.amount.minor == 0:
            raise FieldRefusal("amount", N_("a payment of nothing is no payment"))


class CloseOut(Struct, frozen=True, omit_defaults=True, tag_field="kind", tag="close-out"):
    """The act by which an agreement, or one segment of it, is ended by both sides."""

    closing: Closing
    segment: int | None = None
    note: str = ""

"""The second story, told: an offer that is better for someone else."""

from __future__ import annotations

from tests.core.telling import Story
from vendortrail.records.dealings import Claim, Offer, OfferedTerm, Usage
from vendortrail.records.record import Record
from vendortrail.records.tariff import Tariff
from vendortrail.records.values import Answer, Channel, Direction, Money, Side, TermValue

MONTHS = ("2025-11", "2025-12", *(f"2026-{month:02}" for month in range(1, 11)))
FEE, NET, CALLS = "fee", "internet", "long-distance calls"


def roubles(whole: int, unit: str = "") -> TermValue:
    return TermValue(Money(whole * 100, "RUB"), unit=unit)


def plan(fee: int, gigabytes: int, call: int) -> dict[str, TermValue]:
    """Return the three values of a plan, by the names of their terms."""
    return {
        FEE: roubles(fee, "month"),
        NET: TermValue(number=str(gigabytes), unit="GB"),
        CALLS: roubles(call, "call"),
    }


class Northline(Story):
    """Told term by term, so that each test changes what it is about."""

    def __init__(self) -> None:
        super().__init__("Northline")
        self.deal = self.agreement("2024-02-01", "Switchboard")

    def term(
        self, key: str, value: TermValue | None = None, tariff: Tariff | None = None, on: str = ""
    ) -> int:
        """Tell a term that is in force; of the day on which the agreement was signed."""
        on = on or "2024-02-01"
        proposal = self.proposal(on, self.deal, key, wording=key, value=value, tariff=tariff)
        self.answer(on, self.deal, proposal, Answer.ACCEPTED, Side.US)
        return proposal

    def offer(self, *terms: OfferedTerm, on: str = "2026-11-10", **fields: str) -> Record[Offer]:
        identity = self.tell(on, Offer("Better", terms, **fields), agreement=self.deal)
        return self.history.named(identity, Offer)

    def usage(self, meter: str, unit: str = "", **quantities: int) -> None:
        """Tell the usage of all months; ``m2026_09=10`` says another quantity than 0."""
        for month in MONTHS:
            quantity = quantities.get(f"m{month.replace('-', '_')}", quantities.get("each", 0))
            self.tell(month, Usage(meter, month, quantity, unit), agreement=self.deal)

    def claim(self, offer: Record[Offer], text: str, about: str = "", backing: str = "") -> int:
        payload = Claim(offer.identity, text, backing, about)
        return self.tell("2026-11-10", payload, agreement=self.deal)


def offered(values: dict[str, TermValue]) -> tuple[OfferedTerm, ...]:
    return tuple(OfferedTerm(key, value=value) for key, value in values.items())


def told() -> tuple[Northline, Record[Offer]]:
    """Return the story as it happened, with its offer."""
    story = Northline()
    for key, value in plan(450, 5, 19).items():
        story.term(key, value)
    story.usage(NET, "GB")
    story.usage(CALLS, "call", m2026_09=10)
    story.touchpoint(
        "2026-11-10",
        Direction.INCOMING,
        channel=Channel.CALL,
        summary="two minutes",
        agreement=story.deal,
        purpose_stated=False,
        prepared=False,
        question_answered=False,
    )
    offer = story.offer(*offered(plan(600, 16, 0)))
    story.claim(offer, "16 GB instead of 5", NET)
    story.claim(offer, "no long-distance charges", CALLS)
    story.claim(offer, "you would pay less", "total")
    return story, offer

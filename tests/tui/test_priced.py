"""What is typed for a price is read back, and nothing is lost between typing and meaning."""

from __future__ import annotations

from datetime import date

import pytest

from tests.tui.test_forms import ask, newest
from tests.tui.typist import typing
from vendortrail import i18n
from vendortrail.records.dealings import Offer, OfferedTerm
from vendortrail.records.tariff import Tariff, Tier
from vendortrail.records.values import Money, TermValue
from vendortrail.refusal import Refusal
from vendortrail.service import Workspace
from vendortrail.tui.forms.place import Place
from vendortrail.tui.forms.priced import Price, TariffText, understood
from vendortrail.tui.forms.typed import Value
from vendortrail.typed_tariffs import read

TODAY = date(2026, 11, 16)
NOWHERE = Place(None)  # type: ignore[arg-type]


def roubles(amount: int) -> Money:
    return Money(amount * 100, "RUB")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("450 RUB / month", ["RUB 450.00 a month"]),
        ("450 RUB / quarter", ["RUB 450.00 every 3 months"]),
        (
            "450 RUB / month; 5 GB included; 90 RUB / GB",
            [
                "RUB 450.00 a month",
                "5 a month included (GB)",
                "from number 6 on at RUB 90.00 (GB)",
                "for example, a month with 15 costs RUB 1,350.00",
            ],
        ),
        (
            "1-100: 19 RUB / call; 101+: 15 RUB / call; at least 300 RUB; 900 RUB / once",
            [
                "number 1 to 100 at RUB 19.00 (call)",
                "from number 101 on at RUB 15.00 (call)",
                "at least RUB 300.00 a month",
                "RUB 900.00 once, in the first month",
                "for example, a month with 110 costs RUB 2,050.00",
            ],
        ),
        (
            "1-100: 19 RUB / call; 101+: 15 RUB / call; whole",
            [
                "number 1 to 100 at RUB 19.00 (call)",
                "from number 101 on at RUB 15.00 (call)",
                "all of them at the price of the last one",
                "for example, a month with 110 costs RUB 1,650.00",
            ],
        ),
        (
            "12 RUB / 1000 calls; +7.5 % from 2027-01-01",
            [
                "each at RUB 12.00 for 1,000 (calls)",
                "prices change by +7.5 % on 1 Jan 2027",
                "for example, a month with 10 costs RUB 0.12",
            ],
        ),
        ("5 GB included", ["5 a month included (GB)"]),
    ],
)
def test_a_tariff_is_read_back_clause_by_clause(typed: str, said: list[str]) -> None:
    i18n.use("en")
    told = understood(read("tariff", typed), TODAY).replace("\N{NO-BREAK SPACE}", " ")
    assert told.split("; ") == said


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("", None),
        ("600 RUB / month", TermValue(roubles(600), unit="month")),
        ("0 RUB / call", TermValue(roubles(0), unit="call")),
        ("16 GB", TermValue(number="16", unit="GB")),
        ("5 GB included", Tariff(unit="GB", included=5)),
        ("900 RUB / once", TermValue(roubles(900), unit="once")),
        (
            "600 RUB / month; 19 RUB / call",
            Tariff(fee=roubles(600), unit="call", tiers=(Tier(roubles(19)),)),
        ),
    ],
)
def test_a_price_is_a_value_where_that_says_it_all(
    typed: str, meant: TermValue | Tariff | None
) -> None:
    i18n.use("en")
    price = Price()
    assert price.read(typed, NOWHERE) == meant
    assert price.read(price.write(meant, NOWHERE), NOWHERE) == meant


def test_a_value_has_one_part() -> None:
    with pytest.raises(Refusal, match="write them as a tariff"):
        Value().read("450 RUB / month; 5 GB included", NOWHERE)


def test_what_is_no_price_says_how_to_write_one() -> None:
    with pytest.raises(Refusal, match="no clause of a tariff"):
        Price().read("cheap", NOWHERE)
    assert TariffText().read(" ", NOWHERE) is None


async def test_rows_of_an_offer_are_read_back_and_refused_by_their_place(told: Workspace) -> None:
    async with typing(told, size=(100, 40)) as typist:
        form = await ask(typist, "offer")
        await typist.fill({"title": "Back"})
        tiers = "450 RUB / month; 6+: 90 RUB / GB"
        await typist.fill({"terms": [["fee", "450 RUB / month", ""], ["net", tiers, ""]]})
        await typist.press("ctrl+s")
        await typist.until(typist.refusals)
        (refusal,) = typist.refusals()
        assert refusal.startswith("row 2, price or quantity: no tier says what the units from 1")
        row = typist.row("terms")
        assert row is not None
        row.fill(
            [
                {"key": "fee", "price": "450 RUB / month"},
                {"key": "net", "price": "5 GB included; 90 RUB / GB"},
            ]
        )
        told_line = row.query_one(".told")
        await typist.until(lambda: "from number 6 on" in str(told_line.render()))
        assert not typist.refusals()
        await typist.confirm(form)
        assert newest(typist).payload == Offer(
            "Back",
            (
                OfferedTerm("fee", value=TermValue(roubles(450), unit="month")),
                OfferedTerm("net", tariff=read("tariff", "5 GB included; 90 RUB / GB")),
            ),
        )


async def test_a_tariff_is_read_back_as_it_is_typed(told: Workspace) -> None:
    async with typing(told, size=(100, 40)) as typist:
        await ask(typist, "proposal")
        row = await typist.go_to("tariff")
        await typist.paste("450 RUB / month; 6+: 90 RUB / GB")
        await typist.press("tab")
        await typist.until(typist.refusals)
        assert "from 1 to 5" in typist.refusals()[0]
        await typist.press("shift+tab")
        row.fill("450 RUB / month; 90 RUB / GB")
        told_line = row.query_one(".told")
        await typist.until(lambda: "each at" in str(told_line.render()))
        assert not typist.refusals()

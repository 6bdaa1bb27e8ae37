from textual.content import Content

from vendortrail.tui.cells import broken, wrapped


def test_amount_stays_with_its_currency() -> None:
    lines = wrapped("уплачено 7\u00a0200,00\u00a0₽ за год", 18)
    assert [line.plain for line in lines] == ["уплачено", "7\u00a0200,00\u00a0₽ за год"]


def test_styles_stay_where_they_were() -> None:
    told = Content.assemble("paid ", ("RUB\u00a05.00", "bold"), " at once")
    lines = broken(told, 10)
    assert [line.plain for line in lines] == ["paid", "RUB\u00a05.00", "at once"]
    assert [[line.plain[s.start : s.end] for s in line.spans] for line in lines] == [
        [],
        ["RUB\u00a05.00"],
        [],
    ]

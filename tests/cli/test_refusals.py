"""Bad input: every refusal names the place and how to mend it, and nothing of it is recorded."""

import pytest

from tests.cli.conftest import Typist


@pytest.fixture
def known(typed: Typist) -> Typist:
    """A trail with an agreement, a segment, a proposal and a touchpoint."""
    for line in (
        "vendor add Zvonar",
        "vendor add Zvonok",
        "contact add Roman --vendor Zvonar",
        "agreement add Zvonar Calls",
        "segment add Calls A 100 call",
        "term propose Calls price --by vendor --value '150 RUB / call'",
        "log Zvonar Hello -c mail --in --asks",
        "offer Zvonar 'Better calls'",
    ):
        typed(line)
    return typed


@pytest.mark.parametrize(
    ("line", "place", "english", "russian"),
    [
        ("vendor add ' '", "NAME", "may not be empty", None),
        ("vendor show Zvo", "", "Zvonar (#1), Zvonok (#2)", "Zvonar (#1), Zvonok (#2)"),
        ("vendor show Zvanar", "", "did you mean Zvonar", "Zvonar"),
        ("vendor show '#4'", "", "#4", "#4"),
        ("contact add X --mail nonsense", "--mail", "name@company.example", None),
        (
            "agreement add Zvonar X --on 10/11/2025",
            "--on",
            "2025-11-10 or 2025-10-11",
            "2025-11-10 или 2025-10-11",
        ),
        ("agreement add Zvonar X --on 31.02.2025", "--on", "no such day", None),
        ("agreement add Zvonar X --from whenever", "--from", "2026-10-12", None),
        (
            "agreement add Zvonar X --from 'March 2025'",
            "--from",
            "not a single day",
            "не один определённый день",
        ),
        (
            "agreement add Zvonar X --from 2025-12-01 --to 2025-11-01",
            "--to",
            "before it begins",
            None,
        ),
        ("agreement add Zvonar X --value 22,500", "--value", "22500 or 22.5", "22500 или 22.5"),
        ("agreement add Zvonar X --value 1.005,001", "--value", "2 digits", "знаков: 2"),
        ("agreement add Zvonar X --value '5 QQQ'", "--value", "ISO 4217", "ISO 4217"),
        ("agreement add Zvonar X --value much", "--value", "22500.50 RUB", "22500.50 RUB"),
        ("agreement add Zvonar X --zone Mars", "--zone", "Europe/Moscow", None),
        ("agreement add Zvonar X --answer-hours 0", "--answer-hours", "less than 1", None),
        ("agreement add Zvonar X --signed-by Ivan", "", "no contact is called “Ivan”", None),
        ("segment add Calls B 0 call", "QUANTITY", "less than 1", None),
        ("segment add Calls B 1 call --due soon", "--due", "12 Oct 2026", None),
        ("segment close Calls Z complete", "", "“Z”", "Z"),
        ("term propose Calls price --by us", "--wording", "a wording, a value, or both", None),
        ("term propose Calls price --by us --value cheap", "--value", "150 RUB / call", "150 RUB"),
        (
            "term propose Calls x --by us --counts a --at-least b=9",
            "--at-least",
            "OUTCOME=SECONDS",
            "ИСХОД=СЕКУНДЫ",
        ),
        ("term propose Calls x --by us --counts a --counts a", "", "named twice", None),
        (
            "term propose Calls pace --by us --wording fast --counters 6",
            "--counters",
            "“price”",
            "«цена»",
        ),
        ("term accept 6 --on 2026-11-17", "", "2026-11-17", "2026-11-17"),
        ("term accept 99", "", "99", "99"),
        ("term accept 1", "", "1", "1"),
        ("log Zvonar ' ' -c call --in", "SUMMARY", "may not be empty", None),
        ("log Zvonar Hi -c call --in --tone 3", "--tone", "between -2 and 2", None),
        ("log Zvonar Hi -c call --in --answers 1", "", "1", "1"),
        (
            "log Zvonar Hi -c call --direction mutual --promise X --due tomorrow",
            "--promised-by",
            "say who promised",
            "укажите, кто обещал",
        ),
        ("deliver Calls A --claimed -5", "--claimed", "less than 0", None),
        ("deliver Calls A --claimed 5 --outcome yes", "--outcome", "OUTCOME=N", "ИСХОД=N"),
        ("pay Calls 0", "AMOUNT", "no payment", None),
        ("promise add Zvonar ' ' --due tomorrow", "TEXT", "may not be empty", None),
        ("promise keep 1", "", "1", "1"),
        ("pulse Zvonar 11 --level executive --about product", "SCORE", "between 0 and 10", None),
        ("offer Zvonar X --term fee", "--term", "KEY=VALUE", "УСЛОВИЕ=ЗНАЧЕНИЕ"),
        ("usage add Zvonar internet 2026-13 0", "MONTH", "“2026-13” is not a month", None),
        ("threshold set silence never", "DAYS|off", "a count of days", "число дней"),
        ("threshold set silence 0", "DAYS|off", "less than 1", None),
        ("dispose VT101 B raised", "", "there are: none", "есть: нет"),
        ("correct 99 --reason typo --on yesterday", "", "#99", "#99"),
        ("correct x --reason typo --on yesterday", "RECORD", "such as #12", "вида #12"),
        ("correct 1 --reason typo", "", "--take-back", "--take-back"),
        ("correct 1 --reason ' ' --set name=Z", "--reason", "say why", None),
        ("correct 1 --reason typo --set Z", "--set", "the fields are name, aliases", "name"),
        ("correct 1 --reason typo --set nome=Z", "--set", "has no field “nome”", "нет поля «nome»"),
        ("correct 1 --reason typo --set name=", "--set", "name may not be empty", "name"),
        ("correct 5 --reason typo --set quantity=0", "--set", "quantity: 0 is less", "quantity: 0"),
        ("correct 5 --reason typo --set 'price=[1'", "--set", "fit the field price", "price"),
        ("correct 5 --reason typo --set due=soon", "--set", "12 Oct 2026", None),
        ("correct 5 --reason typo --set quantity=many", "--set", "quantity", "quantity"),
        ("correct 1 --reason typo --take-back", "", "rests on it", None),
        (
            "correct 3 --reason typo --take-back --on today",
            "--take-back",
            "nothing to set",
            "нечего",
        ),
        ("silences --at-least 1", "", "from 7 days on", None),
        ("export timeline Zvonar --from 2026-02-01 --to 2026-01-01", "", "before it begins", None),
        ("timeline Zvonar --from 2026-02-01 --to 2026-01-01", "--to", "before it begins", None),
        ("search ,", "", "word", None),
    ],
)
def test_refusal_names_place_and_remedy(
    known: Typist, line: str, place: str, english: str, russian: str | None
) -> None:
    said = known.refused(line)
    assert said.startswith("Error: ")
    assert place in said
    assert english in said
    in_russian = known.refused(line, lang="ru")
    assert in_russian.startswith("Ошибка: ")
    assert (russian or "") in in_russian
    assert in_russian.partition(": ")[2] != said.partition(": ")[2]


def test_hostile_names_are_cleaned_in_what_is_refused(known: Typist) -> None:
    assert "\x1b" not in known.refused("vendor show 'Zv\x1b[31m'")


def test_a_promise_that_is_refused_leaves_no_touchpoint(known: Typist) -> None:
    known.refused("log Zvonar Hi -c call --in --promise X --due someday")
    assert [item["payload"].get("summary") for item in known.json("timeline Zvonar")].count(
        "Hi"
    ) == 0


@pytest.mark.parametrize("half", ["--promise X", "--due tomorrow"])
def test_half_a_promise_is_wrong_usage(known: Typist, half: str) -> None:
    assert "--due" in known(f"log Zvonar Hi -c call --in {half}", code=2).stderr


@pytest.mark.parametrize("said", ["", "--in --out", "--in --direction outgoing"])
def test_who_spoke_is_said_once(known: Typist, said: str) -> None:
    assert "--direction mutual" in known(f"log Zvonar Hi -c call {said}", code=2).stderr

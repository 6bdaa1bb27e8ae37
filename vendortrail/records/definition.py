"""What counts as a result, as two sides can sign it and as rows can be held against it."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from vendortrail.i18n import N_
from vendortrail.records import checks
from vendortrail.records.values import Money
from vendortrail.refusal import FieldRefusal


class Counting(Struct, frozen=True, omit_defaults=True):
    """One outcome that counts as a result once all of its conditions are met.

    ``key_questions``: every key question of the questionnaire was answered; ``questions`` were
    answered, key or not; it lasted ``at_least_seconds``; ``script``: the script was followed.
    """

    outcome: str
    key_questions: bool = False
    at_least_seconds: int = 0
    questions: tuple[str, ...] = ()
    script: bool = False

    def __post_init__(self) -> None:
        """Refuse an outcome or a question without a name, a question named twice, no duration."""
        checks.said("counts", self.outcome)
        checks.at_least("counts", self.at_least_seconds, 0)
        for question in self.questions:
            checks.said("counts", question)
        twice = _twice(self.questions)
        if twice is not None:
            raise FieldRefusal(
                "counts",
                N_("the question “{question}” is named twice for “{outcome}”; name it once"),
                question=twice,
                outcome=self.outcome,
            )


class Exclusion(Struct, frozen=True, omit_defaults=True):
    """What is no result although it may look like one, with a case in point."""

    what: str
    example: str = ""

    def __post_init__(self) -> None:
        """Refuse to exclude nothing."""
        checks.said("excludes", self.what)


class Definition(Struct, frozen=True, omit_defaults=True):
    """A result definition that can be replayed over rows: any of the countings will do.

    What no counting names is no result; ``excludes`` says so aloud of what will be argued about.
    ``evidence`` is what the vendor owes for every result. ``price`` is for one ``unit``. It is
    valid from ``starts`` to ``ends`` (YYYY-MM-DD, both included; empty: no bound).
    """

    counts: tuple[Counting, ...]
    excludes: tuple[Exclusion, ...] = ()
    evidence: tuple[str, ...] = ()
    unit: str = ""
    price: Money | None = None
    starts: str = ""
    ends: str = ""

    def __post_init__(self) -> None:
        """Refuse a definition that nobody could hold a row against, or that contradicts itself."""
        names = [counting.outcome for counting in self.counts]
        if not names:
            raise FieldRefusal("counts", N_("a result definition names at least one outcome"))
        twice = _twice(names)
        if twice is not None:
            raise FieldRefusal(
                "counts", N_("the outcome “{outcome}” is named twice"), outcome=twice
            )
        for exclusion in self.excludes:
            if exclusion.what in names:
                raise FieldRefusal(
                    "excludes",
                    N_("“{outcome}” both counts and is excluded; leave one of the two"),
                    outcome=exclusion.what,
                )
        for owed in self.evidence:
            checks.said("evidence", owed)
        if self.price is not None and self.price.minor < 0:
            raise FieldRefusal("price", N_("the price of a result is not below nothing"))
        for bound, day in (("starts", self.starts), ("ends", self.ends)):
            if day:
                checks.a_day(bound, day)
        if self.starts and self.ends:
            checks.in_order("ends", self.starts, self.ends)


def _twice(names: Iterable[str]) -> str | None:
    """Return the first name that was there before."""
    seen: set[str] = set()
    for name in names:
        if name in seen:
            return name
        seen.add(name)
    return None

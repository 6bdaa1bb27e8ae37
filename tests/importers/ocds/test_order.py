"""Whatever order releases are imported in, together or apart, the same is on record."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.importers.ocds.releases import (
    BUYER,
    OTHER,
    PARTY,
    SUPPLIER,
    Json,
    Store,
    package,
    release,
    written,
)

DAYS = [f"2026-0{month}-10" for month in range(1, 7)]


def _id(thing: Json) -> str:
    return str(thing["id"])


def amounts() -> st.SearchStrategy[Json]:
    return st.fixed_dictionaries(
        dict[str, st.SearchStrategy[object]](
            amount=st.sampled_from([100, 250.5, 7]), currency=st.just("RUB")
        )
    )


def contracts() -> st.SearchStrategy[Json]:
    milestone = st.fixed_dictionaries(
        {
            "id": st.sampled_from("mn"),
            "title": st.just("Stage"),
            "status": st.sampled_from(["scheduled", "met", "notMet", "partiallyMet"]),
        },
        optional={"dueDate": st.just("2026-05-01T00:00:00Z")},
    )
    transaction = st.fixed_dictionaries(
        {"id": st.sampled_from("tu"), "value": amounts()},
        optional={
            "date": st.sampled_from(["2026-02-01T00:00:00Z", "2026-03-01T12:30:00+03:00"]),
            "payee": st.sampled_from([{"id": SUPPLIER["id"]}, {"id": OTHER["id"]}]),
            "relatedImplementationMilestone": st.just({"id": "m"}),
        },
    )
    return st.fixed_dictionaries(
        {"id": st.sampled_from(["K-2026/1", "K-2026/2"]), "awardID": st.just("a")},
        optional={
            "title": st.sampled_from(["Calls", "Letters"]),
            "value": amounts(),
            "period": st.fixed_dictionaries(
                {},
                optional={
                    "startDate": st.just("2026-01-05T00:00:00Z"),
                    "endDate": st.sampled_from(["2026-06-30T00:00:00Z", "2026-12-31T00:00:00Z"]),
                },
            ),
            "amendments": st.lists(
                st.fixed_dictionaries(
                    {"id": st.sampled_from("12"), "rationale": st.just("more calls")},
                    optional={
                        "releaseID": st.sampled_from(["r1", "r2", "r3"]),
                        "date": st.just("2026-02-20T00:00:00Z"),
                    },
                ),
                max_size=2,
                unique_by=_id,
            ),
            "items": st.just([{"id": "1", "description": "Calls", "quantity": 300}]),
            "implementation": st.fixed_dictionaries(
                {},
                optional={
                    "milestones": st.lists(milestone, max_size=2, unique_by=_id),
                    "transactions": st.lists(transaction, max_size=2, unique_by=_id),
                },
            ),
        },
    )


@st.composite
def histories(draw: st.DrawFn) -> list[Json]:
    """Releases of two processes, each saying a part of what there is."""
    return [
        release(
            number,
            draw(st.sampled_from(DAYS)),
            draw(st.sampled_from(["ocds-x-1", "ocds-x-2"])),
            parties=[PARTY, OTHER, BUYER],
            awards=[{"id": "a", "suppliers": draw(suppliers())}],
            contracts=[draw(contracts())] if draw(st.booleans()) else [],
        )
        for number in range(1, draw(st.integers(1, 4)) + 1)
    ]


def suppliers() -> st.SearchStrategy[list[Json]]:
    """Mostly one, sometimes another, or both."""
    one, other = SUPPLIER, {"id": OTHER["id"], "name": OTHER["name"]}
    return st.sampled_from([[one], [one], [other], [one, other], [other, one]])


def after(files: Sequence[Sequence[Json]]) -> dict[str, object]:
    """Return what is on record after so many imports, each of one file of releases."""
    store = Store()
    with TemporaryDirectory() as folder:
        for number, releases in enumerate(files):
            store.take_in(written(Path(folder), package(*releases), f"{number}.json"))
    return store.said()


@settings(max_examples=50, deadline=None)
@given(histories(), st.randoms(use_true_random=False))
def test_the_order_of_imports_makes_no_difference(
    releases: list[Json], chance: random.Random
) -> None:
    shuffled = list(releases)
    chance.shuffle(shuffled)
    cut = chance.randint(0, len(releases))
    together = after([releases])
    assert after([[it] for it in shuffled]) == together
    assert after([shuffled[cut:], shuffled[:cut], releases]) == together

"""Names as people give them: how they are compared, what comes close, how they go in one word."""

from __future__ import annotations

import re
from collections.abc import Iterable

from vendortrail.cleaning import one_line

_CLOSE_ENOUGH = 60  # of rapidfuzz's 100
_MOST_CANDIDATES = 5


def fold(name: str) -> str:
    """Return a name as names are compared: case, ё and white space do not matter."""
    return one_line(name).casefold().replace("ё", "е")


def slug(name: str) -> str:
    """Return a name in one word, folded: letters and digits, hyphens for all between them."""
    return re.sub(r"[\W_]+", "-", fold(name)).strip("-")


def close(name: str, own: Iterable[str]) -> tuple[str, ...]:
    """Return those of the names that come close to one that is wrong, the closest first."""
    from rapidfuzz import fuzz, process  # only when a name was wrong

    found = process.extract(
        name,
        list(own),
        scorer=fuzz.WRatio,
        processor=fold,
        limit=_MOST_CANDIDATES,
        score_cutoff=_CLOSE_ENOUGH,
    )
    return tuple(choice for choice, _score, _place in found)

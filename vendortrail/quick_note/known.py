"""What a note may name: vendors, people, agreements and segments, each by a word of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from msgspec import Struct

from vendortrail.names import slug

# `#segment-b` means what is called “B: lapsed customers” as well as what is called “Segment B”.
_GENERIC: Final = ("segment-", "сегмент-")


class Named(Struct, frozen=True):
    """A thing that may be named; ``vendor`` and ``agreement`` are what it belongs to (identities).

    A person without a vendor is one of ours. ``slugs`` are the names in one word each.
    """

    identity: int
    names: tuple[str, ...]
    slugs: tuple[str, ...]
    vendor: int | None = None
    agreement: int | None = None

    @property
    def name(self) -> str:
        """The name under which it is shown."""
        return self.names[0]


class Known(Struct, frozen=True):
    """Everything that a note may name."""

    vendors: tuple[Named, ...] = ()
    people: tuple[Named, ...] = ()
    agreements: tuple[Named, ...] = ()
    segments: tuple[Named, ...] = ()

    @property
    def works(self) -> tuple[Named, ...]:
        """What ``#`` may name: segments and agreements."""
        return self.segments + self.agreements

    @property
    def parties(self) -> tuple[Named, ...]:
        """What ``@`` may name: vendors and people."""
        return self.vendors + self.people


def named(
    identity: int, names: Iterable[str], vendor: int | None = None, agreement: int | None = None
) -> Named:
    """Return a thing by its names; the first one, which there must be, is shown."""
    own = tuple(names)
    return Named(identity, own, tuple(slug(name) for name in own), vendor, agreement)


def find(word: str, pool: Sequence[Named]) -> tuple[Named, ...]:
    """Return what a word means: what is called so, else what begins so, else of that number."""
    wanted = slug(word)
    short = next((wanted.removeprefix(it) for it in _GENERIC if wanted.startswith(it)), wanted)
    for fits in (
        lambda own: wanted == own,
        lambda own: own.startswith(wanted),
        lambda own: own.startswith(short),
    ):
        found = tuple(it for it in pool if wanted and any(map(fits, it.slugs)))
        if found:
            return found
    return tuple(it for it in pool if wanted == str(it.identity))


def handle(thing: Named, pool: Sequence[Named]) -> str:
    """Return the shortest word that means this thing alone: one of its names, else its number."""
    own = sorted((it for it in thing.slugs if it), key=len)
    return next((it for it in own if find(it, pool) == (thing,)), str(thing.identity))

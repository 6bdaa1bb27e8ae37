"""What a note may name: vendors, people, agreements and segments, each by a word of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from msgspec import Struct

from vendortrail.names import slug

# `#segment-b` means what is called “B: lapsed customers” as well as what is called “Segment B”.
GENERIC: Final = ("segment-", "сегмент-")


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

    @property
    def is_segment(self) -> bool:
        """Whether it is a part of an agreement."""
        return self.agreement is not None

    def is_lettered(self, letter: str) -> bool:
        """Say whether it is the segment of a letter, or any word that it begins with."""
        begins = letter and any(own.startswith(letter) for own in self.slugs)
        return self.is_segment and bool(begins)


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
    """Return what a word means.

    That is what is called so, else what begins so, else the segment whose letter it is, else the
    thing of that number.
    """
    wanted = slug(word)
    letter = lettered(wanted)
    fitting: Sequence[Callable[[Named], bool]] = (
        lambda it: wanted in it.slugs,
        lambda it: any(own.startswith(wanted) for own in it.slugs),
        lambda it: it.is_lettered(letter),
        lambda it: wanted == str(it.identity),
    )
    for fits in fitting:
        found = tuple(it for it in pool if wanted and fits(it))
        if found:
            return found
    return ()


def find_party(word: str, pool: Sequence[Named]) -> tuple[Named, ...]:
    """Return the vendors or people that a word means, by a later word too, such as a surname."""
    wanted = slug(word)
    return find(word, pool) or tuple(
        it for it in pool if wanted and any(f"-{wanted}" in own for own in it.slugs)
    )


def lettered(word: str) -> str:
    """Return what stands behind “segment-”; nothing where the word does not begin so."""
    return next((word.removeprefix(it) for it in GENERIC if word.startswith(it)), "")


def handle(thing: Named, pool: Sequence[Named]) -> str:
    """Return the shortest word that means this thing alone: one of its names, else its number."""
    own = sorted((it for it in thing.slugs if it), key=len)
    return next((it for it in own if find(it, pool) == (thing,)), str(thing.identity))

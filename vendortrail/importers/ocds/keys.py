"""The keys under which things of open contracting data are on record."""

from __future__ import annotations

from hashlib import sha256

# A key of up to 200 characters holds the names of a process, a contract and a thing of it.
_LONGEST = 60
_START = "ocds:"


def key(*path: str) -> str:
    """Return the key of a thing: ``ocds:``, and the names that lead to it.

    A name that is too long stands as the start of its SHA-256; the strokes in it do not divide.
    """
    return _START + "/".join(map(short, path))


def below(own: str, *path: str) -> str:
    """Return the key of a thing of what has a key."""
    return "/".join((own, *map(short, path)))


def path(of: str) -> tuple[str, ...]:
    """Return the names that a key is made of, as `short` has them; of none of ours, none."""
    return tuple(of.removeprefix(_START).split("/")) if of.startswith(_START) else ()


def plain(name: str) -> str:
    """Return a name that stood in a key; one that was too long cannot be known from it."""
    return name.replace("%2F", "/").replace("%25", "%")


def short(name: str) -> str:
    """Return a name as it stands in a key."""
    escaped = name.replace("%", "%25").replace("/", "%2F")
    return escaped if len(escaped) <= _LONGEST else sha256(name.encode()).hexdigest()[:32]

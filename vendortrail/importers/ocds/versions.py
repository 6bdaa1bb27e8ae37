"""A versioned release taken apart into the releases that it was made of.

In it every value is a list of ``{releaseID, releaseDate, releaseTag, value}``, one for each release
that changed it (OCDS 1.1, “versioned release”); what has an ``id`` stays a list of objects.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

_MARKS = ("releaseID", "releaseDate", "value")


def is_versioned(release: Mapping[str, object]) -> bool:
    """Say whether a release is a versioned one."""
    return "ocid" in release and "date" not in release and any(_versions(release))


def taken_apart(release: Mapping[str, object]) -> Iterator[dict[str, object]]:
    """Yield the releases, each with what it changed, the earliest first."""
    there = {_mark(version): version.get("releaseTag") for version in _versions(release)}
    for mark in sorted(there):
        date, name = mark
        said = _said(release, mark)
        yield {
            **(said if isinstance(said, dict) else {}),
            "ocid": release["ocid"],
            "id": name,
            "date": date,
            "tag": there[mark],
        }


def _mark(version: Mapping[str, object]) -> tuple[str, str]:
    return str(version["releaseDate"]), str(version["releaseID"])


def _is_version(value: object) -> bool:
    return isinstance(value, dict) and all(mark in value for mark in _MARKS)


def _versions(value: object) -> Iterator[Mapping[str, object]]:
    """Yield every version of every value."""
    if isinstance(value, dict):
        for inner in value.values():
            yield from _versions(inner)
    elif isinstance(value, list):
        for inner in value:
            if isinstance(inner, dict) and _is_version(inner):
                yield inner
            else:
                yield from _versions(inner)


def _said(value: object, mark: tuple[str, str]) -> object | None:
    """Return what one release said of a value; None: nothing."""
    if isinstance(value, dict):
        said = {name: _said(inner, mark) for name, inner in value.items() if name != "id"}
        kept = {name: inner for name, inner in said.items() if inner is not None}
        if "id" in value and kept:
            kept["id"] = _said(value["id"], mark) if isinstance(value["id"], list) else value["id"]
        return kept or None
    if not isinstance(value, list):
        return None
    if any(map(_is_version, value)):
        own = (version for version in value if _is_version(version) and _mark(version) == mark)
        return next((version["value"] for version in own), None)
    return [inner for inner in (_said(entry, mark) for entry in value) if inner is not None] or None

"""Subjects, as far as they tell which messages belong together."""

from __future__ import annotations

import re

# What programs of many languages set before a subject, with a count or a list's name.
_REPLY = r"(?:re|aw|sv|antw|odp|ref|отв|ответ|на)(?:\[\d+\]|\(\d+\)|\^\d+)?\s*[:：]"
_FORWARD = r"(?:fwd?|wg|tr|vs|пер|переслано|вп)(?:\[\d+\])?\s*[:：]"
_LIST_NAME = r"\[[^\]\n]{1,40}\]"
_PREFIX = re.compile(rf"\s*(?:{_REPLY}|{_FORWARD}|{_LIST_NAME})\s*", re.IGNORECASE)
_IS_REPLY = re.compile(rf"\s*(?:{_LIST_NAME}\s*)?{_REPLY}", re.IGNORECASE)


def is_reply(subject: str) -> bool:
    """Return whether a subject says that its message is a reply."""
    return _IS_REPLY.match(subject) is not None


def bare(subject: str) -> str:
    """Return a subject without what replying, forwarding and lists set before it, case folded."""
    place = 0
    while (found := _PREFIX.match(subject, place)) is not None and found.end() < len(subject):
        place = found.end()
    return " ".join(subject[place:].casefold().split())

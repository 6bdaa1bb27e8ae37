"""What of a text is the writer's own, without what it quotes and signs; and whether that asks."""

from __future__ import annotations

import re

# Where a quoted message begins that is not marked line by line, in the words of common programs.
_QUOTE_BEGINS = re.compile(
    r"-{3,} ?(?:original message|forwarded message|исходное сообщение|пересланное сообщение"
    r"|пересылаемое сообщение).*"
    r"|_{20,}"
    r"|(?:from|от|от кого): .+"
    r"|(?:on|le|am) .{4,200}(?:wrote|schrieb|a écrit) ?:"
    r"|.{4,200}(?:пишет|писал|писала|написал|написала|написал\(а\)) ?:",
    re.IGNORECASE,
)
# RFC 3676 section 4.3: a line of two hyphens and a space; the space is often lost.
_SIGNATURE = re.compile(r"--\s*")
_QUESTION = re.compile(r"[\w\"»”’')\]]\s?\?[!?.\"»”’')\]]*(?=\s|\Z)")
_LINK = re.compile(r"(?:https?://|www\.)\S*")
# Nobody asks later than that in a letter that is to be answered.
_LOOKED_AT = 10_000


def own_words(text: str) -> str:
    """Return a text without quoted lines, the message quoted below it, and the signature."""
    kept: list[str] = []
    for line in text[:_LOOKED_AT].splitlines():
        said = line.strip()
        if _SIGNATURE.fullmatch(said) or (kept and _QUOTE_BEGINS.fullmatch(said)):
            break
        if not said.startswith((">", "|")):
            kept.append(line)
    return "\n".join(kept).strip()


def asks(text: str) -> bool:
    """Return whether a message waits for a reply: a sentence of its own words is a question.

    That is the whole rule, and it is about a mark and not about meaning: a sentence ends with “?”,
    outside links, quotations and the signature. A request without the mark (“send us the report”)
    is not taken for a question: a person who reads it says so by correcting the record.
    """
    # Most have no such mark at all.
    return "?" in text and _QUESTION.search(_LINK.sub(" ", own_words(text))) is not None

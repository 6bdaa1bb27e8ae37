"""A note while it is read: its pieces, which of them are understood, and what is open."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, tzinfo
from typing import Final, TypeVar

from msgspec import Struct

from vendortrail.cleaning import one_line
from vendortrail.quick_note.lexemes import STOPS, Lexeme, lexemes
from vendortrail.quick_note.reading import ELLIPSIS, Choice, Part, Question, Span
from vendortrail.quick_note.vocabulary import Phrases, longest, wording
from vendortrail.sentences import Sentence

V = TypeVar("V")

_LEADING: Final = re.compile(r"(?:[\s,;:]|[–—-]+(?!\S))+")
_BEFORE_STOP: Final = re.compile(r"\s+(?=[,;:.!?])")


class Now(Struct, frozen=True):
    """The local day and the zone in which a note is typed."""

    today: date
    zone: tzinfo


class Taken(Struct, frozen=True):
    """Pieces that were understood; ``instead`` is what the text has in their place."""

    first: int
    last: int
    part: Part
    instead: str


class Sheet:
    """A line and its pieces; pieces are counted from 0, a range of them ends before its end.

    ``wording`` is how a choice is typed, in the language of the line.
    """

    def __init__(self, line: str, now: Now) -> None:
        self.line = line
        self.now = now
        self.wording = wording(line)
        self.lexemes: tuple[Lexeme, ...] = lexemes(line)
        self.words: Sequence[str] = [it.folded for it in self.lexemes]
        self.questions: list[Question] = []
        self._owner: list[Taken | None] = [None] * len(self.lexemes)

    def __len__(self) -> int:
        """Return how many pieces there are."""
        return len(self.lexemes)

    # What is understood

    def owner(self, place: int) -> Taken | None:
        """Return what a piece was understood as."""
        return self._owner[place]

    def is_free(self, first: int, end: int) -> bool:
        """Say whether none of the pieces is understood yet, or quoted."""
        return all(
            self._owner[place] is None and self.lexemes[place].kind != "quoted"
            for place in range(first, end)
        )

    def take(self, first: int, end: int, part: Part, instead: str | None = "") -> None:
        """Let pieces be understood; ``instead`` stays in the text, None: their own words do."""
        words = self.said(first, end) if instead is None else instead
        for place in range(first, end):
            self._owner[place] = Taken(first, end - 1, part, words)

    def phrase(self, table: Phrases[V], first: int) -> tuple[V, int] | None:
        """Return what the longest phrase from a piece on means, and the end of it."""
        end = first
        while end < len(self) and end - first < 8 and self._may_be_in_phrase(end):
            end += 1
        found = longest(table, self.words[first:end])
        return (found[0], first + found[1]) if found else None

    def _may_be_in_phrase(self, place: int) -> bool:
        return self.words[place] == "@" or self.is_free(place, place + 1)

    # What is said

    def said(self, first: int, end: int) -> str:
        """Return the words of the line from a piece to the one before another."""
        start, stop = self.place(first, end)
        return self.line[start:stop]

    def place(self, first: int, end: int) -> tuple[int, int]:
        """Return the characters from a piece to the one before another."""
        return self.lexemes[first].start, self.lexemes[end - 1].end

    def text(self, first: int, end: int) -> str:
        """Return what is left as text of a range of pieces, on one line."""
        if first >= end:
            return ""
        left: list[str] = []
        for place in range(first, end):
            taken = self._owner[place]
            if place > first:
                left.append(self.line[self.lexemes[place - 1].end : self.lexemes[place].start])
            if taken is None:
                left.append(self.lexemes[place].text)
            elif place == max(first, taken.first):
                left.append(taken.instead)
        text = _BEFORE_STOP.sub("", one_line("".join(left))).rstrip(" ,;:")
        leading = _LEADING.match(text)
        return text[leading.end() :] if leading else text

    def spans(self) -> tuple[Span, ...]:
        """Return what was understood, from left to right."""
        taken = dict.fromkeys(it for it in self._owner if it is not None)
        return tuple(
            Span(self.lexemes[it.first].start, self.lexemes[it.last].end, it.part) for it in taken
        )

    def ends_here(self, place: int) -> bool:
        """Say whether nothing follows a piece but what is understood, and punctuation."""
        return all(
            self._owner[after] is not None or self.words[after] in STOPS
            for after in range(place + 1, len(self))
        )

    # What is open

    def ask(self, part: Part, asks: Sentence, *choices: Choice) -> None:
        """Leave something open."""
        self.questions.append(Question(part, asks, choices))

    def choice(self, means: Sentence, *changes: tuple[int, int, str]) -> Choice:
        """Return a choice by which ranges of pieces (in order) become other words."""
        line, done = [], 0
        for first, end, words in changes:
            line += [self.line[done : self.lexemes[first].start], words]
            done = self.lexemes[end - 1].end
        said = ELLIPSIS.join(words for _first, _end, words in changes)
        return Choice(means, said, "".join([*line, self.line[done:]]))

    def quoting(self, means: Sentence, *ranges: tuple[int, int]) -> Choice:
        """Return a choice by which ranges of pieces stay words."""
        quoted = ((first, end, f'"{self.said(first, end)}"') for first, end in ranges)
        return self.choice(means, *quoted)

    def with_words(self, means: Sentence, after: int, words: str) -> Choice:
        """Return a choice by which words are put behind a piece; -1: before the first."""
        at = self.lexemes[after].end if after >= 0 else 0
        before, behind = self.line[:at], self.line[at:]
        gap = "" if behind[:1] in STOPS else " "
        line = f"{before.rstrip()} {words}{gap}{behind.lstrip()}".strip()
        return Choice(means, words, line)


def settled(
    sheet: Sheet,
    part: Part,
    asks: Sentence,
    found: Mapping[tuple[int, int], V],
    means: Callable[[V], Sentence],
) -> V | None:
    """Return the one value that ranges of pieces agree on; ask where they do not."""
    values = list(dict.fromkeys(found.values()))
    if len(values) > 1:
        choices = (
            sheet.quoting(means(value), *(it for it in found if found[it] != value))
            for value in values
        )
        sheet.ask(part, asks, *choices)
        return None
    return values[0] if values else None

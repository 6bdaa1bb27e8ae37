"""The words that a note is typed in, English and Russian.

A phrase is written as it is compared: in lower case, `е` for `ё`, `@` for any vendor or person.
What is not here is not understood, and stays text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Final, TypeVar

from msgspec import Struct

from vendortrail.records.values import Channel, Direction, Side

V = TypeVar("V")
Phrases = Mapping[tuple[str, ...], V]

IN, OUT, BOTH = Direction.INCOMING, Direction.OUTGOING, Direction.MUTUAL


class Spoken(Struct, frozen=True):
    """What a phrase says of a touchpoint; ``past``: that it has taken place."""

    channel: Channel | None = None
    direction: Direction | None = None
    past: bool = False


_NOUNS: Final = {
    Channel.CALL: "call, a call, phone call, phone, by phone, звонок, созвон, по телефону",
    Channel.MAIL: (
        "mail, a mail, email, e-mail, by mail, by email, письмо, электронное письмо, имейл,"
        " по почте"
    ),
    Channel.MEETING: "meeting, a meeting, mtg, встреча, совещание, на встрече, на совещании",
    Channel.LETTER: "letter, a letter, официальное письмо, бумажное письмо",
    Channel.TICKET: "ticket, a ticket, обращение, тикет, заявка",
    Channel.CHAT: (
        "chat, in a chat, whatsapp, telegram, slack, sms, чат, в чате, ватсап, в ватсапе, телеграм,"
        " в телеграме, мессенджер, в мессенджере, смс"
    ),
    Channel.PORTAL: "portal, in the portal, портал, на портале",
}

_DIRECTIONS: Final = {
    IN: (
        "from them, from him, from her, to us, to me, from @, incoming, <, ←, от них, от него,"
        " от нее, нам, к нам, ко мне, от @, входящий, входящая, входящее, вх, вх ."
    ),
    OUT: (
        "to them, to him, to her, from us, from me, to @, outgoing, >, →, им, к ним, к нему,"
        " к ней, от нас, от меня, в @, исходящий, исходящая, исходящее, исх, исх ."
    ),
    BOTH: "both, both sides, mutual, <>, <->, ↔, взаимно, обе стороны",
}

_TOGETHER: Final = {
    Channel.MEETING: "met, we met, met with @, we met with @, встретились, мы встретились",
    Channel.CALL: "созвонились, мы созвонились, созвонились с @",
}

#: Words that only lead to a vendor or a person.
_LEADING: Final = "with @, and @, с @, со @, и @, у @"

_ENGLISH: Final = {Channel.CALL: "called, phoned, rang", Channel.MAIL: "emailed", None: "wrote"}
_THEY_RUSSIAN: Final = {Channel.CALL: "звонили, позвонили", None: "писали, написали"}
_ONE_RUSSIAN: Final = {
    Channel.CALL: "звонил, звонила, позвонил, позвонила",
    None: "писал, писала, написал, написала",
}

# Who does it to whom, around a verb.
_VERBS: Final = (
    (
        _ENGLISH,
        {
            IN: (
                "they V, they V us, they V to us, they V me, V us, V to us, V me, V to me, @ V,"
                " @ V us, @ V to us, @ V me, he V, she V, he V us, she V us, he V me, she V me"
            ),
            OUT: (
                "we V, we V them, we V to them, V them, V to them, we V @, we V to @, V @, V to @,"
                " i V, i V them, i V to them, i V @"
            ),
            None: "V",
        },
    ),
    (
        _THEY_RUSSIAN,
        {
            IN: "они V, они V нам, они нам V, V нам, нам V, V мне, мне V, V они, @ V нам, @ V мне",
            OUT: "мы V, V мы, мы V им, мы им V, V им, им V, мы V @, мы V в @, V в @",
            None: "V",
        },
    ),
    (
        _ONE_RUSSIAN,
        {
            IN: (
                "он V, она V, он V нам, она V нам, V нам, нам V, V мне, мне V, @ V, @ V нам,"
                " @ V мне"
            ),
            OUT: "я V, V я, я V им, я им V, V им, им V, я V @, я V в @, V в @",
            None: "V",
        },
    ),
)

_PROMISED: Final = {
    Side.VENDOR: "they promised, they have promised, he promised, she promised, @ promised,"
    " они обещали, они пообещали, обещали они, нам обещали, нам пообещали, обещали нам,"
    " пообещали нам, мне обещали, мне пообещали, обещали мне, пообещали мне, он обещал,"
    " она обещала, он пообещал, она пообещала, @ обещали, @ пообещали, @ обещал, @ обещала,"
    " @ пообещал, @ пообещала",
    Side.US: "we promised, we have promised, i promised, мы обещали, мы пообещали, обещали мы,"
    " пообещали мы, я обещал, я обещала, я пообещал, я пообещала, обещали им, пообещали им",
    None: "promised, обещали, пообещали, обещал, обещала, пообещал, пообещала",
}

_ANSWERS: Final = "re, answers, in reply to, in answer to, ответ на, в ответ на"
_TONE: Final = "tone, тон"
_ASKS: Final = (
    "waits for a reply, waiting for a reply, awaiting a reply, asks for a reply, ждем ответа,"
    " ждет ответа, ждут ответа, просит ответить, просят ответить"
)

# By the field of a touchpoint, and what it says of it.
_FLAGS: Final = {
    ("purpose_stated", True): "purpose stated, цель названа, цель назвали",
    ("purpose_stated", False): (
        "purpose hidden, purpose not stated, цель скрыли, цель не названа, цель не назвали"
    ),
    ("prepared", True): "came prepared, пришли подготовленными",
    ("prepared", False): "came unprepared, не подготовились, пришли неподготовленными",
    ("question_answered", True): "question answered, на вопрос ответили",
    ("question_answered", False): (
        "question evaded, question not answered, ушли от ответа, на вопрос не ответили"
    ),
}


def _each(phrases: str) -> Iterator[tuple[str, ...]]:
    for phrase in phrases.split(","):
        yield tuple(phrase.split())


def _spoken() -> Iterator[tuple[tuple[str, ...], Spoken]]:
    yield from ((it, Spoken()) for it in _each(_LEADING))
    for channel, nouns in _NOUNS.items():
        yield from ((it, Spoken(channel)) for it in _each(nouns))
    for direction, phrases in _DIRECTIONS.items():
        yield from ((it, Spoken(None, direction)) for it in _each(phrases))
    for channel, verbs in _TOGETHER.items():
        yield from ((it, Spoken(channel, BOTH, past=True)) for it in _each(verbs))
    for verbs_of, frames in _VERBS:
        for (means, verbs), (who, around) in product(verbs_of.items(), frames.items()):
            for (verb,), frame in product(_each(verbs), _each(around)):
                phrase = tuple(verb if word == "V" else word for word in frame)
                yield phrase, Spoken(means, who, past=True)


def _table(of: Mapping[V, str]) -> Phrases[V]:
    return {phrase: value for value, phrases in of.items() for phrase in _each(phrases)}


SPOKEN: Final[Phrases[Spoken]] = dict(_spoken())
PROMISED: Final[Phrases[Side | None]] = _table(_PROMISED)
FLAGS: Final[Phrases[tuple[str, bool]]] = _table(_FLAGS)
ANSWERS: Final[Phrases[str]] = _table({"answers": _ANSWERS})
ASKS: Final[Phrases[str]] = _table({"asks": _ASKS})
TONE: Final[Phrases[str]] = _table({"tone": _TONE})

#: What a deadline begins with.
BY: Final = frozenset(["by", "until", "till", "before", "no", "not", "к", "ко", "до", "не"])
#: Before what did not happen.
NEGATIONS: Final = frozenset(["not", "never", "didn't", "didn’t", "haven't", "haven’t", "не"])
#: Days that have been, wherever they are mentioned.
GONE: Final = frozenset(["yesterday", "вчера", "позавчера"])

LONGEST: Final = max(map(len, SPOKEN))

_CYRILLIC: Final = re.compile("[а-яё]", re.IGNORECASE)


class Wording(Struct, frozen=True):
    """How what is chosen is typed into a line."""

    channels: Mapping[Channel, str]
    directions: Mapping[Direction, str]
    promised: Mapping[Side, str]
    by: str


ENGLISH: Final = Wording(
    {channel: next(_each(nouns))[0] for channel, nouns in _NOUNS.items()},
    {IN: "from them", OUT: "to them", BOTH: "both"},
    {Side.VENDOR: "they promised", Side.US: "we promised"},
    "by",
)
RUSSIAN: Final = Wording(
    {
        Channel.CALL: "звонок",
        Channel.MAIL: "письмо",
        Channel.MEETING: "встреча",
        Channel.LETTER: "официальное письмо",
        Channel.TICKET: "обращение",
        Channel.CHAT: "чат",
        Channel.PORTAL: "портал",
    },
    {IN: "от них", OUT: "к ним", BOTH: "взаимно"},
    {Side.VENDOR: "они обещали", Side.US: "мы обещали"},
    "к",
)


def wording(line: str) -> Wording:
    """Return how what is chosen is typed into a line: in Russian, once a letter of it is."""
    return RUSSIAN if _CYRILLIC.search(line) else ENGLISH


def longest(table: Phrases[V], words: Sequence[str]) -> tuple[V, int] | None:
    """Return what the longest phrase of a table means that the words begin with, and its length."""
    for length in range(min(len(words), LONGEST), 0, -1):
        phrase = tuple(words[:length])
        if phrase in table:
            return table[phrase], length
    return None

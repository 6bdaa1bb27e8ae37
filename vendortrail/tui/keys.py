"""The keys of the keyboard, whichever of the two layouts it is switched to.

A terminal sends characters, not keys: what is `q` on the Latin layout arrives as `й` on the Russian
one. Every binding by a character takes its twin from the one table below.
"""

from __future__ import annotations

from typing import Final

# The same row of keys on both layouts, unshifted and shifted.
_LATIN: Final = "qwertyuiop[]asdfghjkl;'zxcvbnm,./" + 'QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>?'
_CYRILLIC: Final = "йцукенгшщзхъфывапролджэячсмитьбю." + "ЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,"

TWIN: Final = dict(zip(_LATIN, _CYRILLIC, strict=True))
LATIN_OF: Final = {twin: latin for latin, twin in TWIN.items() if twin.isalpha()}

# Textual names punctuation in words, and splits a list of keys at commas.
_NAMED: Final = {
    "/": "slash",
    ".": "full_stop",
    ",": "comma",
    "?": "question_mark",
    "[": "left_square_bracket",
    "]": "right_square_bracket",
}


def both(keys: str) -> str:
    """Return the keys (separated by spaces) with their twins, as a Textual binding takes them.

    A key of more than one character (`enter`, `f1`, `ctrl+f`) has no twin.
    """
    every = []
    for key in keys.split():
        every.append(_NAMED.get(key, key))
        if key in TWIN:
            every.append(_NAMED.get(TWIN[key], TWIN[key]))
    return ",".join(every)

"""Quick notes: one typed line to a touchpoint and the promises that were made in it.

`lexemes` cuts the line into pieces, `vocabulary` has the words, and a `sheet` holds what is
understood while `marks`, `extras`, `head` and `promising` read their parts of it; `reader` puts
them in order. What is not understood stays text, what is open is a question whose choices are other
lines.
"""

from vendortrail.quick_note.known import Known, Named, named
from vendortrail.quick_note.reader import read
from vendortrail.quick_note.reading import Choice, Part, Promised, Question, Reading, Span

__all__ = [
    "Choice",
    "Known",
    "Named",
    "Part",
    "Promised",
    "Question",
    "Reading",
    "Span",
    "named",
    "read",
]

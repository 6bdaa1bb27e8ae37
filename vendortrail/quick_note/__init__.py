"""Quick notes: one typed line to a touchpoint and the promises that were made in it.

`lexemes` cuts the line into pieces, `vocabulary` has the words, and a `sheet` holds what is
understood while `marks`, `extras`, `head` and `promising` read their parts of it; `reader` puts
them in order. What is not understood stays text, what is open is a question whose choices are other
lines.
"""

from vendortrail.quick_note.edits import Completion, completions, turned, without_answer
from vendortrail.quick_note.known import Known, Named, handle, named
from vendortrail.quick_note.preview import Line, preview
from vendortrail.quick_note.reader import read
from vendortrail.quick_note.reading import Choice, Part, Promised, Question, Reading, Span
from vendortrail.quick_note.recorded import Unsettled, promises, touchpoint

__all__ = [
    "Choice",
    "Completion",
    "Known",
    "Line",
    "Named",
    "Part",
    "Promised",
    "Question",
    "Reading",
    "Span",
    "Unsettled",
    "completions",
    "handle",
    "named",
    "preview",
    "promises",
    "read",
    "touchpoint",
    "turned",
    "without_answer",
]

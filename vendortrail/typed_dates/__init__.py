"""Dates as people type them: strict, in English and Russian, day before month, never guessed.

`words` has the vocabulary, `tokens` cuts the text into it, `points` is the table of what the shapes
of tokens mean, and `reading` adds qualifiers, spans and times of day. What is ambiguous comes back
as candidates to ask about; whatever else is wrong is a TypedDateError.
"""

from vendortrail.typed_dates.faults import TypedDateError
from vendortrail.typed_dates.reading import Reading, read
from vendortrail.typed_dates.words import LEADING

__all__ = ["LEADING", "Reading", "TypedDateError", "read"]

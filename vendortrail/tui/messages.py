"""What has happened: posted by workers, handled by screens."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.message import Message

from vendortrail.refusal import Refusal

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from vendortrail.likeness import Likeness
    from vendortrail.records.record import Payload, Record
    from vendortrail.recounting import Recount
    from vendortrail.service.comparing import Comparison
    from vendortrail.service.entries import Survey
    from vendortrail.service.papering import Exported
    from vendortrail.service.portfolio import VendorLine
    from vendortrail.service.reading import Digest
    from vendortrail.service.recounting import Countable, RowsBehind
    from vendortrail.tui.widgets.record_list import Listed
    from vendortrail.tui.widgets.timeline_list import Placed


class _Refused(Message):
    """Something could not be done, and why."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__()
        self.refusal = refusal


class TrailOpened(Message):
    """The storage has been opened (and made, if there was none); the vendors are on their way."""


class TrailNotOpened(_Refused):
    """The storage cannot be opened: there is nothing to show."""


class Failed(_Refused):
    """What a worker was asked for could not be done."""


class Recorded(Message):
    """Something was written down."""

    def __init__(self, record: Record[Payload]) -> None:
        super().__init__()
        self.record = record


class PortfolioRead(Message):
    """The state of every vendor is known as of a day, its findings not yet."""

    def __init__(self, lines: Sequence[VendorLine], today: date) -> None:
        super().__init__()
        self.lines = lines
        self.today = today


class TimelineSurveyed(Message):
    """It is known between which entries the silences belong, and where the entries are kept."""

    def __init__(self, placed: Sequence[Placed], surveyed: Survey) -> None:
        super().__init__()
        self.placed = placed
        self.surveyed = surveyed


class WordsIndexed(Message):
    """A search still takes records into its index: ``share`` of them, 0 to 1, are in it."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share


class RecordsFound(Message):
    """A search has been answered."""

    def __init__(self, words: str, found: Sequence[Listed]) -> None:
        super().__init__()
        self.words = words
        self.found = found


class Recounted(Message):
    """The rows of an agreement were held against every definition."""

    def __init__(self, recounts: Sequence[Recount]) -> None:
        super().__init__()
        self.recounts = recounts


class RowsRead(Message):
    """A recount has read so many of its rows: ``share``, 0 to 1."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share


class OutcomesKnown(Message):
    """It is known what a definition can be made of."""

    def __init__(self, countable: Countable) -> None:
        super().__init__()
        self.countable = countable


class RowsCounted(Message):
    """It is known which rows are behind a number."""

    def __init__(self, behind: Sequence[RowsBehind]) -> None:
        super().__init__()
        self.behind = behind


class PaymentsRead(Message):
    """It is known which payments are behind a sum."""

    def __init__(self, listed: Sequence[Listed]) -> None:
        super().__init__()
        self.listed = listed


class Compared(Message):
    """An offer was replayed on our usage; or it is known why it cannot be."""

    def __init__(self, compared: Comparison | Refusal) -> None:
        super().__init__()
        self.compared = compared


class PaperMade(Message):
    """A paper can be looked at."""

    def __init__(self, paper: Exported) -> None:
        super().__init__()
        self.paper = paper


class PaperRefused(_Refused):
    """There is no such paper."""


class PaperSaved(Message):
    """A paper has been written to a file."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path


class VendorsReviewed(Message):
    """Some vendors have been reviewed: all that is told of them beside their timelines."""

    def __init__(self, digests: Sequence[Digest]) -> None:
        super().__init__()
        self.digests = digests


class LikenessesFound(Message):
    """It is known who may have been recorded twice."""

    def __init__(self, found: Sequence[Likeness]) -> None:
        super().__init__()
        self.found = found

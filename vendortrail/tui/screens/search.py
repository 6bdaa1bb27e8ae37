"""Search in everything that is on record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.timer import Timer
from textual.widgets import Input, Static

from vendortrail.i18n import N_, _, ngettext
from vendortrail.records.record import Record
from vendortrail.tui.commands import BACK, hidden, shown
from vendortrail.tui.messages import RecordsFound, WordsIndexed
from vendortrail.tui.names import named
from vendortrail.tui.screens.base import TrailScreen
from vendortrail.tui.widgets.record_list import Listed, RecordList
from vendortrail.tui.widgets.row_list import RowList
from vendortrail.tui.work import go_on, in_a_while, in_background, outdated

if TYPE_CHECKING:
    from vendortrail.service import Trail

_MOST = 200
# Who types on is not asking yet.
_PAUSE_SECONDS = 0.12


class SearchScreen(TrailScreen):
    """Words above, what has all of them below, the newest first."""

    NAME = N_("Search")
    ABOUT = N_(
        "Type words: every record that has all of them is listed, the newest first, whatever form "
        "the words have. Enter goes to the list, and opens a record there."
    )
    AUTO_FOCUS = "#words"
    BINDINGS: ClassVar = [
        hidden("to_list", "down", N_("go to what was found")),
        shown("vendor", "v", N_("Vendor"), N_("go to the vendor of the record")),
        shown("search", "/", N_("Words"), N_("go back to the words")),
        BACK,
    ]

    def __init__(self) -> None:
        super().__init__()
        self._words = ""
        self._found: Sequence[Listed] = ()
        self._pause: Timer | None = None

    def compose_body(self) -> ComposeResult:
        placeholder = _("Words to look for")
        yield Input(self._words, placeholder=placeholder, compact=True, id="words")
        yield Static(id="found-count")
        yield RecordList(id="found")

    def on_mount(self) -> None:
        self.after_recompose()

    def after_recompose(self) -> None:
        self.query_one(RecordList).tell(self._found)
        count = len(self._found)
        said = ngettext("{count} record", "{count} records", count).format(count=count)
        self.query_one("#found-count", Static).update(said if self._words.strip() else "")

    def trail_changed(self) -> None:
        self._look()

    @on(Input.Changed, "#words")
    def _typed(self, event: Input.Changed) -> None:
        self._words = event.value
        if self._pause is not None:
            self._pause.stop()
        self._pause = in_a_while(self, _PAUSE_SECONDS, self._look)

    def _look(self) -> None:
        if self._words.strip():
            self._search(self._words)
        else:
            self.on_records_found(RecordsFound("", ()))

    @in_background
    def _search(self, trail: Trail, words: str) -> None:
        records = trail.search(words, _MOST, self._indexed)
        names = named(trail, records)
        vendors = {line.vendor: line.name for line in trail.portfolio()} if records else {}
        found = [Listed(record, names, vendors.get(record.vendor or 0, "")) for record in records]
        if not outdated():
            self.post_message(RecordsFound(words, found))

    def _indexed(self, share: float) -> None:
        """Tell the screen; end the search if nobody waits for it any more."""
        go_on()
        self.post_message(WordsIndexed(share))

    def on_words_indexed(self, message: WordsIndexed) -> None:
        """Say what the person waits for."""
        said = _("indexing words, once: {percent} of 100 · Esc stops it, what is done stays")
        self.query_one("#found-count", Static).update(said.format(percent=int(message.share * 100)))

    def on_records_found(self, message: RecordsFound) -> None:
        """List what was found, unless other words have been typed since."""
        if message.words in ("", self._words):
            self._found = message.found
            self.after_recompose()

    @on(Input.Submitted, "#words")
    def action_to_list(self) -> None:
        """Go to what was found."""
        if self._found:
            self.query_one(RecordList).focus()

    def action_search(self) -> None:
        """Go back to the words."""
        self.query_one("#words", Input).focus()

    def action_vendor(self) -> None:
        """Go to the vendor of the record under the cursor."""
        rows = self.query_one(RecordList)
        thing = rows.thing(rows.cursor)
        if isinstance(thing, Record) and thing.vendor is not None:
            self.trail_app.open_vendor(thing.vendor)

    @on(RowList.Opened)
    def _open(self, event: RowList.Opened) -> None:
        thing = self.query_one(RecordList).thing(event.row)
        if isinstance(thing, Record):
            self.trail_app.open_record(thing)

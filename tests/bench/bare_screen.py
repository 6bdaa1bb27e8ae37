"""A Textual program with nothing but a table: what a first screen is held against."""

from __future__ import annotations

import sys

from textual.app import App, ComposeResult
from textual.widgets import DataTable

FIRST_ROW = "Contractor 0000"
_COLUMNS = ("Vendor", "Findings", "they", "we", "owes", "open", "Months", "What stands out")


class Bare(App[None]):
    """So many rows in a table."""

    def __init__(self, rows: int) -> None:
        super().__init__()
        self._rows = rows

    def compose(self) -> ComposeResult:
        """Put up the table alone."""
        yield DataTable()

    def on_mount(self) -> None:
        """Fill it."""
        table = self.query_one(DataTable)
        table.add_columns(*_COLUMNS)
        table.add_rows(
            (f"Contractor {n:04}", "1", "12", "3", "we", "0", "▁▂▃▄▅▆▇█▁▂▃▄", "–")
            for n in range(self._rows)
        )


if __name__ == "__main__":
    Bare(int(sys.argv[1])).run()

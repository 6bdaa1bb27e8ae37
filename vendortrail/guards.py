"""The triggers that keep the ledger append-only, word for word as they stand in the file."""

from __future__ import annotations

from collections.abc import Mapping

# INSERT OR REPLACE deletes without firing the delete trigger: the first guard stops it, and holes.
GUARDS: Mapping[str, str] = {
    "ledger_only_next": (
        "CREATE TRIGGER ledger_only_next BEFORE INSERT ON ledger "
        "WHEN new.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM ledger) "
        "BEGIN SELECT raise(ABORT, 'the ledger takes only the next record'); END"
    ),
    "ledger_never_changed": (
        "CREATE TRIGGER ledger_never_changed BEFORE UPDATE ON ledger "
        "BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END"
    ),
    "ledger_never_deleted": (
        "CREATE TRIGGER ledger_never_deleted BEFORE DELETE ON ledger "
        "BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END"
    ),
}

"""Run by Alembic: migrate the connection that ``vendortrail.database`` hands over.

The caller owns the transaction, so that a failed revision leaves nothing behind.
"""

from __future__ import annotations

from alembic import context
from sqlmodel import SQLModel

import vendortrail.tables  # noqa: F401 - fills SQLModel.metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    transactional_ddl=False,
)
context.run_migrations()

"""The revisions of the trail's schema, run by Alembic; see ``vendortrail.database``."""

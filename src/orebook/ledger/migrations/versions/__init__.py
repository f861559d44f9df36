"""One step a version of the tables, each from the version before it; Alembic finds them here."""

"""Migrations, one file a step, run by Alembic. A step is never edited once it was released."""

"""Bringing a library that an older Probatum made to today's format, whole or not at all."""

from __future__ import annotations

from pathlib import Path

from probatum.errors import LibraryDamaged
from probatum.library.database import INDEXES, SCHEMA, Database
from probatum.library.stored import read_back
from probatum.library.works import Works

FORMAT = "4"
_NEW_COLUMNS = ("dated", "review_due", "edition", "added", "changed")
_NUMBERS = ("came", "change")


def prepare(database: Database, path: Path) -> None:
    """Make the tables, or bring older ones to today's format. Raises `LibraryDamaged`."""
    database.prepare()
    if not _format(database):  # whoever only reads must not wait for one who writes
        database.execute("INSERT OR IGNORE INTO about VALUES ('format', ?)", (FORMAT,))
    if _format(database) in _OLDER:
        with database.transaction():
            # Another process may have been quicker.
            if (older := _OLDER.get(_format(database))) is not None:
                older(database)
                database.execute("UPDATE about SET value = ? WHERE key = 'format'", (FORMAT,))
    if (found := _format(database)) != FORMAT:
        raise LibraryDamaged(f"{path} has format {found}; this version reads {FORMAT}")
    database.statements(INDEXES)


def _format(database: Database) -> str:
    row = database.row("SELECT value FROM about WHERE key = 'format'")
    return str(row[0]) if row else ""


def _from_1(database: Database) -> None:
    """Format 1 kept only what stood. Take each document anew; search learns only what changed."""
    for column in _NEW_COLUMNS:
        database.execute(f"ALTER TABLE current ADD COLUMN {column} TEXT")
    for column in _NUMBERS:
        database.execute(f"ALTER TABLE current ADD COLUMN {column} INTEGER")
    execute = database.execute
    execute("CREATE TEMP TABLE before AS SELECT * FROM current")
    execute("CREATE TEMP TABLE waiting AS SELECT document FROM unindexed")
    execute("DELETE FROM current")
    execute("DROP TABLE topic")
    execute("DELETE FROM abbreviation")
    database.statements(SCHEMA + INDEXES)
    works = Works(database)
    for (name,) in database.rows("SELECT document FROM before ORDER BY document"):
        _take(database, works, name)
    execute("DELETE FROM unindexed")
    execute("INSERT INTO unindexed SELECT document FROM waiting")
    execute(
        "INSERT OR IGNORE INTO unindexed SELECT document FROM before WHERE (document, hash)"
        " NOT IN (SELECT document, hash FROM current)"
    )
    execute(
        "INSERT OR IGNORE INTO unindexed SELECT document FROM current WHERE (document, hash)"
        " NOT IN (SELECT document, hash FROM before)"
    )
    # Format 1 did not keep when: what was there before is not news.
    execute("UPDATE current SET added = NULL, changed = NULL")
    execute("DELETE FROM turn")
    execute("DROP TABLE temp.before")
    execute("DROP TABLE temp.waiting")


def _from_2(database: Database) -> None:
    """Format 2 did not number its changes."""
    for column in _NUMBERS:
        database.execute(f"ALTER TABLE current ADD COLUMN {column} INTEGER")
    database.execute("ALTER TABLE turn ADD COLUMN change INTEGER")
    _from_3(database)


def _from_3(database: Database) -> None:
    """Format 3 listed the documents of each topic where it only needs their number."""
    database.execute("ALTER TABLE topic RENAME TO listed")
    database.statements(SCHEMA)
    database.execute("INSERT INTO topic SELECT name, count(*) FROM listed GROUP BY name")
    database.execute("DROP TABLE listed")


def _take(database: Database, works: Works, name: str) -> None:
    query = "SELECT body FROM version JOIN before USING (document, hash) WHERE document = ?"
    row = database.row(query, (name,))
    try:
        works.put(read_back(name, row[0] if row else b""))
    except LibraryDamaged:
        # It stays in the list as it was, so that 'verify' names it.
        database.execute("INSERT INTO current SELECT * FROM before WHERE document = ?", (name,))
        database.execute(
            "INSERT INTO record SELECT document, document || '  full text', hash, NULL"
            " FROM before WHERE document = ?",
            (name,),
        )


_OLDER = {"1": _from_1, "2": _from_2, "3": _from_3}

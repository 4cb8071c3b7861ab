"""A backup as JSON lines, which any database of records can take back in.

The first line names the form of the tables, each further line holds one row, and the last line the
number of rows and the SHA-256 of all lines before it, so that a file that was cut off is not taken.

Sessions, one-time codes and attempts stay behind: whoever comes back after a restore signs in anew.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from itertools import groupby
from pathlib import Path
from typing import Any, TextIO

from sqlalchemy import Connection, Date, Engine, Table, delete, insert, select, text

from probatum.errors import RecordsUnusable
from probatum.records.database import newest, snapshot, writing
from probatum.records.tables import PASSING, Moment, audit_head, metadata

_FORM, _ROWS_AT_ONCE = "probatum-records", 500


def back_up(engine: Engine, path: Path) -> int:
    """Write all rows as of one moment to a file that only its owner reads; how many there are."""
    handle, scratch = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}", suffix=".new")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            rows = _write(engine, file)
            file.flush()
            os.fsync(file.fileno())
        Path(scratch).replace(path)
    except BaseException:
        Path(scratch).unlink(missing_ok=True)
        raise
    return rows


def restore(engine: Engine, path: Path) -> int:
    """Take a backup into records in which nothing was done yet: all of it, or nothing.

    Raises `RecordsUnusable` when they are not empty or the file is not whole or of another form.
    """
    with writing(engine) as connection:
        if connection.execute(select(audit_head.c.number)).scalar_one():
            raise RecordsUnusable(
                "a backup is only taken into empty records, and here something was done already; "
                "name others with PROBATUM_RECORDS"
            )
        connection.execute(delete(audit_head))
        rows = 0
        for name, group in groupby(_rows(path), key=lambda row: row[0]):
            rows += _insert(connection, metadata.tables[name], (row for _, row in group))
        _go_on_numbering(connection)
    return rows


def _write(engine: Engine, file: TextIO) -> int:
    digest, rows = hashlib.sha256(), 0

    def put(value: Mapping[str, object]) -> None:
        line = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_plain) + "\n"
        digest.update(line.encode())
        file.write(line)

    put({_FORM: newest()})
    with snapshot(engine) as connection:
        for table in metadata.sorted_tables:
            if table.info == PASSING:
                continue
            query = select(table).order_by(*table.primary_key.columns)
            found = connection.execution_options(yield_per=_ROWS_AT_ONCE).execute(query)
            for row in found.mappings():
                put({"table": table.name, "row": dict(row)})
                rows += 1
    put({"rows": rows, "sha256": digest.hexdigest()})
    return rows


def _plain(moment: date) -> str:
    return moment.isoformat()


def _rows(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Table and row of each line; raises at the end when the file was cut off or changed."""
    digest, rows, ended = hashlib.sha256(), 0, False
    try:
        with path.open(encoding="utf-8") as file:
            _is_of_this_form(path, first := file.readline())
            digest.update(first.encode())
            for line in file:
                value = json.loads(line)
                if "sha256" in value:
                    ended = value == {"rows": rows, "sha256": digest.hexdigest()}
                    break
                digest.update(line.encode())
                rows += 1
                yield value["table"], _typed(value)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise RecordsUnusable(f"{path} is no backup of records: {error}") from error
    if not ended:
        raise RecordsUnusable(f"{path} was cut off or changed; take another backup")


def _is_of_this_form(path: Path, line: str) -> None:
    form = json.loads(line).get(_FORM)
    if form != newest():
        raise RecordsUnusable(
            f"{path} has the form {form}, and this version of Probatum takes {newest()}; restore "
            "it with the version that wrote it, then update"
        )


def _typed(value: Mapping[str, Any]) -> dict[str, Any]:
    row = dict(value["row"])
    for column in metadata.tables[value["table"]].columns:
        if row[column.name] is None:
            continue
        if isinstance(column.type, Moment):
            row[column.name] = datetime.fromisoformat(row[column.name])
        elif isinstance(column.type, Date):
            row[column.name] = date.fromisoformat(row[column.name])
    return row


def _insert(connection: Connection, table: Table, rows: Iterator[dict[str, Any]]) -> int:
    number, some = 0, []
    for row in rows:
        some.append(row)
        if len(some) == _ROWS_AT_ONCE:
            connection.execute(insert(table), some)
            number, some = number + len(some), []
    if some:
        connection.execute(insert(table), some)
    return number + len(some)


def _go_on_numbering(connection: Connection) -> None:
    """PostgreSQL counts apart from the rows."""
    if connection.dialect.name == "postgresql":
        highest = "(SELECT coalesce(max(id), 0) + 1 FROM comments)"
        counter = "pg_get_serial_sequence('comments', 'id')"
        connection.execute(text(f"SELECT setval({counter}, {highest}, false)"))

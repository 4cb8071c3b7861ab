"""Records as version 0001 wrote them: six people, an approved article, comments, a policy, the log."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

from alembic import command
from sqlalchemy import Date, DateTime, MetaData, create_engine, insert, select

from probatum.records.database import _config

_ROWS = Path(__file__).parent / "form_0001.jsonl"


def write_first_form(address: str) -> None:
    """Into an empty database."""
    engine = create_engine(address)
    with engine.begin() as connection:
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    tables = MetaData()
    tables.reflect(engine)
    with engine.begin() as connection:
        connection.execute(tables.tables["audit_head"].delete())
        for line in _ROWS.read_text(encoding="utf-8").splitlines()[1:-1]:
            value = json.loads(line)
            table = tables.tables[value["table"]]
            connection.execute(insert(table).values(_typed(table.columns, value["row"])))
    engine.dispose()


def form_of(address: str) -> tuple[str, dict[str, list[str]]]:
    """The version a database says it has, and what is in it: columns and rows of each table."""
    engine, tables = create_engine(address), MetaData()
    tables.reflect(engine)
    with engine.connect() as connection:
        contents = {
            name: [str(list(table.columns.keys())), *map(str, connection.execute(select(table)))]
            for name, table in tables.tables.items()
        }
        version = connection.execute(select(tables.tables["alembic_version"])).scalar_one()
    engine.dispose()
    return version, contents


def _typed(columns: Any, row: dict[str, Any]) -> dict[str, Any]:
    for column in columns:
        given = row[column.name]
        if isinstance(given, str) and isinstance(column.type, DateTime):
            row[column.name] = datetime.fromisoformat(given)
        elif isinstance(given, str) and isinstance(column.type, Date):
            row[column.name] = date.fromisoformat(given)
    return row

"""Databases for tests: SQLite in a folder, and PostgreSQL where one is named."""

from __future__ import annotations

import os
import shutil
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

VARIABLE = "PROBATUM_TEST_POSTGRESQL"


@contextmanager
def address_of(kind: str, folder: Path) -> Iterator[str]:
    """An empty database that is gone afterwards."""
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'records.sqlite'}"
        return
    server = os.environ.get(VARIABLE)
    if not server:
        pytest.skip(f"{VARIABLE} names no PostgreSQL; start one with .ci/postgresql start")
    with _database(server, "template1") as address:
        yield address


@contextmanager
def copy_of(address: str, folder: Path) -> Iterator[str]:
    """A database that begins as another one is, on which nobody works; gone afterwards."""
    url = make_url(address)
    if url.get_backend_name() == "sqlite":
        assert url.database is not None
        path = folder / f"{uuid.uuid4().hex}.sqlite"
        shutil.copy(url.database, path)
        yield f"sqlite:///{path}"
        return
    assert url.database is not None
    with _database(os.environ[VARIABLE], url.database) as copied:
        yield copied


def await_nobody(address: str) -> None:
    """Until the server has seen that whoever worked on the database is gone."""
    url = make_url(address)
    if url.get_backend_name() == "sqlite":
        return
    query = text("SELECT count(*) FROM pg_stat_activity WHERE datname = :name")
    engine = create_engine(os.environ[VARIABLE])
    try:
        for _ in range(3000):
            with engine.connect() as connection:
                if not connection.execute(query, {"name": url.database}).scalar_one():
                    return
            time.sleep(0.01)
    finally:
        engine.dispose()
    raise AssertionError("somebody still works on it")


@contextmanager
def _database(server: str, like: str) -> Iterator[str]:
    name = f"test_{uuid.uuid4().hex[:12]}"
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {like}"))
    try:
        yield make_url(server).set(database=name).render_as_string(hide_password=False)
    finally:
        with engine.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        engine.dispose()

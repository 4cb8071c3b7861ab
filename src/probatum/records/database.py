"""Opening a database of records: SQLite by default, PostgreSQL by address."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from filelock import FileLock, Timeout
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, OperationalError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

from probatum.errors import RecordsUnusable

_MIGRATIONS = Path(__file__).parent / "migrations"
_WAIT_MS = 10_000


def open_database(address: str) -> Engine:
    """The database, brought to the newest form. Raises `RecordsUnusable`.

    `address` is an SQLAlchemy URL, ``sqlite:///path`` or ``postgresql+psycopg://…``. A newer form
    than this version knows is refused and left alone.
    """
    try:
        engine = create_engine(make_url(address), pool_pre_ping=True)
    except (ArgumentError, ModuleNotFoundError) as error:
        raise RecordsUnusable(f"the address of the records is not usable: {error}") from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    with ExitStack() as unless_opened:
        unless_opened.callback(engine.dispose)
        try:
            with engine.execution_options(writing=True).begin() as connection:
                _migrate(connection)
        except SQLAlchemyError as error:
            raise RecordsUnusable(f"the records cannot be opened: {_first_line(error)}") from error
        unless_opened.pop_all()
    return engine


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction, all or nothing. Raises `RecordsUnusable` when the database is busy."""
    try:
        with engine.execution_options(writing=True).begin() as connection:
            yield connection
    except OperationalError as error:
        raise RecordsUnusable(
            f"the records are busy or out of reach, try again: {_first_line(error)}"
        ) from error


def scour(engine: Engine) -> None:
    """Let nothing of what was deleted lie in SQLite's files; PostgreSQL clears up by itself."""
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            connection.exec_driver_sql("COMMIT")  # no checkpoint within a transaction
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


@contextmanager
def snapshot(engine: Engine) -> Iterator[Connection]:
    """Reading as of one moment, whatever others write meanwhile."""
    # SQLite reads as of the first statement of a transaction anyway.
    steady = {"isolation_level": "REPEATABLE READ"} if engine.dialect.name == "postgresql" else {}
    with engine.connect() as connection:
        yield connection.execution_options(**steady)


@contextmanager
def alone(engine: Engine, name: str) -> Iterator[None]:
    """Nobody else does what goes by that name on these records, on any machine.

    Raises `RecordsUnusable` when somebody does. However a process ends, the lock ends with it.
    """
    with ExitStack() as held:
        if engine.dialect.name == "sqlite":
            lock = FileLock(f"{engine.url.database}.{name}.lock", timeout=0)
            taken = _is_taken(lock)
            held.callback(lock.release)
        else:
            connection = held.enter_context(engine.connect())
            digest = hashlib.sha256(f"probatum {name}".encode()).digest()
            number = int.from_bytes(digest[:8], "big", signed=True)
            query = text("SELECT pg_try_advisory_lock(:number)")
            taken = bool(connection.execute(query, {"number": number}).scalar_one())
            # Held by the session: given back to the pool, the connection would keep it.
            held.callback(connection.invalidate)
        if not taken:
            raise RecordsUnusable(f"another process does it already ({name}); let it end first")
        yield


def _is_taken(lock: FileLock) -> bool:
    try:
        lock.acquire()
    except Timeout:
        return False
    return True


def file_address(path: Path) -> str:
    """The address of an SQLite file."""
    return URL.create("sqlite", database=str(path)).render_as_string(hide_password=False)


def newest() -> str:
    """Name of the newest form."""
    head = ScriptDirectory.from_config(_config()).get_current_head()
    return head or ""


def _migrate(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        # Two processes that start at once must not both migrate.
        connection.execute(text("SELECT pg_advisory_xact_lock(7762286)"))
    now = MigrationContext.configure(connection).get_current_revision()
    if now == newest():
        return
    known = {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}
    if now is not None and now not in known:
        raise RecordsUnusable(
            f"the records have a newer form ({now}) than this version of Probatum knows; update it"
        )
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def _prepare_sqlite(connection: object, _: ConnectionPoolEntry) -> None:
    """WAL lets readers read while one writes; foreign keys are off in SQLite unless asked for.

    What is deleted is overwritten with zeros.
    """
    connection.isolation_level = None  # type: ignore[attr-defined]  # transactions are ours
    cursor = connection.cursor()  # type: ignore[attr-defined]
    wait = f"busy_timeout={_WAIT_MS}"
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "secure_delete=ON", wait):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    """A writer takes the lock at once: having read first, it could not take it later."""
    writes = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _first_line(error: SQLAlchemyError) -> str:
    return str(error).splitlines()[0]

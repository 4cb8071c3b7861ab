"""What people sign in with, in SQL."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Table, delete, exists, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from probatum.errors import SignInRefused
from probatum.evidence.sign_in import OneTimeCode, Session, SignInUnderWay, Token
from probatum.records import log
from probatum.records.database import writing
from probatum.records.records import Note
from probatum.records.seal import sealed
from probatum.records.tables import (
    attempts,
    codes,
    identities,
    people,
    sessions,
    tokens,
    under_way,
)

_GONE = "this code was used already, or replaced by another; ask for a new one"


class SqlKeys:
    """`Keys` in a database opened by `open_database`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def any(self) -> bool:
        """See `Keys`."""
        known = select(people.c.id).where(people.c.password.is_not(None))
        query = select(
            exists(known) | exists(select(codes.c.digest)) | exists(select(identities.c.id))
        )
        with self._engine.connect() as connection:
            return bool(connection.execute(query).scalar_one())

    def password(self, person: str) -> str | None:
        """See `Keys`."""
        query = select(people.c.password).where(people.c.id == person, people.c.left_at.is_(None))
        with self._engine.connect() as connection:
            found: str | None = connection.execute(query).scalar_one_or_none()
        return found

    def keep_password(self, person: str, hash_: str, note: Note) -> None:
        """See `Keys`."""
        with writing(self._engine) as connection:
            _set_password(connection, person, hash_, note)

    def renew_hash(self, person: str, hash_: str, note: Note) -> None:
        """See `Keys`."""
        with writing(self._engine) as connection:
            _set_hash(connection, person, hash_, note)

    def keep_code(self, code: OneTimeCode, note: Note) -> None:
        """See `Keys`."""
        with writing(self._engine) as connection:
            connection.execute(delete(codes).where(codes.c.person == code.person))
            connection.execute(insert(codes).values(**code.model_dump()))
            log.write(connection, note, f"person {code.person}")

    def code(self, digest: str) -> OneTimeCode | None:
        """See `Keys`."""
        row = self._row(codes, digest)
        return None if row is None else OneTimeCode.model_validate(row)

    def use_code(self, code: OneTimeCode, hash_: str, note: Note) -> None:
        """See `Keys`."""
        with writing(self._engine) as connection:
            _take_code(connection, code)
            _set_password(connection, code.person, hash_, note)

    def try_once(self, whose: str, at: datetime, since: datetime, most: int) -> bool:
        """See `Keys`."""
        counted = select(func.count()).where(attempts.c.whose == whose)
        with writing(self._engine) as connection:
            log.take_turn(connection)
            connection.execute(delete(attempts).where(attempts.c.at < since))
            if connection.execute(counted).scalar_one() >= most:
                return False
            one = {"id": secrets.token_hex(16), "whose": whose, "at": at}
            connection.execute(insert(attempts).values(one))
        return True

    def forget_attempts(self, whose: str) -> None:
        """See `Keys`."""
        with writing(self._engine) as connection:
            connection.execute(delete(attempts).where(attempts.c.whose == whose))

    def begin_session(self, session: Session, note: Note) -> None:
        """See `Keys`."""
        with writing(self._engine) as connection:
            connection.execute(delete(sessions).where(sessions.c.expires_at < session.begun_at))
            connection.execute(insert(sessions).values(**session.model_dump()))
            log.write(connection, note, f"person {session.person}")

    def session(self, digest: str) -> Session | None:
        """See `Keys`."""
        row = self._row(sessions, digest)
        return None if row is None else Session.model_validate(row)

    def sessions(self, person: str) -> Iterator[Session]:
        """See `Keys`."""
        query = select(sessions).where(sessions.c.person == person)
        last = query.order_by(sessions.c.seen_at.desc(), sessions.c.digest)
        with self._engine.connect() as connection:
            rows = connection.execute(last).mappings().all()
        return (Session.model_validate(dict(row)) for row in rows)

    def see_session(self, digest: str, at: datetime) -> None:
        """See `Keys`."""
        with writing(self._engine) as connection:
            seen = update(sessions).where(sessions.c.digest == digest, sessions.c.seen_at < at)
            connection.execute(seen.values(seen_at=at))

    def end_session(self, digest: str, note: Note) -> None:
        """See `Keys`."""
        with writing(self._engine) as connection:
            ended = connection.execute(delete(sessions).where(sessions.c.digest == digest))
            if ended.rowcount:
                log.write(connection, note, f"person {note.by}")

    def end_sessions(self, person: str, note: Note) -> int:
        """See `Keys`."""
        with writing(self._engine) as connection:
            ended = connection.execute(delete(sessions).where(sessions.c.person == person))
            log.write(connection, note, f"person {person}")
            return ended.rowcount

    def keep_token(self, token: Token, note: Note) -> None:
        """See `Keys`."""
        row = {**token.model_dump(), "scopes": sorted(token.scopes)}
        with writing(self._engine) as connection:
            connection.execute(insert(tokens).values(**row))
            log.write(connection, sealed(note, connection, "token", token.id), f"token {token.id}")

    def token(self, name: str) -> Token | None:
        """See `Keys`."""
        with self._engine.connect() as connection:
            row = connection.execute(select(tokens).where(tokens.c.id == name)).mappings().first()
        return None if row is None else Token.model_validate(dict(row))

    def tokens(self, person: str) -> Iterator[Token]:
        """See `Keys`."""
        query = select(tokens).where(tokens.c.person == person)
        newest = query.order_by(tokens.c.made_at.desc(), tokens.c.id)
        with self._engine.connect() as connection:
            rows = connection.execute(newest).mappings().all()
        return (Token.model_validate(dict(row)) for row in rows)

    def see_token(self, name: str, at: datetime) -> None:
        """See `Keys`."""
        with writing(self._engine) as connection:
            connection.execute(update(tokens).where(tokens.c.id == name).values(used_at=at))

    def revoke_token(self, name: str, at: datetime, note: Note) -> None:
        """See `Keys`."""
        with writing(self._engine) as connection:
            standing = (tokens.c.id == name) & tokens.c.revoked_at.is_(None)
            revoked = connection.execute(update(tokens).where(standing).values(revoked_at=at))
            if revoked.rowcount:
                log.write(connection, sealed(note, connection, "token", name), f"token {name}")

    def identity(self, issuer: str, subject: str) -> str | None:
        """See `Keys`."""
        query = select(identities.c.person).where(identities.c.id == _identity(issuer, subject))
        with self._engine.connect() as connection:
            found: str | None = connection.execute(query).scalar_one_or_none()
        return found

    def link(self, issuer: str, subject: str, code: OneTimeCode, note: Note) -> None:
        """See `Keys`."""
        name = _identity(issuer, subject)
        row = {"id": name, "issuer": issuer, "subject": subject, "linked_at": note.at}
        try:
            with writing(self._engine) as connection:
                _take_code(connection, code)
                connection.execute(insert(identities).values(person=code.person, **row))
                note = sealed(note, connection, "identity", name)
                log.write(connection, note, f"person {code.person}")
        except IntegrityError as error:
            raise SignInRefused(
                "this account of the provider belongs to somebody here already"
            ) from error

    def await_back(self, waiting: SignInUnderWay) -> None:
        """See `Keys`."""
        with writing(self._engine) as connection:
            connection.execute(insert(under_way).values(**waiting.model_dump()))

    def came_back(self, digest: str) -> SignInUnderWay | None:
        """See `Keys`."""
        row = self._row(under_way, digest)
        with writing(self._engine) as connection:
            gone = connection.execute(delete(under_way).where(under_way.c.digest == digest))
        return SignInUnderWay.model_validate(row) if row and gone.rowcount else None

    def note(self, note: Note, subject: str) -> None:
        """See `Keys`."""
        with writing(self._engine) as connection:
            log.write(connection, note, subject)

    def _row(self, table: Table, digest: str) -> Mapping[str, Any] | None:
        with self._engine.connect() as connection:
            row = connection.execute(select(table).where(table.c.digest == digest)).mappings()
            found = row.first()
        return None if found is None else dict(found)


def _set_password(connection: Connection, person: str, hash_: str, note: Note) -> None:
    connection.execute(delete(codes).where(codes.c.person == person))
    connection.execute(delete(sessions).where(sessions.c.person == person))
    _set_hash(connection, person, hash_, note)


def _set_hash(connection: Connection, person: str, hash_: str, note: Note) -> None:
    connection.execute(update(people).where(people.c.id == person).values(password=hash_))
    log.write(connection, sealed(note, connection, "password", person), f"person {person}")


def _take_code(connection: Connection, code: OneTimeCode) -> None:
    """Deleting finds it once: of two who use a code at once, one is refused."""
    if not connection.execute(delete(codes).where(codes.c.digest == code.digest)).rowcount:
        raise SignInRefused(_GONE)


def _identity(issuer: str, subject: str) -> str:
    return hashlib.sha256(f"{issuer}\n{subject}".encode()).hexdigest()

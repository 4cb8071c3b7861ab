"""Seals: what was written is bound to its entry in the audit log by a hash.

The log by itself shows that no entry was changed. With seals it also shows that an article, a
comment, a person, a key or a setting still reads as it did when the last entry on it was written.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Engine, Row, Text, cast, select

from probatum.evidence.audit import Entry
from probatum.records.database import snapshot
from probatum.records.records import Altered, Note
from probatum.records.tables import (
    articles,
    audit,
    comments,
    identities,
    people,
    revisions,
    settings,
    tokens,
)

_SEALED, _HASH = "sealed", "sha256"
_ROWS = 100


def sealed(note: Note, connection: Connection, kind: str, name: object) -> Note:
    """The note with the seal of what was just written. `kind` is "article", "person" and so on."""
    value = _READERS[kind](connection, name)
    seal = ((_SEALED, f"{kind} {name}"), (_HASH, _hash(value)))
    return note.model_copy(update={"details": (*note.details, *seal)})


def unlike_their_seals(engine: Engine) -> Iterator[Altered]:
    """What no longer reads as it was sealed, was taken away, or was never sealed at all."""
    with snapshot(engine) as connection:
        seals = _last_seals(connection)
        for kind, ids in _IDS.items():
            for name in connection.execute(ids).scalars().all():
                entry, hash_ = seals.pop(f"{kind} {name}", (None, ""))
                if entry is None:
                    yield Altered(subject=f"{kind} {name}", entry=None, reason="never logged")
                elif _hash(_READERS[kind](connection, name)) != hash_:
                    yield Altered(
                        subject=f"{kind} {name}",
                        entry=entry,
                        reason="changed since that entry, which is the last on it",
                    )
        for subject, (entry, _) in seals.items():
            yield Altered(subject=subject, entry=entry, reason="taken away since that entry")


def _last_seals(connection: Connection) -> dict[str, tuple[int | None, str]]:
    seals: dict[str, tuple[int | None, str]] = {}
    query = select(audit.c.value).order_by(audit.c.number)
    for value in connection.execution_options(yield_per=_ROWS).execute(query).scalars():
        entry = Entry.model_validate(value)
        details = dict(entry.details)
        if _SEALED in details:
            seals[details[_SEALED]] = (entry.number, details.get(_HASH, ""))
    return seals


def _article(connection: Connection, name: object) -> object:
    """As it is stored, to the letter, not as this version of the software understands it."""
    columns = [articles.c[one] for one in ("id", "author", "title", "topic", "stage", "review_due")]
    query = select(*columns, cast(articles.c.value, Text)).where(articles.c.id == name)
    row = connection.execute(query).one()
    kept = select(revisions.c.number, cast(revisions.c.value, Text))
    of_it = kept.where(revisions.c.article == name).order_by(revisions.c.number)
    return [list(row), [list(one) for one in connection.execute(of_it)]]


def _comment(connection: Connection, name: object) -> object:
    row = connection.execute(select(comments).where(comments.c.id == name)).one()
    return _plain(row, ("id", "article", "claim", "answers", "by", "at", "text"))


def _person(connection: Connection, name: object) -> object:
    row = connection.execute(select(people).where(people.c.id == name)).one()
    return _plain(row, ("id", "name", "title", "roles"))


def _setting(connection: Connection, name: object) -> object:
    row = connection.execute(select(settings).where(settings.c.name == name)).one()
    return _plain(row, ("name", "value"))


def _password(connection: Connection, name: object) -> object:
    row = connection.execute(select(people).where(people.c.id == name)).one()
    return _plain(row, ("id", "password"))


def _token(connection: Connection, name: object) -> object:
    """All but when it was used last."""
    row = connection.execute(select(tokens).where(tokens.c.id == name)).one()
    lasting = ("id", "digest", "person", "name", "scopes", "made_at", "expires_at", "revoked_at")
    return _plain(row, lasting)


def _identity(connection: Connection, name: object) -> object:
    row = connection.execute(select(identities).where(identities.c.id == name)).one()
    return _plain(row, ("id", "issuer", "subject", "person", "linked_at"))


_READERS: Mapping[str, Callable[[Connection, object], object]] = {
    "article": _article,
    "comment": _comment,
    "person": _person,
    "password": _password,
    "token": _token,
    "identity": _identity,
    "setting": _setting,
}
_IDS = {
    "article": select(articles.c.id),
    "comment": select(comments.c.id),
    "person": select(people.c.id),
    "password": select(people.c.id).where(people.c.password.is_not(None)),
    "token": select(tokens.c.id),
    "identity": select(identities.c.id),
    "setting": select(settings.c.name),
}


def _plain(row: Row[Any], columns: tuple[str, ...]) -> list[object]:
    return [row._mapping[name] for name in columns]


def _hash(value: object) -> str:
    text = json.dumps(
        value,
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
        default=lambda moment: moment.isoformat(),
    )
    return hashlib.sha256(text.encode()).hexdigest()

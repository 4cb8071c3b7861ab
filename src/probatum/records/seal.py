"""Seals: what was written is bound to its entry in the audit log by a hash.

The log by itself shows that no entry was changed. With seals it also shows that an article, a
revision, a comment, a person, a key or a setting still reads as it was written. A revision never
changes, so that it is sealed once, and its first seal counts for ever; of everything else the last.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from sqlalchemy import Connection, Engine, Row, Text, bindparam, cast, select, update

from probatum.evidence.audit import Entry
from probatum.records.database import snapshot
from probatum.records.records import Altered, Note
from probatum.records.tables import (
    answers,
    articles,
    audit,
    comments,
    identities,
    people,
    questions,
    revisions,
    settings,
    tokens,
)

_SEALED, _HASH, _WHOLE, _DELETED = "sealed", "seal", "sha256", "deleted"
_ROWS = 100


_SEAL = (
    update(revisions)
    .where(revisions.c.article == bindparam("of"), revisions.c.number == bindparam("which"))
    .values(seal=bindparam("made"))
)


class _Seal(NamedTuple):
    entry: int
    hash: str
    whole: bool
    """Of the form in which an article was sealed with all its revisions."""


def sealed(note: Note, connection: Connection, kind: str, name: object) -> Note:
    """The note with the seal of what was just written. `kind` is "article", "person" and so on."""
    return _with(note, f"{kind} {name}", _hash(_READERS[kind](connection, name)))


def unsealed(note: Note, kind: str, name: object) -> Note:
    """The note of what was deleted, which is not missed from then on."""
    details = (*note.details, (_DELETED, f"{kind} {name}"))
    return note.model_copy(update={"details": details})


def sealed_article(note: Note, connection: Connection, name: str) -> Note:
    """The same for an article and for those revisions of it that no entry tells of yet."""
    kept = select(revisions.c.number, cast(revisions.c.value, Text))
    new = kept.where(revisions.c.article == name, revisions.c.seal.is_(None))
    seals = [
        (number, _hash([name, number, value]))
        for number, value in connection.execute(new.order_by(revisions.c.number))
    ]
    if seals:
        rows = [{"of": name, "which": number, "made": seal} for number, seal in seals]
        connection.execute(_SEAL, rows)
    for number, seal in seals:
        note = _with(note, _revision(name, number), seal)
    return sealed(note, connection, "article", name)


def unlike_their_seals(engine: Engine) -> Iterator[Altered]:
    """What no longer reads as it was sealed, was taken away, or was never sealed at all."""
    with snapshot(engine) as connection:
        seals = _seals(connection)
        whole = {subject for subject, seal in seals.items() if seal.whole}
        for kind, ids in _IDS.items():
            for name in connection.execute(ids).scalars().all():
                subject = f"{kind} {name}"
                reader = _whole_article if kind == "article" and subject in whole else None
                value = (reader or _READERS[kind])(connection, name)
                yield from _unlike(subject, value, seals.pop(subject, None))
        for name, number, value in _all_revisions(connection):
            if f"article {name}" not in whole:
                subject = _revision(name, number)
                yield from _unlike(subject, [name, number, value], seals.pop(subject, None))
        for subject, seal in seals.items():
            yield Altered(subject=subject, entry=seal.entry, reason="taken away since that entry")


def _unlike(subject: str, value: object, seal: _Seal | None) -> Iterator[Altered]:
    if seal is None:
        yield Altered(subject=subject, entry=None, reason="never logged")
    elif _hash(value) != seal.hash:
        reason = "changed since that entry, which says how it read"
        yield Altered(subject=subject, entry=seal.entry, reason=reason)


def _seals(connection: Connection) -> dict[str, _Seal]:
    """The seal that counts for each subject."""
    seals: dict[str, _Seal] = {}
    query = select(audit.c.value).order_by(audit.c.number)
    for value in connection.execution_options(yield_per=_ROWS).execute(query).scalars():
        entry = Entry.model_validate(value)
        for subject, seal in _seals_of(entry):
            if seal is None:
                seals.pop(subject, None)
            elif not (subject.startswith("revision ") and subject in seals):
                seals[subject] = seal
    return seals


def _seals_of(entry: Entry) -> Iterator[tuple[str, _Seal | None]]:
    """Each subject of an entry with its hash, which follows it; with none, what was deleted."""
    subject = ""
    for name, text in entry.details:
        if name == _DELETED and text == entry.subject:
            yield text, None
        elif name == _SEALED:
            subject = text
        elif subject and name in {_HASH, _WHOLE}:
            yield subject, _Seal(entry.number, text, name == _WHOLE and _is_article(subject))
            subject = ""


def _is_article(subject: str) -> bool:
    return subject.startswith("article ")


def _revision(article: str, number: int) -> str:
    return f"revision {article}/{number}"


def _with(note: Note, subject: str, seal: str) -> Note:
    details = (*note.details, (_SEALED, subject), (_HASH, seal))
    return note.model_copy(update={"details": details})


def _article(connection: Connection, name: object) -> object:
    """As it is stored, to the letter, not as this version of the software understands it."""
    columns = [articles.c[one] for one in ("id", "author", "title", "topic", "stage", "review_due")]
    query = select(*columns, cast(articles.c.value, Text)).where(articles.c.id == name)
    return list(connection.execute(query).one())


def _whole_article(connection: Connection, name: object) -> object:
    """With all its revisions, as it was sealed before each of them was by itself."""
    kept = select(revisions.c.number, cast(revisions.c.value, Text))
    of_it = kept.where(revisions.c.article == name).order_by(revisions.c.number)
    return [_article(connection, name), [list(one) for one in connection.execute(of_it)]]


def _all_revisions(connection: Connection) -> Iterable[Row[str, int, str]]:
    query = select(revisions.c.article, revisions.c.number, cast(revisions.c.value, Text))
    ordered = query.order_by(revisions.c.article, revisions.c.number)
    return connection.execution_options(yield_per=_ROWS).execute(ordered)


def _comment(connection: Connection, name: object) -> object:
    row = connection.execute(select(comments).where(comments.c.id == name)).one()
    return _plain(row, ("id", "article", "claim", "answers", "by", "at", "text"))


def _person(connection: Connection, name: object) -> object:
    """Of whoever left, with that: nobody is let in again behind the log."""
    row = connection.execute(select(people).where(people.c.id == name)).one()
    left = ("left_at",) if row.left_at else ()
    return _plain(row, ("id", "name", "title", "roles", *left))


def _answer(connection: Connection, name: object) -> object:
    """With its question."""
    kept = select(answers.c.id, questions.c.value, answers.c.value, answers.c.kept_at, answers.c.by)
    return list(connection.execute(kept.join(questions).where(answers.c.id == name)).one())


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
    "answer": _answer,
    "article": _article,
    "comment": _comment,
    "person": _person,
    "password": _password,
    "token": _token,
    "identity": _identity,
    "setting": _setting,
}
_IDS = {
    "answer": select(answers.c.id),
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

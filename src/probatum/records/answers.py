"""Kept answers in the database: each with its question, until somebody deletes it.

An answer is kept to the letter, as two texts: the question, which other answers may share, and the
rest. Together they are the JSON from which its name is made.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache

from pydantic import ValidationError
from sqlalchemy import Engine, delete, exists, insert, or_, select

from probatum.errors import LibraryDamaged, UnknownAnswer
from probatum.evidence.answer import Answer
from probatum.records import log
from probatum.records.database import scour, writing
from probatum.records.records import KeptAnswer, Note
from probatum.records.seal import sealed, unsealed
from probatum.records.tables import answers, questions

_DIGITS = 24
"""Of a SHA-256 in hexadecimal: 96 bits, too many to be guessed or to meet by chance."""
_REMEMBERED, _AT_ONCE = 256, 50


def keep(engine: Engine, answer: Answer, note: Note, since: datetime | None) -> str:
    """See `Records.keep_answer`."""
    name, asked = _name_of(answer.model_dump_json()), answer.question.model_dump_json()
    row = {
        "id": name,
        "question": _name_of(asked),
        "value": answer.model_dump_json(exclude={"question"}),
        "kept_at": since or note.at,
        "by": None if since else note.by,
    }
    with writing(engine) as connection:
        log.take_turn(connection)
        if connection.execute(select(answers.c.id).where(answers.c.id == name)).first():
            return name
        known = select(questions.c.id).where(questions.c.id == row["question"])
        if not connection.execute(known).first():
            connection.execute(insert(questions).values(id=row["question"], value=asked))
        connection.execute(insert(answers).values(row))
        log.write(connection, sealed(note, connection, "answer", name), f"answer {name}")
    return name


def get(engine: Engine, name: str) -> KeptAnswer:
    """See `Records.kept_answer`."""
    whole = select(answers.c.kept_at, answers.c.by, questions.c.value, answers.c.value)
    query = whole.join(questions).where(answers.c.id == name)
    with engine.connect() as connection:
        row = connection.execute(query).one_or_none()
    if row is None:
        raise UnknownAnswer("there is no answer of this name; it may have been deleted")
    kept_at, by, question, rest = row
    answer = _read(name, f'{{"question":{question},{rest[1:]}')
    return KeptAnswer(id=name, answer=answer, kept_at=kept_at, by=by)


def newest(engine: Engine, by: str | None) -> Iterator[KeptAnswer]:
    """See `Records.kept_answers`."""
    query = select(answers.c.id).order_by(answers.c.kept_at.desc(), answers.c.id)
    if by is not None:
        query = query.where(or_(answers.c.by == by, answers.c.by.is_(None)))
    names, place = ["any"], 0
    while names:
        with engine.connect() as connection:
            names = list(connection.execute(query.offset(place).limit(_AT_ONCE)).scalars())
        place += len(names)
        for name in names:
            try:
                yield get(engine, name)
            except (UnknownAnswer, LibraryDamaged):
                continue


def forget(engine: Engine, name: str, note: Note) -> None:
    """See `Records.forget_answer`."""
    with writing(engine) as connection:
        log.take_turn(connection)
        asked = select(answers.c.question).where(answers.c.id == name)
        question = connection.execute(asked).scalar_one_or_none()
        if question is None:
            raise UnknownAnswer("there is no answer of this name")
        connection.execute(delete(answers).where(answers.c.id == name))
        others = exists().where(answers.c.question == question)
        connection.execute(delete(questions).where(questions.c.id == question, ~others))
        log.write(connection, unsealed(note, "answer", name), f"answer {name}")
    _read.cache_clear()
    scour(engine)


@lru_cache(maxsize=_REMEMBERED)
def _read(name: str, body: str) -> Answer:
    if _name_of(body) != name:
        raise LibraryDamaged(f"answer {name} was changed since it was written; ask again")
    try:
        return Answer.model_validate_json(body)
    except ValidationError as error:
        raise LibraryDamaged(f"answer {name} is of another version; ask again") from error


def _name_of(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()[:_DIGITS]

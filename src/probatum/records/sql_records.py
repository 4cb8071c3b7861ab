"""Records in SQL."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from datetime import datetime
from itertools import islice

from sqlalchemy import (
    Connection,
    Engine,
    Text,
    cast,
    delete,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError

from probatum.errors import RecordsUnusable, StaleEdit, UnknownArticle
from probatum.evidence.answer import Answer, Stage
from probatum.evidence.article import Article, Person, Revision
from probatum.evidence.audit import Entry
from probatum.records import answers, log, people, queue
from probatum.records.database import alone, writing
from probatum.records.records import (
    Altered,
    Comment,
    KeptAnswer,
    Listed,
    Measured,
    Note,
    Said,
    Wanted,
)
from probatum.records.seal import sealed, sealed_article, unlike_their_seals
from probatum.records.tables import (
    articles,
    assigned,
    audit_head,
    cited,
    comments,
    revisions,
    settings,
)

_NAMES = 10
_MEASURED_AT_ONCE, _WRITTEN_AT_ONCE = 100, 50
_COUNTED = ("open_claims", "risk")
Measure = Callable[[Article], Measured]


class SqlRecords:
    """`Records` in a database opened by `open_database`.

    `measure` counts what queues show of an article.
    """

    def __init__(self, engine: Engine, measure: Measure = lambda article: Measured()) -> None:
        self._engine = engine
        self._measure = measure

    def article(self, name: str) -> Article:
        """See `Records`."""
        with self._engine.connect() as connection:
            return _read(connection, name)

    def in_force(self, name: str) -> Article:
        """See `Records`."""
        with self._engine.connect() as connection:
            return _read(connection, name, current=True)

    def current(self, name: str) -> Revision:
        """See `Records`."""
        query = select(cast(revisions.c.value, Text)).where(revisions.c.article == name)
        newest = query.order_by(revisions.c.number.desc()).limit(1)
        with self._engine.connect() as connection:
            value = connection.execute(newest).scalar_one_or_none()
        if value is None:
            raise UnknownArticle(f"there is no article {name}")
        return Revision.model_validate_json(value)

    def named(self, beginning: str) -> tuple[str, ...]:
        """See `Records`."""
        query = select(articles.c.id).where(articles.c.id.startswith(beginning, autoescape=True))
        with self._engine.connect() as connection:
            found = connection.execute(query.order_by(articles.c.id).limit(_NAMES)).scalars().all()
        return tuple(found)

    def begin(self, article: Article, note: Note) -> None:
        """See `Records`."""
        try:
            with writing(self._engine) as connection:
                connection.execute(
                    insert(articles).values(id=article.id, version=1, **self._columns(article))
                )
                _write_revisions(connection, article, None)
                _write_assigned(connection, article.id, (), article.assigned)
                note = sealed_article(note, connection, article.id)
                log.write(connection, note, f"article {article.id}")
        except IntegrityError as error:
            raise StaleEdit(
                f"article {article.id} is there already, or its author is not known"
            ) from error

    def change(self, name: str, change: Callable[[Article], Article], note: Note) -> Article:
        """See `Records`."""
        (after,) = self.change_each([name], lambda before: (change(before), note))
        return after

    def change_each(
        self, names: Iterable[str], change: Callable[[Article], tuple[Article, Note] | None]
    ) -> Iterator[Article]:
        """See `Records`."""
        for some in _in_parts(names):
            with writing(self._engine) as connection:
                log.take_turn(connection)
                done = [self._change(connection, name, change) for name in some]
            yield from (after for after in done if after is not None)

    def _change(
        self,
        connection: Connection,
        name: str,
        change: Callable[[Article], tuple[Article, Note] | None],
    ) -> Article | None:
        before = _read(connection, name, current=True)
        made = change(before)
        if made is None:
            return None
        after, note = made
        connection.execute(
            update(articles)
            .where(articles.c.id == name)
            .values(version=articles.c.version + 1, **self._columns(after))
        )
        _write_revisions(connection, after, before)
        _write_assigned(connection, name, before.assigned, after.assigned)
        log.write(connection, sealed_article(note, connection, name), f"article {name}")
        return after

    def queue(self, wanted: Wanted) -> Iterator[Listed]:
        """See `Records`."""
        return queue.queue(self._engine, wanted)

    def topics(self) -> tuple[tuple[str, int], ...]:
        """See `Records`."""
        return queue.topics(self._engine)

    def measure(self) -> int:
        """See `Records`."""
        names, changed = self.standing(), 0
        for place in range(0, len(names), _MEASURED_AT_ONCE):
            with writing(self._engine) as connection:
                for name in names[place : place + _MEASURED_AT_ONCE]:
                    told = self._told(_read(connection, name, current=True))
                    unlike = or_(*(articles.c[key].is_distinct_from(told[key]) for key in _COUNTED))
                    row = update(articles).where(articles.c.id == name, unlike).values(told)
                    changed += connection.execute(row).rowcount
        return changed

    def forget_measures(self) -> None:
        """See `Records`."""
        with writing(self._engine) as connection:
            standing = articles.c.stage != Stage.RETIRED.value
            connection.execute(update(articles).where(standing).values(risk=None))

    def unmeasured(self) -> bool:
        """Whether there is an article that was never counted, or whose count was forgotten."""
        standing = articles.c.stage != Stage.RETIRED.value
        query = select(articles.c.id).where(articles.c.risk.is_(None), standing).limit(1)
        with self._engine.connect() as connection:
            return connection.execute(query).first() is not None

    def resting_on(self, document: str) -> tuple[str, ...]:
        """See `Records`."""
        query = (
            select(cited.c.article)
            .join(articles, articles.c.id == cited.c.article)
            .where(cited.c.document == document, articles.c.stage != Stage.RETIRED.value)
            .order_by(cited.c.article)
        )
        with self._engine.connect() as connection:
            return tuple(connection.execute(query).scalars())

    def standing(self) -> tuple[str, ...]:
        """See `Records`."""
        query = select(articles.c.id).where(articles.c.stage != Stage.RETIRED.value)
        with self._engine.connect() as connection:
            return tuple(connection.execute(query.order_by(articles.c.id)).scalars())

    def cited(self) -> tuple[str, ...]:
        """See `Records`."""
        query = select(cited.c.document).distinct().order_by(cited.c.document)
        with self._engine.connect() as connection:
            return tuple(connection.execute(query).scalars())

    def comment(self, said: Said, note: Note) -> Comment:
        """See `Records`."""
        values = {**said.model_dump(), "by": note.by, "at": note.at}
        try:
            with writing(self._engine) as connection:
                made = connection.execute(insert(comments).values(values)).inserted_primary_key
                if made is None:
                    raise RecordsUnusable("the database did not number the comment; try again")
                note = sealed(note, connection, "comment", made[0])
                log.write(connection, note, f"article {said.article}")
        except IntegrityError as error:
            raise UnknownArticle(
                f"there is no article {said.article}, or no such comment or person"
            ) from error
        return Comment(id=made[0], **values)

    def comments(self, name: str) -> tuple[Comment, ...]:
        """See `Records`."""
        query = select(comments).where(comments.c.article == name).order_by(comments.c.id)
        with self._engine.connect() as connection:
            rows = connection.execute(query).mappings().all()
        return tuple(Comment.model_validate(dict(row)) for row in rows)

    def keep_answer(self, answer: Answer, note: Note, since: datetime | None = None) -> str:
        """See `Records`."""
        return answers.keep(self._engine, answer, note, since)

    def kept_answer(self, name: str) -> KeptAnswer:
        """See `Records`."""
        return answers.get(self._engine, name)

    def kept_answers(self, by: str | None = None) -> Iterator[KeptAnswer]:
        """See `Records`."""
        return answers.newest(self._engine, by)

    def forget_answer(self, name: str, note: Note) -> None:
        """See `Records`."""
        answers.forget(self._engine, name, note)

    def person(self, name: str) -> Person | None:
        """See `Records`."""
        return people.person(self._engine, name)

    def people(self) -> Iterator[Person]:
        """See `Records`."""
        return people.everybody(self._engine)

    def keep_person(self, person: Person, note: Note, *, new: bool = False) -> None:
        """See `Records`."""
        people.keep(self._engine, person, note, new=new)

    def change_person(self, name: str, change: Callable[[Person], Person], note: Note) -> Person:
        """See `Records`."""
        return people.change(self._engine, name, change, note)

    def part_with(self, name: str, note: Note) -> None:
        """See `Records`."""
        people.part_with(self._engine, name, note)

    def setting(self, name: str) -> object | None:
        """See `Records`."""
        query = select(settings.c.value).where(settings.c.name == name)
        with self._engine.connect() as connection:
            return connection.execute(query).scalar_one_or_none()

    def keep_setting(self, name: str, value: object, note: Note) -> None:
        """See `Records`."""
        with writing(self._engine) as connection:
            changed = connection.execute(
                update(settings).where(settings.c.name == name).values(value=value)
            )
            if not changed.rowcount:
                connection.execute(insert(settings).values(name=name, value=value))
            log.write(connection, sealed(note, connection, "setting", name), f"setting {name}")

    def entries(self, after: int = 0) -> Iterator[Entry]:
        """See `Records`."""
        return log.entries(self._engine, after)

    def head(self) -> int:
        """See `Records`."""
        with self._engine.connect() as connection:
            number: int = connection.execute(select(audit_head.c.number)).scalar_one()
            return number

    def altered(self) -> Iterator[Altered]:
        """See `Records`."""
        return unlike_their_seals(self._engine)

    def alone(self, name: str) -> AbstractContextManager[None]:
        """See `Records`."""
        return alone(self._engine, name)

    def close(self) -> None:
        """See `Records`."""
        self._engine.dispose()

    def _columns(self, article: Article) -> dict[str, object]:
        answer = article.current.answer
        condition = answer.question.condition
        steps = article.history
        return {
            "author": article.author,
            "title": answer.title,
            "topic": condition.name if condition else "",
            "stage": article.stage.value,
            "since": steps[-1].at if steps else article.current.at,
            "review_due": article.review_due,
            "value": article.model_dump(mode="json", exclude={"revisions"}),
            **self._told(article),
        }

    def _told(self, article: Article) -> dict[str, object]:
        measured = self._measure(article)
        return {
            "open_claims": measured.open_claims,
            "risk": int(measured.risk),
            "hazards": [hazard.text for hazard in measured.hazards],
        }


def _in_parts(names: Iterable[str]) -> Iterator[tuple[str, ...]]:
    left = iter(names)
    while some := tuple(islice(left, _WRITTEN_AT_ONCE)):
        yield some


def _read(connection: Connection, name: str, *, current: bool = False) -> Article:
    """With all its revisions, or the current one alone.

    The JSON goes from the database to the model as text: twice as quick as through values.
    """
    value = connection.execute(
        select(cast(articles.c.value, Text)).where(articles.c.id == name)
    ).scalar_one_or_none()
    if value is None:
        raise UnknownArticle(f"there is no article {name}")
    query = select(cast(revisions.c.value, Text)).where(revisions.c.article == name)
    newest = query.order_by(revisions.c.number.desc()).limit(1)
    wanted = newest if current else query.order_by(revisions.c.number)
    kept = connection.execute(wanted).scalars()
    return Article.model_validate_json(f'{value[:-1]}, "revisions": [{", ".join(kept)}]}}')


def _write_revisions(connection: Connection, article: Article, before: Article | None) -> None:
    """Those that are new; with them, what the current one cites."""
    last = before.current.number if before else 0
    new = [revision for revision in article.revisions if revision.number > last]
    if not new:
        return
    connection.execute(insert(revisions), [_row(article.id, revision) for revision in new])
    was, now = _rests_on(before) if before else set(), _rests_on(article)
    for name in sorted(was - now):
        gone = (cited.c.article == article.id, cited.c.document == name)
        connection.execute(delete(cited).where(*gone))
    if rows := [{"article": article.id, "document": name} for name in sorted(now - was)]:
        connection.execute(insert(cited), rows)


def _rests_on(article: Article) -> set[str]:
    return {
        citation.document
        for claim in article.current.answer.claims()
        for citation in claim.citations
    }


def _write_assigned(
    connection: Connection, article: str, before: tuple[str, ...], after: tuple[str, ...]
) -> None:
    if set(before) == set(after):
        return
    connection.execute(delete(assigned).where(assigned.c.article == article))
    rows = [{"article": article, "person": person} for person in dict.fromkeys(after)]
    if rows:
        connection.execute(insert(assigned), rows)


def _row(article: str, revision: Revision) -> dict[str, object]:
    value = revision.model_dump(mode="json")
    return {"article": article, "number": revision.number, "value": value}

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
from probatum.records import answers, article_rows, cards, log, people, queue
from probatum.records.database import alone, snapshot, writing
from probatum.records.records import (
    Altered,
    Card,
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
            return article_rows.read(connection, name)

    def in_force(self, name: str) -> Article:
        """See `Records`."""
        with self._engine.connect() as connection:
            return article_rows.read(connection, name, current=True)

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
                measured = self._measured(connection, article)
                row = {"id": article.id, "version": 1, **article_rows.columns(article, measured)}
                connection.execute(insert(articles).values(row))
                cards.write(connection, article.id, measured.card)
                article_rows.write_revisions(connection, article, None)
                article_rows.write_assigned(connection, article.id, (), article.assigned)
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
        before = article_rows.read(connection, name, current=True)
        made = change(before)
        if made is None:
            return None
        after, note = made
        measured = self._measured(connection, after)
        row = {"version": articles.c.version + 1, **article_rows.columns(after, measured)}
        connection.execute(update(articles).where(articles.c.id == name).values(row))
        cards.write(connection, name, measured.card)
        article_rows.write_revisions(connection, after, before)
        article_rows.write_assigned(connection, name, before.assigned, after.assigned)
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
                log.take_turn(connection)
                for name in names[place : place + _MEASURED_AT_ONCE]:
                    measured = self._measured(
                        connection, article_rows.read(connection, name, current=True)
                    )
                    cards.write(connection, name, measured.card)
                    told = article_rows.told(measured)
                    unlike = or_(*(articles.c[key].is_distinct_from(told[key]) for key in _COUNTED))
                    row = update(articles).where(articles.c.id == name, unlike).values(told)
                    changed += connection.execute(row).rowcount
        return changed

    def forget_measures(self) -> None:
        """See `Records`."""
        with writing(self._engine) as connection:
            standing = articles.c.stage != Stage.RETIRED.value
            connection.execute(update(articles).where(standing).values(risk=None))

    def unmeasured(self, form: int = 0) -> bool:
        """Whether there is an article that was never counted, or whose count was forgotten.

        Or one without a card of that form.
        """
        standing = articles.c.stage != Stage.RETIRED.value
        query = select(articles.c.id).where(articles.c.risk.is_(None), standing).limit(1)
        with self._engine.connect() as connection:
            counted = connection.execute(query).first() is None
            return not counted or cards.lacking(connection, form)

    def subjects(self) -> Iterator[tuple[str, Card]]:
        """See `Records`."""
        return cards.subjects(self._engine)

    def shown(self, names: Iterable[str] | None = None) -> Iterator[tuple[str, str]]:
        """See `Records`."""
        return cards.shown(self._engine, names)

    def unlike_their_cards(self) -> Iterator[str]:
        """See `Records`."""
        names = self.standing()
        with snapshot(self._engine) as connection:
            yield from cards.unlike(connection, lambda name: self._card(connection, name), names)

    def _card(self, connection: Connection, name: str) -> Card:
        return self._measured(connection, article_rows.read(connection, name, current=True)).card

    def _measured(self, connection: Connection, article: Article) -> Measured:
        """With the revision that readers see, where that is another than the current one."""
        try:
            return self._measure(article)
        except KeyError as lacking:
            (number,) = lacking.args
            older = article_rows.revision(connection, article.id, number)
            revisions = (older, *article.revisions)
            return self._measure(article.model_copy(update={"revisions": revisions}))

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


def _in_parts(names: Iterable[str]) -> Iterator[tuple[str, ...]]:
    left = iter(names)
    while some := tuple(islice(left, _WRITTEN_AT_ONCE)):
        yield some

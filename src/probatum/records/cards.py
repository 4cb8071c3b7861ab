"""Cards of articles in the database: what lists and the watch need of each without reading it.

A card is written with its article, in one transaction, and holds nothing that the article does not
say. `audit verify` makes each anew and compares it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from sqlalchemy import Connection, Engine, delete, exists, insert, select

from probatum.evidence.answer import Stage
from probatum.records.records import Card
from probatum.records.tables import articles, cards

_AT_ONCE = 500
_STANDING = articles.c.stage != Stage.RETIRED.value


def write(connection: Connection, article: str, card: Card) -> None:
    """Instead of the one before."""
    connection.execute(delete(cards).where(cards.c.article == article))
    connection.execute(insert(cards).values(article=article, **card.model_dump()))


def of(connection: Connection, article: str) -> Card | None:
    """The card of an article as it was written."""
    query = select(cards).where(cards.c.article == article)
    row = connection.execute(query).mappings().one_or_none()
    return Card.model_validate({name: row[name] for name in Card.model_fields}) if row else None


def subjects(engine: Engine) -> Iterator[tuple[str, Card]]:
    """See `Records.subjects`."""
    columns = (cards.c.article, cards.c.form, cards.c.names, cards.c.asked_at)
    query = select(*columns).join(articles).where(_STANDING).order_by(cards.c.article)
    with engine.connect() as connection:
        rows = connection.execute(query).all()
    for article, form, names, asked_at in rows:
        yield article, Card(form=form, names=tuple(names), asked_at=asked_at)


def shown(engine: Engine, names: Iterable[str] | None) -> Iterator[tuple[str, str]]:
    """See `Records.shown`."""
    query = select(cards.c.article, cards.c.shown).where(cards.c.shown.is_not(None))
    if names is None:
        with engine.connect() as connection:
            yield from map(tuple, connection.execute(query))
        return
    wanted = sorted(names)
    for place in range(0, len(wanted), _AT_ONCE):
        some = wanted[place : place + _AT_ONCE]
        with engine.connect() as connection:
            yield from map(tuple, connection.execute(query.where(cards.c.article.in_(some))))


def lacking(connection: Connection, form: int) -> bool:
    """Whether there is an article without a card of this form."""
    made = exists().where(cards.c.article == articles.c.id, cards.c.form == form)
    query = select(articles.c.id).where(_STANDING, ~made).limit(1)
    return connection.execute(query).first() is not None


def unlike(
    connection: Connection, made: Callable[[str], Card], names: Iterable[str]
) -> Iterator[str]:
    """Articles whose card says other than they do; one of another form is passed over."""
    for name in names:
        card, wanted = of(connection, name), made(name)
        if card is not None and card.form == wanted.form and card != wanted:
            yield name

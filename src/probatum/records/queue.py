"""Queues of articles: which wait, in what order, and what is shown of each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Engine, RowMapping, Select, exists, func, select

from probatum.evidence.answer import Stage
from probatum.evidence.article import Risk
from probatum.records.records import Listed, Order, Wanted
from probatum.records.tables import articles, assigned

_LISTED = ("id", "title", "topic", "author", "stage", "since", "open_claims", "review_due")
_ORDERS: dict[Order, tuple[ColumnElement[Any], ...]] = {
    Order.AGE: (),
    Order.RISK: (articles.c.risk.desc().nulls_last(),),
    Order.TOPIC: (articles.c.topic,),
    Order.DUE: (articles.c.review_due.asc().nulls_last(),),
}


def queue(engine: Engine, wanted: Wanted) -> Iterator[Listed]:
    """See `Records`."""
    shown = (articles.c[name] for name in (*_LISTED, "risk", "hazards"))
    order = (*_ORDERS[wanted.order], articles.c.since, articles.c.id)
    # Chosen by their ids alone: thousands of rows with all that they hold are slow to sort.
    chosen = _restricted(select(articles.c.id), wanted).order_by(*order)
    few = chosen.limit(wanted.most).offset(wanted.skip).scalar_subquery()
    query = select(*shown).where(articles.c.id.in_(few)).order_by(*order)
    with engine.connect() as connection:
        rows = connection.execute(query).mappings().all()
        asked = select(assigned.c.article, assigned.c.person).order_by(assigned.c.person)
        people: dict[str, list[str]] = {row["id"]: [] for row in rows}
        for article, person in connection.execute(asked.where(assigned.c.article.in_(people))):
            people[article].append(person)
    return (_listed(row, people[row["id"]]) for row in rows)


def topics(engine: Engine) -> tuple[tuple[str, int], ...]:
    """See `Records`."""
    query = (
        select(articles.c.topic, func.count())
        .where(articles.c.stage != Stage.RETIRED.value)
        .group_by(articles.c.topic)
        .order_by(articles.c.topic)
    )
    with engine.connect() as connection:
        return tuple((topic, number) for topic, number in connection.execute(query))


def _restricted(query: Select[Any], wanted: Wanted) -> Select[Any]:
    query = query.where(articles.c.stage.in_([stage.value for stage in wanted.stages]))
    if wanted.topic is not None:
        query = query.where(articles.c.topic == wanted.topic)
    if wanted.risk > Risk.USUAL:
        query = query.where(articles.c.risk >= wanted.risk)
    if wanted.due_before is not None:
        query = query.where(articles.c.review_due < wanted.due_before)
    asked_for = exists().where(assigned.c.article == articles.c.id)
    if wanted.assigned is not None:
        query = query.where(asked_for.where(assigned.c.person == wanted.assigned))
    if wanted.unassigned:
        query = query.where(~asked_for)
    return query


def _listed(told: RowMapping, people: list[str]) -> Listed:
    fields = {name: told[name] for name in _LISTED}
    measured = {"risk": told["risk"] or Risk.USUAL, "hazards": told["hazards"] or ()}
    return Listed.model_validate({**fields, **measured, "assigned": people})

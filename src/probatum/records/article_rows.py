"""Rows of an article: its own, its revisions, what they cite, and who is asked to review it."""

from __future__ import annotations

from sqlalchemy import Connection, Text, cast, delete, insert, select

from probatum.errors import UnknownArticle
from probatum.evidence.article import Article, Revision
from probatum.records.records import Measured
from probatum.records.tables import articles, assigned, cited, revisions


def columns(article: Article, measured: Measured) -> dict[str, object]:
    """The row of an article, without its id and version."""
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
        **told(measured),
    }


def told(measured: Measured) -> dict[str, object]:
    """What queues show."""
    return {
        "open_claims": measured.open_claims,
        "risk": int(measured.risk),
        "hazards": [hazard.text for hazard in measured.hazards],
    }


def revision(connection: Connection, article: str, number: int) -> Revision:
    """That one of an article, which has it."""
    whose = (revisions.c.article == article, revisions.c.number == number)
    value = connection.execute(select(cast(revisions.c.value, Text)).where(*whose)).scalar_one()
    return Revision.model_validate_json(value)


def read(connection: Connection, name: str, *, current: bool = False) -> Article:
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


def write_revisions(connection: Connection, article: Article, before: Article | None) -> None:
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


def write_assigned(
    connection: Connection, article: str, before: tuple[str, ...], after: tuple[str, ...]
) -> None:
    """Who is asked, where that changed."""
    if set(before) == set(after):
        return
    connection.execute(delete(assigned).where(assigned.c.article == article))
    rows = [{"article": article, "person": person} for person in dict.fromkeys(after)]
    if rows:
        connection.execute(insert(assigned), rows)


def _row(article: str, revision: Revision) -> dict[str, object]:
    value = revision.model_dump(mode="json")
    return {"article": article, "number": revision.number, "value": value}

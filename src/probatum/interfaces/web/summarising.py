"""Practical summaries on the page: drafted from a guideline, and kept as sources when published."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import NamedTuple
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from probatum.errors import UnknownArticle, UnknownDocument, UsageError
from probatum.evidence.answer import Answer, Reference
from probatum.evidence.document import Document, DocumentKind
from probatum.evidence.published import Published
from probatum.interfaces.web.desk import Desk
from probatum.interfaces.web.entrance import Door, answers_for
from probatum.interfaces.web.page import page
from probatum.library.index import Index, Summary
from probatum.review.rights import Right
from probatum.workflows.overview import Topic
from probatum.workflows.summary import (
    COMPOSER,
    article_of,
    draft_summary,
    keep_summaries,
    source_id,
)


async def draft(request: Request) -> Response:
    """A guideline on one page, kept as an answer, which may then be handed in."""
    async with request.form(max_files=0) as form:
        return await run_in_threadpool(_draft, request, form)


def _draft(request: Request, form: FormData) -> Response:
    desk: Desk = request.app.state.desk
    with desk.turn(), desk.library() as (index, _):
        made = draft_summary(index, str(form.get("document", "")), datetime.now(UTC))
    if not made.claims():
        raise UsageError(
            "no sentence of this guideline says in words that stand alone what it recommends, so "
            "that there is nothing to summarise"
        )
    return RedirectResponse(f"/answers/{answers_for(request).keep(made)}", 303)


def keep(request: Request) -> Response:
    """Bring the published summaries into the library; then to this one as it stands there."""
    desk: Desk = request.app.state.desk
    name = request.path_params["name"]
    with desk.turn(), desk.library_to_add_to(request.state.visitor.known_as) as index:
        kept = keep_summaries(desk.records(), index).kept
    if source_id(name) not in kept:
        raise UsageError("only a summary that is published is kept as a source")
    return RedirectResponse(f"/library/documents/{quote(source_id(name))}", 303)


def can_be_kept(answer: Answer) -> bool:
    """Whether it is a summary."""
    return answer.provenance.composer == COMPOSER


class Origins(NamedTuple):
    """Where a kept summary comes from: the signed article, and what it quotes.

    Of each quoted work, whether the library holds it. No article for any other document.
    """

    signed: Published | None = None
    quoted: tuple[tuple[Reference, bool], ...] = ()


def origins_of(request: Request, document: Document, index: Index) -> Origins:
    """Of a document of the library."""
    desk: Desk = request.app.state.desk
    article = article_of(document)
    if article is None:
        return Origins()
    try:
        signed = desk.articles().open(article)
    except UnknownArticle:  # it was withdrawn, and the watch has not looked since
        return Origins()
    quoted = tuple((one, _holds(index, one)) for one in signed.answer.references)
    return Origins(signed, quoted)


def _holds(index: Index, reference: Reference) -> bool:
    try:
        index.document(reference.document)
    except UnknownDocument:
        return False
    return True


def summaries(request: Request) -> Response:
    """Guidelines that may be summarised, and the summaries there are."""
    desk: Desk = request.app.state.desk
    with desk.library() as (index, starter):
        topics = [(topic, _of_board(topic)) for topic in desk.topics.all(index)]
    found = [(topic, some) for topic, some in topics if some]
    return page(request, "summaries.html", topics=found, starter=starter)


def _of_board(topic: Topic) -> tuple[Summary, ...]:
    """Guidelines, and what the board made of them; not summaries from elsewhere."""
    return tuple(
        one
        for one in topic.guidelines
        if one.kind is DocumentKind.GUIDELINE or article_of(one) is not None
    )


ROUTES = (
    Door("/board/summaries", summaries, Right.BEGIN),
    Door("/board/summaries", draft, Right.BEGIN, ["POST"]),
    Door("/board/{name}/source", keep, Right.ADD, ["POST"]),
)

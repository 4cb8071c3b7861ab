"""The library in the browser: its documents, each to be read, and what it lacks."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlencode

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from probatum.evidence.document import DocumentKind, Status, StudyDesign
from probatum.interfaces.web.desk import Desk
from probatum.interfaces.web.entrance import Door, answers_for
from probatum.interfaces.web.page import page
from probatum.interfaces.web.summarising import origins_of
from probatum.review.rights import Right
from probatum.workflows.browsing import Wanted, browse, lacking, leaf

_RECENT = 200
_LONGEST = 300
_Choice = TypeVar("_Choice", bound=StrEnum)


def documents(request: Request) -> Response:
    """The list, searched and filtered by what stands in the address."""
    asked = request.query_params
    wanted = Wanted(
        words=asked.get("words", "")[:_LONGEST],
        kind=_choice(asked, "kind", DocumentKind),
        design=_choice(asked, "design", StudyDesign),
        status=_choice(asked, "status", Status),
        since=_number(asked, "since"),
        until=_number(asked, "until"),
    )
    number = _number(asked, "page") or 0
    desk: Desk = request.app.state.desk
    with desk.library() as (index, starter):
        listed = browse(index, wanted, number)
        stats = index.stats()
    return page(
        request,
        "library.html",
        wanted=wanted,
        listed=listed,
        stats=stats,
        starter=starter,
        number=number,
        further=urlencode([(k, v) for k, v in asked.multi_items() if k != "page"]),
        choices=(
            ("kind", "Kind", tuple(DocumentKind), wanted.kind),
            ("design", "Design", tuple(StudyDesign), wanted.design),
            ("status", "Status", tuple(Status), wanted.status),
        ),
    )


def document(request: Request) -> Response:
    """A leaf of one document; ``from`` and ``to`` mark characters of it."""
    asked = request.query_params
    first, last = _number(asked, "from") or 0, _number(asked, "to") or 0
    at = _number(asked, "at")
    desk: Desk = request.app.state.desk
    name = request.path_params["name"]
    version = asked.get("version", "")[:64] or None
    with desk.library() as (index, _):
        found = index.document(name, version)
        versions = index.versions(name)
        origins = origins_of(request, found, index)
    opened = leaf(found, first if at is None else at, (first, last))
    return page(
        request, "document.html", leaf=opened, versions=versions, version=version, origins=origins
    )


def gaps(request: Request) -> Response:
    """What recent questions asked for in vain."""
    answers = [kept.answer for kept in answers_for(request).recent(_RECENT)]
    return page(request, "lacking.html", lacking=lacking(answers), questions=len(answers))


def _choice(asked: QueryParams, name: str, kinds: type[_Choice]) -> _Choice | None:
    stated = asked.get(name, "")
    return kinds(stated) if stated in set(kinds) else None


def _number(asked: QueryParams, name: str) -> int | None:
    stated = asked.get(name, "")
    return int(stated) if stated.isdecimal() and len(stated) < 10 else None


ROUTES = (
    Door("/library", documents, Right.READ),
    Door("/library/lacking", gaps, Right.READ),
    Door("/library/documents/{name:path}", document, Right.READ),
)

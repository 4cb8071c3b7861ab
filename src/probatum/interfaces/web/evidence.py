"""The words behind one citation of an answer or an article."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from probatum.errors import UnknownAnswer
from probatum.evidence.answer import Answer
from probatum.interfaces.web.desk import Desk
from probatum.interfaces.web.layout import layout
from probatum.interfaces.web.page import fragment, is_part, page
from probatum.workflows.opening import open_citation


def evidence_of(request: Request, answer: Answer, place: str) -> Response:
    """A part of the page at `place`, or a page of its own; the number stands in the path."""
    number = request.path_params["number"]
    found = next((cited for cited in layout(answer).cited() if cited.number == number), None)
    if found is None:
        raise UnknownAnswer("there is no citation of that number")
    desk: Desk = request.app.state.desk
    with desk.library() as (index, _):
        opened = open_citation(found.citation, index)
    values: dict[str, Any] = {"place": place, "answer": answer, "cited": found, "opened": opened}
    if is_part(request):
        part = Response(fragment(request, "_evidence.html", **values), media_type="text/html")
        part.headers["vary"] = "HX-Request"
        return part
    return page(request, "evidence.html", **values)

"""Overviews of topics: what a guideline of the library recommends, in its own words."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from probatum.errors import UnknownDocument
from probatum.interfaces.web.desk import Desk
from probatum.interfaces.web.entrance import Door
from probatum.interfaces.web.page import page
from probatum.review.rights import Right
from probatum.workflows.overview_leaves import leaves


def topics(request: Request) -> Response:
    """Every topic on which the library holds a guideline."""
    desk: Desk = request.app.state.desk
    with desk.library() as (index, starter):
        found = desk.topics.all(index)
    return page(request, "topics.html", topics=found, starter=starter)


def topic(request: Request) -> Response:
    """One topic: its first guideline, or the one that ``?guideline=`` names."""
    desk: Desk = request.app.state.desk
    with desk.turn(), desk.library() as (index, starter):
        found = desk.topics.named(request.path_params["slug"], index)
        names = [guideline.id for guideline in found.guidelines]
        wanted = request.query_params.get("guideline", names[0])
        if wanted not in names:
            raise UnknownDocument("the library holds no such guideline on this topic")
        overview = desk.topics.overview(wanted, index)
    divided = leaves(overview)
    stated = request.query_params.get("part", "")
    number = int(stated) if stated.isdecimal() and len(stated) < 6 else 1
    number = min(max(number, 1), len(divided))
    return page(
        request,
        "topic.html",
        topic=found,
        overview=overview,
        leaves=divided,
        number=number,
        starter=starter,
    )


ROUTES = (Door("/topics", topics, Right.READ), Door("/topics/{slug}", topic, Right.READ))

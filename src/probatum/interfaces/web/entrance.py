"""Who opens a page, and the door of each: no page is shown to whom it is not for.

Each address is a `Door` that names the right it takes. What is behind it is looked up only for
those who have the right, so that nobody else learns what exists.
"""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable, Iterable
from datetime import UTC, datetime
from functools import wraps
from typing import Any, NamedTuple

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from probatum.access.secret import form_token, same
from probatum.errors import SignInRefused
from probatum.evidence.article import Person
from probatum.interfaces.web.desk import VIA, Desk
from probatum.interfaces.web.turned_away import turned_away, typed_before
from probatum.library.answers import Answers
from probatum.review.rights import Right, rights_of, rights_within
from probatum.review.stages import Act
from probatum.workflows.signing_in import let_in
from probatum.workflows.tokens import let_in_by_token

FORM = "form"
"""Name of the field that shows that a form is of a page of ours."""
_MOST_FILES, _MOST_FIELDS = 50, 300
_BEARER = "bearer "


class Visitor(NamedTuple):
    """Who opens a page, and what they may do. Without a person, somebody who is not signed in."""

    rights: frozenset[Right] = frozenset()
    person: Person | None = None
    session: str = ""
    expired: bool = False
    """Whether a session was stated that has ended."""
    can_sign_in: bool = False

    @property
    def known_as(self) -> str:
        """Their id, as the log has it; of somebody who is not signed in, that they use the page."""
        return self.person.id if self.person else VIA

    @property
    def form_token(self) -> str:
        """What their forms carry; nothing without a session, which alone could be misused."""
        return form_token(self.session) if self.session else ""

    def may(self, name: str) -> bool:
        """Whether they have the right of that name, for templates."""
        return Right[name] in self.rights


class Door(Route):
    """An address with the right that it takes; None is for everybody who reaches the server."""

    def __init__(
        self,
        path: str,
        endpoint: Callable[[Request], Response | Awaitable[Response]],
        right: Right | None,
        methods: Iterable[str] = ("GET",),
    ) -> None:
        super().__init__(path, _guarded(endpoint, right), methods=list(methods))
        self.right = right


def visitor_of(request: Request) -> Visitor:
    """Who opens this page. Raises `SignInRefused` for a token that is not valid."""
    desk: Desk = request.app.state.desk
    anybody = Visitor(desk.rights_of_anybody(), can_sign_in=desk.can_sign_in())
    now = datetime.now(UTC)
    stated = request.headers.get("authorization", "")
    if stated.lower().startswith(_BEARER):
        if not anybody.can_sign_in:
            raise SignInRefused("nobody can be let in here by a token yet")
        person, scopes = let_in_by_token(desk.board(), stated[len(_BEARER) :], now)
        return anybody._replace(person=person, rights=rights_of(person) & rights_within(scopes))
    session = request.cookies.get(desk.cookie.name, "")
    if not session or not anybody.can_sign_in:
        return anybody
    found = let_in(desk.board(), session, now, desk.settings.page.lifetimes)
    if found is None:
        return anybody._replace(expired=True)
    rights = anybody.rights | rights_of(found)
    return anybody._replace(person=found, session=session, rights=rights)


def answers_for(request: Request) -> Answers:
    """The answers that were kept, for who opens this page."""
    desk: Desk = request.app.state.desk
    visitor: Visitor = request.state.visitor
    return desk.answers(visitor.known_as)


def act_of(request: Request, why: str = "", interests: str = "") -> Act:
    """What the person who is signed in does now."""
    visitor: Visitor = request.state.visitor
    assert visitor.person is not None, "behind a door that nobody passes without signing in"
    now = datetime.now(UTC)
    return Act(by=visitor.person, at=now, why=why, interests=interests, via=VIA)


def _guarded(
    endpoint: Callable[[Request], Response | Awaitable[Response]], right: Right | None
) -> Callable[[Request], Awaitable[Response]]:
    @wraps(endpoint)
    async def guarded(request: Request) -> Response:
        try:
            visitor = await run_in_threadpool(visitor_of, request)
        except SignInRefused as error:
            return _no_token(error)
        request.state.visitor = visitor
        changes = request.method not in {"GET", "HEAD"}
        form = await _form(request) if changes and (visitor.session or visitor.expired) else None
        if right is not None and right not in visitor.rights:
            return await run_in_threadpool(turned_away, request, right, form)
        if form is not None and visitor.session and not _is_ours(form, visitor):
            return await run_in_threadpool(typed_before, request, form)
        found: Any = (
            endpoint(request)
            if inspect.iscoroutinefunction(endpoint)
            else run_in_threadpool(endpoint, request)
        )
        shown: Response = await found
        return shown

    return guarded


async def _form(request: Request) -> FormData:
    """Read once; the endpoint that asks for it again is given the same."""
    return await request.form(max_files=_MOST_FILES, max_fields=_MOST_FIELDS)


def _is_ours(form: FormData, visitor: Visitor) -> bool:
    return same(str(form.get(FORM, "")), visitor.form_token)


def _no_token(error: SignInRefused) -> Response:
    headers = {"www-authenticate": 'Bearer error="invalid_token"'}
    return Response(f"{error}\n", 401, headers, media_type="text/plain")

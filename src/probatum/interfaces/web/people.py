"""People of the board on the page: an owner adds them, lets them in, and lets them go.

What the command line does, by the same workflows. A link or a token is in the answer to the form
that made it and nowhere else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime, timedelta

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from probatum.errors import NotAllowed, StaleEdit, UsageError
from probatum.evidence.article import Person, Role
from probatum.interfaces.web.desk import Desk
from probatum.interfaces.web.entrance import Door, act_of
from probatum.interfaces.web.page import page
from probatum.interfaces.web.tokens import shown_tokens, wish_of
from probatum.review.rights import Right
from probatum.workflows.inviting import invite, reset
from probatum.workflows.people import (
    add_person,
    close_account,
    correct,
    give_roles,
    person_of,
    reading_of,
)
from probatum.workflows.signing_in import sign_out_everywhere
from probatum.workflows.tokens import make_token, revoke_token

_INVITATION_DAYS, _RESET_HOURS = (7, 1, 30, 60), (24, 1, 168)
"""How long a link may hold, the usual first."""
_REFUSED = (NotAllowed, StaleEdit, UsageError)


def people(request: Request) -> Response:
    """Everybody with their roles, and the form that adds one."""
    return _people(request)


def person(request: Request) -> Response:
    """One of them: roles, sessions, tokens, and what lets them in."""
    return _person(request)


async def add(request: Request) -> Response:
    """Add a person; then to their page, to invite them."""
    async with request.form(max_files=0) as form:
        return await run_in_threadpool(_add, request, form)


def _add(request: Request, form: FormData) -> Response:
    desk: Desk = request.app.state.desk
    name, full, title = (
        " ".join(str(form.get(one, "")).split()) for one in ("id", "name", "title")
    )
    try:
        new = Person(id=name, name=full, title=title, roles=_roles(form))
        add_person(desk.records(), new, act_of(request))
    except _REFUSED as error:
        typed = {"id": name, "name": full, "title": title}
        return _people(request, str(error), _status(error), typed, _roles(form))
    return RedirectResponse(f"/board/people/{name}", 303)


def _give_roles(request: Request, form: FormData, whose: Person) -> None:
    desk: Desk = request.app.state.desk
    before = frozenset(Role(one) for one in form.getlist("before") if one in set(Role))
    give_roles(desk.records(), whose.id, _roles(form), act_of(request), before)


def _correct(request: Request, form: FormData, whose: Person) -> None:
    desk: Desk = request.app.state.desk
    printed = (str(form.get("name", "")), str(form.get("title", "")))
    correct(desk.records(), whose.id, printed, act_of(request), str(form.get("read", "")))


def _invite(request: Request, form: FormData, whose: Person) -> dict[str, str]:
    desk: Desk = request.app.state.desk
    days = _choice(form, "days", _INVITATION_DAYS)
    code = invite(desk.board(), whose.id, act_of(request), timedelta(days=days))
    return {"link": _link(request, code), "lasting": f"{days} days"}


def _reset(request: Request, form: FormData, whose: Person) -> dict[str, str]:
    desk: Desk = request.app.state.desk
    hours = _choice(form, "hours", _RESET_HOURS)
    code = reset(desk.board(), whose.id, act_of(request), timedelta(hours=hours))
    return {"link": _link(request, code), "lasting": f"{hours} hours"}


def _end_sessions(request: Request, form: FormData, whose: Person) -> None:
    desk: Desk = request.app.state.desk
    sign_out_everywhere(desk.board().keys, whose.id, act_of(request))


def _make_token(request: Request, form: FormData, whose: Person) -> dict[str, str]:
    desk: Desk = request.app.state.desk
    _, text = make_token(desk.board().keys, whose, wish_of(form), act_of(request))
    return {"made": text}


def _revoke_token(request: Request, form: FormData, whose: Person) -> None:
    desk: Desk = request.app.state.desk
    revoke_token(desk.board().keys, request.path_params["token"], whose, act_of(request))


def _close(request: Request, form: FormData, whose: Person) -> None:
    desk: Desk = request.app.state.desk
    if form.get("sure") != "yes":
        raise UsageError("tick that you are sure; an account that was closed stays closed")
    close_account(desk.records(), whose.id, act_of(request))


_Doing = Callable[[Request, FormData, Person], dict[str, str] | None]


def _doing(what: _Doing, onward: str = "") -> Callable[[Request], Awaitable[Response]]:
    """Do it and show what came of it this once, or lead on; or say what was wrong."""

    def attempted(request: Request, form: FormData) -> Response:
        whose = _named(request)
        try:
            made = what(request, form, whose)
        except _REFUSED as error:
            return _person(request, _status(error), str(error))
        if made:
            return _person(request, made=made)
        return RedirectResponse(onward or f"/board/people/{whose.id}", 303)

    async def done(request: Request) -> Response:
        async with request.form(max_files=0) as form:
            return await run_in_threadpool(attempted, request, form)

    done.__name__ = what.__name__.lstrip("_")
    return done


def _people(
    request: Request,
    trouble: str = "",
    status: int = 200,
    typed: dict[str, str] | None = None,
    chosen: frozenset[Role] = frozenset({Role.REVIEWER}),
) -> Response:
    desk: Desk = request.app.state.desk
    return page(
        request,
        "people.html",
        status,
        everybody=tuple(desk.records().people()),
        roles=tuple(Role),
        trouble=trouble,
        typed=defaultdict(str, typed or {}),
        chosen=chosen,
    )


def _person(
    request: Request, status: int = 200, trouble: str = "", made: Mapping[str, str] | None = None
) -> Response:
    desk: Desk = request.app.state.desk
    whose, keys = _named(request), desk.board().keys
    now, holds = datetime.now(UTC), desk.settings.page.lifetimes
    return page(
        request,
        "person.html",
        status,
        person=whose,
        read=reading_of(whose),
        is_own=whose.id == act_of(request).by.id,
        roles=tuple(Role),
        has_password=keys.password(whose.id) is not None,
        sessions=[one for one in keys.sessions(whose.id) if holds.holds(one, now)],
        invitation_days=_INVITATION_DAYS,
        reset_hours=_RESET_HOURS,
        **shown_tokens(keys, whose),
        trouble=trouble,
        **({"link": "", "lasting": "", "made": ""} | dict(made or {})),
    )


def _named(request: Request) -> Person:
    desk: Desk = request.app.state.desk
    return person_of(desk.records(), request.path_params["name"])


def _link(request: Request, code: str) -> str:
    desk: Desk = request.app.state.desk
    here = f"{request.url.scheme}://{request.url.netloc}"
    return f"{desk.settings.address or here}/join?code={code}"


def _roles(form: FormData) -> frozenset[Role]:
    return frozenset(Role(one) for one in form.getlist("role") if one in set(Role))


def _choice(form: FormData, name: str, offered: tuple[int, ...]) -> int:
    stated = str(form.get(name, ""))
    return next((one for one in offered if str(one) == stated), offered[0])


def _status(error: Exception) -> int:
    return 400 if isinstance(error, UsageError) else 409


_ONE = "/board/people/{name}"
ROUTES = (
    Door("/board/people", people, Right.MANAGE_PEOPLE),
    Door("/board/people", add, Right.MANAGE_PEOPLE, ["POST"]),
    Door(_ONE, person, Right.MANAGE_PEOPLE),
    Door(f"{_ONE}/name", _doing(_correct), Right.MANAGE_PEOPLE, ["POST"]),
    Door(f"{_ONE}/roles", _doing(_give_roles), Right.MANAGE_PEOPLE, ["POST"]),
    Door(f"{_ONE}/invite", _doing(_invite), Right.MANAGE_PEOPLE, ["POST"]),
    Door(f"{_ONE}/reset", _doing(_reset), Right.MANAGE_PEOPLE, ["POST"]),
    Door(f"{_ONE}/sign-out", _doing(_end_sessions), Right.MANAGE_PEOPLE, ["POST"]),
    Door(f"{_ONE}/tokens", _doing(_make_token), Right.MANAGE_PEOPLE, ["POST"]),
    Door(f"{_ONE}/tokens/{{token}}/revoke", _doing(_revoke_token), Right.MANAGE_PEOPLE, ["POST"]),
    Door(f"{_ONE}/close", _doing(_close, "/board/people"), Right.MANAGE_PEOPLE, ["POST"]),
)

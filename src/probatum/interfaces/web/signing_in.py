"""Signing in and out on the page, joining by an invitation, one's own password and tokens."""

from __future__ import annotations

from datetime import UTC, datetime

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from probatum.access.password import SHORTEST
from probatum.errors import ProbatumError, SignInRefused, StaleEdit, UsageError
from probatum.evidence.article import Person
from probatum.interfaces.web.desk import Desk
from probatum.interfaces.web.entrance import Door, Visitor, act_of
from probatum.interfaces.web.page import page
from probatum.interfaces.web.tokens import shown_tokens, wish_of
from probatum.interfaces.web.turned_away import (
    SignInForm,
    safe_onward,
    sent_again,
    sign_in_page,
    unpacked,
)
from probatum.review.rights import Right
from probatum.workflows.people import correct, reading_of
from probatum.workflows.signing_in import (
    Given,
    SignedIn,
    change_password,
    code_of,
    set_password_by_code,
    sign_out,
    sign_out_everywhere,
)
from probatum.workflows.signing_in import sign_in as let_in
from probatum.workflows.tokens import make_token, revoke_token


def sign_in_form(request: Request) -> Response:
    """Name and password. Who is signed in already is led on."""
    onward = request.query_params.get("onward", "/")
    visitor: Visitor = request.state.visitor
    if visitor.person is not None:
        return RedirectResponse(safe_onward(onward), 303)
    return sign_in_page(request, SignInForm(onward))


async def sign_in(request: Request) -> Response:
    """Let somebody in, under a new session; then on to where they were going."""
    async with request.form(max_files=0) as form:
        return await run_in_threadpool(_sign_in, request, form)


def _sign_in(request: Request, form: FormData) -> Response:
    desk: Desk = request.app.state.desk
    asked = SignInForm(*(str(form.get(field, "")) for field in ("onward", "kept", "name")))
    if not request.state.visitor.can_sign_in:
        return sign_in_page(request, asked, 400)
    given = Given(asked.name, str(form.get("password", "")), desk.address_of(request))
    try:
        with desk.turn():
            came = let_in(desk.board(), given, datetime.now(UTC), desk.settings.page.lifetimes)
    except SignInRefused as error:
        return sign_in_page(request, asked._replace(trouble=str(error)), 401)
    return entered(request, came, asked.onward, asked.kept)


def entered(request: Request, came: SignedIn, onward: str, kept: str) -> Response:
    """On with a new session; that of before, if there was one, ends."""
    desk: Desk = request.app.state.desk
    before: Visitor = request.state.visitor
    if before.session and before.person is not None:
        sign_out(desk.board().keys, before.session, before.person, datetime.now(UTC))
    request.state.visitor = before._replace(person=came.person, session=came.session)
    answer = (
        sent_again(request, unpacked(kept)) if kept else RedirectResponse(safe_onward(onward), 303)
    )
    desk.cookie.give(answer, came.session)
    return answer


def leave(request: Request) -> Response:
    """End the session, on the server too."""
    desk: Desk = request.app.state.desk
    visitor: Visitor = request.state.visitor
    if visitor.person is not None and visitor.session:
        sign_out(desk.board().keys, visitor.session, visitor.person, datetime.now(UTC))
    return _left(request, "/sign-in")


def join_form(request: Request) -> Response:
    """The page to which an invitation leads. Looking at it uses nothing up."""
    return _join_page(request, request.query_params.get("code", "").strip())


async def join(request: Request) -> Response:
    """Set a password by a code, and sign in with it."""
    async with request.form(max_files=0) as form:
        return await run_in_threadpool(_join, request, form)


def _join(request: Request, form: FormData) -> Response:
    desk: Desk = request.app.state.desk
    code, chosen = str(form.get("code", "")).strip(), str(form.get("password", ""))
    if not request.state.visitor.can_sign_in:
        return _join_page(request, code, status=400)
    now, holds = datetime.now(UTC), desk.settings.page.lifetimes
    try:
        if not chosen:
            return _join_page(request, code)
        _require_same(form)
        with desk.turn():
            person = set_password_by_code(desk.board(), code, chosen, now)
            came = let_in(desk.board(), Given(person.id, chosen), now, holds)
    except (SignInRefused, UsageError) as error:
        return _join_page(request, code, str(error), 400)
    return entered(request, came, "/", "")


def _join_page(request: Request, code: str, trouble: str = "", status: int = 200) -> Response:
    desk: Desk = request.app.state.desk
    person: Person | None = None
    if code and request.state.visitor.can_sign_in:
        try:
            _, person = code_of(desk.board(), code, datetime.now(UTC))
        except SignInRefused as error:
            trouble, status = trouble or str(error), 400
    return page(
        request,
        "join.html",
        status,
        code=code,
        person=person,
        trouble=trouble,
        shortest=SHORTEST,
        provider=desk.settings.openid.name if desk.settings.openid.issuer else "",
    )


def account(request: Request) -> Response:
    """One's own password, sessions and tokens."""
    return _account(request)


async def new_name(request: Request) -> Response:
    """Correct one's own name and title."""
    async with request.form(max_files=0) as form:
        return await run_in_threadpool(_new_name, request, form)


def _new_name(request: Request, form: FormData) -> Response:
    desk: Desk = request.app.state.desk
    act = act_of(request)
    printed = (str(form.get("name", "")), str(form.get("title", "")))
    try:
        correct(desk.records(), act.by.id, printed, act, str(form.get("read", "")))
    except UsageError as error:
        return _account(request, trouble=str(error), status=400)
    except StaleEdit as error:
        return _account(request, trouble=str(error), status=409)
    return RedirectResponse("/account", 303)


async def new_password(request: Request) -> Response:
    """Change the password, by who knows the one of before; then sign in anew."""
    async with request.form(max_files=0) as form:
        return await run_in_threadpool(_new_password, request, form)


def _new_password(request: Request, form: FormData) -> Response:
    desk: Desk = request.app.state.desk
    by = act_of(request).by
    before, chosen = (str(form.get(field, "")) for field in ("before", "password"))
    try:
        _require_same(form)
        with desk.turn():
            change_password(desk.board().keys, by, before, chosen, datetime.now(UTC))
    except ProbatumError as error:
        return _account(request, trouble=str(error), status=400)
    return _left(request, "/sign-in")


async def new_token(request: Request) -> Response:
    """Make a token, and show it this once."""
    async with request.form(max_files=0) as form:
        return await run_in_threadpool(_new_token, request, form)


def _new_token(request: Request, form: FormData) -> Response:
    desk: Desk = request.app.state.desk
    act = act_of(request)
    try:
        _, shown = make_token(desk.board().keys, act.by, wish_of(form), act)
    except ProbatumError as error:
        return _account(request, trouble=str(error), status=400)
    return _account(request, made=shown)


def drop_token(request: Request) -> Response:
    """Take a token out of force."""
    desk: Desk = request.app.state.desk
    act = act_of(request)
    try:
        revoke_token(desk.board().keys, request.path_params["name"], act.by, act)
    except UsageError as error:
        return _account(request, trouble=str(error), status=404)
    return RedirectResponse("/account", 303)


def leave_everywhere(request: Request) -> Response:
    """End all of one's sessions, this one too."""
    desk: Desk = request.app.state.desk
    act = act_of(request)
    sign_out_everywhere(desk.board().keys, act.by.id, act)
    return _left(request, "/sign-in")


def _account(request: Request, trouble: str = "", made: str = "", status: int = 200) -> Response:
    desk: Desk = request.app.state.desk
    keys, by, now = desk.board().keys, act_of(request).by, datetime.now(UTC)
    holds = desk.settings.page.lifetimes
    return page(
        request,
        "account.html",
        status,
        trouble=trouble,
        made=made,
        read=reading_of(by),
        has_password=keys.password(by.id) is not None,
        sessions=[one for one in keys.sessions(by.id) if holds.holds(one, now)],
        shortest=SHORTEST,
        **shown_tokens(keys, by),
    )


def _left(request: Request, onward: str) -> Response:
    desk: Desk = request.app.state.desk
    answer = RedirectResponse(onward, 303)
    desk.cookie.take(answer)
    return answer


def _require_same(form: FormData) -> None:
    if form.get("password") != form.get("again"):
        raise UsageError("the two passwords differ; write the same in both")


ROUTES = (
    Door("/sign-in", sign_in_form, None),
    Door("/sign-in", sign_in, None, ["POST"]),
    Door("/sign-out", leave, None, ["POST"]),
    Door("/join", join_form, None),
    Door("/join", join, None, ["POST"]),
    Door("/account", account, Right.OWN_KEYS),
    Door("/account/name", new_name, Right.OWN_KEYS, ["POST"]),
    Door("/account/password", new_password, Right.OWN_KEYS, ["POST"]),
    Door("/account/tokens", new_token, Right.OWN_KEYS, ["POST"]),
    Door("/account/tokens/{name}/revoke", drop_token, Right.OWN_KEYS, ["POST"]),
    Door("/account/sign-out-everywhere", leave_everywhere, Right.OWN_KEYS, ["POST"]),
)

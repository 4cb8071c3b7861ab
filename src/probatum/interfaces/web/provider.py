"""Signing in on the page by way of an OpenID provider."""

from __future__ import annotations

from datetime import UTC, datetime

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from probatum.access.lifetimes import AWAITED_BACK
from probatum.access.secret import same
from probatum.errors import SignInRefused
from probatum.identity.provider import Return
from probatum.interfaces.web.desk import Desk
from probatum.interfaces.web.entrance import Door
from probatum.interfaces.web.mishaps import mishap
from probatum.interfaces.web.page import page
from probatum.interfaces.web.signing_in import entered
from probatum.interfaces.web.turned_away import SignInForm, safe_onward, sign_in_page
from probatum.workflows.provider_sign_in import Wish, arrive, awaited, depart

_BACK = "/sign-in/provider/back"
_LONGEST = 2000


async def leave(request: Request) -> Response:
    """Send somebody to the provider. What they typed waits here."""
    async with request.form(max_files=0) as form:
        return await run_in_threadpool(_leave, request, form)


def _leave(request: Request, form: FormData) -> Response:
    desk: Desk = request.app.state.desk
    provider = desk.provider()
    if provider is None or not request.state.visitor.can_sign_in:
        return mishap(request, "no_page", 404)
    onward, kept, code = (str(form.get(name, "")) for name in ("onward", "kept", "code"))
    wish = Wish(safe_onward(onward), kept, code.strip())
    try:
        sent = depart(desk.board(), provider, _back(request), wish, datetime.now(UTC))
    except SignInRefused as error:
        return sign_in_page(request, SignInForm(onward, kept, trouble=str(error)), 502)
    # By a page of its own: a browser does not let a form lead to another server here.
    answer = page(request, "leaving.html", name=provider.name, address=sent.address)
    answer.headers["refresh"] = f"0; url={sent.address}"
    answer.set_cookie(
        _cookie(desk), sent.state, max_age=int(AWAITED_BACK.total_seconds()), path="/sign-in",
        secure=desk.cookie.secure, httponly=True, samesite="lax",
    )  # fmt: skip
    return answer


def back(request: Request) -> Response:
    """Somebody comes back from the provider: in the browser that left, and once."""
    desk: Desk = request.app.state.desk
    provider = desk.provider()
    if provider is None or not request.state.visitor.can_sign_in:
        return mishap(request, "no_page", 404)
    given = {name: request.query_params.get(name, "")[:_LONGEST] for name in _GIVEN}
    state = given["state"]
    now, asked = datetime.now(UTC), SignInForm()
    try:
        here = same(request.cookies.get(_cookie(desk), ""), state)
        waiting = awaited(desk.board(), state if here else "", now)
        asked = SignInForm(waiting.onward, waiting.kept)
        if given["error"] or not given["code"]:
            raise SignInRefused(f"{provider.name} did not let you in")
        came = (Return(given["code"], given["iss"]), _back(request))
        holds = (desk.settings.page.lifetimes, now)
        signed_in = arrive(desk.board(), provider, waiting, came, holds)
    except SignInRefused as error:
        answer = sign_in_page(request, asked._replace(trouble=str(error)), 401)
    else:
        answer = entered(request, signed_in, waiting.onward, waiting.kept)
    answer.delete_cookie(_cookie(desk), path="/sign-in")
    return answer


_GIVEN = ("state", "code", "iss", "error")


def _back(request: Request) -> str:
    desk: Desk = request.app.state.desk
    base = desk.settings.address or f"{request.url.scheme}://{request.url.netloc}"
    return base + _BACK


def _cookie(desk: Desk) -> str:
    """Not under the prefix for the host: it is for these pages alone."""
    return "__Secure-probatum-leaving" if desk.cookie.secure else "probatum-leaving"


ROUTES = (
    Door("/sign-in/provider", leave, None, ["POST"]),
    Door(_BACK, back, None),
)

"""Pages for those who may not do it, or not yet; what they typed is not lost."""

from __future__ import annotations

import json
from typing import NamedTuple
from urllib.parse import quote

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from probatum.interfaces.web.desk import Desk
from probatum.interfaces.web.mishaps import mishap
from probatum.interfaces.web.page import is_part, page
from probatum.review.rights import Right, whose

_MOST_KEPT = 200_000
"""Characters of a form that are kept through a sign-in."""
_OURS = frozenset({"form", "password", "again", "before"})
"""Fields that are not kept: secrets, and what a new session has anew."""
_SPOKEN = {
    "why": "Reason", "text": "Text", "sentence": "Sentence", "interests": "Conflicts of interest",
    "question": "Question",
}  # fmt: skip


class Kept(NamedTuple):
    """A form that was sent and not taken: where it goes, and its fields in order."""

    to: str
    fields: tuple[tuple[str, str], ...]

    def spoken(self) -> tuple[tuple[str, str], ...]:
        """What a person typed, with a label."""
        return tuple(
            (_SPOKEN[name], text) for name, text in self.fields if text and name in _SPOKEN
        )


class SignInForm(NamedTuple):
    """Where somebody goes after signing in, what they had typed, and what went wrong."""

    onward: str = "/"
    kept: str = ""
    name: str = ""
    trouble: str = ""


def turned_away(request: Request, right: Right, form: FormData | None) -> Response:
    """To the sign-in, for those who have not signed in; else a page that says whose right it is."""
    visitor = request.state.visitor
    if visitor.person is not None or not visitor.can_sign_in:
        what = "no_uploads" if right is Right.ADD and visitor.person is None else "not_yours"
        return mishap(request, what, 403, right=right.value, whose=whose(right))
    address = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    if is_part(request):
        here = {"hx-redirect": f"/sign-in?onward={quote(_page_of(request))}"}
        return Response(status_code=401, headers=here)
    if request.method in {"GET", "HEAD"}:
        return RedirectResponse(f"/sign-in?onward={quote(address, safe='')}", 303)
    kept = packed(request.url.path, form) if form is not None else ""
    return sign_in_page(request, SignInForm(kept=kept), 401)


def typed_before(request: Request, form: FormData) -> Response:
    """A form of a page that was opened before this session began: sent again by a press."""
    return sent_again(request, unpacked(packed(request.url.path, form)), 409)


def sign_in_page(request: Request, asked: SignInForm, status: int = 200) -> Response:
    """The form to sign in with, and what was typed before."""
    desk: Desk = request.app.state.desk
    return page(
        request,
        "sign_in.html",
        status,
        asked=asked._replace(onward=safe_onward(asked.onward)),
        typed=_spoken(asked.kept),
        provider=desk.settings.openid.name if desk.settings.openid.issuer else "",
    )


def sent_again(request: Request, kept: Kept | None, status: int = 200) -> Response:
    """What was typed, and a button that sends it under the session of now."""
    if kept is None:
        return RedirectResponse("/", 303)
    return page(request, "sent_again.html", status, kept=kept)


def packed(to: str, form: FormData) -> str:
    """As a field of the next form holds it. Files are not kept."""
    fields = [(name, value) for name, value in form.multi_items() if isinstance(value, str)]
    text = json.dumps([to, [each for each in fields if each[0] not in _OURS]])
    return text if len(text) <= _MOST_KEPT else ""


def unpacked(text: str) -> Kept | None:
    """None when there is nothing in it, or nothing of ours."""
    try:
        to, fields = json.loads(text)
        kept = Kept(str(to), tuple((str(name), str(value)) for name, value in fields))
    except (ValueError, TypeError):
        return None
    return kept if safe_onward(kept.to) == kept.to else None


def safe_onward(address: str) -> str:
    """An address on this server, or its first page: nobody is led elsewhere from here."""
    plain = address.isprintable() and "\\" not in address
    return address if plain and address.startswith("/") and address[1:2] != "/" else "/"


def _spoken(kept: str) -> tuple[tuple[str, str], ...]:
    found = unpacked(kept) if kept else None
    return found.spoken() if found else ()


def _page_of(request: Request) -> str:
    """The page whose part was asked for."""
    return request.headers.get("hx-current-url", "/").partition(request.url.netloc)[2] or "/"

"""Pages for what goes wrong: what happened, and what to do now."""

from __future__ import annotations

import logging

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from probatum.errors import (
    LibraryBusy,
    LibraryDamaged,
    NoLibrary,
    ProbatumError,
    UnknownAnswer,
    UnknownDocument,
    UnknownPerson,
    UsageError,
)
from probatum.interfaces.web.page import page
from probatum.interfaces.web.runs import Busy

_STATUS: tuple[tuple[type[ProbatumError], str, int], ...] = (
    (UnknownAnswer, "no_answer", 404),
    (UnknownDocument, "no_document", 404),
    (UnknownPerson, "no_person", 404),
    (Busy, "busy", 503),
    (LibraryBusy, "library_busy", 503),
    (LibraryDamaged, "damaged", 500),
    (NoLibrary, "no_library", 503),
    (UsageError, "usage", 400),
)


def mishap(
    request: Request,
    what: str,
    status: int,
    error: ProbatumError | None = None,
    **more: str,
) -> Response:
    """The page that says `what` happened. `question` is put back into the box."""
    again = _address(request) if status == 503 and request.method == "GET" else ""
    said = {"question": "", "right": "", "whose": "", "again": again} | more
    answer = page(request, "mishap.html", status, what=what, error=error, **said)
    if status == 503:
        answer.headers["retry-after"] = "10"
    return answer


def _address(request: Request) -> str:
    """Of this very page, within this site."""
    asked = request.url.query
    return f"{request.url.path}?{asked}" if asked else request.url.path


def known_error(request: Request, error: Exception) -> Response:
    """One of our own errors: its message says what to do."""
    assert isinstance(error, ProbatumError)
    for kind, what, status in _STATUS:
        if isinstance(error, kind):
            return mishap(request, what, status, error)
    return mishap(request, "failed", 500, error)


def no_such_page(request: Request, error: Exception) -> Response:
    """An unknown address, or a method that it does not take."""
    assert isinstance(error, HTTPException)
    what = "no_page" if error.status_code in {404, 405} else "bad_request"
    return mishap(request, what, error.status_code)


def too_long(request: Request, error: Exception) -> Response:
    """A body that was refused while it was read."""
    return mishap(request, "too_long", 413)


def unknown_error(request: Request, error: Exception) -> Response:
    """A fault of ours: logged, never shown."""
    logging.getLogger("probatum").error("%s failed", request.url.path, exc_info=error)
    return mishap(request, "fault", 500)

"""Checking an answer from elsewhere: a page is pasted or sent, and comes back with verdicts."""

from __future__ import annotations

import tempfile
from collections import Counter
from pathlib import Path

from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import Response

from probatum.errors import SourceError, UsageError
from probatum.evidence.answer import Answer
from probatum.evidence.checked import ForeignPage, Report
from probatum.evidence.claim import Verdict
from probatum.interfaces.web.adding import safe_name
from probatum.interfaces.web.desk import Desk
from probatum.interfaces.web.entrance import Door
from probatum.interfaces.web.page import page
from probatum.review.rights import Right
from probatum.wiring import sources
from probatum.workflows.check import check_page
from probatum.workflows.foreign_page import foreign_page
from probatum.workflows.reverify import reverify

LONGEST = 300_000
"""Characters that may be pasted: some 80 printed pages."""


def check_form(request: Request) -> Response:
    """The box to paste into."""
    return page(request, "check.html", longest=LONGEST)


async def check(request: Request) -> Response:
    """Check what was pasted or sent against the library; nothing of it is kept."""
    async with request.form(max_files=1, max_fields=10) as form:
        name, body = await _sent(form)
    desk: Desk = request.app.state.desk
    report = await run_in_threadpool(_report, desk, name, body)
    counts = Counter(checked.verdict for checked in report.claims)
    tally = tuple((verdict.value, counts[verdict]) for verdict in Verdict)
    return await run_in_threadpool(
        page, request, "report.html", report=report, tally=tally, sentences=len(report.claims)
    )


async def _sent(form: FormData) -> tuple[str, bytes]:
    """Name and contents of the file that was sent, or of the text that was pasted."""
    file = form.get("file")
    if isinstance(file, UploadFile) and file.filename:
        return safe_name(file.filename), await file.read()
    text = str(form.get("text", "")).strip()
    if not text:
        raise UsageError("there is nothing to check; paste a page or choose a file")
    return "page.json" if text.startswith("{") else "page.md", text.encode()


def _report(desk: Desk, name: str, body: bytes) -> Report:
    with desk.turn(), desk.library() as (index, _):
        if name.endswith(".json"):
            return reverify(_answer(body), index)
        return check_page(_page(name, body), index)


def _page(name: str, body: bytes) -> ForeignPage:
    with tempfile.TemporaryDirectory(prefix="probatum-") as folder:
        path = Path(folder) / name
        path.write_bytes(body)
        try:
            return foreign_page(path, sources())
        except (UsageError, SourceError) as error:
            raise UsageError(str(error).replace(str(path), name)) from error


def _answer(body: bytes) -> Answer:
    try:
        return Answer.model_validate_json(body)
    except ValidationError as error:
        raise UsageError("this JSON is no answer of ours; paste the page as text") from error


ROUTES = (
    Door("/check", check_form, Right.ASK),
    Door("/check", check, Right.ASK, ["POST"]),
)

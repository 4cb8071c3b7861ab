"""Adding files to the library on the page: what was taken, and what was refused and why."""

from __future__ import annotations

import re
import shutil
import tempfile
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from probatum.errors import LibraryError, NoLibrary
from probatum.interfaces.web.desk import Desk
from probatum.interfaces.web.entrance import Door
from probatum.interfaces.web.guard import LONGEST_UPLOAD
from probatum.interfaces.web.page import fragment, is_part, page
from probatum.review.rights import Right
from probatum.wiring import sources
from probatum.workflows.collect import collect

_MOST_FILES = 50
_LONGEST_NAME = 80
_PACKED = (".zip", ".gz", ".tgz", ".tar", ".bz2", ".xz", ".7z", ".rar")


class Outcome(NamedTuple):
    """What became of one file. `name` is as the sender wrote it: for people only."""

    name: str
    taken: int
    unchanged: int
    refused: str


def add_page(request: Request) -> Response:
    """The place to drop files."""
    desk: Desk = request.app.state.desk
    try:
        with desk.library() as (_, starter):
            return _page(request, (), starter=starter)
    except NoLibrary:  # the first file makes it
        return _page(request, (), starter=False)


async def add(request: Request) -> Response:
    """Take the files of a form; each is stored whole or refused with the reason."""
    desk: Desk = request.app.state.desk
    async with request.form(max_files=_MOST_FILES, max_fields=10) as form:
        sent = [item for item in form.getlist("file") if isinstance(item, UploadFile)]
        files = [(item.filename or "", item.file) for item in sent if item.filename]
        by = request.state.visitor.known_as
        outcomes = await run_in_threadpool(lambda: tuple(_outcomes(desk, by, files)))
    if is_part(request):
        return Response(
            fragment(request, "_outcomes.html", outcomes=outcomes), media_type="text/html"
        )
    return _page(request, outcomes, starter=False)


def _page(request: Request, outcomes: tuple[Outcome, ...], *, starter: bool) -> Response:
    may_add = Right.ADD in request.state.visitor.rights
    most = LONGEST_UPLOAD // 1_000_000
    values = {"outcomes": outcomes, "starter": starter, "uploads": may_add, "most": most}
    return page(request, "add.html", 200, **values)


def safe_name(name: str) -> str:
    """A file name that holds only letters, digits, dots, dashes, and keeps its ending.

    What a browser sends as a name may be any text, with folders and control characters in it.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFKC", name))[-1]
    stem, dot, ending = last.rpartition(".")
    clean = [re.sub(r"[^\w-]+", "-", part).strip("-_") for part in (stem if dot else last, ending)]
    kept = clean[0][:_LONGEST_NAME] or "file"
    return f"{kept}.{clean[1][:10].lower()}" if dot and clean[1] else kept


def _outcomes(desk: Desk, by: str, files: list[tuple[str, BinaryIO]]) -> Iterator[Outcome]:
    for name, file in files:
        safe = safe_name(name)
        if safe.endswith(_PACKED):
            yield Outcome(name, 0, 0, "is packed; unpack it, or use ‘probatum library add’")
            continue
        with tempfile.TemporaryDirectory(prefix="probatum-") as folder:
            path = Path(folder) / safe
            with path.open("wb") as copy:
                shutil.copyfileobj(file, copy)
            yield _outcome(desk, by, name, path)


def _outcome(desk: Desk, by: str, name: str, path: Path) -> Outcome:
    try:
        with desk.library_to_add_to(by) as index:
            collected = collect([str(path)], index, sources())
    except LibraryError as error:
        return Outcome(name, 0, 0, str(error))
    change = collected.change
    reason = "; ".join(refused.reason for refused in collected.refused)
    return Outcome(name, change.added + change.replaced, change.unchanged, reason)


ROUTES = (
    Door("/library/add", add_page, Right.READ),
    Door("/library/add", add, Right.ADD, ["POST"]),
)

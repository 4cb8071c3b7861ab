"""Large files from the network, streamed to disk.

What has come lies beside the file as ``….part`` and is continued where it was broken off, by this
call or a later one, as long as the publisher still has the same file. The file itself appears only
when it is whole.
"""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import httpx

from probatum.errors import SourceError, SourceUnavailable
from probatum.sources.md5 import measured_md5
from probatum.sources.web import Again, Web
from probatum.sources.web_settings import host_of

_WHOLE_ATTEMPTS = 2
"""How often a file is fetched that is not what its MD5 states."""
_LEFT_FREE = 256 * 2**20
"""Bytes of the disk that are never filled."""


def download(
    web: Web,
    address: str,
    path: Path,
    md5: str | None = None,
    stop: threading.Event | None = None,
) -> None:
    """Fetch the file at ``address`` to ``path``. Setting ``stop`` ends it soon; the part stays.

    Raises `SourceUnavailable`, and `SourceError` when what comes is not what ``md5`` states or
    finds no room.
    """
    task = _Download(web, address, path, stop or threading.Event())
    measured = ""
    for _ in range(_WHOLE_ATTEMPTS):
        task.fetch()
        measured = measured_md5(task.part) if md5 is not None else ""
        if md5 is None or measured == md5:
            task.part.replace(path)
            task.forget()
            return
        task.forget()
    raise SourceError(address, f"its MD5 is {measured}, not {md5 or 'stated'}; try again later")


def forget(path: Path) -> None:
    """Delete what has come of a file that is not wanted any more."""
    for name in (f"{path.name}.part", f"{path.name}.part-of"):
        path.with_name(name).unlink(missing_ok=True)


class _Download:
    def __init__(self, web: Web, address: str, path: Path, stop: threading.Event) -> None:
        self._web = web
        self._address = address
        self._path = path
        self._stop = stop
        self.part = path.with_name(f"{path.name}.part")
        # Which state of the publisher's file the part is of, in the publisher's own mark.
        self._mark = path.with_name(f"{path.name}.part-of")

    def fetch(self) -> None:
        """Make the part whole, with as many requests as it takes while each brings it on."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            while not self._came_to_an_end():
                pass
        except OSError as error:
            raise SourceError(self._address, f"cannot be kept ({error}); make room") from error

    def _came_to_an_end(self) -> bool:
        before = self._held()
        try:
            self._web.patiently(self._address, self._attempt, self._stop.wait)
        except SourceUnavailable:
            if self._stop.is_set() or self._held() <= before:
                raise
            return False
        return True

    def forget(self) -> None:
        """Begin anew next time."""
        forget(self._path)

    def _attempt(self) -> None:
        headers = {"Accept-Encoding": "identity"}
        held = self._held()
        if held:
            headers |= {"Range": f"bytes={held}-", "If-Range": self._mark.read_text("ascii")}
        with self._web.answer(httpx.URL(self._address), headers) as answer:
            if answer.status_code == 416 or (
                answer.status_code == 206 and not _is_at(answer, held)
            ):
                self.forget()
                raise Again("did not continue a file where it was broken off")
            if answer.status_code == 200:
                self._begin(answer)
            self._write(answer)

    def _held(self) -> int:
        known = self._mark.is_file() and self.part.is_file()
        return self.part.stat().st_size if known else 0

    def _begin(self, answer: httpx.Response) -> None:
        self.forget()
        tag = answer.headers.get("ETag", "")
        strong = tag if tag.startswith('"') else answer.headers.get("Last-Modified", "")
        if strong:
            self._mark.write_text(strong, "ascii")

    def _write(self, answer: httpx.Response) -> None:
        room = shutil.disk_usage(self.part.parent).free - _LEFT_FREE
        if int(answer.headers.get("Content-Length", "0")) > room:
            raise OSError("the disk is too full for it")
        with self.part.open("ab" if answer.status_code == 206 else "wb") as file:
            # Raw: a server may call a packed file a packed form of something else.
            for piece in answer.iter_raw():
                if self._stop.is_set():
                    raise SourceUnavailable(host_of(self._address), "was not waited for")
                room -= len(piece)
                if room < 0:
                    raise OSError("the disk is full")
                file.write(piece)


def _is_at(answer: httpx.Response, place: int) -> bool:
    return str(answer.headers.get("Content-Range", "")).startswith(f"bytes {place}-")

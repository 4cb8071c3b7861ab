"""Retraction Watch's list from where it is published.

https://www.crossref.org/documentation/retrieve-metadata/retraction-watch
"""

from __future__ import annotations

from pathlib import Path

from probatum.sources.web import Web


class RetractionWatchList:
    """The whole list: some sixty megabytes, new every working day."""

    def __init__(self, web: Web) -> None:
        self._web = web

    def save(self, path: Path) -> None:
        """Write the list to a file. Raises `SourceUnavailable`."""
        path.write_bytes(self._web.get(self._web.settings.retraction_watch, {}, _list))


def _list(body: bytes) -> bytes:
    """Raises ``ValueError`` when the answer is no such list."""
    head = body[:4096].partition(b"\n")[0].lower()
    if b"retractionnature" not in head or b"originalpaper" not in head:
        raise ValueError("no list of notices")
    return body

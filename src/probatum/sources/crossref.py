"""Crossref's REST API: a cited work by its DOI or by its words, and the notices on works.

Whoever gives an address to write to is served from the "polite" pool; the service says in each
answer how often it may be asked. https://api.crossref.org/swagger-ui/index.html
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

from probatum.errors import SourceUnavailable
from probatum.evidence.checked import ForeignReference
from probatum.evidence.document import Document
from probatum.evidence.standing import NoticeOn
from probatum.sources.crossref_record import document, notices_given
from probatum.sources.fetched import Fetched
from probatum.sources.identifier import doi
from probatum.sources.json_file import loaded, part, parts
from probatum.sources.reference_lookup import is_meant
from probatum.sources.web import Web

_CANDIDATES = 5
_OF_ONE_REQUEST = 25
"""DOIs of which one request asks; an address may have some thousand characters."""
_MOST_NOTICES = 1000
_LONGEST_WORDS = 400
"""Characters of a reference that are sent."""
_NOT_THERE = 404


class Crossref:
    """Keeps the protocols `ReferenceLookup` and `NoticeSource`."""

    name = "Crossref"

    def __init__(self, web: Web) -> None:
        self._web = web
        self._works = f"{web.settings.crossref.rstrip('/')}/works"
        email = web.settings.email
        self._named = {"mailto": email} if email else {}

    def look_up(self, reference: ForeignReference) -> Document | None:
        """By DOI where the reference has one, else by its words. Raises `SourceUnavailable`."""
        if stated := doi(reference.doi or ""):
            return self._work(stated)
        asked = {"query.bibliographic": reference.text[:_LONGEST_WORDS], "rows": str(_CANDIDATES)}
        found = filter(None, map(document, self._items(asked)))
        return next((work for work in found if is_meant(reference, work)), None)

    def notices_on(self, dois: Iterable[str]) -> Iterator[NoticeOn]:
        """Every notice on these works, from publishers and Retraction Watch.

        Raises `SourceUnavailable`.
        """
        # A comma parts filters, so that no filter can hold one.
        names = sorted({name for name in dois if "," not in name})
        for first in range(0, len(names), _OF_ONE_REQUEST):
            some = names[first : first + _OF_ONE_REQUEST]
            asked = {
                "filter": ",".join(f"updates:{name}" for name in some),
                "select": "DOI,update-to",
                "rows": str(_MOST_NOTICES),
            }
            for item in self._items(asked):
                yield from (on for on in notices_given(item) if on.value in some)

    def _work(self, name: str) -> Document | None:
        address = f"{self._works}/{quote(name, safe='')}"
        try:
            return self._web.get(address, self._named, _work)
        except SourceUnavailable as error:
            if error.status == _NOT_THERE:
                return None
            raise

    def _items(self, asked: dict[str, str]) -> list[dict[str, Any]]:
        return self._web.get(self._works, asked | self._named, _items)


def _work(body: bytes) -> Document | None:
    """Raises `SourceError` or ``ValueError`` when the answer is no record."""
    return document(_message(body, "work"))


def _items(body: bytes) -> list[dict[str, Any]]:
    """Raises `SourceError` or ``ValueError`` when the answer is no list of records."""
    message = _message(body, "work-list")
    if not isinstance(message.get("items"), list):
        raise ValueError("no items")
    return list(parts(message, "items"))


def _message(body: bytes, kind: str) -> dict[str, Any]:
    answer = part(loaded(Fetched("Crossref", body)))
    if answer.get("message-type") != kind:
        raise ValueError(f"no {kind}")
    return part(answer, "message")

"""Fetching single pages as their sites wish: robots.txt first, one at a time, only when changed."""

from __future__ import annotations

import codecs
import re
import zipfile
from email.message import Message
from io import BytesIO
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from probatum.errors import ClosedPage, SourceError
from probatum.sources.fetched_page import Answer, fetched
from probatum.sources.page_reader import Page
from probatum.sources.robots import Robots
from probatum.sources.web import Web
from probatum.sources.web_settings import host_of

_HTML = re.compile(rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_JATS = re.compile(rb"<(?:!DOCTYPE\s+)?(?:article|pmc-articleset)\b")
_PLAIN = {"text/markdown": ".md", "text/x-markdown": ".md", "text/plain": ".txt"}


class WebPages:
    """Keeps the `PageReader` protocol."""

    def __init__(self, web: Web) -> None:
        self._web = web
        self._robots = Robots(web)

    def page(self, address: str, etag: str = "", modified: str = "") -> Page | None:
        """The page; None when it has not changed."""
        conditions = {"If-None-Match": etag} if etag else {"If-Modified-Since": modified}
        answer = self._fetched(
            address, {name: value for name, value in conditions.items() if value}
        )
        if answer.status == 304:
            return None
        return Page(
            address=answer.url,
            name=_file_name(answer),
            data=_as_utf8(answer),
            etag=answer.headers.get("ETag", ""),
            modified=answer.headers.get("Last-Modified", ""),
        )

    def list(self, address: str) -> bytes:
        """A list of pages."""
        return self._fetched(address, {}).body

    def lists(self, address: str) -> tuple[str, ...]:
        """Those robots.txt names, else the usual place."""
        own = tuple(
            found for found in self._robots.sitemaps(address) if host_of(found) == host_of(address)
        )
        root = urlsplit(address)
        return own or (f"{root.scheme}://{root.netloc}/sitemap.xml",)

    def _fetched(self, address: str, conditions: dict[str, str]) -> Answer:
        host = host_of(address)
        if not self._web.settings.may_ask(host):
            raise ClosedPage(host, "is on no list of the owner's and was not asked")
        self._allowed(address)
        answer = fetched(self._web, address, conditions)
        if answer.url != address:
            self._allowed(answer.url)
        return answer

    def _allowed(self, address: str) -> None:
        if not self._robots.allows(address):
            raise ClosedPage(host_of(address), "asks programs not to read this page (robots.txt)")


def _file_name(answer: Answer) -> str:
    """The last part of the address, with the ending that tells what the bytes are."""
    place = PurePosixPath(unquote(urlsplit(answer.url).path))
    stem = re.sub(r"[^\w.-]+", "-", place.stem).strip(".-") or "page"
    return f"{stem[:80]}{_ending(answer, place.suffix.lower())}"


def _ending(answer: Answer, named: str) -> str:
    """By the bytes first; the host's word decides only between kinds of plain text."""
    data = answer.body
    head = data[:4096].removeprefix(codecs.BOM_UTF8)
    if data.startswith(b"%PDF-"):
        return ".pdf"
    if data.startswith(b"PK\x03\x04") and _is_word(data):
        return ".docx"
    if _HTML.match(head):
        return ".html"
    if head.lstrip().startswith(b"<?xml") or _JATS.match(head.lstrip()):
        return ".html" if re.search(rb"<html\b", head) else ".xml"
    plain = _PLAIN.get(_content_type(answer).get_content_type())
    if plain and b"\0" not in head:
        return ".md" if named in (".md", ".markdown") else plain
    if _content_type(answer).get_content_type() == "text/html" and b"<" in head:
        return ".html"
    kind = _content_type(answer).get_content_type()
    raise SourceError(answer.url, f"is no page, PDF, Word file or article in XML ({kind})")


def _is_word(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return "word/document.xml" in archive.namelist()
    except zipfile.BadZipFile:
        return False


def _content_type(answer: Answer) -> Message:
    message = Message()
    message["Content-Type"] = answer.headers.get("Content-Type") or "application/octet-stream"
    return message


def _as_utf8(answer: Answer) -> bytes:
    """A page in an encoding that only the host names, written so that its reader needs no word."""
    charset = str(_content_type(answer).get_param("charset") or "").strip("\"'")
    if _ending(answer, "") != ".html" or charset.lower() in ("", "utf-8", "utf8"):
        return answer.body
    try:
        return answer.body.decode(charset).encode()
    except (LookupError, UnicodeDecodeError):
        return answer.body

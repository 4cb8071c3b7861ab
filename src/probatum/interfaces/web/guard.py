"""What every request passes and every response carries.

- Host: only names this server was told to answer to, so that a page elsewhere cannot reach it under
  a name of its own that resolves to this machine (DNS rebinding).
- Origin: a request that changes anything must come from a page of this server. Browsers say so in
  ``Sec-Fetch-Site`` or ``Origin`` (OWASP, Cross-Site Request Forgery Prevention, 2024); what says
  neither is no browser, and carries no reader's authority.
- Size: a body longer than what is allowed at its path is refused while it is read.
- Content-Security-Policy: scripts and styles from our own files alone, nothing inline, no frames.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LONGEST_FORM = 2_000_000
LONGEST_UPLOAD = 100_000_000
"""Bytes of a request's body: a pasted page, and one file."""

_HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class TooLong(Exception):
    """The body of a request is longer than allowed."""


class Guard:
    """Wraps the application. `hosts` are names without a port; `uploads` are paths of files."""

    def __init__(self, app: ASGIApp, hosts: frozenset[str], uploads: frozenset[str]) -> None:
        self._app = app
        self._hosts = hosts
        self._uploads = uploads

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                mutable = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    mutable.setdefault(name, value)
                mutable.setdefault("cache-control", "no-store")
            await send(message)

        refused = self._refused(scope["method"], headers)
        most = LONGEST_UPLOAD if scope["path"] in self._uploads else LONGEST_FORM
        if refused is None and _length(headers) > most:
            refused = PlainTextResponse(f"More than {most:,} bytes are not taken here.", 413)
        if refused is not None:
            await refused(scope, receive, guarded)
            return
        await self._app(scope, _bounded(receive, most), guarded)

    def _refused(self, method: str, headers: Headers) -> PlainTextResponse | None:
        host = host_of(headers.get("host", ""))
        if host not in self._hosts:
            return PlainTextResponse(
                "This server does not answer to that name. Open it at the address that "
                "'probatum serve' printed, or name the host with --allow-host.",
                421,
            )
        if method not in _SAFE and not _from_here(headers):
            return PlainTextResponse(
                "This request came from a page of another server and was not carried out.", 403
            )
        return None


def host_of(authority: str) -> str:
    """The name without its port: "localhost" of "localhost:8765", "::1" of "[::1]:8765"."""
    try:
        return urlsplit(f"//{authority}").hostname or ""
    except ValueError:
        return ""


def _from_here(headers: Mapping[str, str]) -> bool:
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc == headers.get("host")


def _length(headers: Mapping[str, str]) -> int:
    stated = headers.get("content-length", "0")
    return int(stated) if stated.isdecimal() else 0


def _bounded(receive: Receive, most: int) -> Receive:
    """The same messages, until they are too many bytes. Raises `TooLong`."""
    read = 0

    async def bounded() -> Message:
        nonlocal read
        message = await receive()
        read += len(message.get("body", b""))
        if read > most:
            raise TooLong
        return message

    return bounded

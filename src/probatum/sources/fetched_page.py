"""One page of the network, as it is now."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import httpx

from probatum.errors import SourceUnavailable
from probatum.sources.web import Web
from probatum.sources.web_settings import host_of

_MOST_BYTES = 128 * 2**20


class Answer(NamedTuple):
    """What a host sent, and the address it came from in the end."""

    url: str
    status: int
    headers: httpx.Headers
    body: bytes


def fetched(web: Web, address: str, conditions: Mapping[str, str]) -> Answer:
    """A page as it is now (200), or the word that it has not changed (304); nothing is kept.

    ``conditions`` are those of RFC 9110, section 13. Raises `SourceUnavailable`.
    """

    def once() -> Answer:
        with web.answer(httpx.URL(address), conditions) as answer:
            body = bytearray()
            for piece in answer.iter_bytes():
                body += piece
                if len(body) > _MOST_BYTES:
                    raise SourceUnavailable(
                        host_of(address), f"sends more than {_MOST_BYTES:,} bytes"
                    )
            return Answer(str(answer.url), answer.status_code, answer.headers, bytes(body))

    return web.patiently(address, once)

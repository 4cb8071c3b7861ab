"""The HTTP client that providers' own libraries speak through: no redirect, no endless answer."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import httpx2

from probatum.language_model.model_settings import ModelSettings
from probatum.language_model.provider import Late, endless

_MOST_BYTES = 2**21


class BoundedClient(httpx2.Client):
    """Set ``until``, a time of the monotonic clock, before each request."""

    until = float("inf")

    def __init__(self, settings: ModelSettings) -> None:
        super().__init__(follow_redirects=False, trust_env=not settings.is_local())

    def send(self, request: httpx2.Request, *, stream: bool = False, **how: Any) -> httpx2.Response:
        """The body raises `Late` after ``until`` and `ModelFailed` when it is far too long."""
        how["follow_redirects"] = False
        answer = super().send(request, stream=True, **how)
        if isinstance(answer.stream, httpx2.SyncByteStream):
            answer.stream = _Bounded(answer.stream, self.until)
        if not stream:
            answer.read()
        return answer


class _Bounded(httpx2.SyncByteStream):
    def __init__(self, stream: httpx2.SyncByteStream, until: float) -> None:
        self._stream, self._until = stream, until

    def __iter__(self) -> Iterator[bytes]:
        read = 0
        for piece in self._stream:
            read += len(piece)
            if read > _MOST_BYTES:
                raise endless()
            if time.monotonic() > self._until:
                raise Late
            yield piece

    def close(self) -> None:
        self._stream.close()

"""The one client for services on the network: polite, patient, and kept to the hosts it was given.

It names itself, waits its turn at each host together with all other processes, tries again after
429, 5xx, broken connections and damaged answers, honours Retry-After, keeps answers for a while,
and follows a redirect only to a host the owner's settings name. Keys of services stand in no
message, no log and no name of a kept answer.
"""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from typing import Any, Self, TypeVar
from urllib.parse import urlencode

import httpx
import tenacity

from probatum.errors import SourceError, SourceUnavailable
from probatum.sources.host_guard import HostGuard
from probatum.sources.kept_answers import KeptAnswers
from probatum.sources.rate_limit import RateLimit
from probatum.sources.web_settings import WebSettings, host_of

Read = TypeVar("Read")
_ASK_AGAIN = frozenset({429, 500, 502, 503, 504})
_REDIRECTED = frozenset({301, 302, 303, 307, 308})
_REDIRECTS = 3
_MOST_BYTES = 256 * 2**20
_OFFLINE_ATTEMPTS = 2
_KEY = re.compile(r"(api_key=)[^&\s'\"]+")
_LOGS = ("httpx", "httpcore.http11", "httpcore.connection", "httpcore.proxy")


class _WithoutKeys(logging.Filter):
    """Takes keys out of the addresses that the HTTP libraries log."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = _KEY.sub(r"\1…", record.getMessage()), None
        return True


_WITHOUT_KEYS = _WithoutKeys()


class Again(Exception):
    """The attempt failed in a way that may pass."""

    def __init__(self, reason: str, status: int | None = None, wait: float | None = None) -> None:
        super().__init__(reason)
        self.status = status
        self.wait = wait


class _NoConnection(Again):
    """The host was not reached at all."""


class Web:
    """Close it, or use it in a ``with``."""

    def __init__(self, settings: WebSettings) -> None:
        self.settings = settings
        self._kept = KeptAnswers(settings.cache / "answers")
        self._limit = RateLimit(settings.cache / "turns")
        self._guard = HostGuard(settings)
        self._stated: dict[str, float] = {}
        for log in map(logging.getLogger, _LOGS):
            log.addFilter(_WITHOUT_KEYS)
        contact = f" (mailto:{settings.email})" if settings.email else ""
        self._client = httpx.Client(
            timeout=settings.timeout,
            headers={"User-Agent": f"{settings.tool}/{version('probatum')}{contact}"},
        )
        self._kept.clear(settings.cache_seconds)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Release connections."""
        self._client.close()

    def get(
        self,
        address: str,
        parameters: Mapping[str, str],
        read: Callable[[bytes], Read],
        *,
        seconds: float | None = None,
        known_as: str | None = None,
    ) -> Read:
        """What ``read`` makes of the answer; only an answer it accepts is kept.

        ``read`` raises `SourceError` or ``ValueError`` for a damaged one, which is fetched anew.
        ``seconds`` is the age up to which a kept answer serves, ``known_as`` the name it is kept
        under where the parameters change and what they ask for does not.

        Raises `SourceUnavailable`.
        """
        asked = known_as or f"{address}?{urlencode(sorted(parameters.items()))}"
        oldest = self.settings.cache_seconds
        kept = self._kept.get(asked, oldest if seconds is None else min(seconds, oldest))
        if kept is not None:
            try:
                return read(kept)
            except (SourceError, ValueError):
                pass  # kept by another version, or damaged on disk
        url = httpx.URL(address, params=parameters)
        return self.patiently(address, lambda: self._once(url, asked, read))

    def at_most(self, host: str, rate: float) -> None:
        """Ask the host at most ``rate`` times a second from now on, as it wishes."""
        self._stated[host] = rate

    def patiently(
        self,
        address: str,
        attempt: Callable[[], Read],
        sleep: Callable[[float], Any] = time.sleep,
    ) -> Read:
        """What ``attempt`` gives, made again, after a while, as long as it raises `Again`.

        Raises `SourceUnavailable`.
        """
        host = host_of(address)
        if not self.settings.may_ask(host):
            raise SourceUnavailable(host, "is not a host of the settings and was not asked")
        attempts = tenacity.Retrying(
            retry=tenacity.retry_if_exception_type(Again),
            stop=self._is_enough,
            wait=self._wait,
            sleep=sleep,
            reraise=True,
        )
        try:
            made: Read = attempts(attempt)
        except _NoConnection as error:
            raise SourceUnavailable(
                host, f"cannot be reached ({error}); check the network or the proxy"
            ) from None
        except Again as error:
            raise SourceUnavailable(host, f"{error}; try again later", error.status) from None
        return made

    def _once(self, url: httpx.URL, asked: str, read: Callable[[bytes], Read]) -> Read:
        body = self._body(url)
        try:
            made = read(body)
        except SourceError as error:
            raise Again(f"sent a damaged answer ({error.reason})") from error
        except ValueError as error:
            raise Again("sent a damaged answer") from error
        self._kept.keep(asked, body)
        return made

    def _body(self, url: httpx.URL) -> bytes:
        with self.answer(url) as answer:
            body = bytearray()
            for piece in answer.iter_bytes():
                body += piece
                if len(body) > _MOST_BYTES:
                    raise SourceUnavailable(
                        host_of(str(url)), f"sends more than {_MOST_BYTES:,} bytes"
                    )
        return bytes(body)

    @contextmanager
    def answer(
        self, url: httpx.URL, headers: Mapping[str, str] | None = None
    ) -> Iterator[httpx.Response]:
        """The answer to one request in its turn, for the time of the block, its body not yet read.

        Its status is 200, 206 or 416 where ``headers`` ask for a range, and 304 where they ask for
        what has changed. Raises `Again`, also in
        place of what breaks while the body is read, and `SourceUnavailable`.
        """
        with self._faults():
            for _ in range(_REDIRECTS + 1):
                host = host_of(str(url))
                self._guard.check(url.host, host)
                rate = self.settings.rate(host)
                self._limit.wait(host, min(rate, self._stated.get(host, rate)))
                keyed = self._with_key(url, host)
                with self._client.stream("GET", keyed, headers=headers) as answer:
                    self._guard.check_peer(answer, host)
                    if answer.status_code not in _REDIRECTED or "Location" not in answer.headers:
                        self._judge(host, answer)
                        yield answer
                        return
                    url = self._redirected(url, answer.headers["Location"])
            raise SourceUnavailable(host_of(str(url)), "redirects without end; check its address")

    def _judge(self, host: str, answer: httpx.Response) -> None:
        status = answer.status_code
        if stated := _stated_rate(answer.headers):
            self._stated[host] = stated
        if status in _ASK_AGAIN:
            wait = _retry_after(answer.headers.get("Retry-After", ""))
            if wait:
                self._limit.pause(host, min(wait, self.settings.patience))
            words = "asks for fewer requests" if status == 429 else "fails"
            raise Again(f"{words} (status {status})", status, wait)
        asked = answer.request.headers
        ranged = status in (206, 416) and "Range" in asked
        known = status == 304 and ("If-None-Match" in asked or "If-Modified-Since" in asked)
        if status != 200 and not (ranged or known):
            raise SourceUnavailable(host, _refusal(status), status)

    @contextmanager
    def _faults(self) -> Iterator[None]:
        try:
            yield
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError) as error:
            raise _NoConnection(type(error).__name__) from None
        except httpx.TimeoutException:
            raise Again(f"gave no answer in {self.settings.timeout:g} seconds") from None
        except (httpx.TransportError, httpx.DecodingError):
            raise Again("broke off its answer") from None

    def _with_key(self, url: httpx.URL, host: str) -> httpx.URL:
        """The key goes to its own host alone, whatever another one's redirect says."""
        key = self.settings.keys.get(host)
        return url.copy_set_param("api_key", key.get_secret_value()) if key else url

    def _redirected(self, url: httpx.URL, location: str) -> httpx.URL:
        target = url.join(location)
        here, there = host_of(str(url)), host_of(str(target))
        if not self.settings.may_ask(there):
            raise SourceUnavailable(
                here, f"redirects to {there}, which the settings do not allow; nothing was sent"
            )
        if url.scheme == "https" and target.scheme != "https":
            raise SourceUnavailable(here, "redirects to an unencrypted page; nothing was sent")
        return target.copy_remove_param("api_key")

    def _is_enough(self, state: tenacity.RetryCallState) -> bool:
        error = state.outcome.exception() if state.outcome else None
        if isinstance(error, Again) and (error.wait or 0) > self.settings.patience:
            return True
        most = self.settings.attempts
        most = min(most, _OFFLINE_ATTEMPTS) if isinstance(error, _NoConnection) else most
        return state.attempt_number >= most

    def _wait(self, state: tenacity.RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        stated = error.wait if isinstance(error, Again) else None
        doubling = self.settings.back_off * 2.0 ** (state.attempt_number - 1)
        return stated if stated is not None else min(doubling, self.settings.patience)


def _stated_rate(headers: httpx.Headers) -> float | None:
    """Requests a second, as Crossref states them: so many in "1s"."""
    requests = headers.get("X-Rate-Limit-Limit", "").strip()
    seconds = headers.get("X-Rate-Limit-Interval", "").strip().removesuffix("s")
    if not (requests.isdecimal() and seconds.isdecimal() and int(seconds)):
        return None
    return int(requests) / int(seconds) or None


def _retry_after(text: str) -> float | None:
    """Seconds; the field holds a number of them or a date (RFC 9110, 10.2.3)."""
    if text.strip().isdigit():
        return float(text)
    try:
        until = parsedate_to_datetime(text)
    except ValueError:
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(0.0, (until - datetime.now(UTC)).total_seconds())


def _refusal(status: int) -> str:
    if status in (400, 401, 403):
        return f"refuses the request (status {status}); check the API key and the settings"
    if status in (404, 410):
        return f"has no such page (status {status})"
    return f"gives no usable answer (status {status})"

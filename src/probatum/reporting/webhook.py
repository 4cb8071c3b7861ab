"""Reports by webhook: JSON, signed as Standard Webhooks say (version 1, symmetric).

https://www.standardwebhooks.com: ``webhook-signature`` is HMAC-SHA256 over id, timestamp and body,
joined by full stops, in base64. The receiver refuses old timestamps, and ids that it knows already.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import time

import httpx
from tenacity import Retrying, retry_if_exception_type, stop_after_attempt, wait_exponential

from probatum.errors import NotDelivered
from probatum.reporting.report import Report
from probatum.reporting.report_settings import WebhookSettings

_TRIES = 3
_PREFIX = "whsec_"
_BUSY = frozenset({408, 425, 429})


class _NotNow(Exception):
    """It may work in a moment."""


class WebhookChannel:
    """Keeps the `Channel` protocol. `pause` is the first wait between tries, in seconds."""

    name = "webhook"

    def __init__(self, settings: WebhookSettings, pause: float = 1.0) -> None:
        self._settings = settings
        self._key = _key(settings.key.get_secret_value())
        self._pause = pause

    def send(self, report: Report) -> None:
        """Posted to the one address, never to one it redirects to; up to three times."""
        body = report.model_dump_json().encode()
        tries = Retrying(
            stop=stop_after_attempt(_TRIES),
            wait=wait_exponential(multiplier=self._pause, max=30),
            retry=retry_if_exception_type(_NotNow),
            reraise=True,
        )
        try:
            tries(self._post, report.id, body)
        except _NotNow as error:
            raise NotDelivered(f"webhook: {error}") from error

    def _post(self, name: str, body: bytes) -> None:
        moment = str(int(time.time()))
        headers = {
            "content-type": "application/json",
            "webhook-id": name,
            "webhook-timestamp": moment,
            "webhook-signature": f"v1,{_signature(self._key, name, moment, body)}",
        }
        try:
            # Streamed: what the other side answers is not read.
            with httpx.stream(
                "POST",
                self._settings.address,
                content=body,
                headers=headers,
                timeout=self._settings.timeout,
                follow_redirects=False,
            ) as answer:
                code = answer.status_code
        except httpx.HTTPError as error:
            raise _NotNow(str(error) or type(error).__name__) from error
        if code >= 500 or code in _BUSY:
            raise _NotNow(f"it answered {code}")
        if not 200 <= code < 300:
            raise NotDelivered(f"webhook: it answered {code}; look at reports.webhook")


def _key(text: str) -> bytes:
    """The bytes of a key of the standard's form; any other text is the key itself."""
    if not text.startswith(_PREFIX):
        return text.encode()
    try:
        return base64.b64decode(text.removeprefix(_PREFIX), validate=True)
    except binascii.Error:
        return text.encode()


def _signature(key: bytes, name: str, moment: str, body: bytes) -> str:
    signed = b".".join((name.encode(), moment.encode(), body))
    return base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()

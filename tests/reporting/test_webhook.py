"""Reports reach a webhook, signed so that any implementation of the standard can tell."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json

import pytest
from pydantic import SecretStr
from standardwebhooks import Webhook, WebhookVerificationError

from probatum.errors import NotDelivered
from probatum.reporting.report_settings import WebhookSettings
from probatum.reporting.webhook import WebhookChannel
from tests.reporting.receivers import Hook, hook, report

KEY = "whsec_" + base64.b64encode(b"a key of twenty-four byt").decode()


def channel(to: Hook, key: str = KEY) -> WebhookChannel:
    settings = WebhookSettings(address=to.address, key=SecretStr(key), timeout=5)
    return WebhookChannel(settings, pause=0.01)


def test_a_report_arrives_and_another_implementation_finds_it_genuine() -> None:
    with hook() as told:
        channel(told).send(report())
    ((headers, body),) = told.received
    Webhook(KEY).verify(body, headers)
    assert headers["webhook-id"] == report().id
    assert json.loads(body) == json.loads(report().model_dump_json())
    with pytest.raises(WebhookVerificationError):
        Webhook(KEY).verify(body.replace(b"helps", b"harms"), headers)


def test_a_key_of_another_form_is_taken_as_it_is() -> None:
    with hook() as told:
        channel(told, "correct horse").send(report())
    ((headers, body),) = told.received
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    made = base64.b64encode(hmac.new(b"correct horse", signed, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{made}"


def test_it_tries_again_when_the_other_side_is_busy() -> None:
    with hook(503, 429) as told:
        channel(told).send(report())
    assert len(told.received) == 3
    assert len({headers["webhook-id"] for headers, _ in told.received}) == 1


def test_it_gives_up_after_three_tries() -> None:
    with hook(500, 500, 500, 500) as told, pytest.raises(NotDelivered, match="answered 500"):
        channel(told).send(report())
    assert len(told.received) == 3


@pytest.mark.parametrize("code", [301, 307, 404, 410])
def test_nothing_is_sent_elsewhere_or_again_when_it_is_refused(code: int) -> None:
    with hook(code) as told, pytest.raises(NotDelivered, match=f"answered {code}"):
        channel(told).send(report())
    assert len(told.received) == 1


def test_a_receiver_that_is_not_there_is_told() -> None:
    with pytest.raises(NotDelivered, match="webhook"):
        channel(Hook(address="http://127.0.0.1:1")).send(report())

"""Reports reach a mailbox by a real SMTP server of this machine."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path

import pytest
import trustme
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from pydantic import SecretStr

from probatum.errors import NotDelivered
from probatum.reporting.mail import MailChannel
from probatum.reporting.report_settings import MailSettings, Security
from tests.reporting.receivers import Mailbox, mailbox, report


@pytest.fixture
def box() -> Iterator[Mailbox]:
    with mailbox() as box:
        yield box


def channel(box: Mailbox, **more: object) -> MailChannel:
    fields = {
        "server": f"127.0.0.1:{box.port}",
        "sender": "Probatum <watch@example.org>",
        "to": ("Ann <ann@example.org>", "board@example.org"),
        "security": Security.NONE,
        "timeout": 5,
    }
    return MailChannel(MailSettings.model_validate(fields | more))


def test_a_report_arrives_whole_with_both_passages(box: Mailbox) -> None:
    channel(box).send(report())
    (envelope,) = box.received
    assert envelope.mail_from == "watch@example.org"
    assert envelope.rcpt_tos == ["ann@example.org", "board@example.org"]
    message = message_from_bytes(envelope.content, policy=policy.default)
    assert message["subject"] == "[Probatum] Evidence changed under 1 article"
    assert message["message-id"] == "<0123456789abcdef01234567@example.org>"
    assert message["auto-submitted"] == "auto-generated"
    text = message.get_content()
    assert "Asthma: management (a1): evidence changed" in text
    assert "cited: “Drugone ≥ 5 µg helps.” (d, undated)" in text
    assert "now:   “Drugtwo helps.” (d, undated)" in text


def test_the_same_report_has_the_same_message_id(box: Mailbox) -> None:
    for _ in range(2):
        channel(box).send(report())
    messages = [message_from_bytes(one.content, policy=policy.default) for one in box.received]
    assert messages[0]["message-id"] == messages[1]["message-id"]


def test_a_title_cannot_put_in_headers_or_lines(box: Mailbox) -> None:
    channel(box).send(report("Asthma\r\nBcc: eve@example.org\r\n.\r\nQUIT"))
    (envelope,) = box.received
    assert envelope.rcpt_tos == ["ann@example.org", "board@example.org"]
    message = message_from_bytes(envelope.content, policy=policy.default)
    assert message["bcc"] is None
    assert "cited: “Drugone" in message.get_content(), "nothing is cut off behind a full stop"


def test_what_the_server_refuses_is_told(box: Mailbox) -> None:
    box.refusing = True
    with pytest.raises(NotDelivered, match="451 come back later"):
        channel(box).send(report())


def test_a_server_that_is_not_there_is_told(box: Mailbox) -> None:
    with pytest.raises(NotDelivered, match=r"127\.0\.0\.1:1:"):
        channel(box, server="127.0.0.1:1").send(report())


def test_nothing_crosses_the_network_unencrypted(box: Mailbox) -> None:
    with pytest.raises(NotDelivered, match="unencrypted"):
        channel(box, server="mail.example.org").send(report())


@pytest.mark.parametrize("security", [Security.STARTTLS, Security.TLS])
def test_a_server_that_cannot_encrypt_is_sent_nothing(box: Mailbox, security: Security) -> None:
    private = {"security": security, "user": "u", "password": SecretStr("p")}
    with pytest.raises(NotDelivered):
        channel(box, **private).send(report())
    assert box.received == []


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    """Of a house that signs the certificates of its own servers."""
    return trustme.CA()


@pytest.fixture
def trusted(authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> trustme.CA:
    authority.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    return authority


def server_of(security: Security, authority: trustme.CA, name: str) -> dict[str, object]:
    """How a server encrypts that shows a certificate for `name`."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(context)
    if security is Security.TLS:
        return {"ssl_context": context}
    return {"tls_context": context, "require_starttls": True}


ENCRYPTED = pytest.mark.parametrize("security", [Security.STARTTLS, Security.TLS])


@ENCRYPTED
def test_a_report_arrives_encrypted_from_who_signed_in(
    trusted: trustme.CA, security: Security
) -> None:
    came: list[tuple[bytes, bytes]] = []

    def signs_in(
        server: SMTP, session: Session, envelope: Envelope, how: str, given: LoginPassword
    ) -> AuthResult:
        came.append((given.login, given.password))
        return AuthResult(success=given.password == b"a secret", handled=False)

    # Where all is encrypted from the start, the server does not know that it is.
    asks = {"authenticator": signs_in, "auth_require_tls": security is Security.STARTTLS}
    private = {"security": security, "user": "watch", "password": SecretStr("a secret")}
    with mailbox(**server_of(security, trusted, "127.0.0.1"), **asks) as box:
        channel(box, **private).send(report())
        wrong = private | {"password": SecretStr("another")}
        with pytest.raises(NotDelivered, match="535"):
            channel(box, **wrong).send(report())
    (envelope,) = box.received
    assert b"Asthma: management" in envelope.content
    assert came[0] == (b"watch", b"a secret")


@ENCRYPTED
def test_a_server_of_an_unknown_authority_is_sent_nothing(
    authority: trustme.CA, security: Security
) -> None:
    words = r"not trusted .*nothing was sent.*SSL_CERT_FILE"
    shown = server_of(security, authority, "127.0.0.1")
    with mailbox(**shown) as box, pytest.raises(NotDelivered, match=words):
        channel(box, security=security).send(report())
    assert box.received == []


@ENCRYPTED
def test_a_server_that_shows_the_name_of_another_is_sent_nothing(
    trusted: trustme.CA, security: Security
) -> None:
    shown = server_of(security, trusted, "mail.example.org")
    with mailbox(**shown) as box, pytest.raises(NotDelivered, match=r"not trusted .*mismatch"):
        channel(box, security=security).send(report())
    assert box.received == []

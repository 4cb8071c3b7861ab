"""Where reports go."""

from __future__ import annotations

from enum import StrEnum

from pydantic import SecretStr

from probatum.evidence.value import Value


class Security(StrEnum):
    """How the way to the mail server is kept private."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


class MailSettings(Value):
    """A mail server, and who writes to whom. `server` is a host, with its port if need be."""

    server: str
    sender: str
    to: tuple[str, ...]
    security: Security = Security.STARTTLS
    user: str | None = None
    password: SecretStr | None = None
    timeout: float = 30.0


class WebhookSettings(Value):
    """An address and the key that what is sent there is signed with."""

    address: str
    key: SecretStr
    timeout: float = 10.0


class ReportSettings(Value):
    """What was configured; nothing is sent by a way that was not."""

    mail: MailSettings | None = None
    webhook: WebhookSettings | None = None

"""Where reports go, as it was set."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import SecretStr

from probatum.errors import UsageError
from probatum.reporting.report_settings import (
    MailSettings,
    ReportSettings,
    WebhookSettings,
)
from probatum.settings.in_force import InForce
from probatum.settings.secret import secret


def report_settings(found: Mapping[str, InForce]) -> ReportSettings:
    """Raises `UsageError` when a way is configured by half."""
    return ReportSettings(mail=_mail(found), webhook=_webhook(found))


def _mail(found: Mapping[str, InForce]) -> MailSettings | None:
    to = found["reports.mail_to"].value
    if not to:
        return None
    server, sender = found["reports.smtp_server"].value, found["reports.mail_from"].value
    if not server or not sender:
        raise UsageError(
            "reports.mail_to is set: name reports.smtp_server and reports.mail_from too"
        )
    password = secret(found["reports.smtp_password"], found["reports.smtp_password_file"])
    return MailSettings(
        server=server,
        sender=sender,
        to=to,
        security=found["reports.smtp_security"].value,
        user=found["reports.smtp_user"].value,
        password=SecretStr(password) if password else None,
    )


def _webhook(found: Mapping[str, InForce]) -> WebhookSettings | None:
    address = found["reports.webhook"].value
    if not address:
        return None
    key = secret(found["reports.webhook_key"], found["reports.webhook_key_file"])
    if not key:
        raise UsageError(
            "reports.webhook is set: set reports.webhook_key too, so that who receives a report "
            "can tell that it is yours"
        )
    return WebhookSettings(address=address, key=SecretStr(key))

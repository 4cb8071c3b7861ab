"""Reports by e-mail: SMTP (RFC 5321), encrypted unless the server is on this machine."""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr

from probatum.errors import NotDelivered
from probatum.reporting.report import Report, in_text
from probatum.reporting.report_settings import MailSettings, Security

_PORTS = {Security.STARTTLS: 587, Security.TLS: 465, Security.NONE: 25}
_THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})


class MailChannel:
    """Keeps the `Channel` protocol."""

    name = "mail"

    def __init__(self, settings: MailSettings) -> None:
        self._settings = settings
        host, _, port = settings.server.rpartition(":")
        named = host and port.isdecimal()
        self._host = (host if named else settings.server).strip("[]")
        self._port = int(port) if named else _PORTS[settings.security]

    def send(self, report: Report) -> None:
        """One message to all receivers, whose Message-ID is that of the report."""
        message = self._message(report)
        try:
            with self._connected() as server:
                refused = server.send_message(message)
        except ssl.SSLCertVerificationError as error:
            raise NotDelivered(
                f"mail to {self._host}:{self._port}: its certificate is not trusted "
                f"({error.verify_message}), and nothing was sent; set reports.smtp_server to the "
                "name in the certificate, or SSL_CERT_FILE to that of your own authority"
            ) from error
        except (OSError, smtplib.SMTPException) as error:
            raise NotDelivered(f"mail to {self._host}:{self._port}: {_said(error)}") from error
        if refused:
            raise NotDelivered(f"mail: the server refused {', '.join(sorted(refused))}")

    def _connected(self) -> smtplib.SMTP:
        settings = self._settings
        plain = settings.security is Security.NONE
        if plain and self._host not in _THIS_MACHINE:
            raise NotDelivered(
                f"mail to {self._host} would cross the network unencrypted; set "
                "reports.smtp_security to starttls or tls"
            )
        trusted = ssl.create_default_context()
        if settings.security is Security.TLS:
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                self._host, self._port, timeout=settings.timeout, context=trusted
            )
        else:
            server = smtplib.SMTP(self._host, self._port, timeout=settings.timeout)
        try:
            if settings.security is Security.STARTTLS:
                server.starttls(context=trusted)
            if settings.user and settings.password:
                server.login(settings.user, settings.password.get_secret_value())
        except BaseException:
            server.close()
            raise
        return server

    def _message(self, report: Report) -> EmailMessage:
        message = EmailMessage()
        message["Subject"] = f"[Probatum] {report.subject}"
        message["From"] = self._settings.sender
        message["To"] = ", ".join(self._settings.to)
        message["Date"] = format_datetime(report.at)
        host = parseaddr(self._settings.sender)[1].rpartition("@")[2] or "localhost"
        message["Message-ID"] = f"<{report.id}@{host}>"
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(in_text(report))
        return message


def _said(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        said = error.smtp_error
        words = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
        return f"{error.smtp_code} {words}"
    return str(error) or type(error).__name__

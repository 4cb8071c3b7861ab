"""Settings of reports: where to tell that evidence changed."""

from __future__ import annotations

from probatum.reporting.report_settings import Security
from probatum.settings.kind import ADDRESS, ADDRESSEES, PATH, SECURITY, TEXT
from probatum.settings.setting import Setting

REPORTS = (
    Setting(
        "reports.mail_to",
        "PROBATUM_MAIL_TO",
        ADDRESSEES,
        "Who is written to when `probatum watch` marks articles. In the environment, parted by "
        "commas. Without it, nobody.",
        '["board@example.org"]',
        (),
    ),
    Setting(
        "reports.mail_from",
        "PROBATUM_MAIL_FROM",
        TEXT,
        "Who those messages are from.",
        '"Probatum <probatum@example.org>"',
    ),
    Setting(
        "reports.smtp_server",
        "PROBATUM_SMTP_SERVER",
        TEXT,
        "Your mail server, with its port unless that is the usual one.",
        '"mail.example.org:587"',
    ),
    Setting(
        "reports.smtp_security",
        "PROBATUM_SMTP_SECURITY",
        SECURITY,
        "How the way there is kept private: `starttls`, `tls`, or `none`, for this machine alone.",
        '"tls"',
        Security.STARTTLS,
    ),
    Setting("reports.smtp_user", "PROBATUM_SMTP_USER", TEXT, "Your name there.", '"probatum"'),
    Setting(
        "reports.smtp_password",
        "PROBATUM_SMTP_PASSWORD",
        TEXT,
        "Your password there.",
        '"…"',
        secret=True,
    ),
    Setting(
        "reports.smtp_password_file",
        "PROBATUM_SMTP_PASSWORD_FILE",
        PATH,
        "A file that holds your password there and nothing else.",
        '"~/.secrets/smtp-password"',
    ),
    Setting(
        "reports.webhook",
        "PROBATUM_WEBHOOK",
        ADDRESS,
        "An address to which the same is posted as JSON, signed as Standard Webhooks say.",
        '"https://hooks.example.org/probatum"',
    ),
    Setting(
        "reports.webhook_key",
        "PROBATUM_WEBHOOK_KEY",
        TEXT,
        "The key that it is signed with, `whsec_` and base64; any other text is taken as it is.",
        '"whsec_…"',
        secret=True,
    ),
    Setting(
        "reports.webhook_key_file",
        "PROBATUM_WEBHOOK_KEY_FILE",
        PATH,
        "A file that holds that key and nothing else.",
        '"~/.secrets/webhook-key"',
    ),
)

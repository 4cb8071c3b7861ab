"""People sign in: one-time codes, sessions, tokens, identities at a provider."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def _moment(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _text(name: str, length: int | None = None, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.String(length) if length else sa.Text(), nullable=nullable)


def _person(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f(f"fk_{table}_person"))


def upgrade() -> None:
    """Bring the records to this form."""
    op.create_table(
        "codes",
        _text("digest", 64),
        _text("purpose", 16),
        _text("person", 64),
        _text("made_by", 64),
        _moment("made_at"),
        _moment("expires_at"),
        _person("codes"),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_codes")),
        comment="One-time codes. A code is deleted when it is used.",
    )
    op.create_table(
        "sessions",
        _text("digest", 64),
        _text("person", 64),
        _text("via"),
        _moment("begun_at"),
        _moment("seen_at"),
        _moment("expires_at"),
        _person("sessions"),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_sessions")),
    )
    op.create_index(op.f("ix_sessions_person"), "sessions", ["person"])
    op.create_table(
        "attempts",
        _text("id", 32),
        sa.Column(
            "whose", sa.String(64), nullable=False, comment="SHA-256 of a name or an address."
        ),
        _moment("at"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attempts")),
        comment="Sign-ins that were tried of late and did not succeed.",
    )
    op.create_index(op.f("ix_attempts_whose_at"), "attempts", ["whose", "at"])
    op.create_table(
        "sign_ins_under_way",
        _text("digest", 64),
        _text("nonce"),
        _text("verifier"),
        _text("onward"),
        _text("kept"),
        _text("code", 64, nullable=True),
        _moment("expires_at"),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_sign_ins_under_way")),
    )
    op.create_table(
        "identities",
        sa.Column("id", sa.String(64), nullable=False, comment="SHA-256 of issuer and subject."),
        _text("issuer"),
        _text("subject"),
        _text("person", 64),
        _moment("linked_at"),
        _person("identities"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identities")),
        comment="Who somebody is at an OpenID provider.",
    )
    op.create_table(
        "tokens",
        _text("id", 12),
        _text("digest", 64),
        _text("person", 64),
        _text("name"),
        sa.Column("scopes", sa.JSON(), nullable=False),
        _moment("made_at"),
        _moment("expires_at"),
        _moment("revoked_at", nullable=True),
        _moment("used_at", nullable=True),
        _person("tokens"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tokens")),
    )
    op.create_index(op.f("ix_tokens_person"), "tokens", ["person"])

"""The first form."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the records to this form."""
    op.create_table(
        "audit",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_audit")),
        comment="Append-only: see probatum.evidence.audit.",
    )
    op.create_table(
        "audit_head",
        sa.Column("one", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("one", name=op.f("pk_audit_head")),
        comment="One row. Whoever writes to the log locks it first.",
    )
    op.create_table(
        "people",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("roles", sa.JSON(), nullable=False),
        sa.Column("email", sa.String(length=320), nullable=True),
        sa.Column(
            "password", sa.Text(), nullable=True, comment="Argon2 hash; none until it is set."
        ),
        sa.Column(
            "left_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="Set instead of deleting the person.",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
        sa.UniqueConstraint("email", name=op.f("uq_people_email")),
    )
    op.create_table(
        "settings",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_settings")),
    )
    op.create_table(
        "articles",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column(
            "version", sa.Integer(), nullable=False, comment="Counts every change; for stale edits."
        ),
        sa.Column("author", sa.String(length=64), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("stage", sa.String(length=32), nullable=False),
        sa.Column(
            "since", sa.DateTime(timezone=True), nullable=False, comment="In this stage since."
        ),
        sa.Column("open_claims", sa.Integer(), nullable=False),
        sa.Column("review_due", sa.Date(), nullable=True),
        sa.Column("value", sa.JSON(), nullable=False, comment="The article without its revisions."),
        sa.ForeignKeyConstraint(["author"], ["people.id"], name=op.f("fk_articles_author")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_articles")),
    )
    op.create_index(op.f("ix_articles_stage_since"), "articles", ["stage", "since"])

    op.create_table(
        "cited",
        sa.Column("article", sa.String(length=64), nullable=False),
        sa.Column("document", sa.String(length=512), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], name=op.f("fk_cited_article")),
        sa.PrimaryKeyConstraint("article", "document", name=op.f("pk_cited")),
        comment="What the current revision rests on, to find it when the evidence changes.",
    )
    op.create_index(op.f("ix_cited_document"), "cited", ["document"])

    op.create_table(
        "comments",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("article", sa.String(length=64), nullable=False),
        sa.Column(
            "claim",
            sa.String(length=16),
            nullable=True,
            comment="Key of the claim; none for the whole article.",
        ),
        sa.Column("answers", sa.Integer(), nullable=True),
        sa.Column("by", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["answers"], ["comments.id"], name=op.f("fk_comments_answers")),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], name=op.f("fk_comments_article")),
        sa.ForeignKeyConstraint(["by"], ["people.id"], name=op.f("fk_comments_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comments")),
    )
    op.create_index(op.f("ix_comments_article"), "comments", ["article"])

    op.create_table(
        "revisions",
        sa.Column("article", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], name=op.f("fk_revisions_article")),
        sa.PrimaryKeyConstraint("article", "number", name=op.f("pk_revisions")),
    )
    op.bulk_insert(
        sa.table("audit_head", sa.column("one"), sa.column("number")), [{"one": 1, "number": 0}]
    )

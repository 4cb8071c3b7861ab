"""Kept answers with their questions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the records to this form. Answers in files are taken over when they are next opened."""
    op.create_table(
        "questions",
        sa.Column(
            "id", sa.String(length=24), nullable=False, comment="From the SHA-256 of the value."
        ),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questions")),
        comment="What was asked, as it was read. Gone with the last answer to it.",
    )
    op.create_table(
        "answers",
        sa.Column(
            "id",
            sa.String(length=24),
            nullable=False,
            comment="From the SHA-256 of question and value.",
        ),
        sa.Column("question", sa.String(length=24), nullable=False),
        sa.Column("value", sa.Text(), nullable=False, comment="The answer without its question."),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "by",
            sa.String(length=64),
            nullable=True,
            comment="Who asked, or by which door; none if unknown.",
        ),
        sa.ForeignKeyConstraint(["question"], ["questions.id"], name=op.f("fk_answers_question")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answers")),
    )
    op.create_index(op.f("ix_answers_question"), "answers", ["question"])
    op.create_index(op.f("ix_answers_kept_at"), "answers", ["kept_at"])

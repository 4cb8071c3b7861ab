"""Cards of articles, so that lists and the watch need not read them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the records to this form. Cards are made when the records are next opened."""
    op.create_table(
        "cards",
        sa.Column("article", sa.String(length=64), nullable=False),
        sa.Column("form", sa.Integer(), nullable=False, comment="See probatum.workflows.cards."),
        sa.Column(
            "names",
            sa.JSON(),
            nullable=False,
            comment="Of the condition it is about, lower case.",
        ),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "shown",
            sa.Text(),
            nullable=True,
            comment="What a list shows of it to readers; none if nothing.",
        ),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], name=op.f("fk_cards_article")),
        sa.PrimaryKeyConstraint("article", name=op.f("pk_cards")),
        comment="Made from the article, so that lists and the watch need not read it.",
    )

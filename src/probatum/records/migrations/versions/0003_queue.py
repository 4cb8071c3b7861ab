"""Queues by risk and by person; a seal for each revision."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the records to this form. Risks are measured and revisions sealed when next written."""
    op.add_column(
        "articles",
        sa.Column(
            "risk",
            sa.Integer(),
            nullable=True,
            comment="See probatum.review.risk; none until it was measured.",
        ),
    )
    op.add_column(
        "articles",
        sa.Column(
            "hazards", sa.JSON(), nullable=True, comment="What the risk comes from, in words."
        ),
    )
    op.create_index(op.f("ix_articles_risk_since"), "articles", ["risk", "since"])
    op.drop_index(op.f("ix_articles_stage_since"), "articles")
    chosen_by = ["stage", "topic", "since", "id", "risk", "review_due"]
    op.create_index(op.f(f"ix_articles_{'_'.join(chosen_by)}"), "articles", chosen_by)
    op.add_column(
        "revisions",
        sa.Column(
            "seal",
            sa.String(length=64),
            nullable=True,
            comment="As in the entry of the log that tells of it.",
        ),
    )
    assigned = op.create_table(
        "assigned",
        sa.Column("article", sa.String(length=64), nullable=False),
        sa.Column("person", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], name=op.f("fk_assigned_article")),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_assigned_person")),
        sa.PrimaryKeyConstraint("article", "person", name=op.f("pk_assigned")),
        comment="Who is asked to review it, to find it by person.",
    )
    op.create_index(op.f("ix_assigned_person"), "assigned", ["person"])
    _fill(assigned)


def _fill(assigned: sa.Table) -> None:
    articles = sa.table("articles", sa.column("id"), sa.column("value", sa.JSON()))
    people = sa.table("people", sa.column("id"))
    connection = op.get_bind()
    known = set(connection.execute(sa.select(people.c.id)).scalars())
    for name, value in connection.execute(sa.select(articles.c.id, articles.c.value)).all():
        told = value if isinstance(value, dict) else json.loads(value)
        rows = [
            {"article": name, "person": person}
            for person in dict.fromkeys(told.get("assigned", ()))
            if person in known
        ]
        if rows:
            connection.execute(sa.insert(assigned), rows)

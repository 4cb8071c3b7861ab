"""The tables. Values are kept as JSON; beside them stand only columns that are searched or counted.

A change here needs a migration: see ``migrations``.
"""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)


class Moment(TypeDecorator[datetime]):
    """A moment in UTC. SQLite forgets time zones, so that they are put on and off here."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To the database."""
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """From the database."""
        return value.replace(tzinfo=value.tzinfo or UTC).astimezone(UTC) if value else None


PASSING = {"passing": True}
"""Marks a table of what does not outlast the moment, which no backup takes along."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

people = Table(
    "people",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("name", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("roles", JSON, nullable=False),
    Column("email", String(320), unique=True),
    Column("password", Text, comment="Argon2 hash; none until it is set."),
    Column("left_at", Moment, comment="Set instead of deleting the person."),
)

questions = Table(
    "questions",
    metadata,
    Column("id", String(24), primary_key=True, comment="From the SHA-256 of the value."),
    Column("value", Text, nullable=False),
    comment="What was asked, as it was read. Gone with the last answer to it.",
)

answers = Table(
    "answers",
    metadata,
    Column("id", String(24), primary_key=True, comment="From the SHA-256 of question and value."),
    Column("question", String(24), ForeignKey("questions.id"), nullable=False),
    Column("value", Text, nullable=False, comment="The answer without its question."),
    Column("kept_at", Moment, nullable=False),
    Column("by", String(64), comment="Who asked, or by which door; none if unknown."),
    Index(None, "question"),
    Index(None, "kept_at"),
)

articles = Table(
    "articles",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("version", Integer, nullable=False, comment="Counts every change; for stale edits."),
    Column("author", String(64), ForeignKey("people.id"), nullable=False),
    Column("title", Text, nullable=False),
    Column("topic", Text, nullable=False),
    Column("stage", String(32), nullable=False),
    Column("since", Moment, nullable=False, comment="In this stage since."),
    Column("open_claims", Integer, nullable=False),
    Column("risk", Integer, comment="See probatum.review.risk; none until it was measured."),
    Column("hazards", JSON, comment="What the risk comes from, in words."),
    Column("review_due", Date),
    Column("value", JSON, nullable=False, comment="The article without its revisions."),
    # All that a queue is chosen by, so that rows with all they hold are not read for it.
    Index(None, "stage", "topic", "since", "id", "risk", "review_due"),
    Index(None, "risk", "since"),
)

revisions = Table(
    "revisions",
    metadata,
    Column("article", String(64), ForeignKey("articles.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("value", JSON, nullable=False),
    Column("seal", String(64), comment="As in the entry of the log that tells of it."),
)

assigned = Table(
    "assigned",
    metadata,
    Column("article", String(64), ForeignKey("articles.id"), primary_key=True),
    Column("person", String(64), ForeignKey("people.id"), primary_key=True),
    Index(None, "person"),
    comment="Who is asked to review it, to find it by person.",
)

cited = Table(
    "cited",
    metadata,
    Column("article", String(64), ForeignKey("articles.id"), primary_key=True),
    Column("document", String(512), primary_key=True),
    Index(None, "document"),
    comment="What the current revision rests on, to find it when the evidence changes.",
)

cards = Table(
    "cards",
    metadata,
    Column("article", String(64), ForeignKey("articles.id"), primary_key=True),
    Column("form", Integer, nullable=False, comment="See probatum.workflows.cards."),
    Column("names", JSON, nullable=False, comment="Of the condition it is about, lower case."),
    Column("asked_at", Moment),
    Column("shown", Text, comment="What a list shows of it to readers; none if nothing."),
    comment="Made from the article, so that lists and the watch need not read it.",
)

comments = Table(
    "comments",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("article", String(64), ForeignKey("articles.id"), nullable=False),
    Column("claim", String(16), comment="Key of the claim; none for the whole article."),
    Column("answers", Integer, ForeignKey("comments.id")),
    Column("by", String(64), ForeignKey("people.id"), nullable=False),
    Column("at", Moment, nullable=False),
    Column("text", Text, nullable=False),
    Index(None, "article"),
)

audit = Table(
    "audit",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("hash", String(64), nullable=False),
    Column("value", JSON, nullable=False),
    comment="Append-only: see probatum.evidence.audit.",
)

audit_head = Table(
    "audit_head",
    metadata,
    Column("one", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, nullable=False),
    comment="One row. Whoever writes to the log locks it first.",
)

settings = Table(
    "settings",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("value", JSON, nullable=False),
)

codes = Table(
    "codes",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("purpose", String(16), nullable=False),
    Column("person", String(64), ForeignKey("people.id"), nullable=False),
    Column("made_by", String(64), nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    comment="One-time codes. A code is deleted when it is used.",
    info=PASSING,
)

sessions = Table(
    "sessions",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("person", String(64), ForeignKey("people.id"), nullable=False),
    Column("via", Text, nullable=False),
    Column("begun_at", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Index(None, "person"),
    info=PASSING,
)

attempts = Table(
    "attempts",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("whose", String(64), nullable=False, comment="SHA-256 of a name or an address."),
    Column("at", Moment, nullable=False),
    Index(None, "whose", "at"),
    comment="Sign-ins that were tried of late and did not succeed.",
    info=PASSING,
)

under_way = Table(
    "sign_ins_under_way",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("nonce", Text, nullable=False),
    Column("verifier", Text, nullable=False),
    Column("onward", Text, nullable=False),
    Column("kept", Text, nullable=False),
    Column("code", String(64)),
    Column("expires_at", Moment, nullable=False),
    info=PASSING,
)

identities = Table(
    "identities",
    metadata,
    Column("id", String(64), primary_key=True, comment="SHA-256 of issuer and subject."),
    Column("issuer", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("person", String(64), ForeignKey("people.id"), nullable=False),
    Column("linked_at", Moment, nullable=False),
    comment="Who somebody is at an OpenID provider.",
)

tokens = Table(
    "tokens",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("digest", String(64), nullable=False),
    Column("person", String(64), ForeignKey("people.id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("scopes", JSON, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("revoked_at", Moment),
    Column("used_at", Moment),
    Index(None, "person"),
)

"""A published article as a reference of its own: who signed it and when, for whoever cites it."""

from __future__ import annotations

from probatum.evidence.answer import Answer, Reference, Stage
from probatum.evidence.document import DocumentKind
from probatum.evidence.published import Published
from probatum.publishing.article_page import for_readers


def with_itself(published: Published) -> Answer:
    """The answer as readers get it, with the article itself as the last of its references."""
    answer = for_readers(published)
    last = max((reference.number for reference in answer.references), default=0)
    return answer.model_copy(
        update={"references": (*answer.references, _reference(published, last + 1))}
    )


def _reference(published: Published, number: int) -> Reference:
    return Reference(
        number=number,
        document=f"article:{published.article}",
        kind=DocumentKind.PRACTICAL_SUMMARY,
        title=published.answer.title,
        year=published.published_at.year,
        updated=f"{published.changed_at:%Y-%m-%d}",
        note=_note(published),
    )


def _note(published: Published) -> str:
    signed = (
        f"{one.name}{f', {one.title},' if one.title else ''} on {one.at:%Y-%m-%d}"
        for one in published.signed
    )
    said = [
        f"this article itself, revision {published.revision}",
        f"reviewed and signed by {' and '.join(signed)}",
        f"published {published.published_at:%Y-%m-%d}",
    ]
    if published.review_due:
        said.append(f"review due {published.review_due}")
    if published.answer.review.stage is not Stage.PUBLISHED:
        said.append(published.answer.review.caution.rstrip("."))
    return "; ".join(said)

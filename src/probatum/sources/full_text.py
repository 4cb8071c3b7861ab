"""One work of which the record and the full text came from different places."""

from __future__ import annotations

from probatum.evidence.document import Access, Document, Notice, Status
from probatum.evidence.standing import standing

_OF_THE_TEXT = (
    *("text", "blocks", "marks", "grades", "bibliography", "abbreviations", "licence", "access"),
    "origin",
)


def with_full_text(record: Document, article: Document) -> Document:
    """The words of ``article`` under the indexing, kind and standing that ``record`` states.

    ``record`` itself when ``article`` holds no more than the abstract.
    """
    if article.access is not Access.FULL_TEXT:
        return record
    stated = {name: getattr(record, name) for name in type(record).model_fields}
    of_the_text = {name: getattr(article, name) for name in _OF_THE_TEXT}
    for name in ("publisher", "review_due", "jurisdiction"):
        stated[name] = stated[name] or getattr(article, name)
    notices = _both(record, article)
    retracted = Status.RETRACTED in (record.status, article.status)
    stated |= {
        "notices": notices,
        "status": Status.RETRACTED if retracted else standing(notices),
    }
    return Document(**stated | of_the_text)


def _both(record: Document, article: Document) -> tuple[Notice, ...]:
    """Those of the record, and of the article those of a kind that the record does not know."""
    known = {notice.kind for notice in record.notices}
    return record.notices + tuple(notice for notice in article.notices if notice.kind not in known)

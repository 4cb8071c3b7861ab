"""What notices make of a document's standing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from probatum.evidence.document import Document, Notice, NoticeKind, Status
from probatum.evidence.value import Value

_GIVES = {
    NoticeKind.RETRACTION: Status.RETRACTED,
    NoticeKind.REPLACED_BY: Status.SUPERSEDED,
    NoticeKind.EXPRESSION_OF_CONCERN: Status.OF_CONCERN,
    NoticeKind.CORRECTION: Status.CORRECTED,
}
_GRAVITY = {status: gravity for gravity, status in enumerate(Status)}


class NoticeOn(Value):
    """A notice and the work it is on, which the library may hold now or later."""

    kind: Literal["id", "pmid", "doi"]
    value: str
    notice: Notice


def graver(one: Status, other: Status) -> Status:
    """The status that a reader must know of first."""
    return max(one, other, key=_GRAVITY.__getitem__)


def standing(notices: Iterable[Notice]) -> Status:
    """The gravest status that a notice gives; an update alone leaves a work current.

    A reinstatement lifts the retractions that are not known to be later than it.
    """
    given = tuple(notices)
    reinstated = [notice for notice in given if notice.kind is NoticeKind.REINSTATEMENT]
    status = Status.CURRENT
    for notice in given:
        lifted = notice.kind is NoticeKind.RETRACTION and any(
            not _is_later(notice, reinstatement) for reinstatement in reinstated
        )
        if not lifted:
            status = graver(status, _GIVES.get(notice.kind, Status.CURRENT))
    return status


def _is_later(retraction: Notice, reinstatement: Notice) -> bool:
    if not retraction.date or not reinstatement.date:
        return False
    return retraction.date > reinstatement.date


def noticed(document: Document, notices: Iterable[Notice]) -> Document:
    """The document with what others say of it. What it says of itself is never made lighter."""
    known = {(notice.kind, number) for notice in document.notices for number in _numbers(notice)}
    fresh: list[Notice] = []
    listed: list[Notice] = []
    for notice in notices:
        listed.append(notice)
        if notice in fresh or any((notice.kind, n) in known for n in _numbers(notice)):
            continue
        fresh.append(notice)
    if not fresh:
        return document
    status = graver(document.status, standing(listed))
    return document.model_copy(update={"notices": (*document.notices, *fresh), "status": status})


def _numbers(notice: Notice) -> Iterable[str]:
    return (number for number in (notice.pmid, notice.doi) if number)

"""What a document's notices make of its standing."""

from __future__ import annotations

from collections.abc import Iterable

from probatum.evidence.document import Notice, NoticeKind, Status

_GRAVEST_FIRST = (
    (NoticeKind.RETRACTION, Status.RETRACTED),
    (NoticeKind.REPLACED_BY, Status.SUPERSEDED),
    (NoticeKind.EXPRESSION_OF_CONCERN, Status.OF_CONCERN),
    (NoticeKind.CORRECTION, Status.CORRECTED),
)


def standing(notices: Iterable[Notice]) -> Status:
    """The gravest status that a notice gives; an update alone leaves a work current."""
    kinds = {notice.kind for notice in notices}
    return next((status for kind, status in _GRAVEST_FIRST if kind in kinds), Status.CURRENT)

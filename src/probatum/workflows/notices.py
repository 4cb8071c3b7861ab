"""Asking a service what became of works after their publication."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from probatum.errors import SourceUnavailable
from probatum.evidence.standing import NoticeOn
from probatum.evidence.value import Value
from probatum.library.index import Index
from probatum.sources.notice_source import NoticeSource


class Known(NamedTuple):
    """The notices that a service gave, and why these are not all, when it failed on the way."""

    notices: tuple[NoticeOn, ...]
    fault: SourceUnavailable | None = None


class Asked(Value):
    """What asking about the whole library did."""

    works: int
    notices: int
    changed: int
    fault: str | None = None


def notices_from(source: NoticeSource, dois: Iterable[str]) -> Known:
    """The notices on these works; those that came before a fault hold."""
    found: list[NoticeOn] = []
    try:
        for notice in source.notices_on(dois):
            found.append(notice)
    except SourceUnavailable as error:
        return Known(tuple(found), error)
    return Known(tuple(found))


def ask_about_all(index: Index, source: NoticeSource) -> Asked:
    """Ask about every document that has a DOI, and remember the notices."""
    dois = [*index.dois()]
    known = notices_from(source, dois)
    return Asked(
        works=len(dois),
        notices=len(known.notices),
        changed=index.remember(known.notices, source.name),
        fault=str(known.fault) if known.fault else None,
    )

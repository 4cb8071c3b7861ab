"""The list of notices that Retraction Watch keeps, as CSV.

Reads the list that Crossref publishes (https://gitlab.com/crossref/retraction-watch-data) and short
lists of a DOI or PMID and the kinds of notice.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from probatum.errors import SourceError
from probatum.evidence.dates import PartialDate
from probatum.evidence.document import Notice, NoticeKind
from probatum.evidence.standing import NoticeOn
from probatum.sources.identifier import doi, pmid
from probatum.sources.publication_date import partial_date

_KIND = ("retractionnature", "retractionwatch", "nature", "notice", "kind")
_DOI = ("originalpaperdoi", "doi")
_PMID = ("originalpaperpubmedid", "pmid")
_KINDS = {
    "retraction": NoticeKind.RETRACTION,
    "expression of concern": NoticeKind.EXPRESSION_OF_CONCERN,
    "correction": NoticeKind.CORRECTION,
    "reinstatement": NoticeKind.REINSTATEMENT,
}
_MONTH_FIRST = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})\b")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{2})-(\d{2})\b")


class Listed(NamedTuple):
    """The notices of one row: none when the row names no work or no known kind."""

    line: int
    notices: tuple[NoticeOn, ...]


def listed(path: Path) -> Iterator[Listed]:
    """Every row of the list. Raises `SourceError` when it is no such list."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file, strict=True)
            names = {_plain(name): name for name in rows.fieldnames or ()}
            columns = _columns(path, names)
            for row in rows:
                yield Listed(rows.line_num, tuple(_notices(row, columns, names)))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise SourceError(path, f"cannot be read as CSV in UTF-8 ({error})") from error


class _Columns(NamedTuple):
    kind: str
    doi: str | None
    pmid: str | None


def _columns(path: Path, names: Mapping[str, str]) -> _Columns:
    def first(wanted: tuple[str, ...]) -> str | None:
        return next((names[name] for name in wanted if name in names), None)

    kind, by_doi, by_pmid = first(_KIND), first(_DOI), first(_PMID)
    if kind is None or (by_doi is None and by_pmid is None):
        raise SourceError(
            path,
            "is no list of notices: it needs a column RetractionNature (or 'kind') and one of "
            "OriginalPaperDOI, OriginalPaperPubMedID (or 'doi', 'pmid')",
        )
    return _Columns(kind, by_doi, by_pmid)


def _notices(
    row: Mapping[str, str | None], columns: _Columns, names: Mapping[str, str]
) -> Iterator[NoticeOn]:
    def cell(name: str | None) -> str:
        return (row.get(name) or "").strip() if name else ""

    work_doi, work_pmid = doi(cell(columns.doi)), pmid(cell(columns.pmid))
    for word in cell(columns.kind).split(";"):
        kind = _KINDS.get(" ".join(word.lower().split()))
        if kind is None:
            continue
        notice = Notice(
            kind=kind,
            text="Retraction Watch",
            doi=doi(cell(names.get("retractiondoi"))),
            pmid=pmid(cell(names.get("retractionpubmedid"))),
            date=_date(cell(names.get("retractiondate"))),
        )
        if work_doi:
            yield NoticeOn(kind="doi", value=work_doi, notice=notice)
        if work_pmid:
            yield NoticeOn(kind="pmid", value=work_pmid, notice=notice)


def _date(text: str) -> PartialDate | None:
    if match := _MONTH_FIRST.match(text):
        month, day, year = match.groups()
        return partial_date(year, month, day)
    match = _YEAR_FIRST.match(text)
    return partial_date(*match.groups()) if match else None


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", "", name or "").lower()

"""The list that comes with a package of PMC: licence, last change, retraction of each article."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from sys import intern
from typing import NamedTuple

from probatum.errors import SourceError
from probatum.evidence.document import Document, Notice, NoticeKind, Status
from probatum.evidence.standing import graver

_NO_LICENCE = frozenset({"", "NO-CC CODE", "none"})
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MARKED = Notice(kind=NoticeKind.RETRACTION, text="Marked as retracted in PMC's list of files.")


class Fact(NamedTuple):
    """What the list says of one article; ``updated`` is a day, "" when it says none."""

    licence: str = ""
    updated: str = ""
    retracted: bool = False


def list_name(package: str) -> str:
    """The name of the list of a package: "….tar.gz" gives "….filelist.csv"."""
    return f"{package.removesuffix('.tar.gz')}.filelist.csv"


def file_list(path: Path) -> dict[str, Fact]:
    """Facts by the name of the member. Raises `SourceError` when it is no such list."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            columns = {_plain(name): name for name in rows.fieldnames or ()}
            if "article file" not in columns:
                raise SourceError(path, "has no column Article File; fetch it again")
            return {
                row[columns["article file"]]: _fact({
                    plain: row[name] or "" for plain, name in columns.items()
                })
                for row in rows
            }  # fmt: skip
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise SourceError(path, f"cannot be read ({error}); fetch it again") from error


def _plain(column: str) -> str:
    """The name of a column without the form of its values: "LastUpdated (YYYY-MM-DD …)"."""
    return column.partition("(")[0].strip().lower()


def _fact(row: dict[str, str]) -> Fact:
    licence, day = row.get("license", "").strip(), _DAY.match(row.get("lastupdated", ""))
    return Fact(
        intern("" if licence in _NO_LICENCE else licence),
        intern(day.group() if day else ""),
        row.get("retracted", "").strip().lower() == "yes",
    )


def with_fact(document: Document, fact: Fact) -> Document:
    """The article with what the list adds; its own licence and its own notices stay."""
    told: dict[str, object] = {}
    if fact.licence and not document.licence:
        told["licence"] = fact.licence
    if fact.updated:
        told["revised"] = fact.updated
    if fact.retracted:
        told["status"] = graver(document.status, Status.RETRACTED)
        if not any(notice.kind is NoticeKind.RETRACTION for notice in document.notices):
            told["notices"] = (*document.notices, _MARKED)
    return document.model_copy(update=told)

"""Crossref's REST API as it speaks: one work, works by their words, notices by what they update."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import unquote

from tests.replay.works import Update, Work

LIMITS = (("X-Rate-Limit-Limit", "50"), ("X-Rate-Limit-Interval", "1s"))


def answer(
    place: str, asked: Mapping[str, str], works: Sequence[Work], updates: Sequence[Update]
) -> tuple[int, bytes]:
    if place == "works":
        return 200, _list(asked, works, updates)
    name = unquote(place.removeprefix("works/"))
    work = next((work for work in works if work.doi == name.lower()), None)
    if work is None:
        return 404, b"Resource not found."
    return 200, _message("work", _work(work, updates))


def retraction_watch(updates: Sequence[Update]) -> bytes:
    """Retraction Watch's list, in the columns that Crossref publishes."""
    rows = ["Record ID,Title,RetractionDate,RetractionDOI,OriginalPaperDOI,OriginalPaperPubMedID,"
            "RetractionNature"]  # fmt: skip
    for place, update in enumerate(updates):
        if len(update.date) == 3 and update.source == "retraction-watch":
            year, month, day = update.date
            date = f"{month}/{day}/{year} 0:00"
            rows.append(f'{place},"A title",{date},{update.doi},{update.on},0,{update.label}')
    return "\n".join(rows).encode()


def _list(asked: Mapping[str, str], works: Sequence[Work], updates: Sequence[Update]) -> bytes:
    if "filter" in asked:
        wanted = {*re.findall(r"updates:([^,]+)", asked["filter"])}
        items = [
            _notice(doi, updates) for doi in dict.fromkeys(u.doi for u in updates if u.on in wanted)
        ]
    else:
        words = {*_words(asked["query.bibliographic"])}
        near = sorted(works, key=lambda work: -len(words & {*_words(work.title)}))
        items = [_work(work, updates) for work in near]
    rows = int(asked.get("rows", 20))
    body = {"facets": {}, "total-results": len(items), "items": items[:rows],
            "items-per-page": rows, "query": {"start-index": 0, "search-terms": None}}  # fmt: skip
    return _message("work-list", body)


def _message(kind: str, message: dict[str, Any]) -> bytes:
    body = {"status": "ok", "message-type": kind, "message-version": "1.0.0", "message": message}
    return json.dumps(body).encode()


def _work(work: Work, updates: Sequence[Update]) -> dict[str, Any]:
    record: dict[str, Any] = {
        "DOI": work.doi.upper(),
        "URL": f"https://doi.org/{work.doi}",
        "type": "book-chapter" if work.book else "journal-article",
        "title": [work.title],
        "container-title": ["Journal of replays &amp; loops"],
        "publisher": "Loop Press",
        "issued": {"date-parts": [[work.year, 3]]},
        "language": "en",
        "author": [{"given": "Bea", "family": "Loop", "sequence": "first", "affiliation": []}],
        "reference-count": 0,
    }
    if work.abstract:
        sections = "".join(
            f"<jats:sec><jats:title>{label.capitalize()}</jats:title><jats:p>{text}</jats:p></jats:sec>"
            for label, text in work.abstract
        )
        record["abstract"] = f"<jats:title>Abstract</jats:title>\n{sections}"
    if found := [update for update in updates if update.on == work.doi]:
        record["updated-by"] = [_update(update, update.doi) for update in found]
    return record


def _notice(doi: str, updates: Sequence[Update]) -> dict[str, Any]:
    given = [_update(update, update.on) for update in updates if update.doi == doi]
    return {"DOI": doi, "update-to": given}


def _update(update: Update, named: str) -> dict[str, Any]:
    return {
        "DOI": named.upper(),
        "type": update.type,
        "source": update.source,
        "label": update.label,
        "updated": {"date-parts": [list(update.date)], "timestamp": 1700000000000},
    }


def _words(text: str) -> Iterable[str]:
    return re.findall(r"\w+", text.lower())

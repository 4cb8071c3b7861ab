"""Europe PMC as it speaks: search as JSON with a cursor, full text as JATS."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from tests.replay.jats import article
from tests.replay.works import Work

_TYPES = re.compile(r'PUB_TYPE:"([^"]+)"')
_NAMED = re.compile(r'(?:PMCID|DOI):"([^"]+)"')
_LINKS = {"RetractionIn": "Retraction in"}


def answer(place: str, asked: Mapping[str, str], works: Sequence[Work]) -> tuple[int, bytes]:
    if place == "search":
        return _search(asked, works)
    number, _, page = place.partition("/")
    work = next((work for work in works if work.pmcid == number and work.open), None)
    if work is None or page != "fullTextXML":
        return 404, b""
    return 200, article(work, with_body=True).encode()


def _search(asked: Mapping[str, str], works: Sequence[Work]) -> tuple[int, bytes]:
    types = {name.lower() for name in _TYPES.findall(asked["query"])}
    named = {name.lower() for name in _NAMED.findall(asked["query"])}
    hits = [w for w in works if not w.book and (not types or types & {t.lower() for t in w.types})]
    if named:
        hits = [w for w in hits if {w.pmcid.lower(), w.doi.lower()} & named]
    mark, size = asked.get("cursorMark", "*"), int(asked.get("pageSize", 25))
    first = 0 if mark == "*" else int(mark.removeprefix("AoE"))
    body: dict[str, Any] = {
        "version": "6.9",
        "hitCount": len(hits),
        "request": {"queryString": asked["query"], "resultType": "CORE", "cursorMark": mark},
        "resultList": {"result": [_record(work) for work in hits[first : first + size]]},
    }
    # As in reality, the mark after the last page repeats itself.
    body["nextCursorMark"] = f"AoE{first + size}" if first + size < len(hits) else mark
    return 200, json.dumps(body).encode()


def _record(work: Work) -> dict[str, Any]:
    record: dict[str, Any] = {
        **(
            {"id": work.pmid, "source": "MED", "pmid": work.pmid}
            if work.pubmed
            else {"id": f"PPR{work.pmid}", "source": "PPR"}
        ),
        "doi": work.doi.upper(),
        "title": f"{work.title}.",
        "authorString": "Loop B.",
        "authorList": {"author": [{"fullName": "Loop B", "lastName": "Loop", "initials": "B"}]},
        "journalInfo": {"yearOfPublication": work.year, "journal": {"title": "Journal of replays"}},
        "pubYear": str(work.year),
        "language": "eng",
        "pubTypeList": {"pubType": [name.lower() for name in work.types]},
        "meshHeadingList": {
            "meshHeading": [
                {"majorTopic_YN": "Y" if place == 0 else "N", "descriptorName": name}
                for place, name in enumerate(work.mesh)
            ]
        },
        "isOpenAccess": "Y" if work.open else "N",
        "inEPMC": "Y" if work.open else "N",
        "firstPublicationDate": f"{work.year}-03-01",
    }
    if work.abstract:
        record["abstractText"] = "".join(
            f"<h4>{label.capitalize()}</h4>{text}" for label, text in work.abstract
        )
    if work.pmcid:
        record["pmcid"] = work.pmcid
    if work.link:
        record["commentCorrectionList"] = {
            "commentCorrection": [
                {"id": work.link[1], "source": "MED", "type": _LINKS[work.link[0]]}
            ]
        }
    return record

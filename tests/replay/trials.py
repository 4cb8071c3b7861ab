"""ClinicalTrials.gov as it speaks, version 2, with invented studies."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, NamedTuple


class Study(NamedTuple):
    nct: str
    title: str
    condition: str
    treatment: str
    found: str = ""
    recruiting: bool = False


STUDIES = (
    Study("NCT09000001", "Formoterol as Needed in Asthma", "Asthma", "Formoterol", "Exacerbations of asthma"),
    Study("NCT09000002", "Azithromycin in Severe Asthma", "Asthma", "Azithromycin", recruiting=True),
    Study("NCT09000003", "Azithromycin for Cough", "Cough", "Azithromycin", "Cough score"),
)  # fmt: skip


def answer(place: str, asked: Mapping[str, str], studies: tuple[Study, ...]) -> tuple[int, bytes]:
    if place != "studies":
        return 404, b"Not found"
    hits = [study for study in studies if _fits(study, asked)]
    size, first = int(asked.get("pageSize", 10)), int(asked.get("pageToken", "t0")[1:])
    more = first + size < len(hits)
    body: dict[str, Any] = {"studies": [_study(hit, asked) for hit in hits[first : first + size]]}
    if more:
        body["nextPageToken"] = f"t{first + size}"
    return 200, json.dumps(body).encode()


def _fits(study: Study, asked: Mapping[str, str]) -> bool:
    for parameter, field in (("query.cond", study.condition), ("query.intr", study.treatment),
                             ("query.term", json.dumps(_study(study, {})))):  # fmt: skip
        names = re.findall(r'"([^"]+)"', asked.get(parameter, ""))
        if names and not any(name.lower() in field.lower() for name in names):
            return False
    if asked.get("aggFilters") == "results:with" and not study.found:
        return False
    return asked.get("filter.overallStatus") != "RECRUITING" or study.recruiting


def _study(study: Study, asked: Mapping[str, str]) -> dict[str, Any]:
    held = {
        "identificationModule": {"nctId": study.nct, "briefTitle": study.title},
        "statusModule": {
            "overallStatus": "RECRUITING" if study.recruiting else "COMPLETED",
            "studyFirstPostDateStruct": {"date": "2020-01-02", "type": "ACTUAL"},
            "lastUpdatePostDateStruct": {"date": "2024-05-06", "type": "ACTUAL"},
        },
        "sponsorCollaboratorsModule": {"leadSponsor": {"name": "Loop Institute"}},
        "descriptionModule": {
            "briefSummary": f"Is {study.treatment} a treatment of {study.condition}?"
        },
        "conditionsModule": {"conditions": [study.condition]},
        "designModule": {
            "studyType": "INTERVENTIONAL",
            "designInfo": {"allocation": "RANDOMIZED"},
            "enrollmentInfo": {"count": 90, "type": "ACTUAL"},
        },
    }
    wanted = {name[0].lower() + name[1:] for name in asked.get("fields", "").split("|") if name}
    told: dict[str, Any] = {
        "protocolSection": {name: part for name, part in held.items() if name in (wanted or held)},
        "hasResults": bool(study.found),
    }
    if study.found and (not wanted or "outcomeMeasuresModule" in wanted):
        groups = [{"id": "OG000", "title": study.treatment}, {"id": "OG001", "title": "Placebo"}]
        told["resultsSection"] = {
            "outcomeMeasuresModule": {
                "outcomeMeasures": [
                    {
                        "type": "PRIMARY",
                        "title": study.found,
                        "timeFrame": "1 year",
                        "unitOfMeasure": "events",
                        "paramType": "NUMBER",
                        "groups": groups,
                        "denoms": [{"units": "Participants", "counts": [
                            {"groupId": "OG000", "value": "45"}, {"groupId": "OG001", "value": "45"}]}],
                        "classes": [{"categories": [{"measurements": [
                            {"groupId": "OG000", "value": "12"}, {"groupId": "OG001", "value": "25"}]}]}],
                    }
                ]
            }
        }  # fmt: skip
    return told

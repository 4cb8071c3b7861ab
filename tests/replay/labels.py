"""DailyMed's services and openFDA's drug labels as they speak, with invented drugs."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import NamedTuple


class Label(NamedTuple):
    set_id: str
    generic: str
    brand: str
    use: str
    animal: bool = False


LABELS = (
    Label("0a1b2c3d-0000-4000-8000-000000000001", "replayine", "LOOPIX", "LOOPIX is for adults with asthma."),
    Label("0a1b2c3d-0000-4000-8000-000000000002", "replayine", "REPLAYINE", "Replayine is for adults with asthma."),
    Label("0a1b2c3d-0000-4000-8000-000000000003", "replayine", "LOOPVET", "LOOPVET is for cats.", animal=True),
    Label("0a1b2c3d-0000-4000-8000-000000000004", "loopamab", "TURNIX", "TURNIX is for adults with gout."),
)  # fmt: skip


def dailymed(place: str, asked: Mapping[str, str], labels: tuple[Label, ...]) -> tuple[int, bytes]:
    if place == "spls.json":
        return 200, _list(asked, labels)
    set_id = place.removeprefix("spls/").removesuffix(".xml")
    label = next((label for label in labels if label.set_id == set_id), None)
    return (200, _spl(label)) if label else (404, b"<error>not found</error>")


def openfda(place: str, asked: Mapping[str, str], labels: tuple[Label, ...]) -> tuple[int, bytes]:
    if place != "drug/label.json":
        return 404, b"{}"
    names = re.findall(r'openfda\.\w+_name:"([^"]+)"', asked["search"])
    hits = [label for label in labels if not label.animal and _is_named(label, names)]
    skip, limit = int(asked.get("skip", 0)), int(asked.get("limit", 1))
    if not hits[skip:]:
        return 404, b'{"error":{"code":"NOT_FOUND","message":"No matches found!"}}'
    body = {
        "meta": {"results": {"skip": skip, "limit": limit, "total": len(hits)}},
        "results": [
            {
                "set_id": label.set_id,
                "effective_time": "20240229",
                "indications_and_usage": [f"1 INDICATIONS AND USAGE {label.use}"],
                "openfda": {"brand_name": [label.brand], "generic_name": [label.generic.upper()]},
            }
            for label in hits[skip : skip + limit]
        ],
    }
    return 200, json.dumps(body).encode()


def _is_named(label: Label, names: list[str]) -> bool:
    return any(name.lower() in (label.generic, label.brand.lower()) for name in names)


def _list(asked: Mapping[str, str], labels: tuple[Label, ...]) -> bytes:
    hits = [label for label in labels if _is_named(label, [asked["drug_name"]])]
    # A page of two, so that few labels make several.
    size, page = min(2, int(asked.get("pagesize", 100))), int(asked.get("page", 1))
    pages = -(-len(hits) // size)
    data = [
        {
            "spl_version": 7,
            "published_date": "Feb 29, 2024",
            "title": f"{label.brand} ({label.generic.upper()}) TABLET [LOOP INC.]",
            "setid": label.set_id,
        }
        for label in hits[(page - 1) * size : page * size]
    ]
    following = str(page + 1) if page < pages else "null"
    metadata = {"total_elements": len(hits), "elements_per_page": size, "total_pages": pages,
                "current_page": page, "next_page": following}  # fmt: skip
    return json.dumps({"data": data, "metadata": metadata}).encode()


def _spl(label: Label) -> bytes:
    kind = "OTC ANIMAL DRUG LABEL" if label.animal else "HUMAN PRESCRIPTION DRUG LABEL"
    return (
        '<?xml version="1.0" encoding="UTF-8"?><document xmlns="urn:hl7-org:v3">'
        f'<code code="{"50577-6" if label.animal else "34391-3"}" displayName="{kind}"/>'
        f'<effectiveTime value="20240229"/><setId root="{label.set_id.upper()}"/>'
        "<component><structuredBody><component><section><subject><manufacturedProduct>"
        f"<manufacturedProduct><name>{label.brand}</name><asEntityWithGeneric><genericMedicine>"
        f"<name>{label.generic.upper()}</name></genericMedicine></asEntityWithGeneric>"
        "</manufacturedProduct></manufacturedProduct></subject></section></component><component>"
        '<section><code code="34067-9"/><title>1 INDICATIONS AND USAGE</title><text><paragraph>'
        f"{label.use}</paragraph></text></section></component></structuredBody></component></document>"
    ).encode()

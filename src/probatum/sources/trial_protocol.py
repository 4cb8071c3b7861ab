"""What a registered study set out to do: summary, status, eligibility, arms and outcomes."""

from __future__ import annotations

import re
from typing import Any

from probatum.evidence.document import BlockKind
from probatum.sources.json_file import line, lines, part, parts, words
from probatum.sources.normalised import TextBuilder

_ESCAPED = re.compile(r"\\([\\\[\]<>*_~^`#+\-.!(){}|&])")
_ITEM = re.compile(r"\s*(?:[*•+-]|\d{1,3}[.)]|[a-z][.)])\s+(?=\S)")
_CRITERIA = re.compile(
    r"(?:[\w-]+ )?(?:inclusion|exclusion)(?: criteria)?(?: \([^)]*\))?\s*:?", re.I
)
_PHASE = re.compile(r"phase(\d)")
_OUTCOMES = (("Primary", "primaryOutcomes"), ("Secondary", "secondaryOutcomes"))
_DATES = (
    ("Start", "startDateStruct"),
    ("Primary completion", "primaryCompletionDateStruct"),
    ("Completion", "completionDateStruct"),
)


def protocol(told: dict[str, Any], builder: TextBuilder) -> None:
    """Write the ``protocolSection`` under its headings."""
    described = part(told, "descriptionModule")
    builder.heading(1, "Summary")
    prose(words(described, "briefSummary"), builder)
    builder.heading(1, "Description")
    prose(words(described, "detailedDescription"), builder)
    _status(told, builder)
    _eligibility(part(told, "eligibilityModule"), builder)
    _arms(part(told, "armsInterventionsModule"), builder)
    _outcomes(part(told, "outcomesModule"), builder)
    builder.heading(1, "")


def spoken(code: str) -> str:
    """A code of the registry as words: "ACTIVE_NOT_RECRUITING" is "active not recruiting"."""
    return "not applicable" if code == "NA" else code.replace("_", " ").lower()


def phase(code: str) -> str:
    """A phase as words: "EARLY_PHASE1" is "early phase 1"."""
    return _PHASE.sub(r"phase \1", spoken(code))


def prose(text: str, builder: TextBuilder) -> None:
    """Text as the registry keeps it: Markdown of paragraphs and lists, signs escaped."""
    for paragraph in re.split(r"\n\s*\n", text):
        kind, held = BlockKind.PARAGRAPH, ""
        for row in paragraph.splitlines():
            item = _ITEM.match(row)
            if item:
                builder.block(_plain(held), kind)
                kind, held = BlockKind.LIST_ITEM, row[item.end() :]
            else:
                held = f"{held} {row}"
        builder.block(_plain(held), kind)


def _plain(text: str) -> str:
    return _ESCAPED.sub(r"\1", text).strip()


def _stated(builder: TextBuilder, name: str, value: str) -> None:
    if value:
        builder.block(f"{name}: {value}", BlockKind.LIST_ITEM)


def _status(told: dict[str, Any], builder: TextBuilder) -> None:
    status, design = part(told, "statusModule"), part(told, "designModule")
    info = part(design, "designInfo")
    builder.heading(1, "Status and design")
    _stated(builder, "Status", spoken(line(status, "overallStatus")))
    _stated(builder, "Reason stopped", line(status, "whyStopped"))
    _stated(builder, "Study type", spoken(line(design, "studyType")))
    _stated(builder, "Phase", ", ".join(map(phase, lines(design, "phases"))))
    _stated(builder, "Allocation", spoken(line(info, "allocation")))
    _stated(builder, "Intervention model", spoken(line(info, "interventionModel")))
    _stated(builder, "Observational model", spoken(line(info, "observationalModel")))
    _stated(builder, "Primary purpose", spoken(line(info, "primaryPurpose")))
    _stated(builder, "Masking", spoken(line(part(info, "maskingInfo"), "masking")))
    enrolled = part(design, "enrollmentInfo")
    _stated(builder, "Enrollment", _with_type(line(enrolled, "count"), line(enrolled, "type")))
    for name, place in _DATES:
        dated = part(status, place)
        _stated(builder, name, _with_type(line(dated, "date"), line(dated, "type")))


def _with_type(value: str, kind: str) -> str:
    return f"{value} ({spoken(kind)})" if value and kind else value


def _eligibility(module: dict[str, Any], builder: TextBuilder) -> None:
    builder.heading(1, "Eligibility")
    _stated(builder, "Sex", spoken(line(module, "sex")))
    _stated(builder, "Minimum age", line(module, "minimumAge"))
    _stated(builder, "Maximum age", line(module, "maximumAge"))
    healthy = module.get("healthyVolunteers")
    if isinstance(healthy, bool):
        _stated(builder, "Healthy volunteers", "yes" if healthy else "no")
    held: list[str] = []
    for row in words(module, "eligibilityCriteria").splitlines():
        # An exclusion read as an inclusion is a grave error: each list keeps its own heading.
        if _CRITERIA.fullmatch(title := _plain(row).strip("*_# ")):
            prose("\n".join(held), builder)
            builder.heading(2, title.rstrip(": "))
            held = []
        else:
            held.append(row)
    prose("\n".join(held), builder)


def _arms(module: dict[str, Any], builder: TextBuilder) -> None:
    builder.heading(1, "Arms and interventions")
    for arm in parts(module, "armGroups"):
        builder.row(
            (
                _with_type(line(arm, "label"), line(arm, "type")),
                _plain(line(arm, "description")),
                ", ".join(lines(arm, "interventionNames")),
            ),
            ("Arm", "Description", "Interventions"),
        )
    for given in parts(module, "interventions"):
        builder.row(
            (
                _with_type(line(given, "name"), line(given, "type")),
                _plain(line(given, "description")),
                ", ".join(lines(given, "otherNames")),
            ),
            ("Intervention", "Description", "Other names"),
        )


def _outcomes(module: dict[str, Any], builder: TextBuilder) -> None:
    builder.heading(1, "Outcomes")
    for name, place in _OUTCOMES:
        builder.heading(2, name)
        for outcome in parts(module, place):
            builder.row(
                (
                    _plain(line(outcome, "measure")),
                    line(outcome, "timeFrame"),
                    _plain(line(outcome, "description")),
                ),
                ("Outcome", "Time frame", "Description"),
            )

"""What a registered study found: participant flow, outcome measures, serious adverse events.

Every row is whole by itself: it names its measure, its group and its unit.
"""

from __future__ import annotations

from typing import Any

from probatum.sources.json_file import line, part, parts
from probatum.sources.normalised import TextBuilder
from probatum.sources.trial_protocol import prose, spoken

_Groups = dict[str, str]


def results(found: dict[str, Any], builder: TextBuilder) -> None:
    """Write the ``resultsSection`` under its headings; nothing when there is none."""
    builder.heading(1, "Results")
    builder.heading(2, "Participant flow")
    _flow(part(found, "participantFlowModule"), builder)
    for measure in parts(part(found, "outcomeMeasuresModule"), "outcomeMeasures"):
        title = line(measure, "title")
        builder.heading(2, f"{spoken(line(measure, 'type')).capitalize()} outcome: {title}")
        _measure(measure, title, builder)
    builder.heading(2, "Serious adverse events")
    _events(part(found, "adverseEventsModule"), builder)
    builder.heading(1, "")


def _flow(module: dict[str, Any], builder: TextBuilder) -> None:
    prose(line(module, "recruitmentDetails"), builder)
    prose(line(module, "preAssignmentDetails"), builder)
    groups = _groups(module, "groups")
    for period in parts(module, "periods"):
        for listed, counted, names in (
            ("milestones", "achievements", ("Period", "Milestone", "Group", "Participants")),
            ("dropWithdraws", "reasons", ("Period", "Not completed", "Group", "Participants")),
        ):
            for step in parts(period, listed):
                for count in parts(step, counted):
                    builder.row(
                        (
                            line(period, "title"),
                            spoken(line(step, "type")),
                            groups.get(line(count, "groupId"), ""),
                            line(count, "numSubjects"),
                        ),
                        names,
                    )


def _measure(measure: dict[str, Any], title: str, builder: TextBuilder) -> None:
    prose(line(measure, "description"), builder)
    prose(line(measure, "populationDescription"), builder)
    groups = _groups(measure, "groups")
    frame = line(measure, "timeFrame")
    for denominator in parts(measure, "denoms"):
        for count in parts(denominator, "counts"):
            group = groups.get(line(count, "groupId"), "")
            analysed = f"{line(denominator, 'units')} analysed".strip()
            builder.row((title, group, line(count, "value")), ("Outcome", "Group", analysed))
    for division in parts(measure, "classes"):
        for category in parts(division, "categories"):
            kind = ", ".join(filter(None, (line(division, "title"), line(category, "title"))))
            for value in parts(category, "measurements"):
                builder.row(
                    (
                        title,
                        frame,
                        kind,
                        groups.get(line(value, "groupId"), ""),
                        _value(value, line(measure, "unitOfMeasure")),
                        _spread(value),
                        line(value, "comment"),
                    ),
                    (
                        *("Outcome", "Time frame", "Category", "Group"),
                        spoken(line(measure, "paramType")).capitalize() or "Value",
                        spoken(line(measure, "dispersionType")).capitalize() or "Spread",
                        "Comment",
                    ),
                )
    for analysis in parts(measure, "analyses"):
        _analysis(analysis, title, groups, builder)


def _value(value: dict[str, Any], unit: str) -> str:
    number = line(value, "value")
    return f"{number} {unit}".strip() if number else ""


def _spread(value: dict[str, Any]) -> str:
    if spread := line(value, "spread"):
        return spread
    return _range(line(value, "lowerLimit"), line(value, "upperLimit"))


def _range(lower: str, upper: str) -> str:
    return f"{lower or 'not given'} to {upper or 'not given'}" if lower or upper else ""


def _analysis(analysis: dict[str, Any], title: str, groups: _Groups, builder: TextBuilder) -> None:
    held = analysis.get("groupIds")
    compared = [groups.get(str(name), "") for name in (held if isinstance(held, list) else ())]
    percent = line(analysis, "ciPctValue")
    builder.row(
        (
            title,
            " | ".join(filter(None, compared)),
            line(analysis, "groupDescription"),
            line(analysis, "paramValue"),
            _range(line(analysis, "ciLowerLimit"), line(analysis, "ciUpperLimit")),
            line(analysis, "pValue"),
            line(analysis, "statisticalMethod"),
            line(analysis, "estimateComment"),
        ),
        (
            *("Outcome", "Groups compared", "Comparison"),
            line(analysis, "paramType") or "Estimate",
            f"{percent}% confidence interval" if percent else "Confidence interval",
            *("P value", "Method", "Comment"),
        ),
    )


def _events(module: dict[str, Any], builder: TextBuilder) -> None:
    prose(line(module, "description"), builder)
    groups, frame = _groups(module, "eventGroups"), line(module, "timeFrame")
    for group in parts(module, "eventGroups"):
        builder.row(
            (
                groups.get(line(group, "id"), ""),
                frame,
                _of(line(group, "seriousNumAffected"), line(group, "seriousNumAtRisk")),
                _of(line(group, "deathsNumAffected"), line(group, "deathsNumAtRisk")),
            ),
            ("Group", "Time frame", "With any serious adverse event", "Deaths from any cause"),
        )
    for event in parts(module, "seriousEvents"):
        for count in parts(event, "stats"):
            affected = _of(line(count, "numAffected"), line(count, "numAtRisk"))
            if affected:
                builder.row(
                    (
                        line(event, "term"),
                        line(event, "organSystem"),
                        groups.get(line(count, "groupId"), ""),
                        affected,
                        line(count, "numEvents"),
                    ),
                    ("Serious adverse event", "System", "Group", "Participants", "Events"),
                )


def _of(affected: str, at_risk: str) -> str:
    return f"{affected} of {at_risk}" if affected and at_risk else affected


def _groups(module: dict[str, Any], name: str) -> _Groups:
    return {line(group, "id"): line(group, "title") for group in parts(module, name)}

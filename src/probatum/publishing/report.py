"""A checking report as text for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from probatum.evidence.checked import CheckedClaim, PageFinding, Report, ResolvedReference
from probatum.evidence.claim import Verdict

_MARK = {
    Verdict.SUPPORTED: "+",
    Verdict.PARTLY: "~",
    Verdict.CONTRADICTED: "!",
    Verdict.NOT_FOUND: "?",
}
_LONGEST_QUOTE = 400


def report_to_text(report: Report, width: int = 96) -> str:
    """`width` in characters, at least 40."""
    return "\n".join(_lines(report, max(40, width))) + "\n"


def summary_of(report: Report) -> tuple[str, ...]:
    """The page in figures, one sentence a line."""
    figures = report.figures
    parts = ", ".join(f"{share:.0%} {verdict.value}" for verdict, share in figures.verdicts)
    lines = [f"{figures.statements} sentences: {parts}"]
    if figures.fully_supported:
        lines.append("Fully supported: every sentence stands on words of the library.")
    if not report.references:
        lines.append("The page cites nothing; each sentence was looked up in the whole library.")
        return tuple(lines)
    without = round(figures.cite_nothing * figures.statements)
    lines.append(f"{without} of them cite nothing; {figures.references} references")
    shares = (
        ("found", figures.references_found),
        ("secondary sources", figures.secondary),
        ("citations of oneself", figures.self_citations),
    )
    lines.append("References: " + ", ".join(f"{share or 0:.0%} {name}" for name, share in shares))
    return tuple(lines)


def problems_of(resolved: ResolvedReference) -> str:
    """What is wrong with a reference, or that nothing is."""
    return "; ".join(resolved.problems) or f"agrees with {resolved.known_to or 'the library'}"


def _lines(report: Report, width: int) -> Iterator[str]:
    yield f"CHECK OF: {report.title or 'a page without a title'}"
    yield from summary_of(report)
    for service in report.unavailable:
        yield f"Not asked to the end: {service}"
    yield ""
    for checked in report.claims:
        yield from _claim(checked, width)
    if report.findings:
        yield "Within the page\n---------------"
        for finding in report.findings:
            yield from _finding(finding, width)
    if report.references:
        yield "References\n----------"
    for resolved in report.references:
        text = f"[{resolved.reference.key}] {resolved.reference.text}: {problems_of(resolved)}"
        yield from textwrap.wrap(text, width, subsequent_indent="    ")


def _finding(finding: PageFinding, width: int) -> Iterator[str]:
    yield from textwrap.wrap(f"! {finding.text}", width, subsequent_indent="  ")
    quoted = [f"“{_shortened(sentence)}”" for sentence in finding.sentences]
    if finding.words:
        quoted.append(f"The library: “{_shortened(finding.words)}”")
    for text in quoted:
        yield from _indented(text, width)
    yield ""


def _claim(checked: CheckedClaim, width: int) -> Iterator[str]:
    marks = f" [{', '.join(checked.claim.cited)}]" if checked.claim.cited else " (no citation)"
    text = f"{_MARK[checked.verdict]} {checked.claim.text}{marks}"
    yield from textwrap.wrap(text, width, subsequent_indent="  ")
    reasons = "; ".join(reason.text for reason in checked.reasons)
    yield from _indented(f"{checked.verdict.value}: {reasons}", width)
    if checked.quote and (checked.verdict is not Verdict.NOT_FOUND or checked.elsewhere):
        nearest = "nearest: " if checked.verdict is Verdict.NOT_FOUND else ""
        where = f"{checked.title}, {checked.document}" if checked.title else checked.document
        yield from _indented(f"{nearest}“{_shortened(checked.quote)}” ({where})", width)
    yield ""


def _indented(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, initial_indent="    ", subsequent_indent="    ")


def _shortened(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _LONGEST_QUOTE else plain[:_LONGEST_QUOTE].rstrip() + " […]"

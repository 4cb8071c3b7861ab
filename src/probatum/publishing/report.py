"""A checking report as text for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from probatum.evidence.checked import CheckedClaim, Report
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


def _lines(report: Report, width: int) -> Iterator[str]:
    yield f"CHECK OF: {report.title or 'a page without a title'}"
    count = len(report.claims)
    parts = ", ".join(f"{report.share(v):.0%} {v.value}" for v in Verdict)
    yield f"{count} sentences: {parts}"
    uncited = sum(not checked.claim.cited for checked in report.claims)
    yield f"{uncited} of them cite nothing; {len(report.references)} references\n"
    for checked in report.claims:
        yield from _claim(checked, width)
    if report.references:
        yield "References\n----------"
    for resolved in report.references:
        problems = "; ".join(resolved.problems) or "agrees with the library"
        text = f"[{resolved.reference.key}] {resolved.reference.text}: {problems}"
        yield from textwrap.wrap(text, width, subsequent_indent="    ")


def _claim(checked: CheckedClaim, width: int) -> Iterator[str]:
    marks = f" [{', '.join(checked.claim.cited)}]" if checked.claim.cited else " (no citation)"
    text = f"{_MARK[checked.verdict]} {checked.claim.text}{marks}"
    yield from textwrap.wrap(text, width, subsequent_indent="  ")
    reasons = "; ".join(reason.text for reason in checked.reasons)
    yield from textwrap.wrap(
        f"{checked.verdict.value}: {reasons}",
        width,
        initial_indent="    ",
        subsequent_indent="    ",
    )
    if checked.quote and checked.verdict is not Verdict.NOT_FOUND:
        quote = " ".join(checked.quote.split())[:_LONGEST_QUOTE]
        yield from textwrap.wrap(
            f"“{quote}” ({checked.document})",
            width,
            initial_indent="    ",
            subsequent_indent="    ",
        )
    yield ""

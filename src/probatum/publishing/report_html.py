"""A checking report as one HTML page: each sentence beside the words that it was checked against.

No script and no network, so that the strictest content security policy lets it be shown.
"""

from __future__ import annotations

import re
from functools import cache

from jinja2 import Template

from probatum.evidence.checked import CheckedClaim, Report
from probatum.evidence.claim import Verdict
from probatum.publishing.environment import environment
from probatum.publishing.report import problems_of, summary_of

_WORD = re.compile(r"\w[\w.,'’/-]*\w|\w|%")
_LONGEST_QUOTE = 1200
_CLASS = {
    Verdict.SUPPORTED: "supported",
    Verdict.PARTLY: "partly",
    Verdict.CONTRADICTED: "contradicted",
    Verdict.NOT_FOUND: "missing",
}


def report_to_html(report: Report) -> str:
    """Everything from the page and from sources is escaped by the template engine."""
    return _template().render(report=report, summary=summary_of(report)) + "\n"


def compared(checked: CheckedClaim) -> tuple[list[tuple[str, bool]], list[tuple[str, bool]]]:
    """Pieces of the sentence and of the quote, each with whether only this side has it."""
    quote = checked.quote[:_LONGEST_QUOTE]
    return _pieces(checked.claim.text, quote), _pieces(quote, checked.claim.text)


def _pieces(text: str, other: str) -> list[tuple[str, bool]]:
    known = {word.lower() for word in _WORD.findall(other)}
    pieces, place = [], 0
    for match in _WORD.finditer(text):
        pieces.append((text[place : match.start()], False))
        pieces.append((match[0], bool(known) and match[0].lower() not in known))
        place = match.end()
    return [*pieces, (text[place:], False)]


def _class_of(verdict: Verdict) -> str:
    return _CLASS[verdict]


@cache
def _template() -> Template:
    made = environment("probatum.publishing")
    filters = {"compared": compared, "class_of": _class_of, "problems_of": problems_of}
    made.filters.update(filters)
    return made.get_template("report.html")

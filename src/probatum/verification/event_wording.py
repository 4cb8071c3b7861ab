"""How people say numbers of events, put in the plain form that is reckoned: "5x", "several"."""

from __future__ import annotations

import re

_PEOPLE = r"(?:patients|participants|subjects|people|women)"
_PLAIN = tuple(
    (re.compile(pattern, re.I), plain)
    for pattern, plain in (
        (rf"\b(?:several|multiple|numerous)(?= (?:different )?(?:\w+ ){{0,2}}(?:cases|{_PEOPLE}|"
         r"incidents|instances))", "over 1"),
        (r"\b(?:several|multiple)(?: different)?(?= #)|\ba variety of(?= #)", "over 1"),
        (r"\b(no patients?)\b([^,;]*?) (?:that|who) (?:did not|didn.t) (?=experience|suffer|have)",
         r"all patients\2 "),
        (r"\bat least (?:one|1) (?:type|kind|form) of ", ""),
        (r"\bof the \d+\+? (?=patients|participants)", "of the "),
        (r"\ball (?:two|three|four|2|3|4) (?=cohorts|groups|arms)", "all "),
        (rf"\b(?:the majority of|most(?= (?:of the )?{_PEOPLE}))(?: of the)?(?= |"
         rf"$)", "over 50% of"),
        (r"(?<![\w@#.])(\d+(?:\.\d+)?)x(?= (?:more|as|the|higher|greater|less|fewer)\b)",
         r"\1 times"),
        (r"\bin excess of (?=\d)", "over "),
        (r"\b(experienc\w+|suffer\w*(?: from)?|had|have|having) (?:at least )?(?:one|1|a single|"
         r"some "
         r"form of|any kind of|any type of) (?=(?:serious )?(?:adverse|side)\b)", r"\1 any "),
        (r"\bmore than once\b", "more than 1 time"),
        (r"\bnot a single (?=patient|participant|case)", "no "),
        (r"\bnobody\b", "no patients"),
        (r"\b(?:just|slightly) (?=over|under|more than|less than)", ""),
    )
)  # fmt: skip


def in_numbers(text: str) -> str:
    """The sentence with figures for "several", "most" and "5x"."""
    for pattern, plain in _PLAIN:
        text = pattern.sub(plain, text)
    return text

"""By which way something is given: a claim may not say oral where its source says intravenous."""

from __future__ import annotations

import re

from probatum.evidence.claim import Reason, Verdict
from probatum.verification.difference import is_nearly_verbatim, only_in

CHECK = "route"
_ROUTES = (
    ("oral", r"oral(?:ly)?|by mouth|per os|\bPO\b|p\.o\.|tablets?|capsules?"),
    ("intravenous", r"intravenous(?:ly)?|i\.v\.|infus(?:ion|ed)|"
                    r"\bIV\b(?=\W+(?:infusion|bolus|push|every|once|over|on|dose))"),
    ("subcutaneous", r"subcutaneous(?:ly)?|\bSC\b|\bSQ\b|s\.c\."),
    ("intramuscular", r"intramuscular(?:ly)?|\bIM\b|i\.m\."),
    ("intrathecal", r"intrathecal(?:ly)?"),
    ("topical", r"topical(?:ly)?|(?:as an? )?(?:cream|ointment)"),
    ("inhaled", r"inhal(?:ed|ation|er)|nebuli[sz]ed"),
    ("rectal", r"(?:given|administered|used) rectally|suppositor(?:y|ies)|enemas?"),
    ("transdermal", r"transdermal(?:ly)?|skin patch(?:es)?"),
    ("intraperitoneal", r"intraperitoneal(?:ly)?"),
    ("intranasal", r"intranasal(?:ly)?|nasal spray"),
)  # fmt: skip
_PATTERNS = tuple((name, re.compile(rf"(?<!\w)(?:{words})(?!\w)")) for name, words in _ROUTES)


def routes(text: str) -> frozenset[str]:
    """Every route that the text names."""
    return frozenset(name for name, pattern in _PATTERNS if pattern.search(text))


def check_route(claim: str, source: str) -> Reason | None:
    """Contradicted when both name routes and the claim's are none of the source's."""
    ours, theirs = routes(claim), routes(source)
    # Where both name several, what only one of them says decides.
    own, other = routes(only_in(claim, source)), routes(only_in(source, claim))
    if own and other and not own & other and is_nearly_verbatim(claim, source):
        ours, theirs = own, other
    if not ours or not theirs or ours & theirs:
        return None
    text = f"the sentence says {', '.join(sorted(ours))}, the source {', '.join(sorted(theirs))}"
    return Reason(check=CHECK, verdict=Verdict.CONTRADICTED, text=text, words=source)

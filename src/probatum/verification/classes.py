"""Classes that a number or letter names: stage III, grade 3, type 2, phase 3, class IIa."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from probatum.evidence.claim import Reason, Verdict
from probatum.verification.difference import is_nearly_verbatim

CHECK = "classes"
_KINDS = "stage|grade|type|phase|class|category|level|tier|group"
_ONE = r"(?:I{1,3}|IV|V|VI{0,3}|\d{1,2})(?:[A-Da-d]\d?)?(?![\w%])"
_CLASS = re.compile(
    rf"\b(?P<kind>{_KINDS})s?\s(?P<first>{_ONE})"
    rf"(?P<more>(?:\s?(?:,|/|-|–|and|or|to|through|and/or)\s?{_ONE})*)",
    re.I,
)
_MEMBER = re.compile(_ONE)
_ROMAN = {"I": "1", "II": "2", "III": "3", "IV": "4", "V": "5", "VI": "6", "VII": "7", "VIII": "8"}
_PARTS = re.compile(r"([IV]+|\d+)([A-Da-d]?\d?)")


@lru_cache(maxsize=4096)
def classes(text: str) -> dict[str, frozenset[str]]:
    """Members by kind, in one form: {"stage": {"3b"}, "grade": {"3", "4"}}."""
    found: dict[str, frozenset[str]] = {}
    for kind, member in _named(text):
        found[kind] = found.get(kind, frozenset()) | {member}
    return found


def _named(text: str) -> Iterator[tuple[str, str]]:
    """Each kind and member, as often as it is named."""
    for match in _CLASS.finditer(text):
        for member in _MEMBER.findall(match["first"] + match["more"]):
            yield match["kind"].lower(), _form(member)


def _form(member: str) -> str:
    number, letter = _PARTS.match(member).groups()  # type: ignore[union-attr]
    return _ROMAN.get(number, number) + letter.lower()


def check_classes(claim: str, source: str) -> Reason | None:
    """Contradicted when both speak of stages (grades, types) and the claim has one of its own.

    A sentence that is nearly the source's has each of them no more often than the source.
    """
    if not classes(claim):
        return None
    if is_nearly_verbatim(claim, source):
        counted = Counter(_named(source))
        for (kind, member), times in Counter(_named(claim)).items():
            among = {m for k, m in counted if k == kind}
            if member in among and times > counted[kind, member]:
                return _other(kind, [f"{member} once more"], among, source)
    theirs = classes(source)
    for kind, members in classes(claim).items():
        others = theirs.get(kind)
        missing = sorted(m for m in members if others and not _within(m, others))
        if others and missing:
            return _other(kind, missing, others, source)
    return None


def _other(kind: str, missing: Sequence[str], others: Iterable[str], source: str) -> Reason:
    said, found = ", ".join(missing), ", ".join(sorted(others))
    text = f"the sentence says {kind} {said}, the source {kind} {found}"
    return Reason(check=CHECK, verdict=Verdict.CONTRADICTED, text=text, words=source)


def _within(member: str, others: frozenset[str]) -> bool:
    """The same, or one is the whole of which the other is a part: stage 3 and stage 3b."""
    return any(member == o or o.rstrip("abcd") == member for o in others) or (
        member.rstrip("abcd") in others
    )

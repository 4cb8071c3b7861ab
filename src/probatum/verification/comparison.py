"""Which of two is compared with which: A against B, or B against A.

Five ways of turning a comparison round are told: the comparator named after "than", "versus" or
"compared with" is another; two results have changed places between the same two arms; "A vs. B"
reads "B vs. A" in a sentence that else goes the same way; two stretches of an otherwise equal
sentence have been exchanged; or a drug is compared with itself, or bears the other one's words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from probatum.evidence.claim import Reason, Verdict
from probatum.verification.names import drugs
from probatum.verification.quantities import quantities
from probatum.verification.words import stems

CHECK = "comparison"
_COMPARED = re.compile(
    r"\b(?:than(?:\s(?:with|in|by|for|to|after|among|those|on))?|compared (?:with|to)|versus|vs\.?|"
    r"relative to|as opposed to|rather than|in comparison (?:with|to)|superior to|inferior to|"
    r"preferable to|over)\s",
    re.I,
)
_ENDS = re.compile(
    r"[,;:()]|\.\s|\b(?:in|for|among|at|on|as|which|who|that|was|were|is|are|had|has|"
    r"improv\w+|reduc\w+|increas\w+|decreas\w+|did|does|after|during|by|and|but)\b",
    re.I,
)
_ARM = re.compile(
    r"\b(?:placebo|controls?|observation|surgery|resection|sham|usual care|standard(?: care)?|"
    r"chemotherapy|radiotherapy|intervention|alone|dose-dense)\b",
    re.I,
)
_TOKEN = re.compile(r"[^\W\d_][\w'’-]*|\d+(?:[.,]\d+)*%?")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_RESULTS = re.compile(
    r"(?<![\w.])(?P<one>\d+(?:[.,]\d+)*)%?(?:[\s-](?:months?|years?|weeks?|days?))?"
    r"(?:\s\[[^\]]*\]|\s\([^)]*\))?[,;]?\s(?:versus|vs\.?|compared (?:with|to)|as against)\s"
    r"(?P<other>\d+(?:[.,]\d+)*)",
    re.I,
)
_MOST_WORDS, _MOST_EXCHANGED, _FEWEST_TOKENS = 6, 8, 5
_SAME_WAY, _NEARLY_ALL = 0.6, 0.85
_IS = re.compile(r"\s(?:is|are|was|were|when|been)\s*$")
_FIGURE = re.compile(r"\W*\d")
_CLAUSE_END, _FEWEST_LEADING = re.compile(r"[,;]\s|\.\s"), 4
_LISTED = re.compile(r"^(?:and|or|nor|,|/|-|with|plus|\s)*$", re.I)


class Comparison(NamedTuple):
    """Stems of what is compared with, and of everything else in the sentence."""

    comparator: frozenset[str]
    rest: frozenset[str]


@lru_cache(maxsize=4096)
def comparison(text: str) -> Comparison | None:
    """The first comparison whose comparator is named in words; None when there is none."""
    for match in _COMPARED.finditer(text):
        if _FIGURE.match(text, match.end()):
            continue  # "versus 41%", "older than 35 years"
        named = _ENDS.split(text[match.end() :], maxsplit=1)[0]
        phrase = " ".join(named.split()[:_MOST_WORDS])
        rest = f"{text[: match.start()]} {text[match.end() + len(named) :]}"
        comparator, others = stems(phrase), stems(rest)
        if comparator - others:
            return Comparison(comparator - others, others - comparator)
    return None


def is_turned(claim: str, source: str) -> bool:
    """Whether what one sentence compares with is what the other compares."""
    ours, theirs = comparison(claim), comparison(source)
    if ours is None or theirs is None:
        return False
    here, there = ours.comparator, theirs.comparator
    if here & there:  # "drugone monotherapy" and "drugtwo monotherapy": only names tell them apart
        named = stems(" ".join(drugs(source)))
        here, there = (here - there) & named, (there - here) & named
    return _mostly(here, theirs.rest) and _mostly(there, ours.rest)


def _mostly(part: frozenset[str], whole: frozenset[str]) -> bool:
    return len(part & whole) * 2 > len(part)


def check_comparison(claim: str, source: str) -> Reason | None:
    """Contradicted when arms or their results have changed places."""
    if exchanged := _exchanged(claim, source) or _drugs_exchanged(claim, source):
        one, other = exchanged
        text = f"“{one}” and “{other}” have changed places"
    elif arms := _named_on_both_sides(claim, source) or _told_by_another(claim, source):
        text = f"the sentence compares otherwise than the source: {arms}"
    elif results := _crossed_results(claim, source) or _reversed_results(claim, source):
        text = f"the results {results} are given to the other arm"
    else:
        return None
    return Reason(check=CHECK, verdict=Verdict.CONTRADICTED, text=text, words=source)


def _named_on_both_sides(claim: str, source: str) -> str:
    """What is compared with itself, where the source compares it with another; "" for none."""
    sides = [(one, other) for one, other in _versus(claim) if one == other]
    theirs = list(_versus(source))
    for one, _ in sides:
        if any(one in pair and pair[0] != pair[1] for pair in theirs):
            return f"{one} with itself"
    return ""


def _versus(text: str) -> Iterator[tuple[str, str]]:
    """The drugs or arms that stand right before and after a word of comparison."""
    for match in _COMPARED.finditer(text):
        before = _IS.sub("", text[: match.start()])
        left, right = before.split()[-1:], text[match.end() :].split()[:1]
        one, other = (_arms(" ".join(words)) for words in (left, right))
        if len(one) == 1 == len(other):
            yield min(one), min(other)


def _told_by_another(claim: str, source: str) -> str:
    """Two drugs in each other's place while a word stayed that only one of them bears; "" for none.

    "A with pegylated liposomal B" is not "B with pegylated liposomal A".
    """
    ours, theirs = comparison(claim), comparison(source)
    if ours is None or theirs is None or not ours.comparator & theirs.comparator:
        return ""
    named = stems(" ".join(drugs(source)))
    here, there = ((c.comparator & named) for c in (ours, theirs))
    turned = here - there and there - here and here <= theirs.rest and there <= ours.rest
    kept = " ".join(sorted(ours.comparator & theirs.comparator - named))
    return f"what is {kept} is another drug" if turned and kept else ""


def _exchanged(claim: str, source: str) -> tuple[str, str] | None:
    """Two stretches that stand in each other's place while all other words are as they were.

    Items of a list may change places; so this asks for a comparison or for numbers.
    """
    ours, theirs = (_TOKEN.findall(text.lower()) for text in (claim, source))
    if len(ours) < _FEWEST_TOKENS or ours == theirs or sorted(ours) != sorted(theirs):
        return None
    differs = [place for place, (a, b) in enumerate(zip(ours, theirs, strict=True)) if a != b]
    here, there = (side[differs[0] : differs[-1] + 1] for side in (ours, theirs))
    found = _places_changed(here, there)
    weighed = _COMPARED.search(source) or (found and any(c.isdigit() for c in "".join(found)))
    return found if weighed else None


def _drugs_exchanged(claim: str, source: str) -> tuple[str, str] | None:
    """Two drugs in each other's place in a sentence that else goes on as it did.

    A figure stands between them: in a mere list they may change places.
    """
    ours, theirs = (_order_of_drugs(text) for text in (claim, source))
    if sorted(ours) != sorted(theirs) or len(set(ours)) != len(ours) or len(ours) < 2:
        return None
    apart = [(one, other) for one, other in zip(ours, theirs, strict=True) if one != other]
    if len(apart) != 2:
        return None
    one, other = apart[0][1], apart[0][0]
    lowered = source.lower()
    between = lowered[lowered.index(one) + len(one) : lowered.index(other)]
    compared = any(not _FIGURE.match(between, m.end()) for m in _COMPARED.finditer(between))
    weighed = any(c.isdigit() for c in between) and not compared  # a comparison is read apart
    named = re.compile("|".join(map(re.escape, ours)), re.I)
    same = _in_order(named.sub("*", claim), named.sub("*", source), _NEARLY_ALL)
    return (one, other) if weighed and same else None


def _order_of_drugs(text: str) -> list[str]:
    named = drugs(text)
    return [word for word in _WORD.findall(text.lower()) if word in named]


def _places_changed(here: list[str], there: list[str]) -> tuple[str, str] | None:
    """X and Y when one side reads X m Y and the other Y m X, and m is more than "and"."""
    most = min(len(here), _MOST_EXCHANGED)
    for one in range(1, most):
        for other in range(1, most - one + 1):
            middle = here[one : len(here) - other]
            if here[len(here) - other :] + middle + here[:one] == there:
                listed = _LISTED.match(" ".join(middle))
                return None if listed else (" ".join(here[:one]), " ".join(here[-other:]))
    return None


def _crossed_results(claim: str, source: str) -> str | None:
    """Two numbers of one unit that stand the other way round beside the same two arms."""
    arms = _two_arms(claim, source)
    if arms is None:
        return None
    same_order = _order(claim, *arms) == _order(source, *arms)
    for one, other in _pairs(source):
        here, there = _order(claim, one, other), _order(source, one, other)
        if here and there and (here == there) != same_order:
            return f"{one} and {other}"
    return None


def _reversed_results(claim: str, source: str) -> str | None:
    """Results "A vs. B" that read "B vs. A" where the words around them go as they did."""
    there = _results(source)
    turned = {(other, one) for one, other in there}.difference(there)
    for one, other in _results(claim):
        if (one, other) in turned and _goes_the_same_way(claim, source):
            return f"{other} and {one}"
    return None


def _results(text: str) -> set[tuple[str, str]]:
    found = ((match["one"], match["other"]) for match in _RESULTS.finditer(text))
    return {(one, other) for one, other in found if one != other}


def _goes_the_same_way(claim: str, source: str) -> bool:
    """Most words stand in their order, in all or before the results, and no side is turned."""
    before = (_RESULTS.split(text, maxsplit=1)[0] for text in (claim, source))
    here, there = (_CLAUSE_END.split(text)[-1] for text in before)
    led = len(here.split()) >= _FEWEST_LEADING and _in_order(here, there)
    same = _in_order(claim, source) or led
    return same and not is_turned(claim, source)


def _in_order(claim: str, source: str, same: float = _SAME_WAY) -> bool:
    ours, theirs = (_WORD.findall(text.lower()) for text in (claim, source))
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    found = sum(block.size for block in matcher.get_matching_blocks())
    return found >= same * len(ours)


def _two_arms(claim: str, source: str) -> tuple[str, str] | None:
    """The two drugs or arms that both name once; None when it is not clear which they are."""
    both = _arms(claim) & _arms(source)
    once = [arm for arm in both if source.lower().count(arm) == 1 == claim.lower().count(arm)]
    return (once[0], once[1]) if len(once) == 2 == len(both) else None


def _arms(text: str) -> frozenset[str]:
    return drugs(text) | {match.lower() for match in _ARM.findall(text)}


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    """Numbers that follow each other, of one unit, each standing once."""
    found = [q for q in quantities(text) if not q.label]
    for one, other in pairwise(found):
        spread = other.written.startswith("±")
        if one.unit == other.unit and one.value != other.value and not spread:
            yield _figure(one.written), _figure(other.written)


def _figure(written: str) -> str:
    match = re.search(r"\d+(?:[.,]\d+)*", written)
    return match[0] if match else written


def _order(text: str, one: str, other: str) -> int:
    """1 when `one` stands before `other`, -1 after; 0 when one of them stands nowhere or twice."""
    places = []
    for word in (one, other):
        whole = rf"(?<![\w.]){re.escape(word)}(?!\w|\.\d)"
        found = [match.start() for match in re.finditer(whole, text, re.I)]
        if len(found) != 1:
            return 0
        places += found
    return 1 if places[0] < places[1] else -1

"""Clauses: the parts of a text that each state one thing, and what only asks or aims states none.

Whether two texts disagree can be told only where they speak of the same thing. A long passage
denies something somewhere; it is held against a claim only in the clause that has its words.
"""

from __future__ import annotations

import re
from functools import lru_cache

from probatum.verification.words import stems

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])|(?<=[a-z)][.!?])(?=[A-Z][a-z])|\n+")
_BREAK = re.compile(
    r";\s+|:\s+(?=[A-Z])|,?\s+(?=(?:but|however|although|though|whereas|while|yet|except)\b)", re.I
)
_LEADING = re.compile(r"^(?:although|though|while|whereas|even if)\b[^,;]+,(?=\s)", re.I)
_ASKING = re.compile(
    r"\b(?:whether|aim(?:s|ed)? (?:to|of|was)|hypothes\w+|"
    r"(?:objectives?|purpose)(?: of [^,;]{1,60})? (?:was|were|is|to)\b|"
    r"to (?:assess|determine|evaluate|examine|investigate|test|explore|study|compare|find out)|"
    r"(?:we|study|trial|review) (?:\w+ )?(?:assess|determin|evaluat|examin|investigat|test|explor|"
    r"stud|compar|estimat)\w*|(?:was|were) (?:to|designed|planned|undertaken|performed|conducted)|"
    r"no (?:\w+ ){0,3}(?:study|studies|trials?) (?:to date )?(?:have|has)|"
    r"more (?:research|studies|evidence) (?:is|are) needed|"
    r"(?:remains?|is|are) (?:unknown|unclear))\b|\?\s*$",
    re.I,
)
_FOUND = re.compile(
    r"\b(?:found|showed?|shown|revealed|demonstrated|observed|confirmed|concluded?|"
    r"resulted in|were not|was not|did not|significantly \w+er)\b|\bp\s?[<=>]",
    re.I,
)
_NEARLY_ALL = 0.85


@lru_cache(maxsize=8192)
def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a few lines of prose."""
    return tuple(part for part in _SENTENCE.split(text) if part.strip())


@lru_cache(maxsize=8192)
def clauses(text: str) -> tuple[str, ...]:
    """Every clause, in order: sentences, cut at semicolons and where "but" or "whereas" turns."""
    parts = (part for sentence in sentences(text) for part in _led(sentence))
    return tuple(clause for part in parts for clause in _BREAK.split(part) if clause.strip())


def _led(sentence: str) -> tuple[str, ...]:
    """The clause that leads a sentence ("Although …,"), apart from what follows."""
    leading = _LEADING.match(sentence)
    return (leading[0], sentence[leading.end() :]) if leading else (sentence,)


def only_asks(clause: str) -> bool:
    """Whether it tells what was to be found out, and not what was found."""
    return bool(_ASKING.search(clause)) and not _FOUND.search(clause)


@lru_cache(maxsize=8192)
def nearest(claim: str, source: str) -> str:
    """The sentence of the source that has nearly all words the two share; else the whole."""
    parts = sentences(source)
    if len(parts) == 1:
        return source
    ours = stems(claim)
    best = max(parts, key=lambda part: (len(ours & stems(part)), -len(part)))
    together = len(ours & stems(source))
    return best if len(ours & stems(best)) >= _NEARLY_ALL * together else source

"""Which line of treatment a text is on, and whether it is the one a question asks about.

Guidelines name lines ("second-line"), or who is treated ("previously untreated", "after progression
on chemotherapy", "after a taxane and trastuzumab"). What names several is on each of them.
"""

from __future__ import annotations

import re
from functools import lru_cache

from probatum.evidence.finding import OTHER_LINE
from probatum.evidence.question import Question
from probatum.evidence.rooted import Rooted
from probatum.retrieval.lexicon import Lexicon

FIRST, LATER, MAINTENANCE = "first", "later", "maintenance"
_FIRST_LINE = r"\b(?:(?:(?:fi|ﬁ)rst|1st|initial)[\s-]|front[\s-]?)line\b"
_INITIAL = (
    r"\b(?:initial|upfront|primary) (?:systemic |combination )?(?:treatment|therapy|chemotherapy)\b"
)
_AFTER_FIRST = re.compile(
    rf"\b(?:after|following|fail(?:ed|ing|ure of)|(?:refractory|resistant) to|"
    rf"progress\w* (?:on|during))\s(?:[\w-]+\s){{0,5}}?(?:{_FIRST_LINE}|{_INITIAL})",
    re.I,
)
_FIRST = Rooted(
    rf"{_FIRST_LINE}|{_INITIAL}|"
    r"\buntreated\b|\btreatment[\s-]na[iï]ve\b|"
    r"\bnewly diagnosed\b|\b(?:no|without) (?:prior|previous|earlier) (?:systemic )?"
    r"(?:treatment|therapy|chemotherapy)\b",
    *("line", "initial", "upfront", "primary", "treated", "naive", "naïve", "newly", "prior"),
    *("previous", "earlier"),
)
_PRIOR = r"(?:prior|previous|earlier)"
_LATER = Rooted(
    r"\b(?:second|third|fourth|later|2nd|3rd|4th|subsequent)[\s-]lines?\b|"
    r"\b(?:previously|heavily|already) (?:been )?(?:pre)?treated\b|\bpretreated\b|\bsalvage\b|"
    r"(?:\b(?:or|platinum)|chemo\w*)[\s-]refractory\b|"
    r"\brefractory (?:disease|to|cancer|tumou?rs?)\b|"
    r"\bprogress(?:ed|ion|ive disease)? (?:\w+ )?(?:on|during|after|following|despite)\b|"
    r"\b(?:after|following|despite) (?:\w+ )?(?:progression|failure|relapse)\b|"
    r"\b(?:had|has|have) (?:previously |already )received\b|"
    rf"\breceived (?!no )(?:\w+ )?(?:at least )?(?:\w+ )?{_PRIOR}\b|"
    rf"(?<!no )(?<!without )\b{_PRIOR} (?:lines?|regimens?|(?:systemic |"
    r"platinum[\w-]* |targeted |endocrine )*(?:treatments?|therap(?:y|ies)|"
    r"chemotherap(?:y|ies)))\b|"
    r"\bafter (?:one|two|three|at least \w+)\b(?:[\s\w]+)\b(?:lines?|regimens?|therapies|"
    r"treatments)\b",
    *("line", "treated", "salvage", "refractory", "progress", "failure", "relapse", "received"),
    *("prior", "previous", "earlier", "after"),
)
_RECURRENT = re.compile(r"\b(?:recurrent|relapsed|recurrences?)\b", re.I)
_AT_FIRST = re.compile(r"\bmetasta\w+|\bstage\s+I|\badvanced\b|\bunresectable|\binoperable", re.I)
_MAINTENANCE = re.compile(r"\bmaintenance\b", re.I)
_JUST_AFTER = re.compile(
    r"\b(?:after|following)(?: (?:an?|the|earlier|prior|previous|treatment|therapy|with|both|"
    r"platinum[\w-]*))*\s$",
    re.I,
)
_ASKED_LATER = re.compile(r"second|third|fourth|2nd|3rd|refractory|previously treated", re.I)


@lru_cache(maxsize=4_096)
def lines(text: str) -> frozenset[str]:
    """Of `FIRST`, `LATER` and `MAINTENANCE`, those that the words state."""
    rest, after_first = _AFTER_FIRST.subn(" ", text)
    found = {
        FIRST: bool(_FIRST.search(rest)),
        LATER: bool(after_first or _LATER.search(rest) or _is_of_recurrence(rest)),
        MAINTENANCE: bool(_MAINTENANCE.search(rest)),
    }
    return frozenset(name for name, stated in found.items() if stated)


def _is_of_recurrence(text: str) -> bool:
    """On disease that came back, and not on that found advanced at first as well."""
    return bool(_RECURRENT.search(text)) and not _AT_FIRST.search(text)


def line_asked(question: Question) -> str | None:
    """The line that the question asks about, if it does."""
    asked = question.attributes.line
    if asked is None:
        return None
    return LATER if _ASKED_LATER.search(asked) else FIRST


class LineAsked:
    """Tells sentences on another line of treatment than the one asked about."""

    def __init__(self, question: Question, lexicon: Lexicon) -> None:
        self._asked = line_asked(question)
        self._lexicon = lexicon

    def about(self, sentence: str, heading: tuple[str, ...]) -> str | None:
        """A label where the sentence, or the nearest heading that states one, is on another."""
        stated = self._stated(sentence, heading)
        return OTHER_LINE if stated and self._asked not in stated else None

    def states(self, sentence: str) -> bool:
        """Whether it states the line asked about, and no other."""
        return self._stated(sentence, ()) == {self._asked}

    def _stated(self, sentence: str, heading: tuple[str, ...]) -> frozenset[str]:
        if self._asked is None:
            return frozenset()
        if here := lines(sentence):
            return here
        if self._is_after_a_drug(sentence):
            return frozenset({LATER})
        return next(filter(None, map(lines, reversed(heading))), frozenset())

    def _is_after_a_drug(self, sentence: str) -> bool:
        """Who has had a drug ("after trastuzumab") is past the first line; after surgery, not."""
        known = self._lexicon.thesaurus.treatment
        return any(
            (entry := known(mention.name))
            and entry.is_drug
            and _JUST_AFTER.search(sentence[: mention.start])
            for mention in self._lexicon.mentions(sentence)
            if mention.kind == "treatment"
        )

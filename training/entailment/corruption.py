"""One error planted in a sentence, by rule. Each function gives the changed sentence, or None.

The kinds are those of an audited answer: number, unit, negation, direction, arms, drug, condition,
population, strength. What the error makes of the sentence stands in `KINDS`: another value or the
opposite contradicts the source; another drug, patient or degree of certainty is not carried by it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from probatum.verification.names import drugs
from training.entailment.pair import CONTRADICTED, NOT_ENOUGH

_NUMBER = re.compile(r"(?<![\w.,/-])\d+(?:\.\d+)?(?![\w,/-]|\.\d)")
_UNITS = (("mg", "g"), ("mg", "mcg"), ("days", "weeks"), ("weeks", "months"), ("months", "years"),
          ("hours", "days"), ("daily", "weekly"), ("mL", "L"), ("kg", "g"), ("minutes", "hours"),
          ("once", "twice"))  # fmt: skip
_OPPOSITES = (
    ("increased", "decreased"), ("increases", "decreases"), ("increase", "decrease"),
    ("higher", "lower"), ("greater", "smaller"), ("more", "less"), ("longer", "shorter"),
    ("improved", "worsened"), ("improves", "worsens"), ("improve", "worsen"),
    ("improvement", "worsening"), ("better", "worse"), ("superior", "inferior"),
    ("reduced", "raised"), ("reduces", "raises"), ("reduction", "rise"), ("reduce", "raise"),
    ("effective", "ineffective"), ("safe", "unsafe"), ("beneficial", "harmful"),
    ("benefit", "harm"), ("prevented", "caused"), ("prevents", "causes"), ("prevent", "cause"),
    ("positive", "negative"), ("early", "late"), ("before", "after"), ("faster", "slower"),
    ("common", "rare"), ("favorable", "unfavorable"), ("favourable", "unfavourable"),
    ("above", "below"), ("most", "few"), ("majority", "minority"), ("high", "low"),
    ("stronger", "weaker"), ("gain", "loss"), ("accelerated", "delayed"), ("fewer", "more"),
    ("activates", "inhibits"), ("activation", "inhibition"), ("promotes", "suppresses"),
    ("upregulated", "downregulated"), ("protective", "damaging"), ("enhanced", "impaired"),
    ("enhances", "impairs"), ("lowers", "raises"), ("good", "poor"), ("sensitive", "resistant"),
)  # fmt: skip
_PEOPLE = (
    ("women", "men"), ("children", "adults"), ("older", "younger"), ("boys", "girls"),
    ("premenopausal", "postmenopausal"), ("elderly", "young"), ("infants", "adolescents"),
    ("healthy", "diabetic"), ("stage II", "stage III"), ("stage III", "stage IV"),
    ("early-stage", "metastatic"), ("localized", "metastatic"), ("recurrent", "newly diagnosed"),
    ("first-line", "second-line"), ("adjuvant", "palliative"), ("acute", "chronic"),
    ("male", "female"), ("pregnant", "elderly"), ("smokers", "nonsmokers"), ("mild", "severe"),
    ("type 2 diabetes", "type 1 diabetes"), ("patients", "mice"),
)  # fmt: skip
_STRONGER = (
    ("may be", "is"), ("might be", "is"), ("may", "will"), ("might", "will"), ("could", "will"),
    ("suggest", "prove"), ("suggests", "proves"), ("suggested", "proved"), ("often", "always"),
    ("is associated with", "causes"), ("was associated with", "caused"),
    ("were associated with", "caused"), ("are associated with", "cause"), ("appears to", "does"),
    ("can be considered", "is mandatory"), ("may be considered", "must be given"),
    ("some", "all"), ("usually", "always"), ("tended to", "did"), ("possible", "certain"),
    ("most", "all"), ("limited evidence", "strong evidence"), ("rarely", "never"),
)  # fmt: skip
_VERB = re.compile(
    r"\b(is|are|was|were|can|could|should|will|would|has been|have been|had|may|did)\b(?! not\b)"
)
_DENIED = re.compile(
    r"\b(is|are|was|were|can|could|should|will|would|has|have|had|may|did|does|do) not\b"
)
_DID = re.compile(
    r"\b(?<!not )(increased|decreased|reduced|improved|affected|changed|differed|prevented)\b"
    r"(?= (?:the|significantly|in|by|\w+ (?:risk|rate|level)))"
)
_STEM = {"increased": "increase", "decreased": "decrease", "reduced": "reduce",
         "improved": "improve", "affected": "affect", "changed": "change", "differed": "differ",
         "prevented": "prevent"}  # fmt: skip
_ARMS = re.compile(
    r"\b(in|with|for|by|after|among) ((?:the )?[\w-]+(?: [\w-]+){0,4}?)"
    r"((?:,? \([^)]*\))?,? (?:than|compared (?:with|to)|versus|vs\.?)"
    r"(?: (?:in|with|for|by|after|among))?) "
    r"((?:the )?[\w-]+(?: [\w-]+){0,3}?)(?=[,.;(]| \(|$)"
)


def number(sentence: str, rng: random.Random) -> str | None:
    """Another value of the same form."""
    found = [m for m in _NUMBER.finditer(sentence) if not _is_year(m[0])]
    if not found:
        return None
    match = rng.choice(found)
    value = float(match[0])
    digits = len(match[0].partition(".")[2])
    for _ in range(8):
        factor = rng.choice((0.1, 0.4, 0.5, 0.7, 0.85, 1.2, 1.5, 2, 2.5, 3, 10))
        new = f"{value * factor + rng.choice((0, 1)) * (digits == 0):.{digits}f}"
        if float(new) != value:
            return sentence[: match.start()] + new + sentence[match.end() :]
    return None


def _is_year(written: str) -> bool:
    return len(written) == 4 and written[:2] in {"19", "20"}


def unit(sentence: str, rng: random.Random) -> str | None:
    """The unit or the schedule exchanged."""
    return _exchange(sentence, _UNITS, rng)


def direction(sentence: str, rng: random.Random) -> str | None:
    """A word of direction for its opposite."""
    return _exchange(sentence, _OPPOSITES, rng)


def population(sentence: str, rng: random.Random) -> str | None:
    """Other patients."""
    return _exchange(sentence, _PEOPLE, rng)


def strength(sentence: str, rng: random.Random) -> str | None:
    """Surer than it was; never weaker, which the source would carry."""
    return _exchange(sentence, _STRONGER, rng, both_ways=False)


def negation(sentence: str, rng: random.Random) -> str | None:
    """Denied where it was stated, or stated where it was denied."""
    if match := _DENIED.search(sentence):
        return sentence[: match.end(1)] + sentence[match.end() :]
    if match := _DID.search(sentence):
        return f"{sentence[: match.start()]}did not {_STEM[match[1]]}{sentence[match.end() :]}"
    if match := re.search(
        r"\b(no|No) (?=significant|difference|evidence|benefit|effect)", sentence
    ):
        word = "a" if match[1] == "no" else "A"
        return f"{sentence[: match.start()]}{word} {sentence[match.end() :]}"
    found = list(_VERB.finditer(sentence))
    if not found:
        return None
    match = rng.choice(found[:2])
    verb = match[1].split()[0]
    rest = sentence[match.start() + len(verb) :]
    return f"{sentence[: match.start()]}{verb} not{rest}"


def arms(sentence: str, rng: random.Random) -> str | None:
    """The two sides of a comparison exchanged."""
    match = _ARMS.search(sentence)
    if not match or match[2].lower() == match[4].lower():
        return None
    swapped = f"{match[1]} {match[4]}{match[3]} {match[2]}"
    return sentence[: match.start()] + swapped + sentence[match.end() :]


class Exchange:
    """Puts one drug or condition for another of those given."""

    def __init__(self, names: Callable[[str], frozenset[str]], pool: tuple[str, ...]) -> None:
        self._names = names
        self._pool = pool

    def __call__(self, sentence: str, rng: random.Random) -> str | None:
        """The sentence with one of its names exchanged wherever it stands."""
        found = sorted(self._names(sentence))
        if not found:
            return None
        old, new = rng.choice(found), rng.choice(self._pool)
        if new.lower() in sentence.lower() or old.lower() in new.lower():
            return None
        changed = re.sub(rf"\b{re.escape(old)}\b", lambda _: new, sentence, flags=re.I)
        return changed if changed != sentence else None


def kinds(drug_pool: tuple[str, ...], conditions: Exchange) -> dict[str, tuple[Corruption, int]]:
    """Every kind of error with the label of what it makes."""
    return {
        "number": (number, CONTRADICTED),
        "unit": (unit, CONTRADICTED),
        "direction": (direction, CONTRADICTED),
        "negation": (negation, CONTRADICTED),
        "arms": (arms, CONTRADICTED),
        "drug": (Exchange(drugs, drug_pool), NOT_ENOUGH),
        "condition": (conditions, NOT_ENOUGH),
        "population": (population, NOT_ENOUGH),
        "strength": (strength, NOT_ENOUGH),
    }


Corruption = Callable[[str, random.Random], str | None]


def _exchange(
    sentence: str,
    pairs: tuple[tuple[str, str], ...],
    rng: random.Random,
    *,
    both_ways: bool = True,
) -> str | None:
    table = dict(pairs)
    if both_ways:
        table = {**{new: old for old, new in pairs}, **table}
    choices = "|".join(re.escape(word) for word in sorted(table, key=len, reverse=True))
    found = list(re.finditer(rf"\b({choices})\b", sentence, re.I))
    if not found:
        return None
    match = rng.choice(found)
    new = table.get(match[0].lower()) or table.get(match[0])
    if new is None:
        return None
    if match[0][0].isupper() and new[0].islower():
        new = new[0].upper() + new[1:]
    return sentence[: match.start()] + new + sentence[match.end() :]

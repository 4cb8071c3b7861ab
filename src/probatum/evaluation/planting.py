"""True sentences made false by one rule a kind of error, and put in other words by rule."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable

from probatum.verification.names import drugs

Plant = Callable[[str], str | None]
Pairs = tuple[tuple[str, str], ...]

_DIRECTIONS = (("increased", "decreased"), ("improved", "worsened"), ("higher", "lower"),
               ("longer", "shorter"), ("reduced", "increased"), ("better", "worse"))  # fmt: skip
_STRENGTHS: Pairs = ((r"\bmay be\b", "must be"), (r"\bcan be\b", "must be"), (r"\bmay\b", "must"),
                     (r"was associated with", "causes"))  # fmt: skip
_NEGATIONS: Pairs = ((r"\bshould be\b", "should not be"), (r"\bnot ", ""),
                     (r"\b(is|are|was|were|can|may) (?!not|no)", r"\1 not "))  # fmt: skip
_UNITS: Pairs = (
    (r"(\d)\s?mg/m2?²?\b", r"\1 mg/kg"), (r"(\d)\s?mg/kg\b", r"\1 mg/m2"),
    (r"(\d)\s?mg\b", r"\1 mcg"), (r"(\d)\s?(?:mcg|µg|μg)\b", r"\1 mg"), (r"(\d)\s?Gy\b", r"\1 cGy"),
    (r"(\d)[\s-]months?\b", r"\1 weeks"), (r"(\d)[\s-]weeks?\b", r"\1 months"),
    (r"(\d)[\s-]years?\b", r"\1 months"), (r"(\d)[\s-]days?\b", r"\1 weeks"),
)  # fmt: skip
_SCHEDULES: Pairs = (
    (r"\btwice (daily|weekly|a day|a week)\b", r"three times \1"),
    (r"\bevery 3 weeks\b", "every 2 weeks"), (r"\bevery 2 weeks\b", "every 3 weeks"),
    (r"\bevery (\d+) (weeks|months|days|hours)\b", r"every 1\1 \2"),
    (r"\b(once|three times) (daily|weekly|a day)\b", r"twice \2"),
    (r"\bdaily\b", "weekly"), (r"\bweekly\b", "daily"), (r"\bmonthly\b", "weekly"),
)  # fmt: skip
_ROUTES: Pairs = (
    (r"\boral(ly)?\b", r"intravenous\1"), (r"\bintravenous(ly)?\b", r"oral\1"),
    (r"\bsubcutaneous(ly)?\b", r"intramuscular\1"),
)  # fmt: skip
_POPULATIONS: Pairs = (
    (r"\bfirst-line\b", "second-line"), (r"\bsecond-line\b", "first-line"),
    (r"\bneoadjuvant\b", "adjuvant"), (r"\badjuvant\b", "neoadjuvant"),
    (r"\bwild-type\b", "mutated"), (r"\b(KRAS|BRAF|EGFR|RAS)([ -])mutat\w+", r"\1\2wild-type"),
    (r"\b(HER2|ER|PR|receptor)-positive\b", r"\1-negative"),
    (r"\b(HER2|ER|PR|receptor)-negative\b", r"\1-positive"),
    (r"\bpostmenopausal\b", "premenopausal"), (r"\bmetastatic\b", "nonmetastatic"),
    (r"\bnewly diagnosed\b", "relapsed"), (r"\badults\b", "children"), (r"\bchildren\b", "adults"),
    (r"\b(?<!wo)men\b", "women"), (r"\bwomen\b", "men"),
)  # fmt: skip
_CLASSES: Pairs = (
    (r"\b([Gg]rade) 3\b", r"\1 1"), (r"\b([Gg]rade) 2\b", r"\1 4"),
    (r"\b([Ss]tage) III\b", r"\1 I"),
    (r"\b([Ss]tage) II\b", r"\1 IV"), (r"\b([Ss]tage) IV\b", r"\1 II"),
    (r"\b([Tt]ype) 2\b", r"\1 1"), (r"\b([Pp]hase) (?:III|3)\b", r"\1 I"),
)  # fmt: skip
_SEQUENCES: Pairs = ((r"\bfollowed by\b", "preceded by"), (r"\bprior to\b", "after"),
                     (r"\bbefore\b", "after"))  # fmt: skip
_COMPARED = re.compile(r"\b(?:than|compared (?:with|to)|versus|vs\.?|superior to)\b", re.I)
_RESULTS = re.compile(
    r"(?P<one>\d+(?:\.\d+)?)(?P<between>%?(?:\s(?:months|years))?(?:\s\([^)]*\))?[,;]?\s"
    r"(?:versus|vs\.?|compared with|in the \w+ group (?:versus|and))\s)(?P<other>\d+(?:\.\d+)?)"
    r"(?=%|\smonths|\syears)"
)
_ARM = re.compile(r"\b(placebo|control|surgery|observation|chemotherapy|radiotherapy)\b", re.I)
_SAME_WORDS: Pairs = (
    (r"\bhazard ratio(?: \[HR\])?", "HR"), (r"\bpercent\b", "%"), (r"\bpatients\b", "people"),
    (r"\bPatients\b", "People"), (r"\bcompared with\b", "versus"),
    (r"\brandomized\b", "randomised"), (r"\btumor\b", "tumour"), (r"\bdemonstrated\b", "showed"),
    (r"\bIn addition, ", ""), (r"\bHowever, ", ""), (r"\bapproximately\b", "about"),
    (r"\breceived\b", "were given"), (r"\badministered\b", "given"), (r"\butilized\b", "used"),
    (r"\bprior to\b", "before"), (r"\bhad a\b", "showed a"), (r"\bseveral\b", "a number of"),
    (r"\s\((?![^)]*\d)[^)]*\)", ""), (r"\bcommonly\b", "often"), (r"\bindividuals\b", "people"),
)  # fmt: skip
_OPENING = re.compile(
    r"^(?P<where>(?:In|For|Among|After|During) [^,;:]{8,80}), (?P<rest>[^;:]+)\.$"
)


def paraphrased(text: str) -> str:
    """The same in other words and another order; numbers and names as they are."""
    for pattern, words in _SAME_WORDS:
        text = re.sub(pattern, words, text)
    if match := _OPENING.match(text):
        where, rest = match["where"], match["rest"]
        text = f"{rest[0].upper()}{rest[1:]} {where[0].lower()}{where[1:]}."
    return text


def planters(true_sentences: Iterable[str], seed: int) -> dict[str, Plant]:
    """One rule a kind of error; each gives None where it cannot be applied."""
    chance = random.Random(seed)  # noqa: S311 - a draw to be repeated
    names = sorted({name for text in true_sentences for name in drugs(text)})
    return {
        "number": lambda text: _number(text, chance),
        "unit": _replaced(_UNITS),
        "negation": _replaced(_NEGATIONS),
        "direction": _replaced(tuple((rf"\b{one}\b", other) for one, other in _DIRECTIONS)),
        "drug": lambda text: _drug(text, names, chance),
        "arms swapped": lambda text: _arms(text) or _results(text),
        "population": _replaced(_POPULATIONS),
        "stage, grade, type": _replaced(_CLASSES),
        "schedule": _replaced(_SCHEDULES),
        "route": _replaced(_ROUTES),
        "sequence": _replaced(_SEQUENCES),
        "strength": _replaced(_STRENGTHS),
    }


def _replaced(pairs: Pairs) -> Plant:
    def plant(text: str) -> str | None:
        usable = [pair for pair in pairs if re.search(pair[0], text)]
        return re.sub(*usable[0], text, count=1) if usable else None

    return plant


def _number(text: str, chance: random.Random) -> str | None:
    figures = list(re.finditer(r"(?<![\w.-])\d+(?:\.\d+)?(?=\s?(?:%|mg|months|\)|;|,| ))", text))
    if not figures:
        return None
    figure = chance.choice(figures)
    value = float(figure[0]) * chance.choice((2, 3, 10)) + ("." not in figure[0])
    return f"{text[: figure.start()]}{value:g}{text[figure.end() :]}"


def _drug(text: str, names: list[str], chance: random.Random) -> str | None:
    here = sorted(drugs(text))
    others = [name for name in names if name not in text.lower()]
    if not here or not others:
        return None
    return re.sub(chance.choice(here), chance.choice(others), text, flags=re.I)


def _arms(text: str) -> str | None:
    """Two arms on the two sides of a comparison, in each other's place."""
    compared = _COMPARED.search(text)
    if not compared:
        return None
    left, right = text[: compared.start()], text[compared.end() :]
    one, other = (sorted(drugs(side) | set(_ARM.findall(side.lower()))) for side in (left, right))
    if len(one) != 1 or len(other) != 1 or one == other:
        return None
    changed_left, first = re.subn(rf"\b{one[0]}\b", other[0], left, count=1, flags=re.I)
    changed_right, second = re.subn(rf"\b{other[0]}\b", one[0], right, count=1, flags=re.I)
    return changed_left + compared[0] + changed_right if first and second else None


def _results(text: str) -> str | None:
    match = _RESULTS.search(text)
    if not match or match["one"] == match["other"]:
        return None
    swapped = f"{match['other']}{match['between']}{match['one']}"
    return text[: match.start()] + swapped + text[match.end() :]

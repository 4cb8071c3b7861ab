"""How much harm an answer could do if it were wrong: what is read first in the queue.

The rule looks at what an answer says, never at who wrote it. The gravest hazard gives the risk:

- **high**: a sentence contradicts its source; a cited work was retracted or is of concern; a dose
  of a high-alert drug is given (see ``high_alert_drugs.txt``).
- **raised**: any other dose or schedule; a high-alert drug is named; a sentence is not wholly
  supported, or rests on no source; sources disagree; a cited work was corrected or superseded; it
  speaks of a pregnant patient, or to patients.
- **usual**: none of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import pairwise

from probatum.evidence.answer import Answer
from probatum.evidence.article import Hazard, Risk
from probatum.evidence.claim import Basis, Verdict
from probatum.evidence.document import Status
from probatum.evidence.doses import tells_a_dose
from probatum.evidence.question import ReaderKind

_MOST_NAMED = 3
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_GRAVE = {Status.RETRACTED, Status.OF_CONCERN}


def hazards(answer: Answer) -> tuple[Hazard, ...]:
    """What speaks for reading it soon, gravest first; each in a few words."""
    found = (*_of_sentences(answer), *_of_sources(answer), *_of_readers(answer))
    return tuple(sorted(found, key=lambda one: -one.risk))


def high_alert_drugs(text: str) -> tuple[str, ...]:
    """Names of high-alert drugs in a text, each once."""
    words = _WORD.findall(text.lower())
    # Names of two words before those of one: "potassium chloride".
    pairs = [" ".join(pair) for pair in pairwise(words)]
    known = _names()
    found = (name for one in (*pairs, *words) for name in (one, one.removesuffix("s")))
    return tuple(name for name in dict.fromkeys(found) if name in known)


def _of_sentences(answer: Answer) -> Iterator[Hazard]:
    claims = answer.claims()
    evidence = [claim for claim in claims if claim.basis is Basis.EVIDENCE]
    if wrong := sum(claim.verdict is Verdict.CONTRADICTED for claim in evidence):
        yield Hazard(risk=Risk.HIGH, text=f"{wrong} contradicted by the source")
    doubtful = (Verdict.PARTLY, Verdict.NOT_FOUND)
    if unsure := sum(claim.verdict in doubtful for claim in evidence):
        yield Hazard(risk=Risk.RAISED, text=f"{unsure} not wholly supported")
    if general := len(claims) - len(evidence):
        yield Hazard(risk=Risk.RAISED, text=f"{general} without a source")
    dosed = [claim.text for claim in claims if tells_a_dose(claim.text)]
    if alert := high_alert_drugs("\n".join(dosed)):
        yield Hazard(risk=Risk.HIGH, text=f"doses where {_listed(alert)} is named")
    elif dosed:
        yield Hazard(risk=Risk.RAISED, text="doses")
    if not alert and (named := high_alert_drugs("\n".join(claim.text for claim in claims))):
        yield Hazard(risk=Risk.RAISED, text=f"names {_listed(named)}")


def _of_sources(answer: Answer) -> Iterator[Hazard]:
    for status in Status:
        number = sum(reference.status is status for reference in answer.references)
        if number and status is not Status.CURRENT:
            risk = Risk.HIGH if status in _GRAVE else Risk.RAISED
            yield Hazard(risk=risk, text=f"{number} cited {status}")
    if answer.conflicts:
        yield Hazard(risk=Risk.RAISED, text="sources disagree")


def _of_readers(answer: Answer) -> Iterator[Hazard]:
    if answer.question.attributes.pregnant:
        yield Hazard(risk=Risk.RAISED, text="pregnancy")
    if answer.reader is ReaderKind.PATIENT:
        yield Hazard(risk=Risk.RAISED, text="for patients")


def _listed(names: tuple[str, ...]) -> str:
    more = " and others" if len(names) > _MOST_NAMED else ""
    return ", ".join(names[:_MOST_NAMED]) + more


@cache
def _names() -> frozenset[str]:
    lines = files("probatum.review").joinpath("high_alert_drugs.txt").read_text("utf-8").split("\n")
    names = (name.strip() for line in lines if not line.startswith("#") for name in line.split(";"))
    return frozenset(filter(None, names))

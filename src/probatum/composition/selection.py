"""Choosing quotations: what a clinician needs for each facet, best first, none twice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from probatum.composition.assessing import FINDING_OUT, finds_out
from probatum.composition.likeness import Likeness, tokens
from probatum.composition.opposing import Disagree, Opposed, all_opposed, opposed_to
from probatum.composition.quotations import Quotation, quotations
from probatum.composition.worth import worth_of
from probatum.evidence.document import DocumentKind
from probatum.evidence.finding import Evidence, Found

_LEAST, _LEAST_OF_BEST = 0.2, 0.45
_TOO_LITTLE = "is the best for its part and not good enough"
_ONLY_HEADING = 0.7


class Choice(NamedTuple):
    """A quotation chosen for a facet, with its worth there."""

    quotation: Quotation
    worth: float


class Selection:
    """The quotations of every facet. What says the same is used once, where it is worth most."""

    def __init__(
        self,
        evidence: Evidence,
        most: dict[str, int],
        most_otherwise: int,
        disagree: Disagree | None = None,
    ) -> None:
        self.passed_over: dict[str, str] = {}
        self.chosen: list[tuple[Found, list[Choice]]] = [(found, []) for found in evidence.found]
        self._most, self._most_otherwise = most, most_otherwise
        everything = [
            (choice, place)
            for place, found in enumerate(evidence.found)
            for choice in self._from_the_source(tuple(self._candidates(found, evidence)))
        ]
        everything.sort(key=lambda item: (-item[0].worth, item[1], item[0].quotation.start))
        self._likeness = Likeness({tokens(choice.quotation.said) for choice, _ in everything})
        for choice, place in everything:
            if reason := self._objection(choice, place):
                self.passed_over.setdefault(choice.quotation.text, reason)
            else:
                self.chosen[place][1].append(choice)
        self.opposed: tuple[Opposed, ...] = ()
        if disagree is not None:
            self._oppose(everything, disagree)
            self.opposed = tuple(all_opposed(self._taken(), disagree))
        for taken in self._taken():
            self.passed_over.pop(taken.text, None)

    def _oppose(self, everything: list[tuple[Choice, int]], disagree: Disagree) -> None:
        """Beside each choice, however many there are, what another work says against it."""
        for place, (found, choices) in enumerate(self.chosen):
            here = [c for c, at in everything if at == place and c.worth > 0 and c not in choices]
            quotes = [choice.quotation for choice in here]
            beside: list[Choice] = []
            for choice in choices:
                beside.append(choice)
                against = opposed_to(choice.quotation, quotes, disagree)
                if against is not None and not self._is_taken(against, beside):
                    beside.append(here[quotes.index(against)])
            self.chosen[place] = (found, beside)

    def _is_taken(self, quote: Quotation, beside: list[Choice]) -> bool:
        taken = (*self._taken(), *(choice.quotation for choice in beside))
        return any(quote.overlaps(other) for other in taken)

    def _from_the_source(self, choices: tuple[Choice, ...]) -> Iterator[Choice]:
        """A summary quotes its guideline: where that says the same word for word, it is cited."""
        said = {
            _plain(choice.quotation.said)
            for choice in choices
            if choice.quotation.document.kind is not DocumentKind.PRACTICAL_SUMMARY
        }
        for choice in choices:
            summary = choice.quotation.document.kind is DocumentKind.PRACTICAL_SUMMARY
            if summary and _plain(choice.quotation.said) in said:
                self.passed_over.setdefault(choice.quotation.text, "stands in its source itself")
            else:
                yield choice

    def _objection(self, choice: Choice, place: int) -> str | None:
        """Why the next best candidate is not taken for its facet."""
        found, choices = self.chosen[place]
        best = choices[0].worth if choices else choice.worth
        if choice.worth == 0:
            if found.facet.together:
                return "does not compare just what was asked about"
            section = found.facet.section
            if section in FINDING_OUT and not finds_out(section, choice.quotation.said):
                return "is on treatment or frequency, not on finding out"
            return f"is {choice.quotation.kind.value}, not advice or result"
        if len(choices) == self._most.get(found.facet.section, self._most_otherwise):
            return "others are better"
        if choice.worth < max(_LEAST, _LEAST_OF_BEST * best):
            return "is not good enough"
        said = tokens(choice.quotation.said)
        repeats = any(
            choice.quotation.overlaps(other)
            or self._likeness.tells_the_same(said, tokens(other.said))
            for other in self._taken()
        )
        return "says what another one says" if repeats else None

    def _taken(self) -> Iterator[Quotation]:
        return (choice.quotation for _, choices in self.chosen for choice in choices)

    def _candidates(self, found: Found, evidence: Evidence) -> Iterator[Choice]:
        required = [tokens(term) for term in found.facet.required]
        wanted = [tokens(term) for term in found.facet.terms]
        for finding in (*found.findings, *found.others):
            heading = tokens(" ".join(finding.passage.heading[-1:]))
            document = evidence.described[finding.passage.document]
            for item in quotations(document, finding):
                if not isinstance(item, Quotation):
                    self.passed_over.setdefault(*item)
                    continue
                words = tokens(item.said)
                terms = _count(wanted, words)
                if terms < found.facet.at_least:
                    continue
                if not found.is_enough:
                    self.passed_over.setdefault(item.text, _TOO_LITTLE)
                    continue
                named = not required or _count(required, words) > 0
                if not named and found.facet.section == "Staging":
                    continue  # every sentence stands under "Stage information"
                if named or _count(required, heading):
                    worth = worth_of(item, found, terms)
                    yield Choice(item, worth if named else worth * _ONLY_HEADING)


def _plain(text: str) -> str:
    return " ".join(text.split())


def _count(terms: list[frozenset[str]], words: frozenset[str]) -> int:
    return sum(1 for term in terms if term and term <= words)

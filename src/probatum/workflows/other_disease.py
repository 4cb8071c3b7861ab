"""Whether what a page cites is about another disease than the page is."""

from __future__ import annotations

from typing import NamedTuple

from probatum.evidence.document import Document
from probatum.evidence.question import Facet
from probatum.retrieval.applicability import IN_PASSING, ByCondition
from probatum.retrieval.lexicon import Lexicon

_ANY = Facet(name="check", section="", terms=("check",))


class Other(NamedTuple):
    """Why words are on another disease, and whether they name the one asked about all the same."""

    why: str
    in_passing: bool


class OtherDisease:
    """Judges sources for the condition that a sentence names, or else its page.

    A sentence on a page about one disease often names a symptom ("pain") or a complication too:
    only a disease of the same kind, which could be taken for the page's, stands in its place.
    """

    def __init__(self, page_title: str) -> None:
        self._lexicon = Lexicon()
        self._thesaurus = self._lexicon.thesaurus
        self._page = next(iter(self._lexicon.conditions(page_title)), None)
        self._judges: dict[str, ByCondition] = {}

    def of_words(self, claim: str, words: str, document: Document) -> Other | None:
        """Why the words are on another disease than the claim; None when they are not."""
        named = self._lexicon.conditions(claim)
        return self._judged(self._chosen(named), words, document)

    def holds(self, claim: str, document: Document) -> bool:
        """Whether the work is not, as a whole, on another disease than the claim or its page."""
        chosen = self._chosen(self._lexicon.conditions(claim))
        if chosen is None:
            return True
        subject = " ".join((document.title, *document.topics))
        kindred = [n for n in self._lexicon.conditions(subject) if self._are_alike(n, chosen)]
        return not kindred or self._judged(chosen, document.title, document) is None

    def _chosen(self, named: tuple[str, ...]) -> str | None:
        if self._page is None:
            return named[0] if named else None
        if self._page in named:
            return self._page
        return next((name for name in named if self._are_alike(name, self._page)), self._page)

    def _are_alike(self, one: str, other: str) -> bool:
        return self._thesaurus.group(one) == self._thesaurus.group(other)

    def of_work(self, document: Document) -> str | None:
        """Why the work is on another disease than the page; None when it is not, or on none."""
        if not self._lexicon.conditions(" ".join((document.title, *document.topics))):
            return None
        judged = self._judged(self._page, document.title, document)
        return judged.why if judged else None

    def _judged(self, condition: str | None, words: str, document: Document) -> Other | None:
        if condition is None:
            return None
        if condition not in self._judges:
            self._judges[condition] = ByCondition(
                self._thesaurus.condition_of(condition), self._lexicon
            )
        _, unfit = self._judges[condition].judge(words, (), document, _ANY)
        if unfit is None or unfit.startswith("does not speak of"):
            return None
        return Other(f"it {unfit}, not of {condition}", unfit.startswith(IN_PASSING))

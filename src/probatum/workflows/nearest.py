"""What stands before there is an answer: the words found nearest to a part of the question."""

from __future__ import annotations

from collections.abc import Mapping

from probatum.composition.cues import defect, points_back
from probatum.evidence.described import Described
from probatum.evidence.finding import Found
from probatum.evidence.value import Value

_PASSAGES = 3


class Nearest(Value):
    """A sentence of a source, word for word; `about` says of whom, where not of the one asked."""

    words: str
    about: str | None
    title: str


def nearest(found: Found, documents: Mapping[str, Described]) -> Nearest | None:
    """The sentence of the best passages that can stand alone and shares most terms with its part.

    It is no answer: nothing is chosen, laid out or verified yet. None where no sentence fits.
    """
    terms = tuple(term.lower() for term in found.facet.terms)
    best, most = None, 0
    for finding in found.findings[:_PASSAGES]:
        document = documents[finding.passage.document]
        for sentence in finding.sentences:
            words = document.text[sentence.start : sentence.end]
            shared = sum(term in words.lower() for term in terms)
            alone = sentence.unfit is None and not (defect(words) or points_back(words))
            if alone and shared > most:
                most = shared
                best = Nearest(words=words, about=sentence.about, title=document.title)
    return best

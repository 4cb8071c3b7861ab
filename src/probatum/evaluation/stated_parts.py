"""Parts of plans that stand under any heading, asked with what states them, and with it taken out.

Made anew at each run from the PDQ treatment summaries and MedQuAD's pages; nothing is labelled by
hand. Each document with a known disease as its subject is asked "How is SUBJECT treated?", and of a
cancer what holds where it has spread. Of every part of the plan that `retrieval.sufficiency` judges
by what is stated, those passages are right that have a word which the part requires and stand in a
document on this disease, on a part of it or on one that it is a part of. Each is asked of the whole
library, then with what is right withheld, then with these documents, so that documents on other
diseases remain. A subject is in one half with all its parts.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from probatum.errors import NotClinical
from probatum.evaluation.answerable import Case, judged_case
from probatum.evaluation.built_library import built_library
from probatum.evaluation.data import part
from probatum.evaluation.medquad import pages
from probatum.evaluation.pdq_headings import summaries
from probatum.evaluation.suite import half
from probatum.evaluation.withheld import withheld
from probatum.evidence.document import Document
from probatum.evidence.passage import Passage, passages
from probatum.evidence.question import CANCER, Facet
from probatum.library.index import Index
from probatum.retrieval.lexicon import Lexicon
from probatum.retrieval.sufficiency import is_judged_by_statements
from probatum.retrieval.understanding import Context, context_of, understand
from probatum.retrieval.words import padded

_TREATED, _SPREAD = "How is {} treated?", "How is metastatic {} treated?"


class Held(NamedTuple):
    """A document of the library with the diseases that it is on, and its passages."""

    document: Document
    subjects: frozenset[str]
    passages: tuple[Passage, ...]


def stated_cases(data: Path, count: int, kept: Path | None = None) -> Iterator[Case]:
    """The parts of `count` subjects of each library, asked with and without what states them."""
    libraries = {
        "pdq/summaries": (summaries(part(data, "corpus", "pdq")), (_TREATED, _SPREAD)),
        "medquad/pages": (pages(part(data, "corpus", "medquad")), (_TREATED,)),
    }
    for name, (read, asked) in libraries.items():
        documents = tuple(read)
        with built_library(name, documents, kept) as index:
            context = context_of(index)
            held = [*_held(documents, context)]
            subjects = {subject for each in held for subject in each.subjects}
            for subject in sorted(subjects, key=_order)[:count]:
                for text in asked:
                    yield from cases_of(subject, text.format(subject), held, context, index)


def cases_of(
    subject: str, text: str, held: Iterable[Held], context: Context, index: Index
) -> Iterator[Case]:
    """Of one question: each part three times, one state of the library after the other."""
    try:
        question, lexicon = understand(text, context)
    except NotClinical:
        return
    if question.condition is None or question.condition.name != subject:
        return
    related = [each for each in held if any(_holds(s, subject, lexicon) for s in each.subjects)]
    whole = frozenset(passage.id for each in related for passage in each.passages)
    for facet in filter(is_judged_by_statements, question.facets):
        right = _right(facet, (passage for each in related for passage in each.passages))
        for hidden in (frozenset[str](), right, whole) if right else ():
            name, left = f"{subject}/{facet.name}/{text}", right - hidden
            library = withheld(index, hidden)
            yield judged_case(name, half(subject), question, facet, lexicon, library, left)


def _held(documents: Iterable[Document], context: Context) -> Iterator[Held]:
    """Those on one known disease or several, as their topics or else their titles say."""
    lexicon = Lexicon((), context.thesaurus)
    for document in documents:
        named = (lexicon.conditions(text) for text in (*document.topics, document.title))
        if subjects := frozenset(name for names in named for name in names) - {CANCER}:
            yield Held(document, subjects, passages(document))


def _holds(of: str, asked: str, lexicon: Lexicon) -> bool:
    covers = lexicon.thesaurus.covers
    return of == asked or covers(of, asked) or covers(asked, of)


def _right(facet: Facet, parts: Iterable[Passage]) -> frozenset[str]:
    required = [padded(term) for term in facet.required]
    texts = ((each.id, padded(" ".join((*each.heading, each.text)))) for each in parts)
    return frozenset(name for name, text in texts if any(term in text for term in required))


def _order(subject: str) -> bytes:
    return hashlib.sha256(f"stated {subject}".encode()).digest()

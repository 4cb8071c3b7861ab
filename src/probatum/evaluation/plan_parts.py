"""Parts of the plan, asked with the sections that answer them in the library, and taken out.

Made anew at each run from the PDQ treatment summaries; nothing is labelled by hand. Each summary
with a known disease as its subject is asked "How is SUBJECT treated?". Of the parts in its plan
those are judged whose kind of heading the summary has: what stands under such a heading is right.
Each is asked of the whole library, then with these sections withheld, then with the whole summary,
so that its other sections, and then only other summaries, remain. A summary is in one half with
all its parts.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from probatum.errors import NotClinical
from probatum.evaluation.answerable import Case, judged_case
from probatum.evaluation.built_library import built_library
from probatum.evaluation.data import part
from probatum.evaluation.pdq_headings import summaries
from probatum.evaluation.suite import half
from probatum.evaluation.withheld import withheld
from probatum.evidence.document import Document
from probatum.evidence.passage import passages
from probatum.library.index import Index
from probatum.retrieval.understanding import Context, context_of, understand

_HEADED = {
    "Diagnosis and staging": re.compile(r"diagnos|staging|stage information|evaluation", re.I),
    "Follow-up": re.compile(r"follow-?up|surveillance|monitoring", re.I),
    "Prognosis": re.compile(r"prognos|survival", re.I),
}
_TREATMENT = re.compile("treatment", re.I)


def part_cases(data: Path, count: int, kept: Path | None = None) -> Iterator[Case]:
    """The parts of `count` summaries, each asked with and without the sections that answer it."""
    documents = tuple(summaries(part(data, "corpus", "pdq")))
    asked = [each for each in documents if each.topics and _TREATMENT.search(each.title)]
    with built_library("pdq/summaries", documents, kept) as index:
        context = context_of(index)
        for document in sorted(asked, key=_order)[:count]:
            yield from parts_of(document, context, index)


def _order(document: Document) -> bytes:
    return hashlib.sha256(f"plan {document.id}".encode()).digest()


def parts_of(document: Document, context: Context, index: Index) -> Iterator[Case]:
    """Of one summary of the library: each part three times, one library after the other."""
    try:
        question, lexicon = understand(f"How is {document.topics[0]} treated?", context)
    except NotClinical:
        return
    parts = passages(document)
    whole = frozenset(passage.id for passage in parts)
    for facet in question.facets if question.condition else ():
        if facet.name not in _HEADED:
            continue
        headed = _HEADED[facet.name]
        right = frozenset(p.id for p in parts if any(map(headed.search, p.heading)))
        for hidden in (frozenset[str](), right, whole) if right else ():
            library = withheld(index, hidden)
            name = f"{document.id}/{facet.name}"
            left = right - hidden
            yield judged_case(name, half(document.id), question, facet, lexicon, library, left)

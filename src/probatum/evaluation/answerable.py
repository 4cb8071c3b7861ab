"""Questions with their answer in the library, and the same with the answer taken out.

Made anew at each run from the suites of `probatum evaluate retrieval`; nothing is labelled by hand.
Of each suite the questions are taken in the order of a hash. Each is asked of the whole library,
then with all that is known to be right withheld; of PDQ, the second time with the section withheld
and a third time with the whole summary, so that near passages of the same summary, and then only
other summaries, remain. What is judged is the facet in the question's own words; questions that
have none, or are not taken for clinical, are left out.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from functools import partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from probatum.composition.quoting import QuotingComposer
from probatum.errors import NotClinical
from probatum.evaluation.built_library import built_library
from probatum.evaluation.suite import Collection as Questions
from probatum.evaluation.suite import Suite, half
from probatum.evaluation.withheld import withheld
from probatum.evidence.passage import passages
from probatum.evidence.question import Facet, Question
from probatum.library.index import Index
from probatum.retrieval.finding import find
from probatum.retrieval.lexicon import Lexicon
from probatum.retrieval.subject import subject_of
from probatum.retrieval.sufficiency import (
    FIRST,
    AnyFeatures,
    Features,
    PartFeatures,
    StatedFeatures,
    least,
    probability,
)
from probatum.retrieval.understanding import Context, context_of, understand

THIS_YEAR = 2026
"""Fixed, so that a run gives the same figures in another year."""


class Case(NamedTuple):
    """One question, asked of one state of the library.

    `there`: the answer is in it. `right`: one of the first passages is known to be right. `quoted`:
    sentences are quoted without regard to the decision, `quoted_right`: from what is right.
    """

    id: str
    half: str
    there: bool
    right: bool
    quoted: bool
    quoted_right: bool
    features: AnyFeatures | None

    @property
    def probability(self) -> float:
        """That of `sufficiency`; where nothing was found, 0."""
        return probability(self.features) if self.features else 0.0

    @property
    def enough(self) -> bool:
        """Whether that is taken for answered."""
        return self.features is not None and self.probability >= least(self.features)


def cases(suite: Suite, count: int, kept: Path | None = None) -> Iterator[Case]:
    """`count` questions of a suite, each asked with and without what answers it."""
    for collection in suite.collections:
        with built_library(f"{suite.name}/{collection.name}", collection.documents, kept) as index:
            context = context_of(index)
            held = _Held(suite, collection)
            for name in sorted(collection.questions, key=_order)[:count]:
                right = held.right(name)
                for hidden in held.states(right):
                    library = withheld(index, hidden)
                    known = context._replace(subject=partial(subject_of, index=library))
                    text = collection.questions[name]
                    if case := _case(name, text, known, library, right - hidden):
                        yield case


def _order(name: str) -> bytes:
    return hashlib.sha256(f"enough {name}".encode()).digest()


class _Held:
    """Which passages are right for a question, and what is withheld one time after the other."""

    def __init__(self, suite: Suite, collection: Questions) -> None:
        self._relevant = collection.relevant
        self._of_unit: dict[str, set[str]] = defaultdict(set)
        self._of_document: dict[str, set[str]] = defaultdict(set)
        self._document: dict[str, str] = {}
        for document in collection.documents:
            for passage in passages(document):
                self._of_unit[suite.unit(passage)].add(passage.id)
                self._of_document[document.id].add(passage.id)
                self._document[passage.id] = document.id

    def right(self, question: str) -> frozenset[str]:
        units = (unit for unit, how in self._relevant[question].items() if how > 0)
        return frozenset(chain.from_iterable(self._of_unit[unit] for unit in units))

    def states(self, right: frozenset[str]) -> Iterator[frozenset[str]]:
        """Nothing withheld; what is right; where there is more of it, its whole documents."""
        yield frozenset()
        yield right
        whole = {self._document[passage] for passage in right}
        more = frozenset(chain.from_iterable(self._of_document[name] for name in whole))
        if more != right:
            yield more


def _case(
    name: str, text: str, context: Context, index: Index, right: frozenset[str]
) -> Case | None:
    try:
        question, lexicon = understand(text, context)
    except NotClinical:
        return None
    facet = next((facet for facet in question.facets if facet.own), None)
    if facet is None:
        return None
    return judged_case(name, half(name), question, facet, lexicon, index, right)


def judged_case(  # noqa: PLR0913 - one facet of a question, and what is right for it
    name: str,
    part: str,
    question: Question,
    facet: Facet,
    lexicon: Lexicon,
    index: Index,
    right: frozenset[str],
) -> Case:
    """One facet, asked alone of a library that holds `right` as its answer."""
    alone = question.model_copy(update={"facets": (facet,)})
    evidence = find(alone, lexicon, index, THIS_YEAR)
    found = evidence.found[0]
    judged = found.sufficiency
    # Quoted as it was before there was a decision, to compare with.
    undecided = found.model_copy(update={"sufficiency": None})
    answer = QuotingComposer().compose(alone, evidence.model_copy(update={"found": (undecided,)}))
    sections = (section.claims for section in answer.sections)
    claims = [*chain(*sections, answer.pitfalls)]
    cited = {citation.passage for claim in claims for citation in claim.citations}
    return Case(
        id=name,
        half=part,
        there=bool(right),
        right=any(one.passage.id in right for one in found.findings[:FIRST]),
        quoted=bool(claims),
        quoted_right=bool(cited & right),
        features=_features(judged.features) if judged else None,
    )


def _features(told: tuple[tuple[str, float], ...]) -> AnyFeatures:
    names, values = zip(*told, strict=True)
    kinds: tuple[type[AnyFeatures], ...] = (Features, PartFeatures, StatedFeatures)
    return next(kind for kind in kinds if kind._fields == names)(*values)

"""Whether the best that was found is good enough, from the words that were asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probatum.composition.quoting import QuotingComposer
from probatum.evidence.document import DocumentKind
from probatum.evidence.finding import Evidence, Found
from probatum.library.embedded import EmbeddedIndex
from probatum.retrieval.finding import find
from probatum.retrieval.sufficiency import LEAST, Features, probability
from probatum.retrieval.understanding import context_of, understand
from tests.evidence_by_hand import document

ANSWERS = "In adults with asthma, trevulin lowered the nightly wheeze of choristers by a half."
NEAR = "In adults with asthma, a nightly cough of long standing was seen in the clinic."
ASKED = "Which trevulin lowers nightly wheeze of choristers in asthma?"


@pytest.fixture
def index(tmp_path: Path) -> Iterator[EmbeddedIndex]:
    library = EmbeddedIndex(tmp_path / "library", create=True)
    library.add(document(f"Sleep is told of in study {n}.", name=f"file:{n}") for n in range(60))
    yield library
    library.close()


def asked(index: EmbeddedIndex) -> tuple[Found, Evidence]:
    question, lexicon = understand(ASKED, context_of(index))
    facet = next(facet for facet in question.facets if facet.section == "Answer")
    loose = facet.model_copy(update={"required": (), "at_least": 0})
    alone = question.model_copy(update={"facets": (loose,)})
    evidence = find(alone, lexicon, index, 2026)
    return evidence.found[0], evidence


def test_a_passage_with_all_that_was_asked_is_enough(index):
    index.add([document(ANSWERS, topics=("asthma",))])
    found, _ = asked(index)
    assert found.sufficiency is not None
    assert dict(found.sufficiency.features) == {"passage": 1.0, "sentence": 1.0}
    assert found.sufficiency.enough


def test_the_nearest_passage_is_not_enough_when_the_answer_is_not_there(index):
    index.add([document(NEAR, topics=("asthma",))])
    found, evidence = asked(index)
    assert found.findings
    assert found.sufficiency is not None
    assert found.sufficiency.probability < LEAST
    question, _ = understand(ASKED, context_of(index))
    composed = QuotingComposer().compose(question, evidence)
    assert composed.sections == ()
    assert [gap.why for gap in composed.gaps] == [
        "The nearest passages have too little of what was asked to be an answer."
    ]
    assert dict(composed.passed_over)[NEAR] == "is the best for its part and not good enough"


def prognosis_of(index: EmbeddedIndex, heading: tuple[str, ...], **more: Any) -> Found:
    said = "Survival of women with vaginal cancer was longer after drugone than after drugtwo."
    index.add([document(said, heading=heading, topics=("vaginal cancer",), **more)])
    question, lexicon = understand("How is vaginal cancer treated?", context_of(index))
    found = find(question, lexicon, index, 2026).found
    return next(each for each in found if each.facet.name == "Prognosis")


def test_a_part_is_answered_by_a_section_that_is_headed_so(index):
    found = prognosis_of(index, ("General", "Prognosis and Survival"))
    assert found.sufficiency is not None
    assert found.sufficiency.enough


def test_a_part_is_a_gap_where_another_section_only_has_its_words(index):
    found = prognosis_of(index, ("General", "Drugone"))
    assert found.findings
    assert found.sufficiency is not None
    assert not found.is_enough
    composed = QuotingComposer().compose(
        understand("How is vaginal cancer treated?", context_of(index))[0],
        Evidence(
            found=(found,),
            described={
                one.passage.document: index.described(one.passage.document)
                for one in found.findings
            },
        ),
    )
    assert [gap.why for gap in composed.gaps] == [
        "No section on it was found; others only touch on it."
    ]


def test_a_study_has_no_headings_of_its_own_and_is_not_judged_by_them(index):
    found = prognosis_of(index, ("Results",), kind=DocumentKind.RESEARCH)
    assert found.findings
    assert found.sufficiency is None


def part(index: EmbeddedIndex, facet: str, asked: str = "How is vaginal cancer treated?") -> Found:
    question, lexicon = understand(asked, context_of(index))
    found = find(question, lexicon, index, 2026).found
    return next(each for each in found if each.facet.name == facet)


def test_a_treatment_is_enough_where_a_guideline_on_the_disease_states_it(index):
    index.add([document("Surgery is the treatment of stage I.", topics=("vaginal cancer",))])
    found = part(index, "Surgery")
    assert found.sufficiency is not None
    assert dict(found.sufficiency.features) == {"on_it": 1.0, "stated": 1.0}
    assert found.is_enough


def test_a_treatment_that_only_the_heading_above_names_is_stated(index):
    heading = ("Treatment of vaginal cancer", "Surgery", "Stage I")
    told = document("Excision is done widely.", topics=("vaginal cancer",), heading=heading)
    index.add([told])
    found = part(index, "Surgery")
    assert found.sufficiency is not None
    assert dict(found.sufficiency.features)["stated"] == 1.0


def test_parts_of_other_plans_are_judged_by_what_is_stated(index):
    index.add([document("Trevulin treats wheeze in asthma.", topics=("asthma",))])
    found = part(index, "First-line treatment", "How is asthma treated?")
    assert found.sufficiency is not None
    assert found.is_enough


def test_parts_of_plans_are_not_judged_by_articles_of_journals(index):
    article = document("Surgery was done.", topics=("vaginal cancer",), kind=DocumentKind.RESEARCH)
    index.add([article])
    assert part(index, "Surgery").sufficiency is None


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_more_of_what_was_asked_never_makes_it_less_likely(one: float, two: float, sentence: float):
    less, more = sorted((one, two))
    assert probability(Features(less, sentence)) <= probability(Features(more, sentence))
    assert probability(Features(sentence, less)) <= probability(Features(sentence, more))

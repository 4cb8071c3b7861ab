"""What vectors propose for a part of a question; with the real model."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from probatum.evidence.document import Document
from probatum.evidence.finding import Evidence
from probatum.evidence.passage import Passage
from probatum.library.embedded import EmbeddedIndex
from probatum.library.index import Clause, Hit, Query
from probatum.library.minilm import MiniLm
from probatum.retrieval.finding import find
from probatum.retrieval.proposing import likeness, proposed, stands_in
from probatum.retrieval.understanding import Context, understand
from tests.evidence_by_hand import document

ASKED = "treatment of gout?"
GOUT = "First-line treatment of an attack of gout is drugone."
STRANGERS = {
    "osteoarthritis": "First-line treatment of an attack of osteoarthritis is drugtwo.",
    "pseudogout": "First-line treatment of an acute attack of pseudogout is drugthree.",
    "rheumatoid arthritis": "First-line treatment of a flare of rheumatoid arthritis is drugfour.",
}


@pytest.fixture
def index(tmp_path: Path) -> Iterator[EmbeddedIndex]:
    library = EmbeddedIndex(tmp_path / "library", create=True, encoder=MiniLm())
    yield library
    library.close()


def on(topic: str, text: str, name: str = "") -> Document:
    return document(text, name=f"file:{name or topic.replace(' ', '-')}", topics=(topic,))


def search(index: EmbeddedIndex, *, vectors: bool) -> Evidence:
    if vectors:
        for _ in index.fill_vectors():
            pass
    question, lexicon = understand(ASKED, Context(index.topics(), index.abbreviations()))
    return find(question, lexicon, index, 2026)


def found_in(evidence: Evidence) -> set[str]:
    return {one.passage.document for found in evidence.found for one in found.findings}


def hit(name: str, score: float) -> Hit:
    return Hit(passage=Passage.of(name, (), 0, name), score=score)


def test_however_near_another_disease_is_it_does_not_come_in_by_likeness(index: EmbeddedIndex):
    index.add([on("gout", GOUT), *(on(topic, text) for topic, text in STRANGERS.items())])
    found = found_in(search(index, vectors=True))
    assert len(index.nearest("First-line treatment in gout", Query(), 10)) == 4
    assert found == {"file:gout"}


def test_what_words_do_not_reach_for_their_number_is_proposed(index: EmbeddedIndex):
    other = "Rheumatoid arthritis, first-line, is treated with drug{} as first-line treatment."
    last = "An acute attack of gout is best treated with drugone, and soon."
    index.add([on("gout", other.format(n), f"other{n}") for n in range(45)])
    index.add([on("gout", last, "right")])
    by_words = search(index, vectors=False)
    by_both = search(index, vectors=True)
    assert "file:right" not in found_in(by_words)
    assert "file:right" in found_in(by_both)


def test_evidence_says_whether_vectors_had_a_part(index: EmbeddedIndex):
    index.add([on("gout", GOUT)])
    assert not search(index, vectors=False).by_vectors
    assert search(index, vectors=True).by_vectors


def test_what_is_proposed_holds_all_that_is_demanded(index: EmbeddedIndex):
    index.add([on("gout", GOUT), *(on(topic, text) for topic, text in STRANGERS.items())])
    for _ in index.fill_vectors():
        pass
    gout, drug = Clause(any_of=("gout",)), Clause(any_of=("drugone", "drugtwo"))
    near = proposed("pills for a sore joint", Query(must=(gout, drug)), index)
    assert [hit.passage.document for hit in near] == ["file:gout"]
    assert len(proposed("pills for a sore joint", Query(must=(drug,)), index)) == 2


def test_without_vectors_each_passage_keeps_its_share_of_the_best_score():
    hits = [hit("a", 4), hit("b", 2), hit("stranger", 8)]
    assert list(likeness(hits, hits[:2].__contains__, (), 0.2).values()) == [1.0, 0.5, 1.0]


def test_without_vectors_no_more_passages_are_asked_than_until_one_fits():
    hits, asked = [hit("c", 1), hit("b", 2), hit("a", 4)], []
    alike = likeness(hits, lambda one: bool(asked.append(one)) or one.score < 4, (), 0.2)
    assert [one.score for one in asked] == [4, 2]
    assert list(alike.values()) == [0.5, 1.0, 1.0]


def test_what_vectors_alone_find_has_no_more_than_what_words_gave_its_place():
    hits = [hit("a", 4), hit("b", 2)]
    alike = likeness(hits, hits.__contains__, [hit("c", 0.9)], 0.2)
    assert alike == {f"{name}#0-1": share for name, share in {"a": 1, "b": 0.5, "c": 0.5}.items()}


def test_a_term_stands_in_a_field_as_search_would_find_it(index: EmbeddedIndex):
    index.add([on("gout", "Tumours of the joint.")])
    (near,) = index.search(Query(must=(Clause(any_of=("tumor",)),)), 1)
    assert stands_in(Clause(any_of=("tumor", "nothing")), near.passage, index)
    assert stands_in(Clause(any_of=("gout",), fields=("topics",)), near.passage, index)
    assert not stands_in(Clause(any_of=("gout",), fields=("text",)), near.passage, index)
    assert not stands_in(Clause(any_of=("joint tumours",)), near.passage, index)

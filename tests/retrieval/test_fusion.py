"""What words, named headings and vectors find, as one list; with the real model."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from probatum.evidence.document import DocumentKind, Status
from probatum.evidence.passage import Passage
from probatum.library.embedded import EmbeddedIndex
from probatum.library.index import Hit, Query
from probatum.library.minilm import MiniLm
from probatum.retrieval.fusion import fused, ranked
from probatum.retrieval.lexicon import Lexicon
from probatum.retrieval.searching import search
from probatum.retrieval.wording import WEIGHTS
from probatum.workflows.looking_up import look_up
from tests.evidence_by_hand import document

STROKE = "Anticoagulants prevent embolic stroke in atrial fibrillation."
PRICES = "A thinner paint for walls is an irregular purchase."


def hits(*names: str) -> list[Hit]:
    return [Hit(passage=Passage.of(name, (), 0, name), score=1.0) for name in names]


def names(found: tuple[Hit, ...]) -> list[str]:
    return [hit.passage.document for hit in found]


@pytest.fixture
def index(tmp_path: Path) -> Iterator[EmbeddedIndex]:
    library = EmbeddedIndex(tmp_path / "library", create=True, encoder=MiniLm())
    library.add([
        document(STROKE, name="file:stroke"),
        document(PRICES, name="file:paint"),
        document("Warfarin thins the blood.", name="file:withdrawn", status=Status.RETRACTED),
    ])  # fmt: skip
    for _ in library.fill_vectors():
        pass
    yield library
    library.close()


def test_what_both_lists_have_comes_before_what_one_has():
    found = fused([(1.0, hits("a", "b")), (1.0, hits("c", "b"))])
    assert names(found) == ["b", "a", "c"]


def test_a_list_of_less_weight_cannot_put_its_first_above_the_first_of_the_other():
    assert names(fused([(1.0, hits("a", "b")), (0.5, hits("c"))])) == ["a", "b", "c"]


def test_a_hundred_is_the_score_of_what_is_first_by_both():
    one, other = fused([(1.0, hits("a", "b")), (0.4, hits("a"))])
    assert one.score == pytest.approx(100)
    assert other.score == pytest.approx(100 * 6 / 7 / 1.4)


def test_equal_ones_stand_in_the_order_of_their_ids():
    assert names(fused([(1.0, hits("b")), (1.0, hits("a"))])) == ["a", "b"]


def test_without_vectors_hits_are_as_they_were(tmp_path: Path):
    library = EmbeddedIndex(tmp_path / "library", create=True, encoder=MiniLm())
    found = hits("a", "b")
    assert ranked("a question", found, library, Query()) == tuple(found)
    library.close()


def test_a_plain_question_finds_what_shares_no_word_with_it(index: EmbeddedIndex):
    found = names(search("blood clot from arrhythmia", index, Lexicon()))
    assert "file:stroke" in found


def test_what_vectors_alone_find_stands_among_the_first_though_words_find_many(tmp_path: Path):
    library = EmbeddedIndex(tmp_path / "library", create=True, encoder=MiniLm())
    many = (document(f"High roofs of house {n} were painted.", name=f"file:{n}") for n in range(30))
    library.add([*many, document("Metformin lowers glucose in diabetes.", name="file:sugar")])
    for _ in library.fill_vectors():
        pass
    asked = "pills for high sugar"
    found = names(look_up(asked, library, limit=20))
    library.close()
    assert len(found) == 20
    assert "file:sugar" in found


def test_where_treatments_are_compared_their_studies_decide_and_no_vectors(index: EmbeddedIndex):
    asked = "How do drugs compare with exercise for arrhythmia with clots?"
    by_words = search(asked, index, Lexicon(), weights=WEIGHTS._replace(vectors=0))
    assert search(asked, index, Lexicon()) == by_words


def test_what_is_retracted_is_found_by_vectors_only_where_words_would_find_it(index):
    asked = "which medicine thins blood"
    assert "file:withdrawn" not in names(search(asked, index, Lexicon()))
    assert "file:withdrawn" in names(look_up(asked, index))


def test_a_quoted_phrase_must_stand_there_whatever_vectors_find(index: EmbeddedIndex):
    assert names(look_up('"thinner paint"', index)) == ["file:paint"]
    assert names(look_up('"thinner paint" blood clot', index)) in ([], ["file:paint"])


def test_only_documents_of_a_kind_are_looked_up(index: EmbeddedIndex):
    assert look_up("blood thinner", index, kinds=(DocumentKind.LABEL,)) == ()


def test_no_more_are_given_than_were_asked_for(index: EmbeddedIndex):
    assert len(look_up("blood thinner", index, limit=1)) == 1

"""Part of a suite, and search by words and vectors measured on it."""

from __future__ import annotations

from pathlib import Path

import pytest

from probatum.evaluation.retrieval import BASELINE, SYSTEMS, WITH_VECTORS, measure
from probatum.evaluation.sampled import sampled
from probatum.evaluation.significance import randomisation
from probatum.evaluation.suite import Collection, Suite, abstract, of_document, of_passage
from probatum.library.minilm import MiniLm

NAMES = tuple(f"a:{number}" for number in range(12))


def suite(*, by_passage: bool = False) -> Suite:
    """Two collections; question n is answered by text n, and text n + 1 was judged as well."""
    documents = tuple(abstract(name, f"Words of {name}.") for name in NAMES)
    end = "#0-14" if by_passage else ""
    collections = tuple(
        Collection(
            name=part,
            documents=documents,
            questions={f"{part}{n}": f"words {n}" for n in range(10)},
            relevant={f"{part}{n}": {f"a:{n}{end}": 1, f"a:{n + 1}{end}": 0} for n in range(10)},
        )
        for part in ("one", "two")
    )
    unit = of_passage if by_passage else of_document
    return Suite("hand", "by hand", ("nDCG@10",), collections, unit)


@pytest.mark.parametrize("by_passage", [False, True], ids=["documents", "passages"])
def test_so_many_questions_are_kept_with_the_documents_judged_for_them(by_passage: bool):
    part = sampled(suite(by_passage=by_passage), 3)
    asked = [name for collection in part.collections for name in collection.questions]
    assert len(asked) == 3
    assert part.about == "by hand (3 of 20 questions)"
    for collection in part.collections:
        numbers = {int(name[3:]) for name in collection.questions}
        judged = {f"a:{n}" for n in numbers} | {f"a:{n + 1}" for n in numbers}
        assert {document.id for document in collection.documents} == judged
        assert set(collection.relevant) == set(collection.questions)


def test_a_smaller_sample_is_part_of_a_larger_one_and_the_same_each_time():
    def asked(questions: int) -> set[str]:
        collections = sampled(suite(), questions).collections
        return {name for collection in collections for name in collection.questions}

    assert asked(4) == asked(4)
    assert asked(4) < asked(8)


def test_all_questions_are_asked_where_there_are_no_more():
    assert len(sampled(suite(), 1_000).collections) == 2


def test_one_question_alone_shows_no_difference():
    assert randomisation([1.0], [0.0]) == 1.0


def test_vectors_are_measured_beside_words_and_their_libraries_kept(tmp_path: Path):
    texts = {
        "a:fall": "Hip fractures follow falls of the elderly.",
        "a:sugar": "Metformin lowers glucose in diabetes.",
        "a:other": "A blood count was irregular.",
    }
    collection = Collection(
        name="texts",
        documents=tuple(abstract(name, text) for name, text in texts.items()),
        questions={"q": "grandmother stumbled on the stairs"},
        relevant={"q": {"a:fall": 1}},
    )
    chosen = Suite("hand", "by hand", ("R@100",), (collection,), of_document)
    outcomes = measure(chosen, {**SYSTEMS, **WITH_VECTORS}, tmp_path, MiniLm())
    reached = {outcome.system: outcome.means["R@100"] for outcome in outcomes}
    assert set(reached) == {BASELINE, *SYSTEMS, *WITH_VECTORS}
    assert (reached["whole"], reached["+ vectors"]) == (0.0, 1.0)
    assert (tmp_path / "hand" / "texts" / "vectors.sqlite").is_file()

"""What a query finds, and in which order."""

from __future__ import annotations

import gc
import weakref
from itertools import pairwise
from pathlib import Path

import pytest

from probatum.evidence.document import DocumentKind
from probatum.library import engine_query
from probatum.library.embedded import EmbeddedIndex
from probatum.library.index import Clause, Query
from tests.evidence_by_hand import document

SAID = ("heading", "text")


def library_of(folder: Path, *texts: str) -> EmbeddedIndex:
    index = EmbeddedIndex(folder, create=True)
    index.add(document(text, name=f"file:{number}") for number, text in enumerate(texts))
    return index


def found(index: EmbeddedIndex, query: Query) -> list[str]:
    return [hit.passage.document for hit in index.search(query, 100)]


def test_what_must_stand_there_scores_where_it_is_also_wished_for(tmp_path: Path):
    index = library_of(
        tmp_path,
        "Gout is treated with drugone, and drugone again, where pain is strong.",
        "Gout is treated with drugtwo where the kidneys are weak and drugone is not to be had.",
        "Gout is a disease of joints, known to people for some thousand years.",
        "Asthma is treated with drugone.",
    )
    gout = Clause(any_of=("gout",))
    drug = Clause(any_of=("drugone",), fields=SAID)
    alone = found(index, Query(must=(gout, drug), should=(Clause(any_of=("kidneys",)),)))
    assert alone == ["file:1"], "of what may stand there, one must"
    scored = found(index, Query(must=(gout, drug), should=(drug, Clause(any_of=("absent",)))))
    assert scored == ["file:0", "file:1"], "the words that must stand there are enough"
    wished = found(
        index, Query(must=(gout, drug), should=(drug, Clause(any_of=("kidneys",), weight=3.0)))
    )
    assert wished == ["file:1", "file:0"], "and what else is wished for puts one first"
    index.close()


@pytest.mark.parametrize(
    ("many", "first"), [(2, "file:0"), (10, "file:3")], ids=["many may match", "few may match"]
)
def test_what_adds_least_is_not_looked_up_where_many_passages_may_match(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, many: int, first: str
):
    monkeypatch.setattr(engine_query, "_COSTLY", 0)
    monkeypatch.setattr(engine_query, "_MANY", many)
    texts = [f"Gout is treated with drugone {when}." for when in ("weekly",) * 3 + ("daily",)]
    index = library_of(tmp_path, *texts, "Asthma is treated otherwise.")
    daily = Clause(any_of=("daily",), fields=SAID, weight=0.001)
    drug = Clause(any_of=("drugone",), fields=SAID)
    query = Query(must=(Clause(any_of=("gout",), fields=SAID),), should=(drug, daily))
    assert found(index, query)[0] == first
    index.close()


def test_an_index_that_is_changed_is_let_go_of_at_once(tmp_path: Path):
    index = library_of(tmp_path, "Gout is treated with drugone.")
    query = Query(must=(Clause(any_of=("gout",)),), should=(Clause(any_of=("drugone",)),))
    gc.disable()  # to wait for the collector would keep parts that are deleted on the disk
    try:
        assert found(index, query) == ["file:0"]
        before = weakref.ref(index._search._now().queries)
        index.add([document("Gout is not treated with drugone.", name="file:1")])
        assert sorted(found(index, query)) == ["file:0", "file:1"]
        assert before() is None
    finally:
        gc.enable()
    index.close()


@pytest.mark.parametrize("kinds", [(), (DocumentKind.GUIDELINE,)], ids=["any kind", "of a kind"])
def test_where_nothing_must_match_something_wished_for_does(
    tmp_path: Path, kinds: tuple[DocumentKind, ...]
):
    index = library_of(tmp_path, "Gout is treated with drugone.", "Asthma is another disease.")
    query = Query(should=tuple(Clause(any_of=(word,)) for word in ("drugone", "gout")), kinds=kinds)
    assert found(index, query) == ["file:0"]
    index.close()


def test_what_is_common_and_tells_little_is_left_out_where_nothing_must_match(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    texts = [f"Gout of kind {number} is treated with drugone." for number in range(40)]
    index = library_of(tmp_path, *texts, "Uveitis and scleritis and iritis and keratitis.")
    rare = tuple(Clause(any_of=(w,)) for w in ("uveitis", "scleritis", "iritis", "keratitis"))
    common = Clause(any_of=("gout",))
    both = Query(should=(*rare, common))
    assert len(index.search(both, 50)) == 41
    monkeypatch.setattr(engine_query, "_COMMON", 5)
    assert found(index, both) == ["file:40"]
    # Alone it tells all that is told, and what must match is never left out.
    assert len(index.search(Query(should=(common,)), 50)) == 40
    assert len(index.search(Query(must=(common,), should=(common, *rare)), 50)) == 40
    index.close()


def test_a_term_counts_once_however_many_of_its_spellings_have_one_stem(tmp_path: Path):
    index = library_of(tmp_path, "Gout is treated with drugone.", "Drugtwo is a treatment of gout.")
    once, thrice = (
        Clause(any_of=terms, fields=("text",))
        for terms in (("treated",), ("treated", "treat", "treating"))
    )
    one, other = (index.search(Query(should=(clause,)), 1)[0] for clause in (once, thrice))
    assert one == other
    index.close()


@pytest.fixture(params=[False, True], ids=["small", "large"])
def costly(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether from here on the words of three passages are costly."""
    if request.param:
        monkeypatch.setattr(engine_query, "_COSTLY", 2)
    return request.param


def clause(*terms: str, weight: float = 1.0, presence: float = 0.0) -> Clause:
    return Clause(any_of=terms, fields=SAID, weight=weight, presence=presence)


@pytest.mark.usefixtures("costly")
@pytest.mark.parametrize("presence", [0.0, 2.0])
def test_wishes_for_common_words_score_in_a_library_of_any_size(tmp_path: Path, presence: float):
    texts = [f"Gout of kind {number} is treated with drugone." for number in range(9)]
    texts[4] = "Gout of kind four is treated with drugone, twice a day, with food."
    texts[6] = "Asthma is treated with drugone twice a day."
    index = library_of(tmp_path, *texts, "Gout is a disease of joints.")
    gout, drug = clause("gout"), clause("drugone", presence=presence)
    twice = clause("twice a day", "food", presence=presence)
    asked = Query(must=(gout, drug), should=(drug, twice, clause("treated")))
    hits = index.search(asked, 100)
    assert hits[0].passage.document == "file:4"
    assert len(hits) == 8
    assert all(one.score >= other.score for one, other in pairwise(hits))
    index.close()


@pytest.mark.usefixtures("costly")
def test_one_wish_must_match_where_nothing_else_says_how_good_a_passage_is(tmp_path: Path):
    texts = [f"Gout of kind {number} is treated with drugone." for number in range(6)]
    index = library_of(tmp_path, *texts, "Gout is a disease of joints.")
    gout = clause("gout")
    assert len(found(index, Query(must=(gout,), should=(clause("drugone"),)))) == 6
    either = (clause("drugone"), clause("joints"))
    assert len(found(index, Query(must=(gout,), should=either))) == 7
    assert len(found(index, Query(must=(gout,), should=(gout, *either)))) == 7
    assert found(index, Query(must=(gout,), should=(clause("absent"),))) == []
    index.close()


def test_a_synonym_more_adds_hardly_anything_but_where_it_is_costly(
    tmp_path: Path, *, costly: bool
):
    texts = ["Gout is treated with drugone." for _ in range(4)]
    texts[1] = "Gout is treated with drugone or treatone."
    index = library_of(tmp_path, *texts)
    asked = Query(must=(clause("gout"),), should=(clause("drugone", "treatone"),))
    best, other, *_ = index.search(asked, 4)
    assert best.passage.document == "file:1"
    assert (best.score > 1.5 * other.score) or not costly
    index.close()


def test_a_name_of_two_words_counts_as_much_as_its_words_do_together(tmp_path: Path):
    filler = [f"Drugs of kind {number} and cells of kind {number}." for number in range(30)]
    index = library_of(
        tmp_path,
        *filler,
        "A stem cell is told apart.",
        "A stem of a plant is told apart by its leaves.",
    )
    name, words = (
        index.search(
            Query(should=tuple(Clause(any_of=(term,), fields=("text",)) for term in terms)), 1
        )
        for terms in (("stem cell",), ("stem", "cell"))
    )
    assert name[0].passage.document == words[0].passage.document == "file:30"
    assert name[0].score == pytest.approx(words[0].score, rel=0.2)
    index.close()

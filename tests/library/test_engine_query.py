"""What a query finds, and in which order."""

from __future__ import annotations

from pathlib import Path

import pytest

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


def test_words_of_half_a_large_library_are_left_out_where_others_score(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    texts = [f"Gout of kind {number}: drugone, on a given day." for number in range(20)]
    texts[7] = "Gout of kind seven: drugone with food, drugone."
    index = library_of(tmp_path, *texts)
    gout, drug = (Clause(any_of=(word,), fields=SAID) for word in ("gout", "drugone"))
    day = Clause(any_of=("given",), fields=SAID, weight=9.0)
    query = Query(must=(gout, drug), should=(drug, day))
    assert found(index, query)[-1] == "file:7", "a small library reads every word"
    monkeypatch.setattr(engine_query, "_COMMON", 10)
    assert found(index, query)[0] == "file:7"
    assert len(found(index, query)) == 20
    wished = Query(must=(gout,), should=(day,))
    assert len(found(index, wished)) == 19, "but not where nothing else says what is found"
    index.close()

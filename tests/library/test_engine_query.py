"""What a query finds, and in which order."""

from __future__ import annotations

from pathlib import Path

import pytest

from probatum.evidence.document import DocumentKind
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


@pytest.mark.parametrize("kinds", [(), (DocumentKind.GUIDELINE,)], ids=["any kind", "of a kind"])
def test_where_nothing_must_match_something_wished_for_does(
    tmp_path: Path, kinds: tuple[DocumentKind, ...]
):
    index = library_of(tmp_path, "Gout is treated with drugone.", "Asthma is another disease.")
    query = Query(should=tuple(Clause(any_of=(word,)) for word in ("drugone", "gout")), kinds=kinds)
    assert found(index, query) == ["file:0"]
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

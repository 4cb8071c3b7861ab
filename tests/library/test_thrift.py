"""What a large library leaves out, and what it finds nevertheless."""

from __future__ import annotations

from pathlib import Path

import pytest

from probatum.library import thrift
from probatum.library.embedded import EmbeddedIndex
from probatum.library.index import Clause, Query
from tests.library.test_engine_query import SAID, found, library_of


@pytest.fixture
def index(tmp_path: Path) -> EmbeddedIndex:
    texts = [f"Gout of kind {number}: drugone, on a given day." for number in range(20)]
    texts[7] = "Gout of kind seven: drugone with food, drugone."
    texts[8] = "Gout is brought about by food on a given day."
    return library_of(tmp_path, *texts)


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on a library of twenty passages is large."""
    monkeypatch.setattr(thrift, "_WORD", (10, 0.5))
    monkeypatch.setattr(thrift, "_PHRASE", (10, 0.5))


def clause(*terms: str, weight: float = 1.0) -> Clause:
    return Clause(any_of=terms, fields=SAID, weight=weight)


GOUT, DAY = clause("gout"), clause("given", weight=9.0)


def test_a_small_library_reads_every_word(index: EmbeddedIndex):
    drug = clause("drugone")
    assert found(index, Query(must=(GOUT, drug), should=(drug, DAY)))[-1] == "file:7"


@pytest.mark.usefixtures("large")
def test_a_large_one_leaves_out_wishes_for_common_words_where_others_score(index: EmbeddedIndex):
    drug = clause("drugone")
    hits = found(index, Query(must=(GOUT, drug), should=(drug, DAY)))
    assert hits[0] == "file:7"
    assert len(hits) == 19
    assert len(found(index, Query(must=(GOUT,), should=(DAY,)))) == 19, "but not where none does"


@pytest.mark.usefixtures("large")
def test_what_only_a_phrase_of_common_words_matches_is_found_where_the_rest_is_too_little(
    index: EmbeddedIndex,
):
    said = clause("on a given day", "seven")
    query = Query(must=(GOUT, said), should=(said,))
    assert [hit.passage.document for hit in index.search(query, 1)] == ["file:7"]
    assert len(found(index, query)) == 20
    assert len(index.search(query, 5)) == 5
    alone = clause("on a given day")
    assert len(found(index, Query(must=(GOUT, alone), should=(alone,)))) == 19


@pytest.mark.usefixtures("large")
def test_a_condition_is_looked_for_by_all_its_names(index: EmbeddedIndex):
    day, drug = clause("on a given day", "seven"), clause("drugone")
    assert len(found(index, Query(must=(day, drug), should=(drug,)))) == 19

"""What every library must do, whatever the engine behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from math import log
from pathlib import Path

import pytest

from probatum.errors import UnknownDocument
from probatum.evidence.described import Description
from probatum.evidence.document import DocumentKind, Identifiers, Status
from probatum.library.embedded import EmbeddedIndex
from probatum.library.index import Change, Clause, Index, Query
from tests.evidence_by_hand import document


@pytest.fixture(params=[EmbeddedIndex], ids=["embedded"])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Index]:
    make: Callable[..., Index] = request.param
    library = make(tmp_path / "library", create=True)
    yield library
    library.close()


def words(*terms: str) -> Query:
    return Query(should=tuple(Clause(any_of=(term,)) for term in terms))


def found(index: Index, query: Query) -> list[str]:
    return [hit.passage.document for hit in index.search(query)]


def test_a_document_is_read_back_as_it_was_added(index: Index):
    one = document()
    assert index.add([one]) == Change(added=1)
    assert index.document("file:one") == one


def test_a_document_is_described_as_it_was_added_however_much_is_known_of_it(index: Index):
    told = document(
        "Drugone is given.\nDrugtwo is not.",
        abbreviations=(("DO", "drugone"), ("DT", "drugtwo")),
        published="2024-03",
        updated="2025",
        jurisdiction="US",
        audience="patient",
        design="randomised trial",
        status="corrected",
        mesh=({"descriptor": "Gout", "major": True},),
        bibliography=({"key": "1", "text": "A paper.", "year": 2020},),
    )
    bare = document(name="file:two", heading=(), topics=())
    index.add([told, bare])
    for one in (told, bare):
        description = index.described(one.id)
        for name in Description.__struct_fields__:
            if name != "blocks":
                assert getattr(description, name) == getattr(one, name)
        assert [(b.kind, b.heading, b.start, b.end) for b in description.blocks] == [
            (b.kind, b.heading, b.start, b.end) for b in one.blocks
        ]
    with pytest.raises(UnknownDocument):
        index.described("file:three")


def test_the_same_document_twice_changes_nothing(index: Index):
    index.add([document()])
    before = index.snapshot()
    assert index.add([document()]) == Change(unchanged=1)
    assert index.snapshot() == before
    assert found(index, words("drugone")) == ["file:one"]


def test_the_dois_of_what_is_held_are_told(index: Index):
    index.add(
        document(
            f"Words {name}.", name=f"file:{name}", identifiers=Identifiers(doi=f"10.1000/{name}")
        )
        for name in ("b", "a", "c")
    )
    index.add([document(name="file:without")])
    index.remove("file:c")
    assert [*index.dois()] == ["10.1000/a", "10.1000/b"]


def test_a_changed_document_replaces_the_old_one_which_stays_readable(index: Index):
    index.add([document("Drugone is given at 5 mg.")])
    (old,) = index.versions("file:one")
    assert index.add([document("Drugtwo is given at 6 mg.")]) == Change(replaced=1)
    assert found(index, words("drugone")) == []
    assert found(index, words("drugtwo")) == ["file:one"]
    assert "Drugone" in index.document("file:one", old[:12]).text
    assert index.versions("file:one")[1] == old


def test_a_version_that_returns_is_the_newest_again(index: Index):
    first, second = document("First words."), document("Second words.")
    for version in (first, second, first):
        index.add([version])
    assert index.document("file:one") == first
    assert len(index.versions("file:one")) == 2


def test_adding_is_all_or_nothing(index: Index):
    def broken() -> Iterator[object]:
        yield document(name="file:a")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        index.add(broken())  # type: ignore[arg-type]
    assert list(index.summaries()) == []
    assert found(index, words("drugone")) == []


def test_documents_are_listed_by_kind(index: Index):
    papers = document(name="file:paper").model_copy(update={"kind": DocumentKind.RESEARCH})
    index.add([document(name="file:guide"), papers])
    assert [one.id for one in index.summaries()] == ["file:guide", "file:paper"]
    assert [one.id for one in index.summaries([DocumentKind.RESEARCH])] == ["file:paper"]
    assert list(index.summaries([DocumentKind.LABEL])) == []


def test_a_removed_document_is_in_no_list_and_no_search(index: Index):
    index.add([document()])
    (version,) = index.versions("file:one")
    index.remove("file:one")
    assert list(index.summaries()) == []
    assert found(index, words("drugone")) == []
    assert index.topics() == {}
    assert index.document("file:one", version)
    with pytest.raises(UnknownDocument):
        index.document("file:one")
    with pytest.raises(UnknownDocument):
        index.remove("file:one")


def test_every_passage_found_is_in_its_document_word_for_word(index: Index):
    one = document("Drugone, 5 mg – daily.\nβ-blockers “help” in naïve patients.")
    index.add([one])
    (hit,) = index.search(words("naïve"))
    assert one.text[hit.passage.start : hit.passage.end] == hit.passage.text


def test_anchors_say_what_may_be_found_and_the_rest_how_good_it_is(index: Index):
    index.add([
        document("Fluids help. Fluids help.", name="file:other", topics=("otheritis",)),
        document("Fluids help.", name="file:asked"),
    ])  # fmt: skip
    anchor = Clause(any_of=("exampleitis",), fields=("topics",))
    query = Query(must=(anchor,), should=(Clause(any_of=("fluids",)),))
    assert found(index, query) == ["file:asked"]
    assert found(index, Query(must=(anchor,), should=(Clause(any_of=("absent",)),))) == []


def test_words_are_found_by_stem_and_several_words_as_a_phrase(index: Index):
    index.add([document("Bone metastasis was treated. The bone was, after metastases, weak.")])
    assert found(index, words("treating")) == ["file:one"]
    assert found(index, words("bone metastasis")) == ["file:one"]
    assert found(index, words("metastasis bone")) == []


def test_presence_prefers_a_passage_that_has_all_words_to_one_that_has_one_often(index: Index):
    index.add([
        document("Drugone. Drugone. Drugone.", name="file:often"),
        document("Of the many things said of drugone, few are on harm.", name="file:all"),
        *(document("Harm and more.", name=f"file:{number}") for number in range(3)),
    ])  # fmt: skip
    terms = ("drugone", "harm")
    plain = Query(should=tuple(Clause(any_of=(term,)) for term in terms))
    present = Query(should=tuple(Clause(any_of=(term,), presence=9) for term in terms))
    assert found(index, plain)[0] == "file:often"
    assert found(index, present)[0] == "file:all"


def test_the_rarer_a_word_the_higher_its_rarity(index: Index):
    index.add(
        document(text, name=f"file:{number}")
        for number, text in enumerate(("Pain and fever.", "Pain of bones.", "Pain again."))
    )
    rarity = index.rarity(("pains", "fever", "absent", "pain fever", "…"))
    assert rarity["pains"] == pytest.approx(log(1 + 0.5 / 3.5))
    assert rarity["fever"] == pytest.approx(log(1 + 2.5 / 1.5)) == rarity["pain fever"]
    assert rarity["absent"] > rarity["fever"]
    assert rarity["…"] == 0


def test_retracted_documents_are_found_only_when_asked_for(index: Index):
    index.add([document(status=Status.RETRACTED)])
    assert found(index, words("drugone")) == []
    query = Query(should=(Clause(any_of=("drugone",)),), with_retracted=True)
    assert found(index, query) == ["file:one"]


def test_kinds_and_documents_narrow_a_search(index: Index):
    index.add([document(name="file:g"), document(name="file:r", kind=DocumentKind.RESEARCH)])
    base = words("drugone")
    narrowed = base.model_copy(update={"kinds": (DocumentKind.RESEARCH,)})
    assert found(index, narrowed) == ["file:r"]
    assert found(index, base.model_copy(update={"documents": ("file:g",)})) == ["file:g"]


def test_topics_and_abbreviations_are_counted_over_the_library(index: Index):
    index.add([
        document(name="file:a", abbreviations=(("AF", "atrial fibrillation"),)),
        document(name="file:b", abbreviations=(("AF", "atrial fibrillation"),)),
        document(name="file:c", abbreviations=(("AF", "acne fulminans"),)),
    ])  # fmt: skip
    assert index.topics() == {"exampleitis": 3}
    assert index.abbreviations() == {"AF": ("atrial fibrillation", "acne fulminans")}


def test_a_query_of_nothing_but_punctuation_finds_nothing(index: Index):
    index.add([document()])
    assert found(index, words("…", "(")) == []


def test_stats_and_verify_speak_of_what_is_there(index: Index):
    index.add([document(), document(name="file:two")])
    stats = index.stats()
    assert (stats.documents, stats.passages, stats.versions) == (2, 2, 2)
    assert index.verify() == ()


def test_documents_of_a_kind_are_listed_by_when_they_came(index: Index) -> None:
    began = datetime.now(UTC).isoformat(timespec="seconds")
    index.add([document(name="file:guideline")])
    index.add([document("Drugtwo helps.", name="pmid:1", kind=DocumentKind.RESEARCH)])
    assert [name for name, _ in index.added_since(began, DocumentKind.RESEARCH)] == ["pmid:1"]
    ((_, came),) = index.added_since("", DocumentKind.RESEARCH)
    assert came >= began
    assert list(index.added_since("9999", DocumentKind.RESEARCH)) == []
    index.add([document("Drugtwo helps more.", name="pmid:1", kind=DocumentKind.RESEARCH)])
    assert list(index.added_since("", DocumentKind.RESEARCH)) == [("pmid:1", came)]


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("oesophageal tumour", "esophageal tumor"),
        ("esophageal tumor", "oesophageal tumour"),
        ("liver metastasis", "liver metastases"),
        ("diverticula", "a diverticulum"),
    ],
)
def test_a_term_is_found_in_either_spelling_and_number(index: Index, asked, written):
    index.add([document(f"Of {written} this text tells.", name="file:told")])
    assert found(index, words(asked)) == ["file:told"]


def test_a_word_is_as_rare_as_all_its_spellings_together(index: Index):
    index.add([document("Anemia is treated.", name="file:a"), document("Rest.", name="file:b")])
    rarity = index.rarity(("anaemia", "anemia"))
    assert rarity["anaemia"] == rarity["anemia"] == pytest.approx(log(1 + 1.5 / 1.5))

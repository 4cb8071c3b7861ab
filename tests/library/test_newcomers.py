"""Records that were made ready before leave the library just as documents added one by one do."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from probatum.errors import LibraryError
from probatum.evidence.document import (
    Access,
    Document,
    DocumentKind,
    Identifiers,
    MeshHeading,
    Notice,
    NoticeKind,
    Status,
)
from probatum.evidence.standing import NoticeOn
from probatum.library.embedded import EmbeddedIndex
from probatum.library.index import Change, Clause, Query
from probatum.library.prepared import Prepared
from tests.evidence_by_hand import document

RETRACTION = Notice(kind=NoticeKind.RETRACTION, pmid="3")


def record(number: int, text: str = "Drugone helped.", **more: object) -> Document:
    given = {"identifiers": Identifiers(pmid=str(number)), "source": "pubmed", "origin": "n.xml"}
    values: dict[str, object] = {"kind": DocumentKind.RESEARCH, **given, **more}
    return document(text, name=f"pmid:{number}", **values)  # type: ignore[arg-type]


def guideline(number: int, year: str) -> Document:
    kind, title = DocumentKind.GUIDELINE, f"Exampleitis {year}"
    return record(number, kind=kind, title=title, publisher="House", published=year)


NEW = record(
    1,
    topics=("Exampleitis", "Otheritis"),
    mesh=(MeshHeading(descriptor="Exampleitis"),),
    abbreviations=(("DO", "drug one"),),
)
SHARED_A = record(10, identifiers=Identifiers(pmid="10", doi="10.1000/a"))
SHARED_B = record(11, "Drugone, at length.", identifiers=Identifiers(doi="10.1000/a"))
IN_FULL = document(
    "Drugone helped.\nIt helped in many ways.",
    name="pmcid:PMC9",
    kind=DocumentKind.RESEARCH,
    identifiers=Identifiers(pmid="5", pmcid="PMC9"),
    source="jats",
)
ABSTRACT = record(
    5, access=Access.ABSTRACT_ONLY, identifiers=Identifiers(pmid="5", pmcid="PMC9"), revised="2024"
)
CASES = {
    "nothing else": ([], [NEW, record(2)]),
    "two of one work at once": ([], [SHARED_A, record(2), SHARED_B]),
    "a work in full is there": ([IN_FULL], [ABSTRACT, record(2)]),
    "an older revision": ([ABSTRACT], [ABSTRACT.model_copy(update={"revised": "2020"})]),
    "the same again": ([NEW], [NEW, record(2)]),
    "another text": ([NEW], [record(1, "Drugone did not help.")]),
    "a later revision and an older one": (
        [ABSTRACT, record(2, revised="2024-05")],
        [
            ABSTRACT.model_copy(update={"revised": "2025", "title": "Otheritis"}),
            record(2, "Drugone did not help.", revised="2024-04"),
        ],
    ),
    "fewer names and topics": (
        [SHARED_A.model_copy(update={"topics": ("Exampleitis", "exampleitis", "Otheritis")})],
        [record(10, topics=("Otheritis",), abbreviations=(("DO", "drug one"),))],
    ),
    "a name that another work takes": ([SHARED_A], [record(10), SHARED_B]),
    "a name that was another work's": (
        [SHARED_A, record(12)],
        [record(12, identifiers=Identifiers(pmid="12", doi="10.1000/a"))],
    ),
    "another text where a notice is on it": (
        [record(4, gives=(RETRACTION,)), record(3)],
        [record(3, "Drugone did not help."), record(4, "It is wrong.", gives=(RETRACTION,))],
    ),
    "no notice any more": ([record(3), record(4, gives=(RETRACTION,))], [record(4)]),
    "another text where two sources tell": (
        [ABSTRACT, IN_FULL],
        [ABSTRACT.model_copy(update={"title": "Otheritis"}), record(2)],
    ),
    "another text of a work that had another id": (
        [IN_FULL, ABSTRACT.model_copy(update={"source": "jats", "access": IN_FULL.access})],
        [record(5, "Drugone did not help.", source="jats")],
    ),
    "another text of an edition": ([guideline(6, "2020")], [guideline(6, "2021")]),
    "retracted in a new text": ([NEW], [NEW.model_copy(update={"status": Status.RETRACTED})]),
    "a text of before": (
        [record(2, "Drugone helped."), record(2, "Drugone did not help.")],
        [record(2, "Drugone helped.")],
    ),
    "a notice beside the work": ([], [record(3), record(4, gives=(RETRACTION,))]),
    "a notice before the work": ([record(4, gives=(RETRACTION,))], [record(3), record(2)]),
    "a notice before it, beside it": ([], [record(4, gives=(RETRACTION,)), record(3)]),
    "a notice after the work": ([record(3)], [record(4, gives=(RETRACTION,)), record(2)]),
    "editions": ([guideline(6, "2020")], [guideline(7, "2024"), guideline(8, "2022")]),
}


def state(index: EmbeddedIndex) -> object:
    summaries = tuple(index.summaries())
    hits = index.search(Query(should=(Clause(any_of=("drugone",)),), with_retracted=True), 50)
    return (
        index.snapshot(),
        summaries,
        {each.id: (index.document(each.id), index.versions(each.id)) for each in summaries},
        sorted((hit.passage.id, hit.passage.heading) for hit in hits),
        index.topics(),
        dict(index.abbreviations()),
        [turn.model_copy(update={"at": ""}) for turn in index.news("2000").turns],
        [(news.added, news.replaced) for news in map(index.news_after, range(4))],
        [name for name, _ in index.added_since("2000", DocumentKind.RESEARCH)],
        [index.summary(f"pmid:{number}").id for number in range(12) if held(index, number)],
    )


def held(index: EmbeddedIndex, number: int) -> bool:
    return bool(index.versions(f"pmid:{number}"))


def ready(documents: list[Document]) -> list[Prepared]:
    return [Prepared.unpacked(Prepared.of(one).packed()) for one in documents]


@pytest.mark.parametrize("case", CASES)
def test_records_made_ready_end_as_the_documents_themselves_do(tmp_path: Path, case: str):
    before, batch = CASES[case]
    ends, changes = [], []
    for way in ("documents", "ready"):
        index = EmbeddedIndex(tmp_path / way, create=True)
        index.add(before)
        changes.append(index.add(batch) if way == "documents" else index.add_prepared(ready(batch)))
        assert index.verify() == ()
        ends.append(state(index))
        index.close()
    assert ends[0] == ends[1]
    assert changes[0] == changes[1]


def test_a_notice_from_a_list_waits_for_a_record_made_ready(tmp_path: Path):
    index = EmbeddedIndex(tmp_path, create=True)
    index.remember([NoticeOn(kind="pmid", value="3", notice=RETRACTION)], "list")
    index.add_prepared(ready([record(3), record(2)]))
    assert index.statuses() == {"current": 1, "retracted": 1}
    index.close()


def test_what_was_removed_comes_back(tmp_path: Path):
    index = EmbeddedIndex(tmp_path, create=True)
    index.add_prepared(ready([NEW, record(2)]))
    assert index.remove_all(["pmid:1", "pmid:99", "pmid:1"]) == 1
    assert [each.id for each in index.summaries()] == ["pmid:2"]
    assert index.add_prepared(ready([NEW])) == Change(added=1)
    assert len(index.versions("pmid:1")) == 1
    assert index.verify() == ()
    index.close()


@settings(deadline=None)
@given(st.data())
def test_a_record_made_ready_that_changes_on_its_way_is_an_error(data: st.DataObject):
    packed = bytearray(Prepared.of(NEW).packed())
    packed[data.draw(st.integers(0, len(packed) - 1))] ^= data.draw(st.integers(1, 255))
    with pytest.raises(LibraryError, match="damaged on its way"):
        Prepared.unpacked(bytes(packed))


def test_what_was_made_ready_is_the_same_when_unpacked():
    one = Prepared.of(NEW)
    (again,) = ready([NEW])
    assert again == one
    assert again.document() == NEW

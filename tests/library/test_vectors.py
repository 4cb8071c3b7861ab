"""Vectors beside a library, of the real model: made, caught up, passed over, made again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from filelock import FileLock

from probatum.errors import LibraryBusy, ModelDamaged, UsageError
from probatum.evidence.document import DocumentKind, Status
from probatum.library.embedded import EmbeddedIndex
from probatum.library.encoder import encoded_as
from probatum.library.index import Query
from probatum.library.minilm import LONGEST, MiniLm
from probatum.library.nearest import Nearest, codes_of
from probatum.library.vector_file import Row
from tests.evidence_by_hand import document

STROKE = "Anticoagulants prevent embolic stroke in atrial fibrillation."
SUGAR = "Metformin lowers blood glucose in adults with type 2 diabetes."
WHEEZE = "Inhaled steroids prevent attacks of asthma in children."
BLOOD_THINNER = "a blood thinner for an irregular heartbeat"


@pytest.fixture(scope="module")
def encoder() -> MiniLm:
    return MiniLm()


@pytest.fixture
def folder(tmp_path: Path, encoder: MiniLm) -> Path:
    """A library of three documents, each with its vectors."""
    library = EmbeddedIndex(tmp_path / "library", create=True, encoder=encoder)
    library.add([
        document(STROKE, name="file:stroke", heading=()),
        document(SUGAR, name="file:sugar", heading=()),
        document(WHEEZE, name="file:wheeze", heading=(), kind=DocumentKind.RESEARCH),
    ])  # fmt: skip
    fill(library)
    library.close()
    return tmp_path / "library"


@pytest.fixture
def index(folder: Path, encoder: MiniLm) -> Iterator[EmbeddedIndex]:
    library = EmbeddedIndex(folder, encoder=encoder)
    yield library
    library.close()


def fill(library: EmbeddedIndex, *kinds: DocumentKind) -> tuple[int, int]:
    """Documents given vectors, and those whose old ones were deleted."""
    *_, done = library.fill_vectors(kinds)
    return done.documents, done.taken_out


def near(index: EmbeddedIndex, text: str = BLOOD_THINNER, **filters: object) -> list[str]:
    query = Query.model_validate(filters)
    return [hit.passage.document for hit in index.nearest(text, query, 10)]


def test_a_passage_is_found_with_which_the_question_shares_no_word(index):
    assert near(index)[0] == "file:stroke"
    assert near(index, "pills against high sugar")[0] == "file:sugar"


def test_a_hit_is_the_passage_as_it_stands_in_the_document(index):
    hit, *_ = index.nearest(BLOOD_THINNER, Query(), 1)
    text = index.document("file:stroke").text
    assert hit.passage.text == text[hit.passage.start : hit.passage.end] == STROKE
    assert 0.1 < hit.score < 1


def test_a_removed_document_is_not_found_though_its_vectors_are_there_still(index):
    index.remove("file:stroke")
    assert near(index) == ["file:sugar", "file:wheeze"]
    assert fill(index) == (0, 1)


def test_a_changed_document_is_found_by_vectors_when_they_are_caught_up(index):
    index.add([document("Anticoagulants are stopped before surgery.", name="file:stroke")])
    assert "file:stroke" not in near(index)
    assert index.vectors().documents == 2
    assert fill(index) == (1, 1)
    assert near(index)[0] == "file:stroke"


def test_a_retracted_document_is_found_only_when_asked_for(index):
    index.add([document(STROKE, name="file:stroke", status=Status.RETRACTED)])
    fill(index)
    assert "file:stroke" not in near(index)
    assert near(index, with_retracted=True)[0] == "file:stroke"


def test_filters_are_obeyed_however_near_the_others_are(index):
    assert near(index, kinds=[DocumentKind.RESEARCH]) == ["file:wheeze"]
    assert near(index, documents=["file:sugar"]) == ["file:sugar"]
    assert near(index, documents=["file:unheard of"]) == []


def test_a_filter_that_few_pass_is_filled_up_from_further_off(index):
    index.add(document(f"{STROKE} {n}", name=f"file:{n}", heading=()) for n in range(20))
    fill(index)
    query = Query(kinds=(DocumentKind.RESEARCH,))
    (hit,) = index.nearest(BLOOD_THINNER, query, 2)
    assert hit.passage.document == "file:wheeze"


def test_only_documents_of_the_kinds_named_are_given_vectors(tmp_path: Path, encoder: MiniLm):
    library = EmbeddedIndex(tmp_path / "other", create=True, encoder=encoder)
    library.add([document(STROKE), document(WHEEZE, name="file:two", kind=DocumentKind.RESEARCH)])
    assert fill(library, DocumentKind.RESEARCH) == (1, 0)
    assert near(library) == ["file:two"]
    assert fill(library) == (1, 0)
    library.close()


def test_making_vectors_may_be_ended_anywhere_and_goes_on_from_there(tmp_path, encoder):
    library = EmbeddedIndex(tmp_path / "other", create=True, encoder=encoder)
    library.add(document(f"{SUGAR} {n}", name=f"file:{n}") for n in range(4))
    steps = library.fill_vectors()
    assert [next(steps).documents for _ in range(3)] == [0, 1, 2]
    steps.close()
    library.close()
    library = EmbeddedIndex(tmp_path / "other", encoder=encoder)
    assert library.vectors().documents == 2
    assert len(near(library)) == 2
    first, *_ = library.fill_vectors()
    assert first.of == 2
    assert library.vectors().documents == 4
    library.close()


def test_the_same_question_has_the_same_answer_in_a_library_made_in_another_order(
    folder: Path, index: EmbeddedIndex, tmp_path: Path, encoder: MiniLm
):
    other = EmbeddedIndex(tmp_path / "other", create=True, encoder=encoder)
    for summary in reversed([*index.summaries()]):
        other.add([index.document(summary.id)])
        fill(other)
    assert other.nearest(BLOOD_THINNER, Query()) == index.nearest(BLOOD_THINNER, Query())
    other.close()


def test_without_the_extra_nothing_is_found_by_vectors_and_making_them_says_what_to_do(folder):
    library = EmbeddedIndex(folder)
    assert near(library) == []
    assert "pip install 'probatum[dense]'" in (library.vectors().trouble or "")
    assert library.verify() == ()
    with pytest.raises(UsageError, match=r"pip install 'probatum\[dense\]'"):
        fill(library)
    library.close()


def test_a_library_without_vectors_has_none_and_no_trouble(tmp_path: Path, encoder: MiniLm):
    library = EmbeddedIndex(tmp_path / "other", create=True, encoder=encoder)
    library.add([document()])
    assert near(library) == []
    assert (library.vectors(), library.vector_trouble) == (None, None)
    library.close()


def spoil_model(path: Path) -> None:
    with sqlite3.connect(path) as file:
        file.execute("UPDATE about SET value = 'another' WHERE key = 'model'")


def spoil_code(path: Path) -> None:
    with sqlite3.connect(path) as file:
        file.execute("UPDATE vector SET codes = zeroblob(384) WHERE document = 'file:sugar'")


def spoil_length(path: Path) -> None:
    with sqlite3.connect(path) as file:
        file.execute("UPDATE vector SET codes = x'00' WHERE document = 'file:sugar'")


def spoil_file(path: Path) -> None:
    path.with_name(path.name + "-wal").unlink(missing_ok=True)
    path.write_bytes(b"no database at all" * 100)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (spoil_model, "another model"),
        (spoil_code, "damaged"),
        (spoil_length, "damaged"),
        (spoil_file, "damaged"),
    ],
    ids=["another model", "a changed code", "a cut code", "not a database"],
)
def test_vectors_that_cannot_be_used_are_said_so_left_out_and_made_anew(
    folder: Path, encoder: MiniLm, spoil, said: str
):
    spoil(folder / "vectors.sqlite")
    library = EmbeddedIndex(folder, encoder=encoder)
    assert near(library) == []
    assert said in (library.vector_trouble or "")
    assert "probatum library vectors" in (library.vectors().trouble or "")
    assert [problem.document for problem in library.verify()] == ["vectors"]
    first, *_, last = library.fill_vectors()
    assert said in (first.anew or "")
    assert last.documents == 3
    assert near(library)[0] == "file:stroke"
    assert library.verify() == ()
    library.close()


def test_one_process_makes_vectors_at_a_time(folder: Path, index: EmbeddedIndex):
    with FileLock(folder / "vectors.lock"), pytest.raises(LibraryBusy):
        fill(index)


def test_a_model_that_does_not_load_leaves_search_by_words(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "model.onnx").write_bytes(b"not a model")
    monkeypatch.setattr("probatum.library.minilm._weights", lambda: tmp_path / "model.onnx")
    library = EmbeddedIndex(folder, encoder=MiniLm())
    assert near(library) == []
    assert "install probatum[dense] again" in (library.vector_trouble or "")
    with pytest.raises(ModelDamaged):
        MiniLm().encode(["words"])
    library.close()


def test_a_text_has_the_same_vector_alone_and_among_others(encoder: MiniLm):
    alone = encoder.encode([STROKE])
    among = encoder.encode([WHEEZE * 9, STROKE, "x"])
    assert np.array_equal(alone[0], among[1])
    assert np.linalg.norm(among, axis=1) == pytest.approx([1, 1, 1], abs=1e-5)


def test_an_empty_text_and_one_without_end_are_encoded_too(encoder: MiniLm):
    vectors = encoder.encode(["", "word " * 10_000, "word " * LONGEST])
    assert np.isfinite(vectors).all()
    assert np.array_equal(vectors[1], vectors[2])


def test_all_vectors_are_compared_and_eight_bits_keep_their_order():
    vectors = np.random.default_rng(1).normal(size=(2_000, 384)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    starts = np.arange(len(vectors), dtype="<u4").tobytes()
    nearest = Nearest([Row("file:one", "hash", starts, codes_of(vectors))], 384)
    asked = vectors[7] + vectors[11] * 0.5
    asked /= np.linalg.norm(asked)
    found = nearest.search(asked, 2)
    assert [one.start for one in found] == [7, 11]
    assert [one.likeness for one in found] == pytest.approx(
        [vectors[7] @ asked, vectors[11] @ asked], abs=0.01
    )


def test_a_passage_is_encoded_with_what_it_is_part_of():
    assert (
        encoded_as("Asthma", ("Drugs", "Steroids"), "Daily.") == "Asthma . Drugs . Steroids\nDaily."
    )
    assert encoded_as("", (), "Daily.") == "\nDaily."

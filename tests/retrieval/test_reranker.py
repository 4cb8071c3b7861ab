"""A second look at what was found, by a small but real model that is built here."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnx
import pytest
from click.testing import CliRunner
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

from probatum.errors import ModelDamaged, UsageError
from probatum.evidence.passage import Passage
from probatum.interfaces.cli.main import cli
from probatum.library.embedded import EmbeddedIndex
from probatum.library.index import Hit
from probatum.retrieval.cross_encoder import CrossEncoder
from probatum.retrieval.reranker import FIRST, reranked
from probatum.workflows.looking_up import look_up
from tests.evidence_by_hand import document

WORDS = ("[UNK]", "[CLS]", "[SEP]", "dose", "harm", "[PAD]")
LIKED, DISLIKED = "dose", "harm"


def graph(worth: list[float], outputs: int = 1, ids: str = "input_ids") -> onnx.ModelProto:
    """What the words after the question are worth, summed."""
    table = np.repeat(np.array(worth, np.float32)[:, None], outputs, axis=1)
    whole = helper.make_graph(
        [
            helper.make_node("Gather", ["table", ids], ["each"]),
            helper.make_node("Cast", ["token_type_ids"], ["second"], to=TensorProto.FLOAT),
            helper.make_node("Unsqueeze", ["second", "last"], ["weight"]),
            helper.make_node("Mul", ["each", "weight"], ["counted"]),
            helper.make_node("ReduceSum", ["counted", "middle"], ["logits"], keepdims=0),
        ],
        "worth",
        [
            helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "length"])
            for name in (ids, "token_type_ids")
        ],
        [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["batch", outputs])],
        [
            numpy_helper.from_array(table, "table"),
            numpy_helper.from_array(np.array([2], np.int64), "last"),
            numpy_helper.from_array(np.array([1], np.int64), "middle"),
        ],
    )
    opset = helper.make_opsetid("", 17)
    model = helper.make_model(whole, opset_imports=[opset], ir_version=9)
    onnx.checker.check_model(model)
    return model


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "model"
    folder.mkdir()
    tokens = Tokenizer(models.WordLevel({w: n for n, w in enumerate(WORDS)}, unk_token="[UNK]"))
    tokens.normalizer = normalizers.Lowercase()
    tokens.pre_tokenizer = pre_tokenizers.Whitespace()
    tokens.post_processor = processors.BertProcessing(("[SEP]", 2), ("[CLS]", 1))
    tokens.save(str(folder / "tokenizer.json"))
    onnx.save(graph([0, 0, 0, 1, -1, 0]), str(folder / "model.onnx"))
    return folder


@pytest.fixture
def library(tmp_path: Path) -> Iterator[EmbeddedIndex]:
    index = EmbeddedIndex(tmp_path / "library", create=True)
    index.add([
        document("Drugone: harm, harm, and drugone again, drugone.", name="file:harm"),
        document("Drugone is named.", name="file:plain"),
        document("The dose of drugone, among many other things that are said.", name="file:dose"),
    ])  # fmt: skip
    yield index
    index.close()


def names(hits: tuple[Hit, ...]) -> list[str]:
    return [hit.passage.document for hit in hits]


def test_the_order_is_the_models_and_the_words_of_the_question_count_for_nothing(folder, library):
    before = names(look_up("drugone harm", library))
    after = look_up("drugone harm", library, reranker=CrossEncoder(folder))
    assert before[0] == "file:harm"
    assert names(after) == ["file:dose", "file:plain", "file:harm"]
    assert [hit.score for hit in after] == pytest.approx([73.1, 50.0, 11.9], abs=0.1)


def test_what_the_model_lifts_is_shown_though_it_was_below_what_is_asked_for(folder, library):
    assert names(look_up("drugone", library, limit=1, reranker=CrossEncoder(folder))) == [
        "file:dose"
    ]


def test_what_is_further_down_stays_there_in_its_order(folder: Path):
    hits = [
        Hit(passage=Passage.of(f"file:{n:03}", (), 0, "dose" if n > FIRST else "words"), score=1.0)
        for n in range(FIRST + 3)
    ]
    found = reranked("question", hits, CrossEncoder(folder))
    assert names(found) == [hit.passage.document for hit in hits]
    assert {hit.score for hit in found[FIRST:]} == {0.0}


def test_a_work_named_by_its_number_alone_is_not_judged(folder: Path, library: EmbeddedIndex):
    assert look_up("PMID 1", library, reranker=CrossEncoder(folder)) == ()


def test_a_passage_without_end_is_cut(folder: Path):
    (value,) = CrossEncoder(folder).judge("dose", ["harm " * 5_000])
    assert 0 <= value < 0.001


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json"])
def test_a_missing_file_is_named(folder: Path, name: str):
    (folder / name).unlink()
    with pytest.raises(UsageError, match=rf"there is no {name} in "):
        CrossEncoder(folder)


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json"])
def test_a_file_that_is_something_else_is_told_of(folder: Path, name: str):
    (folder / name).write_bytes(b"something else")
    with pytest.raises(ModelDamaged, match=r"take library\.reranker out of the settings"):
        CrossEncoder(folder).judge("question", ["text"])


@pytest.mark.parametrize(
    ("model", "said"),
    [
        (graph([0] * 6, outputs=2), "and not one"),
        (graph([float("nan")] * 6), "and not one"),
        (graph([0] * 6, ids="pixels"), "it wants the inputs pixels"),
        (graph([0]), "cannot be used"),
    ],
    ids=["two numbers", "no number", "other inputs", "another vocabulary"],
)
def test_a_model_of_another_kind_is_told_of(folder: Path, model: onnx.ModelProto, said: str):
    onnx.save(model, str(folder / "model.onnx"))
    with pytest.raises(ModelDamaged, match=said):
        CrossEncoder(folder).judge("dose", ["dose harm"])


def test_the_setting_puts_it_into_the_search_of_a_library(
    folder: Path, library: EmbeddedIndex, monkeypatch: pytest.MonkeyPatch
):
    call = ["library", "--library", str(library.folder), "search", "drugone", "harm"]
    monkeypatch.setenv("PROBATUM_RERANKER", str(folder))
    shown = CliRunner().invoke(cli, call).output
    assert shown.index("file:dose") < shown.index("file:plain") < shown.index("file:harm")
    monkeypatch.setenv("PROBATUM_RERANKER", str(folder / "nowhere"))
    done = CliRunner().invoke(cli, call)
    assert isinstance(done.exception, UsageError)

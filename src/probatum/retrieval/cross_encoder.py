"""A cross-encoder that the owner provides, run by ONNX Runtime.

Question and passage go through the model together: Nogueira R, Cho K. Passage re-ranking with BERT.
arXiv:1901.04085, 2019. The folder holds ``model.onnx``, which gives one number a pair (its logit),
and the ``tokenizer.json`` that belongs to it. It needs the extra ``probatum[dense]``.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import Any

from probatum.errors import ModelDamaged, UsageError
from probatum.library.onnx_session import onnx_session

LONGEST = 512
"""Pieces of question and passage together; the longer of the two is cut."""

_FILES = ("model.onnx", "tokenizer.json")
_NEEDED = ("numpy", "onnxruntime", "tokenizers")
_INPUTS = ("input_ids", "attention_mask", "token_type_ids")


class CrossEncoder:
    """The model in `folder`, loaded at its first use; may be shared by threads.

    Raises `UsageError` when a file or the extra is missing.
    """

    def __init__(self, folder: Path) -> None:
        for name in _FILES:
            if not (folder / name).is_file():
                raise UsageError(f"library.reranker: there is no {name} in {folder}")
        if not all(map(find_spec, _NEEDED)):
            raise UsageError("library.reranker needs the extra: pip install 'probatum[dense]'")
        self._folder = folder
        self._loading = Lock()
        self._loaded: tuple[Any, Any] | None = None

    def judge(self, question: str, texts: Sequence[str]) -> list[float]:
        """The logistic function of the logit of each pair. Raises `ModelDamaged`."""
        import numpy as np

        session, tokens = self._parts()
        wanted = [each.name for each in session.get_inputs()]
        judged = []
        for text in texts:  # one at a time, so that a passage is judged alike among any others
            pair = tokens.encode(question, text)
            given = zip(_INPUTS, (pair.ids, pair.attention_mask, pair.type_ids), strict=True)
            feed = {name: np.array([ids], np.int64) for name, ids in given if name in wanted}
            try:
                logit = np.asarray(session.run(None, feed)[0], dtype=np.float64)
            except Exception as error:  # the runtime raises errors of its own
                raise self._damaged(error) from error
            if logit.size != 1 or not np.isfinite(logit).all():
                raise self._damaged(f"it gives {logit.shape} numbers a pair and not one")
            judged.append(float(1 / (1 + np.exp(-np.clip(logit.item(), -500, 500)))))
        return judged

    def _parts(self) -> tuple[Any, Any]:
        """The network and what cuts a text into pieces."""
        with self._loading:
            if self._loaded is None:
                self._loaded = self._load()
            return self._loaded

    def _load(self) -> tuple[Any, Any]:
        from tokenizers import Tokenizer

        try:
            session = onnx_session(str(self._folder / "model.onnx"))
            tokens = Tokenizer.from_file(str(self._folder / "tokenizer.json"))
            tokens.enable_truncation(LONGEST)
            tokens.no_padding()
        except Exception as error:  # each of the libraries has errors of its own
            raise self._damaged(error) from error
        if other := {each.name for each in session.get_inputs()} - set(_INPUTS):
            raise self._damaged(f"it wants the inputs {', '.join(sorted(other))}")
        return session, tokens

    def _damaged(self, error: object) -> ModelDamaged:
        return ModelDamaged(
            f"the cross-encoder in {self._folder} cannot be used ({error}); "
            "put another there or take library.reranker out of the settings"
        )

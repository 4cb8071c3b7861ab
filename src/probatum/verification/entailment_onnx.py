"""The small model of entailment that comes with the package, run by ONNX Runtime.

How it was made and what it can do is in ``docs/models/entailment.md``. It needs the extra
``probatum[entailment]`` (``onnxruntime`` and ``tokenizers``), which `installed` asks for.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from probatum.errors import ModelDamaged
from probatum.verification.entailment import Probabilities

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FOLDER = Path(str(files("probatum.verification") / "model"))
_NEEDED = ("onnxruntime", "tokenizers", "numpy")
_BATCH = 16


def installed(folder: Path = FOLDER) -> bool:
    """Whether the extra and the model's files are there; imports neither."""
    return (folder / "entailment.onnx").is_file() and all(find_spec(name) for name in _NEEDED)


class OnnxEntailment:
    """Judges pairs on `threads` processors. Loads once, in about 0.2 s.

    Raises `ModelDamaged` when a file of the model is missing or not the one that belongs here.
    """

    def __init__(self, folder: Path = FOLDER, threads: int = 2) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        try:
            facts = json.loads((folder / "entailment.json").read_text(encoding="utf-8"))
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = threads
            self._session = onnxruntime.InferenceSession(
                str(folder / "entailment.onnx"), options, providers=["CPUExecutionProvider"]
            )
            self._tokens = Tokenizer.from_file(str(folder / "tokenizer.json"))
        except Exception as error:  # each of the three libraries has errors of its own
            raise ModelDamaged(
                f"the entailment model in {folder} does not load ({error}); "
                "install probatum[entailment] again"
            ) from error
        self._tokens.enable_truncation(facts["longest"], strategy="longest_first")
        self._tokens.enable_padding()
        self._temperature = facts["temperature"]
        self.name = f"{facts['name']} {facts['version']}"
        self.supports_at: float = facts["supports_at"]
        self.contradicts_at: float = facts["contradicts_at"]

    def judge(self, pairs: Sequence[tuple[str, str]]) -> list[Probabilities]:
        """Probabilities for each (words of the source, claim), in order."""
        judged: list[Probabilities | None] = [None] * len(pairs)
        # Pairs of like length go together: padding costs as much as words.
        order = sorted(range(len(pairs)), key=lambda place: sum(map(len, pairs[place])))
        for begin in range(0, len(order), _BATCH):
            places = order[begin : begin + _BATCH]
            rows = self._probabilities([pairs[place] for place in places])
            for place, row in zip(places, rows.tolist(), strict=True):
                judged[place] = Probabilities(*row)
        return [found for found in judged if found is not None]

    def _probabilities(self, pairs: list[tuple[str, str]]) -> NDArray[np.float32]:
        """Shape (pairs, 3)."""
        import numpy as np

        encoded = self._tokens.encode_batch(pairs)
        feed = {
            "input_ids": np.array([one.ids for one in encoded], dtype=np.int64),
            "attention_mask": np.array([one.attention_mask for one in encoded], dtype=np.int64),
            "token_type_ids": np.array([one.type_ids for one in encoded], dtype=np.int64),
        }
        logits = self._session.run(None, feed)[0] / self._temperature
        raised = np.exp(logits - logits.max(axis=1, keepdims=True))
        probabilities: NDArray[np.float32] = raised / raised.sum(axis=1, keepdims=True)
        return probabilities

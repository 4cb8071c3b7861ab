"""Write the files of the model as they ship: ``python -m training.inference.export``.

The network in eight bits for ONNX Runtime, and what was chosen for these eight bits on held-out
documents: a temperature, and the least probabilities that count as support and contradiction.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import onnxruntime
import torch
from numpy.typing import NDArray
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer

from training.inference.fit import SEED
from training.inference.network import Network, tokenizer
from training.inference.pair import LABELS, Pair
from training.inference.pairs import pairs

_OPSET = 17
_INPUTS = ("input_ids", "attention_mask", "token_type_ids")
_PRECISION = 0.9
"""Of what is called supported, or contradicted; a threshold is the least that reaches it."""
_STEPS = 200
Shares = NDArray[np.float64]


def main() -> None:
    """Write network and facts into the folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True, help="folder with rct-jats, pdq, …")
    parser.add_argument("--base", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--fitted", type=Path, required=True, help="what `fit` wrote")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    network = Network(options.base)
    network.load_state_dict(torch.load(options.fitted))
    path = options.out / "model.onnx"
    written(network.eval(), path)
    _, held_out = pairs(options.corpus, SEED)
    logits = read(path, tokenizer(options.base), held_out)
    labels = np.array([pair.label for pair in held_out])
    temperature = min(np.arange(0.5, 3, 0.05), key=lambda each: _surprise(logits / each, labels))
    shares = _shares(logits / temperature)
    facts = {
        "name": "probatum-inference",
        "version": "1",
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "temperature": round(float(temperature), 2),
        "supports_at": _least(shares[:, 0], labels == 0),
        "contradicts_at": _least(shares[:, 1], labels == 1),
    }
    (options.out / "model.json").write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")
    print(facts, "right:", (shares.argmax(1) == labels).mean(), path.stat().st_size)


def written(network: Network, path: Path) -> None:
    """The network in eight bits, each channel by itself."""
    example = torch.ones(2, 16, dtype=torch.long)
    shapes = {name: {0: "pairs", 1: "tokens"} for name in _INPUTS} | {"logits": {0: "pairs"}}
    with TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        torch.onnx.export(
            network,
            (example, example, torch.zeros_like(example)),
            str(whole),
            input_names=list(_INPUTS),
            output_names=["logits"],
            dynamic_axes=shapes,
            opset_version=_OPSET,
            dynamo=False,
        )
        quantize_dynamic(whole, path, weight_type=QuantType.QInt8, per_channel=True)


def read(path: Path, cut: Tokenizer, held_out: Sequence[Pair]) -> Shares:
    """What the written network says of each pair: a row of logits."""
    session = onnxruntime.InferenceSession(str(path))
    rows = []
    for pair in held_out:
        one = cut.encode(pair.words, pair.claim)
        values = (one.ids, one.attention_mask, one.type_ids)
        feed = {name: np.array([each]) for name, each in zip(_INPUTS, values, strict=True)}
        rows.append(session.run(None, feed)[0][0])
    return np.array(rows, dtype=np.float64)


def _shares(logits: Shares) -> Shares:
    raised = np.exp(logits - logits.max(axis=1, keepdims=True))
    shares: Shares = raised / raised.sum(axis=1, keepdims=True)
    return shares


def _surprise(logits: Shares, labels: NDArray[np.int64]) -> float:
    return float(-np.log(_shares(logits)[np.arange(len(labels)), labels]).mean())


def _least(share: Shares, right: NDArray[np.bool_]) -> float:
    for least in np.arange(1 / len(LABELS), 1, 1 / _STEPS):
        called = share >= least
        if called.any() and right[called].mean() >= _PRECISION:
            return round(float(least), 3)
    return 1.0


if __name__ == "__main__":
    main()

"""From the trained network to the file that ships: ``python -m training.entailment.export``.

ONNX, its parts fused for the runtime, then weights in eight bits (dynamic quantisation).
Temperature and thresholds are chosen on validation pairs with the file itself, so that what is
calibrated is what runs.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import torch
from numpy.typing import NDArray
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers.optimizer import optimize_model
from transformers import BertConfig

from probatum.evaluation.table import put_into, table
from training.entailment.network import LONGEST, Network, base_folder
from training.entailment.pair import CONTRADICTED, SUPPORTED, Pair, read
from training.entailment.train import batch, tokenizer

_HERE = Path(__file__).parent
_INPUTS = ("input_ids", "attention_mask", "token_type_ids")
_PRECISION = 0.9
"""Of what is called supported, or contradicted; a threshold is the least that reaches it."""
_MOST_VALIDATION = 1000


def main() -> None:
    """Write the model, its tokenizer, its facts and its licence into the folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, required=True, help="folder with model.pt")
    parser.add_argument("--pairs", type=Path, required=True, help="folder with validation.jsonl")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--card", type=Path, help="page whose table of validation is replaced")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    model = options.out / "entailment.onnx"
    _write(options.run / "model.pt", options.run / "full.onnx", model)
    for kept in (base_folder() / "tokenizer.json", _HERE / "NOTICE", _HERE.parents[1] / "LICENSE"):
        shutil.copyfile(kept, options.out / kept.name)
    validation = list(read(options.pairs / "validation.jsonl"))[:_MOST_VALIDATION]
    logits, labels = _judged(model, validation)
    temperature = _temperature(logits, labels)
    found = _softmax(logits / temperature)
    facts = {
        "name": "probatum-entailment",
        "version": "1",
        "longest": LONGEST,
        "temperature": round(temperature, 4),
        "supports_at": _threshold(found[:, SUPPORTED], labels == SUPPORTED),
        "contradicts_at": _threshold(found[:, CONTRADICTED], labels == CONTRADICTED),
        "sha256": hashlib.sha256(model.read_bytes()).hexdigest(),
    }
    path = options.out / "entailment.json"
    path.write_text(json.dumps(facts, indent=2) + "\n", encoding="utf-8")
    text = _figures(facts, found.argmax(1) == labels, validation)
    print(text)
    if options.card is not None:
        put_into(options.card, "validation", text)


def _figures(facts: dict[str, Any], right: NDArray[np.bool_], pairs: list[Pair]) -> str:
    """What was chosen, and the share of validation pairs of each kind that is judged right."""
    kinds = np.array([pair.kind for pair in pairs])
    rows = [
        (kind, int((kinds == kind).sum()), float(right[kinds == kind].mean()))
        for kind in sorted(set(kinds.tolist()))
    ]
    every = ("all", len(pairs), float(right.mean()))
    chosen = [(key, facts[key]) for key in ("temperature", "supports_at", "contradicts_at")]
    return "\n\n".join(
        (
            table(("chosen on validation", "value"), chosen, digits=2),
            table(("validation pairs", "count", "judged right"), [every, *rows], digits=2),
            f"SHA-256 of `entailment.onnx`: `{facts['sha256']}`",
        )
    )


def _write(weights: Path, full: Path, small: Path) -> None:
    config = BertConfig.from_pretrained(base_folder())
    config._attn_implementation = "eager"
    network = Network(config)
    network.load_state_dict(torch.load(weights, weights_only=True))
    network.eval()
    inputs, _ = batch(
        tokenizer(), [Pair("One of two.", "One.", 0, "", ""), Pair("A", "B", 0, "", "")]
    )
    torch.onnx.export(
        network,
        tuple(inputs[name] for name in _INPUTS),
        str(full),
        input_names=list(_INPUTS),
        output_names=["logits"],
        dynamic_axes={name: {0: "pairs", 1: "tokens"} for name in _INPUTS},
        dynamo=False,
    )
    sizes = {"num_heads": config.num_attention_heads, "hidden_size": config.hidden_size}
    optimize_model(str(full), model_type="bert", **sizes).save_model_to_file(str(full))
    quantize_dynamic(
        str(full),
        str(small),
        weight_type=QuantType.QInt8,
        per_channel=True,
        extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
    )


def _judged(model: Path, pairs: list[Pair]) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    session = onnxruntime.InferenceSession(str(model))
    tokens, order = tokenizer(), sorted(range(len(pairs)), key=lambda at: len(pairs[at].source))
    logits = np.zeros((len(pairs), 3), dtype=np.float32)
    for begin in range(0, len(order), 16):
        places = order[begin : begin + 16]
        inputs, _ = batch(tokens, [pairs[at] for at in places])
        feed = {name: value.numpy() for name, value in inputs.items()}
        logits[places] = session.run(None, feed)[0]
    return logits, np.array([pair.label for pair in pairs])


def _softmax(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    raised = np.exp(logits - logits.max(1, keepdims=True))
    return raised / raised.sum(1, keepdims=True)


def _temperature(logits: NDArray[np.float32], labels: NDArray[np.int64]) -> float:
    """The temperature of least loss (Guo C, et al. On calibration of networks. ICML 2017)."""
    rows = np.arange(len(labels))
    losses = {
        t: -float(np.log(_softmax(logits / t)[rows, labels] + 1e-9).mean())
        for t in np.arange(0.5, 4.01, 0.05)
    }
    return float(min(losses, key=losses.__getitem__))


def _threshold(probabilities: NDArray[np.float32], right: NDArray[np.bool_]) -> float:
    """The least probability from which on `_PRECISION` of the pairs are right."""
    for threshold in np.arange(0.5, 0.99, 0.01):
        chosen = probabilities >= threshold
        if chosen.any() and right[chosen].mean() >= _PRECISION:
            return round(float(threshold), 2)
    return 0.99


if __name__ == "__main__":
    main()

"""Draw the loss of a run: ``python -m training.entailment.curve --run FOLDER --out FILE.svg``."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import matplotlib as mpl

mpl.use("svg")
from matplotlib import pyplot  # after the choice of what draws


def main() -> None:
    """Training and validation loss, and validation accuracy, by pairs seen."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, required=True, help="folder with log.jsonl")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    lines = (options.run / "log.jsonl").read_text(encoding="utf-8").splitlines()
    entries = [json.loads(line) for line in lines]
    pairs = [entry["pairs"] for entry in entries]
    mpl.rcParams.update({"svg.hashsalt": "entailment", "font.size": 9})
    figure, loss = pyplot.subplots(figsize=(6, 3.2), layout="constrained")
    for name, style in (("training_loss", "-"), ("validation_loss", "--")):
        loss.plot(
            pairs, [e[name] for e in entries], style, color="C0", label=name.replace("_", " ")
        )
    share = loss.twinx()
    share.plot(pairs, [e["validation_accuracy"] for e in entries], color="C1", label="accuracy")
    share.set(ylim=(0, 1), ylabel="validation accuracy")
    loss.set(xlabel="pairs seen", ylabel="cross-entropy", ylim=(0, None))
    loss.legend(loc="lower left")
    options.out.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(options.out, metadata={"Date": None})


if __name__ == "__main__":
    main()

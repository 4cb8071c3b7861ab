"""The model of entailment that comes with the package."""

from __future__ import annotations

from pathlib import Path

import pytest

from probatum.errors import ModelDamaged
from probatum.verification.entailment_onnx import OnnxEntailment, installed


def test_without_its_files_no_model_is_installed(tmp_path: Path):
    assert not installed(tmp_path)


def test_a_damaged_model_says_what_to_do(tmp_path: Path):
    (tmp_path / "entailment.onnx").write_bytes(b"not a model")
    (tmp_path / "entailment.json").write_text("{}")
    with pytest.raises(ModelDamaged, match=r"install probatum\[entailment\] again"):
        OnnxEntailment(tmp_path)

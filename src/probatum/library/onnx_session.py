"""How small models are run by ONNX Runtime, of the extra ``probatum[dense]``."""

from __future__ import annotations

from typing import Any

_THREADS = 2


def onnx_session(network: bytes | str) -> Any:
    """A session of a network, from its bytes or its path. Raises what the runtime raises."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = _THREADS
    # A thread that waits leaves its processor to others.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(network, options, providers=["CPUExecutionProvider"])

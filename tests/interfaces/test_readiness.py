"""A server is ready before it is asked."""

from __future__ import annotations

import subprocess
import sys

_READY = """
import gc
from probatum.retrieval.lexicon import _package
from probatum.wiring.readiness import make_ready
before = gc.get_threshold()
make_ready()
assert _package.cache_info().currsize == 1, "the vocabulary is at hand"
assert gc.get_freeze_count() > 20_000 and gc.isenabled() and gc.get_threshold() > before
"""


def test_the_vocabulary_is_loaded_and_not_looked_through_for_garbage_any_more():
    # In a process of its own: what it changes holds for all of one.
    subprocess.run([sys.executable, "-c", _READY], check=True)

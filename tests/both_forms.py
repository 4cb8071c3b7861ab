"""What exists in Python and compiled, for tests that hold one beside the other."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import pytest


def both(function: Callable[..., Any]) -> tuple[Callable[..., Any], Callable[..., Any]]:
    """The compiled form and the one in Python; skips where nothing was compiled, but not in CI."""
    if not hasattr(function, "__wrapped__"):
        if os.environ.get("CI") and os.environ.get("PROBATUM_COMPILED") != "no":
            pytest.fail("nothing was compiled; .ci/run sees to a C compiler")
        pytest.skip("nothing was compiled: 'pip install -e .' with a C compiler does it")
    return function, function.__wrapped__


def outcome(function: Callable[..., Any], *given: object) -> object:
    """What a function gives or, of bytes that are no text and numbers of no character, raises."""
    try:
        return function(*given)
    except (ValueError, OverflowError) as error:
        return type(error)

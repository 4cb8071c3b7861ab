"""Functions and classes that also exist in a compiled form, built where there was a C compiler.

Each is told whole in Python, which is what it means and what runs without that form. The compiled
form gives the same for every input; tests hold the two beside each other.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar, cast

_Function = TypeVar("_Function", bound=Callable[..., Any])
_SWITCH = "PROBATUM_COMPILED"


def compiled(module: str) -> Callable[[_Function], _Function]:
    """Puts what has the same name in that module, if it is there, in place of a function or class.

    What it stands in place of is its `__wrapped__`. With PROBATUM_COMPILED=no in the environment
    nothing compiled is used, nor is, with a warning, what was compiled of an older source.
    """

    def in_place_of(function: _Function) -> _Function:
        if os.environ.get(_SWITCH) == "no":
            return function
        try:
            built = import_module(module)
            found = getattr(built, function.__name__)
        except (ImportError, AttributeError):  # not compiled, or before there was this function
            return function
        if _is_outdated(Path(str(built.__file__))):
            warnings.warn(f"{module} was changed since; compile it: pip install -e .", stacklevel=2)
            return function
        if isinstance(found, type):  # a compiled class takes nothing on; one made of it does
            found = type(found.__name__, (found,), {"__slots__": (), "__doc__": function.__doc__})
        found.__wrapped__ = function
        return cast("_Function", found)

    return in_place_of


def _is_outdated(built: Path) -> bool:
    """Whether a source beside it, which is so in a copy of the repository only, is newer."""
    source = built.with_name(f"{built.name.partition('.')[0]}.pyx")
    sources = [source, *built.parent.glob("*.pxd")] if source.is_file() else []
    return any(each.stat().st_mtime > built.stat().st_mtime for each in sources)

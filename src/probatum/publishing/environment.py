"""Templates of a room: everything put into them is escaped, and a name left out is an error."""

from __future__ import annotations

from collections.abc import Callable

from jinja2 import Environment, PackageLoader, StrictUndefined


def environment(package: str, finalize: Callable[..., object] | None = None) -> Environment:
    """Of the folder ``templates`` in `package`; `finalize` sees every value that is shown."""
    return Environment(
        loader=PackageLoader(package),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=finalize,
    )

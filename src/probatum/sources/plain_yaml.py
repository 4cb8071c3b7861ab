"""YAML as people write it by hand: short, without anchors, dates left as they are written."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from probatum.errors import SourceError


class _DatesAsWritten(yaml.SafeLoader):
    """Leaves dates as text: what YAML makes of "2024-02-31" is an error that names no field."""


_DatesAsWritten.yaml_implicit_resolvers = {
    first: [item for item in items if not item[0].endswith(":timestamp")]
    for first, items in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def plain_yaml(path: Path, text: str, place: str, longest: int) -> object:
    """What the text says; ``place`` names it in errors, ``longest`` is in characters.

    Raises `SourceError`. Anchors can be made to explode, and nobody writes them by hand.
    """
    if len(text) > longest or re.search(r"(?m)[:\-,\[{]\s*[&*]\w", text):
        raise SourceError(path, f"{place}: keep it short, without YAML anchors (& and *)")
    try:
        found: object = _DatesAsWritten(text).get_single_data()
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        shown = " ".join(str(error).split())
        raise SourceError(
            path, f'{place} is not YAML ({shown}); put titles with a colon in "…"'
        ) from error
    return found

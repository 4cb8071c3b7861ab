"""What finds identifiers besides the rules, where the owner chose it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

from probatum.errors import UsageError
from probatum.privacy.identifier import Identifier

Recogniser = Callable[[str], Iterable[Identifier]]
"""Gives the identifiers in a text; they may overlap with one another and with those of rules."""


@cache  # a model of names takes seconds to load
def recogniser(name: str, names_model: str | None) -> Recogniser | None:
    """Of the setting ``privacy.recogniser``; None for "rules". Raises `UsageError`."""
    if name != "presidio":
        return None
    try:
        from probatum.privacy.presidio import PresidioRecogniser
    except ImportError as error:
        raise UsageError(
            "privacy.recogniser presidio needs the extra presidio: pip install 'probatum[presidio]'"
        ) from error
    return PresidioRecogniser(names_model)

"""What is only looked for where a root stands is found wherever it stands."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import probatum.composition
import probatum.evidence
import probatum.retrieval
from probatum.evidence.rooted import Rooted

ROOMS = (probatum.composition, probatum.evidence, probatum.retrieval)


def rooted_in(module: ModuleType) -> Iterator[tuple[str, Rooted]]:
    """Each that the module has under a name, or in a tuple under a name."""
    of = module.__name__.removeprefix("probatum.")
    for name, found in vars(module).items():
        for number, each in enumerate(found if isinstance(found, tuple) else (found,)):
            if isinstance(each, Rooted):
                yield f"{of}.{name}.{number}", each


ROOTED = {
    name: rooted
    for room in ROOMS
    for module in pkgutil.iter_modules(room.__path__, f"{room.__name__}.")
    for name, rooted in rooted_in(importlib.import_module(module.name))
}


def test_a_pattern_is_found_where_its_root_stands_and_nowhere_else() -> None:
    rooted = Rooted(r"\b(?:mice|mouse)\b", "mice", "mouse")
    assert rooted.search("In MICE it did") is not None
    assert rooted.search("In micelles it did") is None
    assert [match[0] for match in rooted.finditer("a mouse, two mice")] == ["mouse", "mice"]
    assert [*rooted.finditer("a rat")] == []


@pytest.mark.parametrize("name", sorted(ROOTED))
def test_whatever_a_pattern_matches_holds_one_of_its_roots(name: str) -> None:
    rooted = ROOTED[name]

    @settings(max_examples=300, deadline=None, derandomize=True, database=None)
    @given(st.from_regex(rooted.pattern, alphabet=st.characters(codec="ascii")))
    def holds(text: str) -> None:
        found, plain = rooted.search(text), rooted.pattern.search(text)
        assert (found and found.span()) == (plain and plain.span())

    holds()

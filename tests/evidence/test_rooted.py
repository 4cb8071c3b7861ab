"""What is only looked for where a root stands is found wherever it stands."""

from __future__ import annotations

import importlib
import pkgutil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import probatum.retrieval
from probatum.evidence.rooted import Rooted

MODULES = [
    importlib.import_module(f"probatum.retrieval.{module.name}")
    for module in pkgutil.iter_modules(probatum.retrieval.__path__)
]
ROOTED = {
    f"{module.__name__.rpartition('.')[2]}.{name}": found
    for module in MODULES
    for name, found in vars(module).items()
    if isinstance(found, Rooted)
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

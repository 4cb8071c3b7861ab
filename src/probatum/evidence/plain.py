"""A document in plain values, as its JSON has them: what is default is left out.

Making and checking a `Document` with all its small values takes several times as long as reading a
short record. A source of many millions of records therefore gives this form, of which a `Document`
is made when one is wanted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from probatum.evidence.document import Document

Plain = dict[str, Any]
"""The fields of a `Document` in their order, each as text, number, dictionary or sequence."""

_DEFAULTS = {name: field.get_default() for name, field in Document.model_fields.items()}


def plain(document: Document) -> Plain:
    """A document in plain values."""
    return document.model_dump(mode="json", exclude_defaults=True)


def stated(fields: Mapping[str, Any]) -> Plain:
    """The same of the fields of a document, whatever their order, without those that are default.

    An empty value is always default; so is an empty set of identifiers.
    """
    return {
        name: value
        for name, default in _DEFAULTS.items()
        if (value := fields.get(name)) and value != default
    }


def all_stated(fields: Mapping[str, Iterable[Any]]) -> Iterator[Plain]:
    """The same of many documents, of each field the values of all of them in one order."""
    defaults = {name: default for name, default in _DEFAULTS.items() if name in fields}
    told = zip(*map(list, map(fields.__getitem__, defaults)), strict=True)
    for values in told:
        yield {
            name: value
            for (name, default), value in zip(defaults.items(), values, strict=True)
            if value and value != default
        }

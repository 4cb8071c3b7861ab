"""A document in plain values, as its JSON has them: what is default is left out.

Making and checking a `Document` with all its small values takes several times as long as reading a
short record. A source of many millions of records therefore gives this form, of which a `Document`
is made when one is wanted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from probatum.compiled import compiled
from probatum.evidence.document import Document

Plain = dict[str, Any]
"""The fields of a `Document` in their order, each as text, number, dictionary or sequence."""

# None where no value that is stated is default: the rest are texts.
_DEFAULTS = {
    name: default if isinstance(default := field.get_default(), str) and default else None
    for name, field in Document.model_fields.items()
}


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
        if (value := fields.get(name)) and (default is None or value != default)
    }


def all_stated(fields: Mapping[str, Iterable[Any]]) -> list[Plain]:
    """The same of many documents, of each field the values of all of them in one order."""
    names = [name for name in _DEFAULTS if name in fields]
    defaults = [_DEFAULTS[name] for name in names]
    return rows(names, defaults, [list(fields[name]) for name in names])


@compiled("probatum.evidence._plain")
def rows(names: list[str], defaults: list[Any], columns: list[list[Any]]) -> list[Plain]:
    """Of each place in the columns the values by their names, without those that are default."""
    return [
        {
            name: value
            for name, default, value in zip(names, defaults, values, strict=True)
            if value and (default is None or value != default)
        }
        for values in zip(*columns, strict=True)
    ]

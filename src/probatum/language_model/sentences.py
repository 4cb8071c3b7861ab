"""Sentences that a model writes on numbered quotes: the form of the request and of the answer."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import Field, ValidationError
from pydantic_core import from_json

from probatum.evidence.value import Value

SCHEMA: Mapping[str, Any] = {
    "type": "object",
    "properties": {
        "sentences": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"quote": {"type": "integer"}, "text": {"type": "string"}},
                "required": ["quote", "text"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["sentences"],
    "additionalProperties": False,
}


class Written(Value):
    """A sentence and the number of the quote it rests on."""

    quote: int
    text: str = Field(min_length=1, max_length=4000)


class _Sentences(Value):
    sentences: tuple[Written, ...] = Field(max_length=200)


def schema(quotes: Iterable[int]) -> dict[str, Any]:
    """Of sentences each on one of these quotes; a model that samples by it can name no other."""
    made = copy.deepcopy(dict(SCHEMA))
    made["properties"]["sentences"]["items"]["properties"]["quote"]["enum"] = list(quotes)
    return made


def sentences(answer: str, *, whole: bool = True) -> tuple[Written, ...] | None:
    """What the model wrote, or None when it does not keep the schema.

    Of an answer that is not whole, what was written by then; its last sentence may be cut.
    """
    try:
        if whole:
            return _Sentences.model_validate_json(answer, strict=True).sentences
        written = from_json(answer, allow_partial="trailing-strings")
        return tuple(Written.model_validate(each, strict=True) for each in _begun(written))
    except (ValidationError, ValueError):
        return None if whole else ()


def _begun(written: Any) -> list[Any]:
    """The sentences of what was cut, without a last one that has no text yet."""
    found = written.get("sentences") if isinstance(written, dict) else None
    items = found if isinstance(found, list) else []
    return [each for each in items if isinstance(each, dict) and each.get("text")]


def fenced(data: Mapping[str, Any]) -> str:
    """No text can close the fence: its angle brackets are written as escapes."""
    written = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c").replace(">", "\\u003e")
    return f"<data>\n{written}\n</data>"

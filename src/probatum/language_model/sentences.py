"""Sentences that a model writes on numbered quotes: the form of the request and of the answer."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pydantic import Field, ValidationError

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
    text: str = Field(min_length=1, max_length=1000)


class _Sentences(Value):
    sentences: tuple[Written, ...] = Field(max_length=200)


def sentences(answer: str) -> tuple[Written, ...] | None:
    """What the model wrote, or None when it does not keep the schema."""
    try:
        return _Sentences.model_validate_json(answer, strict=True).sentences
    except ValidationError:
        return None


def fenced(data: Mapping[str, Any]) -> str:
    """No text can close the fence: its angle brackets are written as escapes."""
    written = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c").replace(">", "\\u003e")
    return f"<data>\n{written}\n</data>"

"""The published JSON schema of an answer, generated from the values themselves."""

from __future__ import annotations

import json

from probatum.evidence.answer import Answer


def answer_schema() -> str:
    """JSON Schema (draft 2020-12) of `Answer`, indented, keys in a stable order."""
    schema = Answer.model_json_schema(mode="serialization")
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return json.dumps(schema, indent=2, sort_keys=True, ensure_ascii=False) + "\n"

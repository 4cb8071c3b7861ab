"""What search takes of a document."""

from __future__ import annotations

import json

from probatum.library.searchable import Searchable
from tests.evidence_by_hand import document


def test_the_engine_is_told_only_of_fields_that_hold_something():
    told = document("Drugmab lowered the attack rate.").model_dump(mode="json")
    [(_, found_by)] = Searchable.of(told).passages
    assert json.loads(found_by) == {
        "document": "file:one",
        "kind": "guideline",
        "status": "current",
        "title": "guidelin",
        "topics": "exampl",
        "heading": "treatment",
        "text": "drugmab lower attack rate",
        "text_pairs": "drugmab_lower lower_attack attack_rate",
    }

"""Other names of what a sentence names."""

from __future__ import annotations

from probatum.retrieval.lexicon import Lexicon
from probatum.workflows.naming import other_names

LEXICON = Lexicon()


def others(claim: str, **defined: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    return {name.written: name.others for name in other_names(claim, LEXICON, defined)}


def test_diseases_drugs_and_abbreviations_have_other_names():
    found = others("Rivaroxaban improved overall survival in high blood pressure.")
    assert "Xarelto" in found["Rivaroxaban"]
    assert "hypertension" in found["high blood pressure"]
    assert found["overall survival"] == ("OS",)


def test_a_member_of_a_class_is_no_other_name_of_it():
    assert "cetuximab" not in str(others("Anti-EGFR antibodies improve survival.")).lower()


def test_an_abbreviation_of_the_library_counts_where_it_has_one_meaning():
    claim = "QZX improves survival."
    assert others(claim, QZX=("quick zinc exchange",))["QZX"] == ("quick zinc exchange",)
    assert "QZX" not in others(claim, QZX=("quick zinc exchange", "quiet zone index"))

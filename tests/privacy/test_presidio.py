"""Presidio, where its extra is installed, adds what our rules lack, and leaves medicine alone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from probatum.errors import UsageError
from probatum.privacy.identifier import IdentifierKind
from probatum.privacy.policy import Policy
from probatum.privacy.recogniser import Recogniser, recogniser
from probatum.privacy.screen import identifiers
from probatum.privacy.screened import screened

PHRASES = (Path(__file__).parent / "clinical_phrases.txt").read_text(encoding="utf-8").splitlines()
_WHY = "the extra presidio is not installed: pip install 'probatum[presidio]'"


@pytest.fixture(scope="module")
def presidio() -> Recogniser:
    pytest.importorskip("presidio_analyzer", reason=_WHY)
    found = recogniser("presidio", None)
    assert found
    return found


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("4111 1111 1111 1111", IdentifierKind.ACCOUNT),
        ("DE89370400440532013000", IdentifierKind.ACCOUNT),
        ("2345 6789 0124", IdentifierKind.OTHER),
        ("44051401359", IdentifierKind.OTHER),
        ("12345678Z", IdentifierKind.OTHER),
    ],
    ids=["card", "IBAN", "Aadhaar", "PESEL", "NIF"],
)
def test_numbers_without_a_cue_are_found_by_their_check_digits(presidio, words, kind):
    text = f"Sepsis; {words}; what to give?"
    (found,) = identifiers(text, presidio)
    assert (found.text, found.kind) == (words, kind)
    assert words not in screened(text, Policy.REMOVE, more=presidio).text
    assert screened(text, Policy.BLOCK, more=presidio).withheld


def test_what_both_find_is_found_once_and_as_the_rules_name_it(presidio):
    text = "Mr. John Miller, MRN 943 476 5919, seen 14 March 2024, jane@example.org"
    assert [(each.kind, each.text) for each in identifiers(text, presidio)] == [
        (each.kind, each.text) for each in identifiers(text)
    ]


def test_words_and_figures_of_medicine_are_left(presidio):
    changed = [phrase for phrase in PHRASES if identifiers(phrase, presidio) != identifiers(phrase)]
    assert changed == []


def test_nothing_is_fetched_for_a_model_of_names_that_is_not_installed():
    pytest.importorskip("presidio_analyzer", reason=_WHY)
    with pytest.raises(UsageError, match="not installed"):
        recogniser("presidio", "en_core_web_nowhere")


def test_without_the_extra_the_user_is_told_which(monkeypatch):
    recogniser.cache_clear()
    monkeypatch.delitem(sys.modules, "probatum.privacy.presidio", raising=False)
    monkeypatch.setitem(sys.modules, "presidio_analyzer", None)
    with pytest.raises(UsageError, match=r"probatum\[presidio\]"):
        recogniser("presidio", None)


def test_rules_need_nothing_else():
    assert recogniser("rules", None) is None
    code = "import sys, probatum.privacy.screen; sys.exit('presidio_analyzer' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

"""Every kind of identifier is found where it is written as such, and medicine is left alone."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probatum.privacy.identifier import IdentifierKind
from probatum.privacy.screen import identifiers, named, quoted, removed

PHRASES = (Path(__file__).parent / "clinical_phrases.txt").read_text(encoding="utf-8").splitlines()
HELD = (
    ("Mr. Smith has gout.", "Mr. [name] has gout."),
    ("Mrs O'Brien-Jones, on warfarin", "Mrs [name], on warfarin"),
    ("mrs smith has a cough", "mrs [name] has a cough"),
    ("patient John Doe, on warfarin", "patient [name], on warfarin"),
    ("Patient Kofi Boateng has malaria", "Patient [name] has malaria"),
    ("Name: Boateng, Kofi; MRN 00482915", "Name: [name]; MRN [medical record number]"),
    ("a woman called Imke Petersen", "a woman called [name]"),
    ("Maria Lopez asks about statins", "[name] asks about statins"),
    ("Frau Müller, geb. 12.03.1956", "Frau [name], geb. [date].1956"),
    ("Patient A. B. with sepsis", "Patient [name] with sepsis"),
    ("his wife Anneke found him", "his wife [name] found him"),
    ("姓名：王小明，胃癌", "姓名：[name]，胃癌"),
    ("of 12 Elm Tree Road, York", "of [place]"),
    ("12 Main Street, Springfield, IL 62704", "[place]"),
    ("wohnt Lindenstraße 12, 80331 München", "wohnt [place]"),
    ("au 14, rue de la Paix, 75002 Paris", "au [place]"),
    ("postcode SW1A 1AA", "postcode [place]"),
    ("ZIP 02139", "ZIP [place]"),
    ("lives in Springfield with her son", "lives in [place] with her son"),
    ("seen on 2024-03-14", "seen on 2024-[date]"),
    ("seen on 3/14/2024 for gout", "seen on [date]/2024 for gout"),
    ("admitted 14/03 with fever", "admitted [date] with fever"),
    ("operated on 14 March 2024", "operated on [date] 2024"),
    ("since March 14th", "since [date]"),
    ("relapse in May 2023", "relapse in [date] 2023"),
    ("opéré le 5 mars 2024", "opéré le [date] 2024"),
    ("2024年3月5日手术", "2024年[date]手术"),
    ("a 93-year-old man", "a [age over 89]-year-old man"),
    ("94F with falls", "[age over 89]F with falls"),
    ("91jährige Patientin", "[age over 89]jährige Patientin"),
    ("une femme de 95 ans", "une femme de [age over 89] ans"),
    ("call 555-234-5678", "call [phone number]"),
    ("tel. 030 1234567", "tel. [phone number]"),
    ("ring +44 20 7946 0958", "ring [phone number]"),
    ("fax: (555) 234-5678", "fax: [fax number]"),
    ("write to j.doe@example.org", "write to [e-mail address]"),
    ("SSN 123-45-6789", "SSN [social security number]"),
    ("hospital number H1234567", "hospital number [medical record number]"),
    ("insurance no. AB123456C", "insurance no. [health plan number]"),
    ("Medicare ID: 1EG4-TE5-MK73", "Medicare ID: [health plan number]"),
    ("account number 00123456", "account number [account number]"),
    ("DE89 3704 0044 0532 0130 00", "[account number]"),
    ("driver's license number D1234567", "driver's license number [certificate or licence number]"),
    ("VIN 1HGCM82633A004352", "VIN [vehicle identifier]"),
    ("pacemaker serial number PJN123456", "pacemaker serial number [device identifier]"),
    ("see https://example.org/p/doe?id=4", "see [web address]"),
    ("from 192.168.10.24", "from [IP address]"),
    ("from 2001:db8::8a2e:370:7334", "from [IP address]"),
    ("his fingerprint unlocks it", "[biometric identifier] unlocks it"),
    ("a photo of the patient", "a [photograph]"),
    ("scan in doe_face.jpg", "scan in [photograph]"),
    ("specimen number S24-00817", "specimen number [other unique number]"),
    ("ref 48291574638", "ref [other unique number]"),
)


@pytest.mark.parametrize(("text", "clean"), HELD, ids=[text for text, _ in HELD])
def test_an_identifier_gives_way_to_its_kind(text, clean):
    assert removed(text) == clean


def test_every_kind_is_among_the_examples():
    found = {each.kind for text, _ in HELD for each in identifiers(text)}
    assert found == set(IdentifierKind)


@pytest.mark.parametrize("phrase", PHRASES)
def test_words_and_figures_of_medicine_are_left(phrase):
    assert removed(phrase) == phrase


@given(st.text(alphabet=st.sampled_from("Mr. SmithMay 0123/-@:x年\n"), max_size=80))
def test_what_is_found_stands_at_its_place_and_once(text):
    found = identifiers(text)
    assert all(text[each.start : each.end] == each.text for each in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_the_kinds_are_named_in_words():
    found = identifiers("Mr. Smith, 93 years old, j@example.org")
    assert named(found) == "a name, an age over 89 and an e-mail address"
    assert named(()) == ""


def test_whoever_wrote_the_words_is_shown_which_they_are():
    found = identifiers("Mr. Smith and Mrs. Jones, j@example.org")
    assert quoted(found) == "a name (“Smith”, “Jones”) and an e-mail address (“j@example.org”)"
    assert quoted(()) == ""


def test_a_text_without_end_is_screened_in_time():
    assert identifiers("patient " * 5000 + "1 2 3 " * 5000 + "A. " * 5000) is not None

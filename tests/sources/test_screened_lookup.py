"""What of a reference goes to a service."""

from __future__ import annotations

import pytest

from probatum.errors import SourceUnavailable
from probatum.evidence.checked import ForeignReference
from probatum.privacy.policy import Policy
from probatum.sources.screened_lookup import ScreenedLookup


class Service:
    """Remembers what it was asked."""

    name = "Service"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def look_up(self, reference):
        self.asked.append(reference.text)


def looked_up(policy, text):
    service, told = Service(), []
    ScreenedLookup(service, policy, told.append).look_up(ForeignReference(key="1", text=text))
    return service.asked, told


def test_identifiers_are_taken_out_and_the_user_is_told():
    asked, told = looked_up(Policy.REMOVE, "Letter on Mr. Smith, MRN 00482915. 2020.")
    assert asked == ["Letter on Mr. [name], MRN [medical record number]. 2020."]
    assert told == ["Reference 1: Sent to Service without a name and a medical record number."]


def test_an_ordinary_reference_goes_as_it_is_and_silently():
    entry = "Able A, Baker B. Drugone in gout. N Engl J Med. 2020;382(4):11-19. PMID 12345678"
    assert looked_up(Policy.REMOVE, entry) == ([entry], [])


@pytest.mark.parametrize("policy", [Policy.BLOCK, Policy.ASK])
def test_what_may_not_go_is_no_proof_that_a_work_is_unknown(policy):
    with pytest.raises(SourceUnavailable, match=r"privacy\.services"):
        looked_up(policy, "Letter on Mr. Smith. 2020.")

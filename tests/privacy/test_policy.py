"""What goes to a destination under each policy."""

from __future__ import annotations

import pytest

from probatum.privacy.policy import Policy, policy_for
from probatum.privacy.screened import screened

HELD = "Mr. Smith has gout."


def test_by_default_remote_destinations_get_the_text_without_identifiers():
    assert policy_for("https://api.example.org/v1") is Policy.REMOVE
    outcome = screened(HELD, policy_for("https://api.example.org/v1"))
    assert outcome.text == "Mr. [name] has gout."
    assert outcome.told("example.org") == "Sent to example.org without a name."


@pytest.mark.parametrize(
    "here", ["http://127.0.0.1:8080/v1", "http://[::1]/", "http://localhost:1"]
)
def test_by_default_this_machine_gets_the_text_as_it_is(here):
    outcome = screened(HELD, policy_for(here))
    assert (outcome.text, outcome.changed, outcome.told(here)) == (HELD, False, "")


@pytest.mark.parametrize("other", ["http://localhost.example.org", "http://10.0.0.1", "nonsense"])
def test_what_only_looks_like_this_machine_is_remote(other):
    assert policy_for(other) is Policy.REMOVE


def test_block_sends_nothing_and_says_so():
    outcome = screened(HELD, Policy.BLOCK)
    assert (outcome.text, outcome.withheld) == ("", True)
    assert outcome.told("X") == "Nothing was sent to X: the text seems to hold a name."


def test_ask_sends_the_clean_text_only_to_who_agrees():
    assert screened(HELD, Policy.ASK).withheld
    assert screened(HELD, Policy.ASK, lambda *_: False).withheld
    assert screened(HELD, Policy.ASK, lambda *_: True).text == "Mr. [name] has gout."


def test_a_text_without_identifiers_goes_under_every_policy():
    assert all(screened("How is gout treated?", each).text for each in Policy)

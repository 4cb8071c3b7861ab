"""Instructions in evidence change nothing: they are read as words, or not at all."""

from __future__ import annotations

import pytest

from probatum.library.embedded import EmbeddedIndex
from probatum.publishing.report_html import report_to_html
from probatum.verification.page import read_page
from probatum.wiring import composer
from probatum.workflows.check import check_page
from tests.injection.attacks import ATTACKS, MARK
from tests.injection.channels import HIDDEN, HONEST, SHOWN
from tests.injection.composers import GUIDELINE, assert_unmoved


def test_there_are_attacks_enough_and_all_differ():
    assert len(set(ATTACKS)) == len(ATTACKS) >= 60
    assert all(MARK in attack for attack in ATTACKS)


@pytest.mark.parametrize("channel", SHOWN)
def test_what_a_page_orders_is_at_most_quoted(channel, tmp_path):
    assert_unmoved(composer("quoting"), tmp_path, list(SHOWN[channel](tmp_path)))


@pytest.mark.parametrize("channel", HIDDEN)
def test_what_no_reader_sees_is_no_evidence(channel, tmp_path):
    documents = list(HIDDEN[channel](tmp_path))
    assert all(HONEST in each.text for each in documents)
    assert [each.id for each in documents if MARK in each.model_dump_json()] == []


def test_a_pasted_answer_that_orders_its_own_verdict_is_not_supported(tmp_path):
    index = EmbeddedIndex(tmp_path / "library", create=True)
    try:
        index.add([GUIDELINE])
        honest = GUIDELINE.text.splitlines()[0]
        pasted = "\n\n".join((honest, *ATTACKS))
        report = check_page(read_page(f"# Gout\n\n{pasted}\n"), index)
    finally:
        index.close()
    kept = {each.claim.text for each in report.claims if each.verdict == "supported"}
    assert kept == {honest}
    assert "<script" not in report_to_html(report)

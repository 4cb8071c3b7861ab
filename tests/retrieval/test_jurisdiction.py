"""One's own guidelines outrank those of one's country, and these those of others."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from probatum.errors import UsageError
from probatum.evidence.answer import Answer
from probatum.evidence.document import Document
from probatum.evidence.jurisdiction import is_abroad, is_own
from probatum.evidence.question import Asker
from probatum.library.embedded import EmbeddedIndex
from probatum.publishing.references import cautions_of
from probatum.settings import settings
from probatum.wiring import composer
from probatum.workflows.ask import Inquiry, ask
from tests.evidence_by_hand import document

NOW = datetime(2026, 5, 1, tzinfo=UTC)


@pytest.fixture
def index(tmp_path: Path) -> Iterator[EmbeddedIndex]:
    library = EmbeddedIndex(tmp_path / "library", create=True)
    yield library
    library.close()


def guideline(jurisdiction: str | None, advice: str) -> Document:
    return document(
        f"Adults with iron deficiency anaemia should be treated with {advice}.",
        name=f"file:{(jurisdiction or 'none').lower()}",
        title="Iron deficiency anaemia in adults",
        topics=("iron deficiency anaemia",),
        published="2024",
        jurisdiction=jurisdiction,
    )


ALL = (
    guideline("US", "oral iron twice daily after meals"),
    guideline("DE", "oral iron once daily before breakfast"),
    guideline("house", "oral iron on alternate days with juice"),
    guideline(None, "oral iron at bedtime for three months"),
)


def answered(index: EmbeddedIndex, jurisdiction: str | None) -> tuple[list[str], Answer]:
    question = "How is iron deficiency anaemia treated in adults?"
    asked = ask(
        Inquiry(text=question), index, composer("quoting"), Asker(jurisdiction=jurisdiction), NOW
    )
    best = {}
    for found in asked.evidence.found:
        for finding in found.findings:
            name = finding.passage.document
            best[name] = max(best.get(name, 0), dict(finding.features)["jurisdiction"])
    order = sorted(best, key=lambda name: -best[name])
    return order, asked.answer


def test_house_then_country_then_anyone_then_others(index: EmbeddedIndex):
    index.add(ALL)
    order, answer = answered(index, "DE")
    assert order == ["file:house", "file:de", "file:none", "file:us"]
    assert answer.references[0].document == "file:house"
    assert answer.provenance.settings == (("jurisdiction", "DE"),)


def test_without_a_country_only_the_house_comes_first(index: EmbeddedIndex):
    index.add(ALL)
    order, answer = answered(index, None)
    assert order[0] == "file:house"
    assert not any(reference.abroad for reference in answer.references)


def test_a_guideline_of_another_country_says_so(index: EmbeddedIndex):
    index.add([ALL[0]])
    _, answer = answered(index, "DE")
    assert "written for US" in cautions_of(answer.references[0])
    _, answer = answered(index, "US")
    assert "written for US" not in cautions_of(answer.references[0])


def test_bodies_of_many_countries_are_not_abroad():
    assert not is_abroad("WHO", "DE")
    assert not is_abroad("EU", "DE")
    assert not is_abroad("US", None)
    assert is_abroad("us", "DE")
    assert is_own("UK", "GB")
    assert not is_own(None, "DE")


def test_the_country_is_a_setting_of_two_letters(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PROBATUM_JURISDICTION", "de")
    assert settings().jurisdiction == "DE"
    monkeypatch.setenv("PROBATUM_JURISDICTION", "Germany")
    with pytest.raises(UsageError, match="two letters"):
        settings()

"""The starter library's summaries: complete, and every fact carries its source."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

import probatum

FOLDER = Path(probatum.__file__).parent / "starter" / "summaries"
SUMMARIES = sorted(FOLDER.glob("*.md"))
FIELDS = {
    "id",
    "title",
    "condition",
    "kind",
    "publisher",
    "published",
    "review_due",
    "audience",
}
MARK = re.compile(r"\[\^(\d+)\]")
DEFINITION = re.compile(r"^\[\^(\d+)\]: (.+)$", re.MULTILINE)
PMID = re.compile(r"\bPMID (\d+)\b")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")

each_summary = pytest.mark.parametrize("path", SUMMARIES, ids=lambda path: path.stem)


def front_matter(path: Path) -> dict[str, str]:
    lines = path.read_text(encoding="utf-8").split("---\n")[1].splitlines()
    return {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}


def text_and_references(path: Path) -> tuple[str, str]:
    text = path.read_text(encoding="utf-8").split("---\n", 2)[2]
    body, _, references = text.partition("\n## References\n")
    return body, references


def bullets(path: Path) -> list[str]:
    return [line for line in text_and_references(path)[0].splitlines() if line.startswith("- ")]


def test_the_starter_library_holds_at_least_thirty_summaries() -> None:
    assert len(SUMMARIES) >= 30


@each_summary
def test_the_front_matter_is_complete_and_dated(path: Path) -> None:
    fields = front_matter(path)
    assert set(fields) == FIELDS
    assert all(fields.values())
    assert fields["id"] == path.stem
    assert re.fullmatch(r"\[[a-z0-9' ,;-]+\]", fields["condition"])
    assert date.fromisoformat(fields["published"]) < date.fromisoformat(fields["review_due"])
    title = fields["title"].strip('"')
    assert f"# {title}\n" in text_and_references(path)[0]
    assert ":" not in title or fields["title"].startswith('"')


@each_summary
def test_a_summary_says_that_no_medical_board_reviewed_it(path: Path) -> None:
    assert "not reviewed by a medical board" in text_and_references(path)[0]


@each_summary
def test_every_bullet_ends_with_a_reference_mark(path: Path) -> None:
    assert bullets(path)
    assert [
        bullet for bullet in bullets(path) if not re.search(r"[.!?](?:\[\^\d+\])+$", bullet)
    ] == []


@each_summary
def test_every_mark_is_defined_once_and_every_definition_is_used(path: Path) -> None:
    body, references = text_and_references(path)
    defined = [number for number, _ in DEFINITION.findall(references)]
    assert defined == [str(number) for number in range(1, len(defined) + 1)]
    assert set(MARK.findall(body)) == set(defined)


@each_summary
def test_every_reference_has_a_year_and_an_identifier_or_address(path: Path) -> None:
    for _, reference in DEFINITION.findall(text_and_references(path)[1]):
        assert YEAR.search(reference), reference
        assert PMID.search(reference) or "http" in reference, reference


def test_no_fact_is_told_twice_in_one_summary() -> None:
    for path in SUMMARIES:
        sentences = [MARK.sub("", bullet) for bullet in bullets(path)]
        assert len(set(sentences)) == len(sentences), path.stem


@pytest.fixture(scope="module")
def known_pmids(shared_data: Path) -> set[str]:
    """Every PMID in the shared evidence: reference lists of pages, and trials."""
    corpus = shared_data / "corpus"
    known = {
        pmid
        for page in (corpus / "pdq").glob("*.md")
        for pmid in re.findall(r"list_uids=(\d+)", page.read_text(encoding="utf-8"))
    }
    manifest = json.loads((corpus / "rct-jats" / "manifest.json").read_text(encoding="utf-8"))
    return known | {str(article["pmid"]) for article in manifest if article["pmid"]}


@each_summary
def test_every_pmid_occurs_in_the_shared_evidence(path: Path, known_pmids: set[str]) -> None:
    assert set(PMID.findall(text_and_references(path)[1])) <= known_pmids

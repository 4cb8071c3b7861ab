"""Checking an answer written elsewhere, through the real command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.journeys.test_ask import home, probatum
from tests.replay.server import serving

__all__ = ["home"]

PAGE = """# Asthma in adults

Drugone is recommended as first-line treatment of asthma in adults. [1]
Drugone is not recommended as first-line treatment of asthma in adults. [1]
The dose of drugone in adults with asthma is 50 mg twice daily. [1]
Drugone is recommended as first-line treatment of asthma in adults. [2]
Green tea brings rain to the mountains of the north. [1]

## References
1. House. House guideline on asthma. 2026.
2. Nobody N. A paper that was never written. 2020. PMID 99999999
"""
GUIDELINE = """---
id: house-asthma
title: House guideline on asthma
condition: asthma
updated: 2026-01-02
---
# House guideline on asthma

## Treatment

Drugone is recommended as first-line treatment of asthma in adults.

The dose of drugone in adults with asthma is 5 mg twice daily.
"""


@pytest.fixture
def shelf(home: Path, tmp_path: Path) -> Path:
    (tmp_path / "asthma.md").write_text(GUIDELINE, encoding="utf-8")
    shelf = tmp_path / "shelf"
    added = probatum(
        "library", "--library", str(shelf), "add", str(tmp_path / "asthma.md"), home=home
    )
    assert added.returncode == 0, added.stderr
    return shelf


def test_each_sentence_is_told_what_its_citation_carries(home: Path, shelf: Path, tmp_path: Path):
    page = tmp_path / "page.md"
    page.write_text(PAGE, encoding="utf-8")
    checked = probatum("check", str(page), "--library", str(shelf), "--format", "json", home=home)
    report = json.loads(checked.stdout)
    assert [claim["verdict"] for claim in report["claims"]] == [
        "supported",
        "contradicted",
        "contradicted",
        "not found",
        "not found",
    ]
    assert checked.returncode == 8
    assert report["references"][0]["document"] == "file:house-asthma"
    assert "not in the library" in report["references"][1]["problems"][0]


def test_the_page_for_people_shows_reasons_and_words(home: Path, shelf: Path, tmp_path: Path):
    page = tmp_path / "page.md"
    page.write_text(PAGE, encoding="utf-8")
    shown = probatum("check", str(page), "--library", str(shelf), home=home).stdout
    assert "the sentence says 50 mg twice daily, the source 5 mg twice daily" in " ".join(
        shown.split()
    )
    assert "“The dose of drugone in adults with asthma is 5 mg twice daily.”" in " ".join(
        shown.split()
    )


def test_our_own_answer_is_supported_through_and_through(home: Path, shelf: Path, tmp_path: Path):
    asked = probatum("ask", "treatment of asthma in adults?", "--library", str(shelf), home=home)
    lines = [line for line in asked.stdout.splitlines() if line.startswith("Drugone is")]
    page = tmp_path / "ours.md"
    references = "\n## References\n1. House guideline on asthma. 2026.\n"
    page.write_text("\n".join(lines) + references, encoding="utf-8")
    assert lines
    assert probatum("check", str(page), "--library", str(shelf), home=home).returncode == 0


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "no sentence"), (b"\xff\xfe\x00", "not UTF-8"), (b"# A\n", "no sent")],
)
def test_a_page_that_states_nothing_gets_a_clear_word(
    home: Path, shelf: Path, tmp_path: Path, content: bytes, words: str
):
    page = tmp_path / "page.md"
    page.write_bytes(content)
    run = probatum("check", str(page), "--library", str(shelf), home=home)
    assert (run.returncode, words in run.stderr) == (2, True)


def test_our_own_json_is_verified_again_and_a_changed_source_is_found(
    home: Path, shelf: Path, tmp_path: Path
):
    asked = probatum(
        "ask", "treatment of asthma?", "--library", str(shelf), "--format", "json", home=home
    )
    answer = tmp_path / "answer.json"
    answer.write_text(asked.stdout, encoding="utf-8")
    check = ("check", str(answer), "--library", str(shelf))
    assert probatum(*check, home=home).returncode == 0
    (tmp_path / "asthma.md").write_text(
        GUIDELINE.replace("## Treatment", "## Treatment of adults").replace("5 mg", "4 mg"),
        encoding="utf-8",
    )
    probatum("library", "--library", str(shelf), "add", str(tmp_path / "asthma.md"), home=home)
    checked = probatum(*check, home=home)
    assert checked.returncode == 7
    assert "the stored document reads otherwise at this place" in " ".join(checked.stdout.split())


def test_json_that_is_no_answer_of_ours_gets_a_clear_word(home: Path, shelf: Path, tmp_path: Path):
    page = tmp_path / "page.json"
    page.write_text("{}", encoding="utf-8")
    run = probatum("check", str(page), "--library", str(shelf), home=home)
    assert (run.returncode, "is not an answer of" in run.stderr) == (2, True)


LIVE = """# Treatment of asthma in adults

Oral corticosteroids are not recommended for maintenance treatment of asthma because of harm. [1]
Oral corticosteroids are recommended for maintenance treatment of asthma. [1]
Green tea is recommended for all adults with asthma at night. [2]

## References
1. Treatment of asthma in adults: guideline of the Invented Respiratory Society. 2024. PMID 91000001
2. Nobody N. Green tea at night cures asthma in adults. 2020. PMID 12345
"""


def test_live_references_are_looked_up_and_their_words_are_checked(
    home: Path, shelf: Path, tmp_path: Path
):
    page = tmp_path / "page.md"
    page.write_text(LIVE, encoding="utf-8")
    with serving() as replay:
        checked = probatum(
            "check", str(page), "--library", str(shelf), "--live", "--format", "json",
            home=home, **replay.environment, PROBATUM_NCBI_KEY="replay",
        )  # fmt: skip
        sent = " ".join(str(asked.parameters) for asked in replay.asked)
    report = json.loads(checked.stdout)
    assert report["references"][0]["known_to"] == "PubMed"
    assert "invented?" in report["references"][1]["problems"][0]
    assert [claim["verdict"] for claim in report["claims"]] == [
        "supported",
        "contradicted",
        "not found",
    ]
    assert "maintenance" not in sent, "no sentence of the page leaves the house"


def test_a_service_that_cannot_be_asked_is_named(home: Path, shelf: Path, tmp_path: Path):
    page = tmp_path / "page.md"
    page.write_text(LIVE, encoding="utf-8")
    closed = {
        "PROBATUM_EUTILS_URL": "http://127.0.0.1:9",
        "PROBATUM_CROSSREF_URL": "http://127.0.0.1:9",
    }
    checked = probatum("check", str(page), "--library", str(shelf), "--live", home=home, **closed)
    assert checked.returncode == 7
    assert "Not asked to the end" in checked.stdout
    assert "PMID 12345: not in the library: cannot be checked" in " ".join(checked.stdout.split())

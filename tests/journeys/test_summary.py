"""A guideline on one page: drafted, reviewed, and then a source that leads to its guideline."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.journeys.board_by_command import Commands

HEAD = (
    "---\nid: house-asthma-{year}\ntitle: House guideline on asthma {year}\ncondition: asthma\n"
    "publisher: The House\nkind: guideline\nupdated: {year}-01-02\n{more}---\n"
    "# House guideline on asthma\n\n## Scope\n\n"
    "This guideline is for doctors and nurses who treat adults with asthma.\n\n## Treatment\n\n"
)
OLD = HEAD.format(year=2020, more="") + (
    "Drugone 5 mg is recommended as first-line treatment of asthma in adults (Grade 2B).\n\n"
    "Drugold is recommended for adults with asthma and frequent attacks at night.\n\n"
    "Every adult with asthma should have a written plan for attacks.\n"
)
NEW = HEAD.format(year=2026, more="pmid: 31234567\n") + (
    "Drugone 10 mg is recommended as first-line treatment of asthma in adults (Grade 1A).\n\n"
    "Drugthree should be added in adults with asthma whose symptoms go on despite drugone "
    "(Grade 2B).\n\n"
    "Every adult with asthma should have a written plan for attacks.\n\n"
    "Asthma is common in all countries of the world.\n"
)
NAME = "file:house-asthma-2026"


@pytest.fixture
def run(tmp_path: Path) -> Commands:
    run = Commands(tmp_path)
    for name, text in (("old.md", OLD), ("new.md", NEW)):
        (tmp_path / name).write_text(text, encoding="utf-8")
        run.does("library", "add", str(tmp_path / name))
    for person, role in (("ann", "author"), ("rita", "reviewer"), ("edith", "editor")):
        run.does("people", "add", person, "--name", person.title(), "--role", role)
    run.does("people", "add", "olga", "--name", "Olga", "--role", "owner")
    run.does("policy", "--approvals", "1", "--as", "olga")
    return run


def drafted(run: Commands) -> dict[str, list[tuple[str, str, str | None]]]:
    """Of each section its sentences as (label, text, grade)."""
    made = json.loads(run.does("summary", "draft", NAME, "--format", "json"))
    assert all(
        claim["verdict"] == "supported" for part in made["sections"] for claim in part["claims"]
    )
    return {
        part["heading"]: [(one["label"], one["text"], one["grade"]) for one in part["claims"]]
        for part in made["sections"]
    }


def in_force(run: Commands) -> str:
    """The id of a summary that was drafted, signed, published and kept."""
    run.does("summary", "draft", NAME)
    article = run.does("review", "submit", "--as", "ann").split()[0]
    run.does("review", "take", article, "--as", "rita")
    run.does("review", "sign", article, "--revision", "1", "--interests", "none", "--as", "rita")
    assert "No summary is published" in run.does("summary", "keep")
    run.does("review", "publish", article, "--as", "edith")
    assert f"kept summary:article-{article}" in run.does("summary", "keep")
    return article


def test_a_draft_says_for_whom_what_and_what_changed_in_the_words_of_the_guideline(
    run: Commands,
) -> None:
    sections = drafted(run)
    assert [text for _, text, _ in sections["Who it is for"]] == [
        "This guideline is for doctors and nurses who treat adults with asthma."
    ]
    ten = "Drugone 10 mg is recommended as first-line treatment of asthma in adults."
    three = "Drugthree should be added in adults with asthma whose symptoms go on despite drugone."
    assert sections["Recommendations"] == [
        ("Treatment", ten, "Grade 1A"),
        ("Treatment", three, "Grade 2B"),
        ("Treatment", "Every adult with asthma should have a written plan for attacks.", None),
    ]
    assert sections["What changed"] == [
        ("New", three, "Grade 2B"),
        ("Changed", ten, "Grade 1A"),
        ("Changed; it read before", ten.replace("10 mg", "5 mg"), "Grade 2B"),
        (
            "No longer there",
            "Drugold is recommended for adults with asthma and frequent attacks at night.",
            None,
        ),
    ]


def test_what_is_no_guideline_or_stands_no_more_is_refused(run: Commands) -> None:
    assert "superseded" in run.refused(2, "summary", "draft", "file:house-asthma-2020")
    run.refused(4, "summary", "draft", "file:none")


def test_a_kept_summary_is_a_secondary_source_that_leads_to_its_guideline(run: Commands) -> None:
    article = in_force(run)
    shown = run.does("library", "show", f"summary:article-{article}")
    assert "practical summary" in shown
    assert "Drugold" not in shown, "what is no longer said is no source"
    assert "5 mg" not in shown
    told = json.loads(run.does("ask", "first-line treatment of asthma?", "--format", "json"))
    cited = {one["document"] for one in told["references"]}
    assert NAME in cited, "the guideline is cited while the library holds it"
    for name in (NAME, "file:house-asthma-2020"):
        run.does("library", "remove", name)
    told = json.loads(run.does("ask", "first-line treatment of asthma?", "--format", "json"))
    (reference,) = told["references"]
    assert (reference["kind"], reference["publisher"]) == ("practical summary", "Our board")
    assert reference["note"] == "a summary signed by Rita; read the guideline it quotes"
    assert {
        pmid for one in told["bottom_line"] for c in one["citations"] for pmid in c["primary"]
    } == {"31234567"}
    assert [one["grade"] for one in told["bottom_line"]] == ["Grade 1A"]


def test_a_summary_that_goes_back_to_review_is_a_source_no_more(run: Commands) -> None:
    article = in_force(run)
    (run.folder / "next.md").write_text(NEW.replace("2026", "2027").replace("pmid: 31234567\n", ""))
    run.does("library", "add", str(run.folder / "next.md"))
    assert "back to review" in run.refused(11, "watch")
    run.refused(4, "library", "show", f"summary:article-{article}")
    run.does("watch")
    run.does("audit", "verify")


def test_keeping_twice_changes_nothing_and_a_summary_is_not_asked_again(run: Commands) -> None:
    article = in_force(run)
    before = run.does("library", "stats")
    run.does("summary", "keep")
    assert run.does("library", "stats") == before
    assert "summary draft" in run.refused(2, "audit", "replay", article)

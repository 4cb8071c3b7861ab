"""What still stands, as a librarian sees it and as an answer shows it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from probatum.errors import SourceError, UnknownDocument, UsageError
from probatum.evidence.answer import Answer
from probatum.evidence.document import Document, DocumentKind, Identifiers, Status
from probatum.evidence.question import Asker
from probatum.interfaces.cli.main import cli
from probatum.library.embedded import EmbeddedIndex
from probatum.publishing.text import to_text
from probatum.wiring import composer
from probatum.workflows.ask import Inquiry, ask
from probatum.workflows.status import apply_notices, is_past, status_of, supersede
from tests.evidence_by_hand import document

QUESTION = "How is iron deficiency anaemia treated in adults?"
NOW = datetime(2026, 5, 1, tzinfo=UTC)


@pytest.fixture
def index(tmp_path: Path) -> Iterator[EmbeddedIndex]:
    library = EmbeddedIndex(tmp_path / "library", create=True)
    yield library
    library.close()


def paper(**more: object) -> Document:
    fields: dict[str, object] = {
        "name": "pmid:5",
        "kind": DocumentKind.RESEARCH,
        "title": "Oral iron for iron deficiency anaemia: a trial",
        "topics": ("iron deficiency anaemia",),
        "heading": ("Conclusions",),
        "identifiers": Identifiers(pmid="5", doi="10.1000/a"),
        "published": "2024",
    }
    text = "In adults with iron deficiency anaemia, oral iron once daily corrected haemoglobin."
    return document(text, **(fields | more))  # type: ignore[arg-type]


def guideline(name: str, year: str, dose: str) -> Document:
    return document(
        f"Adults with iron deficiency anaemia should be treated with oral iron {dose}.",
        name=f"file:{name}",
        title="Iron deficiency anaemia in adults",
        topics=("iron deficiency anaemia",),
        heading=("Treatment",),
        published=year,
        publisher="ESX",
    )


def answered(index: EmbeddedIndex) -> Answer:
    return ask(Inquiry(text=QUESTION), index, composer("quoting"), Asker(), NOW).answer


def listed(tmp_path: Path, kind: str) -> Path:
    path = tmp_path / f"{kind}.csv"
    path.write_text(f"doi,kind\n10.1000/A,{kind}\n,Retraction\n", encoding="utf-8")
    return path


def test_a_paper_retracted_by_a_list_is_never_evidence(index: EmbeddedIndex, tmp_path: Path):
    index.add([paper()])
    assert [reference.pmid for reference in answered(index).references] == ["5"]
    applied = apply_notices(listed(tmp_path, "Retraction"), index)
    assert (applied.rows, applied.notices, applied.passed_over, applied.changed) == (2, 1, 1, 1)
    assert answered(index).references == ()


def test_a_paper_that_comes_after_its_retraction_is_never_evidence(
    index: EmbeddedIndex, tmp_path: Path
):
    apply_notices(listed(tmp_path, "Retraction"), index)
    index.add([paper()])
    assert answered(index).references == ()


def test_a_paper_of_concern_is_marked_among_the_references(index: EmbeddedIndex, tmp_path: Path):
    index.add([paper(kind=DocumentKind.GUIDELINE, heading=("Treatment",))])
    apply_notices(listed(tmp_path, "Expression of concern"), index)
    answer = answered(index)
    assert [reference.status for reference in answer.references] == [Status.OF_CONCERN]
    assert "of concern" in " ".join(to_text(answer).split())


def test_a_reinstated_paper_is_evidence_again(index: EmbeddedIndex, tmp_path: Path):
    index.add([paper()])
    apply_notices(listed(tmp_path, "Retraction"), index)
    apply_notices(listed(tmp_path, "Reinstatement"), index)
    assert [reference.pmid for reference in answered(index).references] == ["5"]


def test_a_superseded_guideline_ranks_below_its_successor_and_is_marked(index: EmbeddedIndex):
    index.add([guideline("old", "2023", "twice daily"), guideline("new", "2025", "once daily")])
    answer = answered(index)
    assert answer.references[0].document == "file:new"
    index.remove("file:new")
    other = document("Drugone is given.", name="file:other", title="Otheritis", topics=("other",))
    index.add([other])
    supersede(index, "file:old", "file:other")
    answer = answered(index)
    assert [reference.status for reference in answer.references] == [Status.SUPERSEDED]
    assert "superseded" in " ".join(to_text(answer).split())


def test_the_owners_word_supersedes_and_can_be_taken_back(index: EmbeddedIndex):
    one = guideline("one", "2025", "twice daily").model_copy(update={"publisher": "Another"})
    index.add([one, guideline("two", "2025", "once daily")])
    assert supersede(index, "file:one", "file:two")
    assert not supersede(index, "file:one", "file:two")
    found = status_of(index, date(2026, 5, 1))
    assert [(n.summary.id, n.replaced_by) for n in found.superseded] == [("file:one", "file:two")]
    assert supersede(index, "file:one", "file:two", undo=True)
    assert index.summary("file:one").status is Status.CURRENT


def test_only_two_documents_of_the_library_can_supersede(index: EmbeddedIndex):
    index.add([paper()])
    with pytest.raises(UnknownDocument):
        supersede(index, "pmid:5", "pmid:6")
    with pytest.raises(UsageError):
        supersede(index, "pmid:5", "pmid:5")


def test_a_list_that_breaks_off_changes_nothing(index: EmbeddedIndex, tmp_path: Path):
    index.add([paper()])
    path = tmp_path / "broken.csv"
    path.write_bytes(b"doi,kind\n10.1000/a,Retraction\n\xff,Retraction\n")
    with pytest.raises(SourceError):
        apply_notices(path, index)
    assert index.summary("pmid:5").status is Status.CURRENT


@pytest.mark.parametrize(
    ("due", "past"),
    [("2025", True), ("2026", False), ("2026-04", True), ("2026-05", False), ("2026-04-30", True)],
)
def test_a_review_is_overdue_when_all_of_its_date_is_over(due: str, past: bool):
    assert is_past(due, date(2026, 5, 1)) is past


def test_the_command_shows_how_the_library_stands(tmp_path: Path):
    folder = tmp_path / "library"
    library = EmbeddedIndex(folder, create=True)
    library.add([paper(), guideline("old", "2019", "twice"), guideline("new", "2025", "once")])
    library.add([document("Drugone.", name="file:due", review_due="2020-01", title="Late")])
    library.close()
    run = CliRunner()

    def probatum(*arguments: str) -> str:
        result = run.invoke(cli, ["library", "--library", str(folder), *arguments])
        assert result.exit_code == 0, result.output
        return result.output

    assert "1 documents changed" in probatum("notices", str(listed(tmp_path, "Retraction")))
    shown = probatum("status", "--since", "2020-01-01")
    for text in (
        "retracted:",
        "pmid:5  Oral iron",
        "file:old  Iron deficiency anaemia in adults, replaced by file:new",
        "file:due  Late, review due 2020-01",
        "4 documents added",
        "pmid:5: current → retracted",
    ):
        assert text in shown
    assert "is replaced by" in probatum("supersede", "file:due", "file:new")

"""Lists of notices in the forms of Retraction Watch."""

from __future__ import annotations

from pathlib import Path

import pytest

from probatum.errors import SourceError
from probatum.evidence.document import NoticeKind
from probatum.sources.retraction_watch import listed

FULL = (
    "Record ID,Title,RetractionDate,RetractionDOI,RetractionPubMedID,OriginalPaperDate,"
    "OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature,Reason\n"
)


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "list.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_published_list_gives_work_kind_date_and_notice(tmp_path: Path):
    row = '1,"A, title",2/5/2021 0:00,10.1000/R,77,1/1/2019 0:00,10.1000/A,5,Retraction,+Error;\n'
    (found,) = listed(written(tmp_path, FULL + row))
    assert [(on.kind, on.value) for on in found.notices] == [("doi", "10.1000/a"), ("pmid", "5")]
    notice = found.notices[0].notice
    assert notice.kind is NoticeKind.RETRACTION
    assert (notice.date, notice.doi, notice.pmid) == ("2021-02-05", "10.1000/r", "77")


def test_zero_and_unavailable_name_no_work(tmp_path: Path):
    row = "1,T,2/5/2021 0:00,Unavailable,0,1/1/2019 0:00,unavailable,0,Retraction,\n"
    (found,) = listed(written(tmp_path, FULL + row))
    assert found.notices == ()


def test_a_short_list_may_name_several_kinds_and_they_stay_apart(tmp_path: Path):
    text = "doi,retractionwatch\n10.1000/a,Correction;Retraction\n10.1000/b,Expression of concern\n"
    first, second = listed(written(tmp_path, text))
    kinds = [on.notice.kind for on in (*first.notices, *second.notices)]
    assert kinds == [
        NoticeKind.CORRECTION, NoticeKind.RETRACTION, NoticeKind.EXPRESSION_OF_CONCERN
    ]  # fmt: skip


def test_a_kind_that_is_not_known_is_passed_over(tmp_path: Path):
    (found,) = listed(written(tmp_path, "pmid,kind\n5,Applause\n"))
    assert found.notices == ()


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "doi,title\n10.1000/a,T\n"])
def test_another_csv_is_refused_with_the_columns_it_needs(tmp_path: Path, text: str):
    with pytest.raises(SourceError, match="RetractionNature"):
        list(listed(written(tmp_path, text)))


def test_bytes_that_are_no_text_and_endless_cells_are_refused(tmp_path: Path):
    path = tmp_path / "list.csv"
    path.write_bytes(b"doi,kind\n\xff\xfe,Retraction\n")
    with pytest.raises(SourceError, match="UTF-8"):
        list(listed(path))
    with pytest.raises(SourceError, match="field larger"):
        list(listed(written(tmp_path, "doi,kind\n" + "x" * 200_000 + ",Retraction\n")))


def test_the_real_list_is_read(shared_data: Path):
    rows = list(listed(shared_data / "vocab" / "retractionwatch_doi.csv"))
    assert len(rows) > 50_000
    assert sum(not row.notices for row in rows) < len(rows) / 1000

"""What every source must do, whatever the format."""

from __future__ import annotations

import string
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from probatum.errors import SourceError
from probatum.evidence.document import Document
from probatum.evidence.passage import passages
from probatum.sources.source import Source
from probatum.wiring import sources

EVERY = {source.name: source for source in sources()}
SUFFIXES = {"pdq": ".md", "pdq-page": ".html", "markdown": ".md", "pubmed": ".xml", "jats": ".xml", "medquad": ".xml",
            "html": ".html", "word": ".docx", "pdf": ".pdf", "text": ".txt",
            "clinicaltrials": ".json", "dailymed": ".xml", "openfda": ".json"}  # fmt: skip


def outcome(source: Source, path: Path) -> tuple[list[Document], str | None]:
    """The documents of a file, or the reason why it is refused; any other error is a fault."""
    try:
        return list(source.read(path)), None
    except (SourceError, ValidationError) as error:
        return [], str(error)


@pytest.fixture(params=sorted(EVERY))
def source(request: pytest.FixtureRequest) -> Source:
    return EVERY[request.param]


def test_every_format_that_is_promised_has_a_source():
    assert set(EVERY) == set(SUFFIXES)


def test_general_formats_are_asked_last():
    order = [source.general for source in sources()]
    assert order == sorted(order)


@pytest.mark.parametrize("body", [b"", b"\x00\xff\xfe\x01" * 50, b"<", b"---\n", b"%PDF-1.7\n"])
def test_noise_is_refused_with_a_reason_or_read_whole(source: Source, tmp_path: Path, body: bytes):
    path = tmp_path / f"noise{SUFFIXES[source.name]}"
    path.write_bytes(body)
    read, reason = outcome(source, path)
    assert reason or all(document.text for document in read)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.text(string.printable + "é–β“”\u200b\u202e", min_size=1), min_size=1, max_size=8)
)
def test_any_text_gives_blocks_that_lie_in_it_and_passages_that_cover_it(
    tmp_path: Path, lines: list[str]
):
    path = tmp_path / "any.txt"
    path.write_text("Title\n\n" + "\n\n".join(lines), encoding="utf-8")
    try:
        documents = list(EVERY["text"].read(path))
    except SourceError:
        return
    for document in documents:
        covered = [(p.start, p.end) for p in passages(document)]
        for block in document.blocks:
            assert any(start <= block.start and block.end <= end for start, end in covered)
        for passage in passages(document):
            assert document.text[passage.start : passage.end] == passage.text


def test_the_recorded_files_of_the_shared_data_are_read_or_refused(shared_data: Path):
    read = refused = 0
    for name in ("pubmed", "jats"):
        for path in sorted((shared_data / "fixtures" / f"{name}-xml").rglob("*.xml*")):
            documents, reason = outcome(EVERY[name], path)
            read += len(documents)
            refused += reason is not None
    assert read > 400
    assert refused < 60

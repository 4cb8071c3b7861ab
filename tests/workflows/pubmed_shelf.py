"""Files of PubMed made by hand, in a folder beside a library."""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path

from probatum.library.embedded import EmbeddedIndex
from probatum.library.ledger import Ledger
from probatum.workflows.bulk import PUBMED, BulkCollected, collect_pubmed
from probatum.workflows.delivery import Delivery
from probatum.workflows.folder import Folder
from probatum.workflows.read_ahead import Reading
from probatum.workflows.years import Years

RECORD = """<PubmedArticle><MedlineCitation><PMID Version="{version}">{pmid}</PMID>
<Article><Journal><JournalIssue><PubDate><Year>{year}</Year></PubDate></JournalIssue></Journal>
<ArticleTitle>Drugone in asthma</ArticleTitle>
<Abstract><AbstractText>{text}</AbstractText></Abstract>
<Language>eng</Language></Article></MedlineCitation></PubmedArticle>
"""
SET = '<?xml version="1.0"?>\n<PubmedArticleSet>{}</PubmedArticleSet>\n'


def record(pmid: int, text: str = "Drugone lowered attacks.", year: int = 2020, version: int = 1):
    return RECORD.format(pmid=pmid, text=text, year=year, version=version)


def deleted(*pmids: int, version: int = 1) -> str:
    numbers = "".join(f'<PMID Version="{version}">{pmid}</PMID>' for pmid in pmids)
    return f"<DeleteCitation>{numbers}</DeleteCitation>"


def put_bytes(path: Path, body: bytes, md5: str | None = None) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body)
    digest = md5 or hashlib.md5(body).hexdigest()
    path.with_name(f"{path.name}.md5").write_text(f"MD5({path.name})= {digest}\n")
    return path


class Shelf:
    """A folder of files beside a library."""

    def __init__(self, folder: Path) -> None:
        self.files = folder / "files"
        self.files.mkdir()
        self.library = folder / "library"
        self.workers = 1

    def put(self, number: int, *parts: str, md5: str | None = None) -> Path:
        return self.place(self.files / f"pubmed25n{number:04}.xml.gz", *parts, md5=md5)

    def place(self, path: Path, *parts: str, md5: str | None = None) -> Path:
        return put_bytes(path, gzip.compress(SET.format("".join(parts)).encode()), md5)

    def put_bytes(self, number: int, body: bytes) -> Path:
        return put_bytes(self.files / f"pubmed25n{number:04}.xml.gz", body)

    def collect(
        self, years: str = "", report=lambda _: None, delivery: Delivery | None = None
    ) -> BulkCollected:
        delivery = delivery or Folder(self.files, PUBMED)
        index, ledger = EmbeddedIndex(self.library, create=True), Ledger(self.library)
        try:
            reading = Reading(
                spool=self.library / "collecting", years=Years.of(years), workers=self.workers
            )
            return collect_pubmed(delivery, index, ledger, reading, report)
        finally:
            ledger.close()
            index.close()

    def texts(self) -> dict[str, str]:
        index = EmbeddedIndex(self.library)
        try:
            assert index.verify() == ()
            return {each.id: index.document(each.id).text for each in index.summaries()}
        finally:
            index.close()

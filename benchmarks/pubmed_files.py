"""PubMed files of any size, for measuring: every record is made up from words of real abstracts.

Texts are mixed anew from the works of the shared corpora at run time and written to a temporary
folder only: neighbouring sentences of a few works on any part of medicine, so that a condition
stands in about as many records as in PubMed (hypertension in some 4 of 100, there in 1 to 2), and
seldom beside all others. A record has the parts that most records of NLM's yearly files have, in
their usual amounts: 6 authors with affiliations, 11 MeSH headings, and, in one of three, 30
references; about 9 kB of XML.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
import random
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

_HEAD = (
    '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD '
    'PubMedArticle, 1st January 2025//EN" "https://dtd.nlm.nih.gov/ncbi/pubmed/out/'
    'pubmed_250101.dtd">\n<PubmedArticleSet>\n'
)
_LABELS = ("BACKGROUND", "METHODS", "RESULTS", "CONCLUSIONS")
_TYPES = ("Journal Article", "Review", "Randomized Controlled Trial", "Case Reports", "Letter")
_CHECK_TAGS = ("Humans", "Female", "Male", "Adult", "Middle Aged")
_QUALIFIERS = ("drug therapy", "therapy", "metabolism", "adverse effects", "diagnosis", "genetics")
_SHARES = (1, 4, 15)
"""Of drug-class reviews, PubMedQA and BioASQ, the broadest."""
_SENTENCES = 10

Work = tuple[str, list[str]]
"""A title and sentences, for XML."""


class Mixer:
    """Makes records from the works and MeSH terms found in `data`."""

    def __init__(self, data: Path, seed: int = 1) -> None:
        self._random = random.Random(seed)
        bench = data / "bench"
        self._works = [
            list(_reviewed(bench / "cohen2006")),
            list(_asked(bench / "pubmedqa" / "ori_pqal.json")),
            list(_snippets(bench / "bioasq" / "corpus_snippets.jsonl")),
        ]
        titles = sorted({title for works in self._works for title, _ in works})
        mesh = (data / "vocab" / "2017MeshTree.txt").read_text(encoding="utf-8", errors="replace")
        self._mesh = [escape(line.split("\t")[2]) for line in mesh.splitlines()[1:]]
        self._random.shuffle(self._mesh)
        self._names = sorted({word for title in titles[::10] for word in title.split()})
        self._names = [name.capitalize() for name in self._names if name.isalpha()]

    def write(self, folder: Path, first: int, records: int, number: int) -> Path:
        """One file of records with PMIDs from `first` on, and its MD5 beside it."""
        path = folder / f"pubmed25n{number:04}.xml.gz"
        with gzip.open(path, "wt", encoding="utf-8", compresslevel=6) as file:
            file.write(_HEAD)
            for pmid in range(first, first + records):
                file.write("".join(self._record(pmid)))
            file.write("</PubmedArticleSet>\n")
        digest = hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()
        path.with_name(f"{path.name}.md5").write_text(f"MD5({path.name})= {digest}\n")
        return path

    def _record(self, pmid: int) -> Iterator[str]:
        pick, year = self._random.choice, self._random.randint(1990, 2025)
        title, sentences = self._text()
        yield (
            '<PubmedArticle><MedlineCitation Status="MEDLINE" IndexingMethod="Automated" '
            f'Owner="NLM"><PMID Version="1">{pmid}</PMID>\n<DateCompleted><Year>{year}</Year>'
            f"<Month>06</Month><Day>11</Day></DateCompleted><DateRevised><Year>{year}</Year>"
            '<Month>07</Month><Day>01</Day></DateRevised>\n<Article PubModel="Print-Electronic">'
            '<Journal><ISSN IssnType="Electronic">1234-5678</ISSN><JournalIssue '
            f'CitedMedium="Internet"><Volume>{year - 1980}</Volume><Issue>2</Issue><PubDate>'
            f"<Year>{year}</Year><Month>Feb</Month></PubDate></JournalIssue><Title>Journal of "
            f"{pick(self._names)} Medicine</Title><ISOAbbreviation>J Med</ISOAbbreviation>"
            f"</Journal>\n<ArticleTitle>{title}</ArticleTitle><Pagination>"
            "<StartPage>101</StartPage><EndPage>109</EndPage><MedlinePgn>101-109</MedlinePgn>"
            f'</Pagination><ELocationID EIdType="doi" ValidYN="Y">10.1000/j.{pmid}</ELocationID>\n'
        )
        yield from self._abstract(sentences)
        yield '<AuthorList CompleteYN="Y">'
        for _ in range(self._random.randint(2, 10)):
            yield (
                f'<Author ValidYN="Y"><LastName>{pick(self._names)}</LastName><ForeName>'
                f"{pick(self._names)}</ForeName><Initials>AB</Initials><AffiliationInfo>"
                f"<Affiliation>Department of {pick(self._mesh)}, University of "
                f"{pick(self._names)}, {pick(self._names)}, Italy.</Affiliation>"
                "</AffiliationInfo></Author>\n"
            )
        yield (
            "</AuthorList><Language>eng</Language><PublicationTypeList><PublicationType "
            f'UI="D016428">{pick(_TYPES)}</PublicationType></PublicationTypeList><ArticleDate '
            f'DateType="Electronic"><Year>{year}</Year><Month>01</Month><Day>09</Day>'
            "</ArticleDate></Article>\n<MedlineJournalInfo><Country>England</Country><MedlineTA>"
            "J Med</MedlineTA><NlmUniqueID>100100</NlmUniqueID></MedlineJournalInfo>"
        )
        yield from self._indexing()
        yield from self._history(pmid, year)

    def _text(self) -> Work:
        """A title, and sentences of its work and as many more of its corpus as it takes."""
        (works,) = self._random.choices(self._works, _SHARES)
        title, sentences = self._random.choice(works)
        while len(sentences) < _SENTENCES:
            sentences = [*sentences, *self._random.choice(works)[1]]
        return title, sentences[:_SENTENCES]

    def _abstract(self, sentences: list[str]) -> Iterator[str]:
        yield "<Abstract>"
        if self._random.random() < 0.4:
            for number, label in enumerate(_LABELS):
                first, last = (_SENTENCES * each // 4 for each in (number, number + 1))
                part = ". ".join(sentences[first:last])
                yield f'<AbstractText Label="{label}" NlmCategory="{label}">{part}.</AbstractText>'
        else:
            yield f"<AbstractText>{'. '.join(sentences)}.</AbstractText>"
        yield "</Abstract>\n"

    def _indexing(self) -> Iterator[str]:
        yield "<ChemicalList>"
        for name in self._random.sample(self._mesh, 3):
            yield (
                "<Chemical><RegistryNumber>0</RegistryNumber>"
                f'<NameOfSubstance UI="D000001">{name}</NameOfSubstance></Chemical>\n'
            )
        yield "</ChemicalList><CitationSubset>IM</CitationSubset><MeshHeadingList>"
        for name in self._headings():
            yield (
                f'<MeshHeading><DescriptorName UI="D000002" MajorTopicYN="N">{name}'
                '</DescriptorName><QualifierName UI="Q000188" MajorTopicYN="Y">'
                f"{self._random.choice(_QUALIFIERS)}</QualifierName></MeshHeading>\n"
            )
        yield '</MeshHeadingList><KeywordList Owner="NOTNLM">'
        for name in self._random.sample(self._mesh, 4):
            yield f'<Keyword MajorTopicYN="N">{name.lower()}</Keyword>\n'
        yield "</KeywordList></MedlineCitation>\n<PubmedData><History>"

    def _headings(self) -> Iterator[str]:
        """Most records share their headings: the check tags above all, and a few thousand more."""
        yield from (tag for tag in _CHECK_TAGS if self._random.random() < 0.5)
        for _ in range(self._random.randint(4, 13)):
            yield self._mesh[int(len(self._mesh) * self._random.random() ** 4)]

    def _history(self, pmid: int, year: int) -> Iterator[str]:
        for status in ("received", "accepted", "entrez", "pubmed", "medline"):
            yield (
                f'<PubMedPubDate PubStatus="{status}"><Year>{year}</Year><Month>1</Month>'
                "<Day>9</Day><Hour>6</Hour><Minute>0</Minute></PubMedPubDate>\n"
            )
        yield (
            "</History><PublicationStatus>ppublish</PublicationStatus><ArticleIdList>"
            f'<ArticleId IdType="pubmed">{pmid}</ArticleId><ArticleId IdType="doi">10.1000/j.'
            f"{pmid}</ArticleId></ArticleIdList>"
        )
        if self._random.random() < 0.33:
            yield "<ReferenceList>"
            for _ in range(30):
                cited = self._random.randint(1, 38_000_000)
                yield (
                    f"<Reference><Citation>J Med. {year - 3} Jan;12(3):45-9</Citation>"
                    f'<ArticleIdList><ArticleId IdType="pubmed">{cited}</ArticleId>'
                    "</ArticleIdList></Reference>\n"
                )
            yield "</ReferenceList>"
        yield "</PubmedData></PubmedArticle>\n"


def _reviewed(folder: Path) -> Iterator[Work]:
    csv.field_size_limit(10_000_000)
    for table in sorted(folder.glob("*.csv")):
        with table.open(encoding="utf-8", errors="replace", newline="") as file:
            for row in csv.DictReader(file):
                named = {(name or "").lower(): value or "" for name, value in row.items()}
                if named.get("title") and named.get("abstract"):
                    yield _work(named["title"], named["abstract"])


def _asked(file: Path) -> Iterator[Work]:
    for work in json.loads(file.read_text(encoding="utf-8")).values():
        yield _work(work["QUESTION"], " ".join([*work["CONTEXTS"], work["LONG_ANSWER"]]))


def _snippets(file: Path) -> Iterator[Work]:
    for line in file.read_text(encoding="utf-8").splitlines():
        title, _, rest = (text := json.loads(line)["text"]).partition(". ")
        yield _work(title, rest or text)


def _work(title: str, text: str) -> Work:
    sentences = [escape(sentence.strip(" .")) for sentence in text.split(". ")]
    return escape(title), [sentence for sentence in sentences if sentence]

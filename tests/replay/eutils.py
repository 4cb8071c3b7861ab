"""E-utilities as NCBI speaks them: ESearch as JSON with a history, EFetch as XML."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

from tests.replay.jats import article
from tests.replay.works import Work

_TYPES = re.compile(r'"([^"]+)"\[(?:pt|Publication Type)\]', re.I)
_NAMED = re.compile(r'"?([^"\s]+)"?\[(doi|pmcid)\]')
_IN_TITLE = re.compile(r"(\w+)\[ti\]")
_HISTORY = "MCID_replay"


def answer(page: str, asked: Mapping[str, str], works: Sequence[Work]) -> tuple[int, bytes]:
    if page == "esearch.fcgi":
        return _search(asked, works)
    if page == "efetch.fcgi" and asked.get("db") == "pmc":
        return 200, _articles(asked.get("id", "").split(","), works)
    if page == "efetch.fcgi":
        return _fetch(asked, works)
    return 404, b"no such page"


def found(term: str, works: Sequence[Work]) -> list[Work]:
    """Works of the identifier, the words of a title or one of the types that ``term`` names."""
    if named := _NAMED.search(term):
        value, field = named.groups()
        return [work for work in works if value in {"doi": work.doi, "pmcid": work.pmcid}[field]]
    if words := {word.lower() for word in _IN_TITLE.findall(term)}:
        return [work for work in works if words <= {*re.findall(r"\w+", work.title.lower())}]
    types = {name.lower() for name in _TYPES.findall(term)}
    return [work for work in works if not types or types & {name.lower() for name in work.types}]


def _search(asked: Mapping[str, str], works: Sequence[Work]) -> tuple[int, bytes]:
    hits = found(asked["term"], works)
    first, most = int(asked.get("retstart", 0)), int(asked.get("retmax", 20))
    result = {
        "count": str(len(hits)),
        "retmax": str(min(most, len(hits))),
        "retstart": str(first),
        "querykey": "1",
        "webenv": _history(hits),
        "idlist": [work.pmid for work in hits[first : first + most]],
        "translationset": [],
        "querytranslation": asked["term"],
    }
    body = {"header": {"type": "esearch", "version": "0.3"}, "esearchresult": result}
    return 200, json.dumps(body).encode()


def _history(hits: Sequence[Work]) -> str:
    return "_".join((_HISTORY, *(work.pmid for work in hits)))


def _fetch(asked: Mapping[str, str], works: Sequence[Work]) -> tuple[int, bytes]:
    known = {work.pmid: work for work in works}
    if "id" in asked:
        return 200, _records([known[pmid] for pmid in asked["id"].split(",") if pmid in known])
    history = asked.get("WebEnv", "")
    if not history.startswith(_HISTORY) or asked.get("query_key") != "1":
        return 400, b'{"error":"Cannot retrieve history data"}'
    order = history.removeprefix(_HISTORY).strip("_").split("_")
    first, most = int(asked.get("retstart", 0)), int(asked.get("retmax", 20))
    return 200, _records([known[pmid] for pmid in order[first : first + most]])


def _records(works: Sequence[Work]) -> bytes:
    records = "".join(map(_record, works))
    return (
        '<?xml version="1.0" ?>\n<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, '
        '1st January 2025//EN" "https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">\n'
        f"<PubmedArticleSet>{records}</PubmedArticleSet>"
    ).encode()


def _record(work: Work) -> str:
    return _book(work) if work.book else _article(work)


def _abstract(work: Work) -> str:
    sections = "".join(
        f'<AbstractText Label="{escape(label)}">{escape(text)}</AbstractText>'
        for label, text in work.abstract
    )
    return f"<Abstract>{sections}</Abstract>" if sections else ""


def _article(work: Work) -> str:
    types = "".join(
        f'<PublicationType UI="D0">{escape(name)}</PublicationType>' for name in work.types
    )
    mesh = "".join(
        f'<MeshHeading><DescriptorName MajorTopicYN="{"Y" if place == 0 else "N"}">{name}'
        '</DescriptorName><QualifierName MajorTopicYN="N">drug therapy</QualifierName></MeshHeading>'
        for place, name in enumerate(work.mesh)
    )
    link = (
        f'<CommentsCorrectionsList><CommentsCorrections RefType="{work.link[0]}"><RefSource>J '
        f'Replay. 2016</RefSource><PMID Version="1">{work.link[1]}</PMID></CommentsCorrections>'
        "</CommentsCorrectionsList>" if work.link else ""
    )  # fmt: skip
    pmc = f'<ArticleId IdType="pmc">{work.pmcid}</ArticleId>' if work.pmcid else ""
    return (
        '<PubmedArticle><MedlineCitation Status="MEDLINE" Owner="NLM">'
        f'<PMID Version="1">{work.pmid}</PMID><Article PubModel="Print"><Journal><JournalIssue '
        f'CitedMedium="Internet"><PubDate><Year>{work.year}</Year><Month>Mar</Month></PubDate>'
        "</JournalIssue><Title>Journal of replays</Title></Journal>"
        f"<ArticleTitle>{escape(work.title)}.</ArticleTitle>"
        f'<ELocationID EIdType="doi" ValidYN="Y">{work.doi}</ELocationID>{_abstract(work)}'
        '<AuthorList CompleteYN="Y"><Author ValidYN="Y"><LastName>Loop</LastName><Initials>B'
        "</Initials></Author></AuthorList><Language>eng</Language><PublicationTypeList>"
        f"{types}</PublicationTypeList></Article>{link}<MeshHeadingList>{mesh}</MeshHeadingList>"
        "</MedlineCitation><PubmedData><PublicationStatus>ppublish</PublicationStatus>"
        f'<ArticleIdList><ArticleId IdType="pubmed">{work.pmid}</ArticleId>{pmc}</ArticleIdList>'
        "</PubmedData></PubmedArticle>"
    )


def _book(work: Work) -> str:
    return (
        f'<PubmedBookArticle><BookDocument><PMID Version="1">{work.pmid}</PMID><ArticleIdList>'
        '<ArticleId IdType="bookaccession">NBK9</ArticleId></ArticleIdList><Book><Publisher>'
        "<PublisherName>Loop Press</PublisherName></Publisher><BookTitle>Book of replays</BookTitle>"
        f"<PubDate><Year>{work.year}</Year></PubDate></Book><ArticleTitle>{escape(work.title)}"
        f"</ArticleTitle><Language>eng</Language><PublicationType>Review</PublicationType>"
        f"{_abstract(work)}</BookDocument></PubmedBookArticle>"
    )


def _articles(numbers: Sequence[str], works: Sequence[Work]) -> bytes:
    wanted = {f"PMC{number.removeprefix('PMC')}" for number in numbers}
    texts = "".join(article(work, with_body=work.open) for work in works if work.pmcid in wanted)
    return f'<?xml version="1.0"?><pmc-articleset>{texts}</pmc-articleset>'.encode()

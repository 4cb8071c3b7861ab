"""Taking a page apart: sentences, citation marks and the reference list.

Reads Markdown and plain text. Marks are ``[1]``, ``[1, 3-5]``, ``[^1]`` and author-year in
brackets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from probatum.evidence.checked import ForeignClaim, ForeignPage, ForeignReference
from probatum.evidence.sentences import sentence_spans

_REFERENCES = re.compile(
    r"^\W*(?:references?|sources?|bibliography|citations?|literature)\W*$", re.I
)
_ENTRY = re.compile(r"^\s*(?:[-*]\s+)?(?:\[\^?(\d+)\]:?|(\d+)[.)])\s+(\S.*)$")
_HEADING = re.compile(r"^\s*#{1,6}\s+(.*?)\s*#*$")
_BULLET = re.compile(r"^\s*(?:[-*+•·]|\d+[.)])\s+")
_NUMBERED = re.compile(r"\s?\[\^?(\d+(?:\s*[,;–-]\s*\^?\d+)*)\]")
_AUTHOR_YEAR = re.compile(
    r"\s?\(([A-Z][\w'’-]+(?:\s+(?:et al\.?|(?:and|&)\s+[A-Z][\w'’-]+))?,?\s+(?:19|20)\d\d)\)"
)
_PMID = re.compile(r"\bPMID:?\s*(\d{1,8})|pubmed\.ncbi\.nlm\.nih\.gov/(\d{1,8})", re.I)
_DOI = re.compile(r"\b(10\.\d{4,9}/[^\s\"<>]+[^\s\"<>.,;)])", re.I)
_PMCID = re.compile(r"\b(PMC\d+)\b")
_URL = re.compile(r"https?://[^\s)>\]]+")
_YEAR = re.compile(r"\b((?:19|20)\d\d)\b")
_MARKUP = re.compile(r"\*\*|__|`|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)")
_LINK = re.compile(r"\[([^\]^]+)\]\((https?://[^)]+)\)")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]<>#|~])")
_FEWEST_WORDS = 3


def read_page(text: str) -> ForeignPage:
    """The page's sentences and references; lines that state nothing are left out."""
    body, entries = _parted(_ESCAPED.sub(r"\1", text))
    references = tuple(_reference(key, entry) for key, entry in entries)
    known = {reference.key for reference in references}
    by_author = {_author_year(r): r.key for r in references if _author_year(r)}
    title = ""
    claims: list[ForeignClaim] = []
    heading = ""
    for line in body:
        if match := _HEADING.match(line):
            heading = _plain(match.group(1))
            title = title or heading
            continue
        claims += _claims(_BULLET.sub("", line), heading, known, by_author)
    return ForeignPage(title=title, claims=tuple(claims), references=references)


def _parted(text: str) -> tuple[list[str], list[tuple[str, str]]]:
    """Lines of the body, and the numbered entries of the reference list."""
    body: list[str] = []
    entries: list[tuple[str, str]] = []
    within = False
    for line in text.splitlines():
        if heading := _HEADING.match(line):
            within = bool(_REFERENCES.match(heading.group(1)))
            if within:
                continue
        elif _REFERENCES.match(line.strip("*_ ")):
            within = True
            continue
        entry = _ENTRY.match(line)
        definition = line.lstrip().startswith("[^")
        if entry and (within or definition):
            entries.append((entry.group(1) or entry.group(2), entry.group(3).strip()))
        elif within and line.strip() and entries:
            key, before = entries[-1]
            entries[-1] = (key, f"{before} {line.strip()}")
        elif not within:
            body.append(line)
    return body, entries


def _claims(
    line: str, heading: str, known: set[str], by_author: dict[str, str]
) -> Iterator[ForeignClaim]:
    line, marks = _marks(_plain(line), known, by_author)
    spans = list(sentence_spans(line))
    for place, (start, end) in enumerate(spans):
        last = place == len(spans) - 1
        following = len(line) if last else spans[place + 1][0]
        cited = [key for offset, keys in marks if start < offset <= following for key in keys]
        sentence = line[start:end]
        if len(sentence.split()) >= _FEWEST_WORDS and not _states_nothing(sentence):
            yield ForeignClaim(text=sentence, heading=heading, cited=tuple(dict.fromkeys(cited)))


def _states_nothing(sentence: str) -> bool:
    """A question, an introduction of a list, a remark in brackets."""
    return sentence.endswith(("?", ":")) or (sentence.startswith("(") and sentence.endswith(")"))


def _marks(
    line: str, known: set[str], by_author: dict[str, str]
) -> tuple[str, list[tuple[int, list[str]]]]:
    """The line without its marks, and each mark's place in that line with its keys."""
    clean, marks, place = "", [], 0
    matches = [*_NUMBERED.finditer(line), *_AUTHOR_YEAR.finditer(line)]
    for match in sorted(matches, key=lambda m: m.start()):
        if match.re is _NUMBERED:
            keys = _numbers(match.group(1))
        else:
            key = by_author.get(_squeezed(match.group(1)))
            if key is None:
                continue
            keys = [key]
        clean += line[place : match.start()]
        marks.append((len(clean), [key for key in keys if key in known or not known]))
        place = match.end()
    return clean + line[place:], marks


def _numbers(marks: str) -> list[str]:
    keys: list[str] = []
    for part in re.split(r"[,;]", marks.replace("^", "")):
        first, _, last = re.sub(r"\s", "", part).replace("–", "-").partition("-")
        keys += (
            [str(number) for number in range(int(first), int(last) + 1)]
            if last and 0 <= int(last) - int(first) < 100
            else [first]
        )
    return keys


def _reference(key: str, text: str) -> ForeignReference:
    pmid, doi, pmcid, url = (p.search(text) for p in (_PMID, _DOI, _PMCID, _URL))
    years = _YEAR.findall(_DOI.sub("", _URL.sub("", text)))
    return ForeignReference(
        key=key,
        text=_plain(text),
        pmid=next((group for group in pmid.groups() if group), None) if pmid else None,
        doi=doi.group(1).lower() if doi else None,
        pmcid=pmcid.group(1) if pmcid else None,
        url=url.group(0) if url else None,
        year=int(years[-1]) if years else None,
    )


def _author_year(reference: ForeignReference) -> str:
    author = re.match(r"[A-Z][\w'’-]+", reference.text)
    return f"{author.group(0).lower()} {reference.year}" if author and reference.year else ""


def _squeezed(mark: str) -> str:
    """Both "Smith et al., 2020" and "Smith and Jones 2020" give "smith 2020"."""
    return f"{mark.split()[0].lower().strip(',')} {mark[-4:]}"


def _plain(text: str) -> str:
    return " ".join(_MARKUP.sub("", _LINK.sub(r"\1 \2", text)).split())

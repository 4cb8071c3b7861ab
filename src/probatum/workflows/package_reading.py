"""Reading articles of a package in processes of their own, a few at a time."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from probatum.errors import SourceError
from probatum.evidence.document import Document
from probatum.library.prepared import Prepared
from probatum.sources import jats
from probatum.sources.fetched import Fetched
from probatum.sources.md5 import measured_md5, stated_md5
from probatum.sources.pmc_file_list import Fact, with_fact
from probatum.sources.pmc_package import Member, check_package, members
from probatum.workflows.years import Years

_MEMBERS, _BYTES = 100, 8 * 2**20
"""The most that one process is given to read at a time."""


class Package(NamedTuple):
    """A package that is whole: its bytes and their MD5; or, with a `refusal`, one that is not."""

    path: Path
    size: int = 0
    md5: str = ""
    refusal: str = ""


class Article(NamedTuple):
    """One member, and what the list of the package says of it."""

    name: str
    xml: bytes
    fact: Fact


class Read(NamedTuple):
    """Those of some members that are wanted, made ready, and why others could not be read."""

    records: list[Prepared]
    problems: list[str]


class Part(NamedTuple):
    """Members that stand in a row, read: how many, and how much of the packed file that was."""

    members: int
    position: int
    read: Read


def checked_package(path: Path) -> Package:
    """Read it to its end once: whether it is damaged, or would never end."""
    try:
        md5, stated = measured_md5(path), stated_md5(path)
        if stated is not None and stated != md5:
            raise SourceError(path, f"its MD5 is {md5}, not {stated or 'stated'}; fetch it again")
        check_package(path)
    except SourceError as error:
        return Package(path, refusal=error.reason)
    return Package(path, path.stat().st_size, md5)


def read_articles(articles: Sequence[Article], years: Years) -> Read:
    """Make them ready for the library."""
    read = Read([], [])
    for article in articles:
        try:
            for document in _documents(article):
                if years.hold(document.published or document.updated):
                    read.records.append(Prepared.of(document))
        except SourceError as error:
            read.problems.append(f"{article.name}: {error.reason}")
        except ValidationError as error:
            reasons = "; ".join(problem["msg"] for problem in error.errors())
            read.problems.append(f"{article.name}: {reasons}")
    return read


def _documents(article: Article) -> Iterator[Document]:
    file = Fetched(article.name, article.xml)
    for element in jats.articles(file):
        yield with_fact(jats.document(file, element), article.fact)


class Wanted(NamedTuple):
    """What of a package is to be read: all but the first so many members, of these years."""

    skip: int
    years: Years
    facts: Mapping[str, Fact]


def read_package(package: Package, wanted: Wanted, readers: Executor, most: int) -> Iterator[Part]:
    """The package in parts, in order, of which no more than ``most`` are under way.

    Raises `SourceError` where the package turns out damaged.
    """
    waiting: deque[tuple[_Row, Future[Read]]] = deque()
    for row in _rows(package.path, wanted):
        waiting.append((row, readers.submit(read_articles, row.articles, wanted.years)))
        if len(waiting) > most:
            yield _part(*waiting.popleft())
    while waiting:
        yield _part(*waiting.popleft())


class _Row(NamedTuple):
    articles: list[Article]
    problems: list[str]
    position: int


def _part(row: _Row, reading: Future[Read]) -> Part:
    read = reading.result()
    members = len(row.articles) + len(row.problems)
    return Part(members, row.position, Read(read.records, row.problems + read.problems))


def _rows(path: Path, wanted: Wanted) -> Iterator[_Row]:
    row, size = _Row([], [], 0), 0
    for member in members(path, wanted.skip):
        if isinstance(member, Member):
            fact = wanted.facts.get(member.name, Fact())
            row.articles.append(Article(member.name, member.xml, fact))
            row, size = row._replace(position=member.position), size + len(member.xml)
        else:
            row.problems.append(f"{member.name}: {member.reason}; not read")
        if len(row.articles) + len(row.problems) >= _MEMBERS or size > _BYTES:
            yield row
            row, size = _Row([], [], row.position), 0
    yield row

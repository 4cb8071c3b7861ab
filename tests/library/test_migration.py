"""A library of format 1 opens, is whole, and knows its works."""

from __future__ import annotations

import json
import sqlite3
import zlib
from pathlib import Path

import pytest

from probatum.errors import LibraryDamaged
from probatum.evidence.document import Access, Document, Identifiers
from probatum.evidence.plain import plain
from probatum.library.embedded import EmbeddedIndex
from probatum.library.index import Change, Clause, Query
from probatum.library.search import Search
from probatum.library.searchable import Searchable
from probatum.library.stored import content_hash
from tests.evidence_by_hand import document

FORMAT_1 = """
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE version (
    number INTEGER PRIMARY KEY, document TEXT NOT NULL, hash TEXT NOT NULL, body BLOB NOT NULL,
    UNIQUE (document, hash));
CREATE TABLE current (
    document TEXT PRIMARY KEY, hash TEXT NOT NULL, kind TEXT NOT NULL, title TEXT NOT NULL,
    topics TEXT NOT NULL, year INTEGER, status TEXT NOT NULL,
    characters INTEGER NOT NULL, passages INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE topic (
    name TEXT NOT NULL, document TEXT NOT NULL, PRIMARY KEY (name, document)) WITHOUT ROWID;
CREATE INDEX topic_document ON topic (document);
CREATE TABLE abbreviation (
    short TEXT NOT NULL, long TEXT NOT NULL, document TEXT NOT NULL,
    PRIMARY KEY (short, long, document)) WITHOUT ROWID;
CREATE INDEX abbreviation_document ON abbreviation (document);
CREATE TABLE unindexed (document TEXT PRIMARY KEY) WITHOUT ROWID;
INSERT INTO about VALUES ('format', '1');
"""

PLAIN = document(name="file:one", origin="one.md")
ABSTRACT = document(
    "Drugtwo helped.",
    name="pmid:5",
    access=Access.ABSTRACT_ONLY,
    identifiers=Identifiers(pmid="5", doi="10.1000/a"),
)
FULL = document(
    "Drugtwo helped.\nMore of drugtwo.",
    name="doi:10.1000/a",
    identifiers=Identifiers(doi="10.1000/a"),
)


def write_format_1(folder: Path, *documents: Document) -> None:
    """As version 0.1 wrote it: an old version before the current one, and a full search index."""
    folder.mkdir(parents=True, exist_ok=True)
    store = sqlite3.connect(folder / "documents.sqlite")
    store.executescript(FORMAT_1)
    for one in documents:
        for text in ("Older words.", one.text):
            version = one if text == one.text else document(text, name=one.id)
            body = zlib.compress(version.model_dump_json(exclude_defaults=True).encode(), 6)
            hash_ = content_hash(version)
            store.execute(
                "INSERT INTO version (document, hash, body) VALUES (?, ?, ?)", (one.id, hash_, body)
            )
        store.execute(
            "INSERT INTO current VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (one.id, hash_, one.kind, one.title, json.dumps(one.topics), None, one.status,
             len(one.text), 1),
        )  # fmt: skip
        store.execute("INSERT INTO topic VALUES (?, ?)", ("exampleitis", one.id))
    store.commit()
    store.close()
    search = Search(folder / "search")
    search.label()
    for one in documents:
        search.put_in(Searchable.of(plain(one)))
    search.commit()
    search.close()


def test_a_library_of_format_1_opens_and_is_whole(tmp_path: Path):
    write_format_1(tmp_path, PLAIN)
    index = EmbeddedIndex(tmp_path)
    assert index.document("file:one") == PLAIN
    assert len(index.versions("file:one")) == 2
    assert index.topics() == {"exampleitis": 1}
    assert index.verify() == ()
    assert index.add([PLAIN]) == Change(unchanged=1)
    news = index.news("2000")
    assert (news.added, news.replaced, news.turns) == (0, 0, ())
    index.close()


def test_its_doubled_works_become_one(tmp_path: Path):
    write_format_1(tmp_path, PLAIN, ABSTRACT, FULL)
    index = EmbeddedIndex(tmp_path)
    assert [summary.id for summary in index.summaries()] == ["file:one", "pmid:5"]
    assert index.document("pmid:5").text == FULL.text
    assert index.document("doi:10.1000/a").id == "pmid:5"
    hits = index.search(Query(should=(Clause(any_of=("drugtwo",)),)))
    assert [hit.passage.document for hit in hits] == ["pmid:5"]
    assert index.verify() == ()
    index.close()
    again = EmbeddedIndex(tmp_path)
    assert again.stats().documents == 2
    again.close()


def test_a_damaged_document_of_format_1_is_still_named_by_verify(tmp_path: Path):
    write_format_1(tmp_path, PLAIN, ABSTRACT)
    store = sqlite3.connect(tmp_path / "documents.sqlite")
    store.execute("UPDATE version SET body = x'00' WHERE document = 'file:one'")
    store.commit()
    store.close()
    index = EmbeddedIndex(tmp_path)
    assert [problem.document for problem in index.verify()] == ["file:one"]
    index.remove("file:one")
    assert index.add([PLAIN]) == Change(added=1)
    assert index.verify() == ()
    index.close()


def test_a_library_of_a_later_format_is_left_alone(tmp_path: Path):
    EmbeddedIndex(tmp_path, create=True).close()
    store = sqlite3.connect(tmp_path / "documents.sqlite")
    store.execute("UPDATE about SET value = '5' WHERE key = 'format'")
    store.commit()
    store.close()
    with pytest.raises(LibraryDamaged, match="format 5"):
        EmbeddedIndex(tmp_path)


FORMAT_3_TOPICS = """
CREATE TABLE topic (
    name TEXT NOT NULL, document TEXT NOT NULL, PRIMARY KEY (name, document)) WITHOUT ROWID;
CREATE INDEX topic_document ON topic (document);
"""


def write_format_3(folder: Path, *documents: Document) -> sqlite3.Connection:
    """As it was when each topic had a list of its documents."""
    index = EmbeddedIndex(folder, create=True)
    index.add(documents)
    index.close()
    store = sqlite3.connect(folder / "documents.sqlite")
    store.execute("DROP TABLE topic")
    store.executescript(FORMAT_3_TOPICS)
    rows = {(topic.lower(), one.id) for one in documents for topic in one.topics}
    store.executemany("INSERT INTO topic VALUES (?, ?)", sorted(rows))
    store.execute("UPDATE about SET value = '3' WHERE key = 'format'")
    store.commit()
    return store


def write_format_2(folder: Path, *documents: Document) -> None:
    """As it was before changes had numbers."""
    store = write_format_3(folder, *documents)
    for table, column in (("current", "came"), ("current", "change"), ("turn", "change")):
        store.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
    store.execute("DELETE FROM about WHERE key = 'change'")
    store.execute("UPDATE about SET value = '2' WHERE key = 'format'")
    store.commit()
    store.close()


def test_a_library_of_format_2_opens_and_numbers_its_changes_from_then_on(tmp_path: Path):
    write_format_2(tmp_path, PLAIN, ABSTRACT)
    index = EmbeddedIndex(tmp_path)
    assert index.change() == 0
    assert index.document("file:one") == PLAIN
    assert index.verify() == ()
    index.add([document("Other words.", name="file:one"), document("New.", name="file:two")])
    news = index.news_after(0)
    assert (news.added, news.replaced) == (1, 1)
    index.close()


def test_a_library_of_format_3_opens_and_counts_its_topics_from_then_on(tmp_path: Path):
    two = document("Drugtwo helped.", name="file:two", topics=("Exampleitis", "Otheritis"))
    write_format_3(tmp_path, PLAIN, two).close()
    index = EmbeddedIndex(tmp_path)
    assert index.topics() == {"exampleitis": 2, "otheritis": 1}
    assert index.verify() == ()
    index.remove("file:two")
    assert index.topics() == {"exampleitis": 1}
    index.add([document("Drugtwo helped.", name="file:one", topics=("Otheritis", "otheritis"))])
    assert index.topics() == {"otheritis": 1}
    index.close()


def test_a_search_index_of_before_is_made_again_by_itself(tmp_path: Path):
    index = EmbeddedIndex(tmp_path, create=True)
    index.add([PLAIN, ABSTRACT])
    index.close()
    (tmp_path / "search" / "schema").write_text("1", encoding="ascii")
    again = EmbeddedIndex(tmp_path)
    hits = again.search(Query(should=(Clause(any_of=("drugtwo",)),)))
    assert [hit.passage.document for hit in hits] == ["pmid:5"]
    assert again.verify() == ()
    again.close()

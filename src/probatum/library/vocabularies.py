"""Vocabularies of the owner's, MeSH and ICD-10-CM, in one SQLite file beside the library.

They say how things are called, not what is known of them: they are no part of the library's
snapshot, and questions are answered without them too.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from probatum.errors import LibraryDamaged, UsageError
from probatum.evidence.subject_heading import Published
from probatum.library.database import Database, Row

FILE = "vocabularies.sqlite"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS vocabulary (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, edition TEXT NOT NULL, file TEXT NOT NULL,
    added TEXT NOT NULL, rules TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS heading (
    id INTEGER PRIMARY KEY, vocabulary INTEGER NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL,
    kind TEXT NOT NULL, grp TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS heading_name ON heading (name COLLATE NOCASE);
CREATE INDEX IF NOT EXISTS heading_vocabulary ON heading (vocabulary);
CREATE TABLE IF NOT EXISTS name (
    heading INTEGER NOT NULL, place INTEGER NOT NULL, text TEXT NOT NULL, key TEXT NOT NULL,
    first TEXT NOT NULL, held TEXT NOT NULL, PRIMARY KEY (heading, place)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS name_first ON name (first);
CREATE INDEX IF NOT EXISTS name_key ON name (key);
CREATE TABLE IF NOT EXISTS place (
    path TEXT NOT NULL, heading INTEGER NOT NULL, PRIMARY KEY (path, heading)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS place_heading ON place (heading);
CREATE TABLE IF NOT EXISTS class (
    name TEXT NOT NULL COLLATE NOCASE, heading INTEGER NOT NULL, PRIMARY KEY (name, heading))
    WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS class_heading ON class (heading);
"""
_CLEARED = ("name", "place", "class")
AMBIGUOUS = "ambiguous"
"""Why a name is held back that belongs to several headings and is the preferred one of none."""
_HOLD_AMBIGUOUS = """
UPDATE name SET held = ? WHERE held = '' AND place > 0 AND key IN (
    SELECT key FROM name JOIN heading ON heading.id = name.heading
    WHERE heading.vocabulary = ? GROUP BY key HAVING count(DISTINCT heading) > 1)
    AND heading IN (SELECT id FROM heading WHERE vocabulary = ?)
"""


class Origin(NamedTuple):
    """Which vocabulary it is, of which file, since when, and by which rules its keys were made."""

    published: Published
    file: str
    added: str
    rules: str


class Name(NamedTuple):
    """A name as written, the comparable forms of its words, and why it is held back, if it is."""

    text: str
    key: tuple[str, ...]
    held: str = ""


class Entry(NamedTuple):
    """A heading to be kept; its preferred name comes first."""

    code: str
    name: str
    kind: str
    group: str
    names: tuple[Name, ...]
    places: tuple[str, ...]
    classes: tuple[str, ...]


class Held(NamedTuple):
    """A heading as it is kept."""

    id: int
    vocabulary: Published
    code: str
    name: str
    kind: str
    group: str


class Listed(NamedTuple):
    """A vocabulary with what is kept of it, and how many names are held back for which reason."""

    published: Published
    file: str
    added: str
    headings: int
    names: int
    held_back: tuple[tuple[str, int], ...]


class Vocabularies:
    """The vocabularies beside a library; none is there until one is added.

    Raises `LibraryDamaged` when their file cannot be used.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        self._opened: Database | None = None

    @property
    def present(self) -> bool:
        """Whether there is any."""
        return bool(self._rows("SELECT 1 FROM vocabulary LIMIT 1"))

    def put(self, origin: Origin, entries: Iterable[Entry]) -> Listed:
        """Keep a vocabulary in the place of any earlier edition of it, whole or not at all.

        Raises `UsageError` when nothing of the file is to be kept, `LibraryBusy`.
        """
        database = self._database()
        with database.transaction():
            self._clear(origin.published.name)
            found = database.execute(
                "INSERT INTO vocabulary (name, edition, file, added, rules) VALUES (?, ?, ?, ?, ?)",
                (*dict(origin.published).values(), origin.file, origin.added, origin.rules),
            ).lastrowid
            number = 0
            for entry in entries:
                self._put(found, entry)
                number += 1
            if not number:
                raise UsageError(f"{origin.file} names no condition and no treatment; is it whole?")
            database.execute(_HOLD_AMBIGUOUS, (AMBIGUOUS, found, found))
        return next(each for each in self.listed() if each.published == origin.published)

    def _put(self, vocabulary: object, entry: Entry) -> None:
        database = self._database()
        heading = database.execute(
            "INSERT INTO heading (vocabulary, code, name, kind, grp) VALUES (?, ?, ?, ?, ?)",
            (vocabulary, entry.code, entry.name, entry.kind, entry.group),
        ).lastrowid
        database.many(
            "INSERT INTO name VALUES (?, ?, ?, ?, ?, ?)",
            [
                (heading, place, name.text, " ".join(name.key), name.key[0], name.held)
                for place, name in enumerate(entry.names)
                if name.key
            ],
        )
        database.many(
            "INSERT OR IGNORE INTO place VALUES (?, ?)", [(p, heading) for p in entry.places]
        )
        database.many(
            "INSERT OR IGNORE INTO class VALUES (?, ?)", [(c, heading) for c in entry.classes]
        )

    def remove(self, name: str) -> None:
        """Delete a vocabulary, whichever its edition. Raises `UsageError` when it is not there."""
        known = [each.published.name for each in self.listed()]
        found = next((each for each in known if each.lower() == name.lower()), None)
        if found is None:
            there = f"there are {', '.join(known)}" if known else "there is none"
            raise UsageError(f"no vocabulary {name!r} is kept beside this library; {there}")
        with self._database().transaction():
            self._clear(found)
        self._database().execute("VACUUM")

    def _clear(self, name: str) -> None:
        database = self._database()
        of = (
            "(SELECT heading.id FROM heading JOIN vocabulary ON vocabulary.id = vocabulary"
            " WHERE vocabulary.name = ?)"
        )
        for table in _CLEARED:
            database.execute(f"DELETE FROM {table} WHERE heading IN {of}", (name,))  # noqa: S608
        database.execute(f"DELETE FROM heading WHERE id IN {of}", (name,))  # noqa: S608
        database.execute("DELETE FROM vocabulary WHERE name = ?", (name,))

    def listed(self) -> tuple[Listed, ...]:
        """Every vocabulary, by name."""
        return tuple(self._listed())

    def _listed(self) -> Iterator[Listed]:
        rows = self._rows("SELECT id, name, edition, file, added FROM vocabulary ORDER BY name")
        for number, name, edition, file, added in rows:
            ((headings,),) = self._rows("SELECT count(*) FROM heading WHERE vocabulary = ?", number)
            held = self._rows(
                "SELECT held, count(*) FROM name JOIN heading ON heading.id = heading"
                " WHERE vocabulary = ? GROUP BY held ORDER BY held",
                number,
            )
            yield Listed(
                Published(name=name, edition=edition),
                file,
                added,
                headings,
                sum(count for why, count in held if not why),
                tuple((why, count) for why, count in held if why),
            )

    def rules(self) -> frozenset[str]:
        """The rules that the keys were made by."""
        return frozenset(rules for (rules,) in self._rows("SELECT rules FROM vocabulary"))

    def rekey(self, key: Callable[[str], tuple[str, ...]], rules: str) -> None:
        """Make all keys again, by other rules. Raises `LibraryBusy`."""
        with self._database().transaction():
            rows = self._rows("SELECT heading, place, text FROM name")
            keyed = ((key(text), heading, place) for heading, place, text in rows)
            self._database().many(
                "UPDATE name SET key = ?, first = ? WHERE heading = ? AND place = ?",
                [(" ".join(made), made[0], *which) for made, *which in keyed if made],
            )
            self._database().execute("UPDATE vocabulary SET rules = ?", (rules,))

    def beginning(self, first: str) -> list[tuple[str, str, int]]:
        """Names whose first word has that form: key, name as written, heading."""
        return self._rows(
            "SELECT key, text, heading FROM name WHERE first = ? AND held = ''", first
        )

    def keyed(self, key: tuple[str, ...]) -> list[int]:
        """Headings that go by a name of those forms; MeSH before ICD-10-CM."""
        return [
            found
            for (found,) in self._rows(
                "SELECT DISTINCT heading.id FROM name JOIN heading ON heading.id = heading"
                " JOIN vocabulary ON vocabulary.id = vocabulary WHERE key = ? AND held = ''"
                " ORDER BY vocabulary.name DESC, heading.id",
                " ".join(key),
            )
        ]

    def named(self, name: str) -> list[int]:
        """Headings of that very name, however it is capitalised; MeSH before ICD-10-CM."""
        return [
            found
            for (found,) in self._rows(
                "SELECT heading.id FROM heading JOIN vocabulary ON vocabulary.id = vocabulary"
                " WHERE heading.name = ? COLLATE NOCASE ORDER BY vocabulary.name DESC, heading.id",
                name,
            )
        ]

    def heading(self, number: int) -> Held:
        """The heading of that number."""
        ((vocabulary, edition, code, name, kind, group),) = self._rows(
            "SELECT vocabulary.name, edition, code, heading.name, kind, grp FROM heading"
            " JOIN vocabulary ON vocabulary.id = vocabulary WHERE heading.id = ?",
            number,
        )
        published = Published(name=vocabulary, edition=edition)
        return Held(number, published, code, name, kind, group)

    def is_treatment(self, number: int) -> bool:
        """Whether the heading names a treatment, not a condition."""
        return self.heading(number).kind == "treatment"

    def names(self, number: int) -> list[tuple[str, tuple[str, ...]]]:
        """The names of a heading that are not held back, each with its key, preferred first."""
        rows = self._rows(
            "SELECT text, key FROM name WHERE heading = ? AND held = '' ORDER BY place", number
        )
        return [(text, tuple(key.split(" "))) for text, key in rows]

    def places(self, number: int) -> list[str]:
        """Where a heading stands in its tree."""
        return [path for (path,) in self._rows("SELECT path FROM place WHERE heading = ?", number)]

    def at(self, path: str) -> list[int]:
        """The headings that stand at a place."""
        return [each for (each,) in self._rows("SELECT heading FROM place WHERE path = ?", path)]

    def below(self, path: str, most: int) -> list[int]:
        """Headings under a place, the nearest first."""
        return [
            each
            for (each,) in self._rows(
                "SELECT heading FROM place WHERE path > ? AND path < ?"
                " ORDER BY length(path), path LIMIT ?",
                f"{path}.",
                f"{path}/",
                most,
            )
        ]

    def of_class(self, name: str) -> list[int]:
        """Drugs of a class."""
        return [each for (each,) in self._rows("SELECT heading FROM class WHERE name = ?", name)]

    def classes(self, number: int) -> list[str]:
        """Classes of a drug."""
        return [each for (each,) in self._rows("SELECT name FROM class WHERE heading = ?", number)]

    def close(self) -> None:
        """Release the file."""
        if self._opened is not None:
            self._opened.close()
            self._opened = None

    def _rows(self, query: str, *values: object) -> list[Row]:
        if self._opened is None and not self._path.is_file():
            return []
        try:
            return self._database().rows(query, values)
        except sqlite3.DatabaseError as error:
            raise self._damaged(error) from error

    def _database(self) -> Database:
        if self._opened is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            try:
                opened = Database(self._path)
                opened.statements(_SCHEMA)
            except sqlite3.DatabaseError as error:
                raise self._damaged(error) from error
            self._opened = opened
        return self._opened

    def _damaged(self, error: sqlite3.DatabaseError) -> LibraryDamaged:
        return LibraryDamaged(
            f"{self._path} cannot be used ({error}); delete it and add the vocabularies again"
        )

"""Answers as files, one each, named by their hash."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections import OrderedDict
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from threading import Lock

from pydantic import ValidationError

from probatum.errors import LibraryDamaged, LibraryError, UnknownAnswer
from probatum.evidence.answer import Answer
from probatum.library.answers import Kept

_DIGITS = 24
"""Of a SHA-256 in hexadecimal: 96 bits, too many to be guessed or to meet by chance."""
_NAME = re.compile(rf"[0-9a-f]{{{_DIGITS}}}")
_REMEMBERED = 256


class AnswerFiles:
    """Keeps the `Answers` protocol in `folder`, which is made with the first answer.

    Questions may speak of patients: only the owner of the folder can read what is in it.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: OrderedDict[str, Answer] = OrderedDict()
        self._lock = Lock()

    def keep(self, answer: Answer) -> str:
        """Keep an answer; its name. Written whole or not at all."""
        body = answer.model_dump_json().encode()
        name = _name_of(body)
        path = self._path(name)
        if not path.is_file():
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle, scratch = tempfile.mkstemp(dir=self._folder, prefix=".", suffix=".new")
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(body)
                    file.flush()
                    os.fsync(file.fileno())
                Path(scratch).replace(path)
            except BaseException:
                Path(scratch).unlink(missing_ok=True)
                raise
        self._remember(name, answer)
        return name

    def get(self, name: str) -> Answer:
        """The answer of that name. Raises `UnknownAnswer`, `LibraryDamaged`."""
        path = self._path(name)
        if not path.is_file():
            raise UnknownAnswer("there is no answer of this name; it may have been deleted")
        with self._lock:
            if name in self._read:
                return self._read[name]
        body = path.read_bytes()
        if _name_of(body) != name:
            raise LibraryDamaged(f"{path} was changed since it was written; ask again")
        try:
            answer = Answer.model_validate_json(body)
        except ValidationError as error:
            raise LibraryDamaged(f"{path} is of another version; ask again") from error
        self._remember(name, answer)
        return answer

    def recent(self, most: int | None = None) -> Iterator[Kept]:
        """The answers kept last, or all, newest first, without those that cannot be read."""
        return islice(self._by_time(), most)

    def last(self) -> Kept | None:
        """The one kept last; whose it is is not written down."""
        return next(self.recent(1), None)

    def _by_time(self) -> Iterator[Kept]:
        files = [(path.stat().st_mtime, path.stem) for path in self._folder.glob("*.json")]
        for moment, name in sorted(files, reverse=True):
            try:
                answer = self.get(name)
            except LibraryError:
                continue
            yield Kept(id=name, answer=answer, kept_at=datetime.fromtimestamp(moment, UTC))

    def forget(self, name: str) -> None:
        """Delete an answer for good. Raises `UnknownAnswer`."""
        try:
            self._path(name).unlink()
        except FileNotFoundError as error:
            raise UnknownAnswer("there is no answer of this name") from error
        with self._lock:
            self._read.pop(name, None)

    def _path(self, name: str) -> Path:
        if not _NAME.fullmatch(name):
            raise UnknownAnswer("that is no name of an answer")
        return self._folder / f"{name}.json"

    def _remember(self, name: str, answer: Answer) -> None:
        with self._lock:
            self._read[name] = answer
            self._read.move_to_end(name)
            if len(self._read) > _REMEMBERED:
                self._read.popitem(last=False)


def _name_of(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()[:_DIGITS]

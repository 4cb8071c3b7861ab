"""The inline marks of a PDQ page in Markdown: citations, levels of evidence, links, emphasis."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

PieceKind = Literal["text", "mark", "grade"]


class Piece(NamedTuple):
    """A stretch of a line: plain text, a citation mark (keys) or a printed grade (text)."""

    kind: PieceKind
    text: str = ""
    keys: tuple[str, ...] = ()


_KEY = r"\[\d+\]\(#cit/section_\d+\.\d+\)"
_MARKS = re.compile(rf"\[({_KEY}(?:\s*[,;–-]\s*{_KEY})*)\]")
_ONE_KEY = re.compile(r"([–-]?)\s*\[\d+\]\(#cit/section_(\d+)\.(\d+)\)")
_LEVEL = r"[Ll]evels? of evidence:?\s*"
_ADDRESS = r"\([^()]*\)"
_LINKS = rf"(?:[^\[\]]|\[[^\[\]]*\]{_ADDRESS})*"
_GRADE = re.compile(
    rf"\[({_LEVEL}\[[^\[\]]*\]{_ADDRESS}{_LINKS})\]"  # [Levels of evidence [A1](…) and [B1](…)]
    rf"|\[(\[{_LEVEL}[^\[\]]+\]{_ADDRESS}[^\[\]]{{1,80}})\]"  # [[Level of evidence B1](…) by PFS]
    rf"|\[?\[({_LEVEL}[^\]]+)\](?:{_ADDRESS})?\]?"
)
_SPLIT = re.compile(f"{_MARKS.pattern}|{_GRADE.pattern}")
_IMAGE = re.compile(r"\[Enlarge\]\([^)]*\)|!\[[^\]]*\]\((?:[^()\"]|\"[^\"]*\"|\([^)]*\))*\)")
_LINK = re.compile(r"\[((?:[^\[\]]|\[[^\[\]]*\])+)\]\((?:[^()\s]|\([^()]*\))*(?:\s+\"[^\"]*\")?\)")
_EMPHASIS = re.compile(r"(?<!\\)(\*{1,3})(?=\S)(.+?)(?<=\S)(?<!\\)\1")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!|<>~-])")
_LONGEST_RANGE = 100


def pieces(line: str) -> Iterator[Piece]:
    """The pieces of a line in order; links keep their words and lose their address."""
    line = _IMAGE.sub("", line)
    place = 0
    for match in _SPLIT.finditer(line):
        if before := plain(line[place : match.start()]):
            yield Piece("text", before)
        if match.group(1):
            yield Piece("mark", keys=_keys(match.group(1)))
        else:
            stated = match.group(2) or match.group(3) or match.group(4)
            yield Piece("grade", plain(stated).strip())
        place = match.end()
    if rest := plain(line[place:]):
        yield Piece("text", rest)


def plain(text: str) -> str:
    """Text without link addresses, emphasis and escapes."""
    text = _LINK.sub(r"\1", text)
    text = _EMPHASIS.sub(r"\2", text)
    text = _EMPHASIS.sub(r"\2", text)
    return _ESCAPED.sub(r"\1", text)


def has_figure(line: str) -> bool:
    """Whether an image stands in the line; its caption is the paragraph that follows."""
    return bool(_IMAGE.search(line))


def _keys(marks: str) -> tuple[str, ...]:
    return keys_of(_ONE_KEY.findall(marks))


def keys_of(marks: Iterable[tuple[str, str, str]]) -> tuple[str, ...]:
    """Keys of marks, each a dash or nothing before it, its section and its number in digits."""
    keys: list[str] = []
    for dash, section, number in marks:
        if dash and keys:
            first = int(keys[-1].split(".")[1]) + 1
            if 0 <= int(number) - first < _LONGEST_RANGE:
                keys += [f"{section}.{between}" for between in range(first, int(number))]
        keys.append(f"{section}.{number}")
    return tuple(dict.fromkeys(keys))

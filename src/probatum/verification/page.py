"""Taking a page apart: sentences with what they cite, and the reference list.

Reads Markdown and plain text; what other formats hold is given to `claims_of` block by block.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from probatum.evidence.checked import ForeignClaim, ForeignPage
from probatum.evidence.sentences import sentence_spans
from probatum.verification.citations import Bibliography, Mark
from probatum.verification.reference_entry import MARKUP, first_author, plain, reference_of

_REFERENCES = re.compile(
    r"^\W*(?:key |selected |cited )?(?:references?|sources?|bibliography|citations?|literature"
    r"(?: cited)?|works cited)\W*$",
    re.I,
)
_ENTRY = re.compile(r"^\s*(?:[-*]\s+)?(?:\[\^?(\d+)\]:?|(\d+)[.)])\s+(\S.*)$")
_ITEM = re.compile(r"^\s*[-*+•]\s+(\S.*)$")
_HEADING = re.compile(r"^\s*#{1,6}\s+(.*?)\s*#*$")
_BULLET = re.compile(r"^\s*(?:[-*+•·]|\d+[.)])\s+")
_PUBLISHER = re.compile(r"^(?:publisher|author|site|by)\s*:\s*(\S.*)$", re.I)
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]<>#|~])")
_FRONT = re.compile(r"\A---\n(.*?)\n---\n", re.S)
_FEWEST_WORDS, _WRAPPED, _LONGEST_TITLE = 3, 40, 20


def read_page(text: str) -> ForeignPage:
    """The page's sentences and references; lines that state nothing are left out."""
    text, publisher = _without_front_matter(text)
    body, entries = _parted(_ESCAPED.sub(r"\1", text))
    bibliography = Bibliography(reference_of(key, entry) for key, entry in entries)
    title = heading = ""
    claims: list[ForeignClaim] = []
    paragraphs = list(_paragraphs(body))
    if paragraphs and _is_title(paragraphs[0]):
        title = heading = plain(paragraphs.pop(0))
    for line in paragraphs:
        if match := _HEADING.match(line):
            heading = plain(match.group(1))
            title = title or heading
        elif match := _PUBLISHER.match(line):
            publisher = publisher or plain(match.group(1))
        else:
            claims += claims_of(_BULLET.sub("", line), heading, bibliography)
    return ForeignPage(
        title=title,
        publisher=publisher,
        claims=tuple(claims),
        references=bibliography.references,
    )


def claims_of(
    text: str, heading: str, bibliography: Bibliography, given: Iterable[Mark] = ()
) -> Iterator[ForeignClaim]:
    """The sentences of a line, each with the keys marked in it or right behind it.

    `given` are marks that have been taken out of the text before, by their places in it.
    """
    before = list(given)
    line, marks = bibliography.marks(text if before else _unmarked(text), before)
    spans = list(sentence_spans(line))
    for place, (start, end) in enumerate(spans):
        last = place == len(spans) - 1
        following = len(line) if last else spans[place + 1][0]
        cited = [key for mark in marks if start < mark.place <= following for key in mark.keys]
        sentence = line[start:end]
        if len(sentence.split()) >= _FEWEST_WORDS and not _states_nothing(sentence):
            yield ForeignClaim(text=sentence, heading=heading, cited=tuple(dict.fromkeys(cited)))


def _unmarked(text: str) -> str:
    return " ".join(MARKUP.sub("", text).split())


def _without_front_matter(text: str) -> tuple[str, str]:
    match = _FRONT.match(text)
    if not match:
        return text, ""
    named = (_PUBLISHER.match(line.strip()) for line in match[1].splitlines())
    publisher = next((found.group(1).strip("\"' ") for found in named if found), "")
    return text[match.end() :], publisher


def _parted(text: str) -> tuple[list[str], list[tuple[str, str]]]:
    """Lines of the body, and the entries of the reference list."""
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
        if entry := _entry(line, within=within):
            entries.append(entry)
        elif within and line.strip() and entries:
            key, before = entries[-1]
            entries[-1] = (key, f"{before} {line.strip()}")
        elif not within:
            body.append(line)
    return body, entries


def _paragraphs(lines: Iterable[str]) -> Iterator[str]:
    """Lines that were only wrapped, joined; a short line without a full stop is a heading."""
    paragraph = ""
    for line in lines:
        begins = not line.strip() or _HEADING.match(line) or _BULLET.match(line)
        if begins or not paragraph or not _continues(paragraph, line):
            yield from [paragraph] if paragraph else []
            paragraph = line
        else:
            paragraph = f"{paragraph} {line.strip()}"
        if _HEADING.match(paragraph) or not paragraph.strip():
            yield from [paragraph] if paragraph.strip() else []
            paragraph = ""
    yield from [paragraph] if paragraph else []


def _continues(paragraph: str, line: str) -> bool:
    last = paragraph.rstrip()
    ended = last.endswith((".", "!", "?", "]", ")", ":"))
    return ended or len(last) >= _WRAPPED or line.strip()[:1].islower()


def _is_title(line: str) -> bool:
    """Of plain text: its first line, when that is short and no sentence."""
    bare = line.strip()
    if _HEADING.match(line) or _BULLET.match(line) or _PUBLISHER.match(line):
        return False
    return len(bare.split()) <= _LONGEST_TITLE and bare[-1:] not in ".!?:;,])"


def _entry(line: str, *, within: bool) -> tuple[str, str] | None:
    """Key and words of an entry: numbered, a footnote, or an item named by author and year."""
    numbered = _ENTRY.match(line)
    if numbered and (within or line.lstrip().startswith("[^")):
        return numbered.group(1) or numbered.group(2), numbered.group(3).strip()
    item = _ITEM.match(line) if within else None
    if item is None:
        return None
    read = reference_of("", item.group(1))
    return f"{first_author(read)} {read.year or ''}".strip() or read.text[:40], item.group(1)


def _states_nothing(sentence: str) -> bool:
    """A question, an introduction of a list, a remark in brackets."""
    return sentence.endswith(("?", ":")) or (sentence.startswith("(") and sentence.endswith(")"))

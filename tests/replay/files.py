"""Folders of files as NCBI's web server shows them: index pages, MD5 beside, parts on demand."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import NamedTuple

HEAD = """<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 3.2 Final//EN">
<html>
 <head>
  <title>Index of /{0}</title>
 </head>
 <body>
<h1>Index of /{0}</h1>
<pre>Name                     Last modified      Size  <hr><a href="/{1}">Parent Directory</a>       -
"""
DATE = "Fri, 10 Jan 2025 14:05:11 GMT"


class Sent(NamedTuple):
    status: int
    body: bytes
    headers: tuple[tuple[str, str], ...] = ()


def with_md5(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files, each with its ``.md5`` as NLM writes it."""
    sums = {
        f"{place}.md5": f"MD5({place.rpartition('/')[2]})= {hashlib.md5(body).hexdigest()}\n".encode()
        for place, body in files.items()
    }
    return {**files, **sums}


def answer(place: str, headers: Mapping[str, str], files: Mapping[str, bytes]) -> Sent:
    """What ``place`` holds: a page for a folder ("pubmed/baseline/"), else the bytes."""
    if place.endswith("/"):
        inside = {name.removeprefix(place): body for name, body in files.items()
                  if name.startswith(place)}  # fmt: skip
        return Sent(200, _page(place, inside)) if inside else Sent(404, b"no such folder")
    if place not in files:
        return Sent(404, b"no such file")
    body = files[place]
    tag = f'"{hashlib.md5(body).hexdigest()[:12]}"'
    marks = (("ETag", tag), ("Last-Modified", DATE), ("Accept-Ranges", "bytes"))
    asked = re.fullmatch(r"bytes=(\d+)-", headers.get("Range", ""))
    if not asked or headers.get("If-Range", tag) not in (tag, DATE):
        return Sent(200, body, marks)
    start = int(asked.group(1))
    if start >= len(body):
        return Sent(416, b"", (("Content-Range", f"bytes */{len(body)}"),))
    part = ("Content-Range", f"bytes {start}-{len(body) - 1}/{len(body)}")
    return Sent(206, body[start:], (*marks, part))


def _page(place: str, inside: Mapping[str, bytes]) -> bytes:
    folder = place.rstrip("/")
    lines = [HEAD.format(folder, f"{folder.rpartition('/')[0]}/".lstrip("/"))]
    folders = {name.partition("/")[0] for name in inside if "/" in name}
    lines += [f'<a href="{name}/">{name}/</a>   2025-01-10 14:05    -   \n' for name in folders]
    lines += [
        f'<a href="{name}">{name}</a>   2025-01-10 14:05  {_size(len(body))}  \n'
        for name, body in sorted(inside.items())
        if "/" not in name
    ]
    return "".join([*lines, "<hr></pre>\n</body></html>\n"]).encode()


def _size(number: int) -> str:
    """As Apache rounds it (apr_strfsize)."""
    if number < 973:
        return f"{number:3}"
    size, rest, units = number, 0, iter("KMGT")
    unit = ""
    while size >= 973:
        size, rest = divmod(size, 1024)
        unit = next(units)
    if size < 9 or (size == 9 and rest < 973):
        tenth = (rest * 5 + 256) // 512
        return f"{size + tenth // 10}.{tenth % 10}{unit}"
    return f"{size + (rest >= 512):3}{unit}"

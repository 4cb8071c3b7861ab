"""Read every quote of an answer again, byte for byte, with nothing of Probatum's own code.

    probatum ask "…" --format json --library FOLDER | python scripts/reread_quotes.py FOLDER

Exit code 0 when every quote stands at its place in the stored document, else 1.
"""

from __future__ import annotations

import json
import sqlite3
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import zstandard


def citations(answer: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every citation of every claim that is shown."""
    claims = [claim for section in answer["sections"] for claim in section["claims"]]
    for claim in (*answer["bottom_line"], *claims, *answer["pitfalls"], *answer["algorithm"]):
        yield from claim["citations"]


def stored_text(store: sqlite3.Connection, document: str) -> bytes:
    """The current normalised text of a document, UTF-8."""
    (body,) = store.execute(
        "SELECT body FROM version JOIN current USING (document, hash) WHERE document = ?",
        (document,),
    ).fetchone()
    is_zlib = body[:1] == b"\x78"  # as older libraries hold it
    text: str = json.loads((zlib if is_zlib else zstandard).decompress(body))["text"]
    return text.encode()


def main(folder: str) -> int:
    """Count the quotes of the answer on standard input and those that differ."""
    store = sqlite3.connect(Path(folder) / "documents.sqlite")
    read = wrong = 0
    for citation in citations(json.load(sys.stdin)):
        text = stored_text(store, citation["document"]).decode()
        read += 1
        quote = citation["quote"].encode()
        if text[citation["start"] : citation["end"]].encode() != quote:
            wrong += 1
            print(f"differs: {citation['document']} {citation['start']}", file=sys.stderr)
    store.close()
    print(f"{read} quotes read again, {wrong} differ")
    return 1 if wrong or not read else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

"""Sentences near to another by their words, ranked by BM25."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import tantivy

_LETTERS = re.compile(r"[^\W\d_]{3,}")


class Nearby:
    """An index in memory of sentences, by their place in the sequence given."""

    def __init__(self, sentences: Sequence[str]) -> None:
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("words", tokenizer_name="en_stem")
        builder.add_unsigned_field("place", stored=True)
        self._index = tantivy.Index(builder.build())
        writer = self._index.writer(num_threads=1)
        for place, sentence in enumerate(sentences):
            writer.add_document(tantivy.Document(words=sentence, place=place))
        writer.commit()
        self._index.reload()
        self._searcher = self._index.searcher()

    def to(self, sentence: str, most: int = 20) -> Iterator[int]:
        """Places of the sentences that share most words with this one, nearest first."""
        words = " ".join(_LETTERS.findall(sentence.lower()))
        query = self._index.parse_query(words, ["words"])
        for _, address in self._searcher.search(query, most).hits:
            yield self._searcher.doc(address)["place"][0]

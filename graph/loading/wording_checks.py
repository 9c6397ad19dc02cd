"""Check that the words, days and actors of claims fit what they say was done, or that an inference explains it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..model.records import Claim, ClemencyAction, Entity, Records, Source
from ..queries.claim_wording import (
    counts_records,
    dated_after_page,
    decided_without_power,
    worded_as_fewer,
    worded_as_future,
    worded_as_no_name,
    worded_as_no_scope,
)
from .cross_checks import ValidFile
from .errors import Problem


def check_wording(records: Records, valid: Mapping[str, ValidFile]) -> Iterator[Problem]:
    """Check the claims of all entities.

    Parameters
    ----------
    records
        The records.
    valid
        The files, by id.

    Yields
    ------
    Problem
        Something done that is worded as something to come or that its page told beforehand, pardons that are counted
        in records, each without an inference, an organization that decided without the power to, fewer than a number
        that is recorded as up to one, a name that is worded as something else, and a scope that is worded as something
        that happened.
    """
    for id, entity in records.entities.items():
        for claim in entity.claims:
            for message in _errors(entity, claim, records):
                location = ("claims",) if hasattr(valid[id].model, "claims") else ()
                yield valid[id].document.problem(location, f"{claim.stated!r} of {claim.source} {message}")


def _errors(entity: Entity, claim: Claim, records: Records) -> Iterator[str]:
    source = records.entities[claim.source]
    if claim.inference is None:
        if isinstance(source, Source) and dated_after_page(claim, source):
            yield f"is of {claim.date}, after the publication of its page; correct one of the days, or add an inference"
        if isinstance(entity, ClemencyAction) and worded_as_future(claim):
            yield f"is worded as something to come, but recorded as {claim.stage}; correct one, or add an inference"
        if isinstance(entity, ClemencyAction) and counts_records(entity, claim):
            yield f"counts records, which a {entity.kind} leaves in place; correct the unit, or add an inference"
    if claim.target and decided_without_power(claim, records.entities.get(claim.target)):
        yield f"names {claim.target} as having decided, which has no such power; correct the role"
    if worded_as_fewer(claim):
        yield "is worded as fewer than a number, but recorded as up to one; write nearly, with high below that number"
    if worded_as_no_name(claim):
        yield f"does not begin with the name that it is a claim of, {claim.text!r}; move the rest to another entry"
    if worded_as_no_scope(claim):
        yield "is worded as something that happened, not as a scope; move it to a status with these words in stated"

"""Whether a law has a provision that passes all parts of a filter at once."""

from typing import Protocol

from ...graph.model.records import Law, Provision
from ...graph.queries.day_ranges import Answer, all_of, any_of
from ...graph.queries.legal_status import in_force
from .value_filters import DispositionFilter, InForceFilter, LawEffectFilter, MethodFilter


class ProvisionWhere(Protocol):
    """The parts of a filter of laws that one and the same provision has to pass."""

    effect: LawEffectFilter | None
    method: MethodFilter | None
    disposition: DispositionFilter | None
    cannabis_only: bool | None
    in_force: InForceFilter | None


def match_provision(where: ProvisionWhere, law: Law) -> Answer:
    """Return whether one provision of a law passes all the parts; a law without any can be in force too."""
    asked = (where.effect, where.method, where.disposition, where.cannabis_only)
    if all(part is None for part in asked):
        return any_of(_in_force(where, law, one) for one in law.provisions or (None,))
    return any_of(
        all_of((_in_force(where, law, one), _disposition(where, one), _cannabis_only(where, one)))
        for one in law.provisions
        if (where.effect is None or where.effect.matches(one.effect))
        and (where.method is None or where.method.matches(one.method))
    )


def _in_force(where: ProvisionWhere, law: Law, provision: Provision | None) -> Answer:
    if where.in_force is None:
        return Answer.YES
    assert where.in_force.on is not None, "with_day gives the day"
    return in_force(law, provision, where.in_force.on)


def _disposition(where: ProvisionWhere, provision: Provision) -> Answer:
    return Answer.YES if where.disposition is None else where.disposition.answer(provision)


def _cannabis_only(where: ProvisionWhere, provision: Provision) -> Answer:
    if where.cannabis_only is None:
        return Answer.YES
    if provision.cannabis_only is None:
        return Answer.MAYBE
    return Answer.YES if provision.cannabis_only is where.cannabis_only else Answer.NO

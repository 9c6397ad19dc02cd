"""Laws and what they provide."""

from typing import Annotated

import strawberry

from ...graph.model import law_requirements, records
from ...graph.model.dates import PartialDate
from ...graph.model.law_requirement_vocabulary import Disposition
from ...graph.model.vocabulary import Direction, Instrument, Knowledge, LawEffect, LawStatus, Method, RelationshipKind
from ...graph.queries import (
    law_rejection,
    law_signature,
    law_veto,
    legal_status,
    program_uptake,
    record_indexes,
    requirement_rows,
    terms_on_day,
)
from ...graph.queries.day_ranges import Answer
from ...graph.queries.pagination import Page, PageRequest
from ...graph.queries.provenance import sources_behind
from ...graph.queries.record_lookup import entity_of_type
from ..context import Info
from ..inputs.arguments import (
    ActionsBy,
    After,
    Before,
    First,
    Id,
    Last,
    LawsBy,
    WhereActions,
    WhereLaws,
)
from ..inputs.default_day import with_day
from ..inputs.value_filters import InForceFilter
from .claims import Claim
from .connection import Connection, all_listed, listed
from .duties import Duty, Requirement
from .external_identifiers import Bill
from .fields import attribute, described, reference, references, resolver, root_fields, type_of
from .interfaces import Entity, Jurisdiction
from .lazy import LazyAction, LazyLaw, LazyUptake
from .people import Person, Term


def amended_by(root: records.Law, info: Info) -> list[records.Law]:
    """Return the laws that change this one."""
    return list(info.context.graph.neighbors(root.id, RelationshipKind.AMENDS, Direction.IN, records.Law))


def actions(
    root: records.Law,
    info: Info,
    where: WhereActions = None,
    order_by: ActionsBy = None,
    first: First = 25,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> Page[records.ClemencyAction]:
    """Return the clemency actions under this law."""
    found = info.context.graph.neighbors(root.id, RelationshipKind.UNDER, Direction.IN, records.ClemencyAction)
    return listed(info, found, where, order_by, PageRequest(first, after, last, before))


def uptake(root: records.Law, info: Info) -> list[program_uptake.Uptake]:
    """
    Return the uptake of each action under this law of which the eligible are counted, in some unit; never summed.

    The rows of an action are those of `ClemencyAction.uptake`, with the applications, and others in which nobody counts
    the eligible.
    """
    graph = info.context.graph
    found = graph.neighbors(root.id, RelationshipKind.UNDER, Direction.IN, records.ClemencyAction)
    return program_uptake.uptake_of_programs(graph, found)


def requirements(root: records.Law) -> list[law_requirements.Requirement]:
    """
    Return a row for each kind of requirement, or several for several classes; NOT_LOOKED_FOR where no source was.

    Whether a person has to ask is the method of each provision.
    """
    return requirement_rows.requirement_rows(root)


def provisions(
    root: records.Law,
    info: Info,
    in_force: Annotated[
        InForceFilter | None,
        strawberry.argument(
            description="Only those that were, or may have been, in force on a day; all when left out."
        ),
    ] = None,
) -> list[records.Provision]:
    """Return what it provides: method and scope belong to an offence class, not to the whole law."""
    if in_force is None:
        return list(root.provisions)
    day = with_day(in_force, info.context).on
    assert day is not None, "with_day gives the day"
    return [one for one in root.provisions if legal_status.in_force(root, one, day) is not Answer.NO]


@described
class Provision:
    """The effect of a law on one class of offenses; its sources are in the SCOPE claims of the law."""

    effect: LawEffect = attribute("What it does.")
    method: Method | None = attribute("Who has to move; null where it gives no relief, or no source says.")
    disposition: Disposition | None = attribute(
        "How the cases ended to which relief applies: CONVICTION is no relief of dismissed charges, NO_CONVICTION none "
        "of convictions. Null where it gives no relief, or no source says."
    )
    cannabis_only: bool | None = attribute(
        "True where it is of cannabis alone, false where of other offenses too; null where no source says."
    )
    scope: str = attribute("Which offences, amounts and years.")
    waiting_period: str | None = attribute(
        "How long a person has to wait; null where there is no wait, or no source gives it: `Law.requirements` says "
        "which, and has the months."
    )
    effective: PartialDate | None = attribute("The day from which it holds; null where that is the law's.")
    effective_until: PartialDate | None = attribute(
        "The first day on which it no longer holds, though the law goes on; null where no source gives one."
    )
    never_effective: bool = attribute(
        "True where it never took effect: it was repealed first, or its condition was not met."
    )


def signature(root: records.Law) -> law_signature.Signature:
    """Return whether somebody signed it: nobody did, no source says and nobody looked are different."""
    return law_signature.signature_of(root)


def signed_under(root: records.Law, info: Info) -> records.Term | None:
    """
    Return the term of office under which it was signed, with the party of that day.

    Null where nobody signed it, or the day is not known exactly enough for one term.
    """
    info.context.sources.update(dict.fromkeys(sources_behind(root, "signed_by")))
    return terms_on_day.signed_under(info.context.graph, root)


def vetoed(root: records.Law) -> PartialDate | None:
    """Return the day of the veto, even if it became law all the same; null where nobody did, or no source gives it."""
    veto = law_veto.veto_of(root)
    return veto.day if veto else None


def rejected(root: records.Law) -> PartialDate | None:
    """Return the day on which voters rejected it; null where they did not, or no source gives it."""
    rejection = law_rejection.rejection_of(root)
    return rejection.day if rejection else None


def vetoed_under(root: records.Law, info: Info) -> records.Term | None:
    """
    Return the term of office under which it was vetoed, with the party of that day.

    Null where nobody vetoed it, or the day is not known exactly enough for one term.
    """
    info.context.sources.update(dict.fromkeys(sources_behind(root, "vetoed_by")))
    return terms_on_day.vetoed_under(info.context.graph, root)


@described
class Signature:
    """
    Whether somebody signed a law.

    VALUE: a source names the person. NONE: a source says that nobody signed it, or that is inferred: it is proposed,
    vetoed or rejected, or voters adopted it. UNKNOWN: no source that was read says. NOT_LOOKED_FOR: its absence means
    nothing.
    """

    status: Knowledge = attribute("VALUE where somebody signed it, NONE where nobody did.")
    person: Person | None = reference("person", "Who signed it; null unless the status is VALUE.")
    inference: str | None = attribute("How that nobody signed it was inferred; null where a claim says so.")
    claims: list[Claim] = attribute(
        "The claims about it, best first; where it was inferred from the status of the law, those of the status."
    )


@type_of(records.Law)
class Law(Entity):
    """A statute, ballot measure, order, resolution or proclamation."""

    jurisdiction: Jurisdiction = reference("jurisdiction", "Whose law it is.")
    number: str | None = attribute("HB 1438, Proposition 64, Proclamation 10467. Null where it has none.")
    session: str | None = attribute(
        "The session of a bill, as its legislature names it; null where it is not recorded."
    )
    bills: list[Bill] = attribute(
        "The bills that the number names, usually one; none for a ballot measure, order or ordinance.", size=1
    )
    instrument: Instrument = attribute("The form in which it was made.")
    status: LawStatus = attribute("Where it stands.")
    introduced: PartialDate | None = attribute(
        "The day on which it was introduced in a legislature or council, or filed there, as a bill; null where no "
        "source gives it."
    )
    enacted: PartialDate | None = attribute(
        "The day on which it was signed, voted or became law without signature; null where no source gives it."
    )
    effective: PartialDate | None = attribute("The day from which it holds; null where no source gives it.")
    signed_by: Person | None = reference("signed_by", "Who signed it; `signature` says why it is null.")
    signature: Signature = resolver(signature)
    signed_under: Term | None = resolver(signed_under)
    vetoed: PartialDate | None = resolver(vetoed)
    rejected: PartialDate | None = resolver(rejected)
    vetoed_under: Term | None = resolver(vetoed_under)
    vetoed_by: Person | None = reference(
        "vetoed_by",
        "The person who vetoed it, even if it became law all the same; null where nobody did, or no source says who.",
    )
    provisions: list[Provision] = resolver(provisions)
    amends: list[LazyLaw] = references("amends", "The laws that it changes.")
    amended_by: list[LazyLaw] = resolver(amended_by)
    actions: Connection[LazyAction] = resolver(actions)
    requirements: list[Requirement] = resolver(requirements, size=6)
    duties: list[Duty] = attribute("The duties of public bodies under it, by the day on which they are due.", size=2)
    uptake: list[LazyUptake] = resolver(uptake, cost=50, size=2)


def law(info: Info, id: Id) -> records.Law:
    """Return the law with this id; null, and an error NOT_FOUND, where there is none."""
    return entity_of_type(info.context.graph, id, records.Law)


def laws(
    info: Info,
    where: WhereLaws = None,
    order_by: LawsBy = None,
    first: First = 25,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> Page[records.Law]:
    """Return the laws."""
    return all_listed(info, record_indexes.laws, where, order_by, PageRequest(first, after, last, before))


@root_fields
class LawFields:
    """Root fields of laws."""

    law: Law | None = resolver(law)
    laws: Connection[Law] | None = resolver(laws, cost=500, cacheable=True)

"""The requirements of laws for relief, and the duties of public bodies under laws."""

from datetime import date
from typing import Annotated

import strawberry

from ...graph.model import law_requirements as records
from ...graph.model.dates import PartialDate
from ...graph.model.law_requirement_vocabulary import DutyOutcome, DutyStatus, RequirementKind
from ...graph.model.vocabulary import Knowledge
from ...graph.queries import duties as queries
from ...graph.queries.pagination import Page, PageRequest, page
from ..context import Info
from ..inputs.arguments import After, Before, First, Last, On
from ..inputs.default_day import with_day
from ..inputs.duty_filters import DutyWhere
from ..inputs.left_out import asks_for_certainty, left_out
from ..inputs.query_planner import matching
from .claims import Claim
from .connection import Connection
from .fields import attribute, described, reference, resolver, root_fields
from .lazy import LazyEntity, LazyLaw


def status(root: records.Duty, info: Info, on: On = None) -> DutyStatus:
    """
    Return the status on that day, today when omitted.

    OVERDUE: no outcome is recorded, and the day has passed; it may have been done all the same.
    """
    return root.status(on or info.context.today)


@described
class Requirement:
    """A requirement of a law or an action for relief, or its absence; none, unknown and not looked for differ."""

    kind: RequirementKind = attribute("The kind of requirement.")
    status: Knowledge = attribute("VALUE where it is required, NONE where a source says that it is not.")
    words: str | None = attribute("It in words, and the class of offences that it is of; null where there is none.")
    months: int | None = attribute("The months of a wait; null where it is no wait, or not in months.")
    dollars: int | None = attribute("The dollars of a fee; null where it is no fee, or not a sum.")
    claims: list[Claim] = attribute("The claims about it, best first; none where it was not looked for.")


@described
class Duty:
    """A duty of a public body under a law, with the day by which it is due."""

    law: LazyLaw = reference("law", "The law.")
    key: str = attribute("Its key among the duties of the law.")
    task: str = attribute("It in words.")
    due: PartialDate = attribute("The day by which it is to be done.")
    body: LazyEntity | None = reference("body", "The body that has to do it; null where no source names one.")
    status: DutyStatus = resolver(status)
    outcome: DutyOutcome | None = attribute("The outcome by the best claim; null where no claim gives one.")
    outcome_date: PartialDate | None = attribute("The day of the outcome; null where no source gives it.")
    later_outcome_unknown: bool = attribute(
        "True where the outcome is PARTLY or MISSED as of a day before `due`, or PARTLY of no day that a source gives: "
        "what was done by `due`, or since, is not recorded."
    )
    claims: list[Claim] = attribute("The claims about it and its outcome, best first.")


def duties(
    info: Info,
    status: Annotated[
        list[DutyStatus] | None, strawberry.argument(description="Only with one of these statuses; all when left out.")
    ] = None,
    on: On = None,
    where: Annotated[DutyWhere | None, strawberry.argument(description="Only these duties.")] = None,
    first: First = 25,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> Page[records.Duty]:
    """Return the duties of all laws, by the day on which they are due; `status` and `on` go together."""
    graph = info.context.graph
    # Without a status, no day is needed, and the response holds on every day.
    found = queries.duties(graph, (on or info.context.today) if status is not None else date.min, status)
    asked = with_day(where, info.context)
    kept, _, uncertain = matching(graph, found, asked)
    omitted = left_out(graph, found, asked, {one.id for one in kept}) if asks_for_certainty(asked) else 0
    request = PageRequest(first, after, last, before)
    return page(kept, lambda duty: duty.id, request, uncertain_count=len(uncertain), left_out_count=omitted)


@root_fields
class DutyFields:
    """Root fields of duties."""

    duties: Connection[Duty] | None = resolver(duties, cost=200)

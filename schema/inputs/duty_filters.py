"""Filters of duties."""

from typing import Annotated

import strawberry

from ...graph import KnowledgeGraph
from ...graph.model.law_requirements import Duty
from ...graph.model.records import Law
from ...graph.queries.day_ranges import Answer, days_of
from ...graph.queries.record_day_ranges import RecordDay
from ..types.fields import input_type, optional
from .filters import CERTAIN, LawWhere, combined, names_of
from .value_filters import DateFilter, DutyOutcomeFilter, IdFilter, TextFilter

LazyDutyWhere = Annotated["DutyWhere", strawberry.lazy(".duty_filters")]


@input_type
class DutyWhere:
    """Duties of public bodies under laws; their status on a day is the argument `status` beside `on`."""

    and_: list[LazyDutyWhere] | None = optional("All of these hold.", name="and")
    or_: list[LazyDutyWhere] | None = optional("At least one of these holds.", name="or")
    not_: LazyDutyWhere | None = optional("This does not hold.", name="not")
    certain: bool | None = optional(CERTAIN)
    jurisdiction: IdFilter | None = optional("Id of the place whose law it is, such as state/nv or country/us.")
    law: LawWhere | None = optional("The law, its state among others.")
    body: TextFilter | None = optional("Id, name or alias of the body that has to do it.")
    due: DateFilter | None = optional("The day by which it is to be done.")
    outcome: DutyOutcomeFilter | None = optional("What became of it by the best claim; without one, nothing matches.")

    def answer(self, graph: KnowledgeGraph, duty: Duty) -> Answer:
        """Return whether a record matches."""
        law = graph.entities[duty.law]
        assert isinstance(law, Law)
        holds = (
            (self.jurisdiction is None or self.jurisdiction.matches(law.jurisdiction))
            and (self.body is None or self.body.matches(*names_of(graph, duty.body)))
            and (self.outcome is None or self.outcome.matches(duty.outcome))
        )
        if not holds:
            return Answer.NO
        of_law = Answer.YES if self.law is None else self.law.answer(graph, law)
        due = Answer.YES if self.due is None else self.due.answer(RecordDay(days_of(duty.due), True))
        return combined(self, graph, duty, of_law, due)

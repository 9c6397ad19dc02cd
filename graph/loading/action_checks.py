"""Check the claims of actions: the order of their stages, preferred figures without a day, and declarations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..model.records import ClemencyAction, Records
from ..queries.facts_from_records import action_relations
from ..queries.hidden_grants import hidden_grants
from ..queries.one_stage_conflicts import undated_preferences
from ..queries.overlap_errors import declaration_errors, misplaced_series_figures
from ..queries.reported_days import reported_days
from ..queries.stage_order_errors import order_errors
from ..queries.surpassed_figures import surpassed_figures
from ..queries.vague_figures import vague_figures
from .claims_from_entries import expand
from .cross_checks import ValidFile
from .errors import Problem
from .models.files import ActionFile, SourceFile
from .yaml_reader import Location


def check_actions(records: Records, valid: Mapping[str, ValidFile]) -> Iterator[Problem]:
    """Check what the derivation of answers takes for granted about actions.

    Parameters
    ----------
    records
        The records.
    valid
        The files, by id.

    Yields
    ------
    Problem
        A stage that was reached before one that precedes it, whatever the precision of their days; a day of a grant
        that is only that of a report of what was done by then, unless a note of the day explains it; a preferred figure
        without `as_of` beside one of the same stage and unit that has it; a best figure that another one, larger and
        perhaps later, surpasses, or that leaves open what another counts; a figure of a series whose action is in none;
        a program of a state that granted nothing, though one of its places granted relief under it; and declarations
        that contradict each other.
    """
    relations = action_relations(records.entities)
    for id, action in relations.actions.items():
        for earlier, later in order_errors(action.claims):
            location = find_entry(valid, id, later.id)
            line = valid[id].document.line(find_entry(valid, id, earlier.id))
            message = f"{later.stage} on {later.date}, before it was {earlier.stage} on {earlier.date} (line {line})"
            yield valid[id].document.problem(
                location, f"{message}; correct a day or a stage, or deprecate one of the two with a rank_reason"
            )
        explained = {one.id for one in records.entities[id].claims if one.note}
        for day, counted in reported_days(action.kind, action.claims):
            location = find_entry(valid, id, day.id)
            if day.id not in explained:
                line = valid[id].document.line(find_entry(valid, id, counted.id))
                message = f"{day.stage} on {day.date}, by which line {line} counts several as done"
                yield valid[id].document.problem(
                    location,
                    f"{message}; the day of a report is its as_of, no date: remove the date, or say in a note why it "
                    "is the first day",
                )
        for claim in undated_preferences(action.claims):
            message = "is preferred without as_of, but another figure of the same stage and unit has one; add its as_of"
            yield valid[id].document.problem(find_entry(valid, id, claim.id), message)
        for best, larger in surpassed_figures(relations, id):
            line = valid[id].document.line(find_entry(valid, id, best.id))
            message = f"is larger and perhaps later than the best figure of the same stage and unit (line {line})"
            yield valid[id].document.problem(
                find_entry(valid, id, larger.id),
                f"{message}; give it a later as_of, state a part as a whole of at_least, or rank one of the two",
            )
        for best, counted in vague_figures(relations, id):
            line = valid[id].document.line(find_entry(valid, id, best.id))
            message = f"counts what the best figure of the same stage and unit leaves open (line {line})"
            yield valid[id].document.problem(find_entry(valid, id, counted.id), f"{message}; rank one of the two")
    actions = (one for one in records.entities.values() if isinstance(one, ClemencyAction))
    for program, local in hidden_grants(actions):
        message = f"is {program.stage}, but {local.id} granted the same relief under the same law"
        yield valid[program.id].document.problem(
            ("claims",), f"{message}; add a claim that it was granted, a part of it if that is all that is known"
        )
    for claim in misplaced_series_figures(relations):
        message = "covers the series, but its action neither extends another nor is extended; remove covers: series"
        location = find_entry(valid, claim.action, claim.id)
        yield valid[claim.action].document.problem((*location, "figure", "covers"), message)
    for error in declaration_errors(relations):
        message = f"contradicts {error.other}: {error.reason}; remove one of the declarations"
        yield valid[error.one].document.problem(("claims",), message)


def find_entry(valid: Mapping[str, ValidFile], action: str, claim: str) -> Location:
    """Return the location of the entry that a claim comes from, in the file of its action."""
    model = valid[action].model
    assert isinstance(model, ActionFile)
    sources = {id: file.model for id, file in valid.items() if isinstance(file.model, SourceFile)}
    return next(
        ("claims", index)
        for index, entry in enumerate(model.claims)
        if any(one.id == claim for one in expand(action, entry, sources))
    )

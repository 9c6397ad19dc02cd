"""Every filter and order against a plain reading of the same rule, written without regard to how ours is."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from functools import cmp_to_key, lru_cache
from typing import Any

import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.graph.model.dates import PartialDate
from clemency_graph.graph.model.law_requirement_vocabulary import Disposition, RequirementKind
from clemency_graph.graph.model.records import (
    Actor,
    Claim,
    ClemencyAction,
    Country,
    Entity,
    Law,
    Locality,
    Party,
    Person,
    Provision,
    Source,
    State,
    Term,
)
from clemency_graph.graph.model.vocabulary import (
    ActorRole,
    ClaimProperty,
    Instrument,
    Knowledge,
    LawEffect,
    LawStatus,
    Level,
    Method,
    Office,
    PardonPower,
    Rank,
    ReliefKind,
    SourceKind,
    Stage,
    StateKind,
    Unit,
    Vocabulary,
)
from clemency_graph.graph.queries.conflicts import Conflict, conflicts
from clemency_graph.graph.queries.main_stage import act_of, figure_of
from hypothesis import given
from hypothesis import strategies as st
from support.asking import Ask, asker

Json = dict[str, Any]
UNSOUGHT = Knowledge.NOT_LOOKED_FOR


# The plain reading --------------------------------------------------------------------------------


def fold(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text)
    return " ".join("".join(sign for sign in bare if not unicodedata.combining(sign)).casefold().split())


def text(where: Json, *values: str | None) -> bool:
    def one(value: str | None) -> bool:
        return (
            ("eq" not in where or (value is not None and fold(value) == fold(where["eq"])))
            and ("in" not in where or (value is not None and fold(value) in [fold(one) for one in where["in"]]))
            and ("contains" not in where or (value is not None and fold(where["contains"]) in fold(value)))
        )

    return any(one(value) for value in values)


def number(where: Json, value: int | None) -> bool:
    if not where:
        return True
    return value is not None and (
        where.get("eq", value) == value and where.get("gte", value) <= value and value < where.get("lt", value + 1)
    )


Days = tuple[date | None, date | None] | None
"""The first and the last day that something can have happened on; None where it never did."""

NO, MAYBE, YES = 0, 1, 2


def passes(where: Json, one: date) -> bool:
    bound = {key: date.fromisoformat(text) for key, text in where.items() if key != "unknown"}
    return (
        ("eq" not in bound or one == bound["eq"])
        and ("gte" not in bound or one >= bound["gte"])
        and ("lt" not in bound or one < bound["lt"])
    )


def day(where: Json | None, days: Days, stated: bool = True) -> int:
    """Whether all, some or none of the days pass; it is enough to try the ends, and the days at the bounds."""
    if where is None:
        return YES
    if days is None or where.get("unknown", not stated) is stated:
        return NO
    first, last = days[0] or date.min, days[1] or date.max
    bounds = [date.fromisoformat(text) for key, text in where.items() if key != "unknown"]
    near = [
        date.fromordinal(ordinal)
        for bound in bounds
        for ordinal in range(bound.toordinal() - 1, bound.toordinal() + 2)
        if date.min.toordinal() <= ordinal <= date.max.toordinal()
    ]
    tried = {passes(where, one) for one in (first, last, *near) if first <= one <= last}
    return YES if tried == {True} else NO if tried == {False} else MAYBE


def partial(value: PartialDate | None) -> tuple[Days, bool]:
    return ((None, None), False) if value is None else ((value.first_day, value.last_day), True)


def word(where: Json, value: Vocabulary) -> bool:
    return where.get("eq", value.name) == value.name and value.name in where.get("in", [value.name])


class Reading:
    """What each filter asks for, in plain words."""

    def __init__(self, graph: KnowledgeGraph) -> None:
        self.graph = graph
        pairs = [pair for one in conflicts(graph) if not one.days_differ for pair in one.pairs]
        usable = {id for id, claim in graph.claims.items() if claim.rank != "deprecated"}
        self.disputed = {id for pair in pairs if usable.issuperset(pair) for id in pair}

    def combined(self, where: Json, record: Any, rule: Callable[[Json, Any], int], *parts: int) -> int:
        """The least sure of all parts, with `certain` over the whole; a part that is true or false is sure."""
        answer = min(
            YES,
            *(YES * part if isinstance(part, bool) else part for part in parts),
            *(rule(one, record) for one in where.get("and", [])),
            max([NO, *(rule(one, record) for one in where["or"])]) if "or" in where else YES,
            YES - rule(where["not"], record) if "not" in where else YES,
        )
        return YES * (answer == YES) if where.get("certain") else answer

    def state(self, where: Json, state: State) -> int:
        sure = (
            text(where.get("code", {}), state.code)
            and text(where.get("name", {}), state.name, *state.aliases)
            and word(where.get("kind", {}), state.kind)
            and (
                "pardonPower" not in where
                or (state.pardon_power is not None and word(where["pardonPower"], state.pardon_power))
            )
        )
        return self.combined(where, state, self.state, sure)

    def in_state(self, where: Json | None, jurisdiction: str) -> bool:
        if where is None:
            return True
        place: Entity = self.graph.entities[jurisdiction]
        if isinstance(place, Locality):
            place = self.graph.entities[place.parent or ""]
        return isinstance(place, State) and self.state(where, place) == YES

    def party(self, where: Json, term: Term | None) -> bool:
        party = self.graph.entities[term.party] if term and term.party else None
        return (
            text(where, party.abbreviation, party.name, *party.aliases)
            if isinstance(party, Party)
            else text(where, None)
        )

    def actor(self, where: Json, actor: Actor) -> int:
        entity = self.graph.entities[actor.entity]
        id = where.get("id", {})
        sure = (
            id.get("eq", actor.entity) == actor.entity
            and actor.entity in id.get("in", [actor.entity])
            and word(where.get("role", {}), actor.role)
            and text(where.get("name", {}), entity.name, *entity.aliases)
        )
        party = self.party(where.get("party", {}), self.graph.terms[actor.term] if actor.term else None)
        termless = isinstance(entity, Person) and actor.term is None
        return self.combined(
            where,
            actor,
            self.actor,
            sure,
            self.office(where.get("office", {}), actor),
            YES if party else MAYBE if termless else NO,
        )

    def office(self, where: Json, actor: Actor) -> int:
        """A person without a term may have held an office, but for those of which every term is recorded."""
        if where == {}:
            return YES
        if actor.term is not None:
            return YES if word(where, self.graph.terms[actor.term].office) else NO
        if not isinstance(self.graph.entities[actor.entity], Person):
            return NO
        terms = {one.office for one in self.graph.terms_of(actor.entity)}
        offices = {Office.MAYOR, Office.ATTORNEY, Office.LIEUTENANT_GOVERNOR, *terms}
        return MAYBE if any(word(where, one) for one in offices) else NO

    def law(self, where: Json, law: Law) -> int:
        sure = (
            self.in_state(where.get("state"), law.jurisdiction)
            and text(where.get("number", {}), law.number)
            and text(where.get("name", {}), law.name, law.number, *law.aliases)
            and word(where.get("instrument", {}), law.instrument)
            and word(where.get("status", {}), law.status)
            and text(where.get("signedBy", {}), *self.names(law.signed_by))
            and text(where.get("vetoedBy", {}), *self.names(law.vetoed_by))
            and self.requires(where.get("requirement"), law)
        )

        enacted = day(where.get("enacted"), *self.enactment(law))
        effective = day(where.get("effective"), *self.effect_of(law))
        introduced = day(where.get("introduced"), *self.introduction(law))
        vetoed = day(where.get("vetoed"), *self.veto(law))
        rejected = day(where.get("rejected"), *self.rejection(law))
        days = (introduced, vetoed, rejected, enacted, effective)
        return self.combined(where, law, self.law, sure, *days, self.provision(where, law))

    def enactment(self, law: Law) -> tuple[Days, bool]:
        never = ("proposed", "vetoed", "rejected")
        if law.enacted is not None or law.status.value in never:
            return partial(law.enacted) if law.enacted else (None, False)
        bounds = [day.last_day for day in (law.effective, *(one.effective for one in law.provisions)) if day]
        for claim in law.claims:
            if claim.property.value == "status" and claim.rank.value != "deprecated" and claim.text not in never:
                bounds += [claim.retrieved, *(one.last_day for one in (claim.as_of, claim.published) if one)]
        first, last = law.introduced.first_day if law.introduced else None, min(bounds, default=None)
        return (None if first and last and first > last else first, last), False

    def effect_of(self, law: Law) -> tuple[Days, bool]:
        if law.effective is not None or law.status.value in ("proposed", "vetoed", "rejected"):
            return partial(law.effective) if law.effective else (None, False)
        begun = law.enacted or law.introduced
        return (begun.first_day if begun else None, None), False

    def veto(self, law: Law) -> tuple[Days, bool]:
        claims = [one for one in law.claims if one.rank.value != "deprecated" and one.text == "vetoed"]
        claims.sort(key=lambda claim: claim.property.value)
        if not claims:
            return None, False
        told = [one.as_of for one in claims if one.as_of is not None]
        if told:
            inside = [one for one in told if one.startswith(told[0]) and one != told[0]]
            return partial(inside[0] if inside else told[0])
        first = law.introduced.first_day if law.introduced else None
        return (first, law.enacted.last_day if law.enacted else None), False

    def rejection(self, law: Law) -> tuple[Days, bool]:
        told = [one for one in law.claims if one.rank.value != "deprecated" and one.text == "rejected"]
        votes = sorted((one.as_of for one in told if one.as_of is not None), key=len)
        if not told:
            return None, False
        return partial(votes[-1]) if votes else ((None, None), False)

    def introduction(self, law: Law) -> tuple[Days, bool]:
        if law.introduced is not None:
            return partial(law.introduced)
        if law.instrument.value in ("proclamation", "executive_order", "rule"):
            return None, False
        known = [law.enacted] if law.enacted else []
        for claim in law.claims:
            if claim.property.value == "status" and claim.rank.value != "deprecated" and claim.as_of is not None:
                known.append(claim.as_of)
        return (None, min([one.last_day for one in known]) if known else None), False

    def requires(self, where: Json | None, record: Law | ClemencyAction) -> bool:
        if where is None:
            return True
        statuses = {one.status for one in record.requirements if one.kind.name == where["kind"]}
        if not statuses:
            of_actions = where["kind"] == "REQUEST" and isinstance(record, Law)
            statuses = set() if of_actions else {Knowledge.NOT_LOOKED_FOR}
        return any(word(where["status"], status) for status in statuses)

    def names(self, id: str | None) -> list[str | None]:
        return [id, self.graph.entities[id].name, *self.graph.entities[id].aliases] if id else [None]

    def provision(self, where: Json, law: Law) -> int:
        kept: list[Provision | None] = list(law.provisions)
        if not kept and not {"effect", "method", "disposition", "cannabisOnly"} & where.keys():
            kept = [None]
        if "effect" in where:
            kept = [one for one in kept if one and word(where["effect"], one.effect)]
        if "method" in where:
            kept = [
                one
                for one in kept
                if where["method"] == {} or (one and one.method and word(where["method"], one.method))
            ]
        if not {"effect", "method", "disposition", "cannabisOnly", "inForce"} & where.keys():
            return YES
        return max((min(self.of_provision(where, law, one)) for one in kept), default=NO)

    def of_provision(self, where: Json, law: Law, provision: Provision | None) -> Iterator[int]:
        """The answers of the parts that a source may leave open for a provision."""
        yield self.in_force(where["inForce"], law, provision) if "inForce" in where else YES
        if provision and where.get("disposition"):
            relief = provision.effect.name not in ("MEDICAL", "DECRIMINALIZATION", "ADULT_USE")
            unsaid = MAYBE if relief else NO
            ended = provision.disposition
            yield unsaid if ended is None else YES if word(where["disposition"], ended) else NO
        if provision and "cannabisOnly" in where:
            alone = provision.cannabis_only
            yield MAYBE if alone is None else YES if alone is where["cannabisOnly"] else NO

    def in_force(self, where: Json, law: Law, provision: Provision | None) -> int:
        """Yes if it is in force whichever day of a month or year is meant, no if it never is."""
        day = date.fromisoformat(where["on"]) if "on" in where else datetime.now(UTC).date()
        began = [one for one in (provision and provision.effective, law.effective, law.enacted) if one][:1]
        starts = (began[0].first_day, began[0].last_day) if began else (date.min, date.max)
        ends = [date.max]
        if law.status is not LawStatus.ENACTED:
            told = [one for one in law.claims if one.property is ClaimProperty.STATUS and one.text == law.status]
            if law.status in (LawStatus.PROPOSED, LawStatus.VETOED, LawStatus.REJECTED) or told[0].as_of is None:
                return NO
            if law.status is LawStatus.VOIDED and not began:
                return NO
            # It ends on some day from the first that a usable claim gives to that of the best one.
            given = [one.as_of for one in told if one.as_of and one.rank is not Rank.DEPRECATED]
            first = min(given, key=lambda one: one.first_day)
            if began and began[0].first_day > first.last_day:
                return NO
            ends = [first.first_day, first.last_day, told[0].as_of.first_day, told[0].as_of.last_day]
        if provision and provision.never_effective:
            return NO
        if provision and provision.effective_until:
            own = provision.effective_until
            ends = [min(end, last) for end in ends for last in (own.first_day, own.last_day)]
        answers = {start <= day < end for start in starts for end in ends}
        return MAYBE if len(answers) > 1 else YES if answers == {True} else NO

    def claims(self, action: ClemencyAction) -> dict[Stage, list[Claim]]:
        """The usable claims that say that the action reached a stage."""
        found: dict[Stage, list[Claim]] = {}
        for claim in action.claims:
            number = claim.quantity
            counts = number is None or (number.low != 0 and (number.covers is None or number.covers == "action"))
            if claim.stage and claim.rank != "deprecated" and counts:
                found.setdefault(claim.stage, []).append(claim)
        return found

    def act(self, action: ClemencyAction) -> Stage:
        reached = self.claims(action)
        ends = (Stage.GRANTED, Stage.RECORDED, Stage.WITHDRAWN, Stage.DECLINED, *reversed(list(Stage)))
        return next(stage for stage in ends if stage in reached)

    def page(self, source: Source) -> date:
        return min([source.retrieved, *(day.last_day for day in (source.not_after, source.published) if day)])

    def stage_days(self, action: ClemencyAction, stage: Stage) -> tuple[Days, bool]:
        reached = self.claims(action)
        if stage not in reached and not (stage is Stage.GRANTED and Stage.RECORDED in reached):
            return None, False
        if stage not in reached:
            # What was recorded had been granted by the last day on which it was recorded.
            days, _ = self.stage_days(action, Stage.RECORDED)
            assert days is not None
            latest = days[1]
        else:
            dated = {event.stage: event.date for event in action.history}[stage]
            if dated is not None:
                return (dated.first_day, dated.last_day), True
            also = reached.get(Stage.RECORDED, []) if stage is Stage.GRANTED else []
            latest = min(self.by(claim) for claim in (*reached[stage], *also))
        earliest = None
        best = {event.stage: event.date for event in action.history}
        if stage in (Stage.GRANTED, Stage.RECORDED) and (authorized := best.get(Stage.AUTHORIZED)):
            opened = best.get(Stage.OPENED) or authorized
            earliest = min(authorized.first_day, opened.first_day)
        if earliest is not None and latest is not None and earliest > latest:
            earliest = None
        return (earliest, latest), False

    def by(self, claim: Claim) -> date:
        source = self.graph.entities[claim.source]
        assert isinstance(source, Source)
        return min([self.page(source), *(day.last_day for day in (claim.date, claim.as_of) if day)])

    def figures(self, action: ClemencyAction) -> list[Claim]:
        """The best figure of the act in each unit, the best of all first."""
        best = figure_of(self.graph, action)
        return ([best] if best else []) + [claim for claim in act_of(self.graph, action).figures if claim is not best]

    def action(self, where: Json, action: ClemencyAction) -> int:
        laws = [law for id in action.laws if isinstance(law := self.graph.entities[id], Law)]
        place = self.graph.entities[action.jurisdiction]
        level = place.kind.name if isinstance(place, Locality) else type(place).__name__.upper()
        figures = [claim.quantity for claim in self.figures(action) if claim.quantity]
        in_unit = [one for one in figures if word(where["unit"], one.unit)] if "unit" in where else figures[:1]
        extends = where.get("extends", {})
        staged = where.get("stageDate", {"stage": "GRANTED"})
        sure = (
            word(where.get("kind", {}), action.kind)
            and word(where.get("stage", {}), action.stage)
            and ("reached" not in where or any(word(where["reached"], one) for one in self.claims(action)))
            and text(where.get("name", {}), action.name, *action.aliases)
            and self.in_state(where.get("state"), action.jurisdiction)
            and level in where.get("level", {}).get("in", [level])
            and level == where.get("level", {}).get("eq", level)
            and action.extends in extends.get("in", [action.extends])
            and action.extends == extends.get("eq", action.extends)
            and ("unit" not in where or bool(in_unit))
            and (not where.get("figure") or any(number(where["figure"], one.low) for one in in_unit))
            and where.get("hasFigure", bool(figures)) is bool(figures)
            and where.get("disputed", self.is_disputed(action)) is self.is_disputed(action)
            and self.requires(where.get("requirement"), action)
        )
        return self.combined(
            where,
            action,
            self.action,
            sure,
            max((self.actor(where["actor"], one) for one in action.actors), default=NO) if "actor" in where else YES,
            day(where.get("date"), *self.stage_days(action, self.act(action))),
            day(where.get("granted"), *self.stage_days(action, Stage.GRANTED)),
            day(where.get("announced"), *self.stage_days(action, Stage.ANNOUNCED)),
            day(staged.get("date", {}), *self.stage_days(action, Stage[staged["stage"]]))
            if "stageDate" in where
            else YES,
            max([NO, *(self.law(where["law"], one) for one in laws)]) if "law" in where else YES,
        )

    def is_disputed(self, action: ClemencyAction) -> bool:
        act = self.act(action)
        return any(claim.id in self.disputed and claim.stage is act for claim in action.claims)

    def published(self, source: Source) -> tuple[Days, bool]:
        first = source.published.first_day if source.published else None
        return (first, self.page(source)), source.published is not None

    def source(self, where: Json, source: Source) -> int:
        publisher = self.graph.entities[source.publisher] if source.publisher else None
        sure = (
            text(where.get("title", {}), source.title)
            and text(where.get("publisher", {}), *((publisher.name, *publisher.aliases) if publisher else (None,)))
            and word(where.get("kind", {}), source.kind)
        )
        return self.combined(where, source, self.source, sure, day(where.get("published"), *self.published(source)))

    def claim(self, where: Json, claim: Claim) -> int:
        source = self.graph.entities[claim.source]
        assert isinstance(source, Source)
        sure = (
            ("stage" not in where or (claim.stage is not None and word(where["stage"], claim.stage)))
            and ("unit" not in where or (claim.quantity is not None and word(where["unit"], claim.quantity.unit)))
            and number(where.get("figure", {}), claim.quantity.low if claim.quantity else None)
            and where.get("disputed", claim.id in self.disputed) is (claim.id in self.disputed)
        )
        page = self.published(source)[0]
        described: tuple[Days, bool] = ((None, page[1]) if page and claim.quantity else None, False)
        return self.combined(
            where,
            claim,
            self.claim,
            sure,
            day(where.get("asOf"), *(partial(claim.as_of) if claim.as_of else described)),
            day(where.get("published"), *self.published(source)),
            self.source(where["source"], source) if "source" in where else YES,
        )

    def conflict(self, where: Json, conflict: Conflict) -> int:
        about = self.graph.entities[conflict.about]
        place = about.id if isinstance(about, (State, Country, Locality)) else getattr(about, "jurisdiction", None)
        id, quantity = where.get("about", {}), conflict.claims[0].quantity
        sure = (
            id.get("eq", about.id) == about.id
            and about.id in id.get("in", [about.id])
            and ("state" not in where or (place is not None and self.in_state(where["state"], place)))
            and ("stage" not in where or (conflict.stage is not None and word(where["stage"], conflict.stage)))
            and ("unit" not in where or (quantity is not None and word(where["unit"], quantity.unit)))
            and where.get("open", conflict.open) is conflict.open
            and where.get("daysDiffer", conflict.days_differ) is conflict.days_differ
        )
        return self.combined(where, conflict, self.conflict, sure)

    def governor(self, where: Json, term: Term) -> int:
        state = self.graph.entities[term.jurisdiction]
        assert isinstance(state, State)
        sure = (
            text(where.get("state", {}), state.code, state.name)
            and self.party(where.get("party", {}), term)
            and word(where.get("kind", {}), state.kind)
        )
        return self.combined(where, term, self.governor, sure, held(term, where.get("on")))


@lru_cache(maxsize=2)
def reading_of(graph: KnowledgeGraph) -> Reading:
    """Return the reading of a graph: its disputed claims are the same for every filter."""
    return Reading(graph)


def held(term: Term, on: str | None) -> int:
    """Whether a term surely, perhaps or never covers a day: each day on which it can have begun and ended is tried."""
    if on is None:
        return YES
    day = date.fromisoformat(on)
    ends = [None] if term.end is None else [term.end.first_day, term.end.last_day]
    tried = {
        start <= day and (end is None or day < end)
        for start in (term.start.first_day, term.start.last_day)
        for end in ends
    }
    return YES if tried == {True} else NO if tried == {False} else MAYBE


# Random filters -----------------------------------------------------------------------------------

TEXTS = [
    "JB Pritzker",
    "NV",
    "il",
    "Nevada",
    "marijuana",
    "Pardon",
    "D",
    "republican",
    "NORML",
    "HB 1438",
    "é",
    "",
    "of",
    "Biden",
]


def some(parts: dict[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[Json]:
    """A filter with at most two parts, so that not every one is empty."""
    return st.lists(st.sampled_from(sorted(parts)), max_size=2, unique=True).flatmap(
        lambda names: st.fixed_dictionaries({name: parts[name] for name in names})
    )


def words(vocabulary: type[Vocabulary]) -> st.SearchStrategy[Json]:
    names = st.sampled_from([one.name for one in vocabulary])
    return some({"eq": names, "in": st.lists(names, max_size=4)})


any_text = st.sampled_from(TEXTS)
texts = some({"eq": any_text, "in": st.lists(any_text), "contains": any_text})
day_texts = st.dates(date(2010, 1, 1), date(2026, 1, 1)).map(date.isoformat) | st.sampled_from(
    ["2020-06-17", "2022-11-21", "2019-06-25", "2020-01-01"]
)
days = some({"eq": day_texts, "gte": day_texts, "lt": day_texts, "unknown": st.booleans()})
numbers = some({"eq": st.sampled_from([15001, 11017, 0]), "gte": st.integers(0, 50000), "lt": st.integers(0, 500000)})
ids = st.sampled_from(["person/joe-biden", "person/steve-sisolak", "organization/norml", "nothing"])
id_filters = some({"eq": ids, "in": st.lists(ids)})


rounds = st.sampled_from(["action/wi/2019-evers-pardons", "action/nd/2020-november-marijuana-pardons", "nothing"])
certain = {"certain": st.booleans()}


def nested(parts: dict[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[Json]:
    return st.recursive(
        some(parts),
        lambda inner: some({**parts, "and": st.lists(inner), "or": st.lists(inner), "not": inner}),
        max_leaves=4,
    )


states = nested({"code": texts, "name": texts, "kind": words(StateKind), "pardonPower": words(PardonPower)})
actors = nested({"id": id_filters, "name": texts, "party": texts, "role": words(ActorRole), "office": words(Office)})
requirements = st.fixed_dictionaries(
    {"kind": st.sampled_from([one.name for one in RequirementKind]), "status": words(Knowledge)}
)
laws = nested(
    {
        "state": states, "number": texts, "name": texts, "effect": words(LawEffect), "enacted": days,
        "effective": days, "introduced": days, "instrument": words(Instrument), "status": words(LawStatus),
        "method": words(Method), "disposition": words(Disposition), "cannabisOnly": st.booleans(),
        "signedBy": texts, "vetoedBy": texts, "inForce": some({"on": day_texts}),
        "vetoed": days, "rejected": days, "requirement": requirements, **certain,
    }
)  # fmt: skip
actions = nested(
    {
        "kind": words(ReliefKind), "stage": words(Stage), "date": days, "name": texts, "state": states, "actor": actors,
        "law": laws, "figure": numbers, "reached": words(Stage), "granted": days, "unit": words(Unit),
        "announced": days,
        "stageDate": st.sampled_from(Stage).flatmap(
            lambda stage: days.map(lambda of: {"stage": stage.name, "date": of}) | st.just({"stage": stage.name})
        ),
        "level": words(Level), "hasFigure": st.booleans(), "disputed": st.booleans(),
        "extends": some({"eq": rounds, "in": st.lists(rounds)}), "requirement": requirements,
        **certain,
    }
)  # fmt: skip
sources = nested({"title": texts, "publisher": texts, "published": days, "kind": words(SourceKind), **certain})
claims = nested(
    {
        "stage": words(Stage), "unit": words(Unit), "figure": numbers, "asOf": days, "published": days,
        "source": sources, "disputed": st.booleans(), **certain,
    }
)  # fmt: skip
conflict_ids = st.sampled_from(["action/il/2020-arrest-record-expungements", "law/il/hb-1438", "nothing"])
disagreements = nested(
    {
        "about": some({"eq": conflict_ids, "in": st.lists(conflict_ids)}), "state": states, "stage": words(Stage),
        "unit": words(Unit), "open": st.booleans(),
    }
)  # fmt: skip
governors = nested({"state": texts, "party": texts, "on": day_texts, "kind": words(StateKind), **certain})


# Held against each other --------------------------------------------------------------------------

ILLINOIS = "action/il/2020-arrest-record-expungements"
QUERIES: dict[str, str] = {
    "states": """query ($where: StateWhere) {
      states(where: $where, first: 100) { totalCount uncertainCount nodes { id } } }""",
    "laws": """query ($where: LawWhere) {
      laws(where: $where, first: 100) { totalCount uncertainCount nodes { id } } }""",
    "actions": """query ($where: ActionWhere) {
      actions(where: $where, first: 100) { totalCount uncertainCount nodes { id } } }""",
    "sources": """query ($where: SourceWhere) {
      sources(where: $where, first: 100) { totalCount uncertainCount nodes { id } } }""",
    "governors": """query ($where: GovernorWhere) {
      governors(where: $where, first: 100) { totalCount uncertainCount nodes { id } } }""",
}


def check(ask: Ask, name: str, where: Json, whole: Sequence[Any], rule: Callable[[Json, Any], int]) -> None:
    """Hold a list against the plain reading, and the sure and unsure matches of the filter and its opposite."""
    answers = {one.id: rule(where, one) for one in whole}
    found = ask(QUERIES[name], where=where)[name]
    expected = [id for id, answer in answers.items() if answer]
    unsure = list(answers.values()).count(MAYBE)
    assert (found["totalCount"], found["uncertainCount"]) == (len(expected), unsure)
    assert [node["id"] for node in found["nodes"]] == expected[:100]
    if name != "states":
        sure, opposite = (
            ask(QUERIES[name], where={"certain": True, **part})[name] for part in ({"and": [where]}, {"not": where})
        )
        assert sure["totalCount"] + opposite["totalCount"] + found["uncertainCount"] == len(whole)
        assert sure["uncertainCount"] == opposite["uncertainCount"] == 0


@given(where=states)
def test_states(ask: Ask, graph: KnowledgeGraph, where: Json) -> None:
    check(ask, "states", where, graph.of_type(State), reading_of(graph).state)


@given(where=laws)
def test_laws(ask: Ask, graph: KnowledgeGraph, where: Json) -> None:
    check(ask, "laws", where, graph.of_type(Law), reading_of(graph).law)


@given(where=actions)
def test_actions(ask: Ask, graph: KnowledgeGraph, where: Json) -> None:
    check(ask, "actions", where, graph.of_type(ClemencyAction), reading_of(graph).action)


@given(where=governors)
def test_governors(ask: Ask, graph: KnowledgeGraph, where: Json) -> None:
    terms = [term for term in graph.terms.values() if term.office == "governor"]
    check(ask, "governors", where, terms, reading_of(graph).governor)


@given(where=sources)
def test_sources(ask: Ask, graph: KnowledgeGraph, where: Json) -> None:
    check(ask, "sources", where, graph.of_type(Source), reading_of(graph).source)


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("actions", "date"),
        ("actions", "granted"),
        ("actions", "announced"),
        ("laws", "enacted"),
        ("laws", "effective"),
        ("sources", "published"),
    ],
)
@given(of=days, other=days)
def test_a_filter_of_days_alone_and_nested(sample: KnowledgeGraph, name: str, part: str, of: Json, other: Json) -> None:
    graph, ask = sample, asker(sample)
    whole: dict[str, tuple[Sequence[Any], Callable[[Json, Any], int]]] = {
        "actions": (graph.of_type(ClemencyAction), reading_of(graph).action),
        "laws": (graph.of_type(Law), reading_of(graph).law),
        "sources": (graph.of_type(Source), reading_of(graph).source),
    }
    for where in ({part: of}, {"not": {part: of}}, {"or": [{part: of}, {"not": {part: other}}]}, {"and": [{part: of}]}):
        check(ask, name, where, *whole[name])


@given(where=disagreements)
def test_conflicts(ask: Ask, graph: KnowledgeGraph, where: Json) -> None:
    query = """query ($where: ConflictWhere) { conflicts(where: $where, first: 100) {
      totalCount edges { cursor } } }"""
    reading = reading_of(graph)
    expected = [one.id for one in conflicts(graph) if reading.conflict(where, one)]
    found = ask(query, where=where)["conflicts"]
    assert found["totalCount"] == len(expected)
    assert [edge["cursor"] for edge in found["edges"]] == expected[:100]


@given(where=claims)
def test_claims_of_an_entity_and_of_a_source(ask: Ask, graph: KnowledgeGraph, where: Json) -> None:
    query = """query ($id: ID!, $source: ID!, $where: ClaimWhere) {
      entity(id: $id) { claims(where: $where, first: 100) { totalCount uncertainCount nodes { id } } }
      source: entity(id: $source) { ... on Source { says(where: $where, first: 100) {
        totalCount uncertainCount nodes { id } } } } }"""
    reading = reading_of(graph)
    entity = graph.entities[ILLINOIS]
    source = entity.claims[0].source
    found = ask(query, id=ILLINOIS, source=source, where=where)
    for told, part in (
        (entity.claims, found["entity"]["claims"]),
        (graph.said_by(source), found["source"]["says"]),
    ):
        answers = {claim.id: reading.claim(where, claim) for claim in told}
        expected = [id for id, answer in answers.items() if answer]
        assert [node["id"] for node in part["nodes"]] == expected[:100]
        assert (part["totalCount"], part["uncertainCount"]) == (len(expected), list(answers.values()).count(MAYBE))


@given(of_laws=laws, of_sources=sources)
def test_nested_lists(ask: Ask, graph: KnowledgeGraph, of_laws: Json, of_sources: Json) -> None:
    query = """query ($laws: LawWhere, $sources: SourceWhere) {
      person(id: "person/jb-pritzker") { lawsSigned(where: $laws, first: 100) { nodes { id } } }
      vetoer: person(id: "person/glenn-youngkin") { lawsVetoed(where: $laws, first: 100) { nodes { id } } }
      state(code: "IL") { laws(where: $laws, first: 100) { nodes { id } } }
      action(id: "action/il/2020-arrest-record-expungements") {
        sources(where: $sources, first: 100) { nodes { id } } } }"""
    reading = reading_of(graph)
    found = ask(query, laws=of_laws, sources=of_sources)
    signed = [law for law in graph.of_type(Law) if law.signed_by == "person/jb-pritzker"]
    assert {node["id"] for node in found["person"]["lawsSigned"]["nodes"]} == {
        law.id for law in signed if reading.law(of_laws, law)
    }
    vetoed = [law for law in graph.of_type(Law) if law.vetoed_by == "person/glenn-youngkin"]
    assert {node["id"] for node in found["vetoer"]["lawsVetoed"]["nodes"]} == {
        law.id for law in vetoed if reading.law(of_laws, law)
    }
    of_illinois = [law for law in graph.of_type(Law) if law.jurisdiction == "state/il"]
    assert {node["id"] for node in found["state"]["laws"]["nodes"]} == {
        law.id for law in of_illinois if reading.law(of_laws, law)
    }
    behind = {claim.source for claim in graph.entities[ILLINOIS].claims}
    assert {node["id"] for node in found["action"]["sources"]["nodes"]} == {
        one.id for one in graph.of_type(Source) if one.id in behind and reading.source(of_sources, one)
    }


def test_a_day_of_introduction_that_no_source_gives_is_no_later_than_what_followed(ask: Ask) -> None:
    query = """query ($where: LawWhere) { laws(where: $where, first: 200) {
      totalCount uncertainCount nodes { id introduced } } }"""
    found = ask(query, where={"introduced": {"eq": "2025-08-29"}, "certain": True})["laws"]
    assert found["nodes"] == [{"id": "law/us/more-act-2025", "introduced": "2025-08-29"}]
    within = {"gte": "2014-01-01", "lt": "2015-01-01"}
    known = {"introduced": {**within, "unknown": False}}
    assert ask(query, where=known)["laws"]["nodes"] == [{"id": "law/co/sb-14-218", "introduced": "2014"}]
    # Enacted on 2019-06-25: perhaps introduced that year, surely not later.
    illinois = {"number": {"eq": "HB 1438"}, "state": {"code": {"eq": "IL"}}}
    perhaps = ask(query, where={**illinois, "introduced": {"gte": "2019-01-01"}})["laws"]
    assert (perhaps["totalCount"], perhaps["uncertainCount"]) == (1, 1)
    assert ask(query, where={**illinois, "introduced": {"gte": "2019-06-26"}})["laws"]["totalCount"] == 0
    orders = {"instrument": {"in": ["EXECUTIVE_ORDER", "PROCLAMATION", "RULE"]}}
    assert ask(query, where=orders)["laws"]["totalCount"] > 0
    assert ask(query, where={**orders, "introduced": {"lt": "2100-01-01"}})["laws"]["totalCount"] == 0


def test_a_day_of_enactment_that_no_source_gives_is_no_later_than_what_followed(ask: Ask) -> None:
    query = "query ($where: LawWhere) { laws(where: $where) { totalCount uncertainCount } }"
    for name, since in (
        ("Automatic expungement of charges without a conviction, Maryland", "2021-10-02"),  # in force the day before
        ("Criminal records: automatic relief (2019)", "2022-07-02"),
    ):
        for day, count in ((since, 0), ("2021-10-01", 1)):
            found = ask(query, where={"name": {"eq": name}, "enacted": {"gte": day}})["laws"]
            assert found == {"totalCount": count, "uncertainCount": count}
    # And what took effect without a day did so after it was enacted, on 2018-09-30.
    clearing = {"number": {"eq": "AB 1793"}, "effective": {"lt": "2018-09-30"}}
    assert ask(query, where=clearing)["laws"]["totalCount"] == 0


def test_an_actor_without_a_recorded_term_may_have_held_an_office(ask: Ask) -> None:
    query = """query($of: ActorWhere!, $certain: Boolean) {
      found: actions(where: {actor: $of, certain: $certain}) { nodes { id } uncertainCount leftOutCount }
      others: actions(where: {not: {actor: $of}, certain: $certain, name: {contains: "Jersey City"}}) {
        nodes { id } uncertainCount leftOutCount } }"""
    policy = {"id": "action/nj/jersey-city/2018-dismissal-policy"}
    fulop: Json = {"id": {"eq": "person/steven-fulop"}}
    for asked in ({"office": {"eq": "MAYOR"}}, {"party": {"eq": "D"}}):
        for found in ask(query, of=fulop | asked, certain=None).values():
            assert policy in found["nodes"] and found["uncertainCount"] == 1
        for found in ask(query, of=fulop | asked, certain=True).values():
            assert policy not in found["nodes"] and found["leftOutCount"] == 1
    # Every term of a governor is recorded, and a body holds no office.
    sure = ask(query, of=fulop | {"office": {"eq": "GOVERNOR"}}, certain=True)
    assert sure["found"]["nodes"] == [] and policy in sure["others"]["nodes"]


def test_a_party_has_every_name_that_it_is_called_by(ask: Ask) -> None:
    found = ask(
        """{
          letter: governors(where: {party: {eq: "R"}}) { totalCount }
          short: governors(where: {party: {eq: "republican"}}) { totalCount }
          whole: governors(where: {party: {eq: "Republican Party"}}) { totalCount }
          one: actions(where: {actor: {party: {eq: "D"}}}) { totalCount }
          other: actions(where: {actor: {party: {in: ["Democrat"]}}}) { totalCount }
        }"""
    )
    governors = {found[name]["totalCount"] for name in ("letter", "short", "whole")}
    actions = {found[name]["totalCount"] for name in ("one", "other")}
    assert len(governors) == len(actions) == 1 and 0 not in governors | actions


def test_the_parts_about_a_provision_hold_for_the_same_one(ask: Ask) -> None:
    """HB 1438 expunges on petition, and pardons automatically some of those whom it does not expunge so."""
    query = "query ($where: LawWhere) { laws(where: $where, first: 100) { nodes { id provisions { effect method } } } }"
    wanted = {"effect": {"eq": "PARDON"}, "method": {"eq": "PETITION"}}
    found = ask(query, where=wanted)["laws"]["nodes"]
    assert found
    assert all({"effect": "PARDON", "method": "PETITION"} in one["provisions"] for one in found)
    apart = ask(query, where={"and": [{key: value} for key, value in wanted.items()]})["laws"]["nodes"]
    assert "law/il/hb-1438" in {one["id"] for one in apart} - {one["id"] for one in found}


def test_laws_by_what_they_require(ask: Ask, graph: KnowledgeGraph) -> None:
    query = """query ($where: LawWhere) { laws(where: $where, first: 100) { totalCount nodes { id } } }"""
    for status in Knowledge:
        where = {"requirement": {"kind": "FEE", "status": {"eq": status.name}}}
        found = ask(query, where=where)["laws"]
        expected = {
            law.id
            for law in graph.of_type(Law)
            if status in ({one.status for one in law.requirements if one.kind is RequirementKind.FEE} or {UNSOUGHT})
        }
        assert found["totalCount"] == len(expected)
        assert {one["id"] for one in found["nodes"]} <= expected
        if status is Knowledge.VALUE:
            assert "law/la/hb-286-2023" in expected
    where = {"requirement": {"kind": "REQUEST", "status": {"eq": "NOT_LOOKED_FOR"}}}
    assert ask(query, where=where)["laws"]["totalCount"] == 0


def test_a_law_is_in_force_between_its_first_day_and_its_end(ask: Ask) -> None:
    query = """query ($day: Date, $number: String!) {
      laws(where: {inForce: {on: $day}, number: {eq: $number}, state: {code: {eq: "IL"}}}) { totalCount } }"""

    def counted(day: str | None, number: str = "HB 1438") -> int:
        count: int = ask(query, day=day, number=number)["laws"]["totalCount"]
        return count

    # One provision of it is in force from the signature.
    assert [counted(day) for day in ("2019-06-24", "2019-06-25", "2020-01-01", None)] == [0, 1, 1, 1]
    assert counted("2019-01-01", "HB 218") == 0, "it was vetoed"


def test_a_list_without_a_filter_is_certain(ask: Ask) -> None:
    found = ask("""{
      states { uncertainCount } laws { uncertainCount } actions { uncertainCount } sources { uncertainCount }
      governors { uncertainCount } conflicts { uncertainCount } search(text: "pardons") { uncertainCount }
      changes(release: "994c7412a7a061a6") { uncertainCount } dataset { releases { uncertainCount } }
      totals { excluded { uncertainCount } }
      entity(id: "state/nv") { claims { uncertainCount } relationships { uncertainCount } } }""")
    lists = [found.pop("dataset")["releases"], *found.pop("entity").values()]
    lists += [total["excluded"] for total in found.pop("totals")]
    assert {one["uncertainCount"] for one in (*found.values(), *lists)} == {0}


# Orders -------------------------------------------------------------------------------------------

ORDERS: dict[str, tuple[str, list[str]]] = {
    "StateOrder": ("query ($o: [StateOrder!]) { states(orderBy: $o, first: 100) { nodes { id code name } } }",
                   ["code", "name"]),
    "LawOrder": ("query ($o: [LawOrder!]) { laws(orderBy: $o, first: 100) { nodes { id enacted effective name } } }",
                 ["enacted", "effective", "name"]),
    "SourceOrder": ("query ($o: [SourceOrder!]) { sources(orderBy: $o, first: 100) { nodes { id published title } } }",
                    ["published", "title"]),
    "TermOrder": ("query ($o: [TermOrder!]) { governors(orderBy: $o, first: 100) { nodes { id start end } } }",
                  ["start", "end"]),
    "ClaimOrder": ("""query ($o: [ClaimOrder!]) { entity(id: "action/il/2020-arrest-record-expungements") {
                    claims(orderBy: $o, first: 100) { nodes { id asOf published } } } }""",
                   ["asOf", "published"]),
}  # fmt: skip


def camel(word: str) -> str:
    head, *rest = word.split("_")
    return head + "".join(part.title() for part in rest)


@pytest.mark.parametrize("name", ORDERS)
@given(data=st.data())
def test_orders(ask: Ask, name: str, data: st.DataObject) -> None:
    query, keys = ORDERS[name]
    spelled = {"asOf": "AS_OF"}
    choices = [f"{spelled.get(key, key.upper())}_{way}" for key in keys for way in ("ASC", "DESC")]
    orders = data.draw(st.lists(st.sampled_from(choices), max_size=3))
    answer = ask(query, o=orders)
    while "nodes" not in answer:
        (answer,) = answer.values()

    def compare(one: Json, other: Json) -> int:
        for order in orders:
            key, _, way = order.rpartition("_")
            mine, theirs = one[camel(key.lower())], other[camel(key.lower())]
            if (mine is None) != (theirs is None):
                return 1 if mine is None else -1
            if mine is not None:
                mine, theirs = fold(mine), fold(theirs)
            if mine != theirs:
                return (-1 if mine < theirs else 1) * (1 if way == "ASC" else -1)
        return 0

    nodes = answer["nodes"]
    assert nodes == sorted(nodes, key=cmp_to_key(compare)), orders


def test_sources_by_the_number_of_their_claims(ask: Ask, graph: KnowledgeGraph) -> None:
    query = """query ($by: [SourceOrder!]) { sources(orderBy: $by, first: 200) { nodes { id } }
      entity(id: "action/nv/2020-possession-pardons") { sources(orderBy: $by) { nodes { id } } } }"""

    def counted(by: str) -> list[int]:
        return [len(graph.said_by(one["id"])) for one in ask(query, by=[by])["sources"]["nodes"]]

    counts = sorted(len(graph.said_by(source.id)) for source in graph.of_type(Source))
    assert counted("CLAIMS_DESC") == counts[::-1][:200]
    assert counted("CLAIMS_ASC") == counts[:200]


def test_nested_orders(ask: Ask) -> None:
    found = ask("""{
      state(code: "CA") {
        terms(orderBy: [START_DESC]) { nodes { start } }
        laws(orderBy: [NAME_ASC]) { nodes { name } } }
      person(id: "person/jb-pritzker") {
        lawsSigned(orderBy: [NAME_DESC]) { nodes { name } }
        terms(orderBy: [START_ASC]) { nodes { start } } }
      party: entity(id: "party/independent") { ... on Party { terms(orderBy: [END_ASC]) { nodes { end } } } }
      source: entity(id: "source/openstates/people") { ... on Source {
        says(orderBy: [PUBLISHED_ASC, AS_OF_DESC, FIGURE_DESC], first: 5) { nodes { id } } } }
      action(id: "action/il/2020-arrest-record-expungements") {
        sources(orderBy: [PUBLISHED_DESC, TITLE_ASC]) { nodes { published } }
        claims(property: FIGURE, orderBy: [FIGURE_ASC], first: 100) { nodes { quantity { low high } } } } }""")
    starts = [term["start"] for term in found["state"]["terms"]["nodes"]]
    assert starts == sorted(starts, reverse=True)
    names = [law["name"] for law in found["state"]["laws"]["nodes"]]
    assert names == sorted(names, key=fold)
    signed = [law["name"] for law in found["person"]["lawsSigned"]["nodes"]]
    assert signed == sorted(signed, key=fold, reverse=True)
    ends = [term["end"] for term in found["party"]["terms"]["nodes"] if term["end"]]
    assert ends == sorted(ends)
    published = [source["published"] for source in found["action"]["sources"]["nodes"] if source["published"]]
    assert published == sorted(published, reverse=True)
    quantities = [claim["quantity"] for claim in found["action"]["claims"]["nodes"]]
    bounds = [one["low"] if one["low"] is not None else one["high"] for one in quantities]
    assert bounds == sorted(bounds)


@pytest.mark.parametrize("name", [{"contains": "Amendment 3"}, {"eq": "amendment 3"}, {"in": ["Amendment 3", "x"]}])
def test_a_law_is_found_by_its_number_where_its_name_is_asked_for(ask: Ask, name: dict[str, object]) -> None:
    query = "query ($where: LawWhere!) { laws(where: $where, first: 200) { nodes { id name number } } }"
    found = ask(query, where={"name": name})["laws"]["nodes"]
    missouri = [one for one in found if one["id"] == "law/mo/amendment-3-2022"]
    assert missouri and "Amendment 3" not in missouri[0]["name"]
    within = ask(query, where={"name": name, "state": {"code": {"eq": "MO"}}})["laws"]["nodes"]
    assert missouri[0] in within


def test_relief_of_convictions_is_told_from_that_of_arrests_and_of_cannabis_alone(ask: Ask) -> None:
    query = "query ($where: LawWhere) { laws(where: $where, first: 100) { uncertainCount nodes { id } } }"

    def found(**where: Json | bool) -> set[str]:
        return {one["id"] for one in ask(query, where=where)["laws"]["nodes"]}

    automatic: Json = {"effect": {"eq": "EXPUNGEMENT"}, "method": {"eq": "AUTOMATIC"}}
    convictions = found(**automatic, disposition={"in": ["CONVICTION", "BOTH"]})
    arrests = found(**automatic, disposition={"eq": "NO_CONVICTION"})
    assert "law/mo/amendment-3-2022" in convictions - arrests
    assert "law/ky/hb-327-2020" in arrests - convictions
    alone, others = (found(**automatic, cannabisOnly=one) for one in (True, False))
    assert "law/mo/amendment-3-2022" in alone - others
    assert "law/mi/hb-4980-2020" in others - alone
    # Of some expungement no source says how the cases ended.
    unsaid = ask(query, where={"effect": {"eq": "EXPUNGEMENT"}, "disposition": {"eq": "NO_CONVICTION"}})["laws"]
    assert unsaid["uncertainCount"] > 0
    assert found(effect={"eq": "MEDICAL"}, disposition={"eq": "CONVICTION"}) == set()
    assert found(effect={"eq": "MEDICAL"}, cannabisOnly=False) == set()

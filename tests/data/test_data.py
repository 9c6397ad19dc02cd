"""The data themselves: whole, consistent with what others know, and fit for the people who keep them."""

from __future__ import annotations

import json
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import jsonschema
import pytest
import us
import yaml
from clemency_graph import KnowledgeGraph
from clemency_graph.graph import DATA
from clemency_graph.graph.loading.data_file_schemas import json_schemas
from clemency_graph.graph.loading.models.files import FILE_MODELS
from clemency_graph.graph.loading.yaml_reader import read
from clemency_graph.graph.model.records import Claim, Country, Jurisdiction, Law, Source, State, Term
from clemency_graph.graph.model.vocabulary import Office, Rank, StateKind

SINCE = date(2018, 1, 1)
FILES = sorted(DATA.rglob("*.yaml"))

a_tenth_or_all = pytest.mark.parametrize(
    "files", [pytest.param(FILES[::10], id="a tenth"), pytest.param(FILES, id="all", marks=pytest.mark.slow)]
)


def test_states_are_those_that_the_census_knows(graph: KnowledgeGraph) -> None:
    ours = {state.code: (state.fips, state.name) for state in graph.of_type(State)}
    known = (*us.STATES_AND_TERRITORIES, us.states.DC)
    theirs = {state.abbr: (state.fips, state.name) for state in known if not state.is_obsolete}
    assert set(ours) == set(theirs)
    assert len(ours) == 56
    for code, (fips, name) in theirs.items():
        assert ours[code][0] == fips
        assert ours[code][1].removeprefix("U.S. ") == name
    kinds = [state.kind for state in graph.of_type(State)]
    assert [kinds.count(kind) for kind in StateKind] == [50, 1, 5]


def holds(graph: KnowledgeGraph) -> list[tuple[str, list[Term]]]:
    """The offices whose holders the data promise: governors, the district's mayors, presidents."""
    places = [(state.id, Office.MAYOR if state.code == "DC" else Office.GOVERNOR) for state in graph.of_type(State)]
    places += [(country.id, Office.PRESIDENT) for country in graph.of_type(Country)]
    return [(place, list(graph.terms_of(place, office))) for place, office in places]


def test_somebody_held_each_office_on_every_day_since_2018(graph: KnowledgeGraph) -> None:
    for place, terms in holds(graph):
        day = SINCE
        while day <= graph.dataset.released:
            held = [term for term in terms if term.covers(day)]
            assert len(held) == 1, f"{place} on {day}: {[term.person for term in held]}"
            end = held[0].end
            day = end.first_day if end else graph.dataset.released + timedelta(days=1)


def test_terms_since_2018_have_exact_days_and_a_party(graph: KnowledgeGraph) -> None:
    for _, terms in holds(graph):
        for term in terms:
            if term.end is None or term.end.first_day >= SINCE:
                assert term.party, term.id
                assert term.end is None or len(term.end) == 10, term.id
                assert len(term.start) == 10 or term.start.first_day < SINCE, term.id
        for one, other in pairwise(terms):
            assert one.end and one.end.first_day <= other.start.first_day


def test_terms_are_vouched_for_by_more_than_one_source(graph: KnowledgeGraph) -> None:
    promised = [term for _, terms in holds(graph) for term in terms if not term.end or term.end.first_day >= SINCE]
    single = [term.id for term in promised if len({claim.source for claim in term.claims}) < 2]
    assert single == []


def test_whoever_acted_held_an_office_that_day(graph: KnowledgeGraph) -> None:
    people = {term.person for _, terms in holds(graph) for term in terms}
    for edge in graph.relationships.values():
        if edge.kind == "signed" and edge.from_ in people:
            law = graph.entities[edge.to]
            assert isinstance(law, Law)
            terms = graph.terms_of(edge.from_)
            if law.enacted and len(law.enacted) == 10 and law.enacted.first_day >= SINCE:
                assert any(term.covers(law.enacted.first_day) for term in terms), f"{edge.from_} signed {law.id}"


def test_a_claim_is_not_read_before_it_was_published(graph: KnowledgeGraph) -> None:
    for claim in graph.claims.values():
        assert claim.published is None or claim.published.first_day <= claim.retrieved, claim.id
        assert claim.retrieved <= graph.dataset.released, claim.id


def test_ranks_are_used_where_there_is_a_choice(graph: KnowledgeGraph) -> None:
    def key(claim: Claim) -> tuple[object, ...]:
        return (claim.property, claim.stage, claim.kind, claim.term)

    for entity in graph.entities.values():
        # An entry may give several properties under one rank: a choice in one of them is reason enough.
        chosen: dict[str, list[bool]] = {}
        for claim in entity.claims:
            if claim.rank is Rank.PREFERRED and claim.rank_reason:
                rivalled = any(key(one) == key(claim) and one is not claim for one in entity.claims)
                chosen.setdefault(claim.rank_reason, []).append(rivalled)
        for reason, rivals in chosen.items():
            assert any(rivals), f"{entity.id} prefers a claim to nothing: {reason}"


def test_words_are_our_own_and_few(graph: KnowledgeGraph) -> None:
    for claim in graph.claims.values():
        for words in (claim.stated, claim.text or "", claim.rank_reason or "", claim.inference or ""):
            assert len(words) <= 400, f"{claim.about}: {words}"


def test_nothing_stands_unused(graph: KnowledgeGraph) -> None:
    """Every source says something or is the original of one that does; every body and person has a part or a duty."""
    originals = {source.reprint_of for source in graph.of_type(Source)}
    places = (one for one in graph.entities.values() if isinstance(one, Jurisdiction))
    measured = {one.source for place in places for series in place.series for one in series.observations}
    reporters = {claim.reported_by for claim in graph.claims.values()}
    obliged = {duty.body for law in graph.of_type(Law) for duty in law.duties}
    for entity in graph.entities.values():
        used = bool(graph.edges(entity.id)) or entity.id in reporters | obliged
        if isinstance(entity, Source):
            says = graph.said_by(entity.id) or entity.id in originals | measured
            assert says, f"{entity.id} says nothing"
        elif type(entity).__name__ in ("Person", "Organization", "Party"):
            assert used or entity.claims, f"{entity.id} has no part in anything"


def test_files_are_for_people() -> None:
    """Each ends with one line feed and has no tabs and no blanks at the ends of lines."""
    offenders = []
    for path in FILES:
        name, text = path.relative_to(DATA).as_posix(), path.read_text("utf-8")
        if not text.endswith("\n") or text.endswith("\n\n"):
            offenders.append(f"{name}: must end with one line feed")
        for number, line in enumerate(text.splitlines(), 1):
            if "\t" in line:
                offenders.append(f"{name}:{number}: has a tab")
            if line != line.rstrip():
                offenders.append(f"{name}:{number}: has blanks at its end")
    assert len(FILES) > 1_000 and offenders == []


@a_tenth_or_all
def test_files_fit_the_json_schemas_that_editors_use(files: list[Path]) -> None:
    schemas = {kind: json.loads(text) for kind, text in json_schemas().items()}
    validators = {kind: jsonschema.Draft202012Validator(schema) for kind, schema in schemas.items()}
    for path in files:
        document, problems = read(path.relative_to(DATA).as_posix(), path.read_bytes())
        assert problems == []
        errors = list(validators[document.id.partition("/")[0]].iter_errors(document.value))
        assert errors == [], f"{document.file}: {errors[0].json_path}: {errors[0].message}"


@a_tenth_or_all
def test_a_file_begins_with_what_it_is_about_and_ends_with_what_is_said_of_it(files: list[Path]) -> None:
    for path in files:
        if path.relative_to(DATA).parts[0] in FILE_MODELS:
            keys = list(yaml.load(path.read_bytes(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
            assert keys[0] in ("name", "title", "terms", "observations"), path.relative_to(DATA)
            assert "claims" not in keys[:-1], path.relative_to(DATA)

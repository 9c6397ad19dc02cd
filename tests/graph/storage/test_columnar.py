"""Tables of columns: the same records, whatever is in them."""

from __future__ import annotations

import dataclasses
import pickle
from datetime import date
from typing import Any

import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.graph.model import claims, law_requirements, records, series
from clemency_graph.graph.model.dates import PartialDate
from clemency_graph.graph.model.records import Claim, Entity, Person, Quantity, Records, Term
from clemency_graph.graph.model.vocabulary import ClaimProperty, Office, Qualifier, Rank, Stage, Unit
from clemency_graph.graph.storage import columnar
from hypothesis import given
from hypothesis import strategies as st

DATES = st.sampled_from(["2020", "2020-06", "2020-06-17", "1999"]).map(PartialDate)
NUMBERS = st.none() | st.integers(0, 2**40)
QUANTITIES = st.builds(
    Quantity, NUMBERS, NUMBERS, st.sampled_from(Qualifier), st.sampled_from(Unit), st.booleans()
)  # fmt: skip
CLAIMS = st.builds(
    Claim,
    id=st.text(),
    about=st.text(),
    property=st.sampled_from(ClaimProperty),
    stated=st.text(),
    source=st.sampled_from(["source/a", "source/b"]),
    published=st.none() | DATES,
    retrieved=st.dates(),
    rank=st.sampled_from(Rank),
    quantity=st.none() | QUANTITIES,
    date=st.none() | DATES,
    text=st.none() | st.text(),
    stage=st.none() | st.sampled_from(Stage),
)


def through(given: Records) -> Records:
    return columnar.from_tables(pickle.loads(pickle.dumps(list(columnar.to_tables(given)))))


def same(one: Any, other: Any) -> bool:
    """Alike to the last part, types and all: `==` takes a date that is a text for the text, and True for 1."""
    if type(one) is not type(other):
        return False
    if dataclasses.is_dataclass(one):
        return all(same(getattr(one, field.name), getattr(other, field.name)) for field in dataclasses.fields(one))
    if isinstance(one, tuple):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other)


def test_the_real_records_come_back(graph: KnowledgeGraph) -> None:
    given = Records(dict(graph.entities), dict(graph.terms))
    back = through(given)
    assert list(back.entities) == list(given.entities)
    assert list(back.terms) == list(given.terms)
    assert all(map(same, back.entities.values(), given.entities.values()))
    assert all(map(same, back.terms.values(), given.terms.values()))


@given(st.lists(st.lists(CLAIMS, max_size=3), max_size=4), st.lists(st.text(), max_size=3))
def test_any_records_come_back(claims: list[list[Claim]], aliases: list[str]) -> None:
    people: dict[str, Entity] = {
        f"person/{place}": Person(id=f"person/{place}", name="x", aliases=tuple(aliases[:place]), claims=tuple(said))
        for place, said in enumerate(claims)
    }
    back = through(Records(people, {}))
    assert list(back.entities) == list(people)
    assert all(map(same, back.entities.values(), people.values()))


def test_a_claim_of_a_term_is_that_of_the_person() -> None:
    day = date(2020, 1, 1)
    claim = Claim(
        id="claim/a", about="person/a", property=ClaimProperty.START, stated="x", source="source/a", published=None,
        retrieved=day,
    )  # fmt: skip
    person = Person(id="person/a", name="A", claims=(claim,))
    term = Term(
        id="term/a", office=Office.MAYOR, person="person/a", jurisdiction="locality/a/b", party=None,
        start=PartialDate("2020"), end=None, scheduled_end=None, claims=(claim,),
    )  # fmt: skip
    back = through(Records({"person/a": person}, {"term/a": term}))
    assert back.entities["person/a"].claims[0] is back.terms["term/a"].claims[0]


def test_entities_keep_their_order() -> None:
    people: dict[str, Entity] = {f"person/{name}": Person(id=f"person/{name}", name=name) for name in "zax"}
    assert list(through(Records(people, {})).entities) == list(people)


def test_every_class_of_records_has_a_table() -> None:
    modules = (claims, law_requirements, records, series)
    defined = (
        one
        for module in modules
        for one in vars(module).values()
        if isinstance(one, type) and one.__module__ == module.__name__
    )
    made = {one for one in defined if dataclasses.is_dataclass(one)}
    concrete = {one for one in made if not any(other is not one and issubclass(other, one) for other in made)}
    # Edges follow from the other records, and the data as a whole stand beside them.
    assert {one.__name__ for one in concrete} - {"Relationship", "Dataset"} == {
        name for name, *_ in columnar.to_tables(Records({}, {})) if name
    }


def test_what_is_no_table_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown encoding of a column: 'other'"):
        columnar.from_tables([("Quantity", 1, {"low": ("other", [])})])

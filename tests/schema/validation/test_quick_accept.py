"""What is accepted without validation is valid; and what is valid is accepted, but for what is rare."""

from __future__ import annotations

import os
from unittest.mock import Mock

import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.schema import document_cache, run
from clemency_graph.schema.document_cache import core_schema
from clemency_graph.schema.saved_queries import operations
from clemency_graph.schema.validation.quick_accept import accepts
from graphql import (
    GraphQLSchema,
    OperationDefinitionNode,
    build_schema,
    get_introspection_query,
    parse,
    specified_rules,
    validate,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.document_mutants import SCHEMAS, USUAL, Mutants, accepted, mutants, odd_schema, sound, tally
from support.random_documents import made_up

COUNT = int(os.environ.get("CLEMENCY_TESTS_RANDOM_QUERIES", "30"))

INVALID = {
    "ExecutableDefinitionsRule": ["{ fields } type Other { id: ID }", "{ fields } directive @skip on FIELD"],
    "KnownOperationTypesRule": [],  # the odd schema has all of them; see below
    "UniqueOperationNamesRule": ["query A { fields } query A { fields }"],
    "LoneAnonymousOperationRule": ["{ fields } query A { fields }", "query A { fields } { fields }"],
    "SingleFieldSubscriptionsRule": ["subscription { being(id: 1) { id } other: being(id: 2) { id } }"],
    "KnownTypeNamesRule": [
        "{ ... on Nothing { fields } }",
        "query ($v: Nothing) { being(id: $v) { id } }",
        "{ ...F } fragment F on Nothing { fields }",
    ],
    "FragmentsOnCompositeTypesRule": [
        "{ mood(mood: CALM) ... on Mood { name } }",
        "{ ...F } fragment F on Filter { must }",
    ],
    "VariablesAreInputTypesRule": ["query ($v: Cat) { being(id: $v) { id } }", "query ($v: [Any!]!) { grid(by: $v) }"],
    "ScalarLeafsRule": ["{ being(id: 1) }", "{ fields { id } }", "{ fields {} }", "{ grid(by: []) { id } }", "{ any }"],
    "FieldsOnCorrectTypeRule": [
        "{ nothing }",
        "{ any { id } }",
        "{ being(id: 1) { nick } }",
        "{ being(id: 1) { __schema { description } } }",
        '{ any { ... on Cat { __type(name: "Cat") { name } } } }',
        "{ ... { interfaces { nothing } } }",
        "{ ...F } fragment F on Query { being(id: 1) { lives } }",
        "query ($v: ID!) { query { nothing(id: $v) } }",
    ],
    "UniqueFragmentNamesRule": ["{ ...F } fragment F on Query { fields } fragment F on Query { fields }"],
    "KnownFragmentNamesRule": ["{ ...Nothing }", "{ query { ...F } } fragment F on Query { ...Nothing }"],
    "NoUnusedFragmentsRule": [
        "{ fields } fragment F on Query { fields }",
        "{ fields } fragment F on Query { ...G } fragment G on Query { fields }",
    ],
    "PossibleFragmentSpreadsRule": [
        "{ being(id: 1) { ... on Query { fields } } }",
        "{ tame { ... on Stone { id } } }",
        "{ tame { ...F } } fragment F on Still { __typename }",
        "{ still { ... on Pet { id } } }",
        "{ any { ... on Cat { ... on Dog { id } } } }",
        "{ any { ... on Lonely { id } } }",
        "{ lonely { ... on Being { id } } }",
        "{ still { ... on Tame { __typename } } }",
        "{ any { ... on Cat { ...F } } tame { ...F } } fragment F on Dog { id }",
    ],
    "NoFragmentCyclesRule": [
        "{ ...F } fragment F on Query { ...F }",
        "{ ...F } fragment F on Query { query { ...G } } fragment G on Query { query { ...F } }",
    ],
    "UniqueVariableNamesRule": ["query ($v: ID!, $v: ID!) { being(id: $v) { id } }"],
    "NoUndefinedVariablesRule": [
        "{ being(id: $v) { id } }",
        "query ($w: ID!) { being(id: $w) { ...F } } fragment F on Being { kin(of: $v) { id } }",
        "{ grid(by: [[$v]]) }",
        "{ pet(of: {must: $v}) { id } }",
        "{ fields @skip(if: $v) }",
        "{ being(id: 1) { ...F } } fragment F on Being { self { ...G } } fragment G on Being { kin(of: $v) { id } }",
        "{ any(free: {a: [$v]}) { __typename } }",
    ],
    "NoUnusedVariablesRule": [
        "query ($v: ID!) { fields }",
        "query ($v: Int = 1, $w: Boolean!) { fields @skip(if: $w) }",
        "query ($v: ID!, $w: ID!) { ...F } fragment F on Query { being(id: $v) { id } }",
    ],
    "KnownDirectivesRule": [
        "{ fields @nothing }",
        "{ fields @deprecated }",
        "query @skip(if: true) { fields }",
        "query ($v: ID! @include(if: true)) { being(id: $v) { id } }",
        "{ ...F } fragment F on Query @skip(if: true) { fields }",
        "{ fields @defer }",
    ],
    "UniqueDirectivesPerLocationRule": [
        "{ fields @skip(if: true) @skip(if: false) }",
        "{ ... @include(if: true) @include(if: true) { fields } }",
        "{ ...F @skip(if: true) @include(if: true) @skip(if: true) } fragment F on Query { fields }",
    ],
    "DeferStreamDirectiveOnRootField": ["mutation { ... @defer { being(id: 1) { id } } }"],
    "DeferStreamDirectiveOnValidOperationsRule": ["subscription { being(id: 1) { ... @defer { id } } }"],
    "DeferStreamDirectiveLabel": ["{ ... @defer(label: 1) { fields } }"],
    "StreamDirectiveOnListField": ["{ fields @stream }"],
    "KnownArgumentNamesRule": [
        "{ fields(of: 1) }",
        "{ being(id: 1, of: 1) { id } }",
        "{ fields @skip(if: true, unless: true) }",
        "{ __typename(of: 1) }",
    ],
    "UniqueArgumentNamesRule": [
        "{ being(id: 1, id: 1) { id } }",
        "{ fields @skip(if: true, if: true) }",
        "{ tame(first: 1, first: 1) { __typename } }",
    ],
    "ValuesOfCorrectTypeRule": [
        "{ tame(first: null) { __typename } }",
        '{ tame(first: "1") { __typename } }',
        "{ tame(first: 2147483648) { __typename } }",
        "{ tame(first: 1.0) { __typename } }",
        "{ tame(first: [1]) { __typename } }",
        "{ tame(first: {a: 1}) { __typename } }",
        "{ tame(first: A) { __typename } }",
        "{ being(id: 1.5) { id } }",
        "{ being(id: true) { id } }",
        "{ pet(name: 1) { id } }",
        "{ either(by: {number: 1}, float: \"1\") }",
        "{ fields @skip(if: 1) }",
        "{ fields @skip(if: null) }",
        '{ mood(mood: "CALM") }',
        "{ mood(mood: SAD) }",
        "{ mood(mood: CALM, moods: [null]) }",
        "{ mood(mood: CALM, moods: [[CALM]]) }",
        "{ even(of: 3) }",
        "{ even(of: null) }",
        "{ even(of: {a: 1}) }",
        "{ even(of: 2, or: [2, 3]) }",
        "{ grid(of: [[null]], by: []) }",
        "{ grid(by: [null]) }",
        "{ grid(by: [[[1]]]) }",
        "{ pet(of: {}) { id } }",
        "{ pet(of: 1) { id } }",
        "{ pet(of: []) { id } }",
        "{ pet(of: {must: null}) { id } }",
        "{ pet(of: {must: 1, mood: null}) { id } }",
        "{ pet(of: {must: 1, nothing: 1}) { id } }",
        "{ pet(of: {must: 1, inner: {must: 1, inner: {}}}) { id } }",
        "{ pet(of: {must: 1, words: [1]}) { id } }",
        "{ pet(of: {must: 1, all: {must: \"1\"}}) { id } }",
        "{ either(by: {}) }",
        "{ either(by: {text: null}) }",
        '{ either(by: {text: "a", number: 1}) }',
        "{ either(by: {nothing: 1}) }",
        "{ either(by: {number: 1}, or: [{text: \"a\"}, {}]) }",
        "query ($v: Int = \"1\") { tame(first: $v) { __typename } }",
        "query ($v: Int! = null) { tame(first: $v) { __typename } }",
        "query ($v: [Int!]! = [null]) { grid(of: [$v], by: []) }",
        "query ($v: Filter = {must: 1, must: 1, mood: SAD}) { pet(of: $v) { id } }",
        "query ($v: Even! = 3) { even(of: $v) }",
    ],
    "ProvidedRequiredArgumentsRule": [
        "{ being { id } }",
        "{ fields @skip }",
        "{ grid(of: []) }",
        "{ even(or: [2]) }",
        "{ mood }",
        "{ __type { name } }",
    ],
    "VariablesInAllowedPositionRule": [
        "query ($v: ID) { being(id: $v) { id } }",
        "query ($v: ID = null) { being(id: $v) { id } }",
        "query ($v: Int!) { being(id: $v) { id } }",
        "query ($v: [ID!]!) { being(id: $v) { id } }",
        "query ($v: Int!) { grid(of: $v, by: []) }",
        "query ($v: Int) { grid(of: [[$v]], by: []) }",
        "query ($v: [Int]!) { grid(of: [$v], by: []) }",
        "query ($v: [[Int]!]!) { grid(of: $v, by: []) }",
        "query ($v: [Even]) { even(of: 2, or: $v) }",
        "query ($v: Int) { pet(of: {must: $v}) { id } }",
        "query ($v: Boolean) { fields @skip(if: $v) }",
        "query ($v: String!) { ...F } fragment F on Query { fields @include(if: $v) }",
        "query ($v: String) { either(by: {number: 1}, may: {text: $v}) }",
        'query ($v: String = "a") { either(by: {number: 1}, may: {text: $v}) }',
        "query ($v: Either) { either(by: $v) }",
        "query ($v: ID!) { being(id: $v) { id } tame(first: $v) { __typename } }",
    ],
    "OverlappingFieldsCanBeMergedRule": [
        "{ name: fields name: __typename }",
        "{ interfaces { a: fields } interfaces { a: __typename } }",
        "{ being(id: 1) { id } being(id: 2) { id } }",
        "{ being(id: 1) { id } ... { being(id: \"1\") { id } } }",
        "query ($v: ID!, $w: ID!) { being(id: $v) { id } being(id: $w) { id } }",
        "{ mood(mood: CALM) mood(mood: ANGRY) }",
        "{ tame { __typename } tame(first: 3) { __typename } }",
        "{ any { ... on Cat { note } ... on Dog { note } } }",
        "{ any { ... on Cat { size } ... on Dog { size } } }",
        "{ any { ... on Cat { note } ... on Stone { note } } }",
        "{ any { ... on Cat { mood } ... on Dog { mood } } }",
        "{ any { ... on Cat { tags } ... on Dog { tags } } }",
        "{ any { ... on Cat { toys { id } } ... on Dog { toys { id } } } }",
        "{ any { ... on Being { a: name } ... on Cat { a: lives } } }",
        "{ query { query { a: fields } } query { query { a: fields @skip(if: true) } query { a: __typename } } }",
        "{ query { a: __typename } ...F } fragment F on Query { ...G } fragment G on Query { query { a: fields } }",
        "{ ...F a: fields } fragment F on Query { a: __typename }",
        "{ ...F ...G } fragment F on Query { a: __typename } fragment G on Query { a: fields }",
        "{ ...F query { a: fields } } fragment F on Query { query { a: __typename } }",
        "{ ...F ... { a: fields } } fragment F on Query { ...G } fragment G on Query { a: __typename }",
        "{ query { ...F } query { query { a: fields } } } fragment F on Query { query { a: __typename } }",
        "{ any { ... on Cat { self { note } } ... on Stone { self { note } } } }",
    ],
    "UniqueInputFieldNamesRule": [
        "{ pet(of: {must: 1, must: 1}) { id } }",
        "query ($v: Filter = {must: 1, must: 2}) { pet(of: $v) { id } }",
        "{ either(by: {of: {must: 1, must: 1}}) }",
    ],
    "MaxIntrospectionDepthRule": [
        "{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }",
        "{ __schema { queryType { interfaces { ...F } } } } fragment F on __Type { possibleTypes { fields { name } } }",
    ],
}  # fmt: skip
"""What each rule of graphql-core's finds something in."""


@pytest.mark.parametrize(
    ("rule", "text"), [(rule, text) for rule, texts in INVALID.items() for text in texts], ids=lambda one: one[:60]
)
def test_what_a_rule_finds_something_in_is_not_accepted(rule: str, text: str) -> None:
    document = parse(text)
    (found,) = (one for one in specified_rules if one.__name__ == rule)
    assert validate(odd_schema(), document, [found])
    assert not accepted(odd_schema(), document)


def test_every_rule_has_examples() -> None:
    assert list(INVALID) == [one.__name__ for one in specified_rules]


@pytest.mark.parametrize("text", USUAL)
def test_what_is_usual_is_accepted(text: str) -> None:
    document = parse(text)
    assert validate(odd_schema(), document) == []
    assert accepted(odd_schema(), document)


@pytest.mark.parametrize("text", ["mutation { fields }", "subscription { fields }"])
def test_only_queries_are_accepted(text: str) -> None:
    schema = build_schema("type Query { fields: String }")
    assert validate(schema, parse(text))
    assert not accepted(schema, parse(text))
    assert not accepted(odd_schema(), parse("mutation { being(id: 1) { id } }"))


@pytest.mark.parametrize("name", operations())
def test_every_ready_made_question_is_accepted(name: str) -> None:
    assert accepted(core_schema(), parse(operations()[name].document))


def test_introspection_is_accepted() -> None:
    for text in (
        get_introspection_query(),
        get_introspection_query(
            descriptions=True, specified_by_url=True, directive_is_repeatable=True, schema_description=True,
            input_value_deprecation=True, one_of=True,
        ),
    ):  # fmt: skip
        assert accepted(core_schema(), parse(text))


@pytest.mark.parametrize("name", SCHEMAS)
@pytest.mark.parametrize(
    ("seed", "count"), [(0, 25), *(pytest.param(*one, marks=pytest.mark.slow) for one in ((0, 75), (1, 225)))]
)
def test_most_that_is_valid_is_accepted(name: str, seed: int, count: int) -> None:
    made, scalars = SCHEMAS[name]
    documents = [parse(text) for text in sound(made(), scalars, seed, count)]
    found = tally(made(), documents)
    assert found.invalid == 0
    assert found.accepted > 0.85 * found.valid > 0.53 * count


@pytest.mark.random
@pytest.mark.parametrize("name", SCHEMAS)
def test_what_is_accepted_is_valid_however_it_was_changed(name: str) -> None:
    made, scalars = SCHEMAS[name]
    found = tally(made(), mutants(made(), scalars, 0, COUNT))
    assert found.invalid > found.valid >= found.accepted > 0.6 * found.valid > 0


@pytest.mark.random
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@settings(max_examples=max(8, COUNT // 4), suppress_health_check=list(HealthCheck))
@given(
    query=made_up(),
    seed=st.integers(0, 2**32),
)
def test_operations_of_hypothesis_are_accepted_only_where_they_are_valid(query: str, seed: int) -> None:
    made = Mutants(core_schema(), [query], seed)
    tally(core_schema(), [parse(query), *(made.one() for _ in range(3))])


@pytest.mark.parametrize(
    "text",
    [
        "{ " + "query { " * 150 + "fields" + " }" * 151,
        "{ " + "... { " * 150 + "fields" + " }" * 151,
        "{ ...F " + "query { " * 60 + "...F" + " }" * 61
        + " fragment F on Query { " + "query { " * 60 + "fields" + " }" * 61,
        "{ ...F0 } fragment F3000 on Query { fields } "
        + "".join(f"fragment F{i} on Query {{ ...F{i + 1} }} " for i in range(3_000)),
        "{ grid(by: " + "[" * 150 + "]" * 150 + ") }",
        "query ($v: " + "[" * 150 + "Int" + "]" * 150 + ") { grid(by: $v) }",
        "{ pet(of: {must: 1, inner: " + "{must: 1, inner: " * 150 + "{}" + "}" * 151 + ") { id } }",
    ],
    ids=lambda text: f"{text[:20]} ...",
)  # fmt: skip
def test_what_is_too_deep_is_not_accepted(text: str) -> None:
    assert not accepted(odd_schema(), parse(text))


def spread(count: int, asked: str) -> str:
    """Fragments each of which spreads all that come after it."""
    spreads = [" ".join(f"...F{j}" for j in range(i + 1, count)) for i in range(count)]
    return " ".join(f"fragment F{i} on Query {{ a{i}: fields {asked} {spreads[i]} }}" for i in range(count))


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("{ " + "fields " * 100 + "}", True),
        ("{ " + "fields " * 1_000 + "}", False),
        ("{ " + "query { fields } " * 50 + "}", True),
        ("{ " + "query { fields } " * 500 + "}", False),
        ("{ ...F0 } " + spread(13, ""), True),
        ("{ ...F0 } " + spread(13, "fields fields"), False),
        ("{ ...F0 } " + spread(100, ""), False),
        ("{ " + " ".join(f"b{i}: query {{ ...F0 }}" for i in range(60)) + "} " + spread(8, ""), True),
        ("{ " + " ".join("query { ...F0 }" for i in range(60)) + "} " + spread(8, ""), False),
        ("{ " + "".join(f"b{i}: query {{ ...F0 }}" for i in range(40)) + "} fragment F0 on Query { fields }", True),
        ("{ " + "".join(f"b{i}: query {{ ...F0 }}" for i in range(40)) + "z: query { "
         + " ".join(f"a{i}: fields" for i in range(1_000)) + " } } fragment F0 on Query { fields }", False),
        # Unfolded it has 2 to the power of 60 fields, all of which would be compared.
        ("{ ...F0 } fragment F60 on Query { fields } " + " ".join(
            f"fragment F{i} on Query {{ ...F{i + 1} query {{ ...F{i + 1} }} interfaces {{ ...F{i + 1} }} }}"
            for i in range(60)
        ), False),
        ("query ($v: Int!) { grid(by: [[" + "$v " * 9_000 + "]]) }", True),
        ("query ($v: Int!) { ...F } fragment F on Query { grid(by: [[" + "$v " * 30_000 + "]]) }", False),
    ],
    ids=lambda one: f"{str(one)[:30]} ...",
)  # fmt: skip
def test_what_is_too_much_for_validation_is_not_accepted(text: str, taken: bool) -> None:
    document = parse(text)
    assert accepted(odd_schema(), document) == taken
    if taken:
        assert validate(odd_schema(), document) == []


def test_a_condition_of_another_kind_is_not_known() -> None:
    schema = build_schema("type Query { fields: String } directive @skip(unless: Boolean) on FIELD")
    assert not accepted(schema, parse("{ fields @skip(if: true) }"))
    assert not accepted(schema, parse("{ fields @skip }"))
    assert accepted(schema, parse("{ fields @include(if: true) }"))


def test_a_schema_that_is_invalid_is_told_as_validation_tells_it() -> None:
    schema = GraphQLSchema()
    with pytest.raises(TypeError, match="Query root type must be provided"):
        accepted(schema, parse("{ fields }"))


def test_nothing_is_validated_that_is_accepted(graph: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = Mock(wraps=validate)
    monkeypatch.setattr(document_cache, "validate", asked)
    assert run(graph, "{ dataset { version accepted: title } }").data
    asked.assert_not_called()
    assert run(graph, "{ dataset { version accepted: nothing } }").errors
    asked.assert_called_once()


def test_another_operation_than_the_only_one_is_not_accepted() -> None:
    first, (other,) = parse("query A { fields }"), parse("query B { fields }").definitions
    assert isinstance(other, OperationDefinitionNode)
    assert not accepts(odd_schema(), first, other)

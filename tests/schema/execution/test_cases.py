"""Each kind of thing that execution has to get right is answered as graphql-core answers it.

The kinds are those of graphql-core's own tests of its execution.
"""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from clemency_graph import KnowledgeGraph
from graphql import GraphQLSchema
from support import execution_cases
from support.differential import assert_same

DEEP: dict[str, Any] = {"c": "c"}
for _ in range(30):
    DEEP = {"c": "c", "f": DEEP}


@pytest.fixture(scope="module")
def schema() -> GraphQLSchema:
    return execution_cases.schema()


@pytest.mark.parametrize("kind", execution_cases.LISTS)
def test_lists(schema: GraphQLSchema, graph: KnowledgeGraph, kind: str) -> None:
    fields = ("listed", "listedOfSome", "some", "someOfSome", "nested")
    for chosen in (*((field,) for field in fields), ("listed", "listedOfSome", "nested"), fields):
        body = " ".join(f'{field}(of: "{kind}")' for field in chosen)
        assert_same(schema, graph, f"{{ text {body} last: text }}")


@pytest.mark.parametrize("value", execution_cases.VALUES)
def test_scalars_and_enums(schema: GraphQLSchema, graph: KnowledgeGraph, value: str) -> None:
    for field in ("mood", "scalar", "number", "float", "flag", "id", "word"):
        assert_same(schema, graph, f'{{ text {field}(of: "{value}") }}')


@pytest.mark.parametrize("animal", execution_cases.ANIMALS)
def test_interfaces_and_unions(schema: GraphQLSchema, graph: KnowledgeGraph, animal: str) -> None:
    assert_same(
        schema,
        graph,
        """
        query ($of: String!) {
          pet(of: $of) { __typename ... on Named { name } ... on Dog { barks mother { name } } ...Cats }
          named(of: $of) { name __typename ... on Being { again: name } ...Cats ... on Person { friends { name } } }
        }
        fragment Cats on Cat { meows ... on Being { ... on Cat { name } } }
        """,
        {"of": animal},
    )


@pytest.mark.parametrize(
    "query",
    [
        "{ tree { leaf fail } }",
        "{ tree { leaf mustFail } text }",
        "{ rooted { leaf mustFail } text }",
        "{ mustFail text }",
        "{ text mustFail tree { fail mustFail } }",
        "{ tree { fail tree { fail mustTree { mustTree { mustFail fail } leaf } fail } again: fail } }",
        "{ tree { mustTree { mustTree { mustTree { mustTree { mustTree { mustTree { leaf } } } } } } } text }",
        "{ tree { bareMust { mustLeaf } } text }",
        "{ tree { bare { mustLeaf leaf fail } bareMust { leaf fail } } }",
        "{ tree { branches { mustLeaf fail } mustBranches { mustLeaf } } }",
        "{ tree { branches { leaf mustFail } tree { mustBranches { mustFail } } } rooted { branches { leaf } } }",
        "{ a: rooted { leaf } b: rooted { mustBranches { bareMust { mustFail } } } }",
        "{ people { name ... on Cat { meows } } pets { ... on Cat { meows } } text }",
    ],
)
def test_null_goes_up_to_where_it_may_stand(schema: GraphQLSchema, graph: KnowledgeGraph, query: str) -> None:
    assert_same(schema, graph, query)


@pytest.mark.parametrize("how", execution_cases.FAILURES)
def test_errors_that_are_raised(schema: GraphQLSchema, graph: KnowledgeGraph, how: str) -> None:
    assert_same(schema, graph, f'{{ text first: fail(how: "{how}") ...F ... on Query {{ first: fail(how: "{how}") }} }}'
                               f' fragment F on Query {{ other: fail(how: "{how}") }}')  # fmt: skip


@pytest.mark.parametrize(("skip", "include"), list(product(("true", "false", "$yes", "$no", None), repeat=2)))
def test_conditions(schema: GraphQLSchema, graph: KnowledgeGraph, skip: str | None, include: str | None) -> None:
    said = "".join(f" @{name}(if: {value})" for name, value in (("skip", skip), ("include", include)) if value)
    for body in (
        f"a: text b: text{said}",
        f"...F{said} b: text",
        f"... on Query{said} {{ a: text }} b: text",
        f"...{said} {{ a: text }} b: text",
        f"tree {{ leaf{said} }} tree {{ mustLeaf ...T{said} }}",
        f"tree{said} {{ leaf }} tree {{ mustLeaf ... {{ leaf{said} }} }} b: text",
        f"b: text{said} a: text ...{said} {{ c: text }} b: text",
    ):
        head = "query ($yes: Boolean! = true, $no: Boolean! = false) "
        fragments = "fragment F on Query { a: text } fragment T on Tree { fail again: mustLeaf }"
        for given in ({}, {"yes": False, "no": True}):
            assert_same(schema, graph, f"{head} {{ {body} }} {fragments}", given)


@pytest.mark.parametrize("given", [{}, {"if": None}, {"if": True}, {"if": 1}])
def test_conditions_that_variables_leave_open(schema: GraphQLSchema, graph: KnowledgeGraph, given: Any) -> None:
    # Not valid where it has no default; it must not go wrong in another way than there.
    assert_same(schema, graph, "query ($if: Boolean) { tree { leaf @skip(if: $if) } text }", given)
    assert_same(schema, graph, "query ($if: Boolean = false) { tree { leaf @include(if: $if) } text }", given)


@pytest.mark.parametrize(
    ("query", "given"),
    [
        ("{ echo }", {}),
        ("{ echo(text: null, words: null) }", {}),
        ('{ echo(text: "a", number: 1, words: "one", mood: NONE, deep: {}, any: {a: [1, $x]}) }', {}),
        ("query ($a: String) { echo(text: $a) }", {}),
        ("query ($a: String) { echo(text: $a) }", {"a": None}),
        ("query ($a: String) { echo(text: $a) }", {"a": "given"}),
        ("query ($a: String) { echo(text: $a) }", {"a": ["list"]}),
        ('query ($a: String = "default") { echo(text: $a) }', {}),
        ('query ($a: String = "default") { echo(text: $a) }', {"a": None}),
        ("query ($a: Int) { echo(number: $a) }", {}),
        ("query ($a: Int) { echo(number: $a) }", {"a": None}),
        ("query ($a: Int) { echo(number: $a) }", {"a": 3}),
        ("query ($a: Int!) { echo(number: $a) }", {"a": 2**31}),
        ("query ($a: Int!) { echo(number: $a) }", {"a": True}),
        ("query ($a: Int!) { echo(number: $a) }", {"a": 1.0}),
        ("query ($a: Int!) { echo(number: $a) }", {}),
        ("query ($a: [String!]) { echo(words: $a) }", {"a": "single"}),
        ("query ($a: [String!]) { echo(words: $a) }", {"a": ["one", None]}),
        ("query ($a: String!) { echo(words: [$a, \"b\"]) }", {"a": "a"}),
        ("query ($a: Mood) { echo(mood: $a) }", {"a": "ANGRY"}),
        ("query ($a: Mood) { echo(mood: $a) }", {"a": "NONE"}),
        ("query ($a: Mood) { echo(mood: $a) }", {"a": "GLAD"}),
        ("query ($a: Mood) { echo(mood: $a) }", {"a": 2}),
        ("query ($a: Deep) { echo(deep: $a) }", {"a": {"b": [[1], 2]}}),
        ("query ($a: Int) { echo(deep: {a: $a, b: [[1], null]}) }", {}),
        ("query ($a: Int) { echo(deep: {a: $a}) }", {"a": None}),
        ("query ($a: Any) { echo(any: [1, {b: $a}]) }", {"a": {"c": [1, 2.5, None]}}),
        ("{ needs }", {}),
        ("{ needs(text: null) }", {}),
        ("query ($a: String) { needs(text: $a) }", {}),
        ("query ($a: String) { needs(text: $a) text }", {"a": None}),
        ('query ($a: String = "default") { needs(text: $a) }', {}),
        ('query ($a: String = "default") { needs(text: $a) }', {"a": None}),
        ("query ($a: String!) { needs(text: $a) }", {}),
        ("query ($a: String!) { needs(text: $a) }", {"a": None}),
        ("query ($a: String!) { needs(text: $a) }", {"a": 5}),
        ('{ input(of: {a: "a", b: ["b", null], c: "c", d: 5}) }', {}),
        ('{ input(of: {b: "single", c: "c", d: [1, {x: true}], e: null}, more: {c: "d"}) }', {}),
        ('{ input(of: {c: "c", d: 0}) }', {}),
        ('query ($a: String, $d: Complex) { input(of: {a: $a, b: [$a, "b"], c: "c", d: $d}) }', {}),
        ('query ($a: String, $d: Complex) { input(of: {a: $a, b: [$a], c: "c", d: $d}) }', {"a": None, "d": "x"}),
        ('query ($d: Complex) { input(of: {c: "c", d: {deep: [$d]}}) }', {"d": "x"}),
        ("query ($c: String) { input(of: {c: $c}) }", {}),
        ("query ($of: Input) { input(of: $of) }", {"of": {"a": "a", "b": "b", "c": "c", "d": 5, "e": "ANGRY"}}),
        ("query ($of: Input) { input(of: $of) }", {"of": {"a": "a", "f": {"b": [1], "c": None}}}),
        ("query ($of: Input) { input(of: $of) }", {"of": "text"}),
        ("query ($of: Input) { input(of: $of) }", {"of": {"c": "c", "more": 1}}),
        ("query ($of: Input) { input(of: $of) }", {"of": {"c": "c", "d": 0}}),
        ("query ($of: Input) { input(of: $of) }", {"of": DEEP}),
        ("query ($of: [Input!]) { input(more: $of) }", {"of": [{"c": 5}] * 60}),
        ('query ($of: Input = {c: "c", e: NONE}) { input(of: $of, more: [$of]) }', {}),
        ("query ($of: Nothing) { input(of: $of) }", {"of": 1}),
        ("query ($of: Tree) { text }", {"of": 1}),
        ('{ either(of: {a: "a"}) }', {}),
        ('{ either(of: {a: "a", b: 1}) }', {}),
        ("{ either(of: {a: null}) }", {}),
        ("query ($of: Either!) { either(of: $of) }", {"of": {"b": 1}}),
        ("query ($of: Either!) { either(of: $of) }", {"of": {"a": "a", "b": 1}}),
        ("query ($of: Either!) { either(of: $of) }", {"of": {"a": None}}),
        ("query ($a: String) { either(of: {a: $a}) }", {}),
        ("query ($a: String, $b: Int) { either(of: {a: $a, b: $b}) }", {"a": "a"}),
        ('{ renamed(of: "x") other: renamed }', {}),
        ("query ($c: Complex) { complex(of: $c) a: complex(of: {a: $c, b: [$c]}) }", {"c": {"x": 1}}),
        ("query ($c: Complex) { complex(of: $c) a: complex(of: [$c, 2]) }", {}),
        ("query ($a: Int!, $b: String!) { text }", {"a": "wrong", "b": 5}),
        ("query ($unused: String) { text }", {"unused": "x", "more": 1}),
    ],
)  # fmt: skip
def test_arguments_and_variables(schema: GraphQLSchema, graph: KnowledgeGraph, query: str, given: Any) -> None:
    assert_same(schema, graph, query, given)


@pytest.mark.parametrize(
    "query",
    [
        "{ text text ...F ... { text } } fragment F on Query { text ...F ...G } fragment G on Query { g: text ...F }",
        "{ b: text a: text c: text ... on Query { a: text d: text } }",
        "{ tree { tree { leaf } } tree { tree { mustLeaf } leaf } ...F } fragment F on Query { tree { fail } }",
        "{ person { pets { ... on Named { name } } pets { __typename ... on Cat { meows } } self { self { name } } } }",
        "{ person { ...P self { ...P } } } fragment P on Person { name friends { ...N } } fragment N on Being { name }",
        "{ __typename person { __typename } pets { __typename } __schema { types { name } } }",
        "{ __type(name: \"Pet\") { name possibleTypes { name } } }",
        "{ __type(name: \"Nothing\") { name } schema: __schema { queryType { fields { name } } } }",
        "query ($name: String!) { __type(name: $name) { name kind } }",
        "query Name { info ...I } fragment I on Query { info ... { other: info(of: 3) } } fragment U on Query { text }",
        "{ a: source(of: \"mapping\") { a b c } b: source(of: \"chain\") { a b c } }",
        "{ source(of: \"object\") { a b(of: 3) c again: b } }",
        "{ tree } ",
        "{ nothing text { nothing } tree { nothing leaf } }",
        "{ ...Nowhere text }",
        "{ text } type Query { other: String }",
    ],
)  # fmt: skip
def test_selections(schema: GraphQLSchema, graph: KnowledgeGraph, query: str) -> None:
    assert_same(schema, graph, query, {"name": "Pet"})

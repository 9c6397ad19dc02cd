"""Compiled operations: what is not known is left to graphql-core, what is kept is bounded and holds."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import clemency_graph
import orjson
import pytest
import strawberry
from clemency_graph import KnowledgeGraph
from clemency_graph.graph.queries import search
from clemency_graph.graph.storage.cache_budget import BUDGET
from clemency_graph.schema import run
from clemency_graph.schema.context import Context, OperationTimeout
from clemency_graph.schema.document_cache import core_schema, prepare
from clemency_graph.schema.execution import Compiled, compile_operation, operation_compiler
from clemency_graph.schema.execution.encoded_parts_cache import FRAGMENTS, FragmentCache
from clemency_graph.schema.execution.print_generated_code import main
from clemency_graph.schema.execution.resolver_cache import RESULTS, ResolverCache
from clemency_graph.schema.execution.strawberry_adapter import core_of
from clemency_graph.schema.types.field_metadata import FieldMetadata
from graphql import DocumentNode, GraphQLSchema, build_schema, execute, parse
from support import edge_cases
from support.differential import assert_same, operation_of


def made(query: str, schema: GraphQLSchema | None = None) -> Compiled:
    """A compiled operation."""
    document = parse(query)
    found = compile_operation(schema or core_schema(), document, operation_of(document))
    assert found is not None
    return found


def test_the_source_of_every_part_is_told() -> None:
    source = made('{ entity(id: "state/nv") { name ... on State { code governor { start } } } }').source
    assert source.startswith("# the operation\ndef Query(run, source):\n")
    assert "\n# entity.governor\ndef Term(run, source):\n" in source
    assert "\n# entity\ndef Person(run, source):\n" in source
    compile(source, "<source>", "exec")


@pytest.mark.parametrize(
    "query",
    [
        '{ node(id: "x") { id } state(code: "NV") { name } }',
        '{ b: node(id: "x") { id } state(code: "XX") { name } a: node(id: "y") { id } }',
        '{ node(id: "x") { id } ...F } fragment F on Query { node(id: "x") { id } entity(id: "") { id } }',
        '{ states(first: 1) { nodes { name } } more: states(first: -1) { totalCount } party(id: "party/x") { name } }',
    ],
)
def test_errors_of_clients_at_the_root_are_not_left_to_graphql_core(graph: KnowledgeGraph, query: str) -> None:
    assert assert_same(core_schema(), graph, query).deoptimized == 0


def test_the_source_of_an_operation_is_printed(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "question.graphql"
    for text, status, told in (
        ("{ dataset { license } }", 0, "def Dataset(run, source):"),
        ("{ nothing }", 1, "Cannot query field 'nothing'"),
        ("{", 1, "Syntax Error"),
    ):
        file.write_text(text)
        assert main([str(file)]) == status
        assert told in "".join(capsys.readouterr())
    assert main([]) == 2


@pytest.mark.parametrize(
    "query",
    [
        "mutation { text }",
        "subscription { text }",
        "query @live { text }",
        "{ text @live }",
        "{ ... @defer { text } }",
        "{ ...F @defer } fragment F on Query { text }",
        "{ ...F } fragment F on Query @live { text }",
        "{ ...F } fragment F on Query { texts @stream }",
    ],
)
def test_what_is_not_known_is_left_to_graphql_core(query: str) -> None:
    schema = build_schema("type Query { text: String texts: [String] } type Mutation { text: String }")
    document = parse(query)
    assert compile_operation(schema, document, operation_of(document)) is None


def test_a_schema_whose_fields_are_sure_to_be_awaited_is_left_to_graphql_core() -> None:
    @strawberry.type
    class Query:
        @strawberry.field
        async def text(self) -> str:
            return "text"

    document = parse("{ text }")
    assert compile_operation(core_of(strawberry.Schema(Query)), document, operation_of(document)) is None


def test_what_has_to_be_awaited_after_all_is_refused(graph: KnowledgeGraph) -> None:
    async def later() -> str:
        return "later"

    schema = build_schema("type Query { text: String texts: [String] }")
    assert schema.query_type is not None
    schema.query_type.fields["text"].resolve = lambda root, info: later()
    schema.query_type.fields["texts"].resolve = lambda root, info: [later(), later()]
    for query in ("{ text }", "{ texts }"):
        with pytest.raises(RuntimeError, match="failed to complete synchronously"):
            made(query, schema).execute(Context(graph))


def test_a_resolver_that_wants_more_than_the_context_is_given_it(graph: KnowledgeGraph) -> None:
    found = [made("{ being(n: 0) { ... on Cat { other: peek } } }", edge_cases.strawberry_schema()) for _ in range(2)]
    result = found[0].execute(Context(graph))
    assert result.data == {"being": {"other": "peek other"}}
    assert found[0].deoptimized == 1
    for _ in range(9):
        found[1].execute(Context(graph))
    assert found[1].deoptimized == 9


@pytest.fixture
def left_to_graphql_core(monkeypatch: pytest.MonkeyPatch) -> list[DocumentNode]:
    """The documents that the compiler hands to graphql-core's executor."""
    documents: list[DocumentNode] = []

    def noted(schema: GraphQLSchema, document: DocumentNode, **options: Any) -> Any:
        documents.append(document)
        return execute(schema, document, **options)

    monkeypatch.setattr(operation_compiler, "execute", noted)
    return documents


def test_conditions_that_come_out_in_too_many_ways_are_left_to_graphql_core(
    graph: KnowledgeGraph, left_to_graphql_core: list[DocumentNode]
) -> None:
    names = [f"c{number}" for number in range(6)]
    head = ", ".join(f"${name}: Boolean!" for name in names)
    body = " ".join(f"{name}: dataset @include(if: ${name}) {{ license }}" for name in names)
    operation = made(f"query ({head}) {{ {body} }}")
    for number in range(2 ** len(names)):
        given = {name: bool(number >> place & 1) for place, name in enumerate(names)}
        result = operation.execute(Context(graph), given)
        assert list(result.data or ()) == [name for name in names if given[name]]
    assert len(left_to_graphql_core) == 2 ** len(names) - operation_compiler.MOST_VARIANTS > 0


def test_a_plan_that_grows_too_large_is_left_to_graphql_core(
    graph: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch, left_to_graphql_core: list[DocumentNode]
) -> None:
    query = '{ state(code: "NV") { name code fips } dataset { license } }'
    assert assert_same(core_schema(), graph, query).deoptimized == 0
    assert left_to_graphql_core == []
    monkeypatch.setattr("clemency_graph.schema.execution.plan.MOST_FIELDS", 3 - len(query))
    assert_same(core_schema(), graph, query)
    assert left_to_graphql_core


def test_an_operation_whose_time_is_up_goes_no_further(graph: KnowledgeGraph) -> None:
    context = Context(graph)
    context.expire()
    result = made("{ parties { name } }").execute(context)
    assert [error.original_error.__class__ for error in result.errors or ()] == [OperationTimeout]


def test_introspection_is_worked_out_once_and_given_away_whole(graph: KnowledgeGraph) -> None:
    operation = made("{ __schema { queryType { name } } }")
    first = operation.execute(Context(graph)).data
    assert first == {"__schema": {"queryType": {"name": "Query"}}}
    first["__schema"].clear()
    assert operation.execute(Context(graph)).data == {"__schema": {"queryType": {"name": "Query"}}}


QUERY = "query ($code: String!) { state(code: $code) { name governor { start } } }"


def test_what_hangs_on_the_day_is_kept_for_the_day(graph: KnowledgeGraph) -> None:
    operation = made(QUERY)

    def asked(day: date) -> tuple[Any, bool]:
        context = Context(graph, day)
        return orjson.loads(operation.execute_bytes(context, {"code": "NV"}).data)["state"], context.dated

    before = {"name": "Nevada", "governor": {"start": "2019-01-07"}}
    after = {"name": "Nevada", "governor": {"start": "2023-01-02"}}
    for day, expected in ((date(2020, 1, 1), before), (date(2024, 1, 1), after), (date(2020, 1, 1), before)):
        for _ in range(3):
            assert asked(day) == (expected, True)


def test_what_hangs_on_no_day_is_not_dated(graph: KnowledgeGraph) -> None:
    for query in ("{ states { nodes { code } } }", '{ state(code: "NV") { governor(on: "2020-01-01") { start } } }'):
        operation = made(query)
        for _ in range(2):
            context = Context(graph)
            operation.execute_bytes(context)
            assert not context.dated


class Request(NamedTuple):
    """A run of which only the context is asked."""

    context: Context


class Weighing:
    """A selection of some weight."""

    def __init__(self, weight: int = 50_000) -> None:
        self.weight_in_bytes = weight


@pytest.fixture
def small_caches() -> Iterator[None]:
    """Caches that take little: those of other graphs, which may still be there, have a part of it."""
    before = BUDGET.limit
    BUDGET.resize(5_000_000)
    yield
    BUDGET.resize(before)


def test_parts_are_kept_within_their_bytes(graph: KnowledgeGraph, small_caches: None) -> None:
    memo, context = FragmentCache(graph), Context(graph)
    most = FRAGMENTS.limit
    selections = [Weighing(most // 3 - 2_000) for _ in range(10)]
    state, part = graph.state("NV"), b'"' + b"x" * 1_000 + b'"'
    for one in selections:
        memo.put(one, memo.open(one, context), state, part, None)
        assert memo.weight <= most
    assert [len(memo.open(selections[number], context)) for number in (9, 8, 0)] == [1, 1, 0]
    for record in graph.entities.values():
        memo.put(selections[9], memo.open(selections[9], context), record, part, None)
        assert memo.weight <= most
    assert memo.open(selections[9], context)
    memo.clear()
    assert not memo.open(selections[9], context)


def test_parts_are_kept_of_the_graphs_own_records_only(graph: KnowledgeGraph) -> None:
    memo, context = FragmentCache(graph), Context(graph)
    selection = Weighing()
    entries = memo.open(selection, context)
    other = type("Other", (), {"id": "state/nv"})()
    assert orjson.dumps(memo.put(selection, entries, other, b"1", None)) == b"1"
    assert orjson.dumps(memo.put(selection, entries, object(), b"1", None)) == b"1"
    assert not entries


@pytest.mark.slow
def test_results_are_told_by_their_arguments(graph: KnowledgeGraph) -> None:
    query = """query ($where: ActionWhere, $first: Int, $text: String!) {
      actions(where: $where, first: $first) { totalCount nodes { id } } search(text: $text) { nodes { matched } } }"""
    kinds: list[dict[str, Any]] = [{"eq": "PARDON"}, {"in": ["PARDON", "SEALING"]}, {}]
    for where in (None, {}, *({"kind": kind} for kind in kinds), {"not": {"kind": kinds[0]}}):
        for first in (None, 1, 2):
            for text in ("Sisolak", "Nevada"):
                assert_same(core_schema(), graph, query, {"where": where, "first": first, "text": text})


def test_only_results_of_the_root_that_depend_on_the_graph_alone_are_cached() -> None:
    cacheable = {
        (type_.name, name)
        for type_ in core_schema().type_map.values()
        for name, field in getattr(type_, "fields", {}).items()
        if (definition := (field.extensions or {}).get("strawberry-definition")) is not None
        and (effort := getattr(definition, "metadata", {}).get(FieldMetadata))
        and effort.cacheable
    }
    assert {type_ for type_, _ in cacheable} == {"Query"}
    assert {name for _, name in cacheable} == {
        "governors", "laws", "actions", "sources", "totals", "reconciliation", "conflicts", "search", "path", "paths",
        "neighborhood", "central", "claims", "people", "organizations", "localities", "schemaSearch",
    }  # fmt: skip


def test_results_that_are_too_large_are_not_kept(graph: KnowledgeGraph) -> None:
    results, asked = ResolverCache(graph), Request(Context(graph))
    found: list[int] = []

    def question(size: int) -> list[int]:
        found.append(size)
        return [0] * size

    large = RESULTS.limit // 64
    for size in (1_000, 1_000, large, large):
        results.resolve(question, {"size": size}, asked, None)
    assert found == [1_000, large, large]


def test_what_was_worked_out_before_an_error_is_not_worked_out_again(graph: KnowledgeGraph) -> None:
    graph.cached(ResolverCache).clear()
    asked: list[str] = []

    def noted(graph: KnowledgeGraph, text: str, types: Any) -> Any:
        asked.append(text)
        return found(graph, text, types)

    found = search.search
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search, "search", noted)
        result = made('{ search(text: "Sisolak", first: 1) { totalCount } states(first: 201) { totalCount } }').execute(
            Context(graph)
        )
    assert len(result.errors or ()) == 1
    assert asked == ["Sisolak"]


def test_results_are_kept(graph: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    query = '{ search(text: "Sisolak") { totalCount } }'
    graph.cached(ResolverCache).clear()
    before = run(graph, query).data
    monkeypatch.setattr("clemency_graph.graph.queries.search.search", None)
    assert run(graph, query).data == before
    graph.cached(ResolverCache).clear()
    assert run(graph, query).errors


def test_operations_that_ask_the_same_of_a_record_share_what_is_kept(graph: KnowledgeGraph) -> None:
    memo = graph.cached(FragmentCache)
    memo.clear()
    weights = []
    for number in range(3):
        prepared = prepare(
            f'query Q{number} {{ a{number}: law(id: "law/il/hb-1438") {{ name claims {{ totalCount }} }} }}'
        )
        assert prepared.compiled is not None
        prepared.compiled.execute_bytes(Context(graph))
        weights.append(memo.weight)
    assert weights[0] < weights[1] == weights[2], "the selection is planned once"


def test_operations_that_differ_in_aliases_are_compiled_once(
    graph: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled_sources = []

    def noted(source: Any, *options: Any, **named: Any) -> Any:
        compiled_sources.append(source)
        return compile_source(source, *options, **named)

    compile_source = compile
    counts = []
    monkeypatch.setattr("builtins.compile", noted)
    for alias in ("one", "another"):
        prepared = prepare(f"{{ {alias}: dataset {{ version }} }}")
        assert prepared.compiled is not None
        assert prepared.compiled.execute(Context(graph)).data == {alias: {"version": graph.dataset.version}}
        counts.append(len(compiled_sources))
    assert counts[0] == counts[1], "the second runs the code of the first"


def test_only_known_modules_ask_the_clock_or_the_machine() -> None:
    """What is kept of answers rests on this: resolvers have the day from the context, and all else from the graph."""
    root = Path(clemency_graph.__file__).parent
    found = set()
    for path in (*root.glob("schema/**/*.py"), *root.glob("graph/**/*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.Import(names=names):
                    asks = any(one.name in {"os", "random", "secrets", "time"} for one in names)
                case ast.ImportFrom(module=module):
                    asks = module in {"os", "random", "secrets", "time"}
                case ast.Attribute(value=ast.Name(id="date" | "datetime"), attr="now" | "today" | "utcnow"):
                    asks = True
                case _:
                    asks = False
            if asks:
                found.add(path.relative_to(root).as_posix())
    assert found - READERS == {
        "schema/context.py",  # the day of the context, which tells who reads it
        "schema/response.py",  # ids of errors
    }


READERS = {
    *(f"graph/storage/{name}.py" for name in ("archive", "cache_dir", "download", "file_stamps", "snapshot")),
    "graph/loading/from_networkx.py",
    "graph/loading/loader.py",
}
"""What finds and reads the data, before there is a graph."""

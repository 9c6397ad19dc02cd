"""The command `query`: run a saved query or a GraphQL document."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..graph.errors import QueryError
from .output import add_data, add_formats, is_csv, load_graph, print_csv, print_json, print_rows, print_table
from .text_files import read_text

if TYPE_CHECKING:
    from graphql import OperationDefinitionNode

    from ..library.result import Result

EXAMPLES = """examples:
  clemency-graph query                                     list the saved queries
  clemency-graph query GovernorsAndPardons
  clemency-graph query ClemencyInAState code=OR --rows state.actions
  clemency-graph query query.graphql --variables '{"code": "NV"}' --json
  clemency-graph query '{ states { nodes { code name } } }' --csv
  clemency-graph query GovernorsOnADay on=2022-11-02 --excel > governors.csv
  cat query.graphql | clemency-graph query -
"""


def add(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "query",
        help="run a saved query or a GraphQL document",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    description = "a saved query, a file, a GraphQL document, or - for standard input (default: list the saved queries)"
    parser.add_argument("query", nargs="?", metavar="QUERY", help=description)
    parser.add_argument(
        "values", nargs="*", metavar="NAME=VALUE", help="values of variables, by their types; lists and objects as JSON"
    )
    parser.add_argument("--variables", metavar="JSON", help="values of variables, as one JSON object")
    parser.add_argument("--operation", metavar="NAME", help="the operation to run, if the document has several")
    rows = "the list that contains the rows, such as state.actions (default: the only one, or that of a saved query)"
    parser.add_argument("--rows", metavar="PATH", help=rows)
    parser.add_argument("--explode", metavar="PATH", help="a list within the rows whose items become rows")
    parser.add_argument("--sources", action="store_true", help="also print the sources of all selected values")
    add_formats(parser)
    add_data(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Run a query and print its result, or list the saved queries."""
    graph = load_graph(arguments)
    if arguments.query is None:
        rows = [{"name": name, "asks": asks} for name, asks in graph.questions.items()]
        print_rows(["name", "asks"], rows, arguments)
        return 0
    document = _document(arguments.query)
    result = graph.query(
        document,
        _variables(arguments, document),
        operation_name=arguments.operation,
        provenance=arguments.sources,
    )
    for error in result.errors:
        print(error["message"], file=sys.stderr)
    if arguments.json:
        errors = {"errors": result.errors} if result.errors else {}
        extensions = {"dataset": result.dataset} | _sources(result, arguments)
        print_json({"data": result.data} | errors | {"extensions": extensions})
    elif is_csv(arguments):
        table = result.table(arguments.rows, arguments.explode)
        print_csv(list(table.columns), table.dicts(), excel=arguments.excel)
    else:
        _print_tables(result, arguments)
    return 0


def _print_tables(result: Result, arguments: argparse.Namespace) -> None:
    paths = result.lists
    for path in [arguments.rows] if arguments.rows or len(paths) < 2 else paths:
        print_table(result.rows(path, arguments.explode), path or "")
    if arguments.sources:
        print_table([{"citation": source["citation"]} for source in result.sources], "sources")
    print(f"data version {result.dataset['version']} of {result.dataset['released']}", file=sys.stderr)


def _sources(result: Result, arguments: argparse.Namespace) -> dict[str, Any]:
    return {"sources": result.sources} if arguments.sources else {}


def _document(query: str) -> str:
    """Return the text of a query: from standard input, from a file, or as it is."""
    if query == "-":
        return sys.stdin.read()
    if "{" not in query and (query.endswith(".graphql") or _exists(query)):
        return read_text(Path(query))
    return query


def _exists(query: str) -> bool:
    try:
        return Path(query).exists()
    except (OSError, ValueError):
        # It is too long for a file name, or has a zero byte.
        return False


def _variables(arguments: argparse.Namespace, document: str) -> dict[str, Any]:
    from ..schema.inputs.text_variables import parse_json, read_variables

    variables: dict[str, Any] = {}
    if arguments.variables:
        try:
            variables = parse_json(arguments.variables)
        except ValueError as error:
            raise QueryError(f"--variables is not JSON: {error}.") from None
        if not isinstance(variables, dict):
            raise QueryError('--variables is not a JSON object; write it like {"code": "NV"}.')
    pairs = []
    for pair in arguments.values:
        name, equals, value = pair.partition("=")
        if not equals:
            raise QueryError(f"{pair!r} is not of the form NAME=VALUE; write it like code=NV.")
        pairs.append((name, value))
    operation = _operation(document, arguments.operation) if pairs else None
    # A document without this operation is rejected when it is run, with the reason.
    return variables | (read_variables(operation, pairs) if operation is not None else dict(pairs))


def _operation(document: str, name: str | None) -> OperationDefinitionNode | None:
    """Return the operation that will be run: of a saved query, or of a document."""
    from ..schema.document_cache import prepare
    from ..schema.saved_queries import operations

    saved = operations().get(document)
    return prepare(saved.document if saved is not None else document, name).operation

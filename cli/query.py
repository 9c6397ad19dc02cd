"""clemency-graph query: ask a ready-made question, or one of your own."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..graph.errors import QuestionError
from .output import add_data, add_forms, print_csv, print_json, print_table

if TYPE_CHECKING:
    from graphql import OperationDefinitionNode

    from ..library.result import Result

EXAMPLES = """examples:
  clemency-graph query                                     list the ready-made questions
  clemency-graph query GovernorsAndPardons
  clemency-graph query ClemencyInAState code=OR --rows state.actions
  clemency-graph query question.graphql --variables '{"code": "NV"}' --json
  clemency-graph query '{ states { nodes { code name } } }' --csv
  cat question.graphql | clemency-graph query -
"""


def add(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "query",
        help="ask a ready-made question, or one of your own",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    told = "the name of a ready-made question, a file, a GraphQL document, or - to read one; lists them when left out"
    parser.add_argument("question", nargs="?", help=told)
    parser.add_argument(
        "values", nargs="*", metavar="NAME=VALUE", help="values of variables, by their types; lists and objects as JSON"
    )
    parser.add_argument("--variables", metavar="JSON", help="values of variables, as one JSON object")
    parser.add_argument("--operation", metavar="NAME", help="which operation to run, where a document has several")
    parser.add_argument("--rows", metavar="PATH", help="which list the rows are from, such as state.actions")
    parser.add_argument("--explode", metavar="PATH", help="a list within the rows, each of whose items gets a row")
    parser.add_argument("--sources", action="store_true", help="and tell the sources behind everything selected")
    add_forms(parser)
    add_data(parser)
    parser.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Run the command."""
    from ..library import load

    graph = load(given.data)
    if given.question is None:
        rows = [{"name": name, "asks": asks} for name, asks in graph.questions.items()]
        print_json(rows) if given.json else print_csv(rows) if given.csv else print_table(rows)
        return 0
    document = _document(given.question)
    answer = graph.query(
        document,
        _variables(given, document),
        operation_name=given.operation,
        provenance=given.sources,
    )
    if given.json:
        print_json({"data": answer.data, "extensions": {"dataset": answer.dataset} | _sources(answer, given)})
    elif given.csv:
        print_csv(answer.rows(given.rows, given.explode))
    else:
        _print_tables(answer, given)
    return 0


def _print_tables(answer: Result, given: argparse.Namespace) -> None:
    from ..graph.tables.flatten import lists

    several = list(lists(answer.data))
    for path in [given.rows] if given.rows or len(several) < 2 else several:
        print_table(answer.rows(path, given.explode), path or "")
    if given.sources:
        print_table([{"citation": one["citation"]} for one in answer.sources], "sources")
    print(f"data version {answer.dataset['version']} of {answer.dataset['released']}", file=sys.stderr)


def _sources(answer: Result, given: argparse.Namespace) -> dict[str, Any]:
    return {"sources": answer.sources} if given.sources else {}


def _document(question: str) -> str:
    if question == "-":
        return sys.stdin.read()
    if "{" not in question and (question.endswith(".graphql") or Path(question).is_file()):
        return Path(question).read_text("utf-8")
    return question


def _variables(given: argparse.Namespace, document: str) -> dict[str, Any]:
    from ..schema.inputs.text_variables import parse_json, read_variables

    variables: dict[str, Any] = {}
    if given.variables:
        try:
            variables = parse_json(given.variables)
        except ValueError as error:
            raise QuestionError(f"--variables is not JSON: {error}.") from None
        if not isinstance(variables, dict):
            raise QuestionError('--variables is no JSON object; write it like {"code": "NV"}.')
    pairs = []
    for pair in given.values:
        name, equals, value = pair.partition("=")
        if not equals:
            raise QuestionError(f"{pair!r} gives no variable a value; write it like code=NV.")
        pairs.append((name, value))
    operation = _operation(document, given.operation) if pairs else None
    # A document without such an operation is refused when it is run, with the reason.
    return variables | (read_variables(operation, pairs) if operation is not None else dict(pairs))


def _operation(document: str, name: str | None) -> OperationDefinitionNode | None:
    """Return the operation that will be run: of a saved query, or of a document."""
    from ..schema.document_cache import prepare
    from ..schema.saved_queries import operations

    saved = operations().get(document)
    return prepare(saved.document if saved is not None else document, name).operation

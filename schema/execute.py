"""Execution of requests within limits: preparation, cost, and the operation itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from graphql import ExecutionResult, GraphQLError
from graphql import execute as execute_by_the_book

from ..graph import KnowledgeGraph
from .context import Context, OperationTimeout, check_time
from .document_cache import Prepared, core_schema, prepare_to_run, ready, whole_of
from .operation_request import Request
from .provenance import record_sources
from .quick_parse.shape_cache import Bound
from .response import Response, describe_source, extensions_of, format_error, refused
from .validation.cost import amount, costs_of_root_fields
from .validation.error_messages import reword
from .validation.limits import UNBOUNDED, LimitExceeded, Limits, values_in
from .validation.private_arguments import fields_with_private, in_address


def run(
    graph: KnowledgeGraph,
    query: str,
    variables: Mapping[str, Any] | None = None,
    operation_name: str | None = None,
    *,
    provenance: bool = False,
    day: date | None = None,
) -> Response:
    """Execute one operation on a graph.

    Parameters
    ----------
    graph
        The graph.
    query
        A GraphQL document.
    variables
        Values of its variables.
    operation_name
        The operation of the document to execute, where it has several.
    provenance
        Whether the response lists the sources behind everything that was selected.
    day
        The day that the response takes for today; the current day in UTC if omitted.

    Returns
    -------
    Response
        Always; errors in the document are in its `errors`.

    Examples
    --------
    >>> run(load(), '{ state(code: "NV") { name } }').data
    {'state': {'name': 'Nevada'}}
    """
    prepared = prepare_to_run(query, operation_name, UNBOUNDED)
    context = Context(graph) if day is None else Context(graph, day)
    return _respond(prepared, context, variables or {}, provenance=provenance)


def execute(request: Request, limits: Limits, context: Context, *, provenance: bool = False) -> Response:
    """Execute a request within limits.

    Parameters
    ----------
    request
        The request; its query is given.
    limits
        The limits on the document, the variables and the cost.
    context
        The graph, and the time limit: `context.expire()` stops the execution.
    provenance
        Whether the response lists the sources behind everything that was selected.

    Returns
    -------
    Response
        Always, with the cost in its extensions; its data are for orjson alone, for parts of them are encoded already.
    """
    return Deferred(request, limits, context, provenance, None).execute()


def execute_if_cheap(
    graph: KnowledgeGraph, request: Request, limits: Limits, *, provenance: bool, max_cost: int, max_length: int
) -> Response | Deferred:
    """Execute a request at once if it is cheap, or else return it to be executed where it can take its time.

    Parameters
    ----------
    graph
        The graph.
    request, limits, provenance
        As for `execute`.
    max_cost
        The cost up to which it is executed.
    max_length
        Characters of a document up to which it is prepared, where it is not in the cache.
    """
    assert request.query is not None
    context = Context(graph)
    prepared: Prepared | Bound | None = ready(request.query, request.operation_name, limits)
    if prepared is None:
        if len(request.query) > max_length:
            return Deferred(request, limits, context, provenance, None)
        prepared = prepare_to_run(request.query, request.operation_name, limits)
    return Deferred(request, limits, context, provenance, prepared).execute_up_to(max_cost)


class Deferred(NamedTuple):
    """A request that is not executed yet.

    Attributes
    ----------
    prepared : Prepared or Bound or None
        Its document; None before that is prepared.
    """

    request: Request
    limits: Limits
    context: Context
    provenance: bool
    prepared: Prepared | Bound | None

    def execute(self) -> Response:
        """Execute the request."""
        response = self.execute_up_to(self.limits.cost)
        assert isinstance(response, Response)
        return response

    def execute_up_to(self, max_cost: int) -> Response | Deferred:
        """Execute the request, or return it with its document prepared where it costs more than that."""
        request, limits, context, provenance, prepared = self
        if prepared is None:
            assert request.query is not None
            prepared = prepare_to_run(request.query, request.operation_name, limits)
        if isinstance(prepared, Prepared):
            errors: list[GraphQLError] = prepared.errors
            if prepared.private and request.in_address and prepared.document is not None:
                errors = [in_address(core_schema(), fields_with_private(core_schema(), prepared.document))]
            if errors:
                return refused(context.graph, errors, prepared.name, private=prepared.private)
        try:
            cost = measure(prepared, request.variables, limits)
        except LimitExceeded as error:
            return refused(context.graph, [error], prepared.name, private=prepared.private)
        if cost > max_cost:
            return self._replace(prepared=prepared)
        return _respond(prepared, context, request.variables, provenance=provenance, cost=cost, encoded=True)


def measure(prepared: Prepared | Bound, variables: Mapping[str, Any], limits: Limits) -> int:
    """Return the cost of an operation with values for its variables.

    Raises
    ------
    LimitExceeded
        When the cost or the number of values is beyond its limit.
    """
    if variables and (values := values_in(variables) - 1) > limits.values:
        raise LimitExceeded("values", limits.values, values)
    cost = prepared.amount(variables)
    if cost > limits.cost:
        raise LimitExceeded("cost", limits.cost, cost, _advice(whole_of(prepared), variables))
    return cost


def _advice(prepared: Prepared, variables: Mapping[str, Any]) -> str:
    """Return what to make smaller in an operation that costs too much, by its dearest root field."""
    assert prepared.document is not None and prepared.operation is not None
    found = costs_of_root_fields(core_schema(), prepared.document, prepared.operation)
    costs = [(amount(one.cost, variables), one) for one in found]
    if not costs:
        return ""
    most, dearest = max(costs, key=lambda pair: pair[0])
    told = f"'{dearest.name}' costs the most, {most:,}"
    if dearest.work * 2 >= most:
        return (
            f"{told}: {dearest.work:,} for each {dearest.field}, whatever its size. Ask for fewer of these at a time, "
            "or in operations of their own."
        )
    return f"{told}: ask there for smaller pages (first, limit, ids), fewer fields, or fewer lists inside one another."


def _respond(
    prepared: Prepared | Bound,
    context: Context,
    variables: Mapping[str, Any],
    *,
    provenance: bool = False,
    cost: int | None = None,
    encoded: bool = False,
) -> Response:
    """Return the response to a prepared operation; with parts of its data encoded, where they may be."""
    graph = context.graph
    document, result = None, None
    if isinstance(prepared, Bound):
        result = prepared.execute(context, variables, provenance=provenance, encoded=encoded)
    if result is None:
        prepared = whole_of(prepared)
        if prepared.errors:
            return refused(graph, prepared.errors, prepared.name, private=prepared.private)
        document = prepared.document
        result = execute_prepared(prepared, context, variables, provenance=provenance, encoded=encoded)
    if context.expired:
        return refused(graph, [OperationTimeout()], prepared.name, private=prepared.private)
    extensions = extensions_of(graph)
    if cost is not None:
        extensions["cost"] = cost
    if provenance:
        extensions["sources"] = [describe_source(graph, id) for id in context.sources]
    private = prepared.private
    found = (_in_words_of_graphql(error, variables, private=private) for error in result.errors or ())
    errors = [format_error(error, document) for error in found]
    return Response(result.data, errors, extensions, prepared.name, private)


def _in_words_of_graphql(error: GraphQLError, variables: Mapping[str, Any], *, private: bool) -> GraphQLError:
    """Return an error of graphql-core in the words of GraphQL; what a resolver raised has them already."""
    if private and error.path is None and error.message.startswith("Variable "):
        # The value in the message may be a private one.
        return GraphQLError(f"{error.message.partition(':')[0]}.", error.nodes)
    raised = error.path and error.original_error and not isinstance(error.original_error, GraphQLError)
    return error if raised else reword(core_schema(), error, variables)


def execute_prepared(
    prepared: Prepared,
    context: Context,
    variables: Mapping[str, Any],
    *,
    provenance: bool = False,
    encoded: bool = False,
) -> ExecutionResult:
    """Return what an operation without errors comes to, as graphql-core gives it; for `encoded` see `_respond`."""
    assert prepared.document is not None and prepared.operation is not None
    if prepared.compiled is not None:
        run = prepared.compiled.execute_parts if encoded else prepared.compiled.execute
        return run(context, variables, provenance=provenance)
    result = execute_by_the_book(
        core_schema(),
        prepared.document,
        context_value=context,
        variable_values=dict(variables),
        operation_name=prepared.name,
        middleware=[record_sources, check_time] if provenance else [check_time],
    )
    assert isinstance(result, ExecutionResult)
    return result

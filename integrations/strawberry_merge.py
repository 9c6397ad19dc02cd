"""The parts for merging this schema into another Strawberry schema: see docs/examples/strawberry_merge.py."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from threading import Timer
from typing import Any, Final

from graphql import GraphQLError, GraphQLResolveInfo, get_operation_ast
from strawberry.schema.config import StrawberryConfig

from ..schema.build import Names, entity_types, query_type
from ..schema.context import Context
from ..schema.execution.strawberry_adapter import SchemaExtension, core_of
from ..schema.types.scalars import SCALARS
from ..schema.validation.cost import amount, cost_of
from ..schema.validation.limits import LimitExceeded, Limits, values_in
from ..schema.validation.parsing import parse_document

__all__ = ["TYPES", "Context", "Limits", "OperationLimits", "Query", "config"]

Query: Final = query_type()
"""The type Query."""

TYPES: Final[list[type]] = entity_types()
"""The types of entities, for `strawberry.Schema(types=...)`; no field refers to some of them."""

_DEFAULT: Final = Limits()


def config() -> StrawberryConfig:
    """Return the configuration that the types need: their scalars, and the names of connections."""
    return StrawberryConfig(scalar_map=SCALARS, name_converter=Names())


class OperationLimits(SchemaExtension):
    """The limits of this server for every operation of a schema, and its time limit.

    An operation beyond a limit is not executed; its error has the code LIMIT_EXCEEDED. The fields of your own count 1
    each, and 10 times what is below them where they are lists. The time limit ends an operation at its next field. The
    context must be a `Context`.

    Parameters
    ----------
    limits
        The limits on the document, the variables and the cost.
    timeout
        Seconds that an operation may take.

    Examples
    --------
    >>> strawberry.Schema(Query, types=TYPES, config=config(), extensions=[lambda: OperationLimits(Limits(depth=10))])
    """

    def __init__(self, limits: Limits = _DEFAULT, timeout: float = 10.0) -> None:
        self.limits = limits
        self.timeout = timeout

    def on_parse(self) -> Iterator[None]:
        """Parse the document within the limits on its length and shape."""
        operation = self.execution_context
        if operation.query is not None and operation.graphql_document is None:
            operation.graphql_document = parse_document(operation.query, self.limits)
        yield

    def on_validate(self) -> Iterator[None]:
        """Measure a valid document."""
        yield
        if not self.execution_context.pre_execution_errors:
            self._measure()

    def on_execute(self) -> Iterator[None]:
        """Execute the operation until its time is up."""
        context = self.execution_context.context
        if not isinstance(context, Context):
            raise GraphQLError(f"The context of the operation is a {type(context).__name__}; it must be a Context.")
        timer = Timer(self.timeout, context.expire)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def resolve(
        self,
        _next: Callable[..., Any],
        root: Any,
        info: GraphQLResolveInfo[Any],
        *args: str,
        **kwargs: Any,
    ) -> Awaitable[object] | object:
        """Resolve a field, unless the time of the operation is up."""
        info.context.check_time()
        value: Awaitable[object] | object = _next(root, info, *args, **kwargs)
        return value

    def _measure(self) -> None:
        """Raise an error if the variables have too many values, or the operation costs too much."""
        asked, limits = self.execution_context, self.limits
        variables = asked.variables or {}
        if (values := values_in(variables) - 1) > limits.values:
            raise LimitExceeded("values", limits.values, values)
        assert asked.graphql_document is not None
        operation = get_operation_ast(asked.graphql_document, asked.operation_name)
        if operation is None:  # which Strawberry refuses
            return
        cost = amount(cost_of(core_of(asked.schema), asked.graphql_document, operation), variables)
        if cost > limits.cost:
            raise LimitExceeded("cost", limits.cost, cost)

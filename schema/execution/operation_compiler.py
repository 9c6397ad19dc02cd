"""Compile an operation to Python code, and run it: an operation that is asked often is not interpreted each time."""

from __future__ import annotations

from collections.abc import Awaitable, Mapping
from functools import cache
from inspect import iscoroutine
from typing import Any, Final, NamedTuple, TypeGuard

import orjson
from graphql import (
    DocumentNode,
    ExecutionResult,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    execute,
)
from graphql.execution import MiddlewareManager

from ..context import Context, check_time
from ..provenance import record_sources
from .plan import Budget, Operation, Plan, PlanTooLarge
from .resolver_cache import reuse
from .runtime import Binding, Run
from .specialize import Deoptimize, Specialization
from .strawberry_adapter import is_async, is_awaitable
from .variables import BoundVariables, CoercedVariables, Variables

MOST_VARIANTS: Final = 16
"""For how many combinations of its conditions an operation is compiled at most."""
_PATIENCE: Final = 3
"""How many values of unusual classes, without an error, it takes until graphql-core always executes an operation."""

_PLAIN: Final = MiddlewareManager(check_time, reuse)
_NOTING: Final = MiddlewareManager(record_sources, check_time, reuse)


class Encoded(NamedTuple):
    """The result of an operation, with its data encoded.

    Attributes
    ----------
    data : bytes
        The data as JSON: `null` where there is none.
    errors : list of GraphQLError
        The errors.
    """

    data: bytes
    errors: list[GraphQLError]


class Compiled:
    """A compiled operation; made by `compile_operation`.

    Attributes
    ----------
    deoptimized : int
        How often graphql-core executed it, because of an error or a value of an unusual class.
    """

    def __init__(self, operation: Operation) -> None:
        self._operation = operation
        self._variables = Variables(operation)
        self._budget = Budget(operation.length)
        self._variants: dict[tuple[object, ...], _Variant] = {}
        self.deoptimized = 0
        self._known = False

    @property
    def weight_in_bytes(self) -> int:
        """About how many bytes it takes with the document; it grows with the types that it meets."""
        return self._operation.weight + self._budget.weight_in_bytes

    @property
    def source(self) -> str:
        """The generated Python; where variables decide conditions, with none of them true."""
        conditions = dict.fromkeys(self._operation.conditions, False)
        plan = Plan(self._operation, conditions, Budget(100 * self._operation.length))
        return "\n".join(Specialization(plan).sources())

    def execute(
        self, context: Context, variables: Mapping[str, Any] | None = None, *, provenance: bool = False
    ) -> ExecutionResult:
        """Execute it.

        Parameters
        ----------
        context
            The context of the operation.
        variables
            Raw values of the operation's variables.
        provenance
            Whether the sources behind every value are recorded in the context.

        Returns
        -------
        ExecutionResult
            Data and errors as graphql-core returns them.

        Raises
        ------
        RuntimeError
            When a value has to be awaited.
        """
        return self._run(context, variables or {}, "provenance" if provenance else "plain")

    def execute_bytes(
        self, context: Context, variables: Mapping[str, Any] | None = None, *, provenance: bool = False
    ) -> Encoded:
        """Execute it, and return the data as JSON: the bytes that orjson makes of the data that `execute` returns."""
        result = self.execute_parts(context, variables, provenance=provenance)
        return Encoded(orjson.dumps(result.data), result.errors or [])

    def execute_parts(
        self, context: Context, variables: Mapping[str, Any] | None = None, *, provenance: bool = False
    ) -> ExecutionResult:
        """Execute it, and return the data for orjson alone: parts of it may be encoded already."""
        return self._run(context, variables or {}, "provenance" if provenance else "kept")

    def _run(self, context: Context, raw: Mapping[str, Any], form: str) -> ExecutionResult:
        given = self._variables.coerce(raw)
        if isinstance(given, list):
            return ExecutionResult(None, given)
        variant = self._variant(given.coerced)
        if variant is not None:
            try:
                result = self._run_specialized(variant, form, context, given)
            except PlanTooLarge:
                pass
            else:
                return result or self._deoptimize(variant, form, context, raw)
        return self._run_generic(form, context, raw)

    def execute_bound(
        self, context: Context, variables: Mapping[str, Any], binding: Binding, form: str
    ) -> ExecutionResult | None:
        """Execute it for a document of its shape; None where that has to be executed by itself.

        Parameters
        ----------
        context
            The context of the operation.
        variables
            Raw values of the variables.
        binding
            The document.
        form
            Which specialization is executed.
        """
        given = self._variables.coerce(variables)
        if isinstance(given, list):
            return None
        coerced = {**given.coerced, **binding.strings}
        try:
            variant = self._variant(coerced)
            if variant is None:
                return None
            chosen = variant.form(form)
            run = Run(chosen, context, BoundVariables(self._variables, variables, coerced), binding)
            return ExecutionResult(chosen.root()(run, None), run.errors or None)
        except Exception:  # the document itself has the error, with its place
            return None

    def _run_specialized(
        self, variant: _Variant, form: str, context: Context, given: CoercedVariables
    ) -> ExecutionResult | None:
        """Return the result; None where an error occurs below the root, or a value is not of its usual class."""
        if variant.patience:
            by_field = not self._known
            self._known = True
            chosen = variant.form(form, by_field=by_field)
            try:
                run = Run(chosen, context, given)
                return ExecutionResult(chosen.root()(run, None), run.errors or None)
            except PlanTooLarge:
                raise
            except Exception as error:
                variant.surprised = isinstance(error, Deoptimize | LookupError)
        return None

    def _deoptimize(self, variant: _Variant, form: str, context: Context, raw: Mapping[str, Any]) -> ExecutionResult:
        """Return the data, and the errors with their paths."""
        self.deoptimized += 1
        result = self._run_generic(form, context, raw)
        if variant.surprised and not result.errors:
            variant.patience = max(0, variant.patience - 1)
        return result

    def _variant(self, coerced: Mapping[str, Any]) -> _Variant | None:
        """Return the operation with decided conditions; None where they are undecided, or it has too many variants."""
        decided = tuple([coerced.get(name) for name in self._operation.conditions])
        known = self._variants.get(decided)
        if known is None and len(self._variants) < MOST_VARIANTS and all(isinstance(one, bool) for one in decided):
            holds = (one is True for one in decided)
            plan = Plan(self._operation, dict(zip(self._operation.conditions, holds, strict=True)), self._budget)
            known = self._variants[decided] = _Variant(plan)
        return known

    def _run_generic(self, form: str, context: Context, raw: Mapping[str, Any]) -> ExecutionResult:
        """Return what graphql-core makes of it."""
        name = self._operation.node.name
        try:
            result = execute(
                self._operation.schema,
                self._operation.document,
                context_value=context,
                variable_values=dict(raw),
                operation_name=name.value if name else None,
                middleware=_NOTING if form == "provenance" else _PLAIN,
                is_awaitable=_refuse_awaitable,
            )
        except _Awaitable:
            raise RuntimeError("GraphQL execution failed to complete synchronously.") from None
        assert isinstance(result, ExecutionResult)
        return result


class _Awaitable(BaseException):
    """A value has to be awaited; not an Exception, which graphql-core would take for an error of the field."""


def _refuse_awaitable(value: Any) -> TypeGuard[Awaitable[Any]]:
    """Refuse a value of a field that has to be awaited, or that is a list with such a value in it."""
    found = [one for one in (value if isinstance(value, list | tuple) else (value,)) if is_awaitable(one)]
    for one in found:
        if iscoroutine(one):
            one.close()
    if found:
        raise _Awaitable
    return False


class _Variant:
    """An operation with decided conditions, and its specializations.

    Attributes
    ----------
    patience : int
        How many more values of unusual classes, without an error, it takes until graphql-core always executes it.
    surprised : bool
        Whether it met a value of an unusual class in its last execution.
    """

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.patience = _PATIENCE
        self.surprised = False
        self._forms: dict[str, Specialization] = {}

    def form(self, name: str, *, by_field: bool = False) -> Specialization:
        known = self._forms.get(name)
        if known is None:
            match name:
                case "provenance":
                    known = Specialization(self.plan, provenance=True, by_field=by_field)
                case "kept":
                    inner = self.form("plain", by_field=by_field)
                    known = Specialization(self.plan, inner=inner, by_field=by_field)
                case _:
                    known = Specialization(self.plan, by_field=by_field)
            self._forms[name] = known
        elif known.by_field and not by_field:
            # What is executed again is worth its compilation.
            del self._forms[name]
            return self.form(name)
        return known


def compile_operation(
    schema: GraphQLSchema,
    document: DocumentNode,
    operation: OperationDefinitionNode,
    given: frozenset[str] = frozenset(),
) -> Compiled | None:
    """Compile an operation of a valid document.

    Parameters
    ----------
    schema
        The schema that the document is valid for.
    document
        The document.
    operation
        One of its operations.
    given
        Variables that it does not declare: `execute_bound` is given a value for each.

    Returns
    -------
    Compiled or None
        None where the compiler does not support a part of it, or some field of the schema has to be awaited:
        graphql-core can execute it.

    Examples
    --------
    >>> document = parse("{ dataset { version } }")
    >>> print(compile_operation(core_schema(), document, document.definitions[0]).source)
    # the operation
    def Query(run, source):
        ...
    """
    if _awaits(schema):
        return None
    found = Operation.of(schema, document, operation, given)
    return None if found is None else Compiled(found)


@cache
def _awaits(schema: GraphQLSchema) -> bool:
    """Return whether some field of a schema certainly has to be awaited."""
    types = (one for one in schema.type_map.values() if hasattr(one, "fields"))
    return any(is_async(field) for one in types for field in one.fields.values() if hasattr(field, "resolve"))

"""Operations compiled: the way in."""

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

from ..context import Context, in_time
from ..provenance import noting as note_sources
from .plan import Budget, Plan, PlanTooLarge, Question
from .resolver_cache import reuse
from .runtime import Run
from .specialize import Deoptimize, Form
from .strawberry_adapter import is_async, is_awaitable
from .variables import Given, Variables

MOST_VARIANTS: Final = 16
"""For how many of the ways in which its conditions can come out an operation is compiled."""
_PATIENCE: Final = 3
"""How many surprises without an error it takes until an operation is left to graphql-core from the start."""

_PLAIN: Final = MiddlewareManager(in_time, reuse)
_NOTING: Final = MiddlewareManager(note_sources, in_time, reuse)


class Encoded(NamedTuple):
    """The outcome of an operation, its data encoded.

    Attributes
    ----------
    data : bytes
        The data as JSON: `null` where there is none.
    errors : list of GraphQLError
        What went wrong.
    """

    data: bytes
    errors: list[GraphQLError]


class Compiled:
    """An operation that is ready to be run; made by `compile_operation`.

    Attributes
    ----------
    deoptimized : int
        How often it was left to graphql-core: for an error, or a value of an unusual class.
    """

    def __init__(self, question: Question) -> None:
        self._question = question
        self._variables = Variables(question)
        self._budget = Budget(question.length)
        self._variants: dict[tuple[object, ...], _Variant] = {}
        self.deoptimized = 0

    @property
    def weight_in_bytes(self) -> int:
        """About how many bytes it takes, which grows with what it is asked, with the document."""
        return self._question.weight + self._budget.weight_in_bytes

    @property
    def source(self) -> str:
        """The Python that it became; where variables decide conditions, with none of them true."""
        conditions = dict.fromkeys(self._question.conditions, False)
        plan = Plan(self._question, conditions, Budget(100 * self._question.length))
        return "\n".join(Form(plan).sources())

    def execute(
        self, context: Context, variables: Mapping[str, Any] | None = None, *, noting: bool = False
    ) -> ExecutionResult:
        """Run it.

        Parameters
        ----------
        context
            What resolvers are given.
        variables
            Values of the operation's variables, as they came.
        noting
            Whether the sources behind every value are noted in the context.

        Returns
        -------
        ExecutionResult
            Data and errors as graphql-core gives them.

        Raises
        ------
        RuntimeError
            When a value has to be awaited.
        """
        return self._run(context, variables or {}, "noting" if noting else "plain")

    def execute_bytes(
        self, context: Context, variables: Mapping[str, Any] | None = None, *, noting: bool = False
    ) -> Encoded:
        """Run it, and give the data as JSON: the bytes that orjson makes of the data that `execute` gives."""
        result = self.execute_parts(context, variables, noting=noting)
        return Encoded(orjson.dumps(result.data), result.errors or [])

    def execute_parts(
        self, context: Context, variables: Mapping[str, Any] | None = None, *, noting: bool = False
    ) -> ExecutionResult:
        """Run it, and give the data for orjson alone: parts of it may be encoded already."""
        return self._run(context, variables or {}, "noting" if noting else "kept")

    def _run(self, context: Context, raw: Mapping[str, Any], form: str) -> ExecutionResult:
        given = self._variables.given(raw)
        if isinstance(given, list):
            return ExecutionResult(None, given)
        variant = self._variant(given.coerced)
        if variant is not None:
            try:
                result = self._at_once(variant, form, context, given)
            except PlanTooLarge:
                pass
            else:
                return result or self._deoptimized(variant, form, context, raw)
        return self._by_the_book(form, context, raw)

    def _at_once(self, variant: _Variant, form: str, context: Context, given: Given) -> ExecutionResult | None:
        """The data, where nothing goes wrong and every value is of the usual class; else None."""
        if variant.patience:
            chosen = variant.form(form)
            try:
                return ExecutionResult(chosen.root()(Run(chosen, context, given), None), None)
            except PlanTooLarge:
                raise
            except Exception as error:
                variant.surprised = isinstance(error, Deoptimize | LookupError)
        return None

    def _deoptimized(self, variant: _Variant, form: str, context: Context, raw: Mapping[str, Any]) -> ExecutionResult:
        """The data, and the errors with their places."""
        self.deoptimized += 1
        result = self._by_the_book(form, context, raw)
        if variant.surprised and not result.errors:
            variant.patience = max(0, variant.patience - 1)
        return result

    def _variant(self, coerced: Mapping[str, Any]) -> _Variant | None:
        """The operation with its conditions decided; None where they are not, or were in too many ways."""
        decided = tuple([coerced.get(name) for name in self._question.conditions])
        known = self._variants.get(decided)
        if known is None and len(self._variants) < MOST_VARIANTS and all(isinstance(one, bool) for one in decided):
            holds = (one is True for one in decided)
            plan = Plan(self._question, dict(zip(self._question.conditions, holds, strict=True)), self._budget)
            known = self._variants[decided] = _Variant(plan)
        return known

    def _by_the_book(self, form: str, context: Context, raw: Mapping[str, Any]) -> ExecutionResult:
        """What graphql-core makes of it."""
        name = self._question.operation.name
        try:
            result = execute(
                self._question.schema,
                self._question.document,
                context_value=context,
                variable_values=dict(raw),
                operation_name=name.value if name else None,
                middleware=_NOTING if form == "noting" else _PLAIN,
                is_awaitable=_refuse_awaitable,
            )
        except _Awaitable:
            raise RuntimeError("GraphQL execution failed to complete synchronously.") from None
        assert isinstance(result, ExecutionResult)
        return result


class _Awaitable(BaseException):
    """A value has to be awaited; no exception, for graphql-core would take it for an error of the field."""


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
    """An operation with its conditions decided, and the forms in which it was run.

    Attributes
    ----------
    patience : int
        How many surprises without an error it still takes until it is left to graphql-core from the start.
    surprised : bool
        Whether it met a value of an unusual class when it was last run at once.
    """

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.patience = _PATIENCE
        self.surprised = False
        self._forms: dict[str, Form] = {}

    def form(self, name: str) -> Form:
        known = self._forms.get(name)
        if known is None:
            match name:
                case "noting":
                    known = Form(self.plan, noting=True)
                case "kept":
                    known = Form(self.plan, inner=self.form("plain"))
                case _:
                    known = Form(self.plan)
            self._forms[name] = known
        return known


def compile_operation(
    schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode
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

    Returns
    -------
    Compiled or None
        None where it holds something that the compiler does not know, or some field of the schema has to be awaited:
        graphql-core can run it.

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
    question = Question.of(schema, document, operation)
    return None if question is None else Compiled(question)


@cache
def _awaits(schema: GraphQLSchema) -> bool:
    """Whether some field of a schema is sure to have to be awaited."""
    types = (one for one in schema.type_map.values() if hasattr(one, "fields"))
    return any(is_async(field) for one in types for field in one.fields.values() if hasattr(field, "resolve"))

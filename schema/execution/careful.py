"""An operation run by the book: every field by itself, every error noted with its place, as the specification says.

It follows https://spec.graphql.org/draft/#sec-Execution step by step, over a plan that was made once.
"""

from __future__ import annotations

from collections.abc import Sequence
from inspect import iscoroutine
from typing import Any, NoReturn

from graphql import (
    ExecutionResult,
    GraphQLAbstractType,
    GraphQLError,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLResolveInfo,
    default_field_resolver,
    default_type_resolver,
    is_abstract_type,
    is_leaf_type,
    is_object_type,
    located_error,
)
from graphql.execution import MiddlewareManager
from graphql.execution.values import VariableValues, get_argument_values
from graphql.pyutils import Path, Undefined, inspect, is_awaitable, is_iterable
from graphql.type import GraphQLResolveInfoHelpers

from .arguments import converted
from .leaf_types import written
from .plan import Field, Plan, Selection
from .resolver_cache import NOTHING, Results
from .strawberry_adapter import Call, resolver_of

Info = GraphQLResolveInfo[Any]


class Awaited(BaseException):
    """Something that has to be awaited, which is not done here; no field may take it for an error of its own."""

    def __init__(self) -> None:
        super().__init__("GraphQL execution failed to complete synchronously.")


class Careful:
    """One run of an operation with care.

    Parameters
    ----------
    plan
        What is asked.
    context
        What resolvers are given.
    variables
        The values of the variables.
    middleware
        What stands around every resolver; None where nothing does.
    """

    def __init__(
        self, plan: Plan, context: Any, variables: VariableValues, middleware: MiddlewareManager | None = None
    ) -> None:
        self._plan = plan
        self._question = plan.question
        self._schema = plan.question.schema
        self._context = context
        self._variables = variables
        self._middleware = middleware
        self._fragments = {name: one.definition for name, one in plan.question.fragments.items()}
        self._errors: list[GraphQLError] = []

    def run(self, selection: Selection) -> ExecutionResult:
        """Run what is asked of the root."""
        data: dict[str, Any] | None
        try:
            data = self._object(selection, None, None)
        except GraphQLError as error:
            self._errors.append(error)
            data = None
        return ExecutionResult(data, self._errors or None)

    def _object(self, selection: Selection, source: object, path: Path | None) -> dict[str, Any]:
        name = selection.type.name
        return {field.key: self._field(field, source, Path(path, field.key, name)) for field in selection.fields}

    def _field(self, field: Field, source: object, path: Path) -> Any:
        definition = field.definition
        info = self._info(field, path)
        resolve = definition.resolve or default_field_resolver
        if self._middleware:
            resolve = self._middleware.get_field_resolver(resolve)
        try:
            arguments = (
                get_argument_values(definition, field.node, self._variables)
                if definition.args or field.node.arguments
                else {}
            )
            value = self._known(field, arguments)
            if value is NOTHING:
                value = resolve(source, info, **arguments)
            _refuse_awaitable(value)
            return self._value(definition.type, field, info, path, value)
        except Exception as error:
            self._failed(error, definition.type, field, path)
            return None

    def _known(self, field: Field, arguments: dict[str, Any]) -> Any:
        """What a question that takes work came to before, so that it is not worked out twice; else `NOTHING`."""
        resolver = resolver_of(self._schema, field.parent, field.name)
        if not isinstance(resolver, Call) or not resolver.kept:
            return NOTHING
        results: Results = self._context.graph.derived(Results)
        return results.known(resolver.function, converted(self._schema, field, arguments))

    def _failed(self, error: Exception, type_: GraphQLOutputType, field: Field, path: Path) -> None:
        """Note an error where null may stand in for the value, or pass it on to what it is a part of."""
        located = located_error(error, field.nodes, path.as_list())
        if isinstance(type_, GraphQLNonNull):
            raise located
        self._errors.append(located)

    def _value(self, type_: GraphQLOutputType, field: Field, info: Info, path: Path, value: Any) -> Any:
        if isinstance(value, Exception):
            raise value
        if isinstance(type_, GraphQLNonNull):
            completed = self._value(type_.of_type, field, info, path, value)
            if completed is None:
                raise TypeError(f"Cannot return null for non-nullable field {field.parent}.{field.name}.")
            return completed
        if value is None or value is Undefined:
            return None
        if isinstance(type_, GraphQLList):
            return self._list(type_.of_type, field, info, path, value)
        if is_leaf_type(type_):
            return written(type_, value)
        if is_abstract_type(type_):
            type_ = self._type_of(type_, field, info, value)
        assert is_object_type(type_)
        return self._of_type(type_, field, info, path, value)

    def _list(self, item_type: GraphQLOutputType, field: Field, info: Info, path: Path, value: Any) -> list[Any]:
        if hasattr(value, "__aiter__"):
            raise Awaited
        if not is_iterable(value):
            raise GraphQLError(f"Expected Iterable, but did not find one for field '{field.parent}.{field.name}'.")
        completed: list[Any] = []
        items = iter(value)
        for index, item in enumerate(items):
            if is_awaitable(item):
                _refuse((item, *items))
            place = path.add_key(index, None)
            try:
                completed.append(self._value(item_type, field, info, place, item))
            except Exception as error:
                self._failed(error, item_type, field, place)
                completed.append(None)
        return completed

    def _of_type(self, type_: GraphQLObjectType, field: Field, info: Info, path: Path, value: Any) -> dict[str, Any]:
        if type_.is_type_of is not None:
            recognized = type_.is_type_of(value, info)
            _refuse_awaitable(recognized)
            if not recognized:
                raise GraphQLError(f"Expected value of type '{type_}' but got: {inspect(value)}.", field.nodes)
        return self._object(self._plan.below(field, type_), value, path)

    def _type_of(self, abstract: GraphQLAbstractType, field: Field, info: Info, value: Any) -> GraphQLObjectType:
        """The type of a value that may be of several.

        Raises
        ------
        GraphQLError
            When it is none of them.
        """
        name = (abstract.resolve_type or default_type_resolver)(value, info, abstract)
        _refuse_awaitable(name)
        place = f"'{field.parent}.{field.name}'"
        if name is None:
            raise GraphQLError(
                f"Abstract type '{abstract}' must resolve to an Object type at runtime for field {place}."
                f" Either the '{abstract}' type should provide a 'resolve_type' function"
                " or each possible type should provide an 'is_type_of' function.",
                field.nodes,
            )
        if not isinstance(name, str):
            raise GraphQLError(
                f"Abstract type '{abstract}' must resolve to an Object type at runtime for field {place}"
                f" with value {inspect(value)}, received '{inspect(name)}', which is not a valid Object type name.",
                field.nodes,
            )
        type_ = self._schema.get_type(name)
        if type_ is None:
            told = f"Abstract type '{abstract}' was resolved to a type '{name}' that does not exist inside the schema."
            raise GraphQLError(told, field.nodes)
        if not is_object_type(type_):
            raise GraphQLError(f"Abstract type '{abstract}' was resolved to a non-object type '{name}'.", field.nodes)
        if not self._schema.is_sub_type(abstract, type_):
            raise GraphQLError(f"Runtime Object type '{type_}' is not a possible type for '{abstract}'.", field.nodes)
        return type_

    def _info(self, field: Field, path: Path) -> Info:
        return GraphQLResolveInfo(
            field.name,
            field.nodes,
            field.definition.type,
            field.parent,
            path,
            self._schema,
            self._fragments,
            None,
            self._question.operation,
            self._variables,
            self._context,
            is_awaitable,
            None,
            GraphQLResolveInfoHelpers(_refuse, _refuse),
        )


def _refuse(values: Sequence[Any]) -> NoReturn:
    for one in values:
        if iscoroutine(one):
            one.close()
    raise Awaited


def _refuse_awaitable(value: object) -> None:
    if is_awaitable(value):
        _refuse((value,))

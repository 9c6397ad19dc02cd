"""The specialization of an operation: its functions are generated and compiled on first use."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from functools import lru_cache
from inspect import iscoroutine
from threading import Lock
from types import CodeType, GeneratorType
from typing import Any, Final, NoReturn
from weakref import WeakValueDictionary

import orjson
from graphql import (
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    Undefined,
    execute_sync,
    get_named_type,
    is_abstract_type,
    is_leaf_type,
)

from ...graph.storage.cache_budget import Cache, Share, weigh
from .arguments import Arguments, are_constant
from .codegen import CodeGenerator
from .leaf_types import serialize
from .plan import Budget, Field, Plan, Selection
from .strawberry_adapter import is_awaitable, record_of, types_by_record

Function = Callable[[Any, Any], dict[str, Any]]
"""The function of a selection, which takes the runtime and an object."""


class Deoptimize(Exception):
    """A value is not of its usual class, which need not be an error; graphql-core executes the operation."""


class Dispatch(dict[type, Function]):
    """The functions of the selection of a field, by the class of the object."""

    __hash__ = object.__hash__  # type: ignore[assignment]
    __eq__ = object.__eq__

    def __init__(self, form: Specialization, field: Field) -> None:
        super().__init__()
        self._form = form
        self._field = field
        self.key_weight = 0

    @property
    def weight_in_bytes(self) -> int:
        """About how many bytes it takes, with the document and its functions."""
        return self.key_weight + self._form.plan.weight_in_bytes

    def __missing__(self, cls: type) -> Function:
        self[cls] = function = self._form.function(self._form.plan.below(self._field, self._type(cls)))
        return function

    def compile(self) -> None:
        """Compile the functions as a whole from now on."""
        if self._form.by_field:
            self._form.compile()
            self.clear()

    def _type(self, cls: type) -> GraphQLObjectType:
        named = get_named_type(self._field.definition.type)
        found: GraphQLObjectType | None = None
        if isinstance(named, GraphQLInterfaceType):
            found = (types_by_record(self._form.plan.operation.schema, named) or {}).get(cls)
        elif isinstance(named, GraphQLObjectType):
            usual = cls is record_of(named) if named.is_type_of else _is_ordinary(cls)
            found = named if usual else None
        if found is None:
            raise Deoptimize(cls)
        return found


class Specialization:
    """A set of compiled functions for an operation.

    Parameters
    ----------
    plan
        The plan.
    provenance
        Whether the sources behind every value are recorded.
    inner
        Where parts of the response are cached: the specialization that produces them.
    by_field
        Whether a selection is not compiled as a whole, which takes longer than to execute it once.
    """

    def __init__(
        self,
        plan: Plan,
        *,
        provenance: bool = False,
        inner: Specialization | None = None,
        by_field: bool = False,
    ) -> None:
        self.plan = plan
        self.by_field = by_field
        self.provenance = provenance
        self.inner = inner
        self.arguments: list[Arguments] = []
        self.dispatches: list[Dispatch] = []
        self.constants: list[tuple[Field, bytes | None]] = []
        self._functions: dict[int, tuple[Selection, Function]] = {}
        self._lock = Lock()
        self._root: Function | None = None

    def root(self) -> Function:
        """Return the function of the operation."""
        if self._root is None:
            self._root = self.function(self.plan.root())
        return self._root

    def function(self, selection: Selection) -> Function:
        """Return the function of a selection."""
        known = self._functions.get(id(selection))
        if known is None:
            with self._lock:
                known = self._compiled(selection)
        return known[1]

    def _compiled(self, selection: Selection) -> tuple[Selection, Function]:
        known = self._functions.get(id(selection))
        if known is None:
            function = self._by_field(selection) if self.by_field else self._function(selection)
            known = self._functions[id(selection)] = (selection, function)
        return known

    def _function(self, selection: Selection, alone: Field | None = None) -> Function:
        writer = CodeGenerator(self, selection, alone)
        exec(_code(writer.source), writer.namespace)
        function: Function = writer.namespace[selection.type.name]
        return function

    def _by_field(self, selection: Selection) -> Function:
        """Return a function that calls one for each field, most of which are compiled already."""
        fields = tuple((field.key, self._field(selection, field)) for field in selection.fields)
        return lambda run, source: {key: value(run, source) for key, value in fields}

    def _field(self, selection: Selection, field: Field) -> Function:
        leaf = is_leaf_type(get_named_type(field.definition.type))
        if not leaf or selection.of_root or any(node.arguments for node in field.nodes):
            return self._function(selection, field)
        # It is the same in every operation.
        key = (self.plan.operation.schema, field.parent, field.name, self.provenance)
        known = _leaves.get(key)
        if known is None:
            known = _leaves[key] = self._function(selection, field)
        return known

    def compile(self) -> None:
        """Compile each selection as a whole from now on."""
        if self.by_field:
            self.by_field = False
            self._functions.clear()
            self._root = None

    def serializer(self, field: Field) -> Callable[[Any], Any]:
        """Return the function that serializes a value of an unusual class."""
        type_ = get_named_type(field.definition.type)

        def serializer(value: Any) -> Any:
            if not _is_ordinary(value.__class__):
                if iscoroutine(value):
                    value.close()
                raise Deoptimize(value)
            return serialize(type_, value)  # type: ignore[arg-type]

        return serializer

    def dispatch(self, field: Field) -> Dispatch:
        """Return the functions of the selection of a field, by the class of the object."""
        return Dispatch(self, field)

    def fragment_index(self, field: Field) -> int | None:
        """Return the index of the cached fragments of a field; None where they are not cached."""
        if self.inner is None or not self._is_of_records(get_named_type(field.definition.type)):
            return None
        if not self._is_constant(field):
            return None
        self.dispatches.append(self._shared(field, self.inner))
        return len(self.dispatches) - 1

    def _shared(self, field: Field, inner: Specialization) -> Dispatch:
        """Return the functions of the selection of records; operations with the same text share them."""
        operation = self.plan.operation
        texts = [operation.text_of(one.selection_set) for one in field.nodes]
        # Conditions may depend on the variables of the operation.
        if any(text is None or "@" in text for text in texts):
            return inner.dispatch(field)
        key = (operation.schema, get_named_type(field.definition.type).name, *texts)
        with _lock:
            known = _shared.get(key)
            if known is None:
                # It outlives the operation: it has a plan of its own, for these fields alone.
                plan = Plan(operation, {}, Budget(operation.length))
                known = _shared[key] = Specialization(plan, by_field=self.by_field).dispatch(field)
                known.key_weight = weigh(*texts)
            elif not self.by_field:
                known.compile()
            return known

    def argument_index(self, arguments: Arguments) -> int:
        """Return the index of arguments that depend on variables."""
        self.arguments.append(arguments)
        return len(self.arguments) - 1

    def constant_index(self, field: Field) -> int | None:
        """Return the index of a constant result of introspection; None where it is not constant."""
        if not self._is_constant(field) or not are_constant(field.node.arguments):
            return None
        self.constants.append((field, None))
        return len(self.constants) - 1

    def constant(self, place: int) -> Any:
        """Return a constant result of introspection."""
        field, known = self.constants[place]
        if known is None:
            result = execute_sync(
                self.plan.operation.schema, self.plan.document_of(field), variable_values=dict(self.plan.conditions)
            )
            if result.errors or result.data is None:
                raise Deoptimize(result.errors)
            known = orjson.dumps(result.data[field.key])
            self.constants[place] = (field, known)
        return orjson.Fragment(known) if self.inner else orjson.loads(known)

    def deoptimize(self, value: Any = None) -> NoReturn:
        """Raise `Deoptimize`: the value is not of its usual class."""
        raise Deoptimize(value)

    def sources(self) -> Iterator[str]:
        """Yield the source of every function that a response may need, the root's first."""
        left, seen = [("", self.plan.root())], set[int]()
        while left:
            path, selection = left.pop(0)
            if id(selection) not in seen:
                seen.add(id(selection))
                specialization = Specialization(self.plan, provenance=self.provenance)
                yield f"# {path or 'the operation'}\n{CodeGenerator(specialization, selection).source}"
                for field in selection.fields:
                    left += [(f"{path}.{field.key}".strip("."), below) for below in self._below(field)]

    def _below(self, field: Field) -> Iterator[Selection]:
        named: GraphQLNamedType = get_named_type(field.definition.type)
        if isinstance(named, GraphQLObjectType):
            yield self.plan.below(field, named)
        elif is_abstract_type(named):
            for one in self.plan.operation.schema.get_possible_types(named):
                yield self.plan.below(field, one)

    def _is_constant(self, field: Field) -> bool:
        """Return whether no argument below a field depends on variables."""
        nodes = (one for node in field.nodes for one in self.plan.operation.nodes_of(node.selection_set))
        return all(are_constant(one.arguments) for one in nodes)

    def _is_of_records(self, named: GraphQLNamedType) -> bool:
        if isinstance(named, GraphQLInterfaceType):
            return types_by_record(self.plan.operation.schema, named) is not None
        return isinstance(named, GraphQLObjectType) and record_of(named) is not None


CODE: Final = Share("compiled code", 0.03)
_BYTECODE: Final = 5
"""Bytes of a code object for each character of its source."""
_codes: Final[Cache[str, CodeType]] = Cache(CODE)
# They live as long as an operation or the fragment cache refers to them, and are weighed there.
_shared: Final[WeakValueDictionary[Hashable, Dispatch]] = WeakValueDictionary()
_lock: Final = Lock()
_leaves: Final[dict[Hashable, Function]] = {}
"""The functions of fields without arguments and selections: at most two for each field of a schema."""


def _code(source: str) -> CodeType:
    """Return compiled source; similar selections of different operations have the same source."""
    known = _codes.get(source)
    if known is None:
        known = compile(source, "<operation>", "exec")
        _codes.put(source, known, weigh(source) + _BYTECODE * len(source))
    return known


@lru_cache(maxsize=4096)
def _is_ordinary(cls: type) -> bool:
    """Return whether values of a class are certainly values: not errors, null, or awaitable."""
    return not (
        issubclass(cls, BaseException | GeneratorType | type(None) | type(Undefined))
        or is_awaitable(cls)
        or hasattr(cls, "__await__")
    )

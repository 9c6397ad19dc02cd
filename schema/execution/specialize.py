"""The functions of an operation: written, compiled and kept when a value that needs them is first met."""

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
)

from ...graph.storage.cache_budget import Cache, Share, weigh
from .arguments import Arguments, are_constant
from .codegen import Writer
from .leaf_types import written
from .plan import Budget, Field, Plan, Selection
from .strawberry_adapter import is_awaitable, record_of, types_by_record

Function = Callable[[Any, Any], dict[str, Any]]
"""What gives the answer to a selection, from a run and an object."""


class Deoptimize(Exception):
    """A value of a class that is not the usual one; nothing need be wrong with it."""


class Select(dict[type, Function]):
    """What gives the answer to what a field asks of its objects, by their class."""

    __hash__ = object.__hash__  # type: ignore[assignment]
    __eq__ = object.__eq__

    def __init__(self, form: Form, field: Field) -> None:
        super().__init__()
        self._form = form
        self._field = field
        self.key_weight = 0

    @property
    def weight_in_bytes(self) -> int:
        """About how many bytes of memory it holds, with the document and the functions that it needs."""
        return self.key_weight + self._form.plan.weight_in_bytes

    def __missing__(self, cls: type) -> Function:
        self[cls] = function = self._form.function(self._form.plan.below(self._field, self._type(cls)))
        return function

    def _type(self, cls: type) -> GraphQLObjectType:
        named = get_named_type(self._field.definition.type)
        found: GraphQLObjectType | None = None
        if isinstance(named, GraphQLInterfaceType):
            found = (types_by_record(self._form.plan.question.schema, named) or {}).get(cls)
        elif isinstance(named, GraphQLObjectType):
            usual = cls is record_of(named) if named.is_type_of else _is_plain(cls)
            found = named if usual else None
        if found is None:
            raise Deoptimize(cls)
        return found


class Form:
    """One way in which an operation is answered.

    Parameters
    ----------
    plan
        What is asked.
    noting
        Whether the sources behind every value are noted.
    inner
        Where parts of the answer are kept encoded: the form that gives these parts.
    """

    def __init__(self, plan: Plan, *, noting: bool = False, inner: Form | None = None) -> None:
        self.plan = plan
        self.noting = noting
        self.inner = inner
        self.arguments: list[Arguments] = []
        self.shelves: list[Select] = []
        self.constants: list[tuple[Field, bytes | None]] = []
        self._functions: dict[int, tuple[Selection, Function]] = {}
        self._lock = Lock()
        self._root: Function | None = None

    def root(self) -> Function:
        """The function of the whole operation."""
        if self._root is None:
            self._root = self.function(self.plan.root())
        return self._root

    def function(self, selection: Selection) -> Function:
        """The function of a selection."""
        known = self._functions.get(id(selection))
        if known is None:
            with self._lock:
                known = self._written(selection)
        return known[1]

    def _written(self, selection: Selection) -> tuple[Selection, Function]:
        known = self._functions.get(id(selection))
        if known is None:
            writer = Writer(self, selection)
            exec(_code(writer.source), writer.namespace)
            known = self._functions[id(selection)] = (selection, writer.namespace[selection.type.name])
        return known

    def leaf(self, field: Field) -> Callable[[Any], Any]:
        """What writes a value of a scalar or enum that has not the usual class."""
        type_ = get_named_type(field.definition.type)

        def leaf(value: Any) -> Any:
            if not _is_plain(value.__class__):
                if iscoroutine(value):
                    value.close()
                raise Deoptimize(value)
            return written(type_, value)  # type: ignore[arg-type]

        return leaf

    def select(self, field: Field) -> Select:
        """What answers what a field asks of its objects."""
        return Select(self, field)

    def shelf(self, field: Field) -> int | None:
        """Where the parts of the answer that a field gives are kept; None where they are not to be kept."""
        if self.inner is None or not self._is_of_records(get_named_type(field.definition.type)):
            return None
        if not self._is_constant(field):
            return None
        self.shelves.append(self._shared(field, self.inner))
        return len(self.shelves) - 1

    def _shared(self, field: Field, inner: Form) -> Select:
        """What answers what a field asks of its records: one for all operations that ask the same in the same words."""
        question = self.plan.question
        texts = [question.text_of(one.selection_set) for one in field.nodes]
        # Conditions may depend on the variables of the operation.
        if any(text is None or "@" in text for text in texts):
            return inner.select(field)
        key = (question.schema, get_named_type(field.definition.type).name, *texts)
        with _lock:
            known = _shared.get(key)
            if known is None:
                # It outlives the operation: it has a plan of its own, for these fields alone.
                known = _shared[key] = Form(Plan(question, {}, Budget(question.length))).select(field)
                known.key_weight = weigh(*texts)
            return known

    def given(self, arguments: Arguments) -> int:
        """Where the arguments of a field are found that hang on variables."""
        self.arguments.append(arguments)
        return len(self.arguments) - 1

    def once(self, field: Field) -> int | None:
        """Where the answer to a question about the schema is found; None where it is not always the same."""
        if not self._is_constant(field) or not are_constant(field.node.arguments):
            return None
        self.constants.append((field, None))
        return len(self.constants) - 1

    def answered_once(self, place: int) -> Any:
        """The answer to a question about the schema."""
        field, known = self.constants[place]
        if known is None:
            result = execute_sync(
                self.plan.question.schema, self.plan.document_of(field), variable_values=dict(self.plan.conditions)
            )
            if result.errors or result.data is None:
                raise Deoptimize(result.errors)
            known = orjson.dumps(result.data[field.key])
            self.constants[place] = (field, known)
        return orjson.Fragment(known) if self.inner else orjson.loads(known)

    def surprise(self, value: Any = None) -> NoReturn:
        """Give up: the value is not of a usual class."""
        raise Deoptimize(value)

    def sources(self) -> Iterator[str]:
        """The source of every function that an answer may need, the root's first."""
        left, seen = [("", self.plan.root())], set[int]()
        while left:
            path, selection = left.pop(0)
            if id(selection) not in seen:
                seen.add(id(selection))
                yield f"# {path or 'the operation'}\n{Writer(Form(self.plan, noting=self.noting), selection).source}"
                for field in selection.fields:
                    left += [(f"{path}.{field.key}".strip("."), below) for below in self._below(field)]

    def _below(self, field: Field) -> Iterator[Selection]:
        named: GraphQLNamedType = get_named_type(field.definition.type)
        if isinstance(named, GraphQLObjectType):
            yield self.plan.below(field, named)
        elif is_abstract_type(named):
            for one in self.plan.question.schema.get_possible_types(named):
                yield self.plan.below(field, one)

    def _is_constant(self, field: Field) -> bool:
        """Whether no argument of anything below a field hangs on variables."""
        nodes = (one for node in field.nodes for one in self.plan.question.nodes_of(node.selection_set))
        return all(are_constant(one.arguments) for one in nodes)

    def _is_of_records(self, named: GraphQLNamedType) -> bool:
        if isinstance(named, GraphQLInterfaceType):
            return types_by_record(self.plan.question.schema, named) is not None
        return isinstance(named, GraphQLObjectType) and record_of(named) is not None


CODE: Final = Share("compiled code", 0.03)
_BYTECODE: Final = 5
"""Bytes of a code object for each character of its source."""
_codes: Final[Cache[str, CodeType]] = Cache(CODE)
# They live as long as an operation or a shelf refers to them, and are weighed there.
_shared: Final[WeakValueDictionary[Hashable, Select]] = WeakValueDictionary()
_lock: Final = Lock()


def _code(source: str) -> CodeType:
    """A function compiled: like selections of unlike operations have the same source."""
    known = _codes.get(source)
    if known is None:
        known = compile(source, "<operation>", "exec")
        _codes.put(source, known, weigh(source) + _BYTECODE * len(source))
    return known


@lru_cache(maxsize=4096)
def _is_plain(cls: type) -> bool:
    """Whether values of a class are sure to be just values: not errors, nothing, or something to be awaited."""
    return not (
        issubclass(cls, BaseException | GeneratorType | type(None) | type(Undefined))
        or is_awaitable(cls)
        or hasattr(cls, "__await__")
    )

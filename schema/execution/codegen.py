"""Code generation: each selection of a type becomes a Python function that returns a dict display.

The code assumes that no error occurs and every value is of its usual class. It raises otherwise, and graphql-core then
executes the operation. Only the errors of clients in nullable fields of the root, such as an id that nothing has, are
part of the response.

    def State(run, source):
        return {
            "name": v if (v := source.name).__class__ is str else serializer_1(v),
            "governor": None if (v := governor_2(root=source, info=run)) is None else dispatch_3[v.__class__](run, v),
        }
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Protocol

from graphql import (
    GraphQLList,
    GraphQLNonNull,
    GraphQLOutputType,
    get_named_type,
    is_introspection_type,
    is_leaf_type,
)

from ..quick_parse.document_shape import is_lifted
from .arguments import Arguments, arguments_of
from .leaf_types import leaf_of
from .plan import Field, Plan, Selection
from .resolver_cache import key_of
from .strawberry_adapter import Attribute, Call, TypeName, UnknownResolver, record_field, resolver_of

LISTS: Final = frozenset((list, tuple))
"""The usual classes of lists."""

_START: Final[Mapping[str, Any]] = {"LISTS": LISTS}


class Names(Protocol):
    """The specialization that code is generated for: it gives the names in the code their values."""

    plan: Plan
    provenance: bool

    def serializer(self, field: Field) -> Any:
        """Return the function that serializes a value of an unusual class."""

    def dispatch(self, field: Field) -> Any:
        """Return the functions of the selection of a field, by the class of the object."""

    def fragment_index(self, field: Field) -> int | None:
        """Return the index of the cached fragments of a field, if they are cached."""

    def argument_index(self, arguments: Arguments) -> int:
        """Return the index of varying arguments."""

    def constant_index(self, field: Field) -> int | None:
        """Return the index of a constant result of introspection, if it is constant."""

    def deoptimize(self, value: Any = None) -> Any:
        """Raise `Deoptimize`."""


class CodeGenerator:
    """The generator of the function of one selection.

    Parameters
    ----------
    names
        The specialization, which gives the names their values.
    selection
        The selection on objects of one type.
    alone
        A field of it, where the function is to return the value of this field alone.

    Attributes
    ----------
    source : str
        The function.
    namespace : dict
        The values of the names in it; equal sources of different operations differ in this only.
    """

    def __init__(self, names: Names, selection: Selection, alone: Field | None = None) -> None:
        self._names = names
        self._of_root = selection.of_root
        self.namespace: dict[str, Any] = {**_START, "deoptimize": names.deoptimize}
        self._calls = False
        if alone is not None:
            value = self._field(alone)
            body = [f"    return {value}\n"]
        else:
            lines = [f"        {self._key(field)}: {self._field(field)}," for field in selection.fields]
            body = ["    return {", *lines, "    }\n"]
        head = ["    run.check_time()"] if self._calls else []
        self.source = "\n".join([f"def {selection.type.name}(run, source):", *head, *body])

    def _name(self, kind: str, value: Any) -> str:
        name = f"{kind}_{len(self.namespace)}"
        self.namespace[name] = value
        return name

    def _key(self, field: Field) -> str:
        if is_lifted(field.key):
            return f"run.alias({field.key!r})"
        # Aliases are values in the namespace: sources that differ in aliases only are compiled once.
        return repr(field.key) if field.key == field.name else self._name("key", field.key)

    def _field(self, field: Field) -> str:
        value = self._value(field)
        if self._names.provenance:
            # It returns None, so the value follows.
            return f"run.record_sources(source, {record_field(field.definition, field.name)!r}) or ({value})"
        return value

    def _value(self, field: Field) -> str:
        names = self._names
        schema_field = field.definition
        resolver = resolver_of(names.plan.operation.schema, field.parent, field.name)
        match resolver:
            case TypeName():
                return repr(field.parent.name)
            case Attribute():
                found = f"source.{resolver.name}"
            case Call():
                try:
                    arguments = arguments_of(names.plan.operation.schema, field, names.plan.operation.required)
                except Exception:  # graphql-core reports it with its path
                    return "deoptimize()"
                found = self._call(resolver, arguments)
                if self._of_root and not isinstance(schema_field.type, GraphQLNonNull):
                    found = f"run.attempt({self._name('field', field)}, lambda: {found})"
            case UnknownResolver():
                of_the_schema = is_introspection_type(get_named_type(schema_field.type))
                place = names.constant_index(field) if of_the_schema else None
                return "deoptimize()" if place is None else f"run.constant({place})"
        return self._completed(schema_field.type, field, f"(v := {found})", "v")

    def _call(self, resolver: Call, arguments: Arguments) -> str:
        self._calls = True
        if resolver.cacheable and not self._names.provenance:
            values = self._name("constant", dict(arguments.constant))
            sure = [f"{name!r}: run.variables[{variable!r}]" for name, variable in arguments.sure.items()]
            values += f" | {{{', '.join(sure)}}}" if sure else ""
            values += f" | run.arguments({self._names.argument_index(arguments)})" if arguments.varying else ""
            function = self._name(resolver.function.__name__, resolver.function)
            known = ""
            if not (sure or arguments.varying):
                known = f", {self._name('key', key_of(resolver.function, arguments.constant))}"
            return f"run.results.resolve({function}, {values}, run, {resolver.info!r}{known})"
        given = ["source"] if resolver.positional else []
        given += [f"{name}={value}" for name, value in ((resolver.root, "source"), (resolver.info, "run")) if name]
        given += [f"{name}={self._name(name, value)}" for name, value in arguments.constant.items()]
        given += [f"{name}=run.variables[{variable!r}]" for name, variable in arguments.sure.items()]
        if arguments.varying:
            place = self._names.argument_index(arguments)
            given.append(f"**run.arguments({place})")
        name = getattr(resolver.function, "__name__", "")
        function = self._name(name if name.isidentifier() else "resolver", resolver.function)
        return f"{function}({', '.join(given)})"

    def _completed(self, type_: GraphQLOutputType, field: Field, first: str, value: str) -> str:
        """Return the code that completes a value: `first` is its first occurrence, `value` each further one."""
        if isinstance(type_, GraphQLNonNull):
            return self._required(type_.of_type, field, first, value)
        if is_leaf_type(type_):
            leaf = leaf_of(type_)
            if leaf and leaf.serialized == "{value}":
                usual = leaf.usual.format(first=value, value=value)
                slow = self._name("serializer", self._names.serializer(field))
                return f"{value} if {first} is None or {usual} else {slow}({value})"
        return f"None if {first} is None else {self._required(type_, field, value, value)}"

    def _required(self, type_: GraphQLOutputType, field: Field, first: str, value: str) -> str:
        if isinstance(type_, GraphQLList):
            return self._list(type_.of_type, field, first, value)
        if is_leaf_type(type_):
            slow = self._name("serializer", self._names.serializer(field))
            leaf = leaf_of(type_)
            if leaf is None:
                return f"{slow}({first})"
            given = {name: self._name(name, one) for name, one in leaf.names.items()}
            usual = leaf.usual.format(first=first, value=value, **given)
            return f"{leaf.serialized.format(value=value, **given)} if {usual} else {slow}({value})"
        shelf = self._names.fragment_index(field)
        if shelf is not None:
            return f"run.cached({shelf}, {first})"
        return f"{self._name('dispatch', self._names.dispatch(field))}[{first}.__class__](run, {value})"

    def _list(self, item: GraphQLOutputType, field: Field, first: str, value: str) -> str:
        one = f"v{len(value)}"
        shelf = self._names.fragment_index(field)
        bare = item.of_type if isinstance(item, GraphQLNonNull) else item
        if shelf is not None and not isinstance(bare, GraphQLList):
            completed = f"run.all_cached({shelf}, {value})"
            if bare is item:
                completed = f"[None if {one} is None else run.cached({shelf}, {one}) for {one} in {value}]"
        else:
            completed = f"[{self._completed(item, field, one, one)} for {one} in {value}]"
        return f"{completed} if {first}.__class__ in LISTS else deoptimize({value})"

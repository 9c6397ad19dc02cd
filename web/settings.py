"""The settings of the server: each is an option of `clemency-graph serve` and a variable of the environment."""

from __future__ import annotations

import os
import types
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Annotated, Any, Final, Self, get_args

from annotated_types import Ge, Le
from pydantic import AfterValidator, Field, ValidationError, model_validator
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from ..graph.errors import ClemencyGraphError
from ..graph.storage.cache_budget import DEFAULT_BYTES
from ..schema.validation.limits import Limits

PREFIX: Final = "CLEMENCY_GRAPH_"
"""The beginning of every setting's name in the environment."""
OTHER_VARIABLES: Final = ("CACHE",)
"""Variables with that prefix that are no settings of the server."""
INTERNAL_VARIABLES: Final = ("REPLACING",)
"""Variables with that prefix by which the server's own processes know each other; no error names them."""

_LIMITS: Final = Limits()
_LIMIT_NAMES: Final = {"values": "max_variable_values", "repeats": "max_duplicate_fields"}
_SHOWN: Final = 60


class SettingsError(ClemencyGraphError, ValueError):
    """A setting that has a wrong value or does not exist; the message names it and what would be right."""


def _check_root_path(path: str) -> str:
    if path and (not path.startswith("/") or path.endswith("/")):
        raise ValueError("it must begin with a slash and not end with one, such as /clemency")
    return path


def _check_report_form(form: str | None) -> str | None:
    if form is not None and not (form.startswith(("https://", "http://", "mailto:")) and "{body}" in form):
        raise ValueError("it must begin with https://, http:// or mailto: and have {body} where the text belongs")
    return form


class Settings(BaseSettings):
    """The settings of a server; what is not given is read from the environment, as CLEMENCY_GRAPH_NAME.

    Raises
    ------
    SettingsError
        When a setting has a wrong value, or a variable or an argument is no setting.

    Examples
    --------
    >>> Settings(port=9000).port
    9000
    """

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="forbid", allow_inf_nan=False)

    host: str = Field("127.0.0.1", description="the address to listen on")
    port: int = Field(8000, description="the port to listen on; 0 for any free one", ge=0, le=65535)
    data: str | None = Field(
        None, description="a data folder, a packed file or its address; the package's own data if not set"
    )
    data_version: str | None = Field(None, description="the version that the data must have; others are refused")
    extra: str | None = Field(
        None,
        description="folders of data files laid over the data, separated by commas; their additions are marked",
    )
    workers: int = Field(1, description="the number of processes", ge=1)
    reload: bool = Field(
        False, description="reload the data when they change; data with errors never replace those that are served"
    )
    max_body: int = Field(200_000, description="the most bytes of a request's body", ge=1)
    max_tokens: int = Field(_LIMITS.tokens, description="the most tokens of a document", ge=1)
    max_depth: int = Field(_LIMITS.depth, description="the most levels of nested fields", ge=1)
    max_aliases: int = Field(_LIMITS.aliases, description="the most aliases in a document", ge=0)
    max_directives: int = Field(_LIMITS.directives, description="the most directives in a document", ge=0)
    max_fragments: int = Field(_LIMITS.fragments, description="the most named fragments of a document", ge=0)
    max_duplicate_fields: int = Field(
        _LIMITS.repeats, description="the most fields that are selected again in the same selection", ge=0
    )
    max_variable_values: int = Field(_LIMITS.values, description="the most values in the variables", ge=0)
    max_cost: int = Field(
        _LIMITS.cost,
        description="the highest cost of an operation: values in its response, pages multiplied out, and work",
        ge=1,
    )
    operation_timeout: float = Field(10.0, description="the seconds that an operation may take", ge=0.01)
    max_concurrent_expensive: int = Field(
        2, description="the number of expensive operations that run at a time, beside all others", ge=1
    )
    max_queued: int = Field(100, description="the number of expensive operations that may wait to run", ge=0)
    cache_memory: int = Field(
        DEFAULT_BYTES, description="the bytes that all caches of a process may take together; 0 caches nothing", ge=0
    )
    quick_parse: bool = Field(
        True,
        description="read common queries without graphql-core's parser, and share what is compiled among queries that "
        "differ in strings and names only",
    )
    shared_cache: str | None = Field(
        None, description="the address of a Redis or Valkey in which replicas share expensive responses"
    )
    max_age: int = Field(0, description="the seconds for which caches need not revalidate a response", ge=0)
    request_timeout: float = Field(
        10.0, description="the seconds for a request to arrive whole, or for a part of a response to be read", ge=0.1
    )
    keep_alive: float = Field(5.0, description="the seconds for which a connection waits for the next request", ge=0.1)
    fast_path: bool = Field(
        True,
        description="write responses straight to the connection, with releases of uvicorn that this is tested with",
    )
    shutdown_delay: float = Field(
        0.0, description="the seconds to go on serving after a signal to stop, while /readyz answers 503", ge=0
    )
    shutdown_timeout: int = Field(30, description="the seconds for running requests to end at shutdown", ge=1)
    max_connections: int = Field(
        10_000, description="the most connections of each process; more are answered 503", ge=1
    )
    allowed_hosts: str = Field("*", description="the host names to answer to, separated by commas; * for any")
    allowed_origins: str = Field(
        "*",
        description="the sites whose scripts may read responses, separated by commas; * for every site, empty for none",
    )
    forwarded_allow_ips: str = Field(
        "127.0.0.1",
        description="the addresses of proxies whose X-Forwarded headers are trusted, with commas; empty for none",
    )
    root_path: Annotated[str, AfterValidator(_check_root_path)] = Field(
        "", description="the prefix that a proxy strips from the path, such as /clemency"
    )
    report_form: Annotated[str | None, AfterValidator(_check_report_form)] = Field(
        None,
        description="where readers report errors: the address of a form or a mailbox with {title} and {body}, such as "
        "https://github.com/OWNER/NAME/issues/new?title={title}&body={body}; pages name none if not set",
    )
    metrics: bool = Field(
        True, description="serve Prometheus metrics at /metrics; a mounted application does only where this is set"
    )
    log_sample: float = Field(
        0.01, description="the share of requests that are logged; slow and failed ones always are", ge=0, le=1
    )
    log_variables: bool = Field(False, description="log the values of variables, not only their names")

    def __init__(self, **values: Any) -> None:
        _check_names(values, list(type(self).model_fields))
        try:
            super().__init__(**values)
        except ValidationError as error:
            raise SettingsError("\n".join(_explain(one, values) for one in error.errors())) from None

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Return where settings come from, the first before the next: arguments, then the environment."""
        return init_settings, env_settings

    @model_validator(mode="before")
    @classmethod
    def _drop_empty(cls, values: dict[str, Any]) -> dict[str, Any]:
        """Leave an empty variable out, unless the setting is a text that may be empty."""
        return {name: one for name, one in values.items() if one != "" or cls.model_fields[name].annotation is str}

    @property
    def limits(self) -> Limits:
        """The limits of one operation."""
        return Limits(*(getattr(self, _LIMIT_NAMES.get(name, f"max_{name}")) for name in Limits._fields))

    def changed(self, **values: Any) -> Self:
        """Return these settings with some replaced."""
        return type(self)(**(self.model_dump() | values))

    def as_environment(self) -> dict[str, str]:
        """Return the variables that give another process these settings."""
        fields = type(self).model_fields.items()
        pairs = ((name, getattr(self, name)) for name, field in fields if getattr(self, name) != field.default)
        return {PREFIX + name.upper(): str(value) for name, value in pairs}


def kind(field: FieldInfo) -> type:
    """Return the type of a setting's values: str, int, float or bool."""
    hint: Any = field.annotation
    found: type = get_args(hint)[0] if isinstance(hint, types.UnionType) else hint
    return found


def _check_names(given: Iterable[str], known: list[str]) -> None:
    """Refuse arguments and variables of the environment that are no settings, with the nearest name."""
    for name in given:
        if name not in known:
            raise SettingsError(f"there is no setting {name}{_near(name, known)}")
    names = [*(name.upper() for name in known), *OTHER_VARIABLES]
    for variable in os.environ:
        name = variable.removeprefix(PREFIX)
        if variable.startswith(PREFIX) and name not in names and name not in INTERNAL_VARIABLES:
            raise SettingsError(f"{variable} in the environment is no setting{_near(name, names, PREFIX)}")


def _near(name: str, known: list[str], prefix: str = "") -> str:
    # The prefix is left out of the comparison: with it, all names are alike.
    near = get_close_matches(name, known, 1)
    if near:
        return f"; did you mean {prefix}{near[0]}?"
    return f"; settings are {', '.join(prefix + one for one in known)}"


def _explain(error: ErrorDetails, given: dict[str, Any]) -> str:
    """Return a validation error in words: the setting, its value, and what it can be."""
    name = str(error["loc"][0])
    field, value = Settings.model_fields[name], repr(error["input"])
    shown = value if len(value) <= _SHOWN else f"{value[:_SHOWN]}..."
    named = name if name in given else PREFIX + name.upper()
    if error["type"] == "value_error":
        return f"{named} is {shown}; {error['ctx']['error']}"
    least = next((one.ge for one in field.metadata if isinstance(one, Ge)), None)
    most = next((one.le for one in field.metadata if isinstance(one, Le)), None)
    if error["type"] in ("greater_than_equal", "less_than_equal"):
        return f"{named} is {shown}; it can be {least} {'or more' if most is None else f'to {most}'}"
    wanted = {bool: "true or false", int: "a whole number", float: "a number", str: "a text"}[kind(field)]
    return f"{named} is {shown}; it must be {wanted}"

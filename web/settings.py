"""How to serve: every setting, with its default and what it does, told once."""

from __future__ import annotations

import os
import types
from collections.abc import Mapping
from dataclasses import Field, dataclass, field, fields
from functools import cache
from typing import Any, Final, Self, get_args, get_type_hints

from ..graph.storage.cache_budget import DEFAULT_BYTES
from ..schema.validation.limits import Limits

PREFIX: Final = "CLEMENCY_GRAPH_"
"""What the names of settings begin with in the environment."""

_BOUNDS: Final = Limits()


def _setting(default: Any, told: str, *, least: float | None = None, most: float | None = None) -> Any:
    return field(default=default, metadata={"told": told, "least": least, "most": most})


@dataclass(frozen=True, slots=True)
class Settings:
    """How to serve; each setting is an option of `clemency-graph serve`, and CLEMENCY_GRAPH_NAME in the environment.

    Raises
    ------
    ValueError
        When one is not what it can be; the message names it.

    Examples
    --------
    >>> Settings(port=9000).port
    9000
    """

    host: str = _setting("127.0.0.1", "address to listen on")
    port: int = _setting(8000, "port to listen on; 0 for any free one", least=0, most=65535)
    data: str | None = _setting(None, "a folder of data files, a packed file, or its address; else the package's own")
    data_version: str | None = _setting(None, "the version that the data must have; others are refused")
    workers: int = _setting(1, "how many processes", least=1)
    reload: bool = _setting(False, "load the data again when they change; data with problems never replace good")
    max_body: int = _setting(200_000, "most bytes of a request's body", least=1)
    max_tokens: int = _setting(_BOUNDS.tokens, "most words and signs of a document", least=1)
    max_depth: int = _setting(_BOUNDS.depth, "most fields inside one another", least=1)
    max_aliases: int = _setting(_BOUNDS.aliases, "most fields under another name", least=0)
    max_directives: int = _setting(_BOUNDS.directives, "most uses of directives", least=0)
    max_fragments: int = _setting(_BOUNDS.fragments, "most named fragments", least=0)
    max_repeats: int = _setting(_BOUNDS.repeats, "most fields that are asked for again in the same place", least=0)
    max_values: int = _setting(_BOUNDS.values, "most values in the variables", least=0)
    max_cost: int = _setting(
        _BOUNDS.cost, "most values in an answer, pages multiplied out, and work to find them", least=1
    )
    deadline: float = _setting(10.0, "seconds that a question may take", least=0.01)
    long_questions: int = _setting(2, "how many costly questions are worked on at a time, beside all others", least=1)
    waiting_questions: int = _setting(100, "how many costly questions may wait for their turn", least=0)
    cache_memory: int = _setting(
        DEFAULT_BYTES, "bytes that all caches of a process may take together; 0 caches nothing", least=0
    )
    shared_cache: str | None = _setting(None, "address of a Redis or Valkey in which replicas share costly answers")
    max_age: int = _setting(0, "seconds for which caches need not ask again whether an answer still holds", least=0)
    request_timeout: float = _setting(
        10.0, "seconds for a request to arrive whole, or a part of an answer to be read", least=0.1
    )
    keep_alive: int = _setting(5, "seconds for which a connection waits for the next request", least=1)
    fast_path: bool = _setting(
        True, "write responses straight from the connection, where uvicorn's release is one that this is tested with"
    )
    shutdown_timeout: int = _setting(30, "seconds for running requests to end when the server is stopped", least=1)
    shutdown_delay: float = _setting(
        0.0, "seconds to go on serving after the server is told to stop, while /readyz answers 503", least=0
    )
    max_connections: int = _setting(
        10_000, "most connections at a time, in each process; more are answered 503", least=1
    )
    hosts: str = _setting("*", "host names that may be asked for, with commas between; * for any")
    proxies: str = _setting(
        "127.0.0.1", "addresses of proxies whose X-Forwarded headers are believed, with commas between"
    )
    root_path: str = _setting("", "the prefix that a proxy strips from the path, such as /clemency")
    metrics: bool = _setting(True, "give Prometheus metrics at /metrics")
    log_sample: float = _setting(
        0.01, "share of requests that are logged; slow and failed ones always are", least=0, most=1
    )
    log_variables: bool = _setting(False, "log the contents of variables, not only their names")

    def __post_init__(self) -> None:
        for one in fields(self):
            value, least, most = getattr(self, one.name), one.metadata["least"], one.metadata["most"]
            if least is not None and not (least <= value and (most is None or value <= most)):
                upper = "or more" if most is None else f"to {most}"
                raise ValueError(f"{one.name} is {value}; it can be {least} {upper}")

    @classmethod
    def of(cls, environment: Mapping[str, str] = os.environ) -> Self:
        """The settings that the environment gives, and the defaults for the rest.

        Raises
        ------
        ValueError
            When one of them is not what it must be; the message names it.
        """
        given = {one.name: environment.get(PREFIX + one.name.upper()) for one in fields(cls)}
        return cls(**{name: read(name, value) for name, value in given.items() if value})

    @property
    def limits(self) -> Limits:
        """What one operation may ask."""
        return Limits(*(getattr(self, f"max_{name}") for name in Limits._fields))

    def as_environment(self) -> dict[str, str]:
        """The settings that are not as by default, as the environment of a process that shall have them."""
        changed = ((one, getattr(self, one.name)) for one in fields(self) if getattr(self, one.name) != one.default)
        return {PREFIX + one.name.upper(): str(value) for one, value in changed}


def kind(name: str) -> type:
    """The type of a setting's values: str, int, float or bool."""
    hint = _hints()[name]
    found: type = get_args(hint)[0] if isinstance(hint, types.UnionType) else hint
    return found


@cache
def _hints() -> Mapping[str, Any]:
    return get_type_hints(Settings)


def read(name: str, value: str) -> Any:
    """The value of a setting from its text.

    Raises
    ------
    ValueError
        When the text is no such value.
    """
    of = kind(name)
    try:
        if of is bool:
            return {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}[value.lower()]
        return of(value)
    except (KeyError, ValueError):
        wanted = {bool: "true or false", int: "a whole number", float: "a number"}[of]
        raise ValueError(f"{PREFIX}{name.upper()} is {value!r}; it must be {wanted}") from None


def told(one: Field[Any]) -> str:
    """What a setting does, in words, with its default."""
    default = "off" if one.default is False else "on" if one.default is True else one.default
    return f"{one.metadata['told']}{'' if default is None else f' ({default})'}"


def documentation() -> str:
    """All settings as a page of Markdown."""
    lines = [
        "# Settings",
        "",
        "Each is an option of `clemency-graph serve` and, for processes that are started otherwise, a variable of the",
        "environment. The option counts before the variable.",
        "",
        "| option | environment | default | |",
        "| --- | --- | --- | --- |",
    ]
    for one in fields(Settings):
        option = f"--{one.name.replace('_', '-')}"
        shown = f"`{one.default}`"
        if one.default is None or isinstance(one.default, bool):
            shown = "none" if one.default is None else "on" if one.default else "off"
        lines.append(f"| `{option}` | `{PREFIX}{one.name.upper()}` | {shown} | {one.metadata['told']} |")
    return "\n".join(lines) + "\n"

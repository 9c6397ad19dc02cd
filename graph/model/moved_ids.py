"""Earlier ids of entities, kept as hashes: an id that names somebody is not kept in the data for its redirect."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class MovedId:
    """The hash of an earlier id of an entity, and the entity by the id that it has now."""

    hash: str
    entity: str


def hash_of_id(id: str) -> str:
    """Return the hash by which an earlier id of an entity is known.

    Examples
    --------
    >>> hash_of_id("action/xx/2020-pardon")
    'a24b6344100ba083'
    """
    return sha256(id.encode()).hexdigest()[:16]

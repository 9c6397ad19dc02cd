"""The cost of a field, whether its result is cached, and which of its arguments is private."""

from typing import Final, NamedTuple

SCANNED: Final = 20
"""The cost of a condition on the lists of one entity: they are short."""


class FieldMetadata(NamedTuple):
    """The cost of a field beyond its one value, whether its result is cached, and which of its arguments is private.

    Attributes
    ----------
    cost : int
        The work of finding it, in values of a response that take as long.
    size : int or None
        The assumed length of its list, where no argument gives it.
    cacheable : bool
        Whether its result is cached with the graph: it depends on the graph and its arguments alone, not on files or an
        object, and takes longer than a look-up in the cache.
    scanned : int or None
        The cost of one condition of its filter, checked against all its records; `cost`, but at least `SCANNED`,
        when omitted.
    private : str or None
        The argument whose value no cache, log or address may keep, of a field of the type Query: see
        `validation.private_arguments`.
    """

    cost: int = 0
    size: int | None = None
    cacheable: bool = False
    scanned: int | None = None
    private: str | None = None

    @property
    def condition_cost(self) -> int:
        """The cost of one condition of its filter."""
        return max(self.cost, SCANNED) if self.scanned is None else self.scanned

"""The version of an installed package, by its metadata."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

PACKAGE = "clemency-graph"
"""The name of this package: its version is that of the schema too."""


def installed_version(name: str = PACKAGE) -> str | None:
    """Return the version of a package; None where it is not installed.

    Parameters
    ----------
    name
        The name of the package; this one if omitted.
    """
    try:
        return version(name)
    except PackageNotFoundError:
        return None

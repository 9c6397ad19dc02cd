"""The separator of the names and ids of a list in one cell of a table; the loader refuses names that contain it."""

from typing import Final

SEPARATOR: Final = "; "

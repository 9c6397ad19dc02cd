"""CSV text: plain, or for Excel.

Plain CSV has every cell as it is: nothing is escaped beyond the quotes of RFC 4180, so that a reader gets the values of
the data. Excel reads a cell as a formula, a number or a month where it can, and reads text as UTF-8 only after a byte
order mark. CSV for Excel has that mark, and an apostrophe before each text that Excel would change.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from types import SimpleNamespace
from typing import Any, Final

from .list_cells import join_cells

BYTE_ORDER_MARK: Final = "\ufeff"
_CHANGED: Final = re.compile(
    r"""[=+\-@\t\r'].*            # a formula, or a guarded text
    | 0[0-9]+                     # a code whose zero would be lost: 02
    | [0-9]{16,}                  # more digits than a number has
    | [0-9]+[eE][0-9]+            # a number with an exponent
    | [0-9]{4}-[0-9]{2}           # a month, which would become its first day: 2020-06
    """,
    re.VERBOSE | re.DOTALL,
)


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[Any]], *, excel: bool = False, newline: str = "\n") -> str:
    """Return a table as CSV text with a header.

    Parameters
    ----------
    columns
        The names of the columns.
    rows
        The cells of each row. None is an empty cell; booleans are `true` and `false`; a list is a JSON array.
    excel
        True for Excel: with a byte order mark, and texts guarded by `guard_cell`.
    newline
        The end of each line.
    """
    lines: list[str] = []
    # The writer quotes the characters of its own line end; a lone \r or \n in a cell would end a line unless quoted.
    writer = csv.writer(SimpleNamespace(write=lines.append), lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_cell(cell, excel=excel) for cell in row] for row in rows)
    text = "".join(f"{line[:-2]}{newline}" for line in lines)
    return f"{BYTE_ORDER_MARK}{text}" if excel else text


def guard_cell(text: str) -> str:
    """Return a text as Excel shows it unchanged: with an apostrophe before it, if Excel would change it.

    A text that begins with an apostrophe gets another, so that `unguard_cell` is the inverse.

    Examples
    --------
    >>> guard_cell("@unitedstates"), guard_cell("02"), guard_cell("Nevada")
    ("'@unitedstates", "'02", 'Nevada')
    """
    return f"'{text}" if _CHANGED.fullmatch(text) else text


def unguard_cell(text: str) -> str:
    """Return the text of a guarded cell; the inverse of `guard_cell`."""
    return text.removeprefix("'")


def _cell(cell: Any, *, excel: bool) -> Any:
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, list):
        return join_cells(cell)
    return guard_cell(cell) if excel and isinstance(cell, str) else cell

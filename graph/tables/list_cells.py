"""A list in one cell: as a JSON array, which every language reads, whatever characters its items contain.

`["Marijuana Possession Act; amended", null]` has two items, of which the second is unknown. The cells of one list
correspond by position. A list inside a list is an array inside an array. An empty list is `[]`; an empty cell means
that there is no list, because the object that would contain it is null.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any


def join_cells(items: Sequence[Any]) -> str:
    """Return the items of a list as the text of one cell.

    Examples
    --------
    >>> join_cells(["HB 1438", "SB 7; as amended", None])
    '["HB 1438", "SB 7; as amended", null]'
    """
    return json.dumps(items, ensure_ascii=False)


def split_cell(cell: str) -> list[Any]:
    """Return the items of the list in a cell; the inverse of `join_cells`.

    Examples
    --------
    >>> split_cell('["HB 1438", "SB 7; as amended", null]')
    ['HB 1438', 'SB 7; as amended', None]
    """
    items = json.loads(cell)
    if not isinstance(items, list):
        raise ValueError(f"{cell!r} is not a list; a list in a cell is a JSON array.")
    return items

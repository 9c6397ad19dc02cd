"""Write a file whole or not at all."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO


@contextmanager
def atomic_write(path: Path) -> Iterator[IO[bytes]]:
    """Open a temporary file beside a path; put it in the path's place when the block ends.

    Parameters
    ----------
    path
        The file to replace; its folder is created where it is missing.

    Yields
    ------
    file
        A binary file to write to. It is removed, and the old file stays, when the block or the last write fails.

    Raises
    ------
    OSError
        When the file cannot be written.

    Examples
    --------
    >>> with atomic_write(Path("note.txt")) as file:
    ...     file.write(b"done")
    4
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}-", delete=False) as file:
        temporary = Path(file.name)
        try:
            yield file
            # The last bytes are written here, where a full disk is noticed.
            file.close()
            temporary.chmod(0o644)
            temporary.replace(path)
        except BaseException:
            with suppress(OSError):  # a disk that is full is full at closing too
                file.close()
            temporary.unlink(missing_ok=True)
            raise

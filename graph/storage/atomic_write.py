"""Write a file atomically."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO


@contextmanager
def atomic_write(path: Path) -> Iterator[IO[bytes]]:
    """Open a temporary file next to a path, and move it to the path when the block ends.

    Parameters
    ----------
    path
        The file to replace; its folder is created if it does not exist.

    Yields
    ------
    file
        A binary file to write to. If the block or the last write fails, it is removed and the old file stays.

    Raises
    ------
    OSError
        If the file cannot be written.

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
            # Closing writes the last bytes: a full disk fails here, before the old file is replaced.
            file.close()
            temporary.chmod(0o644)
            temporary.replace(path)
        except BaseException:
            with suppress(OSError):  # on a full disk, closing fails too
                file.close()
            temporary.unlink(missing_ok=True)
            raise

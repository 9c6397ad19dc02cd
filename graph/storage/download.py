"""Download a file of data from a URL."""

from __future__ import annotations

import io
import time
from http.client import HTTPException
from typing import IO, Final, Protocol
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from ..loading.errors import DataError, Problem
from ..optional_imports import import_optional

MAX_DOWNLOAD_BYTES: Final = 500_000_000
"""The maximum size of a file."""
READ_TIMEOUT: Final = 30.0
"""The seconds for which a server may send nothing."""
DOWNLOAD_TIMEOUT: Final = 600.0
"""The seconds for a whole file to arrive."""
_CHUNK_BYTES: Final = 1_000_000


class _Reader(Protocol):
    """What gives the bytes that are there, and none at the end."""

    def __call__(self, size: int, /) -> bytes: ...


def is_url(place: str) -> bool:
    """Return whether a place is a URL and not a path."""
    return "://" in place


def download(url: str, *, max_bytes: int = MAX_DOWNLOAD_BYTES) -> bytes:
    """Return the content of a file at a URL.

    Parameters
    ----------
    url
        A URL with http or https, or with another scheme that fsspec can open, such as s3.
    max_bytes
        The maximum size of the file.

    Raises
    ------
    DataError
        When the file is not there, too large, or does not arrive whole and in time.
    ModuleNotFoundError
        When the scheme needs fsspec, and it is not installed.

    Examples
    --------
    >>> download("https://data.example/clemency.zip")[:2]
    b'PK'
    """
    if url.startswith(("http://", "https://")):
        return _download_http(url, max_bytes)
    fsspec = import_optional("fsspec", "remote")
    try:
        with fsspec.open(url, "rb") as file:
            return read_bounded(file, url, max_bytes)
    except (OSError, ValueError) as error:
        raise _failure(url, f"cannot be read: {_words(error)}") from error


def read_bounded(file: IO[bytes], place: str, max_bytes: int) -> bytes:
    """Return the content of an open file of at most that size."""
    return _read(file.read, place, max_bytes)


def _download_http(url: str, max_bytes: int) -> bytes:
    request = Request(url, headers={"user-agent": "clemency-graph", "accept": "*/*"})
    try:
        with urlopen(request, timeout=READ_TIMEOUT) as response:
            content = _read(response.read1, url, max_bytes)
            expected = response.headers.get("content-length")
    except HTTPError as error:
        error.close()
        raise _failure(url, f"the server answered {error.code} {error.reason}") from None
    except TimeoutError:
        raise _failure(url, f"the server sent nothing for {READ_TIMEOUT:g} seconds") from None
    except URLError as error:
        raise _failure(url, f"cannot be reached: {error.reason}") from None
    except (HTTPException, OSError) as error:
        raise _failure(url, f"the download broke off: {_words(error)}") from None
    if expected is not None and len(content) != int(expected):
        raise _failure(url, f"the download broke off after {len(content):,} of {int(expected):,} bytes")
    return content


def _read(read: _Reader, place: str, max_bytes: int) -> bytes:
    """Read all there is, up to the maximum size and within the maximum time."""
    content = io.BytesIO()
    end = time.monotonic() + DOWNLOAD_TIMEOUT
    while chunk := read(_CHUNK_BYTES):
        content.write(chunk)
        if content.tell() > max_bytes:
            raise _failure(place, f"is larger than {max_bytes:,} bytes")
        if time.monotonic() > end:
            raise _failure(place, f"has not arrived whole in {DOWNLOAD_TIMEOUT:g} seconds")
    return content.getvalue()


def _words(error: Exception) -> str:
    return str(error) or type(error).__name__


def _failure(place: str, message: str) -> DataError:
    return DataError([Problem(place, 1, "", message)])

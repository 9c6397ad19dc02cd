"""The whole graph in the forms that other tools read."""

from .formats import FORMATS, Download, Format, download, write

__all__ = ["FORMATS", "Download", "Format", "download", "write"]

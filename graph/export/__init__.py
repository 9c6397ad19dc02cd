"""Exports of the whole graph, one format a module."""

from .formats import FORMATS, Download, Format, download, write

__all__ = ["FORMATS", "Download", "Format", "download", "write"]

"""Anything on disk or on standard input as pages: ``read_pages`` is the only door."""

from retold.read.pages import read_pages

__all__ = ["read_pages"]

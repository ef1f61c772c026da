"""The room that reads: from files, folders, pages, rows and texts to documents with their cruft marked."""

from __future__ import annotations

from .documents import read_documents, read_text

__all__ = ["read_documents", "read_text"]

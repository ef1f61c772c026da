"""Communiqué reads the news about diplomacy and politics and writes the record of it."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from communique.pipeline import Reader
    from communique.text import Document, Parse

__version__ = "0.1.0"
__all__ = ["Document", "Parse", "Reader"]

_HOMES = {"Document": "communique.text", "Parse": "communique.text", "Reader": "communique.pipeline"}


def __getattr__(name: str) -> Any:
    """Nouns are fetched when first used, so that `import communique` loads nothing heavy."""
    if name not in _HOMES:
        raise AttributeError(f"module 'communique' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]

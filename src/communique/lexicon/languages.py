"""Names of languages, and the words by which English is known."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

_FILE: Final = Path(__file__).with_name("languages.toml")


@dataclass(frozen=True, slots=True)
class LanguageNames:
    """`names` by code, `fold` from a variety's code to the one that is reported, and what speaks for English."""

    names: dict[str, str]
    fold: dict[str, str]
    function_words: frozenset[str]
    no_objection: frozenset[str]


@cache
def load_language_names(path: Path = _FILE) -> LanguageNames:
    """The table at `path`."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return LanguageNames(
        dict(table["names"]), dict(table["fold"]), frozenset(table["function_words"]), frozenset(table["no_objection"])
    )

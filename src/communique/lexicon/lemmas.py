"""Lemmas that rules would get wrong, and what the rules need to know."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from communique.errors import DataError

_FILE: Final = Path(__file__).with_name("lemmas.toml")
_INFLECTIONS: Final = ("past", "progressive", "third", "adjectives", "adverbs", "plurals")
_BASES: Final = ("nouns", "verbs", "adjectives")


@dataclass(frozen=True, slots=True)
class EndingExceptions:
    """What people wrote about endings: `inflected` is form → lemma by kind of inflection; `unchanged` are plurals that are
    their own singular.
    """

    inflected: Mapping[str, Mapping[str, str]]
    plural_endings: Mapping[str, str]
    verb_prefixes: tuple[str, ...]
    unchanged: frozenset[str]


@dataclass(frozen=True, slots=True)
class LemmaExceptions:
    """What people wrote; `words` is form → lemma by "UPOS" or "UPOS XPOS"."""

    endings: EndingExceptions
    words: Mapping[str, Mapping[str, str]]
    names: frozenset[str]
    capitals: frozenset[str]
    acronyms: frozenset[str]
    bases: Mapping[str, frozenset[str]]


@cache
def load_lemma_exceptions(path: Path = _FILE) -> LemmaExceptions:
    """The exceptions of `path`, turned from lemma → forms to form → lemma. Raises DataError naming file and key."""
    try:
        table = _Table(path, tomllib.loads(path.read_text(encoding="utf-8")))
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{path}: this is not TOML: {error}.") from error
    return LemmaExceptions(
        endings=EndingExceptions(
            inflected={kind: table.forms(kind) for kind in _INFLECTIONS},
            plural_endings=table.lemmas("plural_endings"),
            verb_prefixes=tuple(sorted(table.words("verb_prefixes"), key=len, reverse=True)),
            unchanged=frozenset(table.words("unchanged.plurals")),
        ),
        words={tag: table.lemmas(f"words.{tag}") for tag in table.keys("words")},
        names=frozenset(table.words("unchanged.names")),
        capitals=frozenset(table.words("capitals")),
        acronyms=frozenset(table.words("unchanged.acronyms")),
        bases={kind: frozenset(table.words(f"bases.{kind}")) for kind in _BASES},
    )


@dataclass(frozen=True, slots=True)
class _Table:
    """The file's content; each method checks what it returns, a key within a table being written "table.key"."""

    path: Path
    content: Mapping[str, Any]

    def words(self, key: str) -> list[str]:
        value = self._value(key)
        if not isinstance(value, list) or not all(isinstance(word, str) and word for word in value):
            raise DataError(f"{self.path}: {key} must be a list of words.")
        return value

    def lemmas(self, key: str) -> dict[str, str]:
        value = self._table(key)
        for form, lemma in value.items():
            if not isinstance(lemma, str) or not lemma:
                raise DataError(f"{self.path}: {key}.{form} must be one word.")
        return value

    def forms(self, key: str) -> dict[str, str]:
        """Form → lemma, from lemma → forms."""
        return {form: lemma for lemma in self._table(key) for form in self.words(f"{key}.{lemma}")}

    def keys(self, key: str) -> list[str]:
        return list(self._table(key))

    def _table(self, key: str) -> dict[str, Any]:
        value = self._value(key)
        if not isinstance(value, dict):
            raise DataError(f"{self.path}: {key} must be a table.")
        return value

    def _value(self, key: str) -> Any:
        value: Any = self.content
        for part in key.split(".", 1):
            if not isinstance(value, dict) or part not in value:
                raise DataError(f"{self.path}: {key} is missing.")
            value = value[part]
        return value

"""How English text is cut into words where blanks do not tell."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from communique.errors import DataError


@dataclass(frozen=True, slots=True)
class Contraction:
    """One written word that is several: the length of each, where one of `words` follows."""

    lengths: tuple[int, ...]
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class TokenLists:
    """In lower case but for `domains` and `currencies`; `contracted` are the keys of both kinds of contractions."""

    hyphen_prefixes: frozenset[str]
    hyphen_suffixes: frozenset[str]
    abbreviations: frozenset[str]
    doubtful_abbreviations: frozenset[str]
    abbreviations_of_names: frozenset[str]
    domains: tuple[str, ...]
    file_endings: tuple[str, ...]
    currencies: tuple[str, ...]
    units: tuple[str, ...]
    before_line_breaks: frozenset[str]
    honorifics: frozenset[str]
    contractions: Mapping[str, tuple[int, ...]]
    contractions_before: Mapping[str, Contraction]
    contracted: frozenset[str]


_FILE = Path(__file__).with_name("tokens.toml")
_LISTS = (
    "hyphen_prefixes", "hyphen_suffixes", "abbreviations", "doubtful_abbreviations", "abbreviations_of_names",
    "domains", "file_endings", "currencies", "units", "before_line_breaks", "honorifics",
)  # fmt: skip


@cache
def load_token_lists(path: Path = _FILE) -> TokenLists:
    """The lists at `path`, checked: the parts of a contraction are as long as the whole. Raises DataError."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    for key in _LISTS:
        if not table.get(key) or not all(isinstance(word, str) and word for word in table[key]):
            raise DataError(f"{path}: {key} must be a list of words.")
    contractions = {word: tuple(lengths) for word, lengths in table["contractions"].items()}
    before = {
        word: Contraction(tuple(entry["lengths"]), frozenset(entry["words"]))
        for word, entry in table["contractions_before"].items()
    }
    lengths = contractions | {word: entry.lengths for word, entry in before.items()}
    for word, parts in lengths.items():
        if sum(parts) != len(word):
            raise DataError(
                f"{path}: the parts of the contraction {word} are {sum(parts)} letters long, not {len(word)}."
            )
    doubtful, names = frozenset(table["doubtful_abbreviations"]), frozenset(table["abbreviations_of_names"])
    return TokenLists(
        hyphen_prefixes=frozenset(table["hyphen_prefixes"]),
        hyphen_suffixes=frozenset(table["hyphen_suffixes"]),
        abbreviations=frozenset(table["abbreviations"]) | doubtful | names,
        doubtful_abbreviations=doubtful,
        abbreviations_of_names=names,
        domains=tuple(table["domains"]),
        file_endings=tuple(table["file_endings"]),
        currencies=tuple(table["currencies"]),
        units=tuple(table["units"]),
        before_line_breaks=frozenset(table["before_line_breaks"]),
        honorifics=frozenset(table["honorifics"]),
        contractions=contractions,
        contractions_before=before,
        contracted=frozenset(lengths),
    )

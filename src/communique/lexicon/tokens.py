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
    """All in lower case; `contracted` are the keys of both kinds of contractions."""

    hyphen_prefixes: frozenset[str]
    hyphen_suffixes: frozenset[str]
    abbreviations: frozenset[str]
    doubtful_abbreviations: frozenset[str]
    abbreviations_of_names: frozenset[str]
    contractions: Mapping[str, tuple[int, ...]]
    contractions_before: Mapping[str, Contraction]
    contracted: frozenset[str]


_FILE = Path(__file__).with_name("tokens.toml")


@cache
def load_token_lists(path: Path = _FILE) -> TokenLists:
    """The lists at `path`, checked: the parts of a contraction are as long as the whole. Raises DataError."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
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
        contractions=contractions,
        contractions_before=before,
        contracted=frozenset(lengths),
    )

"""The patterns of captions, credits, share bars and all else that stands in an article without being part of it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Final

from communique.errors import DataError
from communique.text import CruftKind

_FILE: Final = Path(__file__).with_name("cruft.toml")


class Zone(StrEnum):
    """Where in a document a pattern applies."""

    ANY = "any"
    BODY = "body"  # after the first line that is not cruft, which is the title
    HEAD = "head"  # before and at the report's first paragraphs
    TAIL = "tail"  # after its last paragraph
    EDGE = "edge"  # head or tail
    LAST = "last"  # the last line, where it is in the tail


@dataclass(frozen=True, slots=True)
class CruftPattern:
    """One way of writing cruft.

    `where`: a whole "line", the "start" of one, a "place" at the start of a paragraph, "inside" one, or the heading of a "box".
    """

    kind: CruftKind
    where: str
    zone: Zone
    regex: str
    example: str
    counter: str


_WHERE = ("line", "start", "place", "inside", "box")
_WORD_LISTS: Final = ("published", "updated", "before_places", "after_persons")
_PART = re.compile(r"<<(\w+)>>")


class CruftPatterns:
    """All patterns, joined by place into one expression each: a line is matched once, whatever their number."""

    def __init__(self, patterns: tuple[CruftPattern, ...]) -> None:
        self.patterns = patterns
        self.inside = self._join(pattern.where == "inside" for pattern in patterns)
        self._lines: dict[frozenset[Zone], re.Pattern[str]] = {}
        self._starts: dict[frozenset[Zone], re.Pattern[str]] = {}

    def line(self, zones: frozenset[Zone]) -> re.Pattern[str]:
        """What a whole line in one of `zones` may be."""
        if zones not in self._lines:
            self._lines[zones] = self._join(
                each.where in ("line", "box") and each.zone in zones for each in self.patterns
            )
        return self._lines[zones]

    def start(self, zones: frozenset[Zone]) -> re.Pattern[str]:
        """What a line in one of `zones` may begin with."""
        if zones not in self._starts:
            self._starts[zones] = self._join(
                each.where in ("start", "place") and each.zone in zones for each in self.patterns
            )
        return self._starts[zones]

    def kind_of(self, match: re.Match[str]) -> CruftKind:
        """The kind of the pattern that made `match`."""
        return self._pattern_of(match).kind

    def opens_box(self, match: re.Match[str]) -> bool:
        """Whether a list of related stories follows the matched line."""
        return self._pattern_of(match).where == "box"

    def needs_place(self, match: re.Match[str]) -> bool:
        """Whether the matched beginning is cruft only if a place is named there, and no person."""
        return self._pattern_of(match).where == "place"

    def _pattern_of(self, match: re.Match[str]) -> CruftPattern:
        return self.patterns[int((match.lastgroup or "p0")[1:])]

    def _join(self, wanted: Iterable[bool]) -> re.Pattern[str]:
        chosen = (
            f"(?P<p{number}>{self.patterns[number].regex})" for number, is_wanted in enumerate(wanted) if is_wanted
        )
        return re.compile("|".join(chosen) or r"(?!)")


@dataclass(frozen=True, slots=True)
class CruftWords:
    """Expressions made of word lists.

    `published` and `updated` label a day, `label` is a line with such a label alone; `before_places` are words (capital first)
    after which a name may be a place, `after_persons` words after which it is none, each as alternatives.
    """

    published: re.Pattern[str]
    updated: re.Pattern[str]
    label: re.Pattern[str]
    before_places: str
    after_persons: str


@cache
def load_cruft_words(path: Path = _FILE) -> CruftWords:
    """The word lists in the file at `path`. Raises DataError."""
    table = tomllib.loads(path.read_text(encoding="utf-8")).get("words", {})
    try:
        lists = {name: "|".join(map(re.escape, table[name])) for name in _WORD_LISTS}
    except KeyError as error:
        raise DataError(f"{path}: the list {error} is missing under [words].") from error
    published, updated, before, after = lists.values()
    return CruftWords(
        re.compile(rf"\b(?:{published})\b", re.IGNORECASE),
        re.compile(rf"\b(?:{updated})\b", re.IGNORECASE),
        re.compile(rf"(?:(?:last|first) )?(?:{published}|{updated})(?: on| at)? ?:?", re.IGNORECASE),
        before,
        after,
    )


@cache
def load_cruft_patterns(path: Path = _FILE) -> CruftPatterns:
    """The patterns in the file at `path`, with its named parts put in. Raises DataError naming the pattern that is wrong."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    parts: dict[str, str] = {}
    for name, regex in table["parts"].items():
        parts[name] = _filled(regex, parts, path)
    return CruftPatterns(tuple(_pattern(entry, parts, path) for entry in table["pattern"]))


def _filled(regex: str, parts: Mapping[str, str], path: Path) -> str:
    try:
        return _PART.sub(lambda match: f"(?:{parts[match[1]]})", regex)
    except KeyError as error:
        raise DataError(f"{path}: the part {error} is not defined above its use in {regex!r}.") from error


def _pattern(entry: Mapping[str, str], parts: Mapping[str, str], path: Path) -> CruftPattern:
    try:
        regex, where = _filled(entry["regex"], parts, path), entry.get("where", "line")
        pattern = CruftPattern(
            CruftKind(entry["kind"]), where, Zone(entry.get("zone", "any")), regex, entry["example"], entry["counter"]
        )
        groups = re.compile(regex).groups
    except (KeyError, ValueError, re.error) as error:
        raise DataError(f"{path}: the pattern {dict(entry)!r} is wrong: {error}.") from error
    if groups or where not in _WHERE:
        raise DataError(
            f"{path}: the pattern {regex!r} needs groups of the form (?:…), and where one of {', '.join(_WHERE)}."
        )
    return pattern

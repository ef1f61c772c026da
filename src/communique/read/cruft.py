"""Marks what stands in the text without being part of the report: spans with their kind, nothing removed.

Lines are looked at one by one, each with the patterns of its zone; long lines are prose and only their beginning counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from communique.lexicon.cruft import CruftPatterns, Zone
from communique.text import Cruft, CruftKind, Span

_LINE: Final = re.compile(r"[^\n]+")
_EDGES: Final = re.compile(r"[\s>•●▪■*·-]*")
# A line of cruft is short; the longest seen is a copyright notice of 390 characters.
_LONGEST_LINE: Final = 450
# The longest dateline seen has 70 characters ("NUSA DUA, Indonesia, 15 November 2022 (ANTARA/PRNewswire) --").
_LONGEST_START: Final = 140
# Title, byline, date, caption with credit, share bar: a report begins within this many lines that are not blank.
_HEAD_LINES: Final = 12
_PROSE_LENGTH: Final = 80
_PROSE_END: Final = (".", "!", "?", ".”", '."', "?”", '?"', "!”", ".’", ".'", ".)", "…")
_BOX_ITEMS: Final = 10
_ITEM_LENGTH: Final = 160


@dataclass(slots=True)
class _Box:
    """A list of related stories being read: how many lines it may still take, and the blank lines between them."""

    left: int = 0
    gap: int = 0


def find_cruft(text: str, patterns: CruftPatterns) -> tuple[Cruft, ...]:
    """The cruft of `text` in order, without overlaps. Time grows with the length of the text only."""
    marks = list(_line_marks(text, patterns))
    taken = iter([*marks, None])
    current = next(taken)
    inner: list[Cruft] = []
    for match in patterns.inside.finditer(text):
        while current is not None and current.span.end <= match.start():
            current = next(taken)
        if current is None or match.end() <= current.span.start:
            inner.append(Cruft(patterns.kind_of(match), Span(match.start(), match.end())))
    return tuple(sorted([*marks, *inner], key=lambda mark: mark.span))


def _line_marks(text: str, patterns: CruftPatterns) -> Iterator[Cruft]:
    last_prose = _last_prose(text)
    box, index, previous_end = _Box(), -1, 0
    for found in _LINE.finditer(text):
        edge = _EDGES.match(text, found.start(), found.end())
        start = edge.end() if edge else found.start()
        if not found[0].strip():
            continue
        index += 1
        if start == found.end():
            continue
        span = Span(start, start + len(text[start : found.end()].rstrip()))
        gap = text.count("\n", previous_end, found.start())
        previous_end = found.end()
        yield from _marks_of(text, span, index, index > last_prose >= 0, gap, box, patterns)


def _marks_of(
    text: str, span: Span, index: int, in_tail: bool, gap: int, box: _Box, patterns: CruftPatterns
) -> Iterator[Cruft]:
    """The mark of one line, if it has one; `box` is carried from line to line."""
    zones = _zones(index, in_tail)
    line = text[span.start : span.end] if span.end - span.start <= _LONGEST_LINE else None
    match = patterns.line(zones).fullmatch(line) if line else None
    if match:
        box.left, box.gap = (_BOX_ITEMS, 0) if patterns.opens_box(match) else (0, 0)
        yield Cruft(patterns.kind_of(match), span)
        return
    if line is not None and box.left and _is_item(line) and gap <= (box.gap or gap):
        box.left, box.gap = box.left - 1, gap
        yield Cruft(CruftKind.RELATED, span)
        return
    box.left = 0
    beginning = patterns.start(zones).match(text, span.start, min(span.end, span.start + _LONGEST_START))
    if beginning:
        yield Cruft(patterns.kind_of(beginning), Span(span.start, beginning.end()))


def _zones(index: int, in_tail: bool) -> frozenset[Zone]:
    in_head = index < _HEAD_LINES
    chosen = {
        Zone.ANY: True, Zone.BODY: index > 0, Zone.HEAD: in_head, Zone.TAIL: in_tail, Zone.EDGE: in_head or in_tail
    }  # fmt: skip
    return frozenset(zone for zone, holds in chosen.items() if holds)


def _is_item(line: str) -> bool:
    """Whether a line in a box of related stories is one of them: short, and no sentence."""
    return len(line) <= _ITEM_LENGTH and not line.endswith((".", ".”", '."', ":", ";", ","))


def is_prose(line: str) -> bool:
    """Whether a line is a paragraph of the report: long, and ends as a sentence does."""
    return len(line) >= _PROSE_LENGTH and line.rstrip().endswith(_PROSE_END)


def _last_prose(text: str) -> int:
    """The index, among lines that are not blank, of the last paragraph; -1 where there is none."""
    last, index = -1, -1
    for found in _LINE.finditer(text):
        if found[0].strip():
            index += 1
            last = index if is_prose(found[0]) else last
    return last

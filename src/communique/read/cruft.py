"""Marks what stands in the text without being part of the report: spans with their kind, nothing removed.

Lines are looked at one by one, each with the patterns of its zone; long lines are prose and only their beginning counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from communique.lexicon.cruft import CruftPatterns, Zone, load_cruft_words
from communique.text import Cruft, CruftKind, Span

# Lines of one character tell nothing, and texts made of them would take long.
_LINE: Final = re.compile(r"[^\n]{2,}")
_EDGES: Final = re.compile(r"(?!-30-)[\s>•●▪■*·-]*")
# A line of cruft is short; the longest seen is a copyright notice of 390 characters.
_LONGEST_LINE: Final = 450
# The longest dateline seen has 70 characters ("NUSA DUA, Indonesia, 15 November 2022 (ANTARA/PRNewswire) --").
_LONGEST_START: Final = 140
# Title, byline, date, caption with credit, share bar: a report begins within this many lines that are not blank.
_HEAD_LINES: Final = 12
_PROSE_LENGTH: Final = 80
_PROSE_END: Final = (".", "!", "?", ".”", '."', "?”", '?"', "!”", ".’", ".'", ".)", "…")
_PROSE_LINE: Final = re.compile(rf"[^\n]{{{_PROSE_LENGTH},}}")
_BOX_ITEMS: Final = 10
_ITEM_LENGTH: Final = 160
# "Suva: Leaders …" opens a report, and may open it again under a second title; later ones are speakers.
_PLACE_PARAGRAPHS: Final = 2
# How a text betrays that a word is no place: an office or another name beside it, words reported, a second turn to speak, small letters.
_NO_PLACE: Final = (
    r"\b(?!(?:{2})\b)[A-Z][\w.’'-]{{1,30}} (?i:{0})\b|\b(?i:{0}) [A-Z]|\b(?i:{0}),? (?:has |had |also )?(?:{3})\b"
    r"|\b(?i:{0})\s*:|\b{1}\b"
)


@dataclass(slots=True)
class _Seen:
    """What stood above the line being looked at: lines that are not blank, the title, paragraphs, and a box of related stories.

    `left` is how many lines that box may still take, `gap` the line ends between them.
    """

    lines: int = 0
    titled: bool = False
    paragraphs: int = 0
    left: int = 0
    gap: int = 0


def find_cruft(text: str, patterns: CruftPatterns, captions: Sequence[Span] = ()) -> tuple[Cruft, ...]:
    """The cruft of `text` in order, without overlaps; `captions` are lines known to be that, in order.

    Time grows with the length of the text only.
    """
    marks = list(_line_marks(text, patterns, {caption.start: caption for caption in captions}))
    taken = iter([*marks, None])
    current = next(taken)
    inner: list[Cruft] = []
    for match in patterns.inside.finditer(text):
        while current is not None and current.span.end <= match.start():
            current = next(taken)
        if current is None or match.end() <= current.span.start:
            inner.append(Cruft(patterns.kind_of(match), Span(match.start(), match.end())))
    return tuple(sorted([*marks, *inner], key=lambda mark: mark.span))


def _line_marks(text: str, patterns: CruftPatterns, captions: dict[int, Span]) -> Iterator[Cruft]:
    last_prose, last_line = _last_prose(text, captions), len(text.rstrip())
    seen, previous_end = _Seen(), 0
    for found in _LINE.finditer(text):
        if caption := captions.get(found.start()):
            yield Cruft(CruftKind.CAPTION, caption)
            continue
        edge = _EDGES.match(text, found.start(), found.end())
        start = edge.end() if edge else found.start()
        if start == found.end():
            continue
        span = Span(start, start + len(text[start : found.end()].rstrip()))
        gap = text.count("\n", previous_end, found.start())
        previous_end = found.end()
        in_tail = found.start() > last_prose >= 0
        zones = _zones(seen.lines < _HEAD_LINES, seen.titled, in_tail, in_tail and found.end() >= last_line)
        mark = _mark_of(text, span, zones, gap, seen, patterns)
        seen.lines += 1
        if mark:
            yield mark
        if mark is None or mark.span.end < span.end:
            seen.titled = True
            seen.paragraphs += is_prose(text[span.start : span.end])


def _mark_of(
    text: str, span: Span, zones: frozenset[Zone], gap: int, seen: _Seen, patterns: CruftPatterns
) -> Cruft | None:
    """The mark of one line, if it has one; `seen` is carried from line to line."""
    line = text[span.start : span.end] if span.end - span.start <= _LONGEST_LINE else None
    match = patterns.line(zones).fullmatch(line) if line else None
    if match:
        seen.left, seen.gap = (_BOX_ITEMS, 0) if patterns.opens_box(match) else (0, 0)
        return Cruft(patterns.kind_of(match), span)
    if line is not None and seen.left and _is_item(line) and gap <= (seen.gap or gap):
        seen.left, seen.gap = seen.left - 1, gap
        return Cruft(CruftKind.RELATED, span)
    seen.left = 0
    beginning = patterns.start(zones).match(text, span.start, min(span.end, span.start + _LONGEST_START))
    if beginning is None or (patterns.needs_place(beginning) and not _names_place(text, span, beginning[0], seen)):
        return None
    return Cruft(patterns.kind_of(beginning), Span(span.start, beginning.end()))


def _names_place(text: str, span: Span, beginning: str, seen: _Seen) -> bool:
    """Whether one of the first paragraphs begins with a place ("Suva: Leaders …"): nowhere else is it named like a person."""
    if seen.paragraphs >= _PLACE_PARAGRAPHS or not is_prose(text[span.start : span.end]):
        return False
    name = re.split(r"[:,]", beginning)[0]
    words, escaped = load_cruft_words(), (re.escape(name), re.escape(name.lower()))
    no_place = re.compile(_NO_PLACE.format(*escaped, words.before_places, words.after_persons))
    return not (no_place.search(text, 0, span.start) or no_place.search(text, span.start + len(beginning)))


@cache
def _zones(in_head: bool, titled: bool, in_tail: bool, is_last: bool) -> frozenset[Zone]:
    chosen = {
        Zone.ANY: True, Zone.BODY: titled, Zone.HEAD: in_head, Zone.TAIL: in_tail, Zone.EDGE: in_head or in_tail,
        Zone.LAST: is_last,
    }  # fmt: skip
    return frozenset(zone for zone, holds in chosen.items() if holds)


def _is_item(line: str) -> bool:
    """Whether a line in a box of related stories is one of them: short, and no sentence."""
    return len(line) <= _ITEM_LENGTH and not line.endswith((".", ".”", '."', ":", ";", ","))


def is_prose(line: str) -> bool:
    """Whether a line is a paragraph of the report: long, and ends as a sentence does."""
    return len(line) >= _PROSE_LENGTH and line.rstrip().endswith(_PROSE_END)


def _last_prose(text: str, captions: dict[int, Span]) -> int:
    """Where the last paragraph begins; -1 where there is none."""
    starts = (
        found.start() for found in _PROSE_LINE.finditer(text) if found.start() not in captions and is_prose(found[0])
    )
    return max(starts, default=-1)

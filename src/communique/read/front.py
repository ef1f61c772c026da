"""What a text says of itself in its own lines: its title, and the day on which it came out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from communique.lexicon.cruft import load_cruft_words
from communique.text import Cruft, CruftKind, Span

from .cruft import is_prose
from .dates import date_within

_LINE: Final = re.compile(r"\S[^\n]*")
_EDGE: Final = " \t\n>•●▪■*·-"
_TITLE_LENGTH: Final = 200
_TITLE_WORDS: Final = 30
_TITLE_NEVER_ENDS: Final = (".", ":", ";", ",", ".”", '."')
# A page has this many lines of advertisements, menus and dates above its title at most.
_LINES_ABOVE: Final = 12
_REPORT_OR_OTHERS: Final = (CruftKind.DATELINE, CruftKind.RELATED, CruftKind.FOREIGN)
_CLOCK: Final = re.compile(r"\d[:.]\d\d\b(?![.\d])")


def title_span(text: str, cruft: Sequence[Cruft]) -> Span | None:
    """The first line that is no cruft, if it looks like a title: short, no sentence, with a blank line or cruft below, and then more."""
    for number, (line, is_cruft) in enumerate(_lines(text, cruft)):
        if not is_cruft or number >= _LINES_ABOVE:
            return line if not is_cruft and _is_title(text, line, cruft) else None
    return None


def _lines(text: str, cruft: Sequence[Cruft], start: int = 0) -> Iterator[tuple[Span, bool]]:
    """The lines that are not blank, without blanks at their edges, and whether each is cruft to its end."""
    marks = iter(cruft)
    mark = next(marks, None)
    for found in _LINE.finditer(text, start):
        span = Span(found.start(), found.start() + len(found[0].rstrip()))
        while mark and mark.span.end < span.end:
            mark = next(marks, None)
        yield (
            span,
            mark is not None and mark.span.end == span.end and not text[span.start : mark.span.start].strip(_EDGE),
        )


def _is_title(text: str, span: Span, cruft: Sequence[Cruft]) -> bool:
    line = span.of(text)
    if len(line) > _TITLE_LENGTH or len(line.split()) > _TITLE_WORDS or line.endswith(_TITLE_NEVER_ENDS):
        return False
    below, below_is_cruft = next(_lines(text, cruft, span.end), (None, False))
    if below is None or any(mark.span.overlaps(span) for mark in cruft):
        return False
    return below_is_cruft or text.count("\n", span.end, below.start) > 1


def stated_day(text: str, cruft: Sequence[Cruft], title: Span | None) -> date | None:
    """The day in "Published …" or "Posted on …", in a dateline with its year, or in the lines right under the title."""
    labelled = _with_labels(text, cruft)
    return _published_day(text, labelled) or dateline_day(text, cruft) or _day_under(title, text, labelled)


def dateline_day(text: str, cruft: Sequence[Cruft]) -> date | None:
    """The day in the first dateline that has a year."""
    lines = (mark.span.of(text) for mark in cruft if mark.kind is CruftKind.DATELINE)
    return next((day for line in lines if (day := date_within(line))), None)


def updated_day(text: str, cruft: Sequence[Cruft]) -> date | None:
    """The day of "Updated …" or "Last modified …", which is that of publication or later."""
    updated = load_cruft_words().updated
    for line in _bylines(text, _with_labels(text, cruft)):
        if (found := updated.search(line)) and (day := date_within(line[found.end() :])):
            return day
    return None


def _with_labels(text: str, cruft: Sequence[Cruft]) -> list[Cruft]:
    """The same, with a label on a line of its own ("Published") and the byline right under it as one mark."""
    joined: list[Cruft] = []
    label = load_cruft_words().label
    for mark in cruft:
        above = joined[-1] if joined and mark.kind is CruftKind.BYLINE else None
        if above and label.fullmatch(above.span.of(text)) and not text[above.span.end : mark.span.start].strip(_EDGE):
            joined[-1] = Cruft(mark.kind, Span(above.span.start, mark.span.end))
        else:
            joined.append(mark)
    return joined


def _bylines(text: str, cruft: Sequence[Cruft]) -> Iterator[str]:
    """The lines that name author and day, up to the first list of other stories, which have days of their own."""
    for mark in cruft:
        if mark.kind is CruftKind.RELATED:
            return
        if mark.kind is CruftKind.BYLINE:
            yield mark.span.of(text)


def _published_day(text: str, cruft: Sequence[Cruft]) -> date | None:
    words = load_cruft_words()
    for line in _bylines(text, cruft):
        if (found := words.published.search(line)) and (
            day := date_within(words.updated.split(line[found.end() :])[0])
        ):
            return day
    return None


def _day_under(title: Span | None, text: str, cruft: Sequence[Cruft]) -> date | None:
    """The day in a line of cruft right under the title.

    With a clock it counts only where the report follows: what looks like the title may be the site's name above the crawl's time.
    """
    end, days, updated = title.end if title else len(text), [], load_cruft_words().updated
    for mark in cruft:
        if mark.span.start < end:
            continue
        if mark.kind in _REPORT_OR_OTHERS or text[end : mark.span.start].strip(_EDGE):
            break
        end, line = mark.span.end, mark.span.of(text)
        if mark.kind is CruftKind.BYLINE and not updated.search(line) and (day := date_within(line)):
            days.append((day, bool(_CLOCK.search(line))))
    follows = _LINE.search(text, end)
    in_report = follows is not None and is_prose(follows[0].strip())
    return next((day for day, has_clock in days if in_report or not has_clock), None)

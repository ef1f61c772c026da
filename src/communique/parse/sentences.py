"""Text → sentences as lists of words: blocks by layout, words, then the ends that the boundary model finds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from communique.lexicon.tokens import load_token_lists
from communique.model import Boundaries
from communique.parse.words import WordSpan, detach_stop, split_words

_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
# Where a line has these inside it, it is a row of a table or a line of columns.
_GAP = re.compile(r"(?<=\S)(?:[^\S\n\r\u2028\u2029]{4,}|[^\S\n\r\u2028\u2029]?\t)")
_LONGEST_WRAP = 110
_OPENERS = " \t\u00a0\"'“‘«(["
_ENDS_SENTENCE = re.compile(r"[.!?:;…][\"'”’)\]]*\s*$")


def split_sentences(text: str, boundaries: Boundaries, start: int = 0, end: int | None = None) -> list[list[WordSpan]]:
    """The sentences of `text[start:end]` in order, each a list of words that is not empty."""
    sentences: list[list[WordSpan]] = []
    for first, last in _blocks(text, start, len(text) if end is None else end):
        sentences.extend(_block_sentences(text, split_words(text, first, last), boundaries))
    return sentences


def _block_sentences(text: str, words: list[WordSpan], boundaries: Boundaries) -> Iterator[list[WordSpan]]:
    texts = [text[word.start : word.end] for word in words]
    spaced = [word.end == len(text) or text[word.end].isspace() for word in words]
    start = 0
    for index in boundaries.ends(texts, spaced):
        if words[index + 1].joined:  # "Yahoo!'s": its stop ends nothing
            continue
        yield detach_stop(text, words[start : index + 1])
        start = index + 1
    if start < len(words):
        yield detach_stop(text, words[start:])


def _blocks(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Lines, cut where a table's cells are; the lines of a paragraph that was only wrapped are one block."""
    for first, last in _paragraphs(text, start, end):
        for gap in _GAP.finditer(text, first, last):
            yield first, gap.start()
            first = gap.end()
        yield first, last


def _paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    paragraph: list[tuple[int, int]] = []
    for line in _LINE.finditer(text, start, end):
        if not line[0].strip():
            continue
        if paragraph and text.count("\n", paragraph[-1][1], line.start()) != 1:
            yield from _paragraph_lines(text, paragraph)
            paragraph = []
        paragraph.append((line.start(), line.end()))
    yield from _paragraph_lines(text, paragraph)


def _paragraph_lines(text: str, lines: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    if len(lines) > 1 and _is_wrapped(text, lines):
        yield lines[0][0], lines[-1][1]
    else:
        yield from lines


def _is_wrapped(text: str, lines: list[tuple[int, int]]) -> bool:
    """Whether every line was broken only because its neighbour's first word would not have fitted, and some in mid-sentence."""
    width = max(end - start for start, end in lines)
    if not 40 <= width <= _LONGEST_WRAP or all(_ENDS_SENTENCE.search(text, start, end) for start, end in lines[:-1]):
        return False
    for (start, end), (after, after_end) in pairwise(lines):
        first_word = text[after:after_end].split(maxsplit=1)[0]
        if end - start + 1 + len(first_word) <= width:
            return False
    # A headline and its standfirst, or the two lines of an address, fit the width as well as a wrapped sentence.
    return any(_begins_lower(text, *line) for line in lines[1:]) or (len(lines) == 2 and _breaks_off(text, *lines[0]))


def _begins_lower(text: str, start: int, end: int) -> bool:
    return text[start:end].lstrip(_OPENERS)[:1].islower()


def _breaks_off(text: str, start: int, end: int) -> bool:
    """Whether a line ends in a comma, or in a word that another must follow: "the talks between Iran and"."""
    line = text[start:end].rstrip()
    return line.endswith(",") or line.rsplit(maxsplit=1)[-1].lower() in load_token_lists().before_line_breaks

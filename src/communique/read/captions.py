"""The captions of an article's pictures, which trafilatura drops with the pictures: found in the page, put back into the text.

Negotiators are sometimes named only there. The main text is extracted without them, so it stays as it is; each caption then
becomes a line of its own after the paragraph that it follows, or before the first one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from communique.lexicon.columns import load_column_names
from communique.text import Span

from .encoding import clean_text

_PARAGRAPHS: Final = frozenset({"p", "li", "h1", "h2", "h3", "h4", "blockquote"})
_BLOCKS: Final = (*_PARAGRAPHS, "div", "td", "table")
_CAPTION_TAGS: Final = frozenset({"p", "div", "span", "dd", "small"})
# Less is a label ("toggle caption"), and more an article in a box.
_FEWEST_WORDS: Final = 3
_LONGEST: Final = 900
_MOST_PIECES: Final = 200
_SILENT: Final = frozenset({"script", "style", "noscript", "template"})
# The line above the first one.
_TOP: Final = -1
_HOMES: Final = frozenset({"article", "main"})
# Where pictures belong to other stories, or to the site.
_BOXES: Final = frozenset({"aside", "nav", "footer", "form", "a", "button", "noscript", "template"})
_TO_PICTURE: Final = re.compile(r"\.(?:jpe?g|png|gif|webp|avif)\b", re.IGNORECASE)
# A paragraph is known again in the extracted text by its first letters, whatever happened to its blanks and links.
_KEY_LENGTH: Final = 60
_KEY_SHORTEST: Final = 20
_BULLETS: Final = " -•>|"


@dataclass(frozen=True, slots=True)
class Block:
    """A caption or a paragraph of a page: its words, the <article> or <main> around it, and the box of other stories around it."""

    is_caption: bool
    words: str
    home: Any
    box: Any


class _Anchor(NamedTuple):
    """A paragraph of the page that is in the text, and the number of its line there."""

    line: int
    block: Block


def find_captions(tree: Any) -> list[Block]:
    """The captions of a page and the paragraphs between them, in order; nothing where there is no caption."""
    if not any(_is_caption(element) for element in tree.iter("figcaption", *_CAPTION_TAGS)):
        return []
    blocks: list[Block] = []
    waiting: list[tuple[Any, Any, Any]] = [(tree, None, None)]
    while waiting:
        element, home, box = waiting.pop()
        if not isinstance(element.tag, str):
            continue
        home = element if element.tag in _HOMES else home
        box = element if _is_box(element) else box
        words = _words(element, _LONGEST) if _is_caption(element) else ""
        if len(words.split()) >= _FEWEST_WORDS and len(words) <= _LONGEST:
            blocks.append(Block(True, words, home, box))
            continue
        if element.tag in _PARAGRAPHS or (element.tag in _BLOCKS and next(_inner_blocks(element), None) is None):
            blocks.append(Block(False, _words(element, 4 * _KEY_LENGTH), home, box))
        waiting.extend((child, home, box) for child in reversed(element))
    return blocks


def _inner_blocks(element: Any) -> Iterator[Any]:
    return (inner for inner in element.iter(*_BLOCKS) if inner is not element)


def _is_caption(element: Any) -> bool:
    return element.tag == "figcaption" or (
        element.tag in _CAPTION_TAGS
        and load_column_names().caption_class.search(element.get("class") or "") is not None
    )


def _is_box(element: Any) -> bool:
    if element.tag == "a":
        return _TO_PICTURE.search(element.get("href") or "") is None
    marks = f"{element.get('class') or ''} {element.get('id') or ''}"
    return element.tag in _BOXES or load_column_names().box_class.search(marks) is not None


def _words(element: Any, longest: int) -> str:
    """An element's text in one line, cut a little beyond `longest`; parts that touch, as caption and credit do, are kept apart."""
    joined = ""
    for number, piece in enumerate(_pieces(element)):
        touches = joined and not joined[-1].isspace() and not piece[0].isspace()
        if touches and (joined[-1] in ".!?)”" or (joined[-1].islower() and piece[0].isupper())):
            joined += " "
        joined += piece[: longest + 1]
        if len(joined) > longest or number > _MOST_PIECES:
            break
    return clean_text(" ".join(joined.split()))


def _pieces(element: Any) -> Iterator[str]:
    """The pieces of text in an element, in order and without scripts; nothing more after many empty ones."""
    inside = [iter((element,))]
    budget = _MOST_PIECES
    while inside and budget:
        budget -= 1
        following = next(inside[-1], None)
        if following is None:
            inside.pop()
        elif isinstance(following, str):
            yield following
        elif isinstance(following.tag, str) and following.tag not in _SILENT:
            inside.append(_content(following))


def _content(element: Any) -> Iterator[Any]:
    if element.text:
        yield element.text
    for child in element:
        yield child
        if child.tail:
            yield child.tail


def with_captions(text: str, blocks: Sequence[Block]) -> tuple[str, tuple[Span, ...]]:
    """`text` with the captions among `blocks` as lines where they stand in the page, and the spans of these lines."""
    lines = text.split("\n")
    places = _places(lines, blocks)
    written = [(caption, True) for caption in places.get(_TOP, ())]
    for number, line in enumerate(lines):
        written += [(line, False), *((caption, True) for caption in places.get(number, ()))]
    spans, position = [], 0
    for line, is_caption in written:
        if is_caption:
            spans.append(Span(position, position + len(line)))
        position += len(line) + 1
    return "\n".join(line for line, _ in written), tuple(spans)


def _places(lines: Sequence[str], blocks: Sequence[Block]) -> dict[int, list[str]]:
    """The captions of this article by the number of the line that each follows."""
    by_key: dict[str, int] = {}
    for number, line in enumerate(lines if blocks else ()):
        by_key.setdefault(_key(line), number)
    by_key.pop("", None)
    anchors = [_anchor(block, by_key) for block in blocks]
    known, places = {_letters(line) for line in lines}, dict[int, list[str]]()
    above: _Anchor | None = None
    for block, anchor, below in zip(blocks, anchors, _following(anchors), strict=True):
        above = anchor or above
        letters = _letters(block.words)
        if not block.is_caption or letters in known or not _belongs(block, above, below):
            continue
        known.add(letters)
        place = above.line if above else below.line - 1 if below else _TOP
        places.setdefault(place, []).append(block.words)
    return places


def _anchor(block: Block, by_key: Mapping[str, int]) -> _Anchor | None:
    line = None if block.is_caption else by_key.get(_key(block.words))
    return None if line is None else _Anchor(line, block)


def _following(anchors: Sequence[_Anchor | None]) -> list[_Anchor | None]:
    """For each block the next one that is in the text."""
    following: list[_Anchor | None] = []
    current: _Anchor | None = None
    for anchor in reversed(anchors):
        following.append(current)
        current = anchor or current
    return following[::-1]


def _belongs(caption: Block, above: _Anchor | None, below: _Anchor | None) -> bool:
    """Whether a caption is this article's: between its paragraphs, above the first one or, in the same <article>, below the last.

    A caption in a box of other stories, or in an <article> of its own, belongs to another one.
    """
    near = [anchor.block for anchor in (above, below) if anchor and anchor.block.box is caption.box]
    if below:
        return any(_is_around(caption.home, block) for block in near)
    return any(caption.home is not None and caption.home is block.home for block in near)


def _is_around(home: Any, block: Block) -> bool:
    """Whether the <article> or <main> `home`, None for the whole page, is around `block`."""
    place = block.home
    while place is not None and place is not home:
        place = next(place.iterancestors(*_HOMES), None)
    return place is home


def _letters(text: str) -> str:
    return "".join(text.split())


def _key(text: str) -> str:
    """What is compared of a paragraph: its first letters without blanks; empty where there are too few to be sure."""
    letters = _letters(text[: 4 * _KEY_LENGTH].lstrip(_BULLETS))[:_KEY_LENGTH]
    return letters if len(letters) >= _KEY_SHORTEST else ""

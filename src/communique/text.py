"""What we read: documents, and what the parser finds in them.

Every span is half-open, `[start, end)`, in Python code points of `Document.text`, which is never changed after reading.
"""

from __future__ import annotations

import datetime
import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range of a document's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words it covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


class CruftKind(StrEnum):
    """What stands in the body of a news page without being part of the report."""

    DATELINE = "dateline"
    CAPTION = "caption"
    CREDIT = "credit"
    SOURCE_LINK = "source_link"
    COMMENTS = "comments"
    SHARE = "share"
    RELATED = "related"
    PROMOTION = "promotion"
    BYLINE = "byline"
    NAVIGATION = "navigation"
    COPYRIGHT = "copyright"
    FOREIGN = "foreign"


@dataclass(frozen=True, slots=True)
class Cruft:
    """A span that later rooms pass over, and why. Datelines are no prose, but still tell place and date."""

    kind: CruftKind
    span: Span


@dataclass(frozen=True, slots=True)
class Document:
    """One article. `published` is the day it came out, as its outlet says; `source` the file or row it was read from."""

    id: str
    text: str
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: datetime.date | None = None
    language: str = "en"
    source: str = ""
    cruft: tuple[Cruft, ...] = ()


def document_id(text: str, url: str | None = None, published: datetime.date | None = None) -> str:
    """A stable id, so that reading the same article twice gives the same document: 16 hexadecimal digits of SHA-256."""
    parts = "\x1f".join((url or "", published.isoformat() if published else "", text))
    return hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()[:16]


class MentionKind(StrEnum):
    """Types of names, and offices ("deputy foreign minister"), which may hold names inside."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    OTHER = "other"
    OFFICE = "office"


@dataclass(frozen=True, slots=True)
class Word:
    """One syntactic word (Universal Dependencies).

    `head` is the index in the sentence's words of the word it depends on, -1 for the root. `joined` is true where it is
    written together with the word before as one token: the "n't" of "don't".
    """

    start: int
    end: int
    text: str
    lemma: str
    upos: str
    xpos: str
    head: int
    relation: str
    joined: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """A name or an office; `first` and `last` are the indexes of its words in the sentence, both included."""

    kind: MentionKind
    span: Span
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with its tree. `span` has no blanks at its edges.

    `cruft` is the kind of cruft that it stands in, None in the report itself: later rooms pass over the former, but may look
    for people in captions and for the place in datelines.
    """

    span: Span
    words: tuple[Word, ...]
    mentions: tuple[Mention, ...]
    cruft: CruftKind | None = None

    def children(self, index: int) -> list[int]:
        """Indexes of the words that depend on the word at `index`, in order."""
        return [number for number, word in enumerate(self.words) if word.head == index]

    def root(self) -> int:
        """Index of the word that depends on none."""
        return next(number for number, word in enumerate(self.words) if word.head < 0)


@dataclass(frozen=True, slots=True)
class Parse:
    """What the parser found in one document, sentence by sentence."""

    document: Document
    sentences: tuple[Sentence, ...]

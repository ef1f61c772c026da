"""The room's two verbs: a stream of documents from what the user names, and one document from a text in hand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Final

from communique.errors import InputError
from communique.lexicon.cruft import load_cruft_patterns
from communique.text import Cruft, CruftKind, Document, document_id

from .cruft import find_cruft
from .dates import address_date, written_date
from .drafts import Draft
from .encoding import clean_text, decode
from .fields import RowReader
from .formats import Format, tell_format
from .language import refuse_other_languages
from .limits import MAX_HTML_BYTES, MAX_TEXT_BYTES
from .page import declared_charset, read_page
from .rows import read_rows
from .sources import Opened, Source, expand, file_error, opened

_SPLIT: Final = "Split it into one file per article, or give a JSONL or CSV file with one article per row."
_HAS_WORDS: Final = re.compile(r"[^\W\d_]")
_TITLE_LENGTH: Final = 200
_TITLE_WORDS: Final = 30
_TITLE_NEVER_ENDS: Final = (".", ":", ";", ",", ".”", '."')


def read_documents(sources: Iterable[str | Path], *, published: date | None = None) -> Iterator[Document | InputError]:
    """The documents in files, folders, patterns and standard input ("-"), one at a time and in order.

    What cannot be read comes as an InputError in its place, and the stream goes on. `published` is for plain texts, where it
    wins, and for pages and rows that state no date of their own.
    """
    for source in expand(sources):
        if isinstance(source, InputError):
            yield source
        else:
            yield from _read_source(source, published)


def read_text(
    text: str,
    *,
    published: date | None = None,
    title: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    id: str | None = None,  # the contract's word for it
    source: str = "text",
) -> Document:
    """The document made of `text` and of what else is known of it. Raises InputError, LanguageError."""
    draft = Draft(source, text, id=id, title=title, outlet=outlet, url=url, plain=True)
    return _finish(draft, published)


def _read_source(source: Source, published: date | None) -> Iterator[Document | InputError]:
    """The documents of one input, and the errors in it. An input without any is an error itself."""
    nothing = True
    try:
        with opened(source) as stream:
            for draft in _drafts(stream, Path(source.name).suffix.lower()):
                nothing = False
                yield draft if isinstance(draft, InputError) else _finished(draft, published)
    except InputError as error:
        yield error
        return
    except (OSError, ValueError) as error:
        yield file_error(source.name, error)
        return
    if nothing:
        yield _empty(source.name)


def _empty(name: str, place: str = "") -> InputError:
    return InputError(name, "this is empty", "Give a file with a text in it, or leave it out.", place)


def _finished(draft: Draft, published: date | None) -> Document | InputError:
    try:
        return _finish(draft, published)
    except InputError as error:
        return error


def _drafts(stream: Opened, ending: str) -> Iterator[Draft | InputError]:
    """What the input holds, by its format. Raises InputError, OSError."""
    kind = tell_format(stream.name, ending, stream.head)
    if kind is Format.TEXT:
        text = decode(stream.read_all(MAX_TEXT_BYTES, _SPLIT), stream.name)
        if text.strip("\ufeff\0 \t\r\n"):
            yield Draft(stream.name, text, plain=True)
    elif kind is Format.PAGE:
        yield _page_draft(stream)
    else:
        yield from _row_drafts(stream, kind)


def _page_draft(stream: Opened) -> Draft:
    data = stream.read_all(MAX_HTML_BYTES, "Save the article's text as a .txt file.")
    if not data.strip():
        raise _empty(stream.name)
    page = read_page(decode(data, stream.name, declared=declared_charset(data)), stream.name)
    return Draft(
        stream.name, page.text, title=page.title, outlet=page.outlet, url=page.url,
        published=page.published, weak_published=page.weak_published,
    )  # fmt: skip


def _row_drafts(stream: Opened, kind: Format) -> Iterator[Draft | InputError]:
    reader = RowReader(stream.name)
    for row in read_rows(stream, kind):
        try:
            yield row if isinstance(row, InputError) else reader.draft(row)
        except InputError as error:
            yield error


def _finish(draft: Draft, published: date | None) -> Document:
    """The document: cleaned, measured, with its cruft marked, its date settled and its language checked."""
    text = clean_text(draft.text)
    if not text.strip():
        raise _empty(draft.name, draft.place)
    if len(text) > MAX_TEXT_BYTES:
        problem = f"this text has {len(text):,} characters, and at most {MAX_TEXT_BYTES:,} are read as one document"
        raise InputError(draft.name, problem, _SPLIT, draft.place)
    if not _HAS_WORDS.search(text):
        raise InputError(draft.name, "this has no words", "Give a text, or leave it out.", draft.place)
    cruft = find_cruft(text, load_cruft_patterns())
    refuse_other_languages(text, cruft, draft.name, draft.place)
    day = _publication_day(draft, text, cruft, published)
    title = clean_text(draft.title) if draft.title else _title_of(text, cruft) if draft.plain else None
    source = f"{draft.name}, {draft.place}" if draft.place else draft.name
    known_id = draft.id or document_id(text, draft.url, day)
    return Document(known_id, text, title, draft.outlet, draft.url, day, "en", source, cruft)


def _publication_day(draft: Draft, text: str, cruft: tuple[Cruft, ...], given: date | None) -> date | None:
    """The most trusted date: what the row or page states, its address, its dateline, the user's word; for a plain text that first."""
    if draft.plain and given:
        return given
    stated = draft.published or address_date(draft.url) or _dateline_day(text, cruft)
    return stated or draft.weak_published or given


def _dateline_day(text: str, cruft: tuple[Cruft, ...]) -> date | None:
    """The day in the first dateline that has a year."""
    lines = (mark.span.of(text) for mark in cruft if mark.kind is CruftKind.DATELINE)
    return next((day for line in lines if (day := written_date(line))), None)


def _title_of(text: str, cruft: tuple[Cruft, ...]) -> str | None:
    """The first line where it looks like a title: short, no sentence, no cruft, and followed by a blank line and more text."""
    start = len(text) - len(text.lstrip())
    line, _, rest = text[start:].partition("\n")
    line = line.rstrip()
    after, _, body = rest.partition("\n")
    if after.strip() or not body.strip() or len(line) > _TITLE_LENGTH or len(line.split()) > _TITLE_WORDS:
        return None
    is_cruft = any(mark.span.start < start + len(line) and start < mark.span.end for mark in cruft)
    return None if is_cruft or line.endswith(_TITLE_NEVER_ENDS) else line

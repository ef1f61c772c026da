"""The room's two verbs: a stream of documents from what the user names, and one document from a text in hand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Final

from communique.errors import InputError
from communique.lexicon.cruft import load_cruft_patterns
from communique.text import Cruft, Document, Span, document_id

from .cruft import find_cruft
from .dates import address_date
from .drafts import Draft
from .encoding import clean_text, decode
from .fields import RowReader
from .formats import Format, tell_format
from .front import dateline_day, stated_day, title_span, updated_day
from .language import find_foreign, refuse_other_languages
from .limits import MAX_HTML_BYTES, MAX_TEXT_BYTES
from .page import declared_charset, read_page
from .rows import read_rows
from .sources import Opened, Source, expand, file_error, opened

_SPLIT: Final = "Split it into one file per article, or give a JSONL or CSV file with one article per row."
_HAS_WORDS: Final = re.compile(r"[^\W\d_]")


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
        published=page.published, weak_published=page.weak_published, captions=page.captions,
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
    cruft = find_cruft(text, load_cruft_patterns(), draft.captions)
    refuse_other_languages(text, cruft, draft.name, draft.place)
    cruft = find_foreign(text, cruft)
    first = title_span(text, cruft) if draft.plain else None
    day = _publication_day(draft, text, cruft, first, published)
    title = clean_text(draft.title) if draft.title else first.of(text) if first else None
    source = f"{draft.name}, {draft.place}" if draft.place else draft.name
    known_id = draft.id or document_id(text, draft.url, day)
    return Document(known_id, text, title, draft.outlet, draft.url, day, "en", source, cruft)


def _publication_day(
    draft: Draft, text: str, cruft: tuple[Cruft, ...], title: Span | None, given: date | None
) -> date | None:
    """The most trusted date: what the row or page states, its address, its dateline, the user's word.

    For a plain text the user's word comes first, and then what its own lines say.
    """
    if draft.plain:
        return given or address_date(draft.url) or stated_day(text, cruft, title) or updated_day(text, cruft)
    return draft.published or address_date(draft.url) or dateline_day(text, cruft) or draft.weak_published or given

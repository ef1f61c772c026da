"""An HTML page: its main text, and the title, outlet, address and publication date that it states."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from communique.errors import InputError
from communique.lexicon.columns import load_column_names
from communique.text import Span

from .captions import find_captions, with_captions
from .dates import parse_date
from .encoding import clean_text
from .limits import MAX_HTML_DEPTH, MAX_HTML_ELEMENTS

_CHARSET: Final = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]{2,40})", re.IGNORECASE)
_XML_ENCODING: Final = re.compile(rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w:.-]{2,40})", re.IGNORECASE)
_DECLARATION_BYTES: Final = 4_096
_JSON_DATE: Final = re.compile(r'"datePublished"\s*:\s*"([^"]{4,60})"')
_TITLE_END: Final = re.compile(r"\s+[|–—·»-]\s+([^|–—·»]{2,60})$")
_TITLE_PARTS: Final = re.compile(r"\s+[|–—·»:-]{1,2}\s+")
_TITLE_META: Final = frozenset(
    {"og:title", "twitter:title", "dc.title", "dcterms.title", "headline", "title", "citation_title"}
)
_LONGEST_TITLE: Final = 300
# Dates are read by us (below), so trafilatura's own search is kept short and is not given the machine's clock.
_NO_DATE_SEARCH: Final = {"extensive_search": False, "original_date": True, "max_date": "2100-12-31"}
_AS_TEXT: Final = "Save the article's text as a .txt file, or leave the page out."


@dataclass(frozen=True, slots=True)
class Page:
    """What a page gives. `weak_published` may be the moment at which the server built the page; `captions` are lines of `text`."""

    text: str
    title: str | None
    outlet: str | None
    url: str | None
    published: date | None
    weak_published: date | None
    captions: tuple[Span, ...]


def declared_charset(head: bytes) -> str | None:
    """The encoding that a page declares in its first bytes."""
    start = head[:_DECLARATION_BYTES]
    match = _XML_ENCODING.search(start) or _CHARSET.search(start)
    return match[1].decode("ascii") if match else None


def read_page(markup: str, name: str, place: str = "") -> Page:
    """The page in `markup`. Raises InputError where it is too large, too deep, or has no main text."""
    tree = _tree(markup, name, place)
    columns = load_column_names()
    published = _meta_date(tree, columns.meta) or _json_date(tree) or _time_date(tree, columns.time)
    weak = _meta_date(tree, columns.weak_meta)
    parts, pictures = _title_parts(tree), find_captions(tree)
    _unroll_layout(tree)
    found = _main_text(tree, name, place)
    text, captions = with_captions(clean_text(found.text).strip("\n"), pictures)
    outlet = _line(found.sitename)
    return Page(text, _title(found.title, outlet, parts), outlet, _line(found.url), published, weak, captions)


def _tree(markup: str, name: str, place: str) -> Any:
    """The page as a tree of elements (lxml), measured before anything walks it recursively."""
    from trafilatura import load_html

    whole = markup if "<html" in markup[:_DECLARATION_BYTES].lower() else f"<html><body>{markup}</body></html>"
    try:
        tree = load_html(whole)
    except Exception as error:  # a page is made by strangers, and lxml raises what it likes
        raise InputError(name, f"this page cannot be parsed ({type(error).__name__})", _AS_TEXT, place) from error
    if tree is None:
        raise InputError(name, "this page has no content", _AS_TEXT, place)
    _measure(tree, name, place)
    return tree


def _measure(tree: Any, name: str, place: str) -> None:
    count, waiting = 0, [(tree, 1)]
    while waiting:
        element, depth = waiting.pop()
        count += 1
        if depth >= MAX_HTML_DEPTH:
            problem = f"this page has elements within elements more than {MAX_HTML_DEPTH} deep"
            raise InputError(name, problem, _AS_TEXT, place)
        if count > MAX_HTML_ELEMENTS:
            raise InputError(name, f"this page has more than {MAX_HTML_ELEMENTS:,} elements", _AS_TEXT, place)
        waiting.extend((child, depth + 1) for child in element)


def _main_text(tree: Any, name: str, place: str) -> Any:
    """Trafilatura's document, with text in it."""
    from trafilatura import bare_extraction

    try:
        found: Any = bare_extraction(
            tree, fast=True, include_comments=False, with_metadata=True, date_extraction_params=dict(_NO_DATE_SEARCH)
        )
    except Exception as error:  # see above: the web is hostile, and one page must not stop a corpus
        problem = f"the main text of this page cannot be found ({type(error).__name__})"
        raise InputError(name, problem, _AS_TEXT, place) from error
    if found is None or not (found.text or "").strip():
        problem = "this page has no main text (an index, a video, or a page that a script fills)"
        raise InputError(name, problem, _AS_TEXT, place)
    return found


def _line(value: str | None) -> str | None:
    return " ".join(value.split()) or None if value else None


def _title(title: str | None, outlet: str | None, parts: list[str]) -> str | None:
    """The title without the outlet's name at its end; of the page's <title>, should it be taken from there, the longest part."""
    line = _line(title)
    if line is None or line in parts:
        return max((part for part in parts if part != outlet), key=len, default=line)
    match = _TITLE_END.search(line[-80:]) if outlet else None
    if outlet and match and match[1].casefold() in (outlet.casefold(), outlet.casefold().removeprefix("the ")):
        return line[: -len(match[0])]
    return line


def _title_parts(tree: Any) -> list[str]:
    """The parts of <title> between dashes and bars, but for those that are the page's heading too; none where metadata has a title."""
    if any((meta.get("property") or meta.get("name") or "").lower() in _TITLE_META for meta in tree.iter("meta")):
        return []
    if any('"headline"' in (script.text or "") for script in tree.iter("script")):
        return []
    element = tree.find(".//head/title")
    whole = _line(element.text) if element is not None else None
    headings = {_line(heading.text_content()) for heading in tree.iter("h1")}
    return [part for part in _TITLE_PARTS.split((whole or "")[:_LONGEST_TITLE]) if part and part not in headings]


def _unroll_layout(tree: Any) -> None:
    """Turns tables that hold paragraphs or tables, as old pages are laid out, into plain blocks, so that paragraphs stay apart."""
    for table in list(tree.iter("table")):
        if (
            next(table.iter("p", "div", "h1", "h2", "h3", "center"), None) is not None
            or len(list(table.iter("table"))) > 1
        ):
            for element in [table, *table.iter("tbody", "tr", "td", "th")]:
                element.tag = "div"


def _meta_date(tree: Any, names: frozenset[str]) -> date | None:
    for element in tree.iter("meta"):
        stated = (element.get(attribute) or "" for attribute in ("property", "name", "itemprop"))
        if any(name.strip().lower() in names for name in stated) and (day := parse_date(element.get("content"))):
            return day
    return None


def _time_date(tree: Any, names: frozenset[str]) -> date | None:
    """The day of a <time> that is marked as the publication's, or that heads the article; never that of a page's clock."""
    for element in tree.iter("time", "abbr", "span"):
        marks = {*(element.get("class") or "").lower().split(), (element.get("itemprop") or "").lower()}
        in_article = any(parent.tag in ("article", "main") for parent in element.iterancestors())
        marked = "pubdate" in element.attrib or "datepublished" in marks or (in_article and marks & names)
        if marked and (day := parse_date(element.get("datetime") or element.get("content") or element.text)):
            return day
    articles = list(tree.iter("article"))
    for element in articles[0].iter("time") if len(articles) == 1 else ():
        if day := parse_date(element.get("datetime")):
            return day
    return None


def _json_date(tree: Any) -> date | None:
    """`datePublished` of the article in the page's JSON-LD."""
    for script in tree.iter("script"):
        if (script.get("type") or "").lower() != "application/ld+json" or not script.text:
            continue
        try:
            stated = [
                found
                for entry in _entries(json.loads(script.text, strict=False, parse_constant=lambda _: None))
                if (found := entry.get("datePublished"))
            ]
        except (ValueError, RecursionError):
            stated = _JSON_DATE.findall(script.text)[:1]
        for value in stated:
            if day := parse_date(value):
                return day
    return None


def _entries(value: object) -> Iterator[dict[str, Any]]:
    """The things that JSON-LD describes on its first levels, articles before all else."""
    entries = value if isinstance(value, list) else [value]
    described = [entry for entry in entries if isinstance(entry, dict)]
    graphs = [inner for entry in described for inner in entry.get("@graph") or [] if isinstance(inner, dict)]
    everything = [*described, *graphs]
    yield from sorted(everything, key=lambda entry: "Article" not in str(entry.get("@type", "")))

"""What an input is, told from its first bytes; its ending decides only where they do not."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from enum import Enum
from typing import Final

from communique.errors import InputError
from communique.lexicon.columns import load_column_names, plain_name

from .encoding import bom_encoding, clean_text


class Format(Enum):
    """How an input is read."""

    TEXT = "text"
    PAGE = "page"
    LINES = "one JSON object per line"
    VALUES = "JSON objects one after another, or an array of them"
    TABLE = "CSV"


_IMAGE: Final = "Leave it out: only text is read."
_UNPACK: Final = "Unpack it first and give the files inside."
_AS_TEXT: Final = "Save its text as a .txt file first."
_OFFICE: Final = "Open it in a word processor and save it as plain text (.txt)."
_SIGNATURES: Final = (
    (b"\x89PNG", "a PNG image", _IMAGE),
    (b"\xff\xd8\xff", "a JPEG image", _IMAGE),
    (b"GIF8", "a GIF image", _IMAGE),
    (b"RIFF", "an image, sound or video file (RIFF)", _IMAGE),
    (b"II*\x00", "a TIFF image", _IMAGE),
    (b"ID3", "a sound file (MP3)", _IMAGE),
    (b"%PDF-", "a PDF document", "Save its text as a .txt file first, for example with pdftotext."),
    (b"{\\rtf", "an RTF document", _OFFICE),
    (b"\xd0\xcf\x11\xe0", "an old Office document (.doc, .xls or .ppt)", _OFFICE),
    (b"\x1f\x8b", "a gzip archive", _UNPACK),
    (b"BZh", "a bzip2 archive", _UNPACK),
    (b"\xfd7zXZ", "an xz archive", _UNPACK),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive", _UNPACK),
    (b"7z\xbc\xaf", "a 7-Zip archive", _UNPACK),
    (b"Rar!", "a RAR archive", _UNPACK),
    (b"PAR1", "a Parquet table", "Export it as CSV or JSONL first."),
    (b"SQLite format 3", "an SQLite database", "Export the table as CSV or JSONL first."),
    (b"\x7fELF", "a program", _IMAGE),
    (b"MZ\x90", "a program", _IMAGE),
    (b"WARC/", "a web archive (WARC)", "Extract its pages as .html files first."),
)
_IN_ZIP: Final = (
    (b"word/", "a Word document (.docx)", _OFFICE),
    (b"xl/", "an Excel workbook (.xlsx)", "Save the sheet as CSV first."),
    (b"[Content_Types].xml", "an Office document (.docx, .xlsx or .pptx)", _OFFICE),
    (b"vnd.oasis.opendocument", "an OpenDocument file (.odt, .ods)", _OFFICE),
    (b"application/epub", "an e-book (EPUB)", _AS_TEXT),
    (b"PK", "a zip archive", _UNPACK),
)
_PAGE_START: Final = re.compile(
    r"(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html|head|body|meta|title|article|main|div|p|h1|table|span)\b",
    re.IGNORECASE,
)
_PAGE_WITHIN: Final = re.compile(r"<(?:html|body)\b", re.IGNORECASE)
_FEED: Final = re.compile(r"<(?:rss|feed|rdf:RDF)\b")
_ELEMENT: Final = re.compile(r"<([A-Za-z][\w:.-]{0,60})[\s>]")
_PAGE_ENDINGS: Final = frozenset({".html", ".htm", ".xhtml", ".shtml"})
_LINE_ENDINGS: Final = frozenset({".jsonl", ".ndjson"})
_TABLE_ENDINGS: Final = frozenset({".csv", ".tsv", ".tab"})
_ROW_ENDINGS: Final = _LINE_ENDINGS | _TABLE_ENDINGS | {".json"}
_DELIMITERS: Final = (",", "\t", ";", "|")
# A page that opens with a comment, a licence or a byte of rubbish still names <html> this early.
_PAGE_SEARCH: Final = 2_000
_CONTROLS: Final = bytes((*range(9), *range(14, 27), *range(28, 32)))
# Damaged texts hold a few NULs; a file with one control byte in fifty is not text.
_MAX_CONTROL_SHARE: Final = 0.02
_FEW_CONTROLS: Final = 8


def tell_format(name: str, ending: str, head: bytes) -> Format:
    """The format of the input that begins with `head`. Raises InputError where it is none of them, naming what it is."""
    refuse_binary(name, head)
    start = _after_comments(clean_text(head.decode(bom_encoding(head) or "utf-8", "replace")))
    if not start:
        return Format.PAGE if ending in _PAGE_ENDINGS else Format.TEXT
    return _tell_markup(name, ending, start) or _tell_rows(start, ending) or Format.TEXT


def _after_comments(start: str) -> str:
    start = start.lstrip()
    while start.startswith("<!--") and (end := start.find("-->")) > 0:
        start = start[end + 3 :].lstrip()
    return start


def _tell_markup(name: str, ending: str, start: str) -> Format | None:
    if ending in _PAGE_ENDINGS or _PAGE_START.match(start):
        return Format.PAGE
    if ending in _ROW_ENDINGS or start.startswith(("{", "[")):
        return None
    if start.startswith("<") and _FEED.search(start[:_PAGE_SEARCH]):
        problem = "this is a feed (RSS or Atom), not an article"
        raise InputError(name, problem, "Save the pages that it links to, and give those.")
    within = _PAGE_WITHIN.search(start[:_PAGE_SEARCH])
    if within and (within[0].lower() == "<html" or not start.startswith("<?xml")):
        return Format.PAGE
    element = _ELEMENT.match(start)
    if start.startswith("<?xml") or (element and f"</{element[1]}>" in start):
        problem = "this is an XML or SGML file, which has no fixed place for the text"
        raise InputError(name, problem, "Save the text as .txt, or as HTML.")
    return None


def refuse_binary(name: str, head: bytes) -> None:
    """Raises InputError that names what it is, if `head` is not the beginning of a text."""
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        signatures: Sequence[tuple[bytes, str, str]] = [entry for entry in _IN_ZIP if entry[0] in head]
    else:
        signatures = [entry for entry in _SIGNATURES if head.startswith(entry[0])]
    for _, what, remedy in signatures:
        raise InputError(name, f"this is {what}, not a text", remedy)
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if bom_encoding(head) is None and controls > max(_FEW_CONTROLS, _MAX_CONTROL_SHARE * len(head)):
        raise InputError(name, "this is binary data, not a text", "Save it as UTF-8 text, or leave it out.")


def _tell_rows(start: str, ending: str) -> Format | None:
    if start.startswith(("{", "[")) and (ending in _LINE_ENDINGS or ending == ".json" or _opens_json(start)):
        first, newline, _ = start.partition("\n")
        first = first.strip()
        if ending in _LINE_ENDINGS:
            return Format.VALUES if first == "{" or first.startswith("[") else Format.LINES
        return Format.LINES if newline and first.startswith("{") and first.endswith("}") else Format.VALUES
    if ending in _LINE_ENDINGS:
        return Format.LINES
    if ending == ".json":
        return Format.VALUES
    return Format.TABLE if ending in _TABLE_ENDINGS or _is_header(start.partition("\n")[0]) else None


def _opens_json(start: str) -> bool:
    """Whether it begins as JSON objects do; prose may begin with a bracket too."""
    return re.match(r'(?:\[\s*)?\{\s*"', start) is not None


def _is_header(line: str) -> bool:
    """Whether a first line names at least the text and one more column of a corpus."""
    columns = load_column_names().plain
    accepted = {name for names in columns.values() for name in names}
    cells = {plain_name(cell) for cell in header_cells(line)}
    return len(cells & accepted) > 1 and bool(cells & {*columns["text"], *columns["html"]}) and cells <= accepted | {""}


def header_cells(line: str) -> list[str]:
    """The names in a table's first line."""
    return next(csv.reader([line], delimiter=delimiter_of(line)), [])


def delimiter_of(line: str) -> str:
    """The delimiter under which a table's first line has a text column, else the one that cuts it into most cells."""
    accepted = {*load_column_names().plain["text"], *load_column_names().plain["html"]}

    def merit(delimiter: str) -> tuple[bool, int]:
        cells = next(csv.reader([line], delimiter=delimiter), [])
        return any(plain_name(cell) in accepted for cell in cells), len(cells)

    return max(_DELIMITERS, key=merit)

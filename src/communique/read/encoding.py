"""From bytes to characters, and from characters to the text that is never changed again."""

from __future__ import annotations

import codecs
import re
from typing import Final

from communique.errors import InputError

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What a page may declare: families of text encodings, so that no name reaches Python's other codecs ("zlib", "idna", "unicode_escape").
_DECLARABLE: Final = re.compile(
    r"(?:iso-?8859|cp\d|windows-?\d|koi8|gb|hz|big5|euc|shift|sjis|iso-?2022|mac|tis|utf-?16|ascii|latin|l\d)"
)
# Browsers read these as their larger relatives, and so must we: pages of news declare them loosely.
_READ_AS: Final = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso8859-9": "cp1254",
}
_NOT_ASCII: Final = bytes(range(128))
_UTF8_SEQUENCE: Final = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
# Western European prose has 1-7 % of letters beyond ASCII (French, with quotes); Cyrillic or Greek read as Windows-1252 has over 60 %.
_MAX_LEGACY_SHARE: Final = 0.10

_LINE_ENDS: Final = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_REMOVED: Final = {
    code: None for code in (*range(9), *range(14, 32), *range(0x7F, 0xA0), 0xFEFF) if code not in (0x0A, 0x85)
}
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def bom_encoding(head: bytes) -> str | None:
    """The encoding that a byte order mark at the beginning announces."""
    return next((encoding for bom, encoding in _BOMS if head.startswith(bom)), None)


def decode(data: bytes, name: str, place: str = "", declared: str | None = None) -> str:
    """The characters of `data`: by byte order mark, as UTF-8, as `declared`, or as the legacy Windows-1252.

    Text that is valid UTF-8 is UTF-8, whatever a page declares. Raises InputError with the first byte that does not fit.
    """
    encoding = bom_encoding(data) or "utf-8"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        position = error.start
    if encoding == "utf-8":
        for candidate in (_declared_codec(declared), _legacy_codec(data)):
            text = _decoded(data, candidate)
            if text is not None:
                return text
    where = f"{place}, byte {position}" if place else f"byte {position}"
    problem = f"this is not {encoding.removesuffix('-sig').upper()} text, nor Windows-1252"
    raise InputError(name, problem, "Save it as UTF-8.", where)


def _decoded(data: bytes, encoding: str | None) -> str | None:
    try:
        return data.decode(encoding) if encoding else None
    except UnicodeError:
        return None


def _declared_codec(declared: str | None) -> str | None:
    """Python's name of a declared encoding, or None where it has none or is not for text."""
    if not declared or not _DECLARABLE.match(declared.strip().lower()):
        return None
    try:
        name = codecs.lookup(declared.strip()).name
    except (LookupError, ValueError):
        return None
    return _READ_AS.get(name, name)


def _legacy_codec(data: bytes) -> str | None:
    """Windows-1252 where that is plausible: few bytes beyond ASCII, and not a UTF-8 text with a damaged byte."""
    beyond = len(data.translate(None, _NOT_ASCII))
    in_sequences = sum(len(match[0]) for match in _UTF8_SEQUENCE.finditer(data))
    plausible = beyond <= max(1, _MAX_LEGACY_SHARE * len(data)) and in_sequences * 2 < beyond
    return "cp1252" if plausible else None


def clean_text(raw: str) -> str:
    """The document's text: line ends become newlines; byte order marks, NUL and other control characters go.

    All else stays as it is: curly quotes, accents, soft hyphens, blanks of any width. Halves of surrogate pairs, which
    no file can hold, become U+FFFD.
    """
    return _SURROGATE.sub("\ufffd", _LINE_ENDS.sub("\n", raw).translate(_REMOVED))

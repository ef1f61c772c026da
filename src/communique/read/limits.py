"""How large a thing may be, and why: every number that bounds the room's memory and time stands here."""

from __future__ import annotations

from typing import Final

# The longest reports of the field (full negotiating records, parliamentary debates) stay below 2 MB; ten is a corpus in one file.
MAX_TEXT_BYTES: Final = 10_000_000
# Pages carry scripts and styles: the largest news pages have 3-5 MB. Equal to trafilatura's own MAX_FILE_SIZE.
MAX_HTML_BYTES: Final = 20_000_000
# A row holds one text; JSON writes a character in up to six bytes ("\u4e2d"), and pages come in rows too.
MAX_ROW_CHARACTERS: Final = 20_000_000
# trafilatura needs about 0.04 ms for each element, and slightly more than that as they grow in number: 3 s at this limit (measured
# with 2.3.1 on pages of nothing but <div>, <span> or <td>). Real news pages have 500 to 10,000.
MAX_HTML_ELEMENTS: Final = 50_000
# libxml2 stops at 256 levels and silently drops the rest of the page, so a page that comes near is refused. Real pages have 15 to 60.
MAX_HTML_DEPTH: Final = 250
# Read from the beginning of each input to tell what it is; a .docx names its parts within its first kilobytes.
HEAD_BYTES: Final = 65_536
# Years in which a publication date is believed.
FIRST_YEAR: Final = 1800
LAST_YEAR: Final = 2100


def megabytes(count: int) -> str:
    """A size for people: 12345678 is "12.3 MB"."""
    return f"{count / 1_000_000:.1f} MB" if count % 1_000_000 else f"{count // 1_000_000} MB"

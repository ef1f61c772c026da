"""From a row's cells to a document's fields, by the names that corpora give to their columns."""

from __future__ import annotations

import logging
import math
import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Final

from communique.errors import InputError
from communique.lexicon.columns import ColumnNames, load_column_names, plain_name

from .dates import parse_date
from .drafts import Draft
from .encoding import clean_text
from .page import read_page
from .rows import Row

_LOG: Final = logging.getLogger(__name__)
_MARKUP: Final = re.compile(
    r"\s*<(?:!doctype|html|head|body|div|p|article|section|h\d|span|br)\b[^<>]*>", re.IGNORECASE
)
_SHOWN_COLUMNS: Final = 12
_SHOWN_NAMES: Final = 6
_plain_name: Final = lru_cache(4096)(plain_name)


class RowReader:
    """Turns the rows of one input into drafts; warns of the first date in it that cannot be read."""

    def __init__(self, name: str) -> None:
        self._name, self._columns, self._warned = name, load_column_names(), False

    def draft(self, row: Row) -> Draft:
        """The document in `row`. Raises InputError, naming the columns, where it holds none."""
        row = _unwrapped(row)
        by_field = _cells_by_field(row.cells, self._columns)
        written = by_field.get("text")
        html = by_field.get("html")
        text = _as_text(written[1]) if written else ""
        if not text.strip() and html and "<" in _as_text(html[1]):
            written, text = html, _as_text(html[1])
        if written is None:
            raise _no_text(self._name, row, self._columns)
        if not text.strip():
            problem = f"the column {written[0]!r} is empty"
            raise InputError(self._name, problem, "Fill it in, or remove the row.", row.place)
        return self._with_page(self._with_fields(row, by_field, text), text)

    def _with_fields(self, row: Row, by_field: Mapping[str, tuple[str, object]], text: str) -> Draft:
        outlet, url = _short(by_field, "outlet"), _short(by_field, "url")
        if outlet and url is None and outlet.startswith(("http://", "https://")):
            outlet, url = None, outlet
        published = self._published(row, by_field.get("date"))
        row_id, title = _short(by_field, "id"), _short(by_field, "title")
        return Draft(self._name, text, row.place, row_id, title, outlet, url, published)

    def _with_page(self, draft: Draft, text: str) -> Draft:
        """The same where the cell holds a page: its main text, and its own fields where the row has none."""
        if not _MARKUP.match(text):
            return draft
        page = read_page(text, draft.name, draft.place)
        return Draft(
            draft.name, page.text, draft.place, draft.id, draft.title or page.title, draft.outlet or page.outlet,
            draft.url or page.url, draft.published or page.published, page.weak_published,
            captions=page.captions,
        )  # fmt: skip

    def _published(self, row: Row, cell: tuple[str, object] | None) -> date | None:
        published = parse_date(cell[1]) if cell else None
        if cell and published is None and not self._warned:
            self._warned = True
            _LOG.warning(
                "%s, %s: the date %r in column %r has no single reading and is left out; write it as 2022-09-18. "
                "Further ones in this input are not reported.",
                self._name, row.place, str(cell[1])[:40], cell[0],
            )  # fmt: skip
        return published


def _unwrapped(row: Row) -> Row:
    """The document inside a record that has it under one name, as Communiqué's own readings do."""
    inner = row.cells.get("document")
    return Row(row.place, inner) if isinstance(inner, dict) else row


def _cells_by_field(cells: Mapping[str, object], columns: ColumnNames) -> dict[str, tuple[str, object]]:
    """For each field the first accepted column that is filled, as (its name, its cell); else the first that is there."""
    by_name: dict[str, tuple[str, object]] = {}
    for name, cell in cells.items():
        by_name.setdefault(_plain_name(str(name)), (str(name), cell))
    if not columns.events.isdisjoint(by_name):
        return {}
    found: dict[str, tuple[str, object]] = {}
    for field, names in columns.plain.items():
        present = [by_name[name] for name in names if name in by_name]
        filled = [pair for pair in present if _as_text(pair[1]).strip()]
        if filled or (present and field == "text"):
            found[field] = (filled or present)[0]
    return found


def _as_text(cell: object) -> str:
    """A cell's words: a list of paragraphs becomes lines, an object with a name that name."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, list) and all(isinstance(part, str) for part in cell):
        return "\n".join(cell)
    if isinstance(cell, dict):
        return _as_text(cell.get("name") or cell.get("title") or cell.get("text"))
    if isinstance(cell, bool) or (isinstance(cell, float) and not math.isfinite(cell)):
        return ""
    return str(cell) if isinstance(cell, int | float) else ""


def _short(by_field: Mapping[str, tuple[str, object]], field: str) -> str | None:
    """A one-line field, without blanks at its edges; None where it is empty."""
    if field not in by_field:
        return None
    return " ".join(clean_text(_as_text(by_field[field][1])).split()) or None


def _no_text(name: str, row: Row, columns: ColumnNames) -> InputError:
    found = [clean_text(str(column)).strip()[:40] for column in list(row.cells)[:_SHOWN_COLUMNS]]
    more = len(row.cells) - len(found)
    listed = ", ".join(found) + (f" and {more} more" if more > 0 else "")
    if not columns.events.isdisjoint(_plain_name(str(column)) for column in row.cells):
        problem = f"this is a table of coded events, not of documents (its columns: {listed})"
        return InputError(name, problem, "Give the texts from which the events were coded.", row.place)
    names = ", ".join(columns.fields["text"][:_SHOWN_NAMES])
    problem = f"no column holds the text (found: {listed or 'none'})"
    return InputError(name, problem, f"Name that column text; {names} and others are known too.", row.place)

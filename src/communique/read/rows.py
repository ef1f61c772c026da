"""Rows of a corpus, one by one: JSON lines, JSON values and CSV, never a whole file in memory."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, TextIO

from communique.errors import InputError

from .encoding import bom_encoding, decode
from .formats import Format, delimiter_of
from .limits import MAX_ROW_CHARACTERS, megabytes
from .sources import Opened

_CHUNK: Final = 1 << 16
_SPLIT: Final = "Split it into documents of one article each."
_ESCAPED_BYTE: Final = re.compile("[\udc80-\udcff]")
_BETWEEN: Final = " \t\r\n,\ufeff"
# NaN and Infinity, which JSON does not have and Python writes, are cells with nothing in them.
_DECODER: Final = json.JSONDecoder(parse_constant=lambda _: None)


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row by column name; `place` is "line 7" or "record 3"."""

    place: str
    cells: Mapping[str, object]


def read_rows(source: Opened, kind: Format) -> Iterator[Row | InputError]:
    """The rows of `source` in order; a bad one is an InputError in its place. Raises InputError where no more can be read."""
    text = _characters(source)
    try:
        if kind is Format.LINES:
            yield from _json_lines(source.name, text)
        elif kind is Format.VALUES:
            yield from _json_values(source.name, text)
        else:
            yield from _table_rows(source.name, text)
    finally:
        text.detach()


def _characters(source: Opened) -> io.TextIOWrapper:
    """The characters of the stream; bytes that are not UTF-8 are kept as surrogates, for `_mended` to settle row by row."""
    encoding = bom_encoding(source.head) or "utf-8"
    errors = "surrogateescape" if encoding.startswith("utf-8") else "replace"
    return io.TextIOWrapper(source.stream, encoding=encoding, errors=errors, newline="")


def _mended(text: str, name: str, place: str) -> str:
    """Characters that came as bytes of a legacy encoding, decoded. Raises InputError where they make no sense."""
    if text.isascii() or not _ESCAPED_BYTE.search(text):
        return text
    return decode(text.encode("utf-8", "surrogateescape"), name, place)


def _lines(text: TextIO) -> Iterator[tuple[int, str | None]]:
    """Numbered lines; None for one beyond the limit, of which only a piece is held at a time."""
    number = 0
    while line := text.readline(MAX_ROW_CHARACTERS + 1):
        number += 1
        if len(line) <= MAX_ROW_CHARACTERS:
            yield number, line
            continue
        while line and not line.endswith(("\n", "\r")):
            line = text.readline(_CHUNK)
        yield number, None


def _too_long(name: str, place: str) -> InputError:
    return InputError(name, f"this row is longer than {megabytes(MAX_ROW_CHARACTERS)}", _SPLIT, place)


def _json_lines(name: str, text: TextIO) -> Iterator[Row | InputError]:
    for number, line in _lines(text):
        place = f"line {number}"
        if line is None:
            yield _too_long(name, place)
        elif line.strip(_BETWEEN + "\0"):
            try:
                yield _row_of(_DECODER.decode(_mended(line, name, place).strip(_BETWEEN + "\0")), name, place)
            except InputError as error:
                yield error
            except (ValueError, RecursionError) as error:
                yield _broken(name, place, error)


def _row_of(value: object, name: str, place: str) -> Row:
    if not isinstance(value, dict):
        problem = f"a record must be a JSON object with named fields, and this is a {_json_type(value)}"
        raise InputError(name, problem, 'Write it as {"text": "…", "date": "…"}.', place)
    return Row(place, value)


def _json_type(value: object) -> str:
    names = {list: "list", str: "string", bool: "truth value", int: "number", float: "number"}
    return names.get(type(value), "null")


def _broken(name: str, place: str, error: ValueError | RecursionError) -> InputError:
    if isinstance(error, json.JSONDecodeError):
        reason = error.msg[:1].lower() + error.msg[1:]
    else:
        reason = "nested too deeply" if isinstance(error, RecursionError) else "a number is too long"
    return InputError(name, f"this is not valid JSON ({reason})", "Mend the record or remove it.", place)


class _Buffer:
    """A window on a stream of characters, which grows while a value is incomplete and drops what was read."""

    def __init__(self, text: TextIO) -> None:
        self._text, self.window, self.position, self._ended = text, "", 0, False

    def grow(self) -> bool:
        """Reads as much again as is held; False at the end of the stream."""
        if self._ended:
            return False
        more = self._text.read(max(_CHUNK, len(self.window) - self.position))
        self._ended = not more
        self.window = self.window[self.position :] + more
        self.position = 0
        return not self._ended

    def skip(self, characters: str) -> str:
        """Passes over `characters`; the next one, or the empty string at the end."""
        while True:
            while self.position < len(self.window) and self.window[self.position] in characters:
                self.position += 1
            if self.position < len(self.window):
                return self.window[self.position]
            if not self.grow():
                return ""


def _json_values(name: str, text: TextIO) -> Iterator[Row | InputError]:
    """The objects of an array, or those written one after another. Nothing can be read after a broken one."""
    buffer, number = _Buffer(text), 0
    if buffer.skip(_BETWEEN) == "[":
        buffer.position += 1
    while buffer.skip(_BETWEEN) not in ("", "]"):
        number += 1
        place = f"record {number}"
        value = _next_value(buffer, name, place)
        try:
            yield _row_of(value, name, place)
        except InputError as error:
            yield error


def _next_value(buffer: _Buffer, name: str, place: str) -> object:
    while True:
        try:
            value, end = _DECODER.raw_decode(buffer.window, buffer.position)
        except (ValueError, RecursionError) as error:
            if len(buffer.window) - buffer.position > MAX_ROW_CHARACTERS:
                raise _too_long(name, place) from error
            if isinstance(error, RecursionError) or not buffer.grow():
                raise _broken(name, place, error) from error
            continue
        piece = buffer.window[buffer.position : end]
        buffer.position = end
        mended = _mended(piece, name, place)
        return value if mended is piece else _DECODER.decode(mended)


def _table_rows(name: str, text: TextIO) -> Iterator[Row | InputError]:
    """The rows under the header. `csv` knows one limit for all its readers, so that is raised and never lowered."""
    csv.field_size_limit(max(csv.field_size_limit(), MAX_ROW_CHARACTERS))
    lines, above = _table_lines(name, text), 0
    for header in lines:
        above += 1
        if header.strip() and not header.lower().startswith("sep="):
            break
    else:
        return
    delimiter = delimiter_of(header.rstrip("\r\n"))
    columns = [column.strip("\ufeff ") for column in next(csv.reader([header], delimiter=delimiter))]
    reader = csv.reader(lines, delimiter=delimiter)
    while True:
        place = f"line {above + reader.line_num + 1}"
        try:
            cells = next(reader, None)
            if cells is None:
                return
            if any(cell.strip() for cell in cells):
                yield _cells_row(columns, cells, name, place)
        except csv.Error as error:
            raise _unreadable_table(name, place, error) from error
        except InputError as error:
            yield error


def _table_lines(name: str, text: TextIO) -> Iterator[str]:
    for number, line in _lines(text):
        if line is None:
            raise _too_long(name, f"line {number}")
        yield line.replace("\0", "")


def _cells_row(columns: list[str], cells: list[str], name: str, place: str) -> Row:
    if len(cells) > len(columns) and any(cell.strip() for cell in cells[len(columns) :]):
        problem = f"this row has {len(cells)} cells, and the header has {len(columns)}"
        raise InputError(name, problem, "Put cells that hold the delimiter into double quotes.", place)
    named = zip(columns, cells, strict=False)
    return Row(place, {column: _mended(cell, name, place) for column, cell in named})


def _unreadable_table(name: str, place: str, error: csv.Error) -> InputError:
    if "field limit" in str(error):
        problem = f"a cell is longer than {megabytes(MAX_ROW_CHARACTERS)}"
        return InputError(name, problem, "Look for a double quote that is never closed.", place)
    return InputError(name, f"this is not valid CSV ({error})", "Save the table as CSV (UTF-8) again.", place)

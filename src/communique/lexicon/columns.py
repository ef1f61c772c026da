"""What corpora call their columns, and pages their publication dates."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from communique.errors import DataError

_FILE: Final = Path(__file__).with_name("columns.toml")
_NOT_A_LETTER = re.compile(r"[\W_]+")


def plain_name(name: str) -> str:
    """A column's name without case, blanks and punctuation: "Publication Date" and `publication_date` are one."""
    return _NOT_A_LETTER.sub("", name).casefold()


@dataclass(frozen=True, slots=True)
class ColumnNames:
    """`fields` maps a document's field to its accepted names as written, best first; `plain` the same as plain names.

    `events` are plain names that only tables of coded events have; `meta`, `weak_meta` and `time` are lower-case names
    under which pages state their publication date. `caption_class` and `box_class` find these in a class or identifier.
    """

    fields: dict[str, tuple[str, ...]]
    plain: dict[str, tuple[str, ...]]
    events: frozenset[str]
    meta: frozenset[str]
    weak_meta: frozenset[str]
    time: frozenset[str]
    caption_class: re.Pattern[str]
    box_class: re.Pattern[str]


def _lower(names: list[str]) -> frozenset[str]:
    return frozenset(name.lower() for name in names)


def _part_of(names: list[str], path: Path) -> re.Pattern[str]:
    """What finds one of `names` as a part of an attribute, between blanks, hyphens and underscores."""
    try:
        return re.compile(rf"(?:^|[\s_-])(?:{'|'.join(names)})(?:$|[\s_-])", re.IGNORECASE)
    except re.error as error:
        raise DataError(f"{path}: a name under [page_classes] is wrong: {error}.") from error


@cache
def load_column_names(path: Path = _FILE) -> ColumnNames:
    """The table at `path`, checked: a name stands for one field only. Raises DataError."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    fields = {field: tuple(names) for field, names in table["columns"].items()}
    plain = {field: tuple(dict.fromkeys(plain_name(name) for name in names)) for field, names in fields.items()}
    owner: dict[str, str] = {}
    for field, names in plain.items():
        for name in names:
            if owner.setdefault(name, field) != field:
                raise DataError(f"{path}: the column name {name} stands for both {owner[name]} and {field}.")
    dates = table["page_dates"]
    events = frozenset(plain_name(name) for name in table["events"]["columns"])
    meta, weak_meta, time = (_lower(dates[name]) for name in ("meta", "weak_meta", "time"))
    caption, box = (_part_of(table["page_classes"][name], path) for name in ("caption", "box"))
    return ColumnNames(fields, plain, events, meta, weak_meta, time, caption, box)

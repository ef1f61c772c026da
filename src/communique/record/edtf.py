"""Dates as the record writes them: EDTF (ISO 8601-2) strings, checked, read into days and made from days.

The forms in use, all of level 0 and 1 but the last three:

    2022   2022-09   2022-09-18     a year, a month, a day
    2022-21 … 2022-24               spring, summer, autumn, winter
    2022-XX  2022-XX-XX  2022-09-XX some month, some day
    201X   20XX                     some year of a decade, of a century
    2013-01~   2013?   2013%        approximate, uncertain, both
    2022-09-18/2022-09-19           from one to the other, both included
    2022-09-18/..   ../2022-09      open: no end, no beginning
    2022-09-18/     /2022-09        the end or the beginning is not known
    2022-33 … 2022-36               quarters (level 2)
    2022-40   2022-41               halves of a year (level 2)
    any of these with ~ ? % or X as an end of an interval (level 2 where X)

Times of day, negative years, year 0000 and sets are not written, so they are refused. A wrong string raises ValueError.
"""

from __future__ import annotations

import calendar
import datetime
import re
from typing import Annotated

from pydantic import AfterValidator, WithJsonSchema

_DATE = (
    r"(?:[0-9]{2}XX|[0-9]{3}X|[0-9]{4}(?:-XX(?:-XX)?"
    r"|-(?:0[1-9]|1[0-2])(?:-(?:XX|0[1-9]|[12][0-9]|3[01]))?"
    r"|-(?:2[1-4]|3[3-6]|4[01]))?)[~?%]?"
)
PATTERN = rf"^(?:{_DATE}|{_DATE}/(?:{_DATE}|\.\.)?|(?:\.\.)?/{_DATE})$"
"""The form alone, as JSON Schema carries it; `check` also knows the calendar."""

_GRAMMAR = re.compile(PATTERN[1:-1])
_FORMS = "write a year (2022), month (2022-09), day (2022-09-18), season (2022-21), decade (202X) or interval (a/b)"

_PERIODS = {
    **{month: (month, 1) for month in range(1, 13)},
    **{21 + season: (3 + 3 * season, 3) for season in range(4)},
    **{33 + quarter: (1 + 3 * quarter, 3) for quarter in range(4)},
    **{40 + half: (1 + 6 * half, 6) for half in range(2)},
}
"""The number after the year → its first month and how many months it lasts. Seasons are the northern, meteorological
ones, and winter runs into the next year: 2022-24 is December 2022 to February 2023."""


def check(text: str) -> str:
    """The same text, if it is EDTF of the forms above and its days exist; else ValueError saying what is wrong."""
    bounds(text)
    return text


def bounds(text: str) -> tuple[datetime.date | None, datetime.date | None]:
    """The earliest and the latest day it can mean, both included; None where it is open or not known.

    `~`, `?` and `%` do not widen them: how far "about" reaches is for the user to say.
    """
    if not _GRAMMAR.fullmatch(text):
        raise ValueError(f"{text!r} is not an EDTF date in use here: {_FORMS}")
    start, slash, end = text.partition("/")
    earliest, latest = _days(start), _days(end if slash else start)
    first, last = earliest and earliest[0], latest and latest[1]
    if first and last and first > last:
        raise ValueError(f"{text!r} ends before it begins")
    return first, last


def day(date: datetime.date) -> str:
    """2022-09-18"""
    return f"{date.year:04}-{date.month:02}-{date.day:02}"


def month(year: int, month: int) -> str:
    """2022-09"""
    return check(f"{year:04}-{month:02}")


def year(year: int) -> str:
    """2022"""
    return check(f"{year:04}")


def decade(year: int) -> str:
    """201X, from any year of it"""
    return check(f"{year // 10:03}X")


def interval(start: datetime.date | str | None, end: datetime.date | str | None) -> str:
    """From one day or EDTF date to another, both included; None leaves that side open. Two equal ends are one date."""
    left, right = (day(side) if isinstance(side, datetime.date) else side for side in (start, end))
    return check(left if left is not None and left == right else f"{left or '..'}/{right or '..'}")


def approximate(text: str) -> str:
    """The date with "about" before it: 2013-01 → 2013-01~, 2013? → 2013%."""
    return _qualified(text, "~")


def uncertain(text: str) -> str:
    """The date with "perhaps" before it: 2013-01 → 2013-01?, 2013~ → 2013%."""
    return _qualified(text, "?")


def _qualified(text: str, mark: str) -> str:
    if "/" in text:
        raise ValueError(f"{text!r}: qualify the ends of an interval one by one, before joining them")
    bare = text.rstrip("~?%")
    return check(bare + (mark if text[len(bare) :] in ("", mark) else "%"))


def _days(side: str) -> tuple[datetime.date, datetime.date] | None:
    """First and last day of one side of an interval, or of a whole date; the grammar has been checked."""
    if side in ("", ".."):
        return None
    year, _, rest = side.rstrip("~?%").partition("-")
    first, last = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if first < 1:
        raise ValueError(f"{side!r}: there is no year 0 in the calendar")
    number, _, day = rest.partition("-")
    if number in ("", "XX"):
        return datetime.date(first, 1, 1), datetime.date(last, 12, 31)
    month, months = _PERIODS[int(number)]
    if day in ("", "XX"):
        return datetime.date(first, month, 1), _end_of_month(first, month + months - 1)
    try:
        only = datetime.date(first, month, int(day))
    except ValueError:
        raise ValueError(f"{side!r} is no day of the calendar: month {month} of {first} is shorter") from None
    return only, only


def _end_of_month(year: int, month: int) -> datetime.date:
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    if year > datetime.MAXYEAR:
        return datetime.date.max
    return datetime.date(year, month, calendar.monthrange(year, month)[1])


Edtf = Annotated[
    str,
    AfterValidator(check),
    WithJsonSchema({"type": "string", "pattern": PATTERN, "description": "An EDTF date (ISO 8601-2)."}),
]
"""A string that `check` has passed."""

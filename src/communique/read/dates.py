"""Publication dates as rows, pages, addresses and datelines write them; a date that has two readings is no date."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Final

from .limits import FIRST_YEAR, LAST_YEAR

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_ISO: Final = re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)")
_COMPACT: Final = re.compile(r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)(?:[T ]?\d{4}(?:\d\d)?Z?|\.0)?")
_DAY_FIRST: Final = re.compile(rf"(?<![\w.]){_DAY}[ -]+(?:of )?{_MONTH},?[ -]+{_YEAR}(?!\d)", re.IGNORECASE)
_MONTH_FIRST: Final = re.compile(rf"(?<!\w){_MONTH}[ ]+{_DAY},?[ ]+{_YEAR}(?!\d)", re.IGNORECASE)
_TIME_BETWEEN: Final = re.compile(
    rf"(?<!\w){_MONTH}[ ]+{_DAY}[ ]+[\d:]{{5,8}}[ ]+(?:[A-Z+-][\w:]{{1,5}}[ ]+)?{_YEAR}(?!\d)", re.IGNORECASE
)
_NUMBERS: Final = re.compile(r"(?P<first>\d{1,2})[-/.](?P<second>\d{1,2})[-/.](?P<year>\d{4})(?!\d)")
_FIGURES: Final = re.compile(r"(?<!\d)(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4})(?!\d)")
_EPOCH: Final = re.compile(r"\d{10}(?:\d{3})?(?:\.\d+)?")
_EPOCH_DIGITS: Final = 10
# A year, month and day at the beginning of a part of an address: /2022/09/18/, /2022-09/18/, /20220918/, /t20220918_1.html.
_IN_ADDRESS: Final = re.compile(r"/t?(?P<year>\d{4})([-/]?)(?P<month>\d{1,2})[-/]?(?P<day>\d\d?)(?=[/_.-]|$)")
_LONGEST: Final = 80


def make_date(year: int, month: int, day: int) -> date | None:
    """The day, or None where there is no such day or it is not to be believed."""
    try:
        return date(year, month, day) if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None


def parse_date(value: object) -> date | None:
    """The day that a cell or an attribute names, as written there (no change of time zone), or None.

    ISO 8601 in all its lengths, 20220918, RFC 2822, "Sep 18, 2022", "18 September 2022 Sunday", seconds since 1970. A date of
    numbers such as 25/09/2022 is read where only one order makes sense; 09/10/2022 is None, never guessed.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    text = str(value).strip()[:_LONGEST]
    for pattern, whole in ((_ISO, False), (_COMPACT, True)):
        if match := pattern.fullmatch(text) if whole else pattern.match(text):
            return make_date(int(match["year"]), int(match["month"]), int(match["day"]))
    if match := _NUMBERS.match(text):
        return _only_order(int(match["first"]), int(match["second"]), int(match["year"]))
    if _EPOCH.fullmatch(text):
        return _from_epoch(text.partition(".")[0])
    return written_date(text)


def written_date(text: str) -> date | None:
    """The first date with its month as a word and its year in `text`: "Sept. 18, 2022", "18th September, 2022"."""
    found = [match for pattern in (_MONTH_FIRST, _DAY_FIRST, _TIME_BETWEEN) if (match := pattern.search(text))]
    first = min(found, key=re.Match.start, default=None)
    if first is None:
        return None
    return make_date(int(first["year"]), _MONTHS.index(first["month"].lower()) + 1, int(first["day"]))


def date_within(text: str) -> date | None:
    """The first date in a line such as "Published Jul 30, 2024 02:40 am": its month as a word, or in figures of one reading."""
    if day := written_date(text):
        return day
    match = _FIGURES.search(text)
    return parse_date(match[0]) if match else None


def address_date(url: str | None) -> date | None:
    """The day that stands in a page's address."""
    if not url:
        return None
    for match in _IN_ADDRESS.finditer(url[:2000]):
        day = _address_day(match)
        if day:
            return day
    return None


def _address_day(match: re.Match[str]) -> date | None:
    parts = match["year"], match["month"], match["day"]
    compact = match[2] == "" and match[0].strip("/t").isdigit()
    if compact and len("".join(parts)) != len("20220918"):
        return None
    return make_date(*map(int, parts))


def _only_order(first: int, second: int, year: int) -> date | None:
    month_first, day_first = make_date(year, first, second), make_date(year, second, first)
    if month_first and day_first and month_first != day_first:
        return None
    return month_first or day_first


def _from_epoch(digits: str) -> date | None:
    seconds = int(digits) if len(digits) == _EPOCH_DIGITS else int(digits) // 1000
    day = datetime.fromtimestamp(seconds, UTC)
    return make_date(day.year, day.month, day.day)

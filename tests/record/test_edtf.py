"""EDTF as the record uses it: which strings are dates, which days they can mean, and how they are made."""

from __future__ import annotations

import datetime
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from record_samples import days, edtf_dates, sides

from communique.record import RecordDate, edtf

VALID = [
    # text, earliest day, latest day
    ("2022", "2022-01-01", "2022-12-31"),
    ("0001", "0001-01-01", "0001-12-31"),
    ("2022-09", "2022-09-01", "2022-09-30"),
    ("2024-02", "2024-02-01", "2024-02-29"),
    ("1900-02", "1900-02-01", "1900-02-28"),
    ("2022-09-18", "2022-09-18", "2022-09-18"),
    ("2024-02-29", "2024-02-29", "2024-02-29"),
    ("2013-01~", "2013-01-01", "2013-01-31"),
    ("2013?", "2013-01-01", "2013-12-31"),
    ("2013-01-05%", "2013-01-05", "2013-01-05"),
    ("2022-21", "2022-03-01", "2022-05-31"),
    ("2022-22", "2022-06-01", "2022-08-31"),
    ("2022-23~", "2022-09-01", "2022-11-30"),
    ("2023-24", "2023-12-01", "2024-02-29"),
    ("9999-24", "9999-12-01", "9999-12-31"),
    ("2022-33", "2022-01-01", "2022-03-31"),
    ("2022-36", "2022-10-01", "2022-12-31"),
    ("2022-40", "2022-01-01", "2022-06-30"),
    ("2022-41", "2022-07-01", "2022-12-31"),
    ("201X", "2010-01-01", "2019-12-31"),
    ("20XX", "2000-01-01", "2099-12-31"),
    ("2022-XX", "2022-01-01", "2022-12-31"),
    ("2022-XX-XX", "2022-01-01", "2022-12-31"),
    ("2024-02-XX", "2024-02-01", "2024-02-29"),
    ("2022-09-18/2022-09-19", "2022-09-18", "2022-09-19"),
    ("2022-09-18/2022-09-18", "2022-09-18", "2022-09-18"),
    ("2022-09/2023", "2022-09-01", "2023-12-31"),
    ("2022-09/2022", "2022-09-01", "2022-12-31"),
    ("2013~/2014-06?", "2013-01-01", "2014-06-30"),
    ("199X/2022-09-XX", "1990-01-01", "2022-09-30"),
    ("2022-09-18/..", "2022-09-18", None),
    ("2022-09-18/", "2022-09-18", None),
    ("../2022-09", None, "2022-09-30"),
    ("/2022-09~", None, "2022-09-30"),
]

INVALID = [
    "", " ", "2022 ", " 2022", "2022\n", "22", "202", "20220918", "2022-9", "2022-9-18", "2022/09/18", "18-09-2022",
    "2022-00", "2022-13", "2022-20", "2022-25", "2022-32", "2022-37", "2022-42",
    "2022-02-30", "2023-02-29", "1900-02-29", "2022-04-31", "2022-09-00", "2022-09-32", "2022-21-01",
    "0000", "0000-01-01", "000X", "00XX", "-2022", "Y12022", "2022-09-18T12:00", "[2021,2022]", "{2021,2022}",
    "XXXX", "2XXX", "20X2", "202X-05", "2022-XX-05", "2022-1X", "2022-09-1X", "2022-xx",
    "~2022", "2022~?", "2022~-09", "2022-~09", "2022-09 ~",
    "2022-09-19/2022-09-18", "2023/2022", "2022-10/2022-09-30", "/", "..", "../..", "/..", "../", "2022/2023/2024",
    "2022-02-30/2022-03-01", "2022-09-18--2022-09-19", "٢٠٢٢", "２０２２", "Sunday", "from Sunday to Monday",
]  # fmt: skip


@pytest.mark.parametrize(("text", "first", "last"), VALID)
def test_bounds_are_the_first_and_the_last_day_that_a_date_can_mean(text, first, last):
    """Each form is taken as it stands, and its bounds are days of the calendar."""
    assert edtf.check(text) == text
    assert re.search(edtf.PATTERN, text)
    assert edtf.bounds(text) == tuple(day and datetime.date.fromisoformat(day) for day in (first, last))


@pytest.mark.parametrize("text", INVALID)
def test_what_is_no_date_in_use_is_refused(text):
    """The message quotes what was given; the type refuses it as well as the function."""
    with pytest.raises(ValueError, match=re.escape(repr(text)) if "/" not in text else "202|EDTF"):
        edtf.check(text)
    with pytest.raises(ValidationError):
        RecordDate(edtf=text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2022-02-30", "no day of the calendar: month 2 of 2022 is shorter"),
        ("2023/2022", "ends before it begins"),
        ("0000", "no year 0"),
        ("Sunday", r"write a year \(2022\)"),
    ],
)
def test_the_message_says_what_is_wrong(text, message):
    """A user can mend the date by the message alone."""
    with pytest.raises(ValueError, match=message):
        edtf.check(text)


@pytest.mark.parametrize(
    ("made", "text"),
    [
        (edtf.day(datetime.datetime(2022, 9, 18, 23, 59)), "2022-09-18"),
        (edtf.day(datetime.date(987, 6, 5)), "0987-06-05"),
        (edtf.month(2022, 9), "2022-09"),
        (edtf.month(2022, 21), "2022-21"),
        (edtf.year(987), "0987"),
        (edtf.decade(2013), "201X"),
        (edtf.interval(datetime.date(2022, 9, 18), datetime.date(2022, 9, 19)), "2022-09-18/2022-09-19"),
        (edtf.interval("2022-09-18", datetime.date(2022, 9, 18)), "2022-09-18"),
        (edtf.interval("2022-09~", "2022-10"), "2022-09~/2022-10"),
        (edtf.interval("2022", None), "2022/.."),
        (edtf.interval(None, "2022"), "../2022"),
        (edtf.approximate("2013-01"), "2013-01~"),
        (edtf.approximate("2013-01~"), "2013-01~"),
        (edtf.approximate("2013-01?"), "2013-01%"),
        (edtf.uncertain("2013-01"), "2013-01?"),
        (edtf.uncertain("2013-01%"), "2013-01%"),
    ],
)
def test_dates_are_made_in_one_way(made, text):
    """Helpers write the shortest string of the form."""
    assert made == text


@pytest.mark.parametrize(
    "make",
    [
        lambda: edtf.month(2022, 13),
        lambda: edtf.year(0),
        lambda: edtf.year(10_000),
        lambda: edtf.decade(10_000),
        lambda: edtf.interval(None, None),
        lambda: edtf.interval("2022/2023", "2024"),
        lambda: edtf.interval(datetime.date(2022, 9, 19), datetime.date(2022, 9, 18)),
        lambda: edtf.approximate("2022/2023"),
    ],
)
def test_helpers_refuse_what_they_cannot_write(make):
    """Nothing wrong leaves a helper."""
    with pytest.raises(ValueError, match=r"\d|EDTF"):
        make()


@given(edtf_dates())
def test_bounds_stand_in_order(text):
    """The earliest day never comes after the latest, and one of them is always known."""
    first, last = edtf.bounds(text)
    assert first or last
    assert not (first and last) or first <= last
    assert re.search(edtf.PATTERN, text)


@given(days)
def test_a_day_comes_back(day):
    """A day → EDTF → bounds is the day again; its month and year hold it."""
    assert edtf.bounds(edtf.day(day)) == (day, day)
    for wider in (edtf.month(day.year, day.month), edtf.year(day.year)):
        first, last = edtf.bounds(wider)
        assert first <= day <= last


@given(days, days)
def test_an_interval_comes_back(one, other):
    """Two days in order → EDTF → bounds are the days again; the other way round it is refused."""
    first, last = sorted((one, other))
    assert edtf.bounds(edtf.interval(first, last)) == (first, last)
    if first != last:
        with pytest.raises(ValueError, match="before it begins"):
            edtf.interval(last, first)


@given(sides)
def test_qualifying_twice_changes_nothing(text):
    """`~` and `?` add up to `%`, leave the bounds alone, and can be said again."""
    both = edtf.approximate(edtf.uncertain(text))
    assert both.endswith("%")
    assert edtf.approximate(both) == edtf.uncertain(both) == both
    assert edtf.bounds(both) == edtf.bounds(text)


@given(st.text("0123456789X-/.~?%", max_size=24))
def test_the_pattern_of_the_schema_takes_all_that_check_takes(text):
    """Whatever `check` passes has the form that the JSON Schema asks for; nothing but ValueError comes out of it."""
    try:
        edtf.check(text)
    except ValueError:
        return
    assert re.search(edtf.PATTERN, text)

"""Dates as inputs write them: ISO, or a month's name and a day with or without the year."""

import datetime
from typing import Final

import regex

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

DATE_PATTERN: Final = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.? \d{1,2}(?:, \d{4})?"
)
"""A listing's date: `Feb 12` or `Feb 12, 2024`."""

_LISTED: Final = regex.compile(
    rf"(?={DATE_PATTERN}$)(?P<month>[A-Z][a-z]{{2}})[a-z]*\.? (?P<day>\d+)(?:, (?P<year>\d+))?"
)
_ISO: Final = regex.compile(r"(?P<day>\d{4}-\d{2}-\d{2})(?:[T ].*)?")
_LEAP_CYCLE: Final = 8
"""Between two days of February 29 lie at most eight years (around 1900, 2100)."""


def resolve_date(text: str, saved_on: datetime.date | None = None) -> datetime.date | None:
    """Read a date.

    Args:
        text: Such as `2024-02-12`, `Feb 12, 2024` or `Feb 12`.
        saved_on: Day on which the input was saved. A date without a year is the latest such day not after it.

    Returns:
        The date, or None where the text is no date or its year cannot be known.
    """
    text = text.strip()
    if iso := _ISO.fullmatch(text):
        try:
            return datetime.date.fromisoformat(iso["day"])
        except ValueError:
            return None
    listed = _LISTED.fullmatch(text)
    if listed is None:
        return None
    month, day = _MONTHS.index(listed["month"].lower()) + 1, int(listed["day"])
    if listed["year"]:
        return _date(int(listed["year"]), month, day)
    return None if saved_on is None else _latest(month, day, saved_on)


def _latest(month: int, day: int, saved_on: datetime.date) -> datetime.date | None:
    for year in range(saved_on.year, saved_on.year - _LEAP_CYCLE - 1, -1):
        date = _date(year, month, day)
        if date is not None and date <= saved_on:
            return date
    return None


def _date(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None

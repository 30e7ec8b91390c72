import datetime

import pytest
from claimboard.readers import resolve_date
from hypothesis import given
from hypothesis import strategies as st

DAY = datetime.date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2024-02-12", DAY(2024, 2, 12)),
        ("2024-02-12T08:30:00Z", DAY(2024, 2, 12)),
        ("Feb 12, 2024", DAY(2024, 2, 12)),
        ("Sept. 3, 2021", DAY(2021, 9, 3)),
        (" March 1, 2020 ", DAY(2020, 3, 1)),
        ("Feb 30, 2024", None),
        ("2024-13-01", None),
        ("Feb 12", None),
        ("12 Feb 2024", None),
        ("Feb 2024", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_a_date_is_read_as_far_as_it_says(text: str, date: DAY | None) -> None:
    assert resolve_date(text) == date


@pytest.mark.parametrize(
    ("text", "saved_on", "date"),
    [
        ("Feb 12", DAY(2025, 2, 12), DAY(2025, 2, 12)),
        ("Feb 13", DAY(2025, 2, 12), DAY(2024, 2, 13)),
        ("Dec 31", DAY(2025, 1, 1), DAY(2024, 12, 31)),
        ("Feb 29", DAY(2025, 3, 1), DAY(2024, 2, 29)),
        ("Feb 29", DAY(2024, 2, 28), DAY(2020, 2, 29)),
        ("Feb 29", DAY(1904, 2, 28), DAY(1896, 2, 29)),
        ("Feb 30", DAY(2025, 3, 1), None),
        ("Feb 12, 2030", DAY(2025, 3, 1), DAY(2030, 2, 12)),
    ],
)
def test_a_date_without_a_year_is_the_latest_one_when_the_page_was_saved(
    text: str, saved_on: DAY, date: DAY | None
) -> None:
    assert resolve_date(text, saved_on) == date


@given(st.dates(DAY(1990, 1, 1), DAY(2090, 1, 1)), st.dates(DAY(1990, 1, 1), DAY(2090, 1, 1)))
def test_the_resolved_day_is_never_after_the_saving_and_less_than_eight_years_before(day: DAY, saved_on: DAY) -> None:
    found = resolve_date(f"{day:%b} {day.day}", saved_on)
    assert found is not None
    assert (found.month, found.day) == (day.month, day.day)
    assert found <= saved_on
    limit = 8 if (day.month, day.day) == (2, 29) else 1
    assert saved_on.year - found.year <= limit

"""Until when money that is left of a year may be used."""

from __future__ import annotations

import datetime


def carry_over_until(year: int) -> datetime.date:
    """Return the last day on which what is left of a budget of a year can be paid.

    What is unused at the end of the year after becomes 结余资金 and goes back (预算法 art. 42, 预算法实施条例
    art. 50).
    """
    return datetime.date(year + 1, 12, 31)

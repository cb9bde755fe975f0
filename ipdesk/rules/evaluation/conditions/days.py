"""Days that a pack reckons, from the achievement's date or a date fact, by the calendar."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Callable
from itertools import groupby
from typing import NamedTuple

from ipdesk.rules.core.case import Facts
from ipdesk.rules.evaluation.wording import DATE, Lexicon
from ipdesk.rules.pack import model as pack
from ipdesk.rules.pack.conditions import Span

Date = datetime.date
DayOf = Callable[[Facts, Date | None], Date | None]
"""(facts, the achievement's date) -> the day, or None where it is not known."""


class CompiledDay(NamedTuple):
    """A day ready to find, the facts it names, its Chinese text.

    ``explain`` writes it with the days that it comes to.
    """

    find: DayOf
    facts: tuple[str, ...]
    text: str
    explain: Callable[[Facts, Date | None], str]


def compile_day(form: pack.DateForm, lexicon: Lexicon) -> CompiledDay:
    """Compile a day; raises KeyError for a fact that a checked pack cannot name."""
    if form.of is None:
        return _literal(form)
    base = named_day(form.of)

    def find(facts: Facts, date: Date | None) -> Date | None:
        day = base(facts, date)
        return None if day is None else later(_start(day, form.start_of), form)

    def explain(facts: Facts, date: Date | None) -> str:
        words, name = lexicon.phrases.words, lexicon.name(form.of or DATE)
        start, found = base(facts, date), find(facts, date)
        if form.start_of is not None:
            return words["reckoned"](name=name, start=start, day=found)
        # The blank keeps what follows off the digits.
        text = _text(form, f"{name} {start} ", lexicon).rstrip()
        return text if start == found else words["that_is"](text=text, day=found)

    named = () if form.of == DATE else (form.of,)
    return CompiledDay(find, named, _text(form, lexicon.name(form.of), lexicon), explain)


def _literal(form: pack.DateForm) -> CompiledDay:
    day = form.day

    def find(facts: Facts, date: Date | None) -> Date | None:
        return day

    return CompiledDay(find, (), str(day), lambda facts, date: str(day))


def named_day(name: str) -> DayOf:
    """Return how to find the achievement's ``date``, or the day that a date fact holds."""

    def own(facts: Facts, date: Date | None) -> Date | None:
        return date

    def of_fact(facts: Facts, date: Date | None) -> Date | None:
        value = facts.get(name)
        return Date.fromisoformat(value) if isinstance(value, str) else None

    return own if name == DATE else of_fact


def later(day: Date, span: Span) -> Date:
    """Add years and months, to the month's last day at most, then days; stays within the calendar."""
    months = day.year * 12 + day.month - 1 + span.years * 12 + span.months
    year, month = divmod(months, 12)
    if not datetime.MINYEAR <= year <= datetime.MAXYEAR:
        return Date.max if year > datetime.MAXYEAR else Date.min
    moved = Date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
    number = min(max(moved.toordinal() + span.days, 1), Date.max.toordinal())
    return Date.fromordinal(number)


_MONTHS = {"year": 12, "quarter": 3, "month": 1}


def _start(day: Date, period: str | None) -> Date:
    if period is None:
        return day
    months = _MONTHS[period]
    return Date(day.year, (day.month - 1) // months * months + 1, 1)


def _text(form: pack.DateForm, text: str, lexicon: Lexicon) -> str:
    words = lexicon.phrases.words
    if form.start_of is not None:
        text = words[f"start_of_{form.start_of}"](day=text)
    parts = [(form.years, "years"), (form.months, "months"), (form.days, "days")]
    moves = groupby([part for part in parts if part[0]], key=lambda part: part[0] > 0)
    for number, (forward, group) in enumerate(moves):
        move = list(group)
        if number and move in ([(1, "days")], [(-1, "days")]):
            text = words["next_day" if forward else "eve"](day=text)
        else:
            span = " ".join(words[unit](count=abs(count)) for count, unit in move)
            text = words["day_after" if forward else "day_before"](day=text, span=span)
    return text

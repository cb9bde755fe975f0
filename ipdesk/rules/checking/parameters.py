"""Checking parameters: values in order, none over another, no day between them or at the end without one."""

from __future__ import annotations

import datetime
from itertools import pairwise

from ipdesk.rules.checking.collector import Notes
from ipdesk.rules.evaluation.wording import DATE
from ipdesk.rules.pack import model as pack
from ipdesk.rules.pack.traverse import parameters_in
from ipdesk.rules.source.yaml_source import Position

_DAY = datetime.timedelta(days=1)


def check_parameters(notes: Notes) -> None:
    """Check the values of every parameter, and that those in use last as long as the policy."""
    used = {use.name for use in parameters_in((notes.form.rules, notes.form.limits)) if use.on == DATE}
    for name, parameter in notes.form.parameters.items():
        at: Position = ("parameters", name, "values")
        for number in range(len(parameter.values)):
            _value(notes, parameter, number, (*at, number))
        if name in used:
            _last(notes, parameter, (*at, len(parameter.values) - 1))
        _by_years(notes, parameter, ("parameters", name))


def _value(notes: Notes, parameter: pack.Parameter, number: int, at: Position) -> None:
    step = parameter.values[number]
    if number and step.since <= parameter.values[number - 1].since:
        notes.note(at, "parameter_order", "参数的数值要按日期先后排列，每个日期只写一次。")
    elif number:
        _between(notes, parameter, number, at)
    if step.until is not None:
        _last_day(notes, step.since, step.until, (*at, "until"), yearly=parameter.yearly)


_OVER_YEAR = "写了 yearly: true 的，一个数值只管到当年年底；管到 {until} 的，请删去 yearly，或者逐年写。"


def _last_day(
    notes: Notes, since: datetime.date, until: datetime.date, at: Position, *, yearly: bool
) -> None:
    if until < since:
        notes.note(at, "days_inverted", f"这一段的末日（until）{until} 早于首日 {since}，请核对。")
    elif yearly and until.year > since.year:
        notes.note(at, "parameter_over_year", _OVER_YEAR.format(until=until))


def _between(notes: Notes, parameter: pack.Parameter, number: int, at: Position) -> None:
    """Look at the days between a value and the one before."""
    since, end = parameter.values[number].since, parameter.end(number - 1)
    written = parameter.values[number - 1].until
    if written is not None and written >= since:
        message = f"前一段到 {written} 为止，这一段从 {since} 起，两段重叠，请改到前后相接。"
        notes.note(at, "parameter_overlap", message)
    elif end is not None and end + _DAY < since:
        first, last = end + _DAY, since - _DAY
        message = (
            f"参数“{parameter.name}”在 {first} 至 {last} 没有数值，这些天的按信息不全处理，请核对是否漏写。"
        )
        notes.warn(at, "parameter_hole", message)


def _last(notes: Notes, parameter: pack.Parameter, at: Position) -> None:
    """Remark on a last value that ends before the policy, unless each year brings its own."""
    last, until = parameter.values[-1], notes.form.term.until
    if last.until is None or parameter.yearly or not last.since <= last.until < (until or datetime.date.max):
        return
    message = f"参数“{parameter.name}”的数值到 {last.until} 为止，此后的成果按信息不全处理，请核对是否漏写。"
    notes.warn((*at, "until"), "parameter_ends", message)


def _by_years(notes: Notes, parameter: pack.Parameter, at: Position) -> None:
    """Remark on values that begin with one year after the other, and of which the last would never end."""
    days = [step.since for step in parameter.values]
    years = [day.year for day in days if (day.month, day.day) == (1, 1)]
    apart = all(later - earlier == 1 for earlier, later in pairwise(years))
    if parameter.yearly or len(years) < max(2, len(days)) or not apart or parameter.end(len(days) - 1):
        return
    message = (
        f"参数“{parameter.name}”的数值逐年更换，而最后一个会一直用下去；"
        "每年另行公布的，请写 yearly: true，没有公布的年度就不会照用上一年的。"
    )
    notes.warn((*at, "values", len(days) - 1), "parameter_by_year", message)

"""An indicator as data: what an office enters about one row of its tree."""

from __future__ import annotations

import datetime

from ipdesk.funds.indicators.indicator import Band, Comparator, Group, Indicator
from ipdesk.rules.source.strict_model import Number, StrictModel, Words


class IndicatorForm(StrictModel):
    """One row: ``goal`` and ``value`` are numbers, ``due`` and ``done`` days, ``tasks`` those it is about.

    The other fields are those of ``Indicator``.
    """

    number: int
    group: Group
    second: str
    name: str
    comparator: Comparator = Comparator.AT_LEAST
    target: str
    actual: str
    unit: str = ""
    actual_unit: str = ""
    goal: Number | None = None
    value: Number | None = None
    due: datetime.date | None = None
    done: datetime.date | None = None
    band: Band | None = None
    share: Number | None = None
    points: Number | None = None
    other_value: Number | None = None
    reason: str = ""
    remark: str = ""
    figure: str = ""
    figure_of: str = ""
    tasks: Words = ()

    def indicator(self) -> Indicator:
        """Return it as attainment and points are computed from it."""
        fields = self.model_dump(exclude={"due", "done", "tasks", "goal", "value"})
        by_day = self.comparator is Comparator.DONE_BY
        goal, value = (self.due, self.done) if by_day else (self.goal, self.value)
        return Indicator(**fields, goal=goal, value=value)


def indicator_form(row: Indicator) -> IndicatorForm:
    """Return a row of the tree as the files of funds hold it."""
    by_day = row.comparator is Comparator.DONE_BY
    goal, value = ("due", "done") if by_day else ("goal", "value")
    plain = {name: value for name, value in row._asdict().items() if name not in ("goal", "value")}
    return IndicatorForm.model_validate({**plain, goal: row.goal, value: row.value})

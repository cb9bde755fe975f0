"""The traits of an applicant, each with the days it is held."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ipdesk.models.records import TraitPeriod
from ipdesk.ui import theme
from ipdesk.ui.desk.rescue.unsaved import TypedTrait
from ipdesk.ui.widgets import Button, Chip, ChoiceField, DateField, FormGrid, Text, WrapRow
from ipdesk.ui.widgets.base import column_in, discard, row_in

_YEARS_HELD = {"high_tech": 3, "srdi": 3}
"""How long a certificate of these is good for; proposed, and free to change."""


def last_day(since: datetime.date, years: int) -> datetime.date:
    """Return the last day of a certificate that is good for so many years from a day on."""
    try:
        ends = since.replace(year=since.year + years)
    except ValueError:  # 29 February
        ends = datetime.date(since.year + years, 3, 1)
    return ends - datetime.timedelta(days=1)


class TraitRow(QWidget):
    """One trait: its name, from, until, and where it is ``removable`` a button that takes it away."""

    changed = Signal()
    removed = Signal()

    def __init__(
        self,
        trait: str,
        name: str,
        today: Callable[[], datetime.date],
        *,
        removable: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.trait, self._name, self._removable = trait, name, removable
        self.since, self.until = DateField(today), DateField(today)
        self._proposed: datetime.date | None = None
        self._lay_out()
        self.since.changed.connect(self._propose)
        for field in (self.since, self.until):
            field.textChanged.connect(self.changed)

    def _lay_out(self) -> None:
        row, whole = WrapRow(), QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(row)
        row.set_gaps(theme.grid(2), theme.grid(1))
        row.add(Chip(word=self._name))
        row.add(self._days(), at_right=True)

    def _bound(self, field: DateField, word: str) -> None:
        """Say at one of the two days which it is, and that it need not be there."""
        field.setAccessibleName(f"{self._name} {word}")
        field.setPlaceholderText(self.tr("不限"))
        field.setMaximumWidth(theme.grid(36))

    def _days(self) -> QWidget:
        """Return the two days with the button, which stay together."""
        days = QWidget()
        row = row_in(days, 2)
        for word, field in ((self.tr("自"), self.since), (self.tr("至"), self.until)):
            self._bound(field, word)
            row.addWidget(Text(word, "sub"))
            row.addWidget(field)
        if self._removable:
            remove = Button(self.tr("去掉"), "link")
            remove.clicked.connect(self.removed)
            row.addWidget(remove)
        return days

    def _propose(self, since: object) -> None:
        """Propose the end of a certificate, as long as nobody typed another one."""
        years = _YEARS_HELD.get(self.trait)
        untouched = not self.until.text() or self.until.day() == self._proposed
        if years and isinstance(since, datetime.date) and untouched:
            self._proposed = last_day(since, years)
            self.until.set_day(self._proposed)

    def period(self) -> TraitPeriod:
        """Return the trait with its days; an unreadable one is left open."""
        return TraitPeriod(self.trait, self.since.day(), self.until.day())

    def typed(self) -> TypedTrait:
        """Return the trait with its days as they were typed, readable or not."""
        return TypedTrait(self.trait, self.since.typed(), self.until.typed())

    def show_typed(self, typed: TypedTrait) -> None:
        """Show days as they were typed."""
        self.since.show_text(typed.since)
        self.until.show_text(typed.until)

    def show_period(self, period: TraitPeriod) -> None:
        """Fill both date fields: the first and the last day on which the trait is held."""
        self.since.set_day(period.since)
        self.until.set_day(period.until)

    def problem(self) -> str:
        """Return what is wrong with the days, or nothing."""
        wrong = self.since.problem() or self.until.problem()
        return f"{self._name}：{wrong}" if wrong else ""


class _TraitChoice(ChoiceField):
    adds = True


class TraitEditor(QWidget):
    """Traits one below the other, and a choice that adds one. The same may be held in several periods."""

    changed = Signal()

    def __init__(
        self, traits: Mapping[str, str], today: Callable[[], datetime.date], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._names, self._today = traits, today
        self._rows: list[TraitRow] = []
        self.choice = _TraitChoice(traits.items(), self.tr("添加资质特征"))
        self.choice.setAccessibleName(self.choice.placeholderText())
        self.choice.changed.connect(self._chosen)
        self.setFocusProxy(self.choice)
        self._lay_out()

    def _lay_out(self) -> None:
        self._column = column_in(self, 1.5)
        self._line = FormGrid()
        self._line.add(self.choice)
        self._column.addWidget(self._line)

    def put_beside(self, widget: QWidget) -> None:
        """Put something at the right of the choice."""
        self._line.add(widget, 2)

    def set_columns(self, columns: int) -> None:
        """Put so many fields beside each other."""
        self._line.set_columns(columns)

    def set_names(self, traits: Mapping[str, str]) -> None:
        """Offer other traits; those that stand there stay."""
        self._names = traits
        self.choice.set_choices(traits.items())

    def _chosen(self) -> None:
        trait = self.choice.key()
        self.choice.set_key("")
        if trait:
            self.add(TraitPeriod(trait)).since.setFocus()

    def add(self, period: TraitPeriod) -> TraitRow:
        """Add a trait with its days."""
        row = TraitRow(period.trait, self._names.get(period.trait, period.trait), self._today)
        row.show_period(period)
        row.changed.connect(self.changed)
        row.removed.connect(lambda: self._remove(row))
        self._rows.append(row)
        self._column.insertWidget(len(self._rows) - 1, row)
        self.changed.emit()
        return row

    def _remove(self, row: TraitRow) -> None:
        self._rows.remove(row)
        row.hide()
        row.deleteLater()
        self.choice.setFocus()
        self.changed.emit()

    def periods(self) -> tuple[TraitPeriod, ...]:
        """Return all traits with their days."""
        return tuple(row.period() for row in self._rows)

    def show_periods(self, periods: Iterable[TraitPeriod]) -> None:
        """Show other traits."""
        discard(self._rows)
        self._rows = []
        for period in periods:
            self.add(period)

    def typed(self) -> tuple[TypedTrait, ...]:
        """Return all traits with their days as they were typed."""
        return tuple(row.typed() for row in self._rows)

    def show_typed(self, traits: Iterable[TypedTrait]) -> None:
        """Show other traits, with days as they were typed."""
        self.show_periods(())
        for typed in traits:
            self.add(TraitPeriod(typed.trait)).show_typed(typed)

    def problem(self) -> str:
        """Return the first thing wrong with the days, or nothing."""
        return next((row.problem() for row in self._rows if row.problem()), "")

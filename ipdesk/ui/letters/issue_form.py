"""Date and number of the letters to come."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipdesk.models.applications.step_checks import letter_day_problem
from ipdesk.models.records import Office
from ipdesk.ui import theme
from ipdesk.ui.letters.rows import Item
from ipdesk.ui.widgets import DateField, Field, FormGrid, TextField


class IssueForm(QWidget):
    """成文日期 and 发文字号. ``dated`` tells another date (None while it cannot be read).

    The date is that of ``today``, also after midnight, unless the clerk typed another.
    The number is drawn when a letter is issued, where the office gave its series to the program; otherwise
    it is typed from the bureau's own register.
    """

    dated = Signal(object)
    numbered = Signal()

    def __init__(self, today: Callable[[], datetime.date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today, self._own = today, False  # whether the clerk typed another day than today
        self._chosen: tuple[Item, ...] = ()
        self.day, self.number = DateField(today), TextField()
        self.day.set_day(today())
        self.day_field = Field(self.tr("成文日期"), self.day)
        self.number_field = Field(self.tr("发文字号"), self.number)
        self._typed = False
        self._lay_out()
        self.day.changed.connect(self._tell_day)
        self.number.textEdited.connect(self._tell_number)
        theme.follow(self.restyle)

    def _lay_out(self) -> None:
        self._box = QVBoxLayout(self)
        grid = FormGrid(5)
        grid.add(self.day_field, 2)
        grid.add(self.number_field, 3)
        self._box.addWidget(grid)

    def restyle(self) -> None:
        """Take the measures in force."""
        pad = theme.density().pad
        self._box.setContentsMargins(pad, theme.grid(2), pad, theme.grid(2))

    def _tell_day(self, day: object) -> None:
        self._own = day != self._today()
        self.day_field.set_error(self._wrong_day())
        self.dated.emit(day)

    def begin_day(self) -> None:
        """Go on to today where no other day was typed; one that lay ahead may have come."""
        if not self._own and self.day.day() != self._today():
            self.day.set_day(self._today())
        elif self.day.day() is not None:
            self.day_field.set_error(self._wrong_day())

    def show_chosen(self, chosen: Sequence[Item]) -> None:
        """Hold the date against the meetings that decided on what is chosen."""
        if tuple(chosen) != self._chosen:
            self._chosen = tuple(chosen)
            self.day_field.set_error(self._wrong_day())

    def _wrong_day(self) -> str:
        """Return why the letters chosen cannot bear the date, nothing where they can."""
        day, today = self.day.day(), self._today()
        if day is None:
            return ""
        latest = max(self._chosen, key=lambda item: item.decided_on or datetime.date.min, default=None)
        wrong = letter_day_problem(day, latest.decided_on if latest else None, today)
        if wrong and latest is not None and day <= today and len(self._chosen) > 1:
            return self.tr("{name}：{wrong}").format(name=latest.name, wrong=wrong)
        return wrong

    def _tell_number(self, _text: str) -> None:
        self.number_field.set_error("")
        self.numbered.emit()

    def show_series(self, office: Office | None, next_number: str | None, *, numbered: bool = True) -> None:
        """Say which number comes next, or let it be typed; ask for none where letters bear none."""
        drawn, self._typed = not self._typed, numbered and office is not None and not office.own_series
        self.number_field.setVisible(numbered)
        self.number.setReadOnly(not self._typed)
        self.number.setFocusPolicy(Qt.FocusPolicy.StrongFocus if self._typed else Qt.FocusPolicy.NoFocus)
        if self._typed:
            if drawn:
                self.number.clear()  # nobody typed the number that the series would have drawn
            like, prefix = self.tr("如 {prefix}〔{year}〕12号"), office.number_prefix if office else ""
            self.number.setPlaceholderText(like.format(prefix=prefix, year=self._year()))
            self.number_field.set_hint(self.tr("按单位的发文登记簿填写"))
        else:
            self.number.setText(next_number or "")
            self.number_field.set_hint(self.tr("印发时取号，取出的号不再用于别的文书"))

    def _year(self) -> int:
        day = self.day.day()
        return (day or self._today()).year

    def typed(self) -> bool:
        """Say whether the clerk has typed the number instead of letting the series draw it."""
        return self._typed

    def typed_number(self) -> str | None:
        """Return the number as typed, None where it is drawn."""
        return self.number.text().strip() if self._typed else None

    def forget_number(self) -> None:
        """Take a typed number back: it has been used."""
        if self._typed:
            self.number.clear()

    def problem(self) -> bool:
        """Mark what is missing and go there; say whether anything is."""
        wrong = self._wrong_day() if self.day.day() is not None else self.tr("填写成文日期")
        if wrong:
            self.day_field.set_error(wrong)
            self.day.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        if self._typed and not self.typed_number():
            self.number_field.set_error(self.tr("填写发文字号，再下达"))
            self.number.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return False

"""Which entries of the audit log are listed: by person, action, days and a text."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ipdesk.models.records import AuditFilter, StaffMember
from ipdesk.ui import theme
from ipdesk.ui.settings.audit.words import action_words
from ipdesk.ui.widgets import Button, ChoiceField, DateField, SearchBox, WrapRow

_EMS = 10
"""The least width of a field, in characters of the text."""


class AuditFilterBar(WrapRow):
    """Choices, two days and a text. ``changed`` tells that others are wanted, which ``wanted`` describes."""

    changed = Signal()

    def __init__(self, today: Callable[[], datetime.date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.person = ChoiceField(placeholder=self.tr("全部人员"))
        self.action = ChoiceField(placeholder=self.tr("全部操作"))
        self.first, self.last = DateField(today), DateField(today)
        self.text = SearchBox(self.tr("申请编号、申请人、文号"), "Ctrl+F")
        self.clear_button = Button(self.tr("清除"), "quiet", shortcut="Alt+C")
        self._lay_out()
        self._listen()
        theme.follow(self.restyle)

    def _lay_out(self) -> None:
        for field in (self.person, self.action):
            field.setAccessibleName(field.placeholderText())
        self.first.setAccessibleName(self.tr("从哪一天"))
        self.last.setAccessibleName(self.tr("到哪一天"))
        self.first.setPlaceholderText(self.tr("从，如 20260301"))
        self.last.setPlaceholderText(self.tr("到，如 20260331"))
        for widget in (self.text, self.person, self.action, self.first, self.last, self.clear_button):
            self.add(widget)

    def _listen(self) -> None:
        self.text.textChanged.connect(self._tell)
        for choice in (self.person, self.action):
            choice.changed.connect(self._tell)
        for day in (self.first, self.last):
            day.changed.connect(self._tell)
        self.clear_button.clicked.connect(self.clear)

    def restyle(self) -> None:
        """Take the measures in force."""
        self.set_gaps(theme.grid(2), theme.grid(1))
        least = _EMS * theme.density().base
        for field in (self.text, self.person, self.action, self.first, self.last):
            field.setMinimumWidth(least)
            field.setMaximumWidth(least * 2)

    def _tell(self) -> None:
        self.clear_button.enable(self.wanted() != AuditFilter(), self.tr("没有筛选"))
        self.changed.emit()

    def offer(self, persons: Sequence[StaffMember], actions: Iterable[str]) -> None:
        """Offer the people of the office, and the actions that occur."""
        words, occur = action_words(), set(actions)
        known = [(action, word) for action, word in words.items() if action in occur]
        others = [(action, action) for action in sorted(occur - words.keys())]
        self._set(self.person, [(str(person.id), person.name) for person in persons])
        self._set(self.action, [*known, *others])
        self.clear_button.enable(self.wanted() != AuditFilter(), self.tr("没有筛选"))

    @staticmethod
    def _set(field: ChoiceField, words: Sequence[tuple[str, str]]) -> None:
        field.set_choices((("", field.placeholderText()), *words))

    def wanted(self) -> AuditFilter:
        """Return the filter as it stands."""
        person = self.person.key()
        return AuditFilter(
            person=int(person) if person else None,
            action=self.action.key() or None,
            text=self.text.text().strip(),
            first=self.first.day(),
            last=self.last.day(),
        )

    def clear(self) -> None:
        """Take every narrowing back."""
        before = self.wanted()
        self.blockSignals(True)
        for field in (self.person, self.action):
            field.set_key("")
        for day in (self.first, self.last):
            day.set_day(None)
        self.text.clear()
        self.blockSignals(False)
        if before != AuditFilter():
            self._tell()

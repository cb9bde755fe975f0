"""By what the register is narrowed: a text, a kind, a year, and whether anything was paid."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ipdesk.models.records.achievements.lists import RegisterFilter
from ipdesk.ui import theme
from ipdesk.ui.achievements.columns import kind_name
from ipdesk.ui.widgets import Button, ChoiceField, SearchBox

_PAID, _UNPAID, _NEVER = "paid", "unpaid", "never"


class RegisterFilters(QWidget):
    """``changed`` tells that another filter is wanted, which ``wanted`` gives."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = SearchBox(self.tr("编号、名称、权利人"), "Ctrl+F")
        self.kind = ChoiceField(placeholder=self.tr("全部种类"))
        self.year = ChoiceField(placeholder=self.tr("全部年份"))
        self.paid = ChoiceField(self._paid_words(), placeholder=self.tr("资助情况不限"))
        self.clear_button = Button(self.tr("清除"), "quiet", shortcut="Alt+C")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        for widget, share in (
            (self.kind, 3), (self.year, 2), (self.paid, 3), (self.clear_button, 0), (self.text, 5)
        ):  # fmt: skip
            self._row.addWidget(widget, share)
        self._listen()
        theme.follow(self.restyle)

    def _paid_words(self) -> tuple[tuple[str, str], ...]:
        return (
            ("", self.tr("资助情况不限")),
            (_PAID, self.tr("已资助")),
            (_UNPAID, self.tr("没有资助")),
            (_NEVER, self.tr("没有申报过")),
        )

    def _listen(self) -> None:
        for field in (self.kind, self.year, self.paid):
            field.setAccessibleName(field.placeholderText())
            field.changed.connect(lambda *_: self.changed.emit())
        self.text.textChanged.connect(lambda _: self.changed.emit())
        self.clear_button.clicked.connect(self.clear)

    def restyle(self) -> None:
        """Take the measures in force."""
        self._row.setSpacing(theme.grid(2))

    def set_choices(self, kinds: Sequence[str], years: Sequence[int]) -> None:
        """Offer these kinds and years; what is chosen stays where it is still there."""
        offered = (
            (self.kind, [("", self.tr("全部种类")), *((one, kind_name(one)) for one in kinds)]),
            (self.year, [("", self.tr("全部年份")), *((str(one), str(one)) for one in years)]),
        )
        for field, choices in offered:
            chosen = field.key()
            with QSignalBlocker(field):
                field.set_choices(choices)
                field.set_key(chosen if any(key == chosen for key, _ in choices) else "")

    def clear(self) -> None:
        """Show all again."""
        for field in (self.kind, self.year, self.paid):
            with QSignalBlocker(field):
                field.set_key("")
        with QSignalBlocker(self.text):
            self.text.clear()
        self.changed.emit()

    def wanted(self) -> RegisterFilter:
        """Return by what things are to be narrowed now."""
        year, paid = self.year.key(), self.paid.key()
        return RegisterFilter(
            text=self.text.text(),
            kind=self.kind.key(),
            year=int(year) if year else None,
            paid={_PAID: True, _UNPAID: False}.get(paid),
            applied=False if paid == _NEVER else None,
        )

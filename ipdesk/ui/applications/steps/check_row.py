"""One subject of a review: where it was looked up, when, and what came out."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from ipdesk.models.parsing.check_subjects import CheckSubject, is_mere_negation
from ipdesk.models.records import Check, CheckResult, RawCheck
from ipdesk.models.records.checks import called
from ipdesk.ui.applications.pictures.dialog import PicturesDialog
from ipdesk.ui.widgets import Button, ChoiceField, DateField, Text, TextField


class CheckRow(QWidget):
    """One subject of the list: where it was looked up, when, and what came out.

    ``changed`` tells that a result was chosen, ``edited`` any change. Where it is bad, a second line asks why
    it goes on. A condition that is not met has that result alone, with what was declared as what was found;
    where that is no fact, the second line says so.
    """

    changed = Signal()
    edited = Signal()

    def __init__(
        self,
        subject: CheckSubject,
        today: Callable[[], datetime.date],
        results: Iterable[CheckResult] = CheckResult,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.subject = subject
        self.name, self.source, self.day = Text(subject.name), TextField(), DateField(today)
        met = (one for one in results if one is not CheckResult.UNMET)
        choice = (CheckResult.UNMET,) if subject.unmet else met
        self.result = ChoiceField([(one.value, called(subject.id, one)) for one in choice])
        self.remark, self.why, self.reason = TextField(), Text(self.tr("仍予通过的理由"), "sub"), TextField()
        self.factless = Text(self.tr("只写了不符合；请写明查到的事实：哪一方、哪份材料、多少"), "hint")
        self.pictures, self.picture_button = list[bytes](), Button("", "quiet", icon="paperclip")
        self.unpictured = subject.unpictured
        self.name.setWordWrap(True)
        self._listen()
        self._tell_pictures()
        self.source.setText(subject.source)
        self.source.setCursorPosition(0)
        self.day.set_day(today())
        for field, word in zip(self.fields(), self._words(), strict=True):
            field.setAccessibleName(f"{subject.name} {word}")
        self._show_reason()

    def _listen(self) -> None:
        self.picture_button.clicked.connect(self.ask_pictures)
        self.result.changed.connect(lambda _: self._show_result())
        self.remark.textChanged.connect(lambda _: self._tell_factless())
        for edit in (self.remark, self.reason, self.source, self.day):
            edit.textEdited.connect(lambda _: self.edited.emit())

    def _words(self) -> tuple[str, ...]:
        words = self.tr("结果"), self.tr("情况说明"), self.tr("来源"), self.tr("日期")
        return (*words, self.tr("仍予通过的理由"))

    def fields(self) -> tuple[QWidget, ...]:
        """Return the fields, those of what came out first."""
        return self.result, self.remark, self.source, self.day, self.reason

    def place(self, grid: QGridLayout, line: int) -> None:
        """Stand in two lines of a table, the second for a bad result alone."""
        shown = (self.name, self.result, self.remark, self.source, self.day, self.picture_button)
        for column, widget in enumerate(shown):
            grid.addWidget(widget, line, column)
        grid.addWidget(self.why, line + 1, 1)
        grid.addWidget(self.reason, line + 1, 2, 1, 3)
        grid.addWidget(self.factless, line + 1, 2, 1, 3)

    def _show_result(self) -> None:
        """Follow a result that was chosen."""
        if self.result.key() == CheckResult.UNMET and not self.remark.text().strip():
            self.remark.setText(self.subject.unmet)
            self.remark.setCursorPosition(0)
        self._show_reason()

    def _show_reason(self) -> None:
        bad = self.result.key() == CheckResult.BAD
        self.why.setVisible(bad)
        self.reason.setVisible(bad)
        self._tell_factless()
        self.changed.emit()
        self.edited.emit()

    def _tell_factless(self) -> None:
        """Point out that what was found says no more than that the condition is not met."""
        unmet = self.result.key() == CheckResult.UNMET
        self.factless.setVisible(unmet and is_mere_negation(self.remark.text(), self.subject))

    def ask_pictures(self) -> None:
        """Ask for the pictures that show what was found."""
        dialog = PicturesDialog(self.subject.name, self.pictures, self.window(), unpictured=self.unpictured)
        if dialog.ask():
            self.unpictured = dialog.why.text().strip()
            self.take_pictures(dialog.pictures)

    def take_pictures(self, pictures: Iterable[bytes]) -> None:
        """Have these pictures from now on."""
        self.pictures = list(pictures)
        self._tell_pictures()
        self.edited.emit()

    def _tell_pictures(self) -> None:
        count = len(self.pictures)
        words = self.tr("截图 {count}") if count else self.tr("截图")
        self.picture_button.set_text(words.format(count=count))
        self.picture_button.setAccessibleName(f"{self.subject.name} {self.tr('截图')}")
        self.picture_button.setToolTip("" if count else self.unpictured)

    def show_before(self, check: Check) -> None:
        """Begin with what a review before this one found."""
        self.pictures, self.unpictured = list(check.pictures), check.unpictured or self.unpictured
        self._tell_pictures()
        self.source.setText(check.source)
        self.remark.setText(check.remark)
        self.reason.setText(check.reason)
        self.day.set_day(check.day)
        self.result.set_key(check.result.value)
        self._show_reason()

    def typed(self) -> RawCheck:
        """Return what stands in the fields, readable or not."""
        return RawCheck(
            self.subject.id,
            self.result.key(),
            self.remark.text(),
            self.source.text(),
            self.day.typed(),
            self.reason.text(),
            tuple(self.pictures),
            self.unpictured,
        )

    def show_typed(self, typed: RawCheck) -> None:
        """Show what was typed some time before."""
        self.pictures, self.unpictured = list(typed.pictures), typed.unpictured or self.unpictured
        self._tell_pictures()
        texts = (typed.source, typed.remark, typed.reason)
        for field, text in zip((self.source, self.remark, self.reason), texts, strict=True):
            field.setText(text)
            field.setCursorPosition(0)
        self.day.show_text(typed.day)
        self.result.set_key(typed.result)
        self._show_reason()

    def check(self) -> Check | None:
        """Return what was found; None without a result or a day."""
        day = self.day.day()
        if not self.result.key() or day is None:
            return None
        source, remark, reason = (field.text().strip() for field in (self.source, self.remark, self.reason))
        result, shown = CheckResult(self.result.key()), tuple(self.pictures)
        # The usual reason is one for nothing found.
        spoiled = result in (CheckResult.BAD, CheckResult.NOT_APPLICABLE)
        usual = self.unpictured == self.subject.unpictured and spoiled
        why = "" if shown or usual else self.unpictured
        return Check(self.subject.id, self.subject.name, source, day, result, remark, reason, shown, why)

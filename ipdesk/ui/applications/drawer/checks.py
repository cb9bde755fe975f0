"""What was looked up at the review, in the drawer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipdesk.models.records import CheckRecord, CheckResult, CheckStage
from ipdesk.ui import theme
from ipdesk.ui.widgets import Button, Text
from ipdesk.ui.widgets.base import discard

_STRESSED = (CheckResult.BAD, CheckResult.UNMET)


class CheckLines(QWidget):
    """The look-ups of an application, what was found bad first; not there where there are none.

    ``picturesWanted`` carries the CheckRecord whose pictures are to be shown.
    """

    picturesWanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, theme.grid(4))
        self._box.setSpacing(theme.grid(1))
        self.head = Text("", "strong")
        self._box.addWidget(self.head)
        self.lines: list[Text] = []
        self.buttons: list[Button] = []
        self.hide()

    def show_checks(self, records: Sequence[CheckRecord]) -> None:
        """Show other look-ups, the newest of each subject."""
        discard((*self.lines, *self.buttons))
        self.buttons = []
        newest = {record.about: record for record in records}.values()
        self.head.setText(self.tr("核查记录，共 {count} 项").format(count=len(newest)))
        ordered = sorted(newest, key=lambda record: record.check.result not in _STRESSED)
        self.lines = [self._line(record) for record in ordered]
        self.setVisible(bool(self.lines))

    def _line(self, record: CheckRecord) -> Text:
        check = record.check
        later = record.stage is not CheckStage.REVIEW
        stage = f"［{record.stage.label}］" if later else ""
        said = [f"{stage}{check.name}：{check.outcome}", check.remark]
        if check.reason:
            words = self.tr("处理：{reason}") if later else self.tr("仍予通过：{reason}")
            said.append(words.format(reason=check.reason))
        said.append(f"{check.source}，{check.day.isoformat()}，{record.by}")
        line = Text("　".join(filter(None, said)), "" if check.result in _STRESSED else "sub")
        line.setWordWrap(True)
        self._box.addWidget(line)
        if record.pictures:
            self._offer_pictures(record)
        return line

    def _offer_pictures(self, record: CheckRecord) -> None:
        words = self.tr("看截图（{count} 张）").format(count=len(record.pictures))
        button = Button(words, "quiet", icon="paperclip")
        button.setAccessibleName(f"{record.check.name}　{words}")
        button.clicked.connect(lambda: self.picturesWanted.emit(record))
        self._box.addWidget(button)
        self.buttons.append(button)

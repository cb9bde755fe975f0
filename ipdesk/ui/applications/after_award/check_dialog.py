"""What is asked of a look-up after the review 补充核查: for what, where, and what came out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ipdesk.models.awards.later_checks import subjects_at
from ipdesk.models.commands import RecordCheck
from ipdesk.models.core.errors import InvalidInput, Problem
from ipdesk.models.parsing.check_subjects import Reviewed
from ipdesk.models.records import ApplicationDetail, Check, CheckResult, CheckStage
from ipdesk.ui.applications.pictures.button import PicturesButton
from ipdesk.ui.desk.command_dialog import CommandDialog
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.widgets import ChoiceField, DateField, ParagraphField, TextField, WrappingText

TYPED = "later"
"""The subject of a look-up that is none of the review's list."""
_RESULTS = (CheckResult.FINE, CheckResult.BAD)


class CheckDialog(CommandDialog):
    """Asks for one look-up; those usual at its stage fill in what it is called and where it is made."""

    def __init__(
        self, desk: Desk, detail: ApplicationDetail, then: Callable[[Any], None], parent: QWidget
    ) -> None:
        row = detail.application
        title = f"{_tr('补充核查')}　{row.number}　{row.applicant_name}"
        super().__init__(desk, title, _tr("登记"), then, parent)
        self._application = row.id
        self._kinds = {one.achievement.kind for one in detail.achievements}
        self._of = Reviewed.of(detail.applicant, desk.today())
        stages = [one for one in CheckStage.later() if not one.refusal(row.state)]
        self.stage = ChoiceField([(one.value, one.label) for one in stages])
        self.usual = ChoiceField([], placeholder=_tr("自己写"))
        self.name, self.source, self.day = TextField(), TextField(), DateField(desk.today)
        self.outcome = ChoiceField([(one.value, one.label) for one in _RESULTS])
        self.remark, self.reason, self.unpictured = ParagraphField(2), TextField(), TextField()
        self.picture_button = PicturesButton(_tr("核查的图片"))
        self._lay_out_fields()
        self.stage.changed.connect(lambda _: self._offer())
        self.usual.changed.connect(lambda _: self._fill())
        self.outcome.changed.connect(lambda _: self._leave_out())
        self.picture_button.changed.connect(self._leave_out)
        self.stage.set_key(stages[-2 if len(stages) > 1 else 0].value)
        self.day.set_day(desk.today())
        self.picture_button.show_pictures(())
        self._offer()
        self._leave_out()
        self.stage.setFocus()

    def _lay_out_fields(self) -> None:
        said = _tr("初审以后又核查的，一项登记一次；登记后印核查记录入卷，答复异议、拟追回时可以引用。")
        self.body.addWidget(WrappingText(said, "sub"))
        self.add("stage", _tr("核查阶段"), self.stage)
        self.add("usual", _tr("常用事项"), self.usual, optional=True)
        self.add("name", _tr("核查事项"), self.name, optional=False)
        self.add("source", _tr("核查来源"), self.source, hint=_tr("从哪里、向谁查到的"), optional=False)
        self.add("day", _tr("核查日期"), self.day, optional=False)
        self.add("result", _tr("核查结果"), self.outcome, optional=False)
        self.add("remark", _tr("查到的情况"), self.remark, 2, optional=False)
        self.add("reason", _tr("处理意见"), self.reason, 2, hint=_tr("结果异常的，怎样处理"), optional=False)
        hint = _tr("凭证、档案的截图或者照片，印在核查记录上")
        self.add("pictures", _tr("图片"), self.picture_button, optional=True, hint=hint)
        hint = _tr("如 核对原件，复印件在卷；印在核查记录上")
        self.add("unpictured", _tr("没有图片的理由"), self.unpictured, hint=hint, optional=False)

    def _offer(self) -> None:
        """Offer what is usually looked up at the chosen stage."""
        usual = subjects_at(CheckStage(self.stage.key()), self._kinds, self._of)
        self.usual.set_choices([(one.name, one.name) for one in usual])

    def _fill(self) -> None:
        """Fill in what the chosen subject is called, and where it is usually looked up."""
        usual = subjects_at(CheckStage.OTHER, self._kinds, self._of)
        found = next((one for one in usual if one.name == self.usual.key()), None)
        if found is not None:
            self.name.setText(found.name)
            self.source.setText(found.source)

    def _leave_out(self) -> None:
        """Ask what is done about a bad result, and why there is no picture, only where that is so."""
        bad, shown = self.outcome.key() == CheckResult.BAD.value, bool(self.picture_button.pictures)
        names = [*([] if bad else ["reason"]), *(["unpictured"] if shown else [])]
        self.grid.leave_out([self.fields[name] for name in names])
        self.fit_again()

    def content(self) -> object:
        """Return what was entered, pictures among it."""
        return super().content(), self.picture_button.entered()

    def entered(self) -> RecordCheck | None:
        """Return what to record, None without a day or a result."""
        day = self.day_of("day")
        if day is None:
            return None
        if not self.outcome.key():
            self.refuse(InvalidInput((Problem("result", _tr("请选择核查结果。")),)))
            return None
        pictures, captions = self.picture_button.entered()
        check = Check(
            TYPED,
            self.name.text(),
            self.source.text(),
            day,
            CheckResult(self.outcome.key()),
            self.remark.text(),
            self.reason.text() if self.outcome.key() == CheckResult.BAD.value else "",
            pictures,
            "" if pictures else self.unpictured.text(),
        )
        stage = CheckStage(self.stage.key())
        return RecordCheck(application=self._application, stage=stage, check=check, captions=captions)


def _tr(text: str) -> str:
    return QCoreApplication.translate("CheckDialog", text)

"""Writing down a call, or changing one: what the notice says."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import ClassVar

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from ipdesk.models.core.errors import Problem
from ipdesk.models.parsing.reasons import step_reason_fault
from ipdesk.models.parsing.values.dates import read_year
from ipdesk.models.parsing.values.numbers import read_collection_days
from ipdesk.models.periods.moments import MOST_MINUTES, day_and_minutes, moment_of
from ipdesk.models.records import Call, CallDetails, CallSums
from ipdesk.models.workflow import Level
from ipdesk.ui.settings.calls.materials import Clauses, MaterialsPart
from ipdesk.ui.settings.calls.power import PowerPart
from ipdesk.ui.settings.calls.rows import short_text
from ipdesk.ui.widgets import (
    ChoiceField,
    DateField,
    FormDialog,
    MoneyField,
    NumberField,
    ParagraphField,
    TextField,
)
from ipdesk.ui.widgets.fields.hour_field import HourField


class CallDialog(FormDialog):
    """The form of a call. ``submitted`` carries the details once all can be read.

    ``call`` is the one to change, None for another; ``policies`` are ids with their titles, ``history`` what
    was changed of it before with a reason, as sentences; ``sums`` are those of its applications, None for
    none: a budget below them is pointed out, since nothing forbids it. ``clauses`` gives those of a policy.
    """

    room = 190
    places: ClassVar[Mapping[str, str]] = {"begins_at": "begins_on", "ends_at": "ends_on"}

    def __init__(
        self,
        call: Call | None,
        policies: Sequence[tuple[str, str]],
        today: datetime.date,
        parent: QWidget,
        history: Iterable[str] = (),
        sums: CallSums | None = None,
        clauses: Callable[[str], Clauses] = lambda _: (),
    ) -> None:
        tr = QCoreApplication.translate
        title = tr("CallDialog", "修改批次") if call else tr("CallDialog", "新建申报批次")
        super().__init__(title, tr("CallDialog", "保存"), parent=parent)
        self.call, self._today, self._sums = call, today, sums
        self.policy = ChoiceField(policies)
        self.materials = MaterialsPart(lambda: clauses(self.policy.key()))
        self._lay_out_names()
        self._lay_out_times()
        self._lay_out_budget()
        self._lay_out_collection()
        self.short, self.history = self.add_sentence("", "strong"), self.add_sentence("\n".join(history))
        self.history.setVisible(bool(self.history.text()))
        self._begin()

    def _lay_out_names(self) -> None:
        self.level = ChoiceField([(level.value, level.label) for level in Level])
        self.title_field = TextField()
        self.notice_number = TextField(placeholder=self.tr("如 示知资〔2024〕3号"))
        self.notice_title, self.articles = TextField(), ParagraphField(2)
        self.upper_body, self.delegation = TextField(), TextField()
        self.year = NumberField(lambda text: read_year(text, self._today))
        self.year.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self.add("policy", self.tr("政策"), self.policy, 2, optional=False)
        self.add("year", self.tr("申报年度"), self.year)
        self.add("level", self.tr("由谁审定"), self.level)
        self.add("title", self.tr("批次名称"), self.title_field, 2, optional=False)
        self.add("notice_number", self.tr("申报通知文号"), self.notice_number, 2, self.tr("选填"))
        told = self.tr("选填；写明全称，受理回执告诉申请人由谁审定")
        self.add("upper_body", self.tr("上级审定机关"), self.upper_body, 4, told)
        said = self.tr("填上级的文件；没有填的，文书不写由本局审定")
        self.add("delegation", self.tr("由本局审定的依据文件"), self.delegation, 4, hint=said, optional=True)
        self.power = PowerPart(self, self.delegation)
        self.level.changed.connect(lambda _: self._follow_level())
        quoted = self.tr("选填；照原文录入，每条以条款号开头，文书引用")
        self.add("notice_title", self.tr("申报通知的全称"), self.notice_title, 4, self.tr("选填"))
        self.add("articles", self.tr("申报通知的条款原文"), self.articles, 4, quoted)
        beside = self.tr("选填；政策没有列出的，受理、补正时一并收取")
        self.add("materials", self.tr("申报通知另外要求的材料"), self.materials, 4, beside)

    def _lay_out_collection(self) -> None:
        self.asks, self.projects = ParagraphField(2), ParagraphField(2)
        self.days, self.basis = NumberField(read_collection_days), TextField()
        own = self.tr("选填；没有填的，按“单位和人员”里的印")
        self.add("collection_asks", self.tr("领取手续"), self.asks, 4, own)
        self.add("collection_days", self.tr("领取期限（工作日）"), self.days, 1, self.tr("选填"))
        self.add("collection_basis", self.tr("领取手续和期限的依据"), self.basis, 3, self.tr("选填"))
        self.add("project_duties", self.tr("项目的要求"), self.projects, 4, own)

    def _lay_out_times(self) -> None:
        self.begins_on, self.ends_on, self.achieved_from, self.achieved_to = (
            DateField(lambda: self._today) for _ in range(4)
        )
        self.begins_hour, self.ends_hour = HourField(0), HourField(MOST_MINUTES)
        self.add("begins_on", self.tr("开始受理"), self.begins_on, optional=False)
        self.add("begins_hour", self.tr("时间"), self.begins_hour, 1, self.tr("不填算 00:00"))
        self.add("ends_on", self.tr("截止"), self.ends_on, optional=False)
        self.add("ends_hour", self.tr("时间"), self.ends_hour, 1, self.tr("不填算 24:00"))
        self.add("achieved_from", self.tr("成果期间 从"), self.achieved_from, 1, self.tr("选填"))
        self.add("achieved_to", self.tr("到"), self.achieved_to, 1, self.tr("选填"))

    def _lay_out_budget(self) -> None:
        self.budget, self.why = MoneyField(), TextField()
        self.add("budget", self.tr("预算"), self.budget, 2, self.tr("选填"))
        self.add("reason", self.tr("改预算的理由"), self.why, 4, optional=False)
        for edited in (self.budget.changed, self.budget.textEdited):
            edited.connect(lambda _: self._follow_budget())

    def _begin(self) -> None:
        if self.call is not None:
            self._show(self.call)
        else:
            self._propose()
        self._follow_budget()
        self._follow_level()
        self.policy.setFocus()
        if self.call is not None and self.call.closed_at is not None:
            self._leave_budget()

    def _follow_level(self) -> None:
        """Ask who decides only where the level above does."""
        self.fields["upper_body"].setVisible(self.level.key() == Level.UPPER.value)
        self.fields["delegation"].setVisible(self.level.key() != Level.UPPER.value)
        self.power.follow_level(self.level.key() != Level.UPPER.value)

    def _propose(self) -> None:
        """Fill in what another call usually says."""
        self.level.set_key(Level.OWN.value)
        if self.policy.count() == 1:
            self.policy.setCurrentIndex(0)
        self.year.set_number(self._today.year)

    def _show(self, call: Call) -> None:
        self.policy.set_key(call.policy)
        self.level.set_key(call.level.value)
        self.title_field.show_text(call.title)
        self.notice_number.show_text(call.notice_number)
        self.notice_title.show_text(call.notice_title)
        self.articles.setText(call.articles)
        self.upper_body.show_text(call.upper_body)
        self.materials.show_materials(call.materials)
        self.delegation.show_text(call.delegation)
        self.power.show_call(call)
        self.asks.setText(call.collection_asks)
        self.days.set_number(call.collection_days or None)
        self.basis.show_text(call.collection_basis)
        self.projects.setText(call.project_duties)
        self.year.set_number(call.year)
        self.achieved_from.set_day(call.achieved_from)
        self.achieved_to.set_day(call.achieved_to)
        self.budget.set_fen(call.budget)
        self._show_time(self.begins_on, self.begins_hour, day_and_minutes(call.begins_at))
        self._show_time(self.ends_on, self.ends_hour, day_and_minutes(call.ends_at, ends=True))

    def _leave_budget(self) -> None:
        """Let nothing be changed of a call that was closed but its budget."""
        for name, field in self.fields.items():
            field.editor.setEnabled(name in ("budget", "reason"))
        said = self.tr("这个批次已经关闭，只能改预算；要改别的，请先重新打开。")
        self.message.say(said, icon="info")
        self.budget.setFocus()

    def _follow_budget(self) -> None:
        """Ask for a reason where the budget changes, and say where it is less than what stands."""
        self._ask_why()
        said = short_text(self.budget.fen(), self._sums)
        self.short.setText(said)
        self.short.setVisible(bool(said))

    def _ask_why(self) -> None:
        """Ask why the budget becomes another, once it would."""
        changed = self.call is not None and self.budget.fen() != self.call.budget
        self.fields["reason"].setVisible(changed)

    def reason(self) -> str:
        """Return why the budget becomes another, "" where it does not."""
        return self.why.text() if self.fields["reason"].isVisibleTo(self) else ""

    def _show_time(self, day: DateField, hour: HourField, told: tuple[datetime.date, int]) -> None:
        day.set_day(told[0])
        hour.set_minutes(told[1])

    # --- what was entered ---

    def entered(self) -> CallDetails | None:
        """Return what was entered, None while something is missing."""
        year, begins, ends = self.year.number(), self.begins_on.day(), self.ends_on.day()
        if year is None or begins is None or ends is None:
            return None
        entrusted, principal, review = self.power.given()
        return CallDetails(
            policy=self.policy.key(),
            year=int(year),
            title=self.title_field.text(),
            notice_number=self.notice_number.text(),
            notice_title=self.notice_title.text(),
            articles=self.articles.text(),
            upper_body=self.upper_body.text() if self.level.key() == Level.UPPER.value else "",
            delegation=self.delegation.text() if self.level.key() != Level.UPPER.value else "",
            entrusted=entrusted,
            principal=principal,
            principal_review=review,
            begins_at=moment_of(begins, self.begins_hour.minutes()),
            ends_at=moment_of(ends, self.ends_hour.minutes()),
            achieved_from=self.achieved_from.day(),
            achieved_to=self.achieved_to.day(),
            budget=self.budget.fen(),
            level=Level(self.level.key()),
            collection_asks=self.asks.text(),
            collection_days=int(self.days.number() or 0),
            collection_basis=self.basis.text(),
            project_duties=self.projects.text(),
            materials=self.materials.materials,
        )

    def content(self) -> object:
        """Return what was entered, with the sheet of materials."""
        return super().content(), self.materials.materials

    def missing(self) -> Iterator[Problem]:
        """Yield what is not there and has to be."""
        asked: dict[str, tuple[object, str]] = {
            "policy": (self.policy.key() or None, self.tr("请选择政策。")),
            "year": (self.year.number(), self.tr("请填写申报年度。")),
            "title": (self.title_field.text().strip() or None, self.tr("请填写批次名称。")),
            "begins_on": (self.begins_on.day(), self.tr("请填写开始受理的日期。")),
            "ends_on": (self.ends_on.day(), self.tr("请填写截止日期。")),
        }
        yield from (Problem(name, said) for name, (value, said) in asked.items() if value is None)
        yield from self.power.missing()
        if self.fields["reason"].isVisibleTo(self) and (why := step_reason_fault(self.why.text())):
            yield Problem("reason", why)

"""The second page of the first start: which steps the office takes, the usual ones chosen already."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ipdesk.models.records import Office
from ipdesk.models.workflow import STAGES, Procedure, State, Step
from ipdesk.ui import theme
from ipdesk.ui.desk.new_password import NewPassword
from ipdesk.ui.widgets import Field, FormGrid, Panel, Switch, Text, TextField, WrappingText
from ipdesk.ui.widgets.base import column_in

USUAL = frozenset({Step.REVIEW.target, Step.PROPOSE.target, Step.PUBLISH.target})
"""What offices with public money do: examine, propose with a basis, publish before they decide."""
_CATEGORY = "WS"  # 文书档案, DA/T 22


class FirstSteps(QWidget):
    """A switch a step with a sentence that says when an office needs it. ``edited`` tells any change."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.stages = {stage: Switch(word, stage in USUAL) for stage, word in self._stage_words().items()}
        self.guards = Switch(self.tr("对照国家规定给出提示"), True)
        self.separates = Switch(self.tr("受理和审定由不同的人办理"))
        self.approves = Switch(self.tr("处理事项先签批，再办理"), True)
        self.asks, self.password = Switch(self.tr("登录时要密码")), NewPassword()
        self.inputs = {"fonds": TextField(), "archive_section": TextField()}
        self.fields: dict[str, Field] = {**self.password.fields}
        self._column = column_in(self)
        head = self.tr("本单位怎样办理？通常的做法已经选好，以后可以在“设置”里改")
        self._column.addWidget(Text(head, "head"))
        self._lay_out()
        self._listen()
        theme.follow(self._restyle)

    def _listen(self) -> None:
        for switch in self._switches():
            switch.toggled.connect(lambda _: self.edited.emit())
        for edit in self.inputs.values():
            edit.textChanged.connect(lambda _: self._typed())
        self.stages[Step.PUBLISH.target].toggled.connect(self._follow_published)
        self.stages[Step.PROPOSE.target].toggled.connect(self._follow_proposed)

    def _stage_words(self) -> dict[State, str]:
        words = {Step.PROPOSE.target: self.tr("拟资助"), Step.PUBLISH.target: self.tr("公示")}
        words[Step.REVIEW.target] = self.tr("初审")
        return {stage: words.get(stage, stage.label) for stage in STAGES}

    def _said(self) -> dict[State, str]:
        """Say of each step what is done in it, and who needs it."""
        examined = self.tr("受理后核查登记、信用、专利状态，逐项记下结果；异常的，写明理由才能往下办。")
        proposed = self.tr("审定前先逐项提出拟给多少、依据什么（专家评审或者会议），供会议研究。")
        published = self.tr("审定前把拟资助名单公示，有异议的先答复。使用财政资金的一般要公示。")
        return {Step.REVIEW.target: examined, Step.PROPOSE.target: proposed, Step.PUBLISH.target: published}

    def _lay_out(self) -> None:
        for panel in (self._steps(), self._calls(), self._checks(), self._signing_in(), self._archive()):
            self._column.addWidget(panel)

    def _steps(self) -> Panel:
        panel, said = Panel(self.tr("办理步骤")), self._said()
        for stage, switch in self.stages.items():
            self._put(panel, switch, said.get(stage, ""))
        return panel

    def _checks(self) -> Panel:
        panel = Panel(self.tr("提示和分工"))
        watched = self.tr("例如国家对专利授权资助的限制。只提醒，不改变金额；有提示的，审定时写明处理意见。")
        self._put(panel, self.guards, watched)
        parted = self.tr("谁受理的就不能由谁审定，要有两个以上人员。只有一个人办理的不要打开。")
        self._put(panel, self.separates, parted)
        signed = self.tr(
            "不予受理、追回、答复异议等涉及当事人的文书，先印审批表送领导签批，登记签批后再办理、印发。一个人也可以用。"
        )
        self._put(panel, self.approves, signed)
        return panel

    def _signing_in(self) -> Panel:
        panel, grid = Panel(self.tr("登录")), FormGrid(2)
        said = self.tr(
            "几个人用，或者别人能碰到这台电脑的，请打开，设好您自己的密码；其他人的以后在“设置 › 人员”里给。"
            "开始使用时给出恢复码，要印出锁好。"
        )
        self._put(panel, self.asks, said)
        for field in self.password.fields.values():
            grid.add(field)
        panel.body.addWidget(grid)
        self.password.show(False)
        self.asks.toggled.connect(self.password.show)
        return panel

    def _archive(self) -> Panel:
        panel, grid = Panel(self.tr("归档")), FormGrid(2)
        self._add(grid, "fonds", self.tr("全宗号"), self.tr("由档案部门给定；不用本程序编档号的不填"))
        section = self.tr("如 ZCK；门类代码先用 WS，设置里可改")
        self._add(grid, "archive_section", self.tr("机构（问题）代码"), section)
        panel.body.addWidget(grid)
        return panel

    def _calls(self) -> Panel:
        """Say where a call is written down: nobody is asked for one here."""
        panel = Panel(self.tr("申报批次"))
        said = self.tr(
            "已经发了申报通知的，开始使用以后先到“设置 › 申报批次”（Alt+4）按 Alt+N 登记，再受理；"
            "没有登记的也能受理，但不核对申报时间，文书也不写申报通知。"
        )
        panel.body.addWidget(WrappingText(said, "sub"))
        return panel

    def _put(self, panel: Panel, switch: Switch, sentence: str) -> None:
        row = QHBoxLayout()
        switch.setMinimumWidth(theme.grid(68))
        row.addWidget(switch)
        row.addWidget(WrappingText(sentence, "sub"), 1)
        panel.body.addLayout(row)

    def _add(self, grid: FormGrid, name: str, label: str, hint: str) -> None:
        self.fields[name] = Field(label, self.inputs[name], hint=hint, optional=True)
        grid.add(self.fields[name])

    def _restyle(self) -> None:
        self._column.setSpacing(theme.density().gap)

    def _switches(self) -> Iterator[Switch]:
        yield from (*self.stages.values(), self.guards, self.separates, self.approves, self.asks)

    def _typed(self) -> None:
        for field in self.fields.values():
            field.set_error("")
        self.edited.emit()

    def _follow_published(self, on: bool) -> None:
        """Propose what is to be published."""
        if on:
            self.stages[Step.PROPOSE.target].setChecked(True)

    def _follow_proposed(self, on: bool) -> None:
        if not on:
            self.stages[Step.PUBLISH.target].setChecked(False)

    # --- what was chosen ---

    def new_password(self) -> str:
        """Return the password of who sits here, "" where none is asked for; it is kept nowhere else."""
        return self.password.text() if self.asks.isChecked() else ""

    def is_whole(self, person: str) -> bool:
        """Say whether nothing is wrong with the password of a person, where one is asked for."""
        return not self.asks.isChecked() or self.password.is_right(person)

    def applied_to(self, office: Office) -> Office:
        """Return an office with what was chosen."""
        text = {name: edit.text().strip() for name, edit in self.inputs.items()}
        chosen = frozenset(stage for stage, switch in self.stages.items() if switch.isChecked())
        return replace(
            office,
            procedure=Procedure(chosen),
            guards=self.guards.isChecked(),
            archive_category=_CATEGORY if any(text.values()) else "",
            fonds=text["fonds"],
            archive_section=text["archive_section"],
        )

    def typed(self) -> dict[str, object]:
        """Return everything as it stands."""
        texts = {name: edit.text() for name, edit in self.inputs.items()}
        return {"on": [switch.isChecked() for switch in self._switches()], "texts": texts}

    def show_typed(self, typed: object) -> None:
        """Show what ``typed`` gave some time before, as far as it is that."""
        if not isinstance(typed, dict):
            return
        for switch, on in zip(self._switches(), typed.get("on", ()), strict=False):
            switch.setChecked(bool(on))
        for name, text in typed.get("texts", {}).items():
            if name in self.inputs:
                self.inputs[name].show_text(str(text))

    def enter(self) -> None:
        """Put the keyboard on the first step."""
        next(iter(self.stages.values())).setFocus()

"""What an article says that a paper quotes 条款原文, typed where nobody has typed it yet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any, ClassVar

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ipdesk.models import queries
from ipdesk.models.applications.quoted_rules import OF_CALL, OF_POLICY, UntypedRule, with_article
from ipdesk.models.commands import ChangeCall, ChangeOffice, KeepClauseWordings
from ipdesk.models.commands.base import Command
from ipdesk.models.records import ApplicationDetail, CallDetails
from ipdesk.rules.core.plain_text import compact
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.ui.desk.command_dialog import CommandDialog
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.widgets import ParagraphField, TextField


class RuleTextDialog(CommandDialog):
    """Asks for the words of one article, and keeps them with the call, the policy or the office."""

    places: ClassVar = {"articles": "wording", "rules": "wording"}

    def __init__(
        self,
        desk: Desk,
        detail: ApplicationDetail,
        policy: Policy,
        rule: UntypedRule,
        then: Callable[[Any], None],
        parent: QWidget,
    ) -> None:
        super().__init__(desk, _tr("录入条款原文"), _tr("保存"), then, parent)
        self._policy, self._rule = policy, rule
        wanted = detail.application.call if rule.place == OF_CALL else 0
        self._call = next((one for one in desk.read(queries.calls) if one.id == wanted), None)
        self.notice: TextField | None = None
        self.wording = ParagraphField(4)
        if self._call is not None and not self._call.notice_title:
            self.notice = TextField()
            hint = _tr("如 关于申报2024年度知识产权资助的通知；文书用它称呼申报通知")
            self.add("notice_title", _tr("申报通知的全称"), self.notice, 2, hint=hint)
            self.need("notice_title")
        hint = _tr("照文件原文录入，不加引号，不写条款号；存入{place}，以后的文书也引用").format(
            place=rule.place
        )
        self.add("wording", _tr("{rule}的原文").format(rule=rule.cited), self.wording, 2, hint=hint)
        self.fields["wording"].wrap_label()
        self.need("wording")
        (self.notice or self.wording).setFocus()

    def entered(self) -> Command[Any]:
        """Return what keeps the article where its document is kept."""
        if self._call is not None:
            return self._with_call()
        if self._rule.place == OF_POLICY:
            return KeepClauseWordings(
                policy=self._policy, wordings=dict.fromkeys(self._rules(), self._words())
            )
        office = self._desk.read(queries.office)
        assert office is not None, "asked at the first start"
        head = f"{self._rule.document}{self._rule.whole}"
        added = replace(office, rules=with_article(office.rules, head, self._words()))
        return ChangeOffice(office=added, shown=office)

    def _words(self) -> str:
        return self.wording.text()

    def _with_call(self) -> ChangeCall:
        call = self._call
        assert call is not None, "asked before"
        entered = CallDetails(**{one.name: getattr(call, one.name) for one in fields(CallDetails)})
        articles = with_article(call.articles, self._rule.whole, self._words())
        title = self.notice.text() if self.notice is not None else call.notice_title
        details = replace(entered, notice_title=title, articles=articles)
        return ChangeCall(call=call.id, revision=call.revision, details=details)

    def _rules(self) -> list[str]:
        """Return the rules of the cited clause that nobody has typed."""
        if self._rule.rule:
            return [self._rule.rule]
        policy, number = self._policy, self._rule.whole
        known = self._desk.read(queries.clause_wordings, policy.id)
        cited = {rule: compact(policy.cited(policy.rule(rule).article)) for rule in policy.rule_ids()}
        return [rule for rule, article in cited.items() if number.startswith(article) and rule not in known]


def _tr(text: str) -> str:
    return QCoreApplication.translate("RuleTextDialog", text)

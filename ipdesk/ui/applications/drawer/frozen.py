"""What was frozen of an application, and beside it what the computation says today."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipdesk.models.awards.typed_basis import experts_basis
from ipdesk.models.core.errors import Difference
from ipdesk.models.records import ApplicationDetail, ApplicationRow
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.ui import theme
from ipdesk.ui.applications.decision.basis_field import experts_text
from ipdesk.ui.applications.decision.line_texts import difference_text, recommended_text
from ipdesk.ui.applications.list.columns import sum_origin
from ipdesk.ui.widgets import Text
from ipdesk.ui.widgets.money import fen_text

_MOST = 5


def _tr(text: str) -> str:
    return QCoreApplication.translate("Frozen", text)


def sums_text(row: ApplicationRow) -> str:
    """Return what was computed, proposed and granted, where these may differ; nothing else."""
    if row.proposed is None:
        return "" if row.computed == row.standing else sum_origin(row)
    said = [_tr("核算 {sum}").format(sum=fen_text(row.computed))]
    said.append(_tr("拟资助 {sum}").format(sum=fen_text(row.proposed)))
    if row.state.decided:
        said.append(_tr("审定 {sum}").format(sum=fen_text(row.amount)))
    text = _tr("　").join(said)
    if row.taken_back:  # in a line of its own: there is no room for a fourth sum
        text += "\n" + _tr("追回、未领 {sum}").format(sum=fen_text(row.taken_back))
    return text


def answered_text(detail: ApplicationDetail) -> str:
    """Return what was recommended, and what the level above answered to it; "" before it did."""
    if detail.upper_answer is None:
        return ""
    words = _tr("{recommended}　批复 {sum} 元")
    return words.format(recommended=recommended_text(detail), sum=fen_text(detail.application.amount))


class FrozenPart(QWidget):
    """By what the lines below were frozen, and where today's computation differs from them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.by, self.basis, self.head, self.lines = (
            Text("", "sub"), Text("", "sub"), Text("", "strong"), Text("", "sub"),
        )  # fmt: skip
        box = QVBoxLayout(self)
        pad = theme.density().pad
        box.setContentsMargins(pad, theme.grid(3), pad, theme.grid(1))
        box.setSpacing(theme.grid(1))
        for text in (self.by, self.basis, self.head, self.lines):
            text.setWordWrap(True)
            box.addWidget(text)
        self.hide()

    def show_detail(
        self, detail: ApplicationDetail | None, policy: Policy | None, today: tuple[Difference, ...] | None
    ) -> None:
        """Show an application, nothing where nothing of it is frozen; ``today`` is None where not known."""
        frozen = detail is not None and (detail.application.state.decided or detail.proposal is not None)
        self.setVisible(frozen and policy is not None)
        if detail is None or policy is None or not frozen:
            return
        self.by.setText(_frozen_by(detail))
        self._show(self.basis, _basis_text(detail, policy))
        self._show(self.head, _head(today))
        found = [difference_text(one, {}, (policy,)) for one in today or ()]
        more = [_tr("……共 {count} 处").format(count=len(found))] if len(found) > _MOST else []
        self._show(self.lines, "\n".join((*found[:_MOST], *more)))

    @staticmethod
    def _show(text: Text, said: str) -> None:
        text.setText(said)
        text.setVisible(bool(said))


def _frozen_by(detail: ApplicationDetail) -> str:
    """Say by which file of the policy the lines are frozen, with the beginning of its hash."""
    if detail.application.state.decided:
        packs = {stored.pack for stored in detail.lines}
        words = _tr("以下是审定时的结果（政策文件校验码 {hash}）")
        if detail.upper_answer is not None:
            words = _tr("以下是上级批复的结果（政策文件校验码 {hash}）")
    else:
        assert detail.proposal is not None
        packs, words = {detail.proposal.pack}, _tr("以下是提出拟资助时的结果（政策文件校验码 {hash}）")
    return words.format(hash="、".join(sorted(pack[:8] for pack in packs)) or _tr("（无事项）"))


def _basis_text(detail: ApplicationDetail, policy: Policy) -> str:
    """Say on what decided amounts rest."""
    said: list[str] = []
    for item in detail.proposal.lines if detail.proposal else ():
        if item.basis is None or item.line.rule not in policy.rule_ids():
            continue
        how = experts_text(item.basis) or item.basis.kind.label
        said.append(_tr("{title}：{how}").format(title=policy.rule(item.line.rule).title, how=how))
    for decided in detail.decisions:
        if decided.rule in policy.rule_ids() and (basis := experts_basis(decided.experts)) is not None:
            title = policy.rule(decided.rule).title
            said.append(_tr("{title}：{how}").format(title=title, how=experts_text(basis)))
    return "\n".join(dict.fromkeys(said))


def _head(today: tuple[Difference, ...] | None) -> str:
    if today is None:
        return ""
    if not today:
        return _tr("按现行政策和现有历史核算，结果相同")
    return _tr("按现行政策和现有历史核算，有 {count} 处不同").format(count=len(today))

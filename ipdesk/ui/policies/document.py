"""A policy as it is read: its particulars, what the check remarks, its clauses in order, its limits."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.policy_text.limits import LimitText
from ipdesk.rules.policy_text.policy import PolicyText, RuleText, policy_text
from ipdesk.ui.policies.finding_text import level_word, write_findings
from ipdesk.ui.policies.rows import PolicyRow
from ipdesk.ui.widgets import DocumentView

_UNDER = 4  # grid steps: what belongs to a clause stands under its title


def _tr(text: str) -> str:
    return QCoreApplication.translate("Policies", text)


def write_row(view: DocumentView, row: PolicyRow) -> None:
    """Write everything about a policy, or why a file holds none."""
    view.title(row.policy.pack.title if row.policy is not None else row.name)
    if row.missing:
        words = _tr("有 {count} 件申请用这项政策，但它的文件不在了。请按“以前的文件”恢复，或者重新导入。")
        view.line(words.format(count=row.uses), before=2)
    elif not row.in_use:
        view.line(_tr("这个文件没有使用，受理时不能选。改好以后重新导入，或者删除它。"), before=2)
        write_findings(view, row.findings)
    if row.policy is None:
        return
    text = policy_text(row.policy)
    write_particulars(view, row.policy, text)
    _write_whereabouts(view, row)
    if row.in_use and row.findings:
        view.section(_tr("检查时的提醒"))
        write_findings(view, row.findings)
    write_clauses(view, text, row.wordings)


def write_particulars(view: DocumentView, policy: Policy, text: PolicyText) -> None:
    """Write document number, issuer, term, level and how much there is."""
    pack = policy.pack
    draft = _tr("（征求意见稿，只能试算，不能审定）") if pack.term.draft else ""
    view.pair(_tr("文号"), pack.document, before=3)
    view.pair(_tr("发布机关"), pack.issuer)
    view.pair(_tr("施行期限"), f"{text.term}{draft}")
    view.pair(_tr("层级"), level_word(pack.level))
    counts = _tr("{rules} 条规定，{limits} 项限制，{examples} 个算例")
    counted = counts.format(rules=len(pack.rules), limits=len(pack.limits), examples=len(pack.examples))
    view.pair(_tr("内容"), counted)
    view.pair(_tr("编号"), policy.id)


def _write_whereabouts(view: DocumentView, row: PolicyRow) -> None:
    if row.own is None:
        view.pair(_tr("来源"), _tr("程序内置，不能改动；导出后换一个编号，可以改成本单位的政策"))
    else:
        view.pair(_tr("来源"), _tr("本单位的文件 {name}").format(name=row.own.path.name))
    if row.in_use:
        uses = _tr("{count} 件申请").format(count=row.uses) if row.uses else _tr("还没有申请件")
        view.pair(_tr("在用"), uses)


def write_clauses(view: DocumentView, text: PolicyText, wordings: Mapping[str, str] | None = None) -> None:
    """Write readings, clauses, with what they say themselves where that is known, and limits."""
    said = {rule.rpartition("/")[2]: wording for rule, wording in (wordings or {}).items()}
    if text.readings:
        view.section(_tr("约定"))
        for reading in text.readings:
            view.line(reading)
    if text.materials:
        view.section(_tr("每件申请都要的材料"))
        view.line("、".join(text.materials))
    view.section(_tr("条款"))
    for rule in text.rules:
        _write_rule(view, rule, said.get(rule.id, ""))
    if text.limits:
        view.section(_tr("限制"))
        for limit in text.limits:
            _write_limit(view, limit)


def _write_rule(view: DocumentView, rule: RuleText, wording: str) -> None:
    view.line(f"{rule.article}　{rule.title}", before=4, strong=True)
    view.line(rule.summary, indent=_UNDER, before=0, token="ink2")
    if wording:
        view.pair(_tr("原文"), wording, indent=_UNDER, before=0)
    first, *more = rule.sums
    view.pair(_tr("资助"), first, indent=_UNDER)
    for step in more:
        view.pair("", step, indent=_UNDER, before=0)
    view.pair(_tr("对象"), rule.who, indent=_UNDER, before=0)
    if rule.requires:
        view.pair(_tr("条件"), "；".join(rule.requires), indent=_UNDER, before=0)
    if rule.materials:
        view.pair(_tr("材料"), "、".join(rule.materials), indent=_UNDER, before=0)
    for note in rule.notes:
        view.pair(_tr("说明"), note, indent=_UNDER, before=0)


def _write_limit(view: DocumentView, limit: LimitText) -> None:
    rules = "、".join(limit.rules) or _tr("全部条款")
    view.line(limit.name, before=3, strong=True)
    view.pair(_tr("限制"), limit.allows, indent=_UNDER, before=0)
    view.pair(_tr("适用于"), rules, indent=_UNDER, before=0)

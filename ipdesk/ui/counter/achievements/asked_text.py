"""What the clauses ask of a kind of achievement, in the words that stand at the fields."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ipdesk.rules.evaluation.policy import Policy
from ipdesk.ui.counter.achievements.form import AchievementForm


def asked_text(policy: Policy, kind: str, form: AchievementForm | None) -> str:
    """Return which articles are about a kind, and what is to be filled in for them where there is a form."""
    rules = [rule for rule in policy.pack.rules if kind in rule.about.kind]
    articles = "、".join(dict.fromkeys(policy.cited(rule.article) for rule in rules))
    if not articles:
        return _tr("本政策没有适用的条款")
    return _to_fill_in(articles, form) if form is not None else articles


def _to_fill_in(articles: str, form: AchievementForm) -> str:
    said = _tr("{articles}　必填 {count} 项").format(articles=articles, count=form.needed())
    if form.has_alternatives():
        said += _tr("，“几项满其一”下面填够其中一项即可")
    if form.has_switches():
        said += _tr("，是否题未答的算否")
    return said


def _tr(text: str) -> str:
    return QCoreApplication.translate("AskedText", text)

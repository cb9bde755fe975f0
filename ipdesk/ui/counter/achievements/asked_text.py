"""What the clauses ask of a kind of achievement, in the words that stand at the fields."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ipdesk.ui.counter.achievements.form import AchievementForm


def asked_text(articles: str, form: AchievementForm) -> str:
    """Return what the clauses of these articles ask for, behind the articles."""
    said = _tr("{articles}　必填 {count} 项").format(articles=articles, count=form.needed())
    if form.has_alternatives():
        said += _tr("，“几项满其一”下面填够其中一项即可")
    if form.has_switches():
        said += _tr("，是否题未答的算否")
    return said


def _tr(text: str) -> str:
    return QCoreApplication.translate("AskedText", text)

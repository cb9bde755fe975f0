"""Which figures of the program can fill an indicator in, and what each of them can be about."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ipdesk.funds.account.held import HELD, About
from ipdesk.funds.account.overview import in_order
from ipdesk.funds.case.form import FundForm
from ipdesk.rules.pack.vocabulary import standard_vocabulary

Choices = list[tuple[str, str]]
_KEY_BY_HAND = _KEY_OF_ALL = "-"  # a choice has a key, what is kept of it is blank


def figures() -> Choices:
    """Return the figures by their keys, first that a value is typed."""
    return [(_KEY_BY_HAND, _tr("不取用，自己填写")), *((key, one.label) for key, one in HELD.items())]


def subjects(figure: str, form: FundForm) -> Choices:
    """Return what a figure can be about: tasks by their places, kinds, or figures of the year."""
    about = HELD[figure].about if figure in HELD else None
    if about is About.TASK:
        tasks = [(str(task.order), f"{task.order}　{task.name}") for task in in_order(form.tasks)]
        return [(_KEY_OF_ALL, _tr("全部任务")), *tasks]
    if about is About.KIND:
        return [(kind, word.name) for kind, word in standard_vocabulary().kinds.items()]
    return [(fact.name, fact.name) for fact in form.facts] if about is About.FACT else []


def stored(key: str) -> str:
    """Return the key of a choice as an indicator keeps it: "" for a typed value, or all tasks."""
    return "" if key == _KEY_BY_HAND else key


def shown(key: str) -> str:
    """Return the key under which what an indicator keeps is chosen."""
    return key or _KEY_BY_HAND


def _tr(text: str) -> str:
    return QCoreApplication.translate("FundDialogs", text)

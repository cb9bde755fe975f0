"""One thing in full: what is known of it, and where it was applied for and paid."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ipdesk.models.records.achievements.lists import RegisterDetail, RegisterUse
from ipdesk.models.records.achievements.register import StandingThing
from ipdesk.rules.core.case import FactValue
from ipdesk.rules.pack.vocabulary import standard_vocabulary
from ipdesk.ui import theme
from ipdesk.ui.achievements.columns import kind_name
from ipdesk.ui.funds.models import FundRow
from ipdesk.ui.funds.parts import FundTable
from ipdesk.ui.widgets import Column
from ipdesk.ui.widgets.money import fen_text

PolicyName = Callable[[str], str]


class ThingDetail(QWidget):
    """What is known (F3) and the applications (F4); Enter on an application opens it."""

    def __init__(self, policy_name: PolicyName, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._policy_name = policy_name
        word, content = (
            Column(_tr("项目"), "sub", ems=6, stay=True),
            Column(_tr("内容"), ems=14, stretch=True),
        )
        self.known = FundTable(_tr("登记内容"), "F3", (word, content))
        self.uses = FundTable(_tr("申请件和资助"), "F4", _use_columns())
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.known, 4)
        self._row.addWidget(self.uses, 5)
        theme.follow(self.restyle)

    def restyle(self) -> None:
        """Take the measures in force."""
        self._row.setSpacing(theme.density().gap)

    def show_thing(self, detail: RegisterDetail | None) -> None:
        """Show another thing, None for none."""
        pairs = list(_known(detail)) if detail is not None else []
        self.known.show_rows([FundRow(at, pair) for at, pair in enumerate(pairs, start=1)])
        uses = detail.uses if detail is not None else ()
        self.uses.show_rows([self._use(one) for one in uses])
        self.uses.table.set_hint("" if uses or detail is None else _tr("没有申报过"))

    def _use(self, one: RegisterUse) -> FundRow:
        granted = fen_text(one.granted) if one.granted else ""
        policy = _tr("{policy} {year} 年度").format(policy=self._policy_name(one.policy), year=one.year)
        cells = (one.number, one.applicant_name, policy, one.state.label, granted)
        return FundRow(one.application, cells)


def _known_columns() -> tuple[Column, ...]:
    return (Column(_tr("项目"), "sub", ems=6, stay=True), Column(_tr("内容"), ems=14, stretch=True))


def _use_columns() -> tuple[Column, ...]:
    return (
        Column(_tr("申请编号"), "key", ems=5.6, stay=True),
        Column(_tr("申请人"), "sub", ems=9, stretch=True),
        Column(_tr("政策"), "sub", ems=9, stretch=True),
        Column(_tr("步骤"), "sub", ems=4, stay=True),
        Column(_tr("资助（元）"), "number", ems=5, stay=True),
    )


def _known(detail: RegisterDetail) -> Iterator[tuple[str, str]]:
    """Yield what is known of a thing, word and content; what nobody said is left out."""
    thing = detail.thing
    yield from ((word, text) for word, text in _sayings(thing) if text)
    if detail.holders:
        yield _tr("登记的申请人"), "；".join(name for _, name in detail.holders)
    if detail.at is not None:
        yield _tr("来自清单"), _tr("{file}，{day}").format(file=detail.file, day=detail.at.date().isoformat())


def _sayings(thing: StandingThing) -> Iterator[tuple[str, str]]:
    words, said = standard_vocabulary(), thing.certificate
    kind, certificate = words.kinds.get(thing.kind), words.certificate(thing.kind)
    yield _tr("种类"), kind_name(thing.kind)
    yield (kind.ref.name if kind else _tr("编号")), thing.ref
    yield _tr("类别"), _tr("第 {part} 类").format(part=thing.part) if thing.part else ""
    yield certificate.name or _tr("名称"), said.name
    yield certificate.owners or _tr("权利人"), "；".join(said.owners)
    yield _tr("现在的权利人"), thing.owners_today
    yield _tr("申请日"), said.filing_date.isoformat() if said.filing_date else ""
    yield (kind.date if kind else _tr("日期")), thing.date.isoformat()
    for fact, value in thing.facts.items():
        word = words.fact(thing.kind, fact) if kind and fact in words.all_facts[thing.kind] else None
        if word is not None:
            yield word.name, _fact_text(value, word.type == "money", word.choices.get(str(value), ""))


def _fact_text(value: FactValue, money: bool, choice: str) -> str:
    if isinstance(value, bool):
        return _tr("是") if value else _tr("否")
    if money and isinstance(value, int):
        return _tr("{sum} 元").format(sum=fen_text(value))
    return choice or str(value)


def _tr(text: str) -> str:
    return QCoreApplication.translate("RegisterDetail", text)

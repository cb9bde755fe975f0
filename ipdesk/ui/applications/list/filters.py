"""Which applications are listed: tabs by state, choices, and a text."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QWidget

from ipdesk.models.records import ApplicationFilter, FilterChoices, Mark
from ipdesk.models.workflow import FIRST, SHORTEST, WHOLE, Procedure, State
from ipdesk.ui import theme
from ipdesk.ui.widgets import Button, ChoiceField, SearchBox, WrapRow

Naming = Callable[[str], str]
_TEN_THOUSAND = 10_000 * 100  # 1 万元 in fen
AMOUNTS: Mapping[str, tuple[int | None, int | None]] = {
    "": (None, None),
    "below_10k": (None, _TEN_THOUSAND),
    "from_10k": (_TEN_THOUSAND, 10 * _TEN_THOUSAND),
    "from_100k": (10 * _TEN_THOUSAND, 50 * _TEN_THOUSAND),
    "from_500k": (50 * _TEN_THOUSAND, None),
}
"""Spans of sums by the key of their choice: the least sum wanted and the least no longer wanted, in fen."""


_SHARES = (10, 14, 13, 14, 13, 13, 15)
"""How the room is shared among the choices, where they are in one row; the button behind them takes none."""
_KEYS = 9  # tabs that have a key


Tab = State | Mark | None
"""What a tab lists: those of a state, those in the archive (``Mark.ARCHIVED``), None for all."""


class StateTabs(QObject):
    """全部, the states and the archive with how many are in each. ``chosen`` tells the tab.

    A file in the archive keeps its state, and is counted there, too. A state beside the usual course has a
    tab while something is in it. Alt+1, Alt+2 ... reach them from anywhere on the page. They stand in
    ``row``, on as many lines as they need.
    """

    chosen = Signal(object)

    def __init__(self, row: WrapRow) -> None:
        super().__init__(row)
        self._group = QButtonGroup(self)
        self._course: tuple[State, ...] = ()
        self._tabs: dict[Tab, Button] = {}
        usual = (FIRST, *WHOLE.states_after(FIRST))
        for state in (None, *usual, *(other for other in State if other not in usual), Mark.ARCHIVED):
            tab = self._tabs[state] = Button(self._word(state), "tab")
            self._group.addButton(tab)
            row.add(tab)
            tab.clicked.connect(lambda _=False, state=state: self.chosen.emit(state))
        self._tabs[None].setChecked(True)
        self.follow(SHORTEST)

    def lead_down_to(self, widget: QWidget) -> None:
        """Let the arrow down lead from the tabs into the list."""
        for tab in self._tabs.values():
            tab.lead_down_to(widget)

    def follow(self, procedure: Procedure) -> None:
        """Take the course of the office; its states have the first keys."""
        course = (FIRST, *procedure.states_after(FIRST))
        if course == self._course:
            return
        self._course = course
        keyed = (None, *course, *(state for state in self._tabs if state is not None and state not in course))
        for place, state in enumerate(keyed, start=1):
            tab = self._tabs[state]
            tab.set_key(f"Alt+{place}" if place <= _KEYS else "")
            tab.setVisible(state is None or state in course or tab.isChecked())

    def _word(self, state: Tab) -> str:
        if state is None:
            return self.tr("全部")
        return state.label if isinstance(state, State) else theme.chip_word(state.value)

    def set_counts(self, counts: Mapping[State, int], archived: int) -> None:
        """Show how many are in each state, and how many of them lie in the archive."""
        self._tabs[None].set_text(f"{self._word(None)} {sum(counts.values())}")
        held: dict[Tab, int] = {**{state: counts.get(state, 0) for state in State}, Mark.ARCHIVED: archived}
        for state, count in held.items():
            tab = self._tabs[state]
            tab.set_text(f"{self._word(state)} {count}")
            tab.setVisible(bool(count) or tab.isChecked() or state in self._course)

    def choose(self, state: Tab) -> None:
        """Mark a tab as chosen, without telling."""
        self._tabs[state].setVisible(True)
        self._tabs[state].setChecked(True)

    def words(self) -> tuple[str, ...]:
        """Return what stands on the tabs."""
        return tuple(tab.text() for tab in self._tabs.values() if not tab.isHidden())


_BESIDE_WORDS = 13  # steps of the grid that the edges and the arrow of a choice take


def _whole_width(widget: QWidget) -> int:
    """Return the width in px of a choice that shows whole what it is called; 0 of anything else."""
    if not isinstance(widget, ChoiceField):
        return 0
    return theme.text_width(widget.placeholderText(), theme.density().base) + theme.grid(_BESIDE_WORDS)


class FilterBar(QWidget):
    """Choices and a text. ``changed`` tells that another filter is wanted, which ``wanted`` gives."""

    changed = Signal()

    def __init__(self, policy_name: Naming, kind_name: Naming, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._policy_name, self._kind_name = policy_name, kind_name
        self._make_choices()
        self.text = SearchBox(self.tr("名称、申请编号"), "Ctrl+F")
        self.clear_button = Button(self.tr("清除"), "quiet", shortcut="Alt+C")
        self._grid, self._placed = QGridLayout(self), (0, 0)
        self._lay_out()
        self._listen()
        theme.follow(self.restyle)

    def _make_choices(self) -> None:
        self.year = ChoiceField(placeholder=self.tr("全部年度"))
        self.policy = ChoiceField(placeholder=self.tr("全部政策"))
        self.kind = ChoiceField(placeholder=self.tr("全部成果种类"))
        self.person = ChoiceField(placeholder=self.tr("全部经办人"))
        self.amount = ChoiceField(self._amount_words(), placeholder=self.tr("金额不限"))
        self.call = ChoiceField(placeholder=self.tr("全部批次"), parent=self)
        self.mark = ChoiceField(placeholder=self.tr("签批、送达等不限"), parent=self)
        for choice in (self.call, self.mark):
            choice.hide()
        self._offered: frozenset[ChoiceField] = frozenset()  # of those that stand only where there are any

    def _fields(self) -> tuple[ChoiceField, ...]:
        return self.year, self.policy, self.call, self.kind, self.person, self.amount, self.mark

    def _shown(self) -> tuple[QWidget, ...]:
        """Return what stands in the rows: choices of a call or a mark only where there are any."""
        missing = {self.call, self.mark} - self._offered
        return *(field for field in self._fields() if field not in missing), self.clear_button

    def _shares(self) -> tuple[int, ...]:
        fields = zip(self._fields(), _SHARES, strict=True)
        return *(share for field, share in fields if field in self._shown()), 0

    def _amount_words(self) -> tuple[tuple[str, str], ...]:
        return (
            ("", self.tr("金额不限")),
            ("below_10k", self.tr("不足 1 万元")),
            ("from_10k", self.tr("1 万–10 万元")),
            ("from_100k", self.tr("10 万–50 万元")),
            ("from_500k", self.tr("50 万元以上")),
        )

    def _lay_out(self) -> None:
        for field in self._fields():
            field.setAccessibleName(field.placeholderText())
        self._arrange(len(self._shares()))

    def _arrange(self, per_row: int) -> None:
        """Place everything in one row, or in two where the room is short."""
        shown, shares = self._shown(), self._shares()
        if (per_row, len(shown)) == self._placed:
            return
        self._placed = per_row, len(shown)
        for place, widget in enumerate(shown):
            self._grid.addWidget(widget, place // per_row, place % per_row)
        for column, share in enumerate(shares):
            self._grid.setColumnStretch(column, share if column < per_row else 0)

    def _widths(self, *, whole: bool) -> list[int]:
        """Return the least widths in px, or those that show the words of what is not narrowed whole."""
        least = [widget.minimumSizeHint().width() for widget in self._shown()]
        return [*map(max, least, map(_whole_width, self._shown()))] if whole else least

    def _short(self) -> int:
        """Return how many stand in a row, where there are two."""
        return (len(self._shown()) + 1) // 2

    def _least(self, per_row: int, *, whole: bool = False) -> int:
        """Return the width in px that everything needs in rows of so many, its words cut or ``whole``."""
        widths = self._widths(whole=whole)
        columns = [max(widths[column::per_row]) for column in range(per_row)]
        return sum(columns) + (per_row - 1) * self._grid.horizontalSpacing()

    def minimumSizeHint(self) -> QSize:
        """Return the least width, that of the filters in two rows, in px."""
        return QSize(self._least(self._short()), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the filters in one row where they fit, else in two."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        whole = len(self._shown())
        self._arrange(whole if self.width() >= self._least(whole, whole=True) else self._short())

    def _listen(self) -> None:
        for field in self._fields():
            field.changed.connect(self._tell)
        self.text.textChanged.connect(self._tell)
        self.clear_button.clicked.connect(self.clear)

    def restyle(self) -> None:
        """Take the measures in force."""
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.grid(2))

    def _tell(self) -> None:
        self.clear_button.enable(self.wanted() != ApplicationFilter(), self.tr("没有筛选"))
        self.changed.emit()

    def set_choices(self, choices: FilterChoices) -> None:
        """Offer what occurs in the database."""
        years = ((str(year), self.tr("{year} 年").format(year=year)) for year in choices.years)
        self._offer(self.year, years)
        self._offer(self.policy, ((name, self._policy_name(name)) for name in choices.policies))
        self._offer(self.call, ((str(call), word) for call, word in choices.calls))
        self._show_choice(self.call, shown=bool(choices.calls))
        self._offer(self.kind, ((kind, self._kind_name(kind)) for kind in choices.kinds))
        self._offer(self.person, ((str(person.id), person.name) for person in choices.persons))
        self._offer_marks(choices.marks)
        self.clear_button.enable(self.wanted() != ApplicationFilter(), self.tr("没有筛选"))

    def _offer_marks(self, marks: Collection[Mark]) -> None:
        """Offer what is beside the states, where there is any of it."""
        self._offer(self.mark, ((mark.value, theme.chip_word(mark.value)) for mark in marks))
        self._show_choice(self.mark, shown=bool(marks))

    def _show_choice(self, field: ChoiceField, *, shown: bool) -> None:
        if shown != (field in self._offered):
            self._offered = self._offered | {field} if shown else self._offered - {field}
            field.setVisible(shown)
            self._fit()

    @staticmethod
    def _offer(field: ChoiceField, words: object) -> None:
        field.set_choices((("", field.placeholderText()), *words))  # type: ignore[misc]

    def wanted(self) -> ApplicationFilter:
        """Return the filter as it stands, without a state."""
        year, person, call = self.year.key(), self.person.key(), self.call.key()
        least, below = AMOUNTS[self.amount.key()]
        return ApplicationFilter(
            year=int(year) if year else None,
            policy=self.policy.key() or None,
            call=int(call) if call else None,
            kind=self.kind.key() or None,
            person=int(person) if person else None,
            amount_from=least,
            amount_below=below,
            text=self.text.text().strip(),
            mark=Mark(self.mark.key()) if self.mark.key() else None,
        )

    def clear(self) -> None:
        """Take every narrowing back."""
        before = self.wanted()
        self.blockSignals(True)
        for field in self._fields():
            field.set_key("")
        self.text.clear()
        self.blockSignals(False)
        if before != ApplicationFilter():
            self._tell()

"""Who is entitled under a policy without having applied, and drafts for those that are ticked."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ipdesk.models import queries
from ipdesk.models.awards.programme_year import usual_year
from ipdesk.models.commands import SaveDraft
from ipdesk.models.core.errors import DeskError
from ipdesk.models.records import CallState, SavedDraft
from ipdesk.models.services.entitlements import Entitlement, Round, drafts_of
from ipdesk.ui.achievements.entitled.looking import Looking
from ipdesk.ui.achievements.entitled.rows import columns, entitled_row, named
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.widgets import ChoiceField, Dialog, Field, FormGrid, WrappingText
from ipdesk.ui.widgets.money import fen_text
from ipdesk.ui.widgets.table.ticked import TickedTable

_ROWS = 9  # in sight at least

Done = Callable[[int, int], None]
"""Told how many drafts were made, and the id of their call (0 for none)."""


class EntitledDialog(Dialog):
    """Those who are barred, and who would be granted nothing, are not ticked at first."""

    room = 300

    def __init__(self, desk: Desk, then: Done, parent: QWidget) -> None:
        super().__init__(_tr("免申即享"), _tr("建申请件"), parent=parent)
        self._desk, self._then = desk, then
        self.rounds = _rounds(desk)
        self.found: tuple[Entitlement, ...] = ()
        self.looking = Looking(desk, self)
        self.round = ChoiceField([(key, word) for key, (word, _) in self.rounds.items()])
        self.summary, self.things = WrappingText("", "strong"), WrappingText("")
        self.fault = WrappingText("", "strong")
        self.table = TickedTable(_tr("符合条件的申请人"), columns(), _ROWS)
        self._proposed: list[int] = []
        self._drafts: list[SaveDraft] = []
        self._made = 0
        self._lay_out_body()
        self._listen()
        self.round.set_key(next(iter(self.rounds), ""))
        self._look()
        self.table.setFocus()

    def _lay_out_body(self) -> None:
        grid = FormGrid(2)
        grid.add(Field(_tr("批次或者政策"), self.round), 1)
        for widget in (grid, self.summary):
            self.body.addWidget(widget)
        self.body.addWidget(self.table, 1)
        for widget in (self.things, self.fault):
            self.body.addWidget(widget)
        self.fault.hide()

    def _listen(self) -> None:
        self.round.changed.connect(lambda *_: self._look())
        self.table.moved.connect(self._tell)
        self.table.ticks.changed.connect(self._sum_up)
        self.looking.progressed.connect(self._show_progress)
        self.looking.found.connect(self._show)
        self.looking.refused.connect(self._say)

    def restyle(self) -> None:
        """Take the measures in force."""
        super().restyle()
        self.take_room(self.room, 150)

    def content(self) -> object:
        """Return what was entered: the ticks that are otherwise than they were proposed."""
        return frozenset(self.table.ticks.ticked) ^ frozenset(self._proposed)

    # --- what is shown ---

    def _wanted(self) -> Round | None:
        return self.rounds[self.round.key()][1] if self.round.key() in self.rounds else None

    def _look(self) -> None:
        self.fault.hide()
        self._show(())
        wanted = self._wanted()
        if wanted is not None:
            self._show_progress(0, 0)
            self.looking.begin(wanted)

    def _show_progress(self, done: int, total: int) -> None:
        words = _tr("正在核算：{done} / {total} 个申请人") if total else _tr("正在查找没有申报过的成果……")
        self.summary.setText(words.format(done=done, total=total))

    def _show(self, found: Sequence[Entitlement]) -> None:
        self.found = tuple(found)
        self.table.ticks.show_rows([entitled_row(at, one) for at, one in enumerate(self.found)])
        self._proposed = [at for at, one in enumerate(self.found) if one.amount and not one.barred_until]
        self.table.ticks.tick(self._proposed)
        self.table.set_hint("" if self.found else _tr("成果登记里没有可以资助而还没有申报的"))
        self.table.select_row(0 if self.found else -1)
        self._tell(0)
        self._sum_up()

    def _tell(self, at: int) -> None:
        self.things.setText(named(self.found[at]) if 0 <= at < len(self.found) else "")

    def _sum_up(self) -> None:
        chosen = self._chosen()
        words = _tr("{count} 个申请人符合条件，可资助合计 {sum} 元。已勾选 {ticked} 个，{chosen} 元")
        sums = fen_text(sum(one.amount for one in self.found)), fen_text(sum(one.amount for one in chosen))
        values = {"count": len(self.found), "sum": sums[0], "ticked": len(chosen), "chosen": sums[1]}
        self.summary.setText(words.format(**values))
        self.accept_button.enable(bool(chosen), _tr("先勾选申请人"))

    def _chosen(self) -> list[Entitlement]:
        return [self.found[at] for at in sorted(self.table.ticks.ticked) if at < len(self.found)]

    def _say(self, sentence: str) -> None:
        self.fault.setText(sentence)
        self.fault.show()

    # --- writing ---

    def accept(self) -> None:
        """Make a draft for each that is ticked, one after the other; the dialog stays until all are made."""
        wanted = self._wanted()
        assert wanted is not None, "nothing is ticked without a policy"
        self._drafts, self._made = list(drafts_of(self._chosen(), wanted, self._desk.today())), 0
        self.fault.hide()
        self.hold()
        self._go_on()

    def _go_on(self) -> None:
        if self._drafts:
            self._desk.run_later(self, self._drafts.pop(0), self._saved, self._refused)
            return
        self.release()
        wanted = self._wanted()
        super().accept()
        self._then(self._made, wanted.call.id if wanted is not None and wanted.call is not None else 0)

    def _saved(self, _: SavedDraft) -> None:
        self._made += 1
        self._go_on()

    def _refused(self, error: DeskError) -> None:
        self.release()
        words = _tr("已建 {count} 件，其余没有建：{why}")
        self._say(words.format(count=self._made, why=error.message))
        self._look()


def _rounds(desk: Desk) -> dict[str, tuple[str, Round]]:
    """Return what can be looked under: open calls first, then the policies by their usual years."""
    found: dict[str, tuple[str, Round]] = {}
    now = desk.store.moment()
    for call in desk.read(queries.calls):
        if call.state_at(now) is CallState.OPEN and call.policy in desk.policies.ids():
            of = Round(policy=desk.policy(call.policy), year=call.year, call=call)
            found[f"call {call.id}"] = (call.title, of)
    for policy in (desk.policy(one) for one in desk.policies.ids()):
        year = usual_year(policy, desk.today().year)
        words = _tr("{policy} {year} 年度").format(policy=policy.pack.short_title, year=year)
        found[f"policy {policy.id}"] = (words, Round(policy=policy, year=year))
    return found


def _tr(text: str) -> str:
    return QCoreApplication.translate("EntitledDialog", text)

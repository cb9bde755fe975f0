"""What was read of certificates, beside the page where it stands; what is agreed is filled in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QSignalBlocker
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ipdesk.models.recognition.proposals import PaperProposal, Proposal, Tick, sure_ticks
from ipdesk.rules.pack.vocabulary import Vocabulary
from ipdesk.ui import theme
from ipdesk.ui.counter.certificates.page_picture import PagePicture
from ipdesk.ui.counter.certificates.read_files import page_of, shown_lines
from ipdesk.ui.widgets import Button, Column, DeskTable, Dialog, WrappingText
from ipdesk.ui.widgets.table.ticked import TickedTable, room_for

_PAPERS, _VALUES = 3, 5  # rows in sight at least; both lists take the room that is left


class OfferedPaper(NamedTuple):
    """A paper: the file it is in, what it would fill in, and where, in words."""

    file: str
    content: bytes
    proposal: PaperProposal
    target: str


class _Row(NamedTuple):
    """A proposal as a row of the list."""

    id: int
    cells: tuple[str, ...]
    tooltip: str


class CertificatesDialog(Dialog):
    """Lists papers, the values of the one in hand, and the page with the passage marked.

    ``ticks`` are what is to be filled in. ``unread`` says line by line what was not read.
    ``applicant`` is the place of the paper by which somebody is to be registered, None for nobody: the first
    that may be, where ``nobody`` is on the counter.
    """

    room = 300

    def __init__(
        self,
        papers: Sequence[OfferedPaper],
        unread: Sequence[str],
        words: Vocabulary,
        parent: QWidget,
        nobody: bool = False,
    ) -> None:
        super().__init__(_tr("读证书"), _tr("填入"), parent=parent)
        self.papers, self._words = tuple(papers), words
        self.applicant = self._licence() if nobody else None
        self.ticks = set[Tick](sure_ticks([one.proposal for one in self.papers]))
        self._seen: tuple[int, int] | None = None  # which paper's page is shown
        self.unread = WrappingText(shown_lines(unread), "strong")
        self.unread.setToolTip("\n".join(unread))
        self.list, self._model = DeskTable(_paper_columns(), long=True), QStandardItemModel(self)
        self.remarks, self.doubt, self.summary = (WrappingText("", look) for look in ("strong", "", "sub"))
        self.values = TickedTable(_tr("读出的内容"), _value_columns(), _VALUES)
        self.page = PagePicture(_tr("证书的这一页"))
        self.register = Button(_tr("查找或登记这个申请人"), shortcut="Alt+L")
        self._lay_out_body()
        self._listen()
        self._fill_list()
        self.list.select_row(0)
        self._show_paper(0)
        self.list.setFocus()

    def _lay_out_body(self) -> None:
        self.list.setModel(self._model)
        self.list.setAccessibleName(_tr("读到的证书"))
        self.list.setMinimumHeight(room_for(_PAPERS))
        self.unread.setVisible(bool(self.unread.text()))
        self.add_left(self.register)
        beside, left = QHBoxLayout(), QVBoxLayout()
        self.body.addLayout(beside, 1)
        beside.setSpacing(theme.grid(4))
        left.setSpacing(theme.grid(2))
        beside.addLayout(left, 3)
        beside.addWidget(self.page, 2)
        for widget in (self.unread, self.list, self.remarks, self.values, self.doubt, self.summary):
            left.addWidget(widget)
        left.setStretchFactor(self.list, 1)
        left.setStretchFactor(self.values, 3)

    def _listen(self) -> None:
        self.list.moved.connect(self._show_paper)
        self.list.opened.connect(lambda _: self.values.setFocus())
        self.values.moved.connect(self._mark)
        self.values.ticks.changed.connect(self._take_ticks)
        self.register.clicked.connect(self._register)

    def restyle(self) -> None:
        """Take the measures in force, with room for a page."""
        super().restyle()
        self.take_room(self.room, 165)

    def content(self) -> object:
        """Return what was entered: the ticks."""
        return frozenset(self.ticks)

    # --- papers ---

    def _fill_list(self) -> None:
        for place, paper in enumerate(self.papers):
            cells = (paper.proposal.paper.form.name, paper.target, self._standing(place))
            self._model.appendRow([QStandardItem(text) for text in cells])

    def _licence(self) -> int | None:
        """Return the place of the first paper of an applicant."""
        return next((at for at, one in enumerate(self.papers) if not one.proposal.paper.form.kind), None)

    def _standing(self, place: int) -> str:
        """Say of how many values of a paper how many are to be filled in, and what is to be looked at."""
        proposal = self.papers[place].proposal
        ticked = sum(one == place for one, _ in self.ticks)
        doubts = sum(bool(one.doubt) for one in proposal.proposals) + len(proposal.remarks)
        said = _tr("填 {ticked} 项，共 {count} 项").format(ticked=ticked, count=len(proposal.proposals))
        if place == self.applicant:
            said = _tr("查找或登记")
        elif not proposal.row:
            said = "" if proposal.proposals else _tr("不填")
        looked = _tr("{count} 处要核对").format(count=doubts) if doubts else ""
        return _tr("，").join(filter(None, (said, looked)))

    def _at(self) -> int:
        return max(0, self.list.current_row())

    def _show_paper(self, place: int) -> None:
        if not 0 <= place < len(self.papers):
            return
        file, _, proposal, _ = self.papers[place]
        self._show_values(place, proposal.proposals)
        self.remarks.setText("\n".join(proposal.remarks))
        self.remarks.setVisible(bool(proposal.remarks))
        self.register.setVisible(not proposal.paper.form.kind)
        self._sum_up(file)
        first = next((at for at, one in enumerate(proposal.proposals) if one.doubt), 0)
        self.values.select_row(first)
        self._mark(first)

    def _show_values(self, place: int, proposals: Sequence[Proposal]) -> None:
        model = self.values.ticks
        with QSignalBlocker(model):
            taken = place == self.applicant
            model.tick([at for at, one in enumerate(proposals) if taken or (place, one.fact) in self.ticks])
        model.show_rows([_row(at, one) for at, one in enumerate(proposals)])
        self.values.set_hint("" if proposals else _tr("没有可以填的"))

    def _sum_up(self, file: str) -> None:
        paper = self.papers[self._at()].proposal.paper
        material = self._words.materials.get(paper.form.material, "")
        said = [_tr("{file}，第 {pages} 页").format(file=file, pages="、".join(map(str, paper.pages)))]
        if material and self.papers[self._at()].proposal.row:
            said.append(_tr("填入后，这个文件附在“{material}”上，记为已收").format(material=material))
        said.append(
            _tr("空格勾选一项，Ctrl+Enter 填入全部证书中勾选的 {count} 项").format(count=len(self.ticks))
        )
        self.summary.setText(_tr("；").join(said))
        fills = bool(self.ticks) or self.applicant is not None
        self.accept_button.set_text(_tr("只附文件") if not fills and self._attaches() else _tr("填入"))
        self.accept_button.enable(fills or self._attaches(), _tr("先勾选要填入的内容"))

    def _attaches(self) -> bool:
        """Say whether a paper of a row that is there already would be attached to it."""
        return any(one.row and not one.new and one.paper.form.material for one in map(_proposal, self.papers))

    # --- values ---

    def _mark(self, at: int) -> None:
        """Show where the value in hand stands."""
        paper = self.papers[self._at()]
        if not 0 <= at < len(paper.proposal.proposals):
            self._turn_to(paper, paper.proposal.paper.pages[0])
            self.page.mark(())
            self.doubt.setText("")
            return
        self.doubt.setText(paper.proposal.proposals[at].doubt)
        passage = paper.proposal.proposals[at].passage
        self._turn_to(paper, passage.page)
        self.page.mark(passage.boxes)

    def _turn_to(self, paper: OfferedPaper, number: int) -> None:
        if self._seen != (self._at(), number):
            self._seen = self._at(), number
            self.page.show_page(*page_of(paper.content, number))

    def _take_ticks(self) -> None:
        place = self._at()
        paper = self.papers[place]
        proposals = paper.proposal.proposals
        wanted = {(place, proposals[number].fact) for number in self.values.ticks.ticked}
        if not paper.proposal.row:
            wanted = set()
            self._show_values(place, proposals)  # of an applicant all is taken, or nothing
        self.ticks = {tick for tick in self.ticks if tick[0] != place} | wanted
        self._model.item(place, 2).setText(self._standing(place))
        self._sum_up(paper.file)

    def _register(self) -> None:
        self.applicant = self._at()
        self.accept()


def _proposal(paper: OfferedPaper) -> PaperProposal:
    return paper.proposal


def _row(number: int, one: Proposal) -> _Row:
    told = _tr("已填，一致") if one.same else one.doubt
    return _Row(number, (one.label, one.shown, told), told)


def _paper_columns() -> tuple[Column, ...]:
    return (
        Column(_tr("证书"), "key", ems=9),
        Column(_tr("填到"), ems=10, stretch=True),
        Column(_tr("情况"), "sub", ems=11),
    )


def _value_columns() -> tuple[Column, ...]:
    return (
        Column(_tr("事项"), "sub", ems=8, stay=True),
        Column(_tr("读出的内容"), "key", ems=13, stretch=True),
        Column(_tr("核对"), "sub", ems=13),
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("CertificatesDialog", text)

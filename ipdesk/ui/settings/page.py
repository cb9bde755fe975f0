"""The page 设置: the office and its people, this computer, policies and their recheck, calls, templates."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ipdesk.documents.errors import TEMPLATES as OWN_TEMPLATES
from ipdesk.models import queries
from ipdesk.models.commands import ChangeOffice, SetLetterSeries
from ipdesk.models.core.actor import Permission
from ipdesk.models.core.changes import Changes, Kind
from ipdesk.models.core.errors import POLICIES as POLICY_FILES
from ipdesk.models.core.errors import Conflict, DeskError, InvalidInput
from ipdesk.models.core.session import Session
from ipdesk.models.records import Office, Person
from ipdesk.paths import default_data_dir
from ipdesk.ui import theme
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.destinations import Destination, OpenAuditLog, OpenSetting, Origin
from ipdesk.ui.desk.latest import LatestRequest
from ipdesk.ui.desk.page import Page
from ipdesk.ui.desk.preferences import CERTIFICATES, Preferences
from ipdesk.ui.policies import PoliciesView, RecheckView
from ipdesk.ui.settings.approval_panel import ApprovalPanel
from ipdesk.ui.settings.audit import AuditView
from ipdesk.ui.settings.calendar.view import CalendarView
from ipdesk.ui.settings.calls import CallsView
from ipdesk.ui.settings.computer_panel import ComputerPanel
from ipdesk.ui.settings.funds import FundSettingsView
from ipdesk.ui.settings.office_panel import OfficePanel
from ipdesk.ui.settings.people_panel import PeoplePanel
from ipdesk.ui.settings.templates import TemplatesView
from ipdesk.ui.settings.unsaved_office import UnsavedOffice
from ipdesk.ui.shell.frame import Shell
from ipdesk.ui.shell.person_switch import seat
from ipdesk.ui.widgets import ActionBar, Button, MessageLine, ScrollArea
from ipdesk.ui.widgets.page_stack import PageStack

DENSITY = "density"
GENERAL, POLICIES, RECHECK, CALENDAR, CALLS, TEMPLATES, AUDIT, FUNDS = range(8)
_VIEWS = {
    POLICIES: "policies", RECHECK: "recheck", CALENDAR: "calendar", CALLS: "calls", TEMPLATES: "templates",
    AUDIT: "audit", FUNDS: "funds",
}  # fmt: skip
"""What lies behind a tab, by the name of its attribute; the general one is there from the beginning."""
V = TypeVar(
    "V", PoliciesView, RecheckView, CalendarView, CallsView, TemplatesView, AuditView, FundSettingsView
)
HOLIDAYS = "holidays"
_TABS = (GENERAL, POLICIES, CALENDAR, CALLS, TEMPLATES, AUDIT, FUNDS)
"""What the tabs bring into sight; the recheck lies among the policies."""
_PLACES = {POLICY_FILES: POLICIES, HOLIDAYS: CALENDAR, OWN_TEMPLATES: TEMPLATES}
"""Where a setting lies that something else waits for; any other is the office's."""


@dataclass(frozen=True, slots=True)
class StoredSettings:
    """What the database holds of the settings, and the serial that the office draws next in a year."""

    office: Office | None
    next_number: int | None
    year: int


def stored_settings(session: Session, year: int) -> StoredSettings:
    """Read the office and the next serial of a year at one moment."""
    whole = queries.next_letter_number(session, year)
    number = int(whole.rpartition("〕")[2].removesuffix("号")) if whole else None
    return StoredSettings(queries.office(session), number, year)


class SettingsPage(Page):
    """The office with people and computer, policies, holidays, calls, templates, log, funds (Alt+1 to Alt+7).

    What is typed stays until it is saved or taken back.

    ``preferences`` are those the window uses; where there are several, one would forget what the other keeps.
    """

    def __init__(
        self, desk: Desk, preferences: Preferences | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        folder = desk.data_dir or default_data_dir()
        self._desk, self._latest = desk, LatestRequest(desk, self)
        self._preferences = preferences or Preferences(folder)
        self.office, self.people = OfficePanel(desk.today), PeoplePanel(desk)
        self.approval, self.computer = ApprovalPanel(desk), ComputerPanel(folder)
        self._left = UnsavedOffice(desk, self.office, self)
        self._stored = StoredSettings(None, None, desk.today().year)
        self.message, self.bar = MessageLine(), ActionBar()
        self.back, self._origin = Button("", icon="chevron-left", shortcut="Esc"), Origin()
        self.tabs = tuple(Button(word, "tab") for word in self._tab_words())
        self._stack, self._feet = QStackedWidget(), PageStack()
        self.undo = Button(self.tr("恢复原样"), icon="undo", shortcut="Alt+Z")
        self.save_button = Button(self.tr("保存"), "primary", icon="save", shortcut="Ctrl+S")
        self._outer, self._general = QVBoxLayout(self), QVBoxLayout()
        self._tab_row, self._row, self._side = QHBoxLayout(), QHBoxLayout(), QVBoxLayout()
        self._lay_out()
        self._listen()
        self.computer.show_mode(self._preferences.text(DENSITY))
        self.computer.show_watched(self._preferences.text(CERTIFICATES))
        theme.follow(self.restyle)

    def _tab_words(self) -> tuple[str, ...]:
        usual = (self.tr("单位和人员"), self.tr("政策"), self.tr("节假日"), self.tr("申报批次"))
        return (*usual, self.tr("文书模板"), self.tr("操作记录"), self.tr("资金"))

    def _lay_out(self) -> None:
        self.set_head(self.tr("设置"))
        inner, general = QWidget(), QWidget(self)
        inner.setLayout(self._row)
        self._lay_out_tabs(general)
        general.setLayout(self._general)
        self._general.addWidget(self.message)
        self._general.addWidget(ScrollArea(inner), 1)
        self._side.addWidget(self.approval)
        self._side.addWidget(self.people, 1)
        self._side.addWidget(self.computer)
        self._row.addWidget(self.office, 1)
        self._row.addLayout(self._side)
        for button in (self.undo, self.save_button):
            self.bar.add(button)

    def _lay_out_tabs(self, general: QWidget) -> None:
        group = QButtonGroup(self)
        for place, tab in enumerate(self.tabs):
            tab.set_key(f"Alt+{place + 1}")
            group.addButton(tab, _TABS[place])
            self._tab_row.addWidget(tab)
        self._tab_row.addStretch(1)
        self._tab_row.addWidget(self.back)
        self.tabs[GENERAL].setChecked(True)
        group.idClicked.connect(self.show_tab)
        for widget, bar in ((general, self.bar), *((QWidget(), QWidget()) for _ in _VIEWS)):
            self._stack.addWidget(widget)
            self._feet.addWidget(bar)
        self._outer.addLayout(self._tab_row)
        self._outer.addWidget(self._stack, 1)

    def show_tab(self, place: int) -> None:
        """Bring the office, policies, their recheck, holidays, calls, templates or the log into sight."""
        view = getattr(self, _VIEWS[place]) if place in _VIEWS else None
        self.tabs[_TABS.index(POLICIES if place == RECHECK else place)].setChecked(True)
        self._stack.setCurrentIndex(place)
        self._feet.setCurrentIndex(place)
        if view is not None:
            view.enter()

    # --- what lies behind the other tabs, made when it is first wanted ---

    @cached_property
    def policies(self) -> PoliciesView:
        """Return what lists the policies and takes in the office's own."""
        view = PoliciesView(self._desk)
        view.recheckWanted.connect(lambda: self.show_tab(RECHECK))
        return self._placed(POLICIES, view)

    @cached_property
    def recheck(self) -> RecheckView:
        """Return what evaluates the applications of a year again under a policy."""
        view = RecheckView(self._desk)
        view.left.connect(lambda: self.show_tab(POLICIES))
        return self._placed(RECHECK, view)

    @cached_property
    def calendar(self) -> CalendarView:
        """Return what shows the days off, and takes in those announced for a year."""
        return self._placed(CALENDAR, CalendarView(self._desk))

    @cached_property
    def calls(self) -> CallsView:
        """Return what opens, closes and settles the calls for applications."""
        return self._placed(CALLS, CallsView(self._desk))

    @cached_property
    def templates(self) -> TemplatesView:
        """Return the office's own templates. What was rescued of them waits until then."""
        return self._placed(TEMPLATES, TemplatesView(self._desk))

    @cached_property
    def audit(self) -> AuditView:
        """Return what searches and checks who did what when."""
        return self._placed(AUDIT, AuditView(self._desk))

    @cached_property
    def funds(self) -> FundSettingsView:
        """Return what sets ceilings and takes in the sheets of banks."""
        return self._placed(FUNDS, FundSettingsView(self._desk))

    def _placed(self, place: int, view: V) -> V:
        for stack, widget in ((self._stack, view), (self._feet, view.bar)):
            empty = stack.widget(place)
            stack.insertWidget(place, widget)
            stack.removeWidget(empty)
            empty.deleteLater()
        return view

    def _made(self, place: int) -> bool:
        """Say whether what lies behind a tab has been wanted yet: it holds nothing before."""
        return _VIEWS[place] in vars(self)

    def _listen(self) -> None:
        self.office.edited.connect(self._show_state)
        self.office.edited.connect(lambda: self.message.clear("refused"))
        self.people.seated.connect(self._seat)
        self.computer.chosen.connect(self._choose_density)
        self.computer.watchChosen.connect(lambda folder: self._preferences.set_text(CERTIFICATES, folder))
        self.undo.clicked.connect(self._take_back)
        self.back.clicked.connect(lambda: self._origin.come_back())
        self.back.precedence = -1  # what lies over the page goes first
        self.back.add_key("Alt+Left")
        self.save_button.clicked.connect(self.save)
        self._desk.guard(Permission.ADMINISTER, self.save_button)
        self._desk.changed.connect(self._refresh_for)
        self._desk.personChanged.connect(lambda _: self.refresh())

    def restyle(self) -> None:
        """Take the measures in force."""
        measures = theme.density()
        self._outer.setContentsMargins(measures.gap, measures.gap, measures.gap, measures.gap)
        self._outer.setSpacing(theme.grid(2))
        self._tab_row.setSpacing(theme.grid(1))
        self._general.setContentsMargins(0, 0, 0, 0)
        self._general.setSpacing(measures.gap)
        for box in (self._row, self._side):
            box.setContentsMargins(0, 0, 0, 0)
            box.setSpacing(measures.gap)
        for panel in (self.people, self.computer):
            panel.setFixedWidth(measures.award_width)

    # --- as a page ---

    def action_bar(self) -> QWidget | None:
        """Return the bar for the foot of the window."""
        return self._feet

    def activated(self) -> None:
        """Refresh what nobody is typing at."""
        self.back.hide()
        self.refresh()
        place = self._stack.currentIndex()
        if place in (POLICIES, CALLS, TEMPLATES, AUDIT, FUNDS):
            self.show_tab(place)
        else:
            self.tabs[GENERAL].setFocus()  # and not the search, which the window would choose

    def show_destination(self, destination: Destination, origin: Origin) -> None:
        """Go to what something else waits for; Esc and Alt+Left lead back to the page that sends here."""
        match destination:
            case OpenSetting(name):
                self.show_tab(_PLACES.get(name, GENERAL))
                self.office.go_to(name)
                self._offer_to_come_back(origin)
            case OpenAuditLog():
                self.show_tab(AUDIT)
                self._offer_to_come_back(origin)
            case _:
                super().show_destination(destination, origin)

    def _offer_to_come_back(self, origin: Origin) -> None:
        self._origin = origin
        self.back.set_text(self.tr("返回{page}").format(page=origin.page))
        self.back.show()

    def begin_day(self) -> None:
        """Show the next number of the year that has begun, and which policies have run out."""
        self.office.begin_day()
        for place in (POLICIES, CALLS):
            if self._made(place):
                getattr(self, _VIEWS[place]).refresh()
        self.refresh()

    def unsaved(self) -> str:
        """Say what has to be saved, or given up, before the window closes."""
        said = self.tr("“设置”里改过的单位信息还没有保存。") if self.office.changed() else ""
        return said + (self.templates.unsaved() if self._made(TEMPLATES) else "")

    def give_up(self) -> None:
        """Show the office and the templates as they are kept."""
        self._take_back()
        if self._made(TEMPLATES):
            self.templates.give_up_all()

    def event(self, event: QEvent) -> bool:
        """Show the density in use when the page comes under another window."""
        if event.type() == QEvent.Type.ParentChange:
            self._apply_density()
        return super().event(event)

    def _apply_density(self) -> None:
        window = self.window()
        if isinstance(window, Shell) and hasattr(self, "computer"):
            window.set_density_mode(self.computer.mode())

    def _choose_density(self, mode: str) -> None:
        self._preferences.set_text(DENSITY, mode)
        self._apply_density()

    # --- refreshing ---

    def _refresh_for(self, changes: Changes) -> None:
        if changes.touches(Kind.OFFICE, Kind.PERSON, Kind.LETTER):
            self.refresh()

    def refresh(self) -> None:
        """Read again, behind the window."""
        self._latest.ask(stored_settings, self._desk.today().year, done=self._show)
        self.people.refresh()
        self.approval.refresh()

    def _show(self, found: StoredSettings) -> None:
        # A number that is being typed is meant for the year in which it was begun.
        self._stored = replace(found, year=self._stored.year) if self.office.changed() else found
        if found.office is not None and not self.office.changed():
            self.office.show_office(found.office, found.next_number)
            if self._left.bring_back():
                said = self.tr("上次改了一半、没有保存的单位信息已经找回，请核对后保存。")
                self.message.say(said, icon="info")

    def _show_state(self) -> None:
        changed = self.office.changed()
        for button in (self.undo, self.save_button):
            button.enable(changed, self.tr("没有改动"))
        if changed:
            self.bar.set_state(self.tr("有改动，还没有保存"), "pencil")
        elif self.bar.state() == self.tr("有改动，还没有保存"):
            self.bar.set_state("")

    def _take_back(self) -> None:
        if self._stored.office is not None:
            self.office.show_office(self._stored.office, self._stored.next_number)

    # --- the office ---

    def save(self) -> None:
        """Save the office; what is wrong is marked in place and stays."""
        office, number = self.office.office(), self.office.wanted_next()
        if office is None or self.office.go_to_unreadable():
            return
        self.message.clear()
        self.save_button.setEnabled(False)
        command = ChangeOffice(office=office, shown=self.office.shown(), sure=self.office.sure.names())
        self._desk.run_later(self, command, lambda _: self._save_series(office, number), self._not_saved)

    def _save_series(self, office: Office, number: int | None) -> None:
        if number is None:
            self._saved(office, number)
            return
        command = SetLetterSeries(year=self._stored.year, next_number=number)
        self._desk.run_later(self, command, lambda _: self._saved(office, number), self._not_saved)

    def _saved(self, office: Office, number: int | None) -> None:
        """Take what was saved for what is kept; what was typed meanwhile stays."""
        self.office.keep(office, number or self._stored.next_number)
        time = datetime.datetime.now().strftime("%H:%M:%S")
        self.bar.tell(self.tr("已保存 {time}").format(time=time))
        doubt = self.office.doubt_of_remedies()
        if doubt:
            self.message.say(self.tr("已保存，但是{doubt}").format(doubt=doubt), about="remedies")
        self._show_state()
        self.refresh()

    def _not_saved(self, error: DeskError) -> None:
        self._show_state()
        if isinstance(error, Conflict):
            self._tell_conflict(error)
            return
        if not isinstance(error, InvalidInput):
            self.message.say(error.message, (self.tr("再保存"), self.save))
            return
        rest = self.office.mark(error.problems)
        if rest:
            self.message.say(rest, about="refused")

    def _tell_conflict(self, error: Conflict) -> None:
        """Say that another desk changed the office, and offer both ways out."""
        latest = (self.tr("放弃这里的修改，看最新的"), self._take_back)
        self.message.say(error.message, latest, (self.tr("用这里填写的"), self._save_over))
        self.refresh()

    def _save_over(self) -> None:
        if self._stored.office is not None:
            self.office.go_on_from(self._stored.office)
        self.save()

    # --- the people ---

    def _seat(self, person: Person) -> None:
        seat(self._desk, person, self)

"""The drawer of an application whose policy is gone, or that cannot be read."""

import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ipdesk.models.records import StepRecord
from ipdesk.models.workflow import State, Step
from ipdesk.rules.library.policy_library import policy_from_bytes
from ipdesk.ui.applications import ApplicationsPage
from ipdesk.ui.applications.drawer.timeline import Entry, _in_turn, course
from ipdesk.ui.desk.destinations import OpenApplication
from ipdesk.ui.widgets import TimeStep
from tests.models.desk import works
from tests.rules.pack.small_pack import SMALL
from tests.ui.rig import Rig


def test_a_draft_whose_policy_is_gone_shows_itself_and_says_so_in_the_drawer(rig: Rig) -> None:
    other = rig.steps.confirmed(rig.steps.register("甲精密电子有限公司"), works(count="3"))
    rig.steps.policy = policy_from_bytes(SMALL.encode(), "small.yaml")
    rig.steps.draft(rig.steps.register("乙机械有限公司"), works("粤作登字-2022-F-00000200"))
    page = rig.page(ApplicationsPage)
    rig.show(applications=page)
    rig.desk.open(OpenApplication(other))
    rig.settle()
    drawer = page.drawer
    assert "局务会纪要" in drawer.timeline.accessibleName() and not drawer.problem.isVisible()
    page.list.table.setFocus()
    rig.press(Qt.Key.Key_Home, modifier=Qt.KeyboardModifier.ControlModifier)
    assert QApplication.activeModalWidget() is None
    assert drawer.name.text() == "乙机械有限公司"
    assert drawer.problem.isVisible() and "small" in drawer.problem.text() and "设置" in drawer.problem.text()
    assert "局务会纪要" not in drawer.timeline.accessibleName()
    page.list.go_to(other)
    rig.settle()
    assert not drawer.problem.isVisible() and "局务会纪要" in drawer.timeline.accessibleName()


def test_what_was_undone_is_called_so_in_the_time_line() -> None:
    moment = datetime.datetime(2024, 6, 20, 9)
    steps = (
        StepRecord(State.DRAFT, moment, "陈晓敏"),
        StepRecord(State.ACCEPTED, moment, "陈晓敏", step=Step.ACCEPT),
        StepRecord(State.DRAFT, moment, "陈晓敏", "撤销成批办理的“受理”"),
    )
    done = [step.word for step in course(steps, moment.date()) if step.stage == "done"]
    assert done == ["登记", "受理", "撤销办理"]


def test_what_was_done_on_one_day_stands_as_it_was_entered_and_nothing_before_its_cause() -> None:
    nine = datetime.datetime(2024, 6, 20, 9)

    def entry(word: str, hour: int, day: int = 20) -> Entry:
        at = nine + datetime.timedelta(hours=hour)
        return Entry(datetime.date(2024, 6, day), at, TimeStep(word, "", "", "done"))

    steps = (StepRecord(State.CONFIRMED, nine, "陈晓敏"), StepRecord(State.NOTIFIED, nine, "陈晓敏"))
    signed_before_it_was_submitted = _in_turn((entry("送审", 30, 21), entry("签批同意", 31, 19)))
    beside = (
        entry("逾期未领", 4), entry("催领", 1), entry("登记送达", 2), entry("陈述申辩", 28, 20),
        *signed_before_it_was_submitted,
    )  # fmt: skip
    done = [one.word for one in course(steps, nine.date(), beside=beside) if one.stage == "done"]
    assert done[2:] == ["催领", "登记送达", "逾期未领", "陈述申辩", "送审", "签批同意"]
    assert done[:2] == [one.word for one in course(steps, nine.date()) if one.stage == "done"]
    declined = StepRecord(State.NOT_ACCEPTED, nine, "陈晓敏", step=Step.DECLINE)
    at_once = tuple(entry(word, 0) for word in ("送审不予受理", "签批同意"))
    steps = StepRecord(State.DRAFT, nine, "陈晓敏"), declined
    done = [one.word for one in course(steps, nine.date(), beside=at_once) if one.stage == "done"]
    assert done == ["登记", "送审不予受理", "签批同意", "不予受理"]

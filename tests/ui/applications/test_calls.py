"""The call of an application in list and drawer: a column that can be chosen, and a line."""

from __future__ import annotations

import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ipdesk.models.commands import OpenCall, SaveDraft
from ipdesk.models.records import CallDetails, DraftTotals
from ipdesk.ui import theme
from ipdesk.ui.applications import ApplicationsPage
from ipdesk.ui.applications.list.columns import CALL
from ipdesk.ui.applications.list.view import ListView
from ipdesk.ui.desk.destinations import OpenApplication
from ipdesk.ui.desk.preferences import Preferences
from tests.actors import CLERK
from tests.models.desk import works
from tests.ui.rig import Rig

WHY = "台风停工，局务会同意顺延"


def accepted(rig: Rig, call: int, reason: str = "") -> None:
    """Have an application accepted by a call."""
    saving = SaveDraft(
        applicant=rig.steps.register(), policy=rig.steps.policy.id, year=2022, call=call,
        outside_reason=reason, rows=(works(),), totals=DraftTotals(1),
    )  # fmt: skip
    rig.steps.accept(rig.store.run(saving, CLERK).value)


def opened(rig: Rig, days: int) -> int:
    """Write down a call that ended so many days after its begin, a month ago."""
    begins = rig.clock.moment - datetime.timedelta(days=30)
    details = CallDetails(
        policy="shaoguan-2021", year=2022, title=f"{days}天的批次", begins_at=begins,
        ends_at=begins + datetime.timedelta(days=days),
    )  # fmt: skip
    return rig.store.run(OpenCall(details=details), CLERK).value


def test_without_calls_the_list_speaks_of_none_and_the_file_says_so(rig: Rig) -> None:
    accepted(rig, 0)
    page = rig.page(ApplicationsPage)
    rig.show(applications=page)
    assert page.list.table.isColumnHidden(CALL) and page.list.call_column.isHidden()
    page._open_drawer()
    rig.settle()
    assert page.drawer.call.text() == "不属于任何申报批次" and not page.drawer.call.isHidden()


@pytest.mark.usefixtures("own_window")
def test_the_column_of_calls_is_chosen_by_keyboard_and_the_drawer_says_the_call(rig: Rig) -> None:
    accepted(rig, opened(rig, 90))
    accepted(rig, opened(rig, 9), WHY)
    page = rig.page(ApplicationsPage)
    rig.show(applications=page)
    table, box = page.list.table, page.list.call_column
    widths = [table.columnWidth(at) for at in range(table.model().columnCount())]
    assert table.isColumnHidden(CALL) and box.isVisible()
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert not table.isColumnHidden(CALL)
    assert rig.desk.data_dir is not None
    again = ListView(rig.desk, Preferences(rig.desk.data_dir))
    rig.qtbot.addWidget(again)
    assert again.call_column.isChecked(), "remembered"
    assert [table.model().index(row, CALL).data() for row in range(2)] == ["9天的批次", "90天的批次"]
    assert sum(table.columnWidth(at) for at in range(table.model().columnCount())) == sum(widths)
    rig.window.resize(1366, 768)
    page._open_drawer()
    rig.settle()
    assert table.horizontalScrollBar().maximum() == 0, "how far a file has come stays in sight"
    fields = [one for one in page.list.filters._fields() if one.isVisible()]
    beside = theme.grid(12)  # for the arrow and the edges
    cut = [
        one.placeholderText()
        for one in fields
        if one.width() < theme.text_width(one.placeholderText(), theme.density().base) + beside
    ]
    assert (len(fields), cut) == (6, []), "rather on two rows than cut"
    page.close_drawer()
    rig.settle()
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert [table.columnWidth(at) for at in range(table.model().columnCount())] == widths
    rig.desk.open(OpenApplication(2))
    rig.settle()
    assert page.drawer.count.text() == "成果 1 件"
    assert page.drawer.call.text() == "批次　9天的批次　批次外受理"
    table.setFocus()
    rig.press(Qt.Key.Key_Down)
    assert page.drawer.call.text() == "批次　90天的批次"

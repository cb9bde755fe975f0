"""Ctrl+K shows what it finds while one types, and what was opened last before that."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ipdesk.ui.applications import ApplicationsPage
from ipdesk.ui.shell.window_events import WindowEvents
from tests.models.desk import licence
from tests.ui.rig import Rig

KEY = Qt.Key


def test_hits_come_while_typing_and_what_was_opened_is_offered_again(rig: Rig) -> None:
    steps = rig.steps
    first = steps.draft(steps.register("韶关欧亚特有限公司"), licence())
    steps.register("韶关另一家有限公司")
    page = ApplicationsPage(rig.desk)
    rig.show(applications=page)
    hints = WindowEvents(rig.window, rig.desk).hints
    box = rig.window.top.search
    box.enter()
    QTest.keyClicks(box, "sgoyt")
    rig.qtbot.waitUntil(lambda: bool(hints.hits()))
    rig.settle()
    assert hints.hits()[0].title == "韶关欧亚特有限公司" and box.hasFocus()
    [place] = [at for at, hit in enumerate(hints.hits()) if "草稿" in hit.detail]
    for _ in range(place + 1):
        QTest.keyClick(box, KEY.Key_Down)
    QTest.keyClick(box, KEY.Key_Return)
    rig.settle()
    assert box.text() == "" and not hints.isVisible()
    row = page.list.current()
    assert row is not None and row.id == first.application
    page.list.table.setFocus()
    box.enter()
    assert [hit.id for hit in hints.hits()] == [first.application], "what was opened last"
    QTest.keyClick(box, KEY.Key_Escape)
    assert not hints.isVisible()

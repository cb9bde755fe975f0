"""A material that comes late is ticked by the paper that brought it 登记来文, with the keys alone."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from ipdesk.ui.applications import ApplicationsPage
from ipdesk.ui.applications.after_award.incoming_dialog import IncomingDialog
from ipdesk.ui.widgets import Switch
from tests.models.desk import licence
from tests.ui.rig import Rig

CONTROL = Qt.KeyboardModifier.ControlModifier
LATE = "收款银行账户证明复印件"


def _press(rig: Rig, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget(), key, modifier)
    rig.settle()


def _begin(rig: Rig, page: ApplicationsPage) -> IncomingDialog:
    """Open the menu of what else can be done by its key, and take 登记来文 by its digit."""
    rig.press(Qt.Key.Key_J, modifier=Qt.KeyboardModifier.AltModifier)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    [digit] = [one.text()[1] for one in menu.actions() if "登记来文" in one.text()]
    QTest.keyClicks(menu, digit)
    rig.settle()
    [dialog] = [one for one in page.findChildren(IncomingDialog) if one.isVisible()]
    return dialog


def _go_to(word: str) -> Switch:
    """Go on with Tab until the keyboard stands on the switch that says a word."""
    for _ in range(40):
        at = QApplication.focusWidget()
        if isinstance(at, Switch) and word in at.text():
            return at
        QTest.keyClick(at, Qt.Key.Key_Tab)
    raise AssertionError(word)


def test_a_late_material_is_ticked_by_its_paper_and_no_more_once_that_is_struck_out(rig: Rig) -> None:
    row = replace(licence(), received=frozenset({"application_form", "commitment"}))
    draft = rig.steps.draft(rig.steps.register("示例甲有限公司"), row)
    rig.steps.accept(draft)
    page = rig.page(ApplicationsPage)
    rig.show(applications=page)
    page._open_drawer()
    rig.settle()
    assert page.drawer.materials.head.text() == "材料已收 2 份，还缺 8 份"
    writing = _begin(rig, page)
    assert writing.which.hasFocus() and writing.paper.title.text() == "补充材料"
    asked = [one.text() for one in writing.came.values() if one.isVisible()]
    assert len(asked) == 8 and not any("申请表" in one for one in asked), "what is there is not asked for"
    _go_to(LATE)
    _press(rig, Qt.Key.Key_Space)
    assert writing.paper.title.text() == LATE, "the paper is called by what it brings"
    _press(rig, Qt.Key.Key_Return, CONTROL)
    assert page.drawer.materials.head.text() == "材料已收 3 份，还缺 7 份"
    told = f"{LATE}　示例甲有限公司　2024-06-20"
    assert [one.text() for one in page.drawer.incoming.lines] == [told]

    again = _begin(rig, page)
    assert LATE not in "".join(one.text() for one in again.came.values() if one.isVisible())
    _press(rig, Qt.Key.Key_End)  # what was written down before stands last
    assert again.which.currentText().startswith(f"更正　{LATE}")
    assert _go_to(LATE).isChecked(), "what it brought can be put right"
    _go_to("不在卷内")
    _press(rig, Qt.Key.Key_Space)
    rig.type(again.reason, "是另一件的银行证明")
    _press(rig, Qt.Key.Key_Return, CONTROL)
    assert page.drawer.materials.head.text() == "材料已收 2 份，还缺 8 份"
    assert not page.drawer.incoming.lines

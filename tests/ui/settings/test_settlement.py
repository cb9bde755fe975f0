"""A call is settled from its page: every line is seen before and after, and one key takes it back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ipdesk.models import queries
from ipdesk.ui.applications import ApplicationsPage
from ipdesk.ui.awards.sums_table import AFTER, BEFORE, REASON
from ipdesk.ui.settings import SettingsPage
from ipdesk.ui.settings.calls.settlement_dialog import SettlementDialog
from tests.models.handlers.steps.test_settlement import POOL, QUOTA, WHY, close, deals, opened
from tests.rules.pack.small_pack import SMALL
from tests.ui.applications.test_side_steps import in_dialog
from tests.ui.rig import Rig, under_own_policy

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def rig(qtbot: QtBot, data_dir: Path) -> Iterator[Rig]:
    """Return a window over a policy whose transactions share 800 yuan a year."""
    with under_own_policy(qtbot, data_dir, SMALL.replace("examples:\n", POOL)) as made:
        yield made


def cells(dialog: SettlementDialog, column: int) -> list[str]:
    return [dialog.model.index(row, column).data() for row in range(dialog.model.rowCount())]


def refused(dialog: SettlementDialog) -> None:
    said = dialog.message.sentence()
    assert "还在受理" in said and "批次预算还剩 600.00 元，超出 200.00 元" in said
    assert not dialog.accept_button.isEnabled()


def settle(rig: Rig, dialog: SettlementDialog) -> None:
    assert not dialog.accept_button.isEnabled()
    dialog.scale.setChecked(True)
    assert cells(dialog, BEFORE) == ["500.00", "500.00"]
    assert cells(dialog, AFTER) == ["300.00", "300.00"]
    assert cells(dialog, REASON)[0].startswith(WHY)
    assert dialog.total.text() == "2 项，汇总前 1,000.00 元，汇总后 600.00 元，核减 2 项"
    assert (
        "批次预算 600.00 元，可用 600.00 元，申报 1,000.00 元，核定 600.00 元，余 0.00 元"
        in dialog.sums.text()
    )
    asked = rig.answer(over=dialog)
    dialog.accept()
    rig.settle()
    assert "2 件申请，由 1,000.00 元核定为 600.00 元，核减 2 项" in asked()


def undo(rig: Rig, dialog: SettlementDialog) -> None:
    assert "已由 陈晓敏" in dialog.message.sentence() and not dialog.accept_button.isEnabled()
    dialog.undo_button.click()
    rig.settle()


def test_a_call_is_settled_and_taken_back_from_its_page(rig: Rig) -> None:
    call = opened(rig.steps, budget=60_000)
    first, _ = deals(rig.steps, call)
    page = SettingsPage(rig.desk)
    rig.show(settings=page)
    rig.press(Qt.Key.Key_4, modifier=ALT)
    said = page.calls.sum_line.text()
    assert said.startswith(
        "第一批：2 件，核算 1,000.00 元，待审定 1,000.00 元，已审定 0.00 元；预算 600.00 元"
    )
    assert said.endswith("审定后余 600.00 元，待审定的全部审定将超出 400.00 元")
    in_dialog(SettlementDialog, refused)
    rig.press(Qt.Key.Key_S, modifier=ALT)
    close(rig.steps, call)
    page.calls.refresh()
    rig.settle()
    in_dialog(SettlementDialog, lambda dialog: settle(rig, dialog))
    page.calls.settle_button.click()
    draft = rig.desk.read(queries.decision_draft, first)
    assert draft is not None and [raw.granted for raw in draft.lines] == ["300.00"]
    assert page.calls.message.sentence().startswith("已写入“第一批”的核定结果：2 件申请")
    page.calls.message.act(0)
    rig.settle()
    assert rig.desk.read(queries.decision_draft, first) is None
    in_dialog(SettlementDialog, lambda dialog: settle(rig, dialog))
    page.calls.settle_button.click()
    in_dialog(SettlementDialog, lambda dialog: undo(rig, dialog))
    page.calls.settle_button.click()
    assert rig.desk.read(queries.decision_draft, first) is None
    assert rig.desk.read(queries.standing_settlement, call) is None


def test_the_page_of_calls_leads_to_the_applications_of_one(rig: Rig) -> None:
    first, other = opened(rig.steps), opened(rig.steps, title="第二批")
    deals(rig.steps, first)
    page, listing = SettingsPage(rig.desk), ApplicationsPage(rig.desk)
    rig.show(settings=page, applications=listing)
    rig.press(Qt.Key.Key_4, modifier=ALT)
    page.calls.table.select_row(1)
    rig.press(Qt.Key.Key_L, modifier=ALT)
    assert listing.list.filters.call.key() == str(first)
    assert listing.list.model.rowCount() == 2
    listing.list.filters.call.set_key(str(other))
    listing.list.refresh()
    rig.settle()
    assert listing.list.model.rowCount() == 0


def test_more_claimants_than_places_are_named_and_nothing_can_be_written(
    qtbot: QtBot, data_dir: Path
) -> None:
    with under_own_policy(qtbot, data_dir, SMALL.replace("examples:\n", QUOTA)) as rig:
        call = opened(rig.steps)
        deals(rig.steps, call, 3)
        close(rig.steps, call)
        page = SettingsPage(rig.desk)
        rig.show(settings=page)
        rig.press(Qt.Key.Key_4, modifier=ALT)
        seen: list[object] = []

        def look(dialog: SettlementDialog) -> None:
            said = dialog.message.sentence()
            seen.extend((dialog.sums.text(), said[:19], dialog.accept_button.isEnabled()))

        in_dialog(SettlementDialog, look)
        page.calls.settle_button.click()
        rig.settle()
    assert seen == [
        "“年度转让名额” 2 家，可用 2 家，申报 3 家，核定 3 家", "“年度转让名额”2家，本批3家申请（2", False,
    ]  # fmt: skip

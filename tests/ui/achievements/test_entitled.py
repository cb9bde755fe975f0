"""免申即享: what lists brought and nobody applied for becomes drafts, with what the limits leave."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ipdesk.models import commands, queries
from ipdesk.models.records import ApplicationFilter
from ipdesk.models.workflow import State
from ipdesk.ui.achievements.entitled.dialog import EntitledDialog
from tests.actors import CLERK
from tests.models.desk import company_code
from tests.specimens.lists import OTHER, TEA, book
from tests.ui.achievements.test_register import Hands
from tests.ui.rig import Rig

KEY, CTRL, ALT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
BARRED = "澄溪县受限食品有限公司"
HEADS = ("登记号", "作品名称", "登记日期", "著作权人", "登记机构")


def works_list(*owners: str) -> bytes:
    rows = (
        (f"粤作登字-2024-F-{at:08d}", f"插画{at}", "2024-03-01", owner, "广东省版权局")
        for at, owner in enumerate(owners, start=1)
    )
    return book(HEADS, *rows)


@pytest.fixture
def hands(rig: Rig, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Hands:
    for at, name in enumerate((TEA, OTHER, BARRED), start=1):
        rig.steps.register(name, identity=company_code(at))
    found = Hands(rig, tmp_path, monkeypatch)
    found.file.write_bytes(works_list(TEA, TEA, OTHER, BARRED, "没有登记的公司"))
    found.register(found.take_in())
    return found


def opened(hands: Hands) -> EntitledDialog:
    hands.key(KEY.Key_M, ALT)
    dialog = hands.page.work.entitled
    assert dialog is not None
    dialog.round.set_key("policy shaoguan-2021")
    dialog.round.changed.emit("policy shaoguan-2021")
    hands.rig.settle()
    return dialog


def rows(dialog: EntitledDialog) -> list[tuple[str, ...]]:
    return [one.cells for one in dialog.table.ticks.rows]


def test_who_is_entitled_is_told_with_the_sum_and_gets_a_draft(hands: Hands) -> None:
    dialog = opened(hands)
    assert [cells[:4] for cells in rows(dialog)] == [
        (TEA, "2", "400.00", "400.00"),
        (BARRED, "1", "200.00", "200.00"),
        (OTHER, "1", "200.00", "200.00"),
    ]
    dialog.table.select_row(0)
    assert dialog.things.text() == "粤作登字-2024-F-00000001　插画1\n粤作登字-2024-F-00000002　插画2"
    QTest.keyClick(dialog, KEY.Key_Return, CTRL)
    hands.rig.settle()
    assert hands.page.work.entitled is None
    assert hands.page.foot.state() == "已建 3 件申请件，在“申请件”页的草稿里"
    read = hands.rig.store.read
    made = read(queries.application_rows, read(queries.application_ids, ApplicationFilter(state=State.DRAFT)))
    assert {(one.applicant_name, one.achievements, one.amount) for one in made} == {
        (TEA, 2, 40_000), (OTHER, 1, 20_000), (BARRED, 1, 20_000),
    }  # fmt: skip
    assert rows(opened(hands)) == [], "a draft holds what it names"


def test_who_is_barred_is_said_and_not_ticked(hands: Hands) -> None:
    today = hands.rig.clock.today
    bar = commands.BarApplicant(
        applicant=3, reason="提供虚假材料", basis="《示例办法》第十条", since=today,
        until=today + datetime.timedelta(days=365),
    )  # fmt: skip
    hands.rig.store.run(bar, CLERK)
    dialog = opened(hands)
    [barred] = [cells for cells in rows(dialog) if cells[0] == BARRED]
    assert barred[4].startswith("限制资助到 2025-06-20")
    assert [dialog.found[at].applicant.name for at in dialog.table.ticks.ticked] == [TEA, OTHER]
    dialog.reject()


def test_what_was_applied_for_is_not_proposed_again(hands: Hands) -> None:
    from tests.models.desk import works

    draft = hands.rig.steps.draft(1, works("粤作登字-2024-F-00000001", date="2024-03-01"), year=2024)
    assert draft.application
    dialog = opened(hands)
    assert [cells[:2] for cells in rows(dialog) if cells[0] == TEA] == [(TEA, "1")]
    dialog.reject()

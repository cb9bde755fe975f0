"""The page 资金: a fund entered through its dialogs, and what its tables then say."""

import datetime

import pytest

from ipdesk.funds.case.form import sample_fund
from ipdesk.ui.funds import FundsPage
from tests.ui.funds.entering import FundHands
from tests.ui.rig import Rig

FORM = sample_fund("shaoguan-2021")


@pytest.fixture
def hands(rig: Rig) -> FundHands:
    page = rig.page(FundsPage)
    rig.show(funds=page)
    return FundHands(rig, page)


def cells(hands: FundHands, table: str) -> list[tuple[str, ...]]:
    return [row.cells for row in getattr(hands.page.parts, table).model.rows]


def test_the_sample_is_entered_through_the_dialogs_and_its_figures_stand_on_the_page(
    hands: FundHands,
) -> None:
    hands.enter_fund(FORM)
    hands.page.parts.tasks.table.select_row(0)
    hands.page.head.day.set_day(datetime.date(2021, 12, 31))
    hands.page.refresh()
    hands.rig.settle()
    whole = hands.page.file.whole
    assert (whole.budget, whole.paid, whole.allotted) == (750_000_000, 599_898_600, 150_000_000)
    assert whole.outstanding == 101_400
    assert cells(hands, "tasks")[0] == ("", "全部任务", "750.0000", "749.8986", "")
    assert [row[:2] for row in cells(hands, "methods")] == [
        ("竞争性分配", "255.0000"),
        ("集体研究", "85.0000"),
        ("后补助", "260.0000"),
        ("直接下达", "150.0000"),
    ]
    assert [row[:2] for row in cells(hands, "sections")] == [
        ("知识产权促进科", "460.0000"),
        ("知识产权促进科（含下达）", "580.0000"),
        ("知识产权保护科", "140.0000"),
    ]
    assert "99.99%" in hands.page.number

"""What turned out is told with the look-up that found it."""

from __future__ import annotations

import datetime

import pytest

from ipdesk.models.awards.found_facts import found_by, unfounded
from ipdesk.models.records import Check, CheckRecord, CheckResult, CheckStage

DAY = datetime.date(2024, 4, 8)
CHECK = Check("later", "许可费的付款凭证", "付款银行回单原件", DAY, CheckResult.BAD, "只支付一半", "核减")
RECORD = CheckRecord(CHECK, "陈晓敏", datetime.datetime(2024, 4, 8, 10), stage=CheckStage.AFTER_NOTICE)
FOUND = "经2024年4月8日核查许可费的付款凭证（来源：付款银行回单原件）"


@pytest.mark.parametrize(
    ("text", "records", "fault"),
    [
        ("许可费实际支付300,000.00元", (), "先在“补充核查”里登记"),
        ("许可费只支付了一半", (), "先在“补充核查”里登记"),
        ("许可费实际支付300,000.00元", (RECORD,), f"如：{FOUND}，……"),
        ("经2024年4月8日核查，许可费实际支付300,000.00元", (RECORD,), "是怎样查到的"),
        (f"{FOUND}，实际支付300,000.00元，按其1%计算", (RECORD,), ""),
        (f"{FOUND.replace('8日', '9日')}，实际支付300,000.00元", (RECORD,), "是怎样查到的"),
    ],
)
def test_what_turned_out_is_told_with_the_look_up_that_found_it(
    text: str, records: tuple[CheckRecord, ...], fault: str
) -> None:
    said = unfounded(text, "核减理由", records)
    assert fault in said and bool(said) == bool(fault)
    assert found_by(RECORD) == FOUND

"""A sum that the review bore out, while less is granted because of it, is pointed out."""

import datetime
from dataclasses import replace

from ipdesk.models.awards.later_checks import borne_out_yet_lowered
from ipdesk.models.records import Check, CheckRecord, CheckResult, CheckStage, LoweredAmount
from ipdesk.models.records.decisions import LoweredGround
from tests.rows import every_row

DAY, AT = datetime.date(2024, 3, 11), datetime.datetime(2024, 3, 11, 9, tzinfo=datetime.UTC)
RULE, NAME = "shaoguan-2021/1-domestic-invention", "第（一）项：官方规定费用与票据、凭证一致"
FINE = Check(f"condition:{RULE}:7:官方规定费用", NAME, "缴费票据", DAY, CheckResult.FINE, "未发现不符")
LATER = Check("", "官方规定费用", "缴费票据原件", DAY, CheckResult.BAD, "其中340.00元为代理费", "不予计入")
CUT = LoweredAmount("7", RULE, 150_000, "缴费票据中有340.00元为代理费")
# What the review found, what was looked up later, what is lowered, and what is pointed out.
CASES = [
    ("contradicted", FINE, None, CUT, (NAME,)),
    ("explained by a later look-up", FINE, LATER, CUT, ()),
    ("found at the review", replace(FINE, result=CheckResult.BAD), None, CUT, ()),
    ("lowered by experts", FINE, None, replace(CUT, ground=LoweredGround.EXPERTS), ()),
    ("another clause", FINE, None, replace(CUT, rule="shaoguan-2021/4-work-registration"), ()),
]


@every_row(CASES, name=lambda row: row[0])
def test_it_is_named_unless_something_explains_it(
    row: tuple[str, Check, Check | None, LoweredAmount, tuple[str, ...]],
) -> None:
    _, first, later, lowered, named = row
    records = [CheckRecord(first, "陈晓敏", AT)]
    if later is not None:
        records.append(CheckRecord(later, "陈晓敏", AT, stage=CheckStage.OTHER))
    assert borne_out_yet_lowered(records, [lowered]) == named

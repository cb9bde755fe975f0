"""What of a project may be paid by when, what is due of it, and what cannot be entered."""

import datetime
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from ipdesk.funds.projects.contract import Contract, Stage, contract_faults
from ipdesk.funds.projects.progress import (
    CheckOutcome,
    DueKind,
    ProjectCheck,
    ProjectMoney,
    check_faults,
    due_by_now,
    dues,
    has_failed,
    payable_by_now,
    why_held_back,
)
from tests.rows import every_row

Day = datetime.date
CONTRACT = Contract(
    number="澄科合〔2024〕1号",
    signed_on=Day(2024, 1, 10),
    begins_on=Day(2024, 1, 15),
    ends_on=Day(2025, 12, 31),
    mid_term_by=Day(2024, 12, 31),
    acceptance_by=Day(2026, 1, 31),
    signing_fen=500,
    mid_term_fen=300,
    acceptance_fen=200,
)
P, A, F = CheckOutcome.PASSED, CheckOutcome.AGAIN, CheckOutcome.FAILED
M, E = Stage.MID_TERM, Stage.ACCEPTANCE


def check(stage: Stage, outcome: CheckOutcome, held_on: Day, **more: object) -> ProjectCheck:
    return ProjectCheck(stage=stage, outcome=outcome, held_on=held_on, paper="意见表", **more)  # type: ignore[arg-type]


MIDDLE = check(M, P, Day(2024, 12, 20))
AGAIN = check(M, A, Day(2024, 12, 20), again_by=Day(2025, 3, 1))
LAST = check(E, P, Day(2026, 1, 20), unspent=150, return_by=Day(2026, 2, 19))
LOST = check(E, F, Day(2026, 1, 20), unspent=800, return_by=Day(2026, 2, 19))

NOTHING_SENT = ProjectMoney(1000, 0)
COURSES = (
    ((), 500, "其余在中期检查通过以后支付"),
    ((AGAIN,), 500, "其余在中期检查通过以后支付"),
    ((AGAIN, replace(MIDDLE, held_on=Day(2025, 2, 1))), 800, "其余在验收通过以后支付"),
    ((check(M, F, Day(2024, 12, 20)),), 0, "项目不通过，不再支付"),
    ((MIDDLE, LAST), 0, "结余的资金不再支付"),
    ((MIDDLE, replace(LAST, unspent=0)), 1000, "结余的资金不再支付"),
    ((MIDDLE, LOST), 0, "项目不通过，不再支付"),
)


def test_what_may_be_paid_grows_with_the_stages_that_were_passed() -> None:
    def holds(row: tuple[tuple[ProjectCheck, ...], int, str]) -> None:
        checks, fen, why = row
        found = payable_by_now(CONTRACT, checks, NOTHING_SENT)
        assert (found, why_held_back(CONTRACT, checks)) == (fen, why)

    every_row(COURSES, holds)


DUES = (
    ((), ProjectMoney(1000, 0), ["签订任务书后应支付 5.00 元", "2024-12-31 应进行中期检查"]),
    ((), ProjectMoney(1000, 500), ["2024-12-31 应进行中期检查"]),
    ((AGAIN,), ProjectMoney(1000, 500), ["2025-03-01 应进行中期检查"]),
    ((MIDDLE,), ProjectMoney(1000, 500), ["中期检查后应支付 3.00 元", "2026-01-31 应进行验收"]),
    ((MIDDLE,), ProjectMoney(1000, 800), ["2026-01-31 应进行验收"]),
    ((MIDDLE, LAST), ProjectMoney(1000, 850), ["2026-02-19 结余资金应退回 1.50 元"]),
    ((MIDDLE, LAST), ProjectMoney(1000, 850, 100), ["2026-02-19 结余资金应退回 0.50 元"]),
    ((MIDDLE, LAST), ProjectMoney(1000, 850, 150), []),
    ((MIDDLE, LOST), ProjectMoney(1000, 800), ["2026-02-19 结余资金应退回 8.00 元"]),
)


def test_what_is_due_is_what_nobody_did_yet() -> None:
    def holds(row: tuple[tuple[ProjectCheck, ...], ProjectMoney, list[str]]) -> None:
        checks, money, said = row
        found = dues(replace(CONTRACT, signing_fen=500), checks, money)
        assert [f"{one.day or ''} {one.text}".strip() for one in found] == said

    every_row(DUES, holds)


FAULTS = (
    ((), check(E, P, Day(2025, 1, 2)), "任务书要求先通过中期检查，再验收。"),
    ((AGAIN,), check(E, P, Day(2025, 1, 2)), "任务书要求先通过中期检查，再验收。"),
    ((MIDDLE,), check(M, P, Day(2025, 1, 2)), "中期检查已有结论，不能再登记一次；登记错了的，用“更正”。"),
    ((check(M, F, Day(2024, 6, 1)),), check(E, P, Day(2025, 1, 2)), "项目已有不通过的结论，不再进行验收。"),
    ((), check(M, A, Day(2024, 12, 20)), "请填写再次进行的期限。"),
    ((), check(M, P, Day(2024, 1, 9)), "日期早于签订任务书或者上一次检查的日期，请核对。"),
    ((MIDDLE,), check(E, P, Day(2024, 12, 19)), "日期早于签订任务书或者上一次检查的日期，请核对。"),
    ((), replace(MIDDLE, unspent=1, return_by=Day(2025, 2, 1)), "结余资金在验收时登记。"),
    ((MIDDLE,), replace(LAST, unspent=801), "结余的金额不能多于已经支付的 8.00 元。"),
    ((MIDDLE,), replace(LAST, return_by=None), "请填写退回的期限。"),
    ((MIDDLE,), replace(LAST, return_by=Day(2026, 1, 19)), "期限早于验收的日期，请核对。"),
    ((), check(Stage.SIGNING, P, Day(2024, 12, 20)), "任务书里没有签订任务书，请先修改任务书。"),
    ((MIDDLE,), LAST, None),
    ((AGAIN,), replace(MIDDLE, held_on=Day(2025, 2, 1)), None),
)


def test_what_cannot_be_entered_is_said() -> None:
    def holds(row: tuple[tuple[ProjectCheck, ...], ProjectCheck, str | None]) -> None:
        before, entered, said = row
        found = [text for _, text in check_faults(CONTRACT, before, entered, ProjectMoney(1000, 800))]
        assert found == ([] if said is None else [said])

    every_row(FAULTS, holds)


CONTRACTS = (
    (replace(CONTRACT, acceptance_fen=100), "各期金额合计 9.00 元，与核定的 10.00 元不一致，请核对。"),
    (replace(CONTRACT, signing_fen=-500, acceptance_fen=1200), "各期的金额不能小于0。"),
    (replace(CONTRACT, mid_term_by=None), "有中期检查后支付的金额，请填写中期检查的期限。"),
    (replace(CONTRACT, ends_on=Day(2024, 1, 14)), "项目结束的日期早于开始的日期，请核对。"),
    (replace(CONTRACT, mid_term_by=Day(2026, 2, 1)), "中期检查的期限应在项目开始以后、验收期限以前。"),
    (CONTRACT, None),
)


def test_what_cannot_be_in_a_contract_is_said() -> None:
    def holds(row: tuple[Contract, str | None]) -> None:
        contract, said = row
        assert [text for _, text in contract_faults(contract, 1000)] == ([] if said is None else [said])

    every_row(CONTRACTS, holds)


@given(
    st.lists(st.sampled_from([MIDDLE, AGAIN, LAST, LOST, check(M, F, Day(2024, 12, 20))]), max_size=6),
    st.integers(0, 1000),
)
def test_whatever_is_entered_no_more_than_the_contract_falls_due(
    wanted: list[ProjectCheck], sent: int
) -> None:
    """Enter those checks that can be, in any order."""
    entered: list[ProjectCheck] = []
    for one in wanted:
        money = ProjectMoney(1000, min(sent, due_by_now(CONTRACT, entered)))
        if not list(check_faults(CONTRACT, entered, one, money)):
            entered.append(one)
    money = ProjectMoney(1000, sent)
    instalments = sum(one.fen for one in dues(CONTRACT, entered, money) if one.kind is DueKind.INSTALMENT)
    assert 0 <= instalments <= CONTRACT.fen - sent
    assert not instalments or sent + instalments == due_by_now(CONTRACT, entered)
    if entered and entered[-1].outcome is not P:
        assert sent + instalments <= max(sent, 800)
    assert not (has_failed(entered) and instalments)

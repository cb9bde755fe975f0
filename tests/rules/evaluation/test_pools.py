"""A pool for all claims together: no sentence about one of them promises its full sum."""

import datetime

from ipdesk.rules.core.case import Achievement, Applicant, Case
from ipdesk.rules.core.result import Line, Status
from ipdesk.rules.library.policy_library import load_policy, policy_from_bytes
from tests.places import TESTS

PACKS = TESTS / "rules" / "packs"
LIMITS = load_policy(PACKS / "limits.yaml")
DAY = datetime.date(2022, 3, 1)
TEXT = (PACKS / "limits.yaml").read_text(encoding="utf-8")


def loan(number: int, yuan: int) -> Achievement:
    return Achievement(str(number), "loan", DAY, 2022, None, {"interest": yuan * 100})


def case(*achievements: Achievement, kind: str = "individual") -> Case:
    return Case("c", "limits", Applicant("a1", kind), achievements)


def said(line: Line) -> list[str]:
    return [step.spoken() for step in line.trace]


def test_the_trace_ends_with_what_a_line_may_come_to_at_most() -> None:
    [line] = LIMITS.evaluate(case(loan(1, 10_000))).lines
    assert (line.status, line.amount) == (Status.AWARDED, 300_000)
    assert said(line)[-2:] == [
        "“年度贴息总额”总额有限，汇总全部申报以后核定，以下是至多可得的数额。",
        "汇总全部申报核定以前，本项至多资助 3,000.00 元。",
    ]
    assert "至多此数，汇总全部申报后核定" in line.basis


def test_the_notice_names_what_the_lines_of_a_pool_come_to_together() -> None:
    result = LIMITS.evaluate(case(loan(1, 10_000), loan(2, 5_000)))
    [notice] = result.notices
    # 3,000 and 1,500 yuan.
    assert "本件的 4,500.00 元是至多可得的数额" in notice.text
    assert LIMITS.pooled(case(loan(1, 10_000))) == {("1", "limits/interest"): ("年度贴息总额",)}


def test_what_no_pool_holds_is_granted_without_reserve() -> None:
    prize = Achievement("1", "prize", DAY, 2022, "P1", {})
    lines = LIMITS.evaluate(case(prize)).lines
    assert {said(line)[-1] for line in lines if line.amount} == {"本项资助 5,000.00 元。"}
    assert LIMITS.evaluate(case(prize)).notices == ()
    assert LIMITS.pooled(case(prize)) == {}


def test_a_pool_that_is_for_some_applicants_reserves_nothing_for_others() -> None:
    narrowed = TEXT.replace("sum: 100000, scaled: true", "sum: 100000, scaled: true, who: business")
    policy = policy_from_bytes(narrowed.encode(), "limits.yaml")
    for kind, reserved in (("individual", False), ("enterprise", True)):
        result = policy.evaluate(case(loan(1, 10_000), kind=kind))
        assert bool(result.notices) is reserved
        assert ("至多" in said(result.lines[0])[-1]) is reserved


def test_shares_and_own_funds_are_told_as_those_of_the_most() -> None:
    rule = "amount: {percent: {rate: 30, of: interest}}"
    shares = "splits:\n  - {shares: {市级: 30, 县级: 70}}\n\nlimits:\n"
    text = TEXT.replace(rule, f"{rule}\n    matching: 0.5").replace("limits:\n", shares, 1)
    [line] = policy_from_bytes(text.encode(), "limits.yaml").evaluate(case(loan(1, 10_000))).lines
    [warning] = line.warnings
    assert (warning.code, warning.values) == ("matching_required", {"amount": 150_000})
    assert warning.text == "按至多可得的数额计，申请人须自筹配套资金不低于 1,500.00 元。"
    told = said(line)
    reserve = next(place for place, text in enumerate(told) if "总额有限" in text)
    assert all(reserve < place for place, text in enumerate(told) if "自筹" in text or "承担" in text)

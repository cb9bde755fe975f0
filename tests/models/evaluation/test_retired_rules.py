"""Awards under rules that a replaced pack no longer has: no crash, no limit used up, told to the clerk."""

from __future__ import annotations

import pytest

from ipdesk.models.evaluation.evaluate import evaluate
from ipdesk.models.evaluation.retired_rules import CODE
from ipdesk.models.reading.evaluate_stored import evaluate_stored
from ipdesk.models.records import LoweredAmount
from ipdesk.rules.core.case import HistoryEntry
from ipdesk.rules.core.result import Notice, Result
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.library.policy_library import policy_from_bytes
from tests.models.desk import Desk, licence, works


@pytest.fixture
def without_works(policy: Policy) -> Policy:
    """Return the desk's policy after its rule on works was given another id."""
    text = policy.source.replace(b"4-work-registration", b"4-works")
    assert text != policy.source
    return policy_from_bytes(text, "shaoguan-2021.yaml")


def told(result: Result) -> list[Notice]:
    return [notice for notice in result.notices if notice.code == CODE]


def again(desk: Desk, policy: Policy, application: int, *lowered: LoweredAmount) -> Result:
    detail = desk.detail(application)
    chosen = [item.achievement for item in detail.achievements]
    return desk.store.read(
        evaluate_stored, policy, detail.applicant, chosen, (), lowered, exclude_application=application
    )


def test_an_award_of_a_retired_rule_is_told_with_file_year_and_sum(desk: Desk, without_works: Policy) -> None:
    applicant = desk.register()
    first = desk.confirmed(applicant, works(count="60"))
    second = desk.draft(applicant, works("粤作登字-2022-F-00000500", count="60"))
    assert desk.accept(second).total == 40 * 20_000, "a hundred works a year"
    result = again(desk, without_works, second.application)
    assert result.total == 60 * 20_000, "which limit the sixty used up is not known any more"
    [notice] = told(result)
    number = desk.detail(first).application.number
    for words in (f"申请件 {number}", "2022 年度", "12,000.00 元"):
        assert words in notice.text


def test_lowered_amounts_do_not_lose_the_notice(desk: Desk, without_works: Policy) -> None:
    applicant = desk.register()
    desk.confirmed(applicant, works())
    draft = desk.draft(applicant, licence())
    [line] = desk.accept(draft).lines
    lowered = LoweredAmount(line.achievement, line.rule, 100_000, "合同金额有误")
    result = again(desk, without_works, draft.application, lowered)
    assert [found.amount for found in result.lines] == [line.amount]
    assert len(told(result)) == 1


def test_files_and_years_are_told_apart_and_awards_without_a_file_too(desk: Desk, policy: Policy) -> None:
    gone, standing = f"{policy.id}/gone", f"{policy.id}/4-work-registration"
    history = [
        HistoryEntry(gone, "1", 2022, 100_000, source="2023-0001"),
        HistoryEntry(gone, "1", 2022, 50_000, source="2023-0001"),
        HistoryEntry(gone, "1", 2021, 70_000, source="2023-0001"),
        HistoryEntry(gone, "1", 2021, 123_456_789),
        HistoryEntry(standing, "1", 2021, 20_000, source="2022-0009"),
    ]
    found = [notice.text for notice in told(evaluate(policy, desk.details(), [], (), history))]
    assert [[word in text for word in ("2023-0001", "2022 年度", "2021 年度")] for text in found] == [
        [True, True, False], [True, False, True], [False, False, True],
    ]  # fmt: skip
    assert ["1,500.00 元" in found[0], "700.00 元" in found[1], "1,234,567.89 元" in found[2]] == [True] * 3


def test_nothing_is_said_while_every_rule_is_there(desk: Desk, policy: Policy) -> None:
    applicant = desk.register()
    desk.confirmed(applicant, works())
    draft = desk.draft(applicant, works("粤作登字-2022-F-00000500"))
    desk.accept(draft)
    assert again(desk, policy, draft.application).notices == ()

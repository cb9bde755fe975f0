"""Policies that cannot be applied under: a draft for comment is refused, one that ran out is pointed out."""

import datetime

import pytest

from ipdesk.models.core.errors import InvalidInput
from ipdesk.rules.library.policy_library import standard_library
from ipdesk.ui.counter.policy.term import expiry_notice
from tests.actors import CLERK
from tests.models.desk import works
from tests.ui.counter.conftest import Clerk

DRAFT = "lianzhou-2024-draft"


def test_a_draft_for_comment_is_refused_at_the_counter(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.page.sheet.set_policy(standard_library().policy(DRAFT), 2022)
    clerk.add("ip_insurance", ref="P1", date="2022-05-06", premium="1000", ip_type="patent")
    assert clerk.accept() == ""
    assert "征求意见稿" in clerk.page.message.sentence()
    assert clerk.page.sheet.file.state.value == "draft"


@pytest.mark.parametrize(
    ("today", "year", "said"),
    [
        ("2024-12-31", 2024, ""),
        ("2025-01-01", 2023, "这项政策已于2024年12月31日到期，请核对是否还能受理。"),
        (
            "2026-11-29", 2024,
            "这项政策已于2024年12月31日到期，所以申报年度是2024（编号用今年的）。请核对是否还能受理。",
        ),
    ],
)  # fmt: skip
def test_a_policy_that_ran_out_says_since_when_and_what_that_means(today: str, year: int, said: str) -> None:
    policy = standard_library().policy("shaoguan-2021")
    assert expiry_notice(policy, datetime.date.fromisoformat(today), year) == said


def test_the_door_refuses_a_draft_for_comment_too(clerk: Clerk) -> None:
    from ipdesk.models.commands import AcceptApplication, SaveDraft
    from ipdesk.models.records import DraftTotals

    saving = SaveDraft(
        applicant=clerk.registered(), policy=DRAFT, year=2022, rows=(works(),), totals=DraftTotals()
    )
    saved = clerk.store.run(saving, CLERK).value
    accepting = AcceptApplication(
        application=saved.application,
        revision=saved.revision,
        policy=standard_library().policy(DRAFT),
    )
    with pytest.raises(InvalidInput, match="征求意见稿"):
        clerk.store.run(accepting, CLERK)

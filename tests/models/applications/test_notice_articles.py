"""What is cited of the notice 申报通知 of a call: by title and number, and its words where they are typed."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from ipdesk.models.applications.notice_articles import articles_of, quoted, with_notice_named
from ipdesk.models.records import CallDetails

DAY = datetime.datetime(2024, 3, 1).astimezone()
CALL = CallDetails(
    policy="p", year=2023, title="第一批", notice_number="示知资〔2024〕3号", begins_at=DAY,
    ends_at=DAY + datetime.timedelta(days=7), notice_title="关于申报2023年度知识产权资助的通知",
    articles="第三条　每件资助200元。第四条　材料应当齐全。逾期没有补正的，视为撤回申请。（五）另行通知",
)  # fmt: skip
NAME = "《关于申报2023年度知识产权资助的通知》（示知资〔2024〕3号）"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("申报通知第四条", f"{NAME}第四条"),
        ("《申报通知》第四条、《若干措施》第（七）项", f"{NAME}第四条、《若干措施》第（七）项"),
        ("本次申报指南第二部分", f"{NAME}第二部分"),
        ("《县申报通知汇编》第四条", "《县申报通知汇编》第四条"),
        ("《若干措施》第四条", "《若干措施》第四条"),
    ],
)
def test_the_notice_is_called_by_its_title_and_number(typed: str, printed: str) -> None:
    assert with_notice_named(typed, CALL) == printed
    for unknown in (None, replace(CALL, notice_title="")):
        assert with_notice_named(typed, unknown) == typed, "nobody knows its title"


def test_an_article_is_quoted_as_it_was_typed_and_no_other() -> None:
    words = "材料应当齐全。逾期没有补正的，视为撤回申请。"
    assert [*articles_of(CALL.articles)] == ["第三条", "第四条", "(五)"]
    assert [*quoted(f"{NAME}第四条第二款", CALL)] == [(f"{NAME}第四条第二款", words)]
    assert [*quoted(f"{NAME}第九条", CALL)] == [*quoted("《若干措施》第四条", CALL)] == []
    assert [*quoted(f"{NAME}第四条", replace(CALL, articles=""))] == []

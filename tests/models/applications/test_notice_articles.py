"""What is cited of the notice 申报通知 of a call: by title and number, and its words where they are typed."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from ipdesk.models.applications.notice_articles import articles_of, with_notice_named
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


def test_an_article_is_told_apart_as_it_was_typed_with_what_it_counts_within_itself() -> None:
    assert [*articles_of(CALL.articles)] == ["第三条", "第四条"]
    counted = "第十九条 有下列情形的，追回：（一）虚报的；（二）挪用的。第二十条 以前的规定废止。"
    assert articles_of(counted)["第十九条"] == "有下列情形的，追回：（一）虚报的；（二）挪用的。"
    assert [*articles_of("一、范围。二、材料：（一）申请表。")] == ["一、", "二、"]

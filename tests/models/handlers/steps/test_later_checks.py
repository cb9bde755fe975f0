"""What is looked up after the review is written down at its stage, for later papers to rest on."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from ipdesk.documents.letters.proposal.check_record import quoted
from ipdesk.models import commands
from ipdesk.models.awards.later_checks import subjects_at
from ipdesk.models.core.errors import Conflict, InvalidInput
from ipdesk.models.records import Check, CheckResult, CheckStage, Mark
from tests.actors import CLERK
from tests.models.begun import begun
from tests.models.desk import Desk, licence
from tests.models.handlers.test_archiving import NUMBERED, archive, say
from tests.models.parsing.test_pictures import jpeg, png

DAY = datetime.date(2024, 6, 20)
PAID = Check(
    "later", "许可费的付款凭证", "付款银行回单原件", DAY, CheckResult.BAD,
    "实际支付300,000.00元", "按实际支付的核减", (png(), jpeg()),
)  # fmt: skip


@begun
def award(desk: Desk) -> int:
    """Return an application that was notified of its award."""
    application = desk.confirmed(desk.register(), licence())
    desk.issue(application)
    return application


def check(desk: Desk, application: int, one: Check = PAID, **changed: object) -> None:
    said = {"stage": CheckStage.CLAWBACK, "captions": ("回单",), **changed}
    command = commands.RecordCheck(application=application, check=one, **said)  # type: ignore[arg-type]
    desk.store.run(command, CLERK)


def test_a_check_is_kept_at_its_stage_with_what_its_pictures_show(desk: Desk, award: int) -> None:
    check(desk, award)
    [kept] = desk.detail(award).checks
    assert (kept.stage, replace(kept.check, pictures=PAID.pictures)) == (CheckStage.CLAWBACK, PAID)
    assert [one.caption for one in kept.pictures] == ["回单", ""]
    assert Mark.CHECKED_LATER in desk.detail(award).application.marks
    assert quoted(kept) == "2024年6月20日核查许可费的付款凭证（付款银行回单原件）：实际支付300,000.00元"


@pytest.mark.parametrize(
    ("one", "changed", "said"),
    [
        (replace(PAID, name=" "), {}, "请填写核查事项"),
        (replace(PAID, source="略"), {}, "不能作为核查来源"),
        (replace(PAID, remark=""), {}, "请填写查到的情况"),
        (replace(PAID, reason=""), {}, "结果异常，请写明怎样处理"),
        (replace(PAID, day=DAY + datetime.timedelta(days=1)), {}, "核查日期晚于今天"),
        (replace(PAID, day=DAY - datetime.timedelta(days=1)), {}, "早于受理日期（2024-06-20）"),
        (replace(PAID, pictures=(png()[:-9],)), {"captions": ()}, "图片已损坏"),
        (replace(PAID, pictures=()), {"captions": ()}, "没有附图片的，请写明理由"),
        (replace(PAID, pictures=(), unpictured="无"), {"captions": ()}, "“无”不能作为没有图片的理由"),
        (PAID, {"captions": ("", "略")}, "第2张图片：“略”不能作为图片说明"),
        (PAID, {"stage": CheckStage.OBJECTION}, "现在是“已下达”，不登记“异议核查”"),
    ],
)
def test_what_is_missing_or_cannot_be_is_refused(
    desk: Desk, award: int, one: Check, changed: dict[str, object], said: str
) -> None:
    with pytest.raises(InvalidInput, match=said):
        check(desk, award, one, **changed)
    assert desk.detail(award).checks == (), "nothing half done"


def test_before_the_review_nothing_is_looked_up_again_and_an_archived_file_goes_on(
    desk: Desk, award: int
) -> None:
    draft = desk.draft(desk.register(), licence(ref="Y2022440000777"))
    desk.accept(draft)
    with pytest.raises(Conflict, match="现在是“已受理”，不能办理“补充核查”"):
        check(desk, draft.application, stage=CheckStage.OTHER)
    say(desk, **NUMBERED)
    archive(desk, award)
    check(desk, award)
    assert len(desk.detail(award).checks) == 1


def test_each_stage_has_something_that_is_usually_looked_up() -> None:
    assert all(subjects_at(stage) for stage in CheckStage.later())

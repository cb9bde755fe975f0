"""Every write leaves an entry, and no entry says anything about a person."""

from __future__ import annotations

import dataclasses
import datetime

import pytest

from ipdesk.documents.letters.award.document import AWARD
from ipdesk.models import commands, queries
from ipdesk.models.awards.call_check import NO_CALLS
from ipdesk.models.core.actor import NOBODY, Actor
from ipdesk.models.core.changes import NO_CHANGES, Kind
from ipdesk.models.core.default_remedies import usual_remedies
from ipdesk.models.core.errors import Conflict, InvalidInput
from ipdesk.models.evaluation.evaluate import evaluate
from ipdesk.models.records import DecidedAmount, DraftTotals, LoweredAmount
from ipdesk.models.store import Store
from ipdesk.models.workflow import Step
from tests.actors import CLERK
from tests.models.desk import OFFICE, Desk, cultivation, licence, works

DECIDE = "shaoguan-2021/5-high-value-cultivation"


def actions(desk: Desk, record: str | None = None) -> list[str]:
    return [entry.action for entry in desk.store.read(queries.audit_entries, record)][::-1]


def test_the_life_of_an_application_can_be_read_from_its_entries(desk: Desk) -> None:
    draft = desk.draft(desk.register(), cultivation(), licence())
    desk.accept(draft)
    detail = desk.detail(draft.application)
    decided = (DecidedAmount("4", DECIDE, 100),)
    shown = evaluate(
        desk.policy, detail.applicant, [item.achievement for item in detail.achievements], decided
    )
    lowered = (LoweredAmount("2", "shaoguan-2021/7-patent-transaction", 0, "未付款"),)
    desk.store.run(desk.confirming(draft.application, shown, decided, lowered), CLERK)
    desk.issue(draft.application)
    assert actions(desk, "application 1") == ["open", "accepted", "decide", "confirmed", "notified"]
    assert actions(desk, "letter 1") == ["issue"]
    decisions = desk.store.read(queries.audit_entries, "application 1")[2]
    assert decisions.by == "陈晓敏"
    assert decisions.fields == (
        "shaoguan-2021/5-high-value-cultivation:4",
        "shaoguan-2021/7-patent-transaction:2",
    )


def test_entries_name_fields_and_never_what_stands_in_them(desk: Desk) -> None:
    secrets = {
        "name": "韶关机密有限公司",
        "telephone": "13800138000",
        "account": "44016601040012345",
        "bank": "示例银行韶关支行",
        "legal_representative": "林敏",
    }
    applicant = desk.register(**secrets)
    record = desk.store.read(queries.applicant, applicant)
    details = desk.details(
        identity=record.identity, **{**secrets, "telephone": "13900139000", "contact": "另一个人"}
    )
    desk.store.run(commands.ChangeApplicant(applicant=applicant, revision=1, details=details), CLERK)
    entries = desk.store.read(queries.audit_entries)
    assert entries[0].fields == ("contact", "telephone")
    everything = repr([dataclasses.replace(entry, by="", label="") for entry in entries])
    for secret in (*secrets.values(), record.identity, "13900139000", "另一个人"):
        assert secret not in everything


def test_saving_a_draft_again_is_not_an_event(desk: Desk) -> None:
    applicant = desk.register()
    draft = desk.draft(applicant, licence())
    before = actions(desk)
    saving = commands.SaveDraft(
        application=draft.application,
        revision=1,
        applicant=applicant,
        policy=desk.policy.id,
        year=2022,
        rows=(),
        totals=DraftTotals(),
    )
    desk.store.run(saving, CLERK)
    assert actions(desk) == before
    desk.store.run(dataclasses.replace(saving, revision=2, year=2023), CLERK)
    assert desk.store.read(queries.audit_entries)[0].fields == ("year",)


def test_what_fails_leaves_no_entry(desk: Desk) -> None:
    before = actions(desk)
    with pytest.raises(InvalidInput):
        desk.register(name=" ")
    assert actions(desk) == before


def test_setting_up_and_changing_the_office(desk: Desk) -> None:
    office = desk.store.read(queries.office)
    assert office == dataclasses.replace(
        OFFICE, remedies=usual_remedies(OFFICE.name), own_remedies=office.own_remedies
    )
    assert [person.name for person in desk.store.read(queries.persons)] == ["陈晓敏"]
    with pytest.raises(Conflict):
        desk.store.run(commands.SetUpOffice(office=OFFICE, person="另一人"), NOBODY)
    changed = dataclasses.replace(
        office, telephone="0751-8123456", address=" 新址路1号\n2楼 ", contact="李 敏"
    )
    desk.store.run(commands.ChangeOffice(office=changed), CLERK)
    stored = dataclasses.replace(changed, address="新址路1号2楼", contact="李敏")
    assert desk.store.read(queries.office) == stored
    assert desk.store.read(queries.audit_entries)[0].fields == ("address", "contact", "telephone")


def test_an_office_begins_with_the_usual_remedies_of_each_paper_and_may_change_them(desk: Desk) -> None:
    office = desk.store.read(queries.office)
    assert office is not None and {*office.own_remedies} == {
        "clawback", "deemed_withdrawn", "forfeiture", "not_accepted", "refusal",
    }  # fmt: skip
    assert (
        "应当自收到本通知书之日起60日内先向示例县人民政府申请行政复议" in office.own_remedies["not_accepted"]
    )
    assert "自收到本决定书之日起6个月内" in office.own_remedies["refusal"]
    changed = dataclasses.replace(office, own_remedies={"refusal": " 不服本决定的，…… ", "not_accepted": " "})
    desk.store.run(commands.ChangeOffice(office=changed), CLERK)
    kept = desk.store.read(queries.office)
    assert kept is not None and kept.own_remedies == {"refusal": "不服本决定的，……"}
    assert desk.store.read(queries.audit_entries)[0].fields == ("own_remedies",)
    too_long = dataclasses.replace(office, own_remedies={"refusal": "权" * 501})
    with pytest.raises(InvalidInput) as refused:
        desk.store.run(commands.ChangeOffice(office=too_long), CLERK)
    assert [problem.field for problem in refused.value.problems] == ["remedies_refusal"]


def test_the_body_that_the_office_named_hears_appeals_against_its_other_papers(store: Store) -> None:
    own = "可以自收到本通知书之日起60日内向肇庆市人民政府申请行政复议。"
    office = dataclasses.replace(OFFICE, name="某某管理委员会", remedies=own)
    store.run(commands.SetUpOffice(office=office, person="陈晓敏"), NOBODY)
    found = store.read(queries.office)
    assert found is not None and "向肇庆市人民政府申请行政复议" in found.own_remedies["refusal"]


def test_an_office_whose_body_nobody_knows_has_no_such_sentence(store: Store) -> None:
    office = dataclasses.replace(OFFICE, name="某某管理委员会")
    store.run(commands.SetUpOffice(office=office, person="陈晓敏"), NOBODY)
    found = store.read(queries.office)
    assert found is not None and found.own_remedies == {}


def test_an_office_needs_what_its_letters_need(desk: Desk) -> None:
    bad = dataclasses.replace(OFFICE, name=" ", red_header="", number_prefix="示知资〔2024〕")
    with pytest.raises(InvalidInput) as refused:
        desk.store.run(commands.ChangeOffice(office=bad), CLERK)
    assert [problem.field for problem in refused.value.problems] == ["name", "red_header", "number_prefix"]
    for fen in (-1, 10**14, 2**63):
        too_much = dataclasses.replace(OFFICE, minutes_from=fen)
        with pytest.raises(InvalidInput, match="起点金额"):
            desk.store.run(commands.ChangeOffice(office=too_much), CLERK)


def test_people_have_names_of_their_own(desk: Desk) -> None:
    assert desk.store.run(commands.AddPerson(name=" 黄志强 "), CLERK).value == 2
    for name in ("黄志强", " ", "无", "……", "2024-06-20", "440204198001010038", "黄13800138000"):
        with pytest.raises(InvalidInput):
            desk.store.run(commands.AddPerson(name=name), CLERK)


# --- who saw what ---


def saw(desk: Desk, who: Actor, *records: int, fields: tuple[str, ...] = ("account", "identity")) -> None:
    seen = commands.NoteView(kind=Kind.APPLICANT, records=records, fields=frozenset(fields))
    assert desk.store.run(seen, who).changes == NO_CHANGES


def views(desk: Desk) -> list[tuple[str, str, tuple[str, ...]]]:
    entries = desk.store.read(queries.audit_entries)
    return [(entry.by, entry.record, entry.fields) for entry in entries if entry.action == "view"][::-1]


def test_who_sees_the_same_within_an_hour_is_written_down_once(desk: Desk) -> None:
    other = Actor(desk.store.run(commands.AddPerson(name="黄志强"), CLERK).value)
    both, account = ("account", "identity"), ("account",)
    saw(desk, CLERK, 1)
    desk.clock.moment += datetime.timedelta(minutes=59)
    saw(desk, CLERK, 1)
    saw(desk, CLERK, 1, fields=account)
    saw(desk, other, 1, fields=account)
    saw(desk, other, 1, 2)
    desk.clock.moment += datetime.timedelta(minutes=2)
    saw(desk, CLERK, 1)
    mine, hers = [("陈晓敏", "applicant 1", both)], [("黄志强", "applicant 1", account)]
    assert views(desk) == [
        *mine, *hers, ("黄志强", "applicant 1", both), ("黄志强", "applicant 2", both), *mine,
    ]  # fmt: skip


def test_reasons_are_found_beside_the_entries_and_never_in_them(desk: Desk) -> None:
    run = desk.store.run
    applicant = desk.register()
    draft = desk.draft(applicant, works())
    desk.accept(draft)
    withdraw = commands.TakeStep(application=draft.application, step=Step.WITHDRAW, reason="申请人另行安排")
    run(withdraw, CLERK)
    issued = desk.issue(desk.confirmed(desk.register("乙机械有限公司"), licence()))
    run(commands.VoidLetter(letter=issued.id, kind=AWARD.kind, reason="收款账号写错"), CLERK)
    days = datetime.date(2024, 1, 1), datetime.date(2026, 12, 31)
    barred = commands.BarApplicant(
        applicant=applicant, reason="故意侵权", basis="条例第四十九条", since=days[0], until=days[1]
    )
    bar = run(barred, CLERK).value
    run(commands.LiftBar(bar=bar, reason="判决已被改判"), CLERK)
    assert CLERK.person is not None
    run(commands.RecordRecusal(applicant=applicant, person=CLERK.person, relation="配偶"), CLERK)
    found = {(one.action, one.reason) for one in desk.store.read(queries.audit_entries) if one.reason}
    assert found == {
        ("accepted", NO_CALLS),
        ("withdrawn", "申请人另行安排"),
        ("void", "收款账号写错"),
        ("confirmed", f"{issued.number}：收款账号写错"),
        ("bar", "故意侵权"),
        ("lift_bar", "判决已被改判"),
    }


def test_codes_and_telephones_of_the_office_are_kept_in_plain_width(desk: Desk) -> None:
    typed = {
        "postcode": "５１２ ０００", "fonds": "Ｊ０１２", "archive_category": " ＷＳ",
        "archive_section": "ＺＣＫ", "telephone": "０７５１－８８８１２３４",
        "second_telephone": "１３８ ００１３ ８０００", "supervision_telephone": "０７５１－８８８１２３５",
        "payer_account": "４４０５ ０００１ ００００ ００１２ ３４５",
    }  # fmt: skip
    desk.store.run(commands.ChangeOffice(office=dataclasses.replace(OFFICE, **typed)), CLERK)
    kept = desk.store.read(queries.office)
    assert {name: getattr(kept, name) for name in typed} == {
        "postcode": "512000", "fonds": "J012", "archive_category": "WS", "archive_section": "ZCK",
        "telephone": "0751-8881234", "second_telephone": "13800138000",
        "supervision_telephone": "0751-8881235",
        "payer_account": "4405000100000012345",
    }  # fmt: skip

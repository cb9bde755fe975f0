"""What was granted before counts today, whoever it was granted to."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from ipdesk.models import queries
from ipdesk.models.core.errors import Conflict
from ipdesk.models.evaluation.evaluate import build_case, evaluate
from ipdesk.models.reading.evaluate_stored import evaluate_stored
from ipdesk.models.records import AwaitingDecision, LoweredAmount, OpenHolder, RawAchievement
from ipdesk.models.workflow import State
from ipdesk.rules.core.case import HistoryEntry
from ipdesk.rules.core.result import Status
from ipdesk.rules.evaluation.policy import HistoryNeed
from tests.actors import CLERK
from tests.models.desk import Desk, cultivation, licence, maintained, works

NOTHING = HistoryNeed(frozenset(), frozenset(), frozenset())
POLICY = "shaoguan-2021"


def history(
    desk: Desk, applicant: int | None, need: HistoryNeed = NOTHING, exclude: int | None = None
) -> tuple[HistoryEntry, ...]:
    return desk.store.read(queries.history, POLICY, applicant, need, exclude)


def test_what_was_granted_last_month_counts_against_the_cap_today(desk: Desk) -> None:
    applicant = desk.register()
    desk.confirmed(applicant, licence("400万"))
    result = desk.accept(
        desk.draft(applicant, licence("2000万", ref="Y2", id="1"), licence("100万", ref="Y3"))
    )
    assert [(line.status, line.amount) for line in result.lines] == [
        (Status.REDUCED, 3_000_000),
        (Status.EXCLUDED, 0),
    ]
    [warning] = result.lines[0].warnings
    assert (warning.values["limit"], warning.values["used"]) == (5_000_000, 2_000_000)


def test_a_hundred_registrations_are_counted_across_applications(desk: Desk) -> None:
    applicant = desk.register()
    desk.confirmed(applicant, works(count="60"))
    result = desk.accept(desk.draft(applicant, works("粤作登字-2022-F-00000201", "60")))
    assert sum(line.amount > 0 for line in result.lines) == 40


def test_a_patent_paid_to_another_is_refused_with_a_pointer_to_that_file(desk: Desk) -> None:
    first = desk.register("示例甲有限公司")
    application = desk.confirmed(first, maintained())
    result = desk.accept(desk.draft(desk.register("示例乙有限公司"), maintained("ZL 2010 1 0123456.9")))
    [line] = result.lines
    assert line.status is Status.EXCLUDED
    [warning] = line.warnings
    assert warning.code == "already_awarded"
    assert isinstance(warning.source, HistoryEntry)
    assert warning.source.source is not None
    row = desk.store.read(queries.application_by_number, warning.source.source)
    assert row is not None
    assert (row.id, row.applicant_name) == (application, "示例甲有限公司")


def test_an_application_knows_the_letter_that_notified_of_what_it_repeats(desk: Desk) -> None:
    applicant = desk.register()
    earlier = desk.confirmed(applicant, maintained())
    again = desk.draft(applicant, maintained(), works())
    desk.accept(again)
    assert desk.detail(again.application).earlier_letters == {}
    letter = desk.issue(earlier)
    assert desk.detail(again.application).earlier_letters == {"2024-0001": letter.number}
    assert desk.detail(earlier).earlier_letters == {}


def test_only_what_is_confirmed_and_above_nothing_is_history(desk: Desk) -> None:
    applicant = desk.register()
    waiting = desk.draft(applicant, licence())
    shown = desk.accept(waiting)
    assert history(desk, applicant) == ()
    refused = LoweredAmount("2", "shaoguan-2021/7-patent-transaction", 0, "合同期限在申报期以外")
    desk.store.run(desk.confirming(waiting.application, shown, lowered=(refused,)), CLERK)
    assert history(desk, applicant) == ()
    application = desk.confirmed(applicant, licence(ref="Y2"))
    [entry] = history(desk, applicant)
    assert (entry.rule, entry.applicant, entry.year) == (
        "shaoguan-2021/7-patent-transaction",
        str(applicant),
        2022,
    )
    assert (entry.amount, entry.ref, entry.source) == (800_000, "Y2", "2024-0002")
    assert entry.facts["contract_amount"] == 80_000_000
    desk.issue(application)
    assert history(desk, applicant) == (entry,)
    assert history(desk, applicant, exclude=application) == ()


def test_what_was_lowered_counts_as_it_was_granted(desk: Desk) -> None:
    applicant = desk.register()
    draft = desk.draft(applicant, licence("2000万"))
    lowered = (LoweredAmount("2", "shaoguan-2021/7-patent-transaction", 2_000_000, "部分实施"),)
    desk.store.run(desk.confirming(draft.application, desk.accept(draft), lowered=lowered), CLERK)
    result = desk.accept(desk.draft(applicant, licence("2000万", ref="Y2")))
    assert result.total == 3_000_000


def test_of_others_only_what_is_needed(desk: Desk) -> None:
    one, other = desk.register(), desk.register()
    desk.confirmed(one, maintained(), works(count="2"), licence())
    assert history(desk, other) == ()
    by_ref = NOTHING._replace(items=frozenset({"201010123456"}))
    assert [entry.ref for entry in history(desk, other, by_ref)] == ["ZL201010123456.9"]
    by_year = NOTHING._replace(rule_years=frozenset({("shaoguan-2021/4-work-registration", 2022)}))
    assert len(history(desk, other, by_year)) == 2
    wrong_year = NOTHING._replace(rule_years=frozenset({("shaoguan-2021/4-work-registration", 2023)}))
    assert history(desk, other, wrong_year) == ()
    by_fact = NOTHING._replace(facts=frozenset({("years_in_force", "11")}))
    assert len(history(desk, other, by_fact)) == 1
    assert history(desk, other, NOTHING._replace(facts=frozenset({("years_in_force", "12")}))) == ()
    assert len(history(desk, one)) == 4
    assert desk.store.read(queries.history, "another-policy", one, by_ref) == ()


def test_regions_of_a_family_are_counted_over_all_applicants(desk: Desk) -> None:
    def grant(region: str, ref: str) -> RawAchievement:
        facts = {"patent_type": "invention", "region": region, "official_fees": "9000", "family": "F1"}
        return RawAchievement(id=region, kind="patent_grant", ref=ref, date="2022-05-05", facts=facts)

    desk.confirmed(desk.register(), grant("US", "U1"), grant("EP", "E1"))
    result = desk.accept(desk.draft(desk.register(), grant("JP", "J1"), grant("KR", "K1")))
    assert [line.status for line in result.lines] == [Status.AWARDED, Status.EXCLUDED]


def test_the_counter_the_acceptance_and_the_confirmation_agree(desk: Desk) -> None:
    applicant = desk.register()
    desk.confirmed(applicant, licence("400万"), works(count="30"))
    draft = desk.draft(
        applicant, licence("2000万", ref="Y2"), works("粤作登字-2022-F-00000301", "90"), cultivation()
    )
    accepted = desk.accept(draft)
    detail = desk.detail(draft.application)
    chosen = [item.achievement for item in detail.achievements]
    need = desk.policy.history_needed(chosen)
    counter = evaluate(
        desk.policy,
        detail.applicant,
        chosen,
        history=history(desk, applicant, need),
        case_id=detail.application.number,
    )
    again = desk.store.read(
        evaluate_stored,
        desk.policy,
        detail.applicant,
        chosen,
        exclude_application=draft.application,
        case_id=detail.application.number,
    )
    assert counter == accepted == again


def test_an_applicant_not_yet_registered_has_no_history_of_its_own(desk: Desk) -> None:
    desk.confirmed(desk.register(), licence("2000万"))
    details = desk.details()
    case = build_case(desk.policy, details, ())
    assert case.applicant.id == "new"
    result = desk.store.read(evaluate_stored, desk.policy, details, ())
    assert result.total == 0


def test_a_number_held_by_another_open_application_is_noticed(desk: Desk) -> None:
    one = desk.draft(desk.register("示例甲有限公司"), maintained(), works(count="3"))
    other = desk.draft(desk.register("示例乙有限公司"), maintained("ZL201010123456.9"))
    items = ["201010123456", "粤作登字2022F2", "无"]

    def held() -> list[OpenHolder]:
        return list(desk.store.read(queries.open_holders, items, other.application))

    assert [(item.ref, item.number, item.applicant_name, item.state) for item in held()] == [
        ("ZL201010123456.9", "2024-0001", "示例甲有限公司", State.DRAFT),
        ("粤作登字-2022-F-00000002", "2024-0001", "示例甲有限公司", State.DRAFT),
    ]
    shown = desk.accept(one)
    assert {item.state for item in held()} == {State.ACCEPTED}
    desk.store.run(desk.confirming(one.application, shown), CLERK)
    assert held() == []


def test_both_cannot_be_confirmed(desk: Desk) -> None:
    """The same patent accepted twice while neither was decided: the second confirmation is stopped."""
    one, other = desk.draft(desk.register(), maintained()), desk.draft(desk.register(), maintained())
    shown, seen = desk.accept(one), desk.accept(other)
    assert shown.total == seen.total == 1_000_000
    desk.store.run(desk.confirming(one.application, shown), CLERK)
    with pytest.raises(Conflict):
        desk.store.run(desk.confirming(other.application, seen), CLERK)


def test_decimals_are_history_exactly(desk: Desk) -> None:
    applicant = desk.register()
    facts = {"patent_type": "invention", "years_in_force": "10.30"}
    raw = RawAchievement(
        id="1", kind="patent_in_force", ref="ZL201010123456.9", date="2022-05-01", facts=facts
    )
    desk.confirmed(applicant, raw)
    [entry] = history(desk, applicant)
    assert entry.facts["years_in_force"] == Decimal("10.30")


def test_what_was_accepted_and_not_decided_is_known_beside_the_history(desk: Desk) -> None:
    applicant, other = desk.register("示例甲有限公司"), desk.register("示例乙有限公司")
    draft = desk.draft(applicant, licence("400万"))

    def waiting(applicant: int, year: int = 2022, own: int | None = None) -> list[AwaitingDecision]:
        return list(desk.store.read(queries.awaiting_decision, applicant, POLICY, year, own))

    assert waiting(applicant) == []
    shown = desk.accept(draft)
    assert [(one.application, one.amount) for one in waiting(applicant)] == [(draft.application, 2_000_000)]
    assert waiting(applicant, own=draft.application) == waiting(other) == waiting(applicant, 2023) == []
    desk.store.run(desk.confirming(draft.application, shown), CLERK)
    assert waiting(applicant) == []


def test_a_number_for_which_a_decision_granted_nothing_is_noticed_too(desk: Desk) -> None:
    """It is in no history: somebody else, or the same, may apply for it again."""
    elsewhere = replace(
        works("国作登字-2022-F-00000001", id="5"), facts={"registrar": "national"}
    )  # for which no clause pays
    desk.confirmed(desk.register("示例甲有限公司"), elsewhere, works("粤作登字-2022-F-00000002"))
    items = ["国作登字2022F1", "粤作登字2022F2"]
    found = desk.store.read(queries.open_holders, items)
    assert [(one.ref, one.state) for one in found] == [("国作登字-2022-F-00000001", State.CONFIRMED)]

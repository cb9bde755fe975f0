"""The sample: whole, in order, nobody's, and with an example of everything an office meets."""

import datetime
from collections.abc import Callable, Iterator
from decimal import Decimal

import pytest

from ipdesk import sample
from ipdesk.documents.letters.issue import notification
from ipdesk.documents.letters.issuing.notice_papers import NoticePapers
from ipdesk.documents.letters.issuing.submission import submissions
from ipdesk.documents.letters.list_documents import forwarding
from ipdesk.funds.payments.states import PaymentState
from ipdesk.models import queries
from ipdesk.models.applications.signed_sheets import unsigned_places
from ipdesk.models.parsing.achievement_rows import read_rows
from ipdesk.models.parsing.applicant import problems_of
from ipdesk.models.parsing.guardians import needs_guardian
from ipdesk.models.reading.evaluate_stored import evaluate_stored
from ipdesk.models.records import (
    ApplicationDetail,
    ApplicationFilter,
    BatchState,
    CallState,
    CheckResult,
    ObjectionState,
    ReversalKind,
    ServiceWay,
)
from ipdesk.models.store import Store
from ipdesk.models.workflow import HandlingState, Level, State, Step
from ipdesk.rules.core.result import Line, Status
from ipdesk.rules.library.policy_library import standard_library
from ipdesk.sample import forms
from tests.documents.letters.paper import text

TODAY = datetime.date(2026, 4, 8)  # a Wednesday
POLICY = standard_library().policy("shaoguan-2021")
WORDS = POLICY.vocabulary


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("sample")
    sample.fill(folder, TODAY, notification, NoticePapers, forwarding, submissions)
    opened = Store.open(folder)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def files(store: Store) -> list[ApplicationDetail]:
    ids = store.read(queries.application_ids, ApplicationFilter())
    return [store.read(queries.application_detail, found) for found in ids]


def stored_lines(files: list[ApplicationDetail]) -> list[Line]:
    return [line.line for detail in files for line in detail.lines]


def draft_lines(store: Store, files: list[ApplicationDetail]) -> list[Line]:
    """Evaluate what stands in the drafts, as the counter does when one is opened."""
    found: list[Line] = []
    for detail in files:
        draft = store.read(queries.draft, detail.application.id)
        if draft is not None:
            entry = read_rows(draft.rows, WORDS, detail.application.year, TODAY)
            found += store.read(evaluate_stored, POLICY, detail.applicant, entry.achievements).lines
    return found


# --- an example of everything ---


def test_every_state_occurs(files: list[ApplicationDetail]) -> None:
    assert {detail.application.state for detail in files} == set(State)


def test_one_file_is_proposed_on_the_scores_of_experts_and_one_is_refused(
    store: Store, files: list[ApplicationDetail]
) -> None:
    proposed, _ = [detail for detail in files if detail.application.state is State.PROPOSED]
    assert proposed.proposal is not None
    [judged] = [line for line in proposed.proposal.lines if line.basis is not None]
    assert judged.basis is not None
    assert (judged.proposed, judged.basis.average) == (60_000_00, Decimal("87.5"))
    assert [expert.recused for expert in judged.basis.experts] == [False, False, False, True]
    [refused] = [detail for detail in files if detail.application.state is State.REFUSED]
    assert [letter.kind for letter in refused.letters] == ["refusal_decision", "acceptance_receipt"]
    assert not any(line.granted for line in refused.lines)


def test_what_became_of_awards_and_who_may_not_get_one_occur(
    store: Store, files: list[ApplicationDetail]
) -> None:
    [returning] = [detail for detail in files if detail.clawbacks]
    [line] = [one.line for one in returning.reversals]
    granted = next(one.granted for one in returning.lines if one.id == line.line)
    assert 0 < line.amount < (granted or 0), "partly clawed back"
    told = [one.kind for one in reversed(returning.letters)][-6:]
    approved = ["handling_approval", "clawback_notice", "handling_approval", "clawback_decision"]
    assert told == [*approved, "handling_approval", "repayment_reminder"], "it has not come back"
    [untaken] = [one for one in files if one.reminders]
    told = [one.kind for one in reversed(untaken.letters)][-3:]
    assert told == ["collection_reminder", "handling_approval", "forfeiture_notice"]
    pdfs = [store.read(queries.letter, one.id).pdf for one in untaken.letters[:2]]
    notice, sheet = ("".join(text(pdf).split()) for pdf in pdfs)
    assert "当事人经催领已于2023年11月8日提交收款收据，我局于2023年11月24日拨付，书面通知" in sheet
    goes_on = "全国知识产权服务品牌机构（国知办函运字〔2022〕997号）100,000.00元"
    paid = "你单位经催领已于2023年11月8日提交收款收据，我局于2023年11月24日拨付。"
    assert f"其余100,000.00元不受影响：{goes_on}，{paid}" in notice
    ended = {"not_accepted_notice": State.NOT_ACCEPTED, "deemed_withdrawn_notice": State.UNCORRECTED}
    for kind, state in ended.items():
        [came_to_nothing] = [one for one in files if one.application.state is state]
        assert [one.kind for one in came_to_nothing.letters][:2] == [kind, "handling_approval"]
        assert came_to_nothing.services, "fetched at the desk"
    assert {one.state for detail in files for one in detail.handlings} == {HandlingState.DONE}
    assert [one.kind for detail in files for one in detail.reversals].count(ReversalKind.NOT_TAKEN) == 1
    [archived] = [detail.archive for detail in files if detail.archive]
    assert archived.number == "J012-WS·2023-D30-ZCK-0001"
    [filed] = [{one.kind for one in detail.letters} for detail in files if detail.archive]
    assert filed >= {"acceptance_receipt", "check_record", "approval_form", "award_notification"}
    [signed] = [detail for detail in files if detail.signed]
    [sheet] = [one for one in signed.letters if one.kind == "approval_form"]
    shown = "".join(text(store.read(queries.letter, sheet.id).pdf).split())
    assert "澄市监知公示〔2023〕1号" in shown, "decided after it was published, as its own sheet says"
    assert signed.archive == archived and not [*unsigned_places(signed)], "all four, each on a day of its own"
    assert len({one.day for one in signed.signed[-1].opinions}) == 4
    [child] = [detail for detail in files if detail.applicant.guardian]
    assert needs_guardian(child.applicant, TODAY) and child.letters, "addressed through its guardian"
    barred = {detail.applicant.name for detail in files if any(bar.holds_on(TODAY) for bar in detail.bars)}
    assert barred == {"澄溪县桐坪丹柚农民专业合作社"}


CUT = {
    "finding_notice": "列入《2024年度第二批知识产权拟资助（奖励）名单公示》（澄市监知公示〔2025〕2号）"
    "公示，其中专利转让许可“一种污水曝气装置”（Y2024440000951，专利号ZL201910820164.1，2024年8月23日与许可方"
    "岭南环境工程研究院签订的《专利实施许可合同》）的公示金额为6,000.00元",
    "award_notification": "审定少于公示的部分，我局已于2025年11月14日以《公示复核情况告知书》"
    "（澄市监知复告〔2025〕1号）告知你单位，该告知书于2025年11月14日送达，你单位在规定的期限内没有陈述意见。",
    "service_announcement": "决定给予资助（奖励）资金3,000.00元，核减3,000.00元。",
}
"""What each paper tells whose applicant is granted half of what was published."""


def test_who_gets_less_than_was_published_is_told_it_on_every_paper(
    store: Store, files: list[ApplicationDetail]
) -> None:
    [cut] = [one for one in files if any(letter.kind == "finding_notice" for letter in one.letters)]
    [announced] = [one for one in store.read(queries.letters, "", 1000) if one.kind == "service_announcement"]
    papers = {one.kind: one.id for one in (*cut.letters, announced)}
    for kind, told in CUT.items():
        assert told in "".join(text(store.read(queries.letter, papers[kind]).pdf).split()), kind


def test_every_file_was_decided_as_an_office_would(store: Store, files: list[ApplicationDetail]) -> None:
    """In a call that says by what the county decides; with its materials, look-ups and public notice."""
    calls = {call.id: call for call in store.read(queries.calls)}
    for detail in files:
        call = calls[detail.application.call]
        assert call.delegation if call.level is Level.OWN else call.upper_body, detail.application.number
        kinds = {letter.kind for letter in detail.letters}
        assert ("acceptance_receipt" in kinds) is took(detail, Step.ACCEPT), detail.application.number
        if not took(detail, Step.CONFIRM):
            continue
        assert all(
            record.check.result is not CheckResult.BAD for record in detail.checks if not record.check.reason
        )
        assert detail.checks and detail.received, detail.application.number
        assert took(detail, Step.PUBLISH) is bool(detail.proposal and detail.proposal.total)
    notices = [store.read(queries.public_notice, one.id) for one in store.read(queries.public_notices)]
    assert [one.number for one in notices if one.closed_on is None] == ["澄市监知公示〔2026〕2号"]
    assert any(
        call.state_at(datetime.datetime(2026, 4, 8, 10).astimezone()) is CallState.OPEN
        for call in calls.values()
    )


def test_funds_pay_with_a_batch_that_was_paid_one_that_waits_and_one_that_failed(store: Store) -> None:
    found = [
        (fund.year, batch.number, batch.state, batch.fen, line.state)
        for fund in store.read(queries.funds)
        for batch in store.read(queries.payment_batches, fund.id)
        for line in store.read(queries.batch_lines, batch.id)
    ]
    assert sorted(found) == [
        (2025, "2025-001", BatchState.SENT, 15_600_00, PaymentState.PAID),  # 60 and 18 works of 200.00 yuan
        (2025, "2025-001", BatchState.SENT, 15_600_00, PaymentState.PAID),
        (
            2025,
            "2025-002",
            BatchState.SENT,
            1_782_75,
            PaymentState.PAID,
        ),  # half of 2,765.50 yuan, and 2 works
        (2025, "2025-002", BatchState.SENT, 1_782_75, PaymentState.PAID),
        (2025, "2025-003", BatchState.SENT, 200_000_00, PaymentState.PAID),
        (2026, "2026-001", BatchState.SENT, 13_800_00, PaymentState.FAILED),  # 30 % of 46,000.00 yuan
        (2026, "2026-002", BatchState.PREPARED, 600_000_00, PaymentState.PENDING),
    ]
    assert store.read(queries.broken_books) == ()
    ruiqing = store.read(queries.payable_grants, min(fund.id for fund in store.read(queries.funds)), TODAY)
    assert [one.left for one in ruiqing] == [3_000_00], "what waits for no batch yet"


def test_a_notice_runs_with_an_objection_of_each_outcome(store: Store) -> None:
    running = max(one.id for one in store.read(queries.public_notices))
    notice = store.read(queries.public_notice, running)
    assert notice.closed_on is None and notice.details.period.begins <= TODAY <= notice.last_day
    states = [one.state for one in notice.objections]
    assert states == [ObjectionState.DISMISSED, ObjectionState.UPHELD, ObjectionState.OPEN]
    assert all(one.letter for one in notice.objections[:2])


OUTCOMES: dict[str, Callable[[ApplicationDetail], object]] = {
    "granted": lambda file: granted(file) and all(line.line.status is Status.AWARDED for line in file.lines),
    "reduced": lambda file: granted(file) and any(line.line.status is Status.REDUCED for line in file.lines),
    "refused": lambda file: file.application.state is State.REFUSED,
    "corrected and then granted": lambda file: granted(file) and file.corrections,
    "withdrawn": lambda file: file.application.state is State.WITHDRAWN,
    "lapsed": lambda file: file.application.state is State.UNCORRECTED,
    "not taken": lambda file: ReversalKind.NOT_TAKEN in {one.kind for one in file.reversals},
    "objected to and upheld": lambda file: took(file, Step.UPHOLD_OBJECTION),
    "objected to and rejected": lambda file: took(file, Step.DISMISS_OBJECTION),
    "changed after the notice": lambda file: granted(file) and took(file, Step.PUBLISH) and file.departures,
    "served by public notice": lambda file: ServiceWay.PUBLIC in {one.way for one in file.services},
    "a minor's": lambda file: granted(file) and file.applicant.guardian,
    "partly clawed back": lambda file: ReversalKind.CLAWED_BACK in {one.kind for one in file.reversals},
    "forwarded to the city": lambda file: took(file, Step.FORWARD),
}


def granted(file: ApplicationDetail) -> bool:
    return file.application.state is State.NOTIFIED and any(line.granted for line in file.lines)


def took(file: ApplicationDetail, wanted: Step) -> bool:
    return any(step.step is wanted for step in file.steps)


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_one_file_of_each_outcome_occurs(files: list[ApplicationDetail], outcome: str) -> None:
    assert any(OUTCOMES[outcome](file) for file in files)


def test_every_status_occurs(store: Store, files: list[ApplicationDetail]) -> None:
    lines = stored_lines(files) + draft_lines(store, files)
    assert {line.status for line in lines} == set(Status)


def test_lines_are_excluded_for_every_reason(files: list[ApplicationDetail]) -> None:
    excluded = [line for line in stored_lines(files) if line.status is Status.EXCLUDED]
    reasons = {warning.code for line in excluded for warning in line.warnings}
    assert reasons == {"already_awarded", "count_cap", "highest_only", "other_support_deducted"}


def test_a_call_of_each_level_occurs_with_what_was_forwarded_and_answered(
    store: Store, files: list[ApplicationDetail]
) -> None:
    calls = {call.id: call for call in store.read(queries.calls)}
    assert {call.level for call in calls.values()} == set(Level)
    upper = {call.id for call in calls.values() if call.level is Level.UPPER}
    above = [detail for detail in files if detail.application.call in upper]
    assert {detail.application.state for detail in above} == {State.FORWARDED, State.ANSWERED}
    for detail in above:
        told = {letter.kind for letter in detail.letters}
        assert told == {"acceptance_receipt", "recommendation", "forwarded_table"}
        answered = detail.application.state is State.ANSWERED
        assert bool(detail.upper_answer) is answered
        assert all((line.granted == line.line.amount) is answered for line in detail.lines)


RARE = {"law_firm", "collective", "village_committee", "sole_trader"}


def test_every_usual_kind_of_applicant_and_several_years_occur(files: list[ApplicationDetail]) -> None:
    assert {detail.applicant.kind for detail in files} == set(WORDS.applicant_kinds) - RARE
    assert {detail.application.year for detail in files} == {2022, 2023, 2024}
    assert 20 <= len({detail.applicant.id for detail in files}) <= 30


def test_a_patent_paid_to_one_applicant_is_refused_to_another(files: list[ApplicationDetail]) -> None:
    [refused] = [
        (detail, line)
        for detail in files
        for line in detail.lines
        if "already_awarded" in {warning.code for warning in line.line.warnings}
    ]
    paid = [
        detail for detail in files for line in detail.lines if line.ref == refused[1].ref and line.granted
    ]
    assert [detail.applicant.name for detail in paid] != [refused[0].applicant.name]
    assert paid[0].application.number in "".join(w.text for w in refused[1].line.warnings)


def test_a_family_takes_three_regions_over_two_years(files: list[ApplicationDetail]) -> None:
    family = [line for detail in files for line in detail.lines if line.facts.get("family")]
    granted = {line.facts["region"] for line in family if line.granted}
    assert (len(granted), len(family)) == (3, 5)
    assert len({line.year for line in family}) == 2


def test_works_are_capped_for_a_company_and_for_a_person(files: list[ApplicationDetail]) -> None:
    works = {
        (detail.applicant.kind, len(lines)): sum(line.granted or 0 for line in lines)
        for detail in files
        if (lines := [line for line in detail.lines if line.kind == "work_registration"])
    }
    assert works["enterprise", 101] == 20_000_00
    assert works["individual", 51] == 10_000_00


def test_names_as_difficult_as_in_life_occur() -> None:
    names = [details.name for details in forms.applicants().values()]
    assert any("𬭎" in name for name in names) and any("䶮" in name for name in names)
    assert max(map(len, names)) > 45


# --- in order, and nobody's ---


@pytest.mark.parametrize("key", forms.applicants())
def test_every_number_of_an_applicant_passes_its_check(key: str) -> None:
    assert problems_of(forms.applicants()[key], WORDS, TODAY) == ()


@pytest.mark.parametrize("key", forms.applicants())
def test_no_code_can_belong_to_anybody(key: str) -> None:
    kind, number = forms.applicants()[key].kind, forms.applicants()[key].identity
    if kind == "individual":
        assert number[:6] == "440200" and number[14:17] == "000", "never given to a person"
    else:
        assert number[2:8] == "440299", "no such county"


def test_every_applicant_has_a_file_and_every_file_an_applicant() -> None:
    used = {form.applicant for year in (*forms.years(), *forms.notices()) for form in year.applications}
    assert used == set(forms.applicants())


@pytest.mark.parametrize("year", forms.years(), ids=lambda year: str(year.year))
def test_every_number_of_an_achievement_passes_its_check(year: forms.Year) -> None:
    for form in year.applications:
        problems = read_rows(form.raw_rows(), WORDS, year.year, TODAY).problems
        assert {problem.field for problem in problems} <= ({"date"} if form.accepted is None else set())


def test_all_but_one_achievement_lie_in_the_term(files: list[ApplicationDetail]) -> None:
    term = POLICY.pack.term
    dates = [stored.achievement.date for detail in files for stored in detail.achievements]
    assert term.until is not None
    assert [day for day in dates if not term.since <= day <= term.until] == [datetime.date(2021, 12, 17)]


def test_every_step_is_on_its_own_day_and_before_the_next(files: list[ApplicationDetail]) -> None:
    for detail in files:
        moments = [step.at for step in detail.steps]
        assert moments == sorted(moments)
        assert max(moments).date() <= TODAY
    assert {step.at.year for detail in files for step in detail.steps} == {2023, 2024, 2025, 2026}


def test_letters_bear_numbers_of_their_year_in_order(store: Store, files: list[ApplicationDetail]) -> None:
    numbers = {letter.number for detail in files for letter in detail.letters}
    first = [f"澄市监知〔2023〕{n}号" for n in range(1, 12)]
    assert numbers >= set(first) and f"澄市监知〔2023〕{12}号" not in numbers
    letter = files[-1].letters[0]
    assert store.read(queries.letter, letter.id).pdf.startswith(b"%PDF-")

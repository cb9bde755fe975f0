"""Letters: one number each, whoever issues, and the paper exactly as it went out."""

from __future__ import annotations

import dataclasses
import datetime
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from ipdesk.documents.letters.award.document import AWARD
from ipdesk.documents.letters.refusal import REFUSAL
from ipdesk.models import commands, queries
from ipdesk.models.core.changes import Kind
from ipdesk.models.core.errors import Conflict, InvalidInput, NotFound
from ipdesk.models.parsing.letter_numbers import normalised_number
from ipdesk.models.records import DraftTotals, LoweredAmount, RenderedLetter
from ipdesk.models.store import Store
from ipdesk.models.workflow import State, Step
from tests.actors import CLERK
from tests.models.desk import OFFICE, Clock, Desk, letter, licence, works
from tests.places import ROOT


class InkIsOut(Exception):
    """What a renderer may raise."""


def out_of_ink(number: str) -> RenderedLetter:
    raise InkIsOut(number)


def test_a_letter_is_kept_as_it_went_out(desk: Desk) -> None:
    application = desk.confirmed(desk.register("示例甲有限公司"), licence())
    issued = desk.issue(application)
    kept = desk.store.read(queries.letter, issued.id)
    assert kept.pdf == "%PDF 示知资〔2024〕1号".encode()
    assert kept.data == {"number": "示知资〔2024〕1号", "total": 2_000_000}
    assert (kept.row.number, kept.row.applicant_name, kept.row.amount) == (
        issued.number,
        "示例甲有限公司",
        800_000,
    )
    assert (kept.row.date, kept.row.issued_by) == (datetime.date(2024, 6, 20), "陈晓敏")


def test_numbers_follow_each_other_and_begin_anew_each_year(desk: Desk, clock: Clock) -> None:
    applications = [desk.confirmed(desk.register(), licence(ref=f"Y{n}")) for n in range(3)]
    assert [desk.issue(number).number for number in applications[:2]] == [
        "示知资〔2024〕1号",
        "示知资〔2024〕2号",
    ]
    clock.moment = clock.moment.replace(year=2025)
    assert desk.store.read(queries.next_letter_number, 2025) == "示知资〔2025〕1号"
    assert desk.issue(applications[2]).number == "示知资〔2025〕1号"


def test_a_renderer_that_fails_uses_up_no_number(desk: Desk) -> None:
    application = desk.confirmed(desk.register(), licence())
    failing = commands.IssueDocument(
        kind=AWARD.kind, application=application, date=desk.clock.today, render=out_of_ink
    )
    with pytest.raises(InkIsOut, match="示知资〔2024〕1号"):
        desk.store.run(failing, CLERK)
    assert desk.detail(application).application.state is State.CONFIRMED
    assert desk.store.read(queries.letters) == ()
    assert desk.issue(application).number == "示知资〔2024〕1号"


def test_a_number_from_the_bureaus_register_is_put_right_and_passed_over(desk: Desk) -> None:
    one, other, third = (desk.confirmed(desk.register(), licence(ref=f"Y{n}")) for n in range(3))
    assert desk.issue(one, " 示知资[2024] 第2号 ").number == "示知资〔2024〕2号"
    assert desk.issue(other).number == "示知资〔2024〕1号"
    assert desk.store.read(queries.next_letter_number, 2024) == "示知资〔2024〕3号"
    assert desk.issue(third).number == "示知资〔2024〕3号"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("12号", "应如"),
        ("示知资〔2023〕5号", "年份"),
        ("示知资〔2024〕1号", "已经用过"),
        ("示知资(2024)01号", "已经用过"),
    ],
)
def test_a_number_that_cannot_be(desk: Desk, text: str, word: str) -> None:
    desk.issue(desk.confirmed(desk.register(), licence(ref="Y0")))
    application = desk.confirmed(desk.register(), licence())
    with pytest.raises(InvalidInput, match=word):
        desk.issue(application, text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("韶知资〔2026〕12号", "韶知资〔2026〕12号"),
        ("韶知资【２０２６】０１２号", "韶知资〔2026〕12号"),
        ("韶市监（知）〔2026〕7号", "韶市监(知)〔2026〕7号"),
        *(
            (f"韶知资{opens}2026{closes}12号", "韶知资〔2026〕12号")
            for opens, closes in zip("[(（【｛<《〈「『〖﹝〔", "])）】｝>》〉」』〗﹞］", strict=True)
        ),
        ("韶知资〔2026年〕第012号文", "韶知资〔2026〕12号"),
        ("韶知资〔0000〕12号", None),
        ("韶知资〔2206〕12号", None),
        ("韶知资2026-12", None),
        ("〔2026〕12号", None),
    ],
)
def test_forms_of_a_number(text: str, number: str | None) -> None:
    assert normalised_number(text) == number


def test_an_office_without_a_series_types_its_numbers(desk: Desk) -> None:
    desk.store.run(commands.ChangeOffice(office=dataclasses.replace(OFFICE, own_series=False)), CLERK)
    application = desk.confirmed(desk.register(), licence())
    assert desk.store.read(queries.next_letter_number, 2024) is None
    with pytest.raises(InvalidInput, match="登记簿"):
        desk.issue(application)
    assert desk.issue(application, "示知资〔2024〕88号").number == "示知资〔2024〕88号"


def test_the_series_goes_on_where_the_paper_register_stands(desk: Desk) -> None:
    desk.store.run(commands.SetLetterSeries(year=2024, next_number=41), CLERK)
    assert desk.issue(desk.confirmed(desk.register(), licence())).number == "示知资〔2024〕41号"
    with pytest.raises(InvalidInput):
        desk.store.run(commands.SetLetterSeries(year=2024, next_number=0), CLERK)


def test_only_what_is_confirmed_and_not_yet_notified_gets_a_letter(desk: Desk) -> None:
    draft = desk.draft(desk.register(), licence())
    shown = desk.accept(draft)
    with pytest.raises(Conflict, match="已受理"):
        desk.issue(draft.application)
    desk.store.run(desk.confirming(draft.application, shown), CLERK)
    desk.issue(draft.application)
    with pytest.raises(Conflict, match="下达文书"):
        desk.issue(draft.application)


def test_letters_are_found_by_number_and_name(desk: Desk) -> None:
    desk.issue(desk.confirmed(desk.register("韶关欧亚特科技有限公司"), licence()))
    desk.issue(desk.confirmed(desk.register("示例县第一中学", kind="school"), works()))

    def found(text: str) -> list[str]:
        return [row.number for row in desk.store.read(queries.letters, text)]

    assert found("") == ["示知资〔2024〕2号", "示知资〔2024〕1号"]
    assert found("〕2号") == ["示知资〔2024〕2号"]
    assert found("sgoyt") == found("2024-0001") == ["示知资〔2024〕1号"]
    with pytest.raises(NotFound):
        desk.store.read(queries.letter, 99)


def test_an_issued_letter_is_told_to_all_who_show_it(desk: Desk) -> None:
    applicant = desk.register()
    application = desk.confirmed(applicant, licence())
    issuing = commands.IssueDocument(
        kind=AWARD.kind,
        application=application,
        date=desk.clock.today,
        render=lambda number: RenderedLetter({}, b""),
    )
    changes = desk.store.run(issuing, CLERK).changes
    assert changes.ids(Kind.LETTER) == {1}
    assert changes.ids(Kind.APPLICATION) == {application}
    assert changes.ids(Kind.APPLICANT) == {applicant}
    assert not changes.touches(Kind.OFFICE)


ISSUE = """
import datetime, sys
from pathlib import Path
from ipdesk.models.core.actor import Actor
from ipdesk.documents.letters.award.document import AWARD
from ipdesk.documents.letters.refusal import REFUSAL
from ipdesk.models.commands import IssueDocument
from ipdesk.models.records import RenderedLetter
from ipdesk.models.store import Store
store = Store.open(Path(sys.argv[1]))
print("ready", flush=True)
sys.stdin.readline()
for application in sys.argv[2:]:
    letter = IssueDocument(kind=AWARD.kind, application=int(application), date=datetime.date(2024, 6, 20),
                           render=lambda number: RenderedLetter({}, number.encode()))
    print(store.run(letter, Actor(1)).value.number, flush=True)
"""


def test_two_desks_issuing_at_once_never_share_a_number(desk: Desk, data_dir: Path) -> None:
    ids = [str(desk.confirmed(desk.register(), licence(ref=f"Y{n}"))) for n in range(12)]
    halves = ids[::2], ids[1::2]
    desks = [
        subprocess.Popen(
            [sys.executable, "-X", "utf8", "-c", ISSUE, str(data_dir), *half],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        for half in halves
    ]
    for process in desks:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in desks:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    numbers = [line for process in desks for line in process.communicate()[0].splitlines()]
    assert all(process.returncode == 0 for process in desks)
    assert sorted(numbers) == sorted(f"示知资〔2024〕{n}号" for n in range(1, 13))


def test_two_desks_opening_applications_at_once_never_share_a_number(desk: Desk, data_dir: Path) -> None:
    applicant = desk.register()
    saving = commands.SaveDraft(
        applicant=applicant, policy=desk.policy.id, year=2022, rows=(), totals=DraftTotals()
    )
    numbers: list[str] = []
    start = threading.Barrier(3)

    def sit() -> None:
        store = Store.open(data_dir, desk.clock)
        start.wait()
        numbers.extend(store.run(saving, CLERK).value.number for _ in range(10))
        store.close()

    people = [threading.Thread(target=sit) for _ in range(3)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert sorted(numbers) == [f"2024-{n:04d}" for n in range(1, 31)]


def test_an_application_with_nothing_granted_ends_as_refused(desk: Desk) -> None:
    draft = desk.draft(desk.register(), licence())
    result = desk.accept(draft)
    lowered = (LoweredAmount("2", result.lines[0].rule, 0, "合同期限在申报期以外"),)
    desk.store.run(desk.confirming(draft.application, result, lowered=lowered), CLERK)
    with pytest.raises(Conflict, match="没有予以资助的事项，应印发不予资助决定书"):
        desk.issue(draft.application)
    refusing = commands.IssueDocument(
        kind=REFUSAL.kind, application=draft.application, date=desk.clock.today, render=letter
    )
    number = desk.store.run(refusing, CLERK).value.number
    detail = desk.detail(draft.application)
    assert (detail.application.state, detail.application.procedure.states_after(State.REFUSED)) == (
        State.REFUSED,
        (),
    )
    assert (detail.steps[-1].step, detail.steps[-1].remark) == (Step.REFUSE, number)
    assert [line.granted for line in detail.lines] == [0]
    items = desk.store.read(queries.items_of, draft.application)
    [holder] = desk.store.read(queries.open_holders, items)
    assert holder.state is State.REFUSED, "who else brings the same contract is told"
    assert desk.store.read(queries.recheck_ids, 2022) == (draft.application,)


def test_what_is_granted_is_not_refused(desk: Desk) -> None:
    application = desk.confirmed(desk.register(), licence())
    refusing = commands.IssueDocument(
        kind=REFUSAL.kind, application=application, date=desk.clock.today, render=letter
    )
    with pytest.raises(Conflict, match="有予以资助的事项，不能印发不予资助决定书"):
        desk.store.run(refusing, CLERK)
    assert desk.detail(application).application.state is State.CONFIRMED


def test_a_letter_is_not_dated_before_a_decision_without_a_meeting(desk: Desk) -> None:
    office = desk.store.read(queries.office)
    assert office is not None
    desk.store.run(commands.ChangeOffice(office=dataclasses.replace(office, minutes_from=10**9)), CLERK)
    draft = desk.draft(desk.register(), licence())
    confirming = desk.confirming(draft.application, desk.accept(draft))
    desk.store.run(dataclasses.replace(confirming, minutes_number="", minutes_date=None), CLERK)
    before = desk.clock.today - datetime.timedelta(days=1)
    issuing = commands.IssueDocument(
        kind=AWARD.kind, application=draft.application, date=before, render=letter
    )
    with pytest.raises(InvalidInput, match="成文日期早于“审定”的日期"):
        desk.store.run(issuing, CLERK)

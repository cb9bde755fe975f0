"""An objection says which lines it attacks: only these change for it, and only what changed is shown anew."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from ipdesk.models import commands, queries
from ipdesk.models.core.errors import Conflict, InvalidInput
from ipdesk.models.records import LoweredAmount, NoticePeriod, Objection, PublicNotice, RawDecision
from ipdesk.models.services.decision_file import decision_file
from ipdesk.models.workflow import State, Step
from ipdesk.rules.library.policy_library import standard_library
from tests.actors import CLERK
from tests.documents.letters import paper
from tests.models.begun import begun
from tests.models.desk import Desk, licence, works
from tests.models.handlers.public_notices.office import (
    FIRST,
    LAST,
    UNHEARD,
    go_to,
    lines,
    object_to,
    papers,
    propose,
    proposed,
    publish,
    read,
    recomputed,
)

REASON = "异议成立，许可期限的一半在申报期以外"
NEXT = LAST + datetime.timedelta(days=1)


@begun
def notice(desk: Desk) -> PublicNotice:
    """Publish a file with works and a licence."""
    return publish(desk, proposed(desk, desk.register(), works(), licence()))


def of(shown: PublicNotice) -> int:
    return shown.lines[0].application


def attack(desk: Desk, shown: PublicNotice, *places: int, **changed: object) -> Objection:
    """Object to the lines at these places."""
    wanted = tuple(shown.lines[place].key for place in places)
    return object_to(desk, shown, of(shown), lines=wanted, **changed)


def uphold(desk: Desk, objection: Objection) -> int:
    return desk.store.run(
        papers(desk).answer(objection.id, REASON, upheld=True, unheard=UNHEARD), CLERK
    ).value.id


def give_back(desk: Desk, application: int) -> None:
    back = commands.TakeStep(application=application, step=Step.RETURN_PROPOSAL, reason="异议成立，重新拟定")
    desk.store.run(back, CLERK)


def lowered(shown: PublicNotice, place: int, fen: int) -> LoweredAmount:
    return LoweredAmount(*shown.lines[place].key, fen, REASON)


def propose_anew(desk: Desk, shown: PublicNotice, *changed: LoweredAmount) -> None:
    give_back(desk, of(shown))
    propose(desk, of(shown), recomputed(desk, of(shown)), changed)


def letter_text(desk: Desk, letter: int) -> str:
    return paper.text(desk.store.read(queries.letter, letter).pdf).replace("\n", "")


def test_only_the_attacked_line_changes_and_only_it_is_published_anew(
    desk: Desk, notice: PublicNotice
) -> None:
    work, deal = notice.lines
    found = attack(desk, notice, 1)
    assert found.details.lines == (deal.key,)
    reply = letter_text(desk, uphold(desk, found))
    assert deal.name in reply and work.name not in reply
    assert "其余1项不在异议范围内，仍按公示的内容办理" in reply
    give_back(desk, of(notice))
    assert [line.key for line in desk.detail(of(notice)).attacked] == [deal.key]
    assert desk.detail(of(notice)).untouched == 1
    result = recomputed(desk, of(notice))
    with pytest.raises(
        InvalidInput, match=r"没有被异议，公示的是200.00元，不能因这件异议改为100.00元"
    ) as refused:
        propose(desk, of(notice), result, (lowered(notice, 0, 100_00), lowered(notice, 1, 4_000_00)))
    assert [(one.row, one.field) for one in refused.value.problems] == [work.key]
    propose(desk, of(notice), result, (lowered(notice, 1, 4_000_00),))
    anew = publish(desk, of(notice))
    assert [(line.key, line.amount) for line in anew.lines] == [(deal.key, 4_000_00)]
    said = letter_text(desk, anew.letter)
    assert "8,000.00" in said and "调减" in said and "取消" not in said
    assert "其余1项没有变动，仍按原公示办理，本次不再列出" in said
    go_to(desk, NEXT)
    report = desk.store.run(papers(desk).close(notice.id, "在公告栏公示"), CLERK).value
    told = letter_text(desk, report.id)
    assert (
        f"（{deal.name}）" in told
        and work.name not in told
        and "其余1项可以提交审定，金额合计200.00元" in told
    )


def test_what_is_proposed_anew_rests_on_a_meeting_after_the_objection(
    desk: Desk, notice: PublicNotice
) -> None:
    """What was typed for the former proposal is there again, but for its meeting."""
    typed = commands.SaveDecisionDraft(
        application=of(notice), minutes_number="局务会纪要〔2024〕3号", minutes_date="2024-06-20",
        lines=(RawDecision(*notice.lines[1].key, "", "4000", REASON),),
    )  # fmt: skip

    def kept_at(hour: int) -> tuple[object, str, str]:
        go_to(desk, FIRST + datetime.timedelta(days=1), hour)
        revision = desk.store.read(queries.decision_draft, of(notice))
        saving = replace(typed, revision=revision.revision if revision else 0)
        desk.store.run(saving, CLERK)
        draft = desk.store.read(decision_file, of(notice), standard_library()).draft
        assert draft is not None
        return draft.lines, draft.minutes_number, draft.minutes_date

    go_to(desk, FIRST + datetime.timedelta(days=1), 10)
    uphold(desk, attack(desk, notice, 1, received_at=desk.clock.moment))
    give_back(desk, of(notice))
    assert kept_at(9) == (typed.lines, "", ""), "typed before"
    assert kept_at(11) == (typed.lines, typed.minutes_number, typed.minutes_date)
    early = "会议日期早于异议提出的日期（2024-06-21），重新拟定应依据异议提出以后的会议"
    with pytest.raises(InvalidInput, match=early):
        propose(desk, of(notice), recomputed(desk, of(notice)), met_on=FIRST)
    propose(desk, of(notice), recomputed(desk, of(notice)))


def test_what_the_rules_make_otherwise_meanwhile_is_proposed_so_though_nobody_attacked_it(desk: Desk) -> None:
    """Of a hundred works a year another file of the same applicant took sixty in between."""
    applicant = desk.register()
    first = proposed(desk, applicant, works(count="60"))
    other = proposed(desk, applicant, works("粤作登字-2022-F-00005001", "60"), licence())
    shown = publish(desk, first, other)
    deal = next(line for line in shown.lines if line.rule.endswith("licence") or "转让" in line.item)
    found = object_to(desk, shown, other, lines=(deal.key,))
    go_to(desk, NEXT)
    desk.store.run(desk.confirming(first, recomputed(desk, first)), CLERK)
    uphold(desk, found)
    give_back(desk, other)
    propose(desk, other, recomputed(desk, other), (LoweredAmount(*deal.key, 4_000_00, REASON),))
    standing = desk.detail(other).proposal
    assert standing is not None and standing.total == 40 * 200_00 + 4_000_00


def test_what_stands_in_two_notices_waits_for_both_and_is_granted_as_each_shows_it(
    desk: Desk, notice: PublicNotice
) -> None:
    uphold(desk, attack(desk, notice, 1))
    propose_anew(desk, notice, lowered(notice, 1, 4_000_00))
    go_to(desk, FIRST + datetime.timedelta(days=1))
    begins = FIRST + datetime.timedelta(days=1)
    shown = desk.store.read(queries.running_notices, (of(notice),), begins)
    assert shown == ((notice.number, LAST),), "whoever shows it anew is told that it is shown already"
    assert desk.store.read(queries.running_notices, (of(notice),), LAST + datetime.timedelta(days=1)) == ()
    anew = publish(desk, of(notice), period=NoticePeriod(begins=begins))
    assert anew.last_day > LAST
    result = recomputed(desk, of(notice))
    go_to(desk, NEXT)
    with pytest.raises(Conflict, match="公示期到"):
        confirm(desk, notice, result, anew.last_day)
    go_to(desk, anew.last_day + datetime.timedelta(days=1))
    confirm(desk, notice, result, desk.clock.today)
    detail = desk.detail(of(notice))
    assert [line.granted for line in detail.lines] == [200_00, 4_000_00]
    assert "与公示不一致" not in detail.steps[-1].remark


def confirm(desk: Desk, notice: PublicNotice, result: object, meeting: datetime.date) -> None:
    command = desk.confirming(of(notice), result, lowered=(lowered(notice, 1, 4_000_00),))  # type: ignore[arg-type]
    desk.store.run(command, CLERK)


def test_what_is_proposed_anew_waits_for_every_answer_and_may_change_all_that_was_upheld(
    desk: Desk, notice: PublicNotice
) -> None:
    first, second = attack(desk, notice, 1), attack(desk, notice, 0, name="韶城某厂")
    uphold(desk, first)
    give_back(desk, of(notice))
    both = (lowered(notice, 0, 100_00), lowered(notice, 1, 4_000_00))
    with pytest.raises(Conflict, match="还有1件异议没有答复，请全部答复以后"):
        propose(desk, of(notice), recomputed(desk, of(notice)), both)
    uphold(desk, second)
    propose(desk, of(notice), recomputed(desk, of(notice)), both)
    assert [line.amount for line in publish(desk, of(notice)).lines] == [100_00, 4_000_00]


def test_where_nothing_is_left_to_show_anew_the_rest_stays_published(
    desk: Desk, notice: PublicNotice
) -> None:
    uphold(desk, attack(desk, notice, 1))
    propose_anew(desk, notice, lowered(notice, 1, 0))
    detail = desk.detail(of(notice))
    assert detail.application.state is State.PUBLISHED
    assert f"其余事项没有变动，仍按{notice.number}公示" in detail.steps[-1].remark
    again = attack(desk, notice, 0)
    assert again.details.lines == (notice.lines[0].key,), "what stays published can be objected to"
    with pytest.raises(InvalidInput, match="已不再拟资助"):
        attack(desk, notice, 1)


def test_what_is_published_after_the_clock_was_set_back_can_be_objected_to(desk: Desk) -> None:
    application = proposed(desk, desk.register(), works(), licence())
    desk.clock.moment -= datetime.timedelta(minutes=3)
    shown = publish(desk, application)
    assert attack(desk, shown, 1).details.lines == (shown.lines[1].key,)


def test_an_objection_against_the_whole_application_lets_all_of_it_change(
    desk: Desk, notice: PublicNotice
) -> None:
    found = attack(desk, notice, 0, 1)
    assert found.details.lines == (), "all of its lines are the application as a whole"
    reply = letter_text(desk, uphold(desk, found))
    assert "不在异议范围内" not in reply
    propose_anew(desk, notice, lowered(notice, 0, 100_00), lowered(notice, 1, 4_000_00))
    assert [line.amount for line in publish(desk, of(notice)).lines] == [100_00, 4_000_00]


def test_a_line_that_another_notice_shows_by_now_is_objected_to_there(
    desk: Desk, notice: PublicNotice
) -> None:
    uphold(desk, attack(desk, notice, 1))
    propose_anew(desk, notice, lowered(notice, 1, 4_000_00))
    anew = publish(desk, of(notice))
    for places in ((1,), (0, 1)):
        with pytest.raises(InvalidInput, match=f"已在{anew.number}重新公示，对它的异议请登记到那份公示"):
            attack(desk, notice, *places)
    with pytest.raises(InvalidInput, match="所选的事项不在这份公示里"):
        object_to(desk, anew, of(notice), lines=(notice.lines[0].key,))
    assert attack(desk, anew, 0).details.lines == (), "all that the new notice shows of it"
    whole = object_to(desk, notice, of(notice))
    assert whole.details.lines == (), "one without lines is taken while the first notice shows any of it"


def test_which_lines_are_attacked_is_put_right_until_the_answer(desk: Desk, notice: PublicNotice) -> None:
    found = object_to(desk, notice, of(notice))
    deal = notice.lines[1].key
    for wanted, reason, said in (
        ((deal,), "", "请填写更正的理由"),
        ((deal,), "无", "更正的理由"),
        ((), "异议人来电说明", "没有要更正的"),
        ((("9", "x/1"),), "异议人来电说明", "不在这份公示里"),
    ):
        with pytest.raises(InvalidInput, match=said):
            desk.store.run(commands.CorrectObjection(objection=found.id, lines=wanted, reason=reason), CLERK)
    correcting = commands.CorrectObjection(objection=found.id, lines=(deal,), reason="异议书只针对许可一项")
    desk.store.run(correcting, CLERK)
    [kept] = read(desk, notice).objections
    assert (kept.details.lines, kept.corrected) == ((deal,), "异议书只针对许可一项")
    uphold(desk, found)
    with pytest.raises(Conflict, match="已于2024-06-20答复"):
        desk.store.run(correcting, CLERK)
    give_back(desk, of(notice))
    propose(desk, of(notice), recomputed(desk, of(notice)), (lowered(notice, 1, 4_000_00),))
    assert [line.achievement for line in lines(desk, of(notice))] == [deal[0]]


def test_an_objection_entered_before_lines_were_asked_for_is_against_the_whole(
    desk: Desk, notice: PublicNotice
) -> None:
    found = attack(desk, notice, 1)
    with desk.store._writing.begin() as connection:
        for table in ("objected_line", "objection_scope"):
            connection.exec_driver_sql(f"DROP TRIGGER {table}_no_delete")
            connection.exec_driver_sql(f"DELETE FROM {table}")
    [kept] = read(desk, notice).objections
    assert kept.id == found.id and kept.details.lines == ()
    assert read(desk, notice).attacked(kept) == notice.lines

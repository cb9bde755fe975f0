"""The office's own policies at work: offered, replaced, broken, gone; what was decided stays as it was."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ipdesk.app import DeskApplication
from ipdesk.documents.letters.award.document import AWARD
from ipdesk.documents.letters.issue import Request, Sources, preview_pdf
from ipdesk.models import queries
from ipdesk.models.commands import AcceptApplication, SaveDraft
from ipdesk.models.core.errors import InvalidInput
from ipdesk.models.parsing.row_edits import with_text
from ipdesk.models.records import ApplicationParticulars, DraftTotals, RawAchievement, TraitPeriod
from ipdesk.models.services.recheck import recheck_application
from ipdesk.rules.checking import pack as checking
from ipdesk.rules.checking.blank import check_blank
from ipdesk.rules.library.policy_library import library_with
from ipdesk.ui.applications import ApplicationsPage
from ipdesk.ui.counter import CounterPage
from ipdesk.ui.counter.particulars.dialog import PolicyDialog
from ipdesk.ui.desk.destinations import ContinueDraft, NewApplication, OpenApplication
from ipdesk.ui.desk.rescue import Rescue
from ipdesk.ui.widgets import Chip
from tests.actors import CLERK
from tests.models.desk import licence, works
from tests.rules.pack.small_pack import SMALL, small
from tests.ui.rig import Rig, under_own_policy
from tests.ui.shell.test_app import set_up, stop

F9 = Qt.Key.Key_F9
RENAMED = SMALL.replace("1-work", "1-works").replace("作品登记\n", "作品著作权登记\n")


@pytest.fixture
def own(data_dir: Path) -> Path:
    """Return the folder of own packs with the small one in it."""
    folder = data_dir / "policies"
    folder.mkdir()
    (folder / "small.yaml").write_text(SMALL, encoding="utf-8")
    return folder


@pytest.fixture
def rig(qtbot: QtBot, data_dir: Path, own: Path) -> Iterator[Rig]:
    with under_own_policy(qtbot, data_dir, SMALL) as made:
        yield made


def put(rig: Rig, folder: Path, text: str | None) -> None:
    """Put another file in place of the small pack, or take it away, and let the desk look."""
    if text is None:
        (folder / "small.yaml").unlink()
    else:
        (folder / "small.yaml").write_text(text, encoding="utf-8")
    rig.desk.own.refresh()
    rig.settle()


def test_an_own_policy_is_offered_after_those_of_the_program(rig: Rig) -> None:
    sheet = PolicyDialog(
        rig.desk.policies, "small", ApplicationParticulars(year=2024), rig.desk.today(), rig.window
    )
    assert sheet.policy == "small"
    assert rig.desk.policies.ids()[-1] == "small"
    sheet.deleteLater()


def test_the_desk_starts_with_a_broken_pack_and_offers_the_rest(
    qtbot: QtBot, data_dir: Path, own: Path
) -> None:
    (own / "broken.yaml").write_text(small(id="broken", old="who: unit", new="who: nobody"), encoding="utf-8")
    program = DeskApplication(data_dir)
    set_up(data_dir)
    assert program.start() and program.desk is not None
    program.tasks.settle()
    assert "small" in program.desk.policies.ids() and "broken" not in program.desk.policies.ids()
    broken, _ = program.desk.own.packs
    assert "nobody" in broken.errors[0].message
    stop(program)


def test_a_draft_is_valued_anew_when_the_file_is_replaced(rig: Rig, own: Path) -> None:
    page = CounterPage(rig.desk)
    rig.show(counter=page)
    draft = rig.steps.draft(rig.steps.register(), works(), year=2022)
    rig.desk.open(ContinueDraft(draft.application))
    rig.settle()
    assert page.draft.result is not None and page.draft.result.total == 10_000
    put(rig, own, small(amount=250, expected=250))
    assert page.draft.result.total == 25_000
    assert [group.view.amount for group in page.awards.list.groups()] == [25_000]


def test_what_was_decided_is_shown_and_printed_as_it_was(rig: Rig, own: Path) -> None:
    application = rig.steps.confirmed(rig.steps.register(), works())
    pages = ApplicationsPage(rig.desk), CounterPage(rig.desk)
    rig.show(applications=pages[0], counter=pages[1])
    put(rig, own, RENAMED)
    rig.desk.open(OpenApplication(application))
    rig.settle()
    [line] = pages[0].drawer.awards.lines()
    assert (line.title, line.amount) == ("作品登记", 10_000)
    pages[0].drawer.opened.emit()
    rig.settle()
    assert [group.view.title for group in pages[0].decision.view.model.groups] == ["作品登记"]
    rig.desk.open(ContinueDraft(application))
    rig.settle()
    assert [group.view.title for group in pages[1].awards.list.groups()] == ["作品登记"]
    sources = Sources(rig.store, rig.desk.policies)
    assert preview_pdf(sources, Request(AWARD, application, datetime.date(2024, 6, 20))).startswith(b"%PDF")
    rig.desk.open(NewApplication())
    rig.settle()
    assert pages[1].draft.policy is rig.desk.policy("small"), "the next file goes by what is in force"


def test_what_was_accepted_is_decided_by_the_file_of_now_and_the_difference_told(rig: Rig, own: Path) -> None:
    draft = rig.steps.draft(rig.steps.register(), works())
    rig.steps.accept(draft)
    page = ApplicationsPage(rig.desk)
    rig.show(applications=page)
    page.decision.decide([draft.application])
    page._stack.setCurrentIndex(1)
    rig.settle()
    put(rig, own, RENAMED)
    page.activated()
    rig.settle()
    view = page.decision.view
    assert [group.view.title for group in view.model.groups] == ["作品著作权登记"]
    said = view.outcome.changes.text()
    assert "作品登记：可资助 100.00 → 没有此项" in said
    assert "作品著作权登记：没有此项 → 可资助 100.00" in said


def test_the_clerk_is_told_of_an_award_whose_rule_is_gone(rig: Rig, own: Path) -> None:
    applicant = rig.steps.register()
    first = rig.steps.confirmed(applicant, works())
    page = CounterPage(rig.desk)
    rig.show(counter=page)
    put(rig, own, RENAMED)
    draft = rig.steps.draft(applicant, works("粤作登字-2022-F-00000002"), year=2022)
    rig.desk.open(ContinueDraft(draft.application))
    rig.settle()
    [remark] = page.awards.notices.remarks()
    for words in (rig.steps.detail(first).application.number, "2022 年度", "100.00 元"):
        assert words in remark.text


def test_whoever_decides_is_told_of_an_award_whose_rule_is_gone(rig: Rig, own: Path) -> None:
    applicant = rig.steps.register()
    first = rig.steps.confirmed(applicant, works())
    draft = rig.steps.draft(applicant, works("粤作登字-2022-F-00000002"))
    rig.steps.accept(draft)
    page = ApplicationsPage(rig.desk)
    rig.show(applications=page)
    put(rig, own, RENAMED)
    page.decision.decide([draft.application])
    rig.settle()
    said = page.decision.view.message.sentence()
    assert rig.steps.detail(first).application.number in said and "100.00 元资助" in said


def test_what_would_bring_the_full_sum_is_worked_out_beside_an_award_whose_rule_is_gone(
    rig: Rig, own: Path
) -> None:
    applicant = rig.steps.register()
    rig.steps.confirmed(applicant, works())
    page = CounterPage(rig.desk)
    rig.show(counter=page)
    put(rig, own, RENAMED)
    rig.desk.open(ContinueDraft(rig.steps.draft(applicant, licence("400万"), year=2022).application))
    rig.settle()
    [line] = page.awards.list.groups()
    assert (line.view.status, line.view.amount) == ("reduced", 100_000)
    page.awards.list.open_trace(line.view.key)
    rig.qtbot.waitUntil(lambda: "转让每年上限" in str(page.awards.list.remedies()))


def test_a_draft_whose_policy_is_gone_says_so_and_loses_nothing(rig: Rig, own: Path) -> None:
    draft = rig.steps.draft(rig.steps.register(), works())
    accepted = rig.steps.draft(rig.steps.register(), works("粤作登字-2022-F-00000009"))
    rig.steps.accept(accepted)
    pages = CounterPage(rig.desk), ApplicationsPage(rig.desk)
    rig.show(counter=pages[0], applications=pages[1])
    for text in ("：：", None):
        put(rig, own, text)
        rig.desk.open(ContinueDraft(draft.application))
        rig.settle()
        assert "small" in pages[0].message.sentence() and "没有可用的文件" in pages[0].message.sentence()
        assert pages[0].draft.file.id is None
        pages[1].decision.decide([accepted.application])
        rig.settle()
        assert "没有可用的文件" in pages[1].decision.view.message.sentence()
        rig.desk.open(OpenApplication(accepted.application))
        rig.settle()
        assert pages[1].drawer.awards.lines()[0].title == "作品登记", "what was accepted can still be read"
        put(rig, own, SMALL)
        rig.desk.open(ContinueDraft(draft.application))
        rig.settle()
        assert len(pages[0].draft.rows) == 1
        rig.desk.open(NewApplication())
        rig.settle()


def test_an_achievement_that_only_another_policy_knows_is_marked_not_lost(rig: Rig, own: Path) -> None:
    prize = """
words:
  kinds:
    county_prize:
      {name: 某县专利奖, section: patent, measure: 项, date: 授奖日期, ref: {name: 证书号}, facts: {}}
"""
    put(rig, own, SMALL + prize)
    row = RawAchievement(id="1", kind="county_prize", ref="某1号", date="2022-03-01")
    page = CounterPage(rig.desk)
    rig.show(counter=page)
    draft = rig.steps.draft(rig.steps.register(), row, year=2022)
    rig.desk.open(ContinueDraft(draft.application))
    rig.settle()
    assert page.draft.shown(0).kind == "某县专利奖"
    put(rig, own, SMALL)
    shown = page.draft.shown(0)
    assert (shown.kind, shown.ref, shown.state) == ("其他政策的成果", "某1号", "有误")
    assert "没有这种成果" in page.draft.problems()[0].message
    page.achievements.select_id("1")
    rig.settle()
    page.draft.set_policy(rig.desk.policy("shaoguan-2021"), ApplicationParticulars(year=2022))
    put(rig, own, SMALL + prize)
    page.draft.set_policy(rig.desk.policy("small"), ApplicationParticulars(year=2022))
    assert page.draft.shown(0).kind == "某县专利奖"


def test_what_was_typed_under_a_policy_that_is_gone_comes_back_all_the_same(rig: Rig, own: Path) -> None:
    page = CounterPage(rig.desk)
    rig.show(counter=page)
    page.draft.set_policy(rig.desk.policy("small"), ApplicationParticulars(year=2022))
    place = page.draft.add_row("work_registration", {})
    page.draft.change_row(place, with_text(page.draft.rows[place], "ref", "粤作登字-2022-F-00000001"))
    assert page.unsaved() == ""
    rig.desk.close()
    put(rig, own, None)
    rig.desk.rescue = Rescue(rig.tasks, rig.desk.data_dir)
    again = CounterPage(rig.desk)
    rig.window.add_page("again", "again", "list", again, "work")
    again.bring_back()
    rig.settle()
    assert [raw.ref for raw in again.draft.rows] == ["粤作登字-2022-F-00000001"]
    assert again.draft.policy.id == rig.desk.policies.ids()[0]


TRAIT = "words: {traits: {county_star: 某县之星企业}}\n"
FOR_STARS = SMALL.replace("who: unit", "who: {group: unit, traits: county_star}") + TRAIT
FOR_STARS = FOR_STARS.replace("a1, kind: enterprise}", "a1, kind: enterprise, traits: [county_star]}")


def test_a_trait_that_only_an_own_policy_knows_can_be_held(rig: Rig, own: Path) -> None:
    page = CounterPage(rig.desk)
    rig.show(counter=page)
    put(rig, own, FOR_STARS)
    draft = rig.steps.draft(rig.steps.register("示例甲有限公司"), works(), year=2022)
    rig.desk.open(ContinueDraft(draft.application))
    rig.settle()
    assert page.awards.list.groups()[0].view.status == "ineligible"
    page.applicant.change.click()
    form = page.applicant.form
    form.traits.add(TraitPeriod("county_star"))
    form.submit.click()
    rig.settle()
    assert page.awards.list.groups()[0].view.status == "awarded"
    assert "某县之星企业" in [chip.accessibleName() for chip in page.applicant.summary.findChildren(Chip)]
    put(rig, own, SMALL)
    page.applicant.change.click()
    rig.type(page.applicant.form.inputs["contact"], "李敏")
    page.applicant.form.submit.click()
    rig.settle()
    kept = rig.store.read(queries.applicant, page.draft.applicant.id if page.draft.applicant else 0)
    assert kept.contact == "李敏" and "county_star" in {period.trait for period in kept.traits}


def test_a_trait_that_nobody_knows_is_refused(rig: Rig) -> None:
    with pytest.raises(InvalidInput, match="词汇表"):
        rig.steps.register(traits=(TraitPeriod("county_star"),))


def test_a_draft_opened_while_the_folder_is_still_being_read_waits_for_it(
    qtbot: QtBot, data_dir: Path, own: Path
) -> None:
    made = Rig(qtbot, data_dir, library_with(()))
    applicant = made.steps.register()
    saving = SaveDraft(
        applicant=applicant,
        policy="small",
        year=2022,
        rows=(works(),),
        totals=DraftTotals(),
    )
    draft = made.store.run(saving, CLERK).value
    page = CounterPage(made.desk)
    made.show(counter=page)
    made.desk.own.refresh()
    made.desk.open(ContinueDraft(draft.application))
    assert page.draft.policy.id == "small"
    made.settle()
    accepting = AcceptApplication(
        application=draft.application, revision=draft.revision, policy=page.draft.policy
    )
    assert made.store.run(accepting, CLERK).value.total == 10_000
    made.leave()


# --- replaced in another window ---


NEWER = small(amount=200, expected=200)


def test_a_decision_by_a_file_replaced_in_another_window_is_refused_and_shown_anew(
    rig: Rig, own: Path
) -> None:
    """The clerk is told, sees what the new file makes of it, keeps what was typed, and can decide then."""
    draft = rig.steps.draft(rig.steps.register(), works(), year=2022)
    rig.steps.accept(draft)
    page = ApplicationsPage(rig.desk)
    rig.show(applications=page)
    page.list.table.setFocus()
    rig.press(F9)
    decision = page.decision
    rig.type(decision.view.outcome.minutes, "局务会纪要〔2024〕8号")
    rig.type(decision.view.outcome.day, "20240620")
    rig.settle()
    assert decision.view.outcome.total.text() == "100.00"
    (own / "small.yaml").write_text(NEWER, encoding="utf-8")
    rig.answer()
    rig.press(F9)
    rig.settle()
    assert rig.state(draft.application) == "accepted"
    assert "刚在另一处换过" in decision.view.message.sentence()
    assert decision.view.outcome.total.text() == "200.00"
    assert decision.view.outcome.minutes.text() == "局务会纪要〔2024〕8号"
    rig.answer()
    rig.press(F9)
    rig.settle()
    assert rig.state(draft.application) == "confirmed"
    assert rig.steps.detail(draft.application).application.amount == 20_000


def test_an_acceptance_by_a_file_replaced_in_another_window_is_refused_and_valued_anew(
    rig: Rig, own: Path
) -> None:
    page = CounterPage(rig.desk)
    rig.show(counter=page)
    draft = rig.steps.draft(rig.steps.register(), works(), year=2022)
    rig.desk.open(ContinueDraft(draft.application))
    rig.settle()
    (own / "small.yaml").write_text(NEWER, encoding="utf-8")
    rig.answer()
    rig.press(F9)
    rig.settle()
    assert rig.state(draft.application) == "draft"
    assert "刚在另一处换过" in page.message.sentence()
    assert page.draft.result is not None and page.draft.result.total == 20_000


def test_an_own_policy_that_comes_in_is_taken_as_long_as_nobody_has_chosen(rig: Rig, own: Path) -> None:
    put(rig, own, None)
    page = CounterPage(rig.desk)
    rig.show(counter=page)
    assert page.draft.policy.id == "shaoguan-2021"
    put(rig, own, SMALL)
    assert page.draft.policy.id == "small"
    assert any("本单位导入的" in remark.text for remark in page.awards.notices.remarks())


def test_who_has_chosen_a_policy_keeps_it_when_an_own_one_comes_in(rig: Rig, own: Path) -> None:
    put(rig, own, None)
    page = CounterPage(rig.desk)
    rig.show(counter=page)
    page.draft.set_policy(rig.desk.policy("qingyuan-2018"), ApplicationParticulars(year=2020))
    put(rig, own, SMALL)
    assert page.draft.policy.id == "qingyuan-2018"


BLANK = SMALL.replace("title: 作品登记", 'title: "　"').replace("name: 转让每年上限", 'name: " "')
BLANK = BLANK.replace("[补发的证书不另资助。]", '[" "]')


@pytest.fixture
def former(rig: Rig, own: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the desk have what a version accepted that did not refuse blank texts yet; today's runs again."""
    with monkeypatch.context() as before:
        others = tuple(one for one in checking._AFTER_THE_RULES if one is not check_blank)
        before.setattr(checking, "_AFTER_THE_RULES", others)
        put(rig, own, BLANK)
        rig.steps.policy = rig.desk.policy("small")
        applicant = rig.steps.register()
        rig.steps.confirmed(applicant, works(), licence("400万"))
        rig.steps.accept(rig.steps.draft(applicant, works("粤作登字-2022-F-00000002")))
        rig.steps.draft(applicant, works("粤作登字-2022-F-00000003"), year=2022)
    assert rig.steps.policy.sha256 == rig.store.read(queries.application_detail, 1).lines[0].pack
    rig.desk.policies.set_own(())
    rig.desk.own.packs = ()
    return own


DECIDED, ACCEPTED, DRAFT = 1, 2, 3


def test_what_was_decided_by_a_pack_that_is_refused_today_is_read_and_printed(rig: Rig, former: Path) -> None:
    """With the refused file still there, with a mended one, and with none."""
    pages = ApplicationsPage(rig.desk), CounterPage(rig.desk)
    rig.show(applications=pages[0], counter=pages[1])
    for now in (BLANK, SMALL, None):
        put(rig, former, now)
        rig.desk.open(OpenApplication(DECIDED))
        rig.settle()
        assert [line.amount for line in pages[0].drawer.awards.lines()] == [10_000, 100_000]
        assert pages[0].drawer.problem.isHidden()
        pages[0].drawer.opened.emit()
        rig.settle()
        assert [group.granted for group in pages[0].decision.view.model.groups] == [10_000, 100_000]
        rig.desk.open(NewApplication())
        rig.settle()
        assert not pages[1].awards.list.groups()
        rig.desk.open(ContinueDraft(DECIDED))
        rig.settle()
        assert [group.view.amount for group in pages[1].awards.list.groups()] == [10_000, 100_000]
        sources = Sources(rig.store, rig.desk.policies)
        request = Request(AWARD, DECIDED, datetime.date(2024, 6, 20))
        assert preview_pdf(sources, request).startswith(b"%PDF")


def test_what_waits_under_a_pack_that_is_refused_today_says_so_until_it_is_mended(
    rig: Rig, former: Path
) -> None:
    put(rig, former, BLANK)
    pages = CounterPage(rig.desk), ApplicationsPage(rig.desk)
    rig.show(counter=pages[0], applications=pages[1])
    rig.desk.open(ContinueDraft(DRAFT))
    rig.settle()
    assert "没有可用的文件" in pages[0].message.sentence()
    pages[1].decision.decide([ACCEPTED])
    rig.settle()
    assert "没有可用的文件" in pages[1].decision.view.message.sentence()
    [pack] = rig.desk.own.packs
    assert {found.code for found in pack.errors} == {"blank_text"}
    put(rig, former, SMALL)
    pages[1].decision.decide([ACCEPTED])
    rig.settle()
    assert [group.view.title for group in pages[1].decision.view.model.groups] == ["作品登记"]
    rig.desk.open(ContinueDraft(DRAFT))
    rig.settle()
    assert [group.view.amount for group in pages[0].awards.list.groups()] == [10_000]


def test_a_year_is_evaluated_again_beside_rules_that_only_the_refused_pack_has(
    rig: Rig, former: Path
) -> None:
    put(rig, former, RENAMED)
    ids = rig.store.read(queries.recheck_ids, 2022, "small")
    assert set(ids) == {DECIDED, ACCEPTED}
    for application in ids:
        changes = recheck_application(rig.store, application, rig.desk.policies).changes
        gone = [change for change in changes if change.after is None]
        assert [change.before.amount for change in gone if change.before] == [10_000]
